/** A map of runs as numbers: a row a pixel, with words for what became of its run and the number that the picture gives its minimum. */
import type { Numbers } from '../picture.ts';
import { SurveyPicture } from './engine.ts';
import type { SurveyOptions } from './engine.ts';
import { PIXELS } from './maps.ts';

/** What a pixel says instead of the number of a place if its run diverged. */
const DIVERGED = -2;

/** The pixels that are known, from the top left. `params` are the two parameters that span the map; without them, starts do. */
export function mapNumbers(picture: SurveyPicture, options: SurveyOptions, params: [string, string] | undefined, hasTarget: boolean): Numbers {
  const minima = picture.minima();
  const rows: (number | string)[][] = [];
  for (let row = 0; row < PIXELS; row += 1) {
    for (let column = 0; column < PIXELS; column += 1) {
      const [place, step, loss] = picture.pixel(column, row);
      if (place === undefined) continue;
      const [px, py] = [((column + 0.5) * options.width) / PIXELS, ((row + 0.5) * options.height) / PIXELS];
      const at = [...SurveyPicture.at(options, px, py)];
      const came = place >= 0;
      const fate = place === DIVERGED ? 'diverged' : params === undefined ? (came ? 'at a minimum' : 'at none') : hasTarget ? (came ? 'reached' : 'missed') : 'ended';
      const where = params === undefined ? (came ? [place + 1, ...minima.subarray(3 * place, 3 * place + 2)] : ['', '', '']) : [];
      rows.push([...at, fate, ...where, known(step), known(loss)]);
    }
  }
  const columns = params === undefined ? ['x', 'y', 'outcome', 'minimum', 'minimum_x', 'minimum_y', 'step', 'loss'] : [...params, 'outcome', 'step', 'lowest_loss'];
  return { columns, rows };
}

/** A number, or nothing where there is none. */
function known(value: number | undefined): number | string {
  return value === undefined || Number.isNaN(value) ? '' : value;
}
