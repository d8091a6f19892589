/** The numbers of a comparison as rows, with the columns of the command line's CSV. */
import type { Numbers } from '../picture.ts';
import type { BatchSession } from './session.ts';

/** Of every contender its updates so far, and the start. */
function lengths({ comparison, contenders }: BatchSession): number[] {
  return contenders.map((_, contender) => (comparison?.made(contender) ?? 0) + 1);
}

export function rowCount(session: BatchSession): number {
  return session.comparison === undefined ? 0 : lengths(session).reduce((sum, length) => sum + length, 0);
}

/** The rows from `first` (counted from 0, contender by contender) to `last`, which is left out. */
export function batchRows(session: BatchSession, first = 0, last = Infinity): number[][] {
  const { comparison } = session;
  if (comparison === undefined) return [];
  const dim = comparison.parameters.length;
  const rows: number[][] = [];
  let before = 0;
  for (const [contender, length] of lengths(session).entries()) {
    const [from, to] = [Math.max(0, first - before), Math.min(length, last - before)];
    before += length;
    if (from >= to) continue;
    const batch = comparison.batchOf(contender);
    const [losses, positions] = [comparison.losses(contender), comparison.positions(contender)];
    for (let update = from; update < to; update += 1) {
      const w = positions.subarray(update * dim, (update + 1) * dim);
      rows.push([session.contenders[contender]!.run + 1, batch, update, update * batch, losses[update]!, ...w]);
    }
  }
  return rows;
}

/** All rows, as far as they are computed. */
export function batchNumbers(session: BatchSession): Numbers {
  const parameters = (session.comparison?.parameters ?? []).map((_, index) => `w${index}`);
  return { columns: ['run', 'batch', 'update', 'gradients', 'loss', ...parameters], rows: batchRows(session) };
}

/** What the linked chart can show. */
export type Measure = 'loss' | 'arrived' | 'sharpness' | 'imbalance';

/** What a measure is called in a file; the share of replicas that arrived is in percent. */
const COLUMNS: Readonly<Record<Measure, string>> = { loss: 'loss', arrived: 'arrived_percent', sharpness: 'sharpness', imbalance: 'imbalance' };

/** A measure of every contender after every update so far, with the law beside it where there is one. */
export function measuredNumbers(session: BatchSession, measure: Measure): Numbers {
  const { comparison } = session;
  const hasLaw = measure === 'imbalance';
  const columns = ['run', 'batch', 'update', 'gradients', COLUMNS[measure], ...(hasLaw ? [`${COLUMNS[measure]}_law`] : [])];
  if (comparison === undefined) return { columns, rows: [] };
  const rows = session.contenders.flatMap(({ run }, contender) => {
    const batch = comparison.batchOf(contender);
    const law = hasLaw ? comparison.law(contender, measure) : [];
    const row = (value: number, update: number) => [run + 1, batch, update, update * batch, value, ...(hasLaw ? [law[update] ?? ''] : [])];
    return [...comparison.measured(contender, measure)].map(row);
  });
  return { columns, rows };
}

/** How far from straight down the updates of every contender went, up to the shown position: in degrees. */
export function angleNumbers({ comparison, contenders, step }: BatchSession): Numbers {
  const columns = ['run', 'batch', 'updates', 'mean_degrees', 'standard_deviation', ...[10, 25, 50, 75, 90].map((percent) => `quantile_${percent}`)];
  if (comparison === undefined) return { columns, rows: [] };
  const rows = contenders.map(({ run }, contender) => {
    const angles = [...comparison.angles(contender, step)];
    const shown = angles.length === 0 ? columns.slice(3).map(() => '') : angles;
    return [run + 1, comparison.batchOf(contender), comparison.updateAt(contender, step), ...shown];
  });
  return { columns, rows };
}
