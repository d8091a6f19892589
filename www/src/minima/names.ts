/** What the lab calls its runs: by what tells them apart. */
import { short } from '../format.ts';
import type { MinimaSession } from './session.ts';
import type { MinimaWords } from './words/index.ts';

/** A name for every run of the setup: batch size, and rate or radius where they differ. */
export function runNames(session: MinimaSession, say: MinimaWords): string[] {
  const { courses, setup } = session;
  const differ = (of: (course: (typeof courses)[number]) => number): boolean => new Set(courses.map(of)).size > 1;
  const [hasBatch, hasRate, hasRho] = [differ(({ batch }) => batch), differ(({ lr }) => lr), setup.experiment === 'sam'];
  return courses.map(({ batch, lr, rho }) => {
    const size = hasBatch || (!hasRate && !hasRho) ? batchName(batch, setup.train, say) : '';
    const rule = rho === 0 ? 'SGD' : `SAM ρ ${short(rho, 3)}`;
    return [size, hasRate ? say.rate(short(lr, 3)) : '', hasRho ? rule : ''].filter((part) => part !== '').join(', ');
  });
}

function batchName(batch: number, train: number, say: MinimaWords): string {
  return batch === train ? say.fullBatch(String(batch)) : say.batch(String(batch));
}

/** What a factor is called. */
export function factorName(alpha: number): string {
  return `α = ${short(alpha, 3)}`;
}

/** A share as percent, for reading. */
export function percent(share: number, digits = 3): string {
  return Number.isNaN(share) ? '–' : `${short(100 * share, digits)} %`;
}

/** A p-value as one reads it. */
export function pValue(p: number): string {
  if (p >= 0.001) return short(p, 2);
  const [mantissa, exponent] = p.toExponential(0).split('e');
  return `${mantissa}·10${superscript(exponent!)}`;
}

const RAISED: Readonly<Record<string, string>> = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };

function superscript(text: string): string {
  return [...text].map((character) => RAISED[character] ?? '').join('');
}

/** A number with its sign, for differences. */
export function signed(value: number, digits = 3): string {
  return value > 0 ? `+${short(value, digits)}` : short(value, digits);
}
