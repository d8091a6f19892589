/** Long tasks off the page's thread: queued in order, worked off by as many workers as there are cores. */
import { reasonOf } from './computation.ts';
import { WorkerHand } from './hand.ts';
import type { Hand, HandOwner } from './hand.ts';
import { Slices } from './slices.ts';
import type { Local } from './slices.ts';
import { Task, cancellation } from './task.ts';
import type { TaskHandlers } from './task.ts';

export { TaskFailure } from './task.ts';
export type { TaskHandlers } from './task.ts';

/** More workers than this cost more memory than they save time. */
const MOST_WORKERS = 8;
/** A task that breaks so many workers is the reason for it. */
const MOST_BREAKS = 2;

export interface PoolOptions<Q, P, R> {
  /** Makes a worker; it may throw where there can be none. */
  spawn: () => Worker;
  /** The first message to each worker, copied: the compiled module and whatever else all tasks need. */
  greeting: unknown;
  /** What computes on the page where there can be no workers; asked only then. */
  local: Local<Q, P, R>;
  /** The most workers at a time; one for each core, up to 8, unless it is given. */
  size?: number;
}

/**
 * A pool of workers, of which none is made before it is needed. A worker that breaks is replaced, and its task tried once
 * more. Where no worker can be made, the page works itself, one task at a time, in slices.
 */
export class WorkPool<Q, P, R> {
  readonly #spawn: () => Worker;
  readonly #greeting: unknown;
  readonly #local: Local<Q, P, R>;
  #size: number;
  readonly #queue: Task<Q, P, R>[] = [];
  /** Those that are starting, free or at work. */
  readonly #hands = new Set<Hand<Q, P, R>>();
  readonly #owner: HandOwner<Q, P, R>;
  readonly #unsettled = new Set<Task<Q, P, R>>();
  #isThreaded = true;
  #isDisposed = false;
  #tasks = 0;
  /** Those whose tasks wait. */
  readonly #resting = new WeakSet<object>();

  constructor({ spawn, greeting, local, size = navigator.hardwareConcurrency }: PoolOptions<Q, P, R>) {
    this.#spawn = spawn;
    this.#greeting = greeting;
    this.#local = local;
    this.#size = Math.max(1, Math.min(MOST_WORKERS, Math.floor(size) || 1));
    this.#owner = {
      freed: () => this.#assign(),
      missed: (hand, reason) => this.#missed(hand, reason),
      lost: (hand, task, reason) => this.#lost(hand, task, reason),
    };
  }

  /** Whether tasks go to workers: so long as it is not known that none can be made. */
  get isThreaded(): boolean {
    return this.#isThreaded;
  }

  /** How many tasks are worked off at the same time, at most. */
  get size(): number {
    return this.#size;
  }

  /** Tasks that are queued or at work. */
  get pending(): number {
    return this.#unsettled.size;
  }

  /**
   * Queues a request, which must not be changed before its end. Rejects with an `AbortError` when `signal` aborts or the
   * pool is disposed, and with a `TaskFailure` when the computation throws, or breaks two workers. Tasks of a `group` can be
   * put to rest together.
   */
  run(request: Q, handlers: TaskHandlers<P> = {}, signal?: AbortSignal, group?: object): Promise<R> {
    if (this.#isDisposed || signal?.aborted) return Promise.reject(cancellation());
    const cancel = (): void => this.#cancel(task);
    const task: Task<Q, P, R> = new Task(this.#tasks++, request, group, handlers, () => {
      signal?.removeEventListener('abort', cancel);
      this.#unsettled.delete(task);
      this.#unqueue(task);
    });
    signal?.addEventListener('abort', cancel);
    task.isHeld = group !== undefined && this.#resting.has(group);
    this.#unsettled.add(task);
    this.#queue.push(task);
    this.#assign();
    return task.result;
  }

  /** Lets a group's tasks wait, whoever else works: those under way are given back, to begin anew at `wake`. */
  rest(group: object): void {
    this.#resting.add(group);
    for (const task of this.#unsettled) {
      if (task.group !== group || task.isHeld) continue;
      task.isHeld = true;
      if (this.#queue.includes(task)) continue;
      this.#queue.push(task);
      for (const hand of this.#hands) hand.stop(task);
    }
  }

  wake(group: object): void {
    this.#resting.delete(group);
    for (const task of this.#unsettled) if (task.group === group) task.isHeld = false;
    this.#assign();
  }

  /** Ends all workers, and cancels what is not done. */
  dispose(): void {
    this.#isDisposed = true;
    this.#queue.length = 0;
    for (const task of [...this.#unsettled]) task.cancel();
    for (const hand of this.#hands) hand.dismiss();
    this.#hands.clear();
  }

  /** Gives queued tasks to free hands, and starts as many workers as are missing for the rest. */
  #assign(): void {
    let starting = 0;
    for (const hand of this.#hands) {
      for (let task = this.#next(); hand.isFree && task !== undefined; task = this.#next()) {
        this.#unqueue(task);
        if (task.isBegun) task.restart();
        task.isBegun = true;
        hand.give(task);
      }
      if (hand instanceof WorkerHand && hand.isStarting) starting++;
    }
    while (this.#isThreaded && starting < this.#waiting.length && this.#hands.size < this.#size) {
      const hand = new WorkerHand(this.#owner);
      this.#hands.add(hand);
      try {
        hand.start(this.#spawn, this.#greeting);
        starting++;
      } catch (error) {
        hand.dismiss();
        return this.#missed(hand, reasonOf(error));
      }
    }
  }

  /** Queued tasks that nobody holds. */
  get #waiting(): Task<Q, P, R>[] {
    return this.#queue.filter((task) => !task.isHeld && !this.#isInHand(task));
  }

  #next(): Task<Q, P, R> | undefined {
    return this.#waiting[0];
  }

  /** Whether a hand has not given it back yet. */
  #isInHand(task: Task<Q, P, R>): boolean {
    return [...this.#hands].some((hand) => hand.has(task));
  }

  #unqueue(task: Task<Q, P, R>): void {
    const queued = this.#queue.indexOf(task);
    if (queued >= 0) this.#queue.splice(queued, 1);
  }

  #cancel(task: Task<Q, P, R>): void {
    task.cancel();
    for (const hand of this.#hands) hand.stop(task);
  }

  /** A worker that could not begin is not tried again: the others do its work or, without any, the page. */
  #missed(hand: WorkerHand<Q, P, R>, reason: string): void {
    this.#hands.delete(hand);
    this.#size = Math.max(1, this.#hands.size);
    if (this.#hands.size === 0) {
      console.warn('Downhill: no worker can be made here, so the page computes between its frames.', reason);
      this.#isThreaded = false;
      this.#hands.add(new Slices(this.#local, this.#owner.freed));
    }
    this.#assign();
  }

  #lost(hand: WorkerHand<Q, P, R>, task: Task<Q, P, R> | undefined, reason: string): void {
    this.#hands.delete(hand);
    if (task !== undefined && !task.isSettled) {
      if (++task.breaks < MOST_BREAKS) {
        console.error('Downhill: a worker broke, and its task is tried once more.', reason);
        if (!this.#queue.includes(task)) this.#queue.unshift(task);
      } else {
        task.fail(reason);
      }
    }
    this.#assign();
  }
}
