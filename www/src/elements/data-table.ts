/** Every number of the race as a table, with the rows and columns of the command line's CSV. */
import type { Session } from '../session.ts';
import { SessionController } from '../session-controller.ts';
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
    const { session } = this;
    const rows: number[][] = [];
    let before = 0;
    for (const run of session.setup.runs.keys()) {
      const losses = session.race.losses(run);
      const positions = session.race.positions(run);
      for (let step = Math.max(0, first - before); step < Math.min(losses.length, last - before); step += 1) {
        rows.push([run + 1, step, positions[2 * step]!, positions[2 * step + 1]!, losses[step]!]);
      }
      before += losses.length;
    }
    return rows;
  }
}

customElements.define('data-table', DataTable);
