/** The controls beside the pictures: problem, batch sizes, rules, length, seed. */
import { html, nothing } from 'lit';

import { define } from '../../elements/define.ts';
import { enter, enterNumber } from '../../entry.ts';
import { SessionController } from '../../session-controller.ts';
import type { BatchSetup } from '../engine.ts';
import type { DataId } from '../words/table.ts';
import { BatchElement } from './batch-element.ts';
import '../../elements/number-field.ts';
import './batch-sizes.ts';
import './own-data.ts';
import './rule-list.ts';

class BatchControls extends BatchElement {
  constructor() {
    super();
    new SessionController(this, 'setup', 'data');
  }

  protected override render() {
    const { session, say, words, preferences } = this;
    const { setup } = session;
    const ids = [...session.catalog.data.map(({ id }) => id as DataId), 'own' as const];
    const hasRuns = session.comparison !== undefined;
    return html`<aside class="controls" aria-label=${say.setup}>
      <section class="problems">
        <h2 id="problem-heading">${say.problem}</h2>
        <ul aria-labelledby="problem-heading">
          ${ids.map(
            (id) => html`<li>
              <button class="choice" aria-pressed=${String(id === setup.data)} @click=${() => this.#choose(id)}>${say.data[id].title}</button>
            </li>`,
          )}
        </ul>
      </section>
      ${setup.data === 'own' && hasRuns ? html`<downhill-own-data .session=${session} .preferences=${preferences} .words=${words}></downhill-own-data>` : nothing}
      ${hasRuns
        ? html`<downhill-batch-sizes .session=${session} .preferences=${preferences} .words=${words}></downhill-batch-sizes>
            <downhill-rule-list .session=${session} .preferences=${preferences} .words=${words}></downhill-rule-list>
            <section class="setup">
              <h2>${say.setup}</h2>
              ${this.#length()} ${this.#chance()} ${this.#start()} ${this.#axes()}
            </section>`
        : nothing}
    </aside>`;
  }

  #number(label: string, value: number, change: (value: number) => Partial<BatchSetup>, isWhole: boolean, symbol = '') {
    const { session, words } = this;
    const accept = (text: string) => enterNumber(session, words, label, text, change, isWhole);
    return html`<downhill-number-field label=${label} symbol=${symbol} .value=${value} .accept=${accept}></downhill-number-field>`;
  }

  #choice<T extends string>(label: string, value: T, options: readonly (readonly [T, string])[], change: (value: T) => Partial<BatchSetup>) {
    const choose = (event: Event): void => {
      enter(this.session, this.words, change((event.target as HTMLSelectElement).value as T));
    };
    return html`<label class="choice-field">
      <span>${label}</span>
      <select @change=${choose}>
        ${options.map(([option, name]) => html`<option value=${option} ?selected=${option === value}>${name}</option>`)}
      </select>
    </label>`;
  }

  #length() {
    const { say, session } = this;
    const { amount, unit } = session.setup;
    const units = [['updates', say.updates], ['epochs', say.epochs]] as const;
    return html`<div class="fields">
      ${this.#number(say.budget, amount, (value) => ({ amount: value }), true)}
      ${this.#choice(say.axis, unit, units, (value) => this.#otherUnit(value))}
    </div>`;
  }

  /** The same length for the contender that makes most updates, as nearly as whole numbers allow. */
  #otherUnit(unit: 'updates' | 'epochs'): Partial<BatchSetup> {
    const { setup, samples } = this.session;
    const sizes = setup.batches.map((batch) => (batch === 0 ? samples : batch));
    const perEpoch = Math.floor(samples / Math.min(...sizes));
    const { maxUpdates, maxEpochs } = this.session.catalog.limits;
    if (unit === setup.unit) return {};
    const amount = unit === 'updates' ? Math.min(maxUpdates, setup.amount * perEpoch) : Math.min(maxEpochs, Math.max(1, Math.round(setup.amount / perEpoch)));
    return { unit, amount };
  }

  #chance() {
    const { say, session } = this;
    const { setup, data } = session;
    const samplings = [['shuffled', say.shuffled], ['replaced', say.replaced]] as const;
    return html`<div class="fields">
      ${this.#number(say.seed, setup.seed, (value) => ({ seed: value }), true)}
      ${this.#choice(say.sampling, setup.isReplaced ? 'replaced' : 'shuffled', samplings, (value) => ({ isReplaced: value === 'replaced' }))}
      ${data?.setup.replicas ? this.#number(say.replicas, setup.replicas, (value) => ({ replicas: value }), true) : nothing}
      ${data?.hasNoise ? this.#number(say.noise, setup.noise, (value) => ({ noise: value }), false) : nothing}
    </div>`;
  }

  #start() {
    const { say, session } = this;
    const { setup, data } = session;
    if (!data?.hasStart) return nothing;
    return html`<div class="fields">
      ${data.parameters.map((name, index) =>
        this.#number(`${say.start} ${name}`, setup.from[index]!, (value) => ({ from: setup.from.with(index, value) }), false),
      )}
    </div>`;
  }

  #axes() {
    const { say, session } = this;
    const names = session.comparison!.parameters;
    if (names.length <= 2) return nothing;
    const options = names.map((name, index) => [String(index), name] as const);
    const [x, y] = session.setup.axes;
    // Two different weights: choosing the other one's swaps them.
    const across = (value: string): Partial<BatchSetup> => ({ axes: Number(value) === y ? [y, x] : [Number(value), y] });
    const up = (value: string): Partial<BatchSetup> => ({ axes: Number(value) === x ? [y, x] : [x, Number(value)] });
    return html`<div class="fields">
      ${this.#choice(say.axisX, String(x), options, across)} ${this.#choice(say.axisY, String(y), options, up)}
    </div>`;
  }

  /** Another problem brings its own experiment: the old one's sizes and rates would mean nothing there. */
  #choose(id: DataId | 'own'): void {
    const { session } = this;
    if (id === session.setup.data) return;
    const data = session.catalog.data.find((data) => data.id === id);
    if (data !== undefined) session.begin(data.setup, 'push');
    else session.beginOwn();
  }
}

define('downhill-batch-controls', BatchControls);
