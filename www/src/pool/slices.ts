/** The hand of a page that may have no workers: the page's own thread, in slices short enough that nobody waits for it. */
import { isTrap, reasonOf } from './computation.ts';
import type { Compute } from './computation.ts';
import { drive } from './drive.ts';
import type { Hand } from './hand.ts';
import type { Task } from './task.ts';

/** Milliseconds of a slice: computations overrun a little, and input, frames and timers come between two of them. */
const SLICE_MS = 10;

/** Provides what computes on the page. */
export type Local<Q, P, R> = () => Promise<Compute<Q, P, R>> | Compute<Q, P, R>;

export class Slices<Q, P, R> implements Hand<Q, P, R> {
  readonly #local: Local<Q, P, R>;
  readonly #freed: () => void;
  #compute: Compute<Q, P, R> | undefined;
  #task: Task<Q, P, R> | undefined;
  #isDismissed = false;

  /** `local` is asked at the first task, and again after a trap; `freed` is called after each task. */
  constructor(local: Local<Q, P, R>, freed: () => void) {
    this.#local = local;
    this.#freed = freed;
  }

  get isFree(): boolean {
    return this.#task === undefined;
  }

  give(task: Task<Q, P, R>): void {
    this.#task = task;
    void this.#work(task).then(() => {
      this.#task = undefined;
      if (!this.#isDismissed) this.#freed();
    });
  }

  has(task: Task<Q, P, R>): boolean {
    return this.#task === task;
  }

  /** Nothing to do: between two slices it sees that the task is settled or held. */
  stop(): void {}

  /** The tasks are settled by then, so the one at work ends after its slice. */
  dismiss(): void {
    this.#isDismissed = true;
  }

  async #work(task: Task<Q, P, R>): Promise<void> {
    try {
      const compute = (this.#compute ??= await this.#local());
      if (task.isSettled || task.isHeld) return;
      const end = await drive(() => compute(task.request), {
        slice: SLICE_MS,
        isStopped: () => task.isSettled || task.isHeld,
        report: (part, piece) => task.report(part, piece),
      });
      if (end !== undefined) task.done(end.result);
    } catch (error) {
      if (isTrap(error)) this.#compute = undefined;
      task.fail(reasonOf(error), error);
    }
  }
}
