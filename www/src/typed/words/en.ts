/** The words of typing a loss, in English. */
import type { TypedWords } from './table.ts';

export const en: TypedWords = {
  label: 'Loss as a formula in x and y',
  hint: 'Multiplication is written: 2*x. Powers: x^2. Also pi, e, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, exp, ln, log10, sqrt, abs, sign, min, max, pow.',
  examples: 'For example',
  // The core says it in English.
  refused: ({ column, text }) => `Column ${column}: ${text}.`,
  found: (minima, lowest) => `${minima === 1 ? 'One minimum' : `${minima} minima`} found near by, the lowest at ${lowest}.`,
  noMinimum: 'No minimum found near by.',
};
