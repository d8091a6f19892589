/** Every number of the race as a table, with the rows and columns of the command line's CSV. */
import type { Session } from '../session.ts';
import { SessionController } from '../session-controller.ts';
import { define } from './define.ts';
import { RowsTable } from './rows-table.ts';

class DataTable extends RowsTable<Session> {
  constructor() {
    super();
    new SessionController(this, 'race');
  }

  protected override headings(): string[] {
    const { words } = this;
    return [words.run, words.step, 'x', 'y', words.loss];
  }

  protected override caption(): string {
    return this.words.tableCaption;
  }

  protected override total(): number {
    const { race, setup } = this.session;
    return setup.runs.reduce((sum, _, run) => sum + race.lastStep(run) + 1, 0);
  }

  protected override rows(first: number, last: number): number[][] {
    return this.session.rows(first, last);
  }
}

define('downhill-data-table', DataTable);
