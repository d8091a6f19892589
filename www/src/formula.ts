/** Formulas: MathML that the build made from TeX. */
import formulas from 'virtual:formulas';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

/** The formula with this id. Its markup comes from our own build, never from a visitor. */
export function formula(id: string): unknown {
  return unsafeHTML(formulas[id] ?? '');
}
