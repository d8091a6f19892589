/** Every measurement as a table, with the rows and columns of the command line's CSV. */
import { RowsTable } from '../../elements/rows-table.ts';
import { SessionController } from '../../session-controller.ts';
import { COLUMN, COLUMNS } from '../rows.ts';
import type { MinimaSession } from '../session.ts';
import { MINIMA_WORDS } from '../words/index.ts';

const SHOWN = ['update', 'trainLoss', 'testLoss', 'trainAccuracy', 'testAccuracy', 'norm', 'largest', 'trace'] as const;

class MinimaTable extends RowsTable<MinimaSession> {
  constructor() {
    super();
    new SessionController(this, 'setup', 'training');
  }

  protected override headings(): string[] {
    return ['run', 'update', 'train_loss', 'test_loss', 'train_acc', 'test_acc', 'w_norm', 'lambda_max', 'trace'];
  }

  protected override caption(): string {
    return MINIMA_WORDS[this.preferences.language].tableCaption;
  }

  #all(): number[][] {
    const { networks, setup } = this.session;
    return Array.from({ length: this.session.seeds }, (_, nth) => nth).flatMap((nth) =>
      networks.flatMap((of, run) => {
        const rows = of[nth]?.rows ?? new Float64Array();
        return Array.from({ length: rows.length / COLUMNS }, (_, row) => [
          nth * setup.runs.length + run + 1,
          ...SHOWN.map((name) => rows[row * COLUMNS + COLUMN[name]]!),
        ]);
      }),
    );
  }

  protected override total(): number {
    return this.#all().length;
  }

  protected override rows(first: number, last: number): number[][] {
    return this.#all().slice(first, last);
  }
}

customElements.define('minima-table', MinimaTable);
