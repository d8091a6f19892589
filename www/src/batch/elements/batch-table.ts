/** Every number of the comparison as a table, with the rows and columns of the command line's CSV. */
import { SessionController } from '../../session-controller.ts';
import { RowsTable } from '../../elements/rows-table.ts';
import type { BatchSession } from '../session.ts';
import { BATCH_WORDS } from '../words/index.ts';

class BatchTable extends RowsTable<BatchSession> {
  constructor() {
    super();
    new SessionController(this, 'setup', 'computed');
  }

  protected override headings(): string[] {
    const say = BATCH_WORDS[this.preferences.language];
    const { comparison } = this.session;
    return [say.run, say.batch, say.updateWord, say.gradients, this.words.loss, ...(comparison?.parameters ?? []).map((_, index) => `w${index}`)];
  }

  protected override caption(): string {
    return BATCH_WORDS[this.preferences.language].tableCaption;
  }

  #lengths(): number[] {
    const { comparison, contenders } = this.session;
    return contenders.map((_, contender) => comparison?.made(contender) ?? 0).map((made) => made + 1);
  }

  protected override total(): number {
    return this.session.comparison === undefined ? 0 : this.#lengths().reduce((sum, length) => sum + length, 0);
  }

  protected override rows(first: number, last: number): number[][] {
    const { session } = this;
    const comparison = session.comparison;
    if (comparison === undefined) return [];
    const dim = comparison.parameters.length;
    const rows: number[][] = [];
    let before = 0;
    for (const [contender, length] of this.#lengths().entries()) {
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
}

customElements.define('batch-table', BatchTable);
