/** Every measurement as a table, with the rows and columns of the command line's CSV. */
import { define } from '../../elements/define.ts';
import { RowsTable } from '../../elements/rows-table.ts';
import { SessionController } from '../../session-controller.ts';
import { MEASURED, measuredRows } from '../numbers.ts';
import type { MinimaSession } from '../session.ts';
import { MINIMA_WORDS } from '../words/index.ts';

class MinimaTable extends RowsTable<MinimaSession> {
  constructor() {
    super();
    new SessionController(this, 'setup', 'training');
  }

  protected override headings(): string[] {
    return MEASURED;
  }

  protected override caption(): string {
    return MINIMA_WORDS[this.preferences.language].tableCaption;
  }

  protected override total(): number {
    return measuredRows(this.session).length;
  }

  protected override rows(first: number, last: number): number[][] {
    return measuredRows(this.session).slice(first, last);
  }
}

define('downhill-minima-table', MinimaTable);
