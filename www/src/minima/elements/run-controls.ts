/** What is trained: the runs as chips, and the settings that all of them share. */
import { html, nothing } from 'lit';

import { define } from '../../elements/define.ts';
import { enter, enterNumber } from '../../entry.ts';
import { paramRow } from '../../elements/param-row.ts';
import { parseNumber, short } from '../../format.ts';
import { SessionController } from '../../session-controller.ts';
import type { MinimaSetup, NetworkSetup } from '../engine.ts';
import { runNames } from '../names.ts';
import { tuned } from '../fairness.ts';
import { refusals } from '../soundness.ts';
import { MinimaElement } from './minima-element.ts';
import '../../elements/number-field.ts';
import '../../elements/runner-key.ts';
import './fair-switches.ts';

type Scale = 'log' | 'linear';
/** Ends of the sliders; any sound value can be typed. */
const SLIDERS = {
  lr: { symbol: 'η', min: 0.005, max: 1, scale: 'log' },
  updates: { symbol: 'T', min: 100, max: 10_000, scale: 'log' },
  gain: { symbol: '×', min: 0.5, max: 5, scale: 'linear' },
  width: { symbol: 'm', min: 2, max: 64, scale: 'linear' },
  train: { symbol: 'n', min: 50, max: 500, scale: 'linear' },
  seeds: { symbol: 's', min: 1, max: 40, scale: 'linear' },
} as const satisfies Record<string, { symbol: string; min: number; max: number; scale: Scale }>;

class RunControls extends MinimaElement {
  constructor() {
    super();
    new SessionController(this, 'setup', 'training');
  }

  protected override render() {
    const { session, say, preferences, words } = this;
    const { setup } = session;
    if (setup.runs.length === 0) return nothing;
    return html`<aside class="controls" aria-label=${say.settings}>
      ${this.#runs()}
      ${setup.experiment === 'fair' || setup.experiment === 'batch-size'
        ? html`<downhill-fair-switches .session=${session} .preferences=${preferences} .words=${words}></downhill-fair-switches>`
        : nothing}
      <section class="setup">
        <h2>${say.settings}</h2>
        ${this.#hasOwnRates ? nothing : this.#slider('lr', say.lr, setup.lr, (lr) => ({ lr }))}
        ${this.#slider('updates', setup.experiment === 'noise-scale' ? say.updatesAt(short(setup.lr)) : say.updates, setup.updates, (updates) => ({ updates }), true)}
        ${this.#slider('gain', say.gain, setup.gain, (gain) => ({ gain }))}
        ${this.#differs === undefined ? nothing : this.#slider('seeds', say.seeds, setup.seeds, (seeds) => ({ seeds }), true)}
        <details class="more">
          <summary>${say.more}</summary>
          ${setup.widths.length === 1 ? this.#slider('width', say.width, setup.widths[0]!, (width) => ({ widths: [width] }), true) : nothing}
          ${this.#slider('train', say.digits, setup.train, (train) => this.#digits(train), true)}
          <div class="fields">
            ${this.#number(say.seed, setup.seed, (seed) => ({ seed }))} ${this.#choices()}
          </div>
          ${setup.criterion === 'ce' ? html`<p class="hint">${say.entropyNote}</p>` : nothing}
        </details>
      </section>
    </aside>`;
  }

