/** Formulas: MathML that the build made from TeX. */
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

/** The formula with this id out of a table of the build's. Its markup comes from our own build, never from a visitor. */
export function formula(table: Readonly<Record<string, string>>, id: string): unknown {
  return unsafeHTML(table[id] ?? '');
}
