/** What the runs of a finished experiment say against each other. */
import { pairedTest } from './engine.ts';
import type { MinimaCourse, MinimaSetup, PairedTest } from './engine.ts';
import type { Column } from './rows.ts';

/** What there is to compare. */
interface Compared {
  readonly setup: MinimaSetup;
  readonly courses: MinimaCourse[];
  /** A measure at the end of every seed of a run. */
  ends(run: number, column: Column): Float64Array;
}

/** Two runs, less and more noise (or flatness on purpose) in the second. */
export interface Pair {
  first: number;
  second: number;
}

/** Below this a difference counts as one. */
export const SIGNIFICANT = 0.05;

/** The two runs that differ most: largest and smallest batch, least and most noise, without and with SAM. */
export function extremes(session: Compared): Pair | undefined {
  const { courses, setup } = session;
  if (courses.length < 2) return undefined;
  const noise = courses.map(({ batch, lr, rho }) => (setup.experiment === 'sam' ? rho : setup.experiment === 'noise-scale' ? lr / batch : -batch));
  const [least, most] = [Math.min(...noise), Math.max(...noise)];
  if (least === most) return { first: 0, second: courses.length - 1 };
  return { first: noise.indexOf(least), second: noise.indexOf(most) };
}

/** The two runs in the order in which they are shown. */
export function inOrder({ first, second }: Pair): [number, number] {
  return first < second ? [first, second] : [second, first];
}

/** A measure of the second run less that of the first, seed by seed. */
export function compare(session: Compared, { first, second }: Pair, column: Column): PairedTest {
  return pairedTest(session.ends(first, column), session.ends(second, column));
}

/** Means over the seeds in which both runs have a number. */
export function means(session: Compared, { first, second }: Pair, column: Column): [number, number] {
  const [a, b] = [session.ends(first, column), session.ends(second, column)];
  const both = [...a.keys()].filter((nth) => Number.isFinite(a[nth]) && Number.isFinite(b[nth]));
  const mean = (of: Float64Array): number => both.reduce((sum, nth) => sum + of[nth]!, 0) / both.length;
  return [mean(a), mean(b)];
}
