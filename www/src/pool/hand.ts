/** A hand works tasks off, one at a time; this one is a worker, seen from the page. */
import { reasonOf } from './computation.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import type { Task } from './task.ts';

export interface Hand<Q, P, R> {
  /** Ready, and without a task. */
  readonly isFree: boolean;
  give(task: Task<Q, P, R>): void;
  has(task: Task<Q, P, R>): boolean;
  /** A task was cancelled, or is held: if it has that one, it becomes free, or is lost. */
  stop(task: Task<Q, P, R>): void;
  /** Ends it at once, and without a word to its owner. */
  dismiss(): void;
}

/** To whom hands belong. */
export interface HandOwner<Q, P, R> {
  /** A hand became ready, or has done with its task. */
  freed(): void;
  /** A worker was never ready: none can be made here, or this one could not begin. */
  missed(hand: WorkerHand<Q, P, R>, reason: string): void;
  /** A worker that was ready is no more; with the task that it had. */
  lost(hand: WorkerHand<Q, P, R>, task: Task<Q, P, R> | undefined, reason: string): void;
}

/** How long a worker may take until it is ready. */
const READY_MS = 5000;
/** How long a worker may go on with a cancelled task: its slices are far shorter, so it hangs then. */
const STOP_MS = 1000;

export class WorkerHand<Q, P, R> implements Hand<Q, P, R> {
  readonly #owner: HandOwner<Q, P, R>;
  /** Undefined before the start, and at the end. */
  #worker: Worker | undefined;
  #task: Task<Q, P, R> | undefined;
  #isReady = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listening = new AbortController();

  constructor(owner: HandOwner<Q, P, R>) {
    this.#owner = owner;
  }

  get isFree(): boolean {
    return this.#isReady && this.#task === undefined;
  }

  /** Whether it was made, and will be ready or missed. */
  get isStarting(): boolean {
    return this.#worker !== undefined && !this.#isReady;
  }

  /** Makes the worker. It is ready, or missed, later; throws where workers cannot be made at all. */
  start(spawn: () => Worker, greeting: unknown): void {
    const worker = spawn();
    this.#worker = worker;
    const { signal } = this.#listening;
    worker.addEventListener('message', (event) => this.#hear(event.data as FromWorker<P, R>), { signal });
    worker.addEventListener('messageerror', () => this.#end('a message of the worker cannot be read'), { signal });
    worker.addEventListener(
      'error',
      (event) => {
        // It is dealt with here. A worker that could not be loaded sends an event without a message.
        event.preventDefault();
        this.#end(event.message || 'the worker cannot be loaded');
      },
      { signal },
    );
    this.#timer = setTimeout(() => this.#end('the worker does not answer'), READY_MS);
    this.#post(worker, { kind: 'greeting', greeting });
  }

  give(task: Task<Q, P, R>): void {
    this.#task = task;
    try {
      this.#post(this.#worker!, { kind: 'request', task: task.id, request: task.request });
    } catch (error) {
      // The request cannot be copied; no worker would receive it.
      this.#task = undefined;
      task.fail(reasonOf(error));
    }
  }

  has(task: Task<Q, P, R>): boolean {
    return this.#task === task;
  }

  stop(task: Task<Q, P, R>): void {
    if (this.#task !== task || this.#worker === undefined) return;
    this.#post(this.#worker, { kind: 'cancel', task: task.id });
    this.#timer = setTimeout(() => this.#end('the worker does not stop'), STOP_MS);
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.#listening.abort();
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isReady = false;
    this.#task = undefined;
  }

  #post(worker: Worker, message: ToWorker<Q>): void {
    worker.postMessage(message);
  }

  #hear(message: FromWorker<P, R>): void {
    if (message.kind === 'ready') {
      clearTimeout(this.#timer);
      this.#isReady = true;
      this.#owner.freed();
      return;
    }
    if (message.kind === 'unable') return this.#end(message.reason);
    const task = this.#task;
    if (task?.id !== message.task) return;
    switch (message.kind) {
      case 'report':
        return task.report(message.part, message.piece);
      case 'broken':
        return this.#end(message.reason);
      case 'done':
        task.done(message.result);
        break;
      case 'failed':
        task.fail(message.reason);
        break;
      case 'stopped':
        break;
    }
    clearTimeout(this.#timer);
    this.#task = undefined;
    this.#owner.freed();
  }

  #end(reason: string): void {
    const wasReady = this.#isReady;
    const task = this.#task;
    this.dismiss();
    if (wasReady) this.#owner.lost(this, task, reason);
    else this.#owner.missed(this, reason);
  }
}
