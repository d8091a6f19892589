/** Every number of the race as a table, with the rows and columns of the command line's CSV; and the gradients, where they are counted. */
import type { Session } from '../session.ts';
import { SessionController } from '../session-controller.ts';
import { define } from './define.ts';
import { RowsTable } from './rows-table.ts';
import { AROUND_WORDS } from './words/index.ts';

class DataTable extends RowsTable<Session> {
  constructor() {
    super();
    new SessionController(this, 'race', 'look');
  }

  protected override headings(): string[] {
    const { words } = this;
    const columns = [words.run, words.step, 'x', 'y', words.loss];
    return this.#isPerEvaluation ? [...columns, AROUND_WORDS[this.preferences.language].gradients] : columns;
  }

  protected override caption(): string {
    return this.words.tableCaption;
  }

  protected override total(): number {
    const { race, setup } = this.session;
    return setup.runs.reduce((sum, _, run) => sum + race.lastStep(run) + 1, 0);
  }

  protected override rows(first: number, last: number): number[][] {
    const rows = this.session.rows(first, last);
    if (!this.#isPerEvaluation) return rows;
    const { costs } = this.session;
    return rows.map((row) => [...row, costs[row[0]! - 1]![row[1]!]!]);
  }

  get #isPerEvaluation(): boolean {
    return this.session.setup.look.isPerEvaluation;
  }
}

define('downhill-data-table', DataTable);
