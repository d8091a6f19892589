/** What a long task is to the pool: something that works for a few milliseconds whenever it is asked to. */

/** Whatever a task reports on the way, or brings at the end; buffers named in `transfer` are handed over, not copied. */
export interface Piece {
  transfer?: Transferable[];
}

/** What computes one task; made in the worker or, without workers, on the page. */
export interface Computation<P, R> {
  /** Works for about so many milliseconds; true while something is left. */
  work(milliseconds: number): boolean;
  /** How much is done, from 0 to 1. */
  readonly progress: number;
  /** What is new since it was last asked; undefined when nothing is. */
  take(): P | undefined;
  /** The result; asked once, when nothing is left. */
  finish(): R;
  /** Called once at the end, however the task ends, but not after a trap: a broken core is not asked again. */
  free(): void;
}

/** Begins the computation of a request. */
export type Compute<Q, P, R> = (request: Q) => Computation<P, R>;

/**
 * Whether an exception leaves the core in an unknown state: a trap does, and so does a stack that overflowed inside of it,
 * which is a `RangeError` in most browsers and an `InternalError` in Firefox.
 */
export function isTrap(error: unknown): boolean {
  return (
    error instanceof WebAssembly.RuntimeError ||
    error instanceof RangeError ||
    (error instanceof Error && error.name === 'InternalError')
  );
}

/** An exception as text, which is all of it that crosses to another thread the same in every browser. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
