/** What the colours of a map of runs mean: the places that were found, and how many runs came to each. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import { short } from '../format.ts';
import { SurveyPicture } from './engine.ts';
import type { SurveyWords } from './words/index.ts';

/** A coordinate for reading; what Newton's method leaves of a 0 is one. */
const place3 = (value: number): string => short(Math.abs(value) < 1e-12 ? 0 : value, 3);

/** More rows than this are folded away. */
const MOST_ROWS = 12;

export function basinLegend(picture: SurveyPicture, isOverStarts: boolean, hasTarget: boolean, say: SurveyWords): TemplateResult {
  const counts = [...picture.counts()];
  const all = Math.max(1, counts.reduce((sum, count) => sum + count, 0));
  const share = (count: number): string => `${short((100 * count) / all, 3)} %`;
  const [diverged, nowhere] = [counts.pop()!, counts.pop()!];
  const minima = picture.minima();
  const swatch = (kind: string, place?: number): TemplateResult =>
    html`<svg class="swatch ${kind}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <rect width="16" height="16" rx="3" fill=${place === undefined ? nothing : SurveyPicture.placeColor(place)}></rect>
    </svg>`;
  const places = isOverStarts
    ? Array.from({ length: minima.length / 3 }, (_, place) => {
        const [x, y, loss] = minima.subarray(3 * place, 3 * place + 3);
        return { place, name: `${place + 1}: (${place3(x!)}, ${place3(y!)})`, loss: short(loss!, 3), count: counts[place]! };
      })
    : hasTarget
      ? [{ place: 0, name: say.reachedTarget, loss: '', count: counts[0]! }]
      : [];
  const reached = places.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  const rows = [
    ...reached.slice(0, MOST_ROWS).map(({ place, name, loss, count }) => ({ key: swatch('', place), name, loss, count })),
    ...(nowhere > 0 ? [{ key: swatch('nowhere'), name: isOverStarts ? say.nowhere : hasTarget ? say.missedTarget : say.lowestEnd, loss: '', count: nowhere }] : []),
    ...(diverged > 0 ? [{ key: swatch('blown'), name: say.divergedRuns, loss: '', count: diverged }] : []),
  ];
  const others = reached.slice(MOST_ROWS);
  return html`<table class="legend">
    <caption class="visually-hidden">${say.legend}</caption>
    <thead>
      <tr>
        <th scope="col">${isOverStarts ? say.place : say.outcome}</th>
        ${isOverStarts ? html`<th scope="col" class="number">${say.loss}</th>` : nothing}
        <th scope="col" class="number">${isOverStarts ? say.share : say.shareOfRuns}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ key, name, loss, count }) => html`<tr>
          <th scope="row">${key} ${name}</th>
          ${isOverStarts ? html`<td class="number">${loss}</td>` : nothing}
          <td class="number">${share(count)}</td>
        </tr>`,
      )}
      ${others.length === 0
        ? nothing
        : html`<tr>
            <th scope="row">… ${others.length}</th>
            ${isOverStarts ? html`<td></td>` : nothing}
            <td class="number">${share(others.reduce((sum, { count }) => sum + count, 0))}</td>
          </tr>`}
    </tbody>
  </table>`;
}
