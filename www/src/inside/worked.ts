/** A rule's equations with the numbers of one update in their places, in pieces between which a line may break. */
import worked from 'virtual:formulas/worked';

import { short } from '../format.ts';

/** One equation: what it gives, and the pieces of what that is. */
interface Line {
  left: string;
  right: string[];
}

/** Numbers of which one is made from the other by a step or a term that may be small against them: both get digits enough to show it. */
const PAIRS = [['x', 'xnew'], ['x', 'top'], ['G0', 'G'], ['avg0', 'avg'], ['zb', 'za']] as const;

/** So many digits a number has at least, and at most: all that it has. */
const [FEW, ALL] = [4, 16];

const LINES = new Map<string, Line[]>();

/** The equations of a rule, as MathML by line. Every place for a number is still empty. */
function linesOf(rule: string): Line[] {
  const known = LINES.get(rule);
  if (known !== undefined) return known;
  const template = document.createElement('template');
  template.innerHTML = worked[`worked-${rule}`] ?? '';
  const lines = [...template.content.querySelectorAll('mtr')].map((row) => {
    const [left, right] = [...row.querySelectorAll(':scope > mtd')];
    return { left: markupOf([...left!.childNodes]), right: piecesOf(right!) };
  });
  LINES.set(rule, lines);
  return lines;
}

/** A side of an equation, cut before every sign that is in no bracket, and after every comma. */
function piecesOf(side: Element): string[] {
  const only = side.children.length === 1 && side.firstElementChild!.localName === 'mrow' ? side.firstElementChild! : side;
  const pieces: Element[][] = [[]];
  for (const part of only.children) {
    const piece = pieces.at(-1)!;
    const begins = isSign(part) && piece.some((before) => !isSign(before));
    if (begins || piece.at(-1)?.getAttribute('separator') === 'true') pieces.push([part]);
    else piece.push(part);
  }
  for (const [first] of pieces) if (first!.localName === 'mo') first!.setAttribute('form', 'infix');
  return pieces.map(markupOf);
}

function isSign(part: Element): boolean {
  return part.getAttribute('form') !== 'prefix' && /^[=+−←]$/.test(part.textContent!.trim()) && ['mo', 'mrow'].includes(part.localName);
}

function markupOf(nodes: readonly Node[]): string {
  const math = document.createElementNS('http://www.w3.org/1998/Math/MathML', 'math');
  math.setAttribute('displaystyle', 'true');
  math.append(...nodes.map((node) => node.cloneNode(true)));
  return math.outerHTML;
}

/** The equations of a rule for a coordinate as markup: left sides and right sides in turn. */
export function workedFormula(rule: string, axis: 'x' | 'y', numbers: ReadonlyMap<string, number>): string {
  const digits = digitsOf(numbers);
  const filled = (markup: string): string =>
    markup.replaceAll(/(<msup>)?<mtext>(@@?)([A-Za-z0-9]+)<\/mtext>/g, (_, power: string | undefined, kind: string, name: string) => {
      const before = power ?? '';
      if (name === 'axis') return `${before}<mi>${axis}</mi>`;
      const value = numbers.get(name);
      if (value === undefined) return `${before}<mn></mn>`;
      const text = short(value, digits.get(name) ?? FEW);
      // A factor that is negative stands in brackets, and a base with a power of ten; a result does not.
      const isWrapped = (value < 0 && kind === '@') || (power !== undefined && text.includes('e'));
      return isWrapped ? `${before}<mrow><mo>(</mo><mn>${text}</mn><mo>)</mo></mrow>` : `${before}<mn>${text}</mn>`;
    });
  return linesOf(rule).map(({ left, right }) => `<span>${filled(left)}</span><span>${right.map(filled).join('<wbr>')}</span>`).join('');
}

/** Whether a rule has so few equations that two coordinates may stand side by side. */
export function isBrief(rule: string): boolean {
  return linesOf(rule).length < 3;
}

function digitsOf(numbers: ReadonlyMap<string, number>): Map<string, number> {
  const digits = new Map<string, number>();
  for (const [before, after] of PAIRS) {
    const [from, to] = [numbers.get(before), numbers.get(after)];
    if (from === undefined || to === undefined || from === to || !Number.isFinite(to - from)) continue;
    const order = (value: number): number => Math.floor(Math.log10(Math.abs(value)));
    const wanted = Math.min(ALL, Math.max(FEW, order(Math.max(Math.abs(from), Math.abs(to))) - order(to - from) + 3));
    for (const name of [before, after]) digits.set(name, Math.max(wanted, digits.get(name) ?? 0));
  }
  return digits;
}
