/** Every number of the race as a table, with the rows and columns of the command line's CSV. */
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import { exact } from '../format.ts';
import { SessionController } from '../session-controller.ts';
import { PageElement } from './element.ts';

/** Rows shown at once: a race of usual length whole, and never so many that the page stalls. */
const PAGE = 2500;

type Row = [run: number, step: number, x: number, y: number, loss: number];

class DataTable extends PageElement {
  @state() private isOpen = false;
  @state() private page = 0;

  constructor() {
    super();
    new SessionController(this, 'race');
  }

  protected override render() {
    const { words } = this;
    return html`<details class="data" @toggle=${(event: Event) => (this.isOpen = (event.target as HTMLDetailsElement).open)}>
      <summary>${words.table}</summary>
      ${this.isOpen ? this.#table() : nothing}
    </details>`;
  }

  #table() {
    const { words, session } = this;
    const lengths = session.setup.runs.map((_, run) => session.race.lastStep(run) + 1);
    const total = lengths.reduce((sum, length) => sum + length, 0);
    const page = Math.min(this.page, Math.max(0, Math.ceil(total / PAGE) - 1));
    const first = page * PAGE;
    const last = Math.min(total, first + PAGE);
    const rows = this.#rows(first, last);
    return html`<p class="hint">${words.tableNote}</p>
      ${total <= PAGE
        ? nothing
        : html`<p class="pages">
            <button class="quiet" ?disabled=${page === 0} @click=${() => (this.page = page - 1)}>${words.previousPage}</button>
            <span>${words.tablePage(String(first + 1), String(last), String(total))}</span>
            <button class="quiet" ?disabled=${last === total} @click=${() => (this.page = page + 1)}>${words.nextPage}</button>
          </p>`}
      <div class="scroll tall" tabindex="0" role="group" aria-label=${words.table}>
        <table id="data-rows">
          <caption class="visually-hidden">${words.tableCaption}</caption>
          <thead>
            <tr>
              ${[words.run, words.step, 'x', 'y', words.loss].map((name) => html`<th scope="col" class="number">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => html`<tr>${row.map((cell) => html`<td class="number">${exact(cell)}</td>`)}</tr>`)}
          </tbody>
        </table>
      </div>`;
  }

  #rows(first: number, last: number): Row[] {
    const { session } = this;
    const rows: Row[] = [];
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
