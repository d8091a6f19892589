/** The error of a difference against its step, both on logarithmic axes. */
import { nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';

import { short } from '../format.ts';
import type { DerivativesWords } from './words/index.ts';

export interface ErrorCurve {
  /** Step and error, where the error is a number above 0. */
  points: readonly { h: number; error: number }[];
  least: { h: number; error: number } | undefined;
}

/** The two curves of what the core computed: forward and central. */
export function curvesOf(errors: Float64Array): [ErrorCurve, ErrorCurve] {
  const curve = (column: 1 | 2): ErrorCurve => {
    const points: { h: number; error: number }[] = [];
    let least: ErrorCurve['least'];
    for (let at = 0; at < errors.length; at += 3) {
      const point = { h: errors[at]!, error: errors[at + column]! };
      if (!Number.isFinite(point.error)) continue;
      if (least === undefined || point.error < least.error) least = point;
      if (point.error > 0) points.push(point);
    }
    return { points, least };
  };
  return [curve(1), curve(2)];
}

const LEFT = 52;
const RIGHT = 16;
const TOP = 14;
const BOTTOM = 40;
const HEIGHT = 270;

export function errorChart(curves: readonly [ErrorCurve, ErrorCurve], h: number, width: number, words: DerivativesWords): TemplateResult {
  const all = curves.flatMap(({ points }) => points.map(({ error }) => Math.log10(error)));
  const [low, high] = all.length === 0 ? [-16, 0] : [Math.floor(Math.min(...all)), Math.ceil(Math.max(...all))];
  const top = Math.min(Math.max(high, low + 2), low + 40);
  const x = (h: number): number => LEFT + ((Math.log10(h) + 15) / 15) * (width - LEFT - RIGHT);
  const y = (error: number): number => HEIGHT - BOTTOM - ((Math.max(low, Math.min(top, Math.log10(error))) - low) / (top - low)) * (HEIGHT - TOP - BOTTOM);
  const every = Math.max(1, Math.ceil((top - low) / 6));
  const rows = Array.from({ length: Math.floor((top - low) / every) + 1 }, (_, k) => low + k * every);
  const columns = [-15, -12, -9, -6, -3, 0];
  const power = (exponent: number): TemplateResult => svg`10<tspan class="exponent" dy="-5">${short(exponent)}</tspan>`;
  return svg`<svg class="errors" width=${width} height=${HEIGHT} viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label=${summary(curves, words)}>
      ${rows.map(
        (row) => svg`<line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${y(10 ** row)} y2=${y(10 ** row)} />
          <text class="tick" x=${LEFT - 8} y=${y(10 ** row) + 5} text-anchor="end">${power(row)}</text>`,
      )}
      ${columns.map(
        (column) => svg`<line class="grid" x1=${x(10 ** column)} x2=${x(10 ** column)} y1=${TOP} y2=${HEIGHT - BOTTOM} />
          <text class="tick" x=${x(10 ** column)} y=${HEIGHT - BOTTOM + 18} text-anchor="middle">${power(column)}</text>`,
      )}
      <text class="axis" x=${(LEFT + width - RIGHT) / 2} y=${HEIGHT - 4} text-anchor="middle">${words.step}</text>
      <line class="chosen" x1=${x(h)} x2=${x(h)} y1=${TOP} y2=${HEIGHT - BOTTOM} />
      ${curves.map(({ points, least }, index) => {
        const kind = index === 0 ? 'one-sided' : 'two-sided';
        const path = points.map(({ h, error }, at) => `${at === 0 ? 'M' : 'L'}${x(h).toFixed(1)} ${y(error).toFixed(1)}`).join(' ');
        return svg`<path class="curve ${kind}" d=${path} />
          ${least === undefined ? nothing : svg`<circle class="least ${kind}" cx=${x(least.h)} cy=${least.error > 0 ? y(least.error) : HEIGHT - BOTTOM} r="5" />`}`;
      })}
    </svg>`;
}

/** The chart in words. */
export function summary([forward, central]: readonly [ErrorCurve, ErrorCurve], words: DerivativesWords): string {
  const best = ({ least }: ErrorCurve, name: string): string =>
    least === undefined ? '' : words.best(name, short(least.h, 2), short(least.error, 2));
  return [best(forward, words.oneSided), best(central, words.twoSided)].filter((text) => text !== '').join(' ');
}
