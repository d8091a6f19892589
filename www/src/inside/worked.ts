/** A rule's equations with the numbers of one update in their places. */
import worked from 'virtual:formulas/worked';

import { short } from '../format.ts';

/** The equations of a rule as MathML, with numbers by name; what has none stays empty. */
export function workedFormula(rule: string, numbers: ReadonlyMap<string, number>): string {
  const markup: string = worked[`worked-${rule}`] ?? '';
  return markup
    .replace(/ alttext="[^"]*"/, '')
    .replaceAll(/<mtext>(@@?)([A-Za-z0-9]+)<\/mtext>/g, (_, kind: string, name: string) => {
      const value = numbers.get(name);
      if (value === undefined) return '<mn></mn>';
      const number = `<mn>${short(value, 4)}</mn>`;
      // A factor that is negative stands in brackets; a result does not.
      return value < 0 && kind === '@' ? `<mrow><mo>(</mo>${number}<mo>)</mo></mrow>` : number;
    });
}
