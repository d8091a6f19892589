/** What there is to say while a loss is typed. Each language fills this in; the compiler refuses a gap. */
import type { ExpressionRefusal } from '../../engine.ts';

export interface TypedWords {
  label: string;
  hint: string;
  examples: string;
  refused: (refusal: ExpressionRefusal) => string;
  found: (minima: number, lowest: string) => string;
  noMinimum: string;
}
