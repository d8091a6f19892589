/** Every number of the comparison as a table, with the rows and columns of the command line's CSV. */
import { define } from '../../elements/define.ts';
import { SessionController } from '../../session-controller.ts';
import { RowsTable } from '../../elements/rows-table.ts';
import { batchRows, rowCount } from '../rows.ts';
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

  protected override total(): number {
    return rowCount(this.session);
  }

  protected override rows(first: number, last: number): number[][] {
    return batchRows(this.session, first, last);
  }
}

define('downhill-batch-table', BatchTable);
