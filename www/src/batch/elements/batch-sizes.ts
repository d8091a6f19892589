/** The batch sizes that are compared: chips to remove, a slider for the mini-batch, and any other size by its number. */
import { html, nothing } from 'lit';

import { define } from '../../elements/define.ts';
import { enter, enterNumber } from '../../entry.ts';
import { SessionController } from '../../session-controller.ts';
import { batchName } from '../names.ts';
import { BatchElement } from './batch-element.ts';
import '../../elements/number-field.ts';

/** Positions of the slider: sizes are spread by their ratio, so that small ones can be told apart. */
const POSITIONS = 120;

class BatchSizes extends BatchElement {
  constructor() {
    super();
    new SessionController(this, 'setup');
  }

  protected override render() {
    const { session, say } = this;
    const { batches, runs } = session.setup;
    const { samples } = session;
    const most = session.catalog.limits.maxContenders;
    const isFull = (batches.length + 1) * runs.length > most;
    const mini = this.#mini();
    return html`<section class="sizes">
      <div class="section-head">
        <h2>${say.batches}</h2>
        ${isFull
          ? html`<span class="hint">${say.rulesFull(most)}</span>`
          : html`<div class="add-size"><downhill-number-field label=${say.addBatch} symbol="+" placeholder=${samples > 3 ? say.batchRange(String(samples - 1)) : ''} .accept=${this.#add}></downhill-number-field></div>`}
      </div>
      <ul class="chips">
        ${batches.map((batch) => {
          const name = batchName(batch, samples, say);
          return html`<li class="chip">
            ${name}
            ${batches.length > 1
              ? html`<button class="icon-button" aria-label=${say.removeBatch(name)} title=${say.removeBatch(name)} @click=${() => this.#remove(batch)}>
                  <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="m4 4 8 8M12 4l-8 8" /></svg>
                </button>`
              : nothing}
          </li>`;
        })}
        ${[0, 1]
          .filter((batch) => !batches.includes(batch) && !isFull)
          .map(
            (batch) => html`<li>
              <button class="chip add" aria-label="${say.addBatch}: ${batchName(batch, samples, say)}" @click=${() => this.#put([...batches, batch])}>
                + ${batchName(batch, samples, say)}
              </button>
            </li>`,
          )}
      </ul>
      ${mini === undefined
        ? nothing
        : html`<label class="mini">
            <span class="param-label">${say.miniSlider} <b>${mini}</b></span>
            <input
              type="range"
              min="0"
              max=${POSITIONS}
              step="1"
              .value=${String(toPosition(mini, samples))}
              aria-valuetext=${String(mini)}
              @input=${(event: Event) => this.#slide(mini, toSize(Number((event.target as HTMLInputElement).value), samples))}
            />
          </label>`}
    </section>`;
  }

  /** The one mini-batch that the slider moves; none if there are several or none. */
  #mini(): number | undefined {
    const minis = this.session.setup.batches.filter((batch) => batch > 1);
    return minis.length === 1 && this.session.samples > 3 ? minis[0] : undefined;
  }

  #slide(from: number, to: number): void {
    if (from !== to) this.#put(this.session.setup.batches.map((batch) => (batch === from ? to : batch)));
  }

  #add = (text: string): string | undefined => {
    const { session, words, say } = this;
    if (text.trim() === '') return undefined;
    return enterNumber(session, words, say.batches, text, (size) => ({ batches: sorted([...session.setup.batches, size === session.samples ? 0 : size]) }), true);
  };

  #put(batches: number[]): void {
    enter(this.session, this.words, { batches: sorted(batches) });
  }

  #remove(batch: number): void {
    this.#put(this.session.setup.batches.filter((other) => other !== batch));
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.chips button')?.focus());
  }
}

/** Full batch first, then the larger ones. */
function sorted(batches: number[]): number[] {
  return [...new Set(batches)].sort((a, b) => (a === 0 ? -1 : b === 0 ? 1 : b - a));
}

/** Sizes from 2 to one less than all, by equal ratios. */
function toSize(position: number, samples: number): number {
  return Math.round(2 * ((samples - 1) / 2) ** (position / POSITIONS));
}

function toPosition(size: number, samples: number): number {
  return Math.round((POSITIONS * Math.log(size / 2)) / Math.log((samples - 1) / 2));
}

define('downhill-batch-sizes', BatchSizes);
