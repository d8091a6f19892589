/** Working a computation off in slices, between which the thread has time for messages and events. */
import { isTrap } from './computation.ts';
import type { Computation } from './computation.ts';
import { Turns } from './turns.ts';

/** How a computation is driven, and whom it reports to. */
export interface Course<P> {
  /** Milliseconds of a slice. */
  slice: number;
  /** Looked at before each slice; true ends the computation without a result. */
  isStopped(): boolean;
  report(part: number, piece: P | undefined): void;
}

/** Milliseconds between two reports: sixteen a second look smooth, and each costs both sides a message. */
const REPORT_MS = 60;

/** Drives what `begin` makes to its end, and reports at least there; undefined when it was stopped. */
export async function drive<P, R>(begin: () => Computation<P, R>, course: Course<P>): Promise<{ result: R } | undefined> {
  const turns = new Turns();
  /** Beginning and finishing take their time too, so each has a turn of its own, as every slice has. */
  const stoppedMeanwhile = async (): Promise<boolean> => {
    await turns.next();
    return course.isStopped();
  };
  let computation: Computation<P, R> | undefined;
  try {
    if (await stoppedMeanwhile()) return undefined;
    computation = begin();
    let reported = performance.now();
    let isLeft: boolean;
    do {
      if (await stoppedMeanwhile()) return undefined;
      isLeft = computation.work(course.slice);
      if (!isLeft || performance.now() - reported >= REPORT_MS) {
        course.report(computation.progress, computation.take());
        reported = performance.now();
      }
    } while (isLeft);
    if (await stoppedMeanwhile()) return undefined;
    return { result: computation.finish() };
  } catch (error) {
    // A broken core is not even asked to forget.
    if (isTrap(error)) computation = undefined;
    throw error;
  } finally {
    turns.close();
    computation?.free();
  }
}
