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
