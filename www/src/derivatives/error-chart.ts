/** The error of a difference against its step, both on logarithmic axes. */
import { nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';

import { short } from '../format.ts';
import type { ErrorCurve } from './error-curve.ts';
import type { DerivativesWords } from './words/index.ts';

const LEFT = 52;
const RIGHT = 16;
const TOP = 14;
const BOTTOM = 40;
const HEIGHT = 270;
/** Below the lowest power of ten, for errors that have no logarithm. */
const ZERO_ROW = 26;
/** Half the length of a mark for such an error. */
const MARK = 6;

export function errorChart(curves: readonly [ErrorCurve, ErrorCurve], h: number, width: number, words: DerivativesWords): TemplateResult {
  const all = curves.flatMap(({ points }) => points.map(({ error }) => Math.log10(error)));
  const [low, high] = all.length === 0 ? [-16, 0] : [Math.floor(Math.min(...all)), Math.ceil(Math.max(...all))];
  const top = Math.min(Math.max(high, low + 2), low + 40);
  const x = (h: number): number => LEFT + ((Math.log10(h) + 15) / 15) * (width - LEFT - RIGHT);
  const hasZeros = curves.some(({ zeros }) => zeros.length > 0);
  const bottom = HEIGHT - BOTTOM - (hasZeros ? ZERO_ROW : 0);
  const zero = HEIGHT - BOTTOM - 8;
  const y = (error: number): number => (error === 0 ? zero : bottom - ((Math.max(low, Math.min(top, Math.log10(error))) - low) / (top - low)) * (bottom - TOP));
  const every = Math.max(1, Math.ceil((top - low) / 6));
  const rows = Array.from({ length: Math.floor((top - low) / every) + 1 }, (_, k) => low + k * every);
  const columns = [-15, -12, -9, -6, -3, 0];
  const power = (exponent: number): TemplateResult => svg`10<tspan class="exponent" dy="-5">${short(exponent)}</tspan>`;
  return svg`<svg class="errors" width=${width} height=${HEIGHT} viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label=${summary(curves, words)}>
      ${rows.map(
        (row) => svg`<line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${y(10 ** row)} y2=${y(10 ** row)} />
          <text class="tick" x=${LEFT - 8} y=${y(10 ** row) + 5} text-anchor="end">${power(row)}</text>`,
      )}
      ${hasZeros
        ? svg`<line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${zero} y2=${zero} />
          <text class="tick" x=${LEFT - 8} y=${zero + 5} text-anchor="end">0</text>`
        : nothing}
      ${columns.map(
        (column) => svg`<line class="grid" x1=${x(10 ** column)} x2=${x(10 ** column)} y1=${TOP} y2=${HEIGHT - BOTTOM} />
          <text class="tick" x=${x(10 ** column)} y=${HEIGHT - BOTTOM + 18} text-anchor="middle">${power(column)}</text>`,
      )}
      <text class="axis" x=${(LEFT + width - RIGHT) / 2} y=${HEIGHT - 4} text-anchor="middle">${words.step}</text>
      <line class="chosen" x1=${x(h)} x2=${x(h)} y1=${TOP} y2=${HEIGHT - BOTTOM} />
      ${curves.map(({ points, zeros, least }, index) => {
        const kind = index === 0 ? 'one-sided' : 'two-sided';
        const path = points.map(({ h, error }, at) => `${at === 0 ? 'M' : 'L'}${x(h).toFixed(1)} ${y(error).toFixed(1)}`).join(' ');
        // One kind above the line and the other below, so that neither hides the other.
        const side = index === 0 ? -MARK : MARK;
        return svg`${zeros.map((h) => svg`<line class="zero ${kind}" x1=${x(h)} x2=${x(h)} y1=${zero} y2=${zero + side} />`)}
          ${path === '' ? nothing : svg`<path class="curve ${kind}" d=${path} />`}
          ${least === undefined ? nothing : svg`<circle class="least ${kind}" cx=${x(least.h)} cy=${y(least.error)} r="5" />`}`;
      })}
    </svg>`;
}

/** The chart in words: each curve, then why curves of these shapes look as they do. */
export function summary([forward, central]: readonly [ErrorCurve, ErrorCurve], words: DerivativesWords): string {
  const curve = ({ least, shape }: ErrorCurve, name: string): string =>
    least === undefined ? '' : words.shapes[shape](name, short(least.h, 2), short(least.error, 2));
  const curves = [forward, central].filter(({ least }) => least !== undefined);
  const reasons = (['valley', 'falls', 'rises'] as const).filter((shape) => curves.some((curve) => curve.shape === shape)).map((shape) => words.why[shape]);
  const hasZeros = curves.some(({ zeros }) => zeros.length > 0);
  return [curve(forward, words.oneSided), curve(central, words.twoSided), ...reasons, hasZeros ? words.zeros : ''].filter((text) => text !== '').join(' ');
}
