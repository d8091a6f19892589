/** What was measured as rows, with the columns of the command line's CSV. */
import type { Numbers } from '../picture.ts';
import { measureWells } from './engine.ts';
import { COLUMN, COLUMNS, FILE_NAME } from './rows.ts';
import type { MinimaSession } from './session.ts';

const SHOWN = ['update', 'trainLoss', 'testLoss', 'trainAccuracy', 'testAccuracy', 'norm', 'largest', 'trace'] as const;

export const MEASURED = ['run', ...SHOWN.map((name) => FILE_NAME[name])];

/** The numbers of a row under the number of its network. */
function measured(number: number, rows: Float64Array, row: number): number[] {
  return [number, ...SHOWN.map((name) => rows[row * COLUMNS + COLUMN[name]]!)];
}

/** Every measurement, seed by seed and in each in the order of the runs. */
export function measuredRows({ networks, setup, seeds }: MinimaSession): number[][] {
  return Array.from({ length: seeds }, (_, nth) => nth).flatMap((nth) =>
    networks.flatMap((of, run) => {
      const rows = of[nth]?.rows ?? new Float64Array();
      return Array.from({ length: rows.length / COLUMNS }, (_, row) => measured(nth * setup.runs.length + run + 1, rows, row));
    }),
  );
}

/**
 * What the command line prints unless it is asked for more: start and end of every network that is trained, the network again
 * where it is rescaled, or the two wells.
 */
export function minimaNumbers(session: MinimaSession): Numbers {
  const { setup, rescaled } = session;
  if (setup.experiment === 'wells') {
    const columns = ['w', 'curvature', 'train_loss', 'test_loss', 'gap', 'half_curvature_shift_squared'];
    const rows = measureWells(setup.shift).map(({ w, curvature, train, test }) => [w, curvature, train, test, test - train, 0.5 * curvature * setup.shift * setup.shift]);
    return { columns, rows };
  }
  const last = new Map(measuredRows(session).map((row) => [row[0], row[1]]));
  const rows: (number | string)[][] = measuredRows(session).filter(([run, update]) => update === 0 || update === last.get(run));
  const { other } = rescaled;
  if (other !== undefined && other.alpha === setup.alpha) rows.push(measured(last.size + 1, other.row, 0));
  // What was not measured is an empty field.
  return { columns: MEASURED, rows: rows.map((row) => row.map((value, at) => (at >= MEASURED.length - 2 && Number.isNaN(value) ? '' : value))) };
}