  /** What differs from run to run in this experiment. */
  get #differs(): 'batch' | 'lr' | 'rho' | undefined {
    const { experiment } = this.session.setup;
    if (experiment === 'edge' || experiment === 'rescale') return undefined;
    return experiment === 'noise-scale' ? 'lr' : experiment === 'sam' ? 'rho' : 'batch';
  }

  #runs() {
    const { session, say, preferences } = this;
    const { setup } = session;
    const differs = this.#differs;
    const names = runNames(session, say);
    const heading = differs === 'lr' ? say.rateRuns : differs === 'rho' ? say.samRuns : say.runs;
    const add = differs === 'lr' ? say.addRate : differs === 'rho' ? say.addRho : say.addBatch;
    if (differs === undefined) {
      const [run] = setup.runs;
      if (setup.experiment === 'edge') return nothing;
      return html`<section class="sizes"><div class="fields">${this.#number(say.batchSize, this.#batch, (batch) => ({ runs: [{ ...run!, batch }] }))}</div></section>`;
    }
    return html`<section class="sizes" aria-labelledby="runs-heading">
      <h2 id="runs-heading">${heading}</h2>
      <ul class="chips">
        ${setup.runs.map(
          (_, index) => html`<li class="chip">
            <downhill-runner-key .run=${index} .theme=${preferences.theme}></downhill-runner-key> ${names[index]}
            ${setup.runs.length > 1
              ? html`<button class="icon-button" aria-label=${say.remove(names[index]!)} title=${say.remove(names[index]!)} @click=${() => this.#remove(index)}>
                  <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="m4 4 8 8M12 4l-8 8" /></svg>
                </button>`
              : nothing}
          </li>`,
        )}
      </ul>
      <div class="add-size">
        ${setup.runs.length >= session.catalog.limits.maxRuns
          ? nothing
          : html`<downhill-number-field label=${add} .value=${undefined} .accept=${(text: string) => this.#add(text)}></downhill-number-field>`}
      </div>
      ${differs === 'batch' ? nothing : html`<div class="fields">${this.#number(say.batchSize, this.#batch, (batch) => ({ runs: setup.runs.map((run) => ({ ...run, batch })) }))}</div>`}
    </section>`;
  }

  /** Whether the common rate is nobody's: it then only says how far all go, or nothing. */
  get #hasOwnRates(): boolean {
    const { setup } = this.session;
    return setup.experiment === 'noise-scale' || setup.runs.every(({ lr }) => lr !== undefined);
  }

  /** So many digits to train on: a batch of all of them stays one, and those that are too large for it go. */
  #digits(train: number): Partial<MinimaSetup> {
    const { setup } = this.session;
    const runs = setup.runs.map((run) => (run.batch === setup.train ? { ...run, batch: train } : run)).filter(({ batch }) => batch <= train);
    return { train, runs: runs.length === 0 ? [{ ...setup.runs[0]!, batch: 0 }] : runs };
  }

  /** The batch size that all runs have. */
  get #batch(): number {
    const { setup } = this.session;
    return this.#size(setup.runs[0]!.batch);
  }

  /** How many digits a batch has. */
  #size(batch: number): number {
    return batch === 0 ? this.session.setup.train : batch;
  }

  #add(text: string): string | undefined {
    const { session, words } = this;
    const { setup } = session;
    if (text.trim() === '') return undefined;
    const differs = this.#differs!;
    const isAll = differs === 'batch' && text.trim().toLowerCase() === 'all';
    const value = isAll ? setup.train : parseNumber(text);
    const last = setup.runs.at(-1)!;
    const label = differs === 'batch' ? this.say.batchSize : differs === 'lr' ? this.say.lr : 'ρ';
    const run = (number: number): NetworkSetup =>
      differs === 'batch' ? { batch: number, rho: 0, lr: this.#hasOwnRates ? tuned(number) : undefined } : differs === 'lr' ? { ...last, lr: number } : { ...last, rho: number };
    const isThere = (other: NetworkSetup): boolean => (differs === 'batch' ? this.#size(other.batch) === value : other[differs] === value);
    if (value !== undefined && setup.runs.some(isThere)) return undefined;
    // On this side of the border 0 stands for all.
    const [refusal] = differs === 'batch' && value === 0 ? refusals(setup, 'batch', '0') : [];
    if (refusal !== undefined) return words.warning(refusal);
    return enterNumber(session, words, label, isAll ? String(setup.train) : text, (number) => ({ runs: sorted([...setup.runs, run(number)], differs) }), differs === 'batch');
  }

  #remove(index: number): void {
    const { session, words } = this;
    enter(session, words, { runs: session.setup.runs.filter((_, other) => other !== index) });
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.chips button')?.focus());
  }

  #slider(key: keyof typeof SLIDERS, label: string, value: number, change: (value: number) => Partial<MinimaSetup>, isWhole = false) {
    const { session, words } = this;
    const whole = (number: number): number => (isWhole ? Math.round(number) : number);
    return paramRow({
      param: SLIDERS[key],
      label,
      value,
      words,
      set: (number) => {
        if (whole(number) !== value) enter(session, words, change(whole(number)));
      },
      accept: (text) => enterNumber(session, words, label, text, change, isWhole),
    });
  }

  #number(label: string, value: number, change: (value: number) => Partial<MinimaSetup>) {
    const { session, words } = this;
    const accept = (text: string) => enterNumber(session, words, label, text, change, true);
    return html`<downhill-number-field label=${label} .value=${value} .accept=${accept}></downhill-number-field>`;
  }

  #choices() {
    const { session, say } = this;
    const { setup } = session;
    const choice = (label: string, value: string, options: readonly (readonly [string, string])[], key: 'activation' | 'criterion') =>
      html`<label class="choice-field">
        <span>${label}</span>
        <select @change=${(event: Event) => enter(session, this.words, { [key]: (event.target as HTMLSelectElement).value })}>
          ${options.map(([id, name]) => html`<option value=${id} ?selected=${id === value}>${name}</option>`)}
        </select>
      </label>`;
    return html`${setup.experiment === 'rescale' ? nothing : choice(say.activation, setup.activation, [['tanh', 'tanh'], ['relu', 'ReLU']], 'activation')}
    ${choice(say.criterion, setup.criterion, [['mse', say.squared], ['ce', say.entropy]], 'criterion')}`;
  }
}

/** The order in which runs are shown: small before large. */
function sorted(runs: NetworkSetup[], by: 'batch' | 'lr' | 'rho'): NetworkSetup[] {
  const size = (run: NetworkSetup): number => (by === 'batch' && run.batch === 0 ? Infinity : (run[by] ?? 0));
  return [...runs].sort((a, b) => size(a) - size(b));
}

define('downhill-run-controls', RunControls);
