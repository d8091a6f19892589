/** A task as the pool holds it: a request that somebody waits for. */

/** Whom a task tells on the way. */
export interface TaskHandlers<P> {
  /** How much is done, from 0 to 1. */
  progress?(part: number): void;
  piece?(piece: P): void;
  /** The task begins anew because its worker broke: what it reported so far will be reported again. */
  restart?(): void;
}

/**
 * The computation threw, or broke every worker that it was given to. Where the page computes itself, `cause` is what was
 * thrown; from a worker only its message comes.
 */
export class TaskFailure extends Error {
  override readonly name = 'TaskFailure';
}

export class Task<Q, P, R> {
  readonly id: number;
  readonly request: Q;
  /** Whose task it is. */
  readonly group: object | undefined;
  readonly result: Promise<R>;
  /** Workers that broke over it. */
  breaks = 0;
  /** Whether it waits until it is asked for again: a worker that has it gives it back. */
  isHeld = false;
  /** Whether a hand has had it. */
  isBegun = false;
  readonly #handlers: TaskHandlers<P>;
  readonly #settled: () => void;
  #isSettled = false;
  #resolve!: (result: R) => void;
  #reject!: (reason: unknown) => void;

  /** `settled` is called once, when the task is done, has failed, or is cancelled. */
  constructor(id: number, request: Q, group: object | undefined, handlers: TaskHandlers<P>, settled: () => void) {
    this.id = id;
    this.request = request;
    this.group = group;
    this.#handlers = handlers;
    this.#settled = settled;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  report(part: number, piece: P | undefined): void {
    // Handlers may cancel the task, each before the next.
    this.#call(() => this.#handlers.progress?.(part));
    if (piece !== undefined) this.#call(() => this.#handlers.piece?.(piece));
  }

  restart(): void {
    this.#call(() => this.#handlers.restart?.());
  }

  done(result: R): void {
    if (this.#settle()) this.#resolve(result);
  }

  fail(reason: string, cause?: unknown): void {
    if (this.#settle()) this.#reject(new TaskFailure(reason, cause === undefined ? undefined : { cause }));
  }

  cancel(): void {
    if (this.#settle()) this.#reject(cancellation());
  }

  #settle(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    this.#settled();
    return true;
  }

  /** A handler that throws is its owner's mistake: it is reported like any other, and the task goes on. */
  #call(handler: () => void): void {
    if (this.#isSettled) return;
    try {
      handler();
    } catch (error) {
      reportError(error);
    }
  }
}

/** What a cancelled task rejects with, like everything that an `AbortSignal` ends. */
export function cancellation(): DOMException {
  return new DOMException('The task was cancelled.', 'AbortError');
}
