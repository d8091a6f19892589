/** A table of numbers, a page of rows at a time: so many rows would stall a browser that they are made when asked for. */
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import { exact } from '../format.ts';
import { PageElement } from './element.ts';

/** Rows shown at once: a race of usual length whole, and never so many that the page stalls. */
const PAGE = 2500;

export abstract class RowsTable<S> extends PageElement<S> {
  @state() private isOpen = false;
  @state() private page = 0;

  /** Headings of the columns. */
  protected abstract headings(): string[];
  /** What the table is, for who cannot see it. */
  protected abstract caption(): string;
  /** How many rows there are. */
  protected abstract total(): number;
  /** The rows from `first` (counted from 0) to `last`, which is left out. */
  protected abstract rows(first: number, last: number): number[][];

  protected override render() {
    const { words } = this;
    return html`<details class="data" @toggle=${(event: Event) => (this.isOpen = (event.target as HTMLDetailsElement).open)}>
      <summary>${words.table}</summary>
      ${this.isOpen ? this.#table() : nothing}
    </details>`;
  }

  #table() {
    const { words } = this;
    const total = this.total();
    const page = Math.min(this.page, Math.max(0, Math.ceil(total / PAGE) - 1));
    const first = page * PAGE;
    const last = Math.min(total, first + PAGE);
    const rows = this.rows(first, last);
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
          <caption class="visually-hidden">${this.caption()}</caption>
          <thead>
            <tr>
              ${this.headings().map((name) => html`<th scope="col" class="number">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => html`<tr>${row.map((cell) => html`<td class="number">${exact(cell)}</td>`)}</tr>`)}
          </tbody>
        </table>
      </div>`;
  }
}
