/** Formulas: MathML that the build made from TeX, or the core from what was typed. */
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

/** The formula of a loss that was typed. The core makes its markup from what it has read, never from the text. */
export function typedFormula(mathml: string): unknown {
  return unsafeHTML(mathml);
}

/** The formula with this id out of a table of the build's. Its markup comes from our own build, never from a visitor. */
export function formula(table: Readonly<Record<string, string>>, id: string): unknown {
  return unsafeHTML(table[id] ?? '');
}
