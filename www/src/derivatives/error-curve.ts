/** What the error of a difference does as its step shrinks: where it is least, and whether it falls and rises at all. */

/** A step and the error that a difference has with it. */
export interface ErrorAt {
  h: number;
  error: number;
}

/**
 * A valley falls from the right and rises again; what only falls shows no round-off, what only rises no truncation; exact is
 * what is right to the last digit at every step.
 */
export type Shape = 'valley' | 'falls' | 'rises' | 'exact';

export interface ErrorCurve {
  /** Where the error is a number above 0, from the smallest step up. */
  points: readonly ErrorAt[];
  /** The steps at which the error is exactly 0: rounding errors can cancel. */
  zeros: readonly number[];
  /** The middle of the errors where they are least on the whole; none where there are no errors at all. */
  least: ErrorAt | undefined;
  shape: Shape;
}

/** Steps on either side that are judged together: round-off is noise, and one lucky step is not the bottom of a valley. */
const REACH = 4;
/** An error has risen if it is so many times the least. */
const RISEN = 10;

/** The two curves of what the core computed: forward and central differences of a gradient of that length. */
export function curvesOf(errors: Float64Array, slope: number): [ErrorCurve, ErrorCurve] {
  return [curveOf(errors, 1, slope), curveOf(errors, 2, slope)];
}

function curveOf(errors: Float64Array, column: 1 | 2, slope: number): ErrorCurve {
  const all: ErrorAt[] = [];
  for (let at = 0; at < errors.length; at += 3) {
    const point = { h: errors[at]!, error: errors[at + column]! };
    if (Number.isFinite(point.error)) all.push(point);
  }
  const around = (at: number): ErrorAt[] => all.slice(Math.max(0, at - REACH), at + REACH + 1);
  const worst = all.map((_, at) => Math.max(...around(at).map(({ error }) => error)));
  // Of steps that are equally good the largest.
  const best = worst.lastIndexOf(Math.min(...worst));
  // An error in the last digit is as good as none.
  const floor = RISEN * Math.max(worst[best] ?? 0, Number.EPSILON * slope);
  const [risesLeft, risesRight] = [worst[0]! > floor, worst.at(-1)! > floor];
  const risen: Shape = risesRight ? 'valley' : 'rises';
  const level: Shape = risesRight || Math.max(...worst) > floor ? 'falls' : 'exact';
  return {
    points: all.filter(({ error }) => error > 0),
    zeros: all.filter(({ error }) => error === 0).map(({ h }) => h),
    least: best < 0 ? undefined : middle(around(best)),
    shape: risesLeft ? risen : level,
  };
}

/** Of the errors that are not 0 by chance the middle one; 0 if there are no others. */
function middle(points: readonly ErrorAt[]): ErrorAt {
  const errors = points.filter(({ error }) => error > 0).toSorted((a, b) => a.error - b.error);
  return errors[Math.floor(errors.length / 2)] ?? points.at(-1)!;
}
