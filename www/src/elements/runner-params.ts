/** All that can be set of one runner: its rule's parameters, its schedule, what is done to its gradients, changes on the way. */
import rules from 'virtual:formulas/rule';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import { enter } from '../entry.ts';
import type { Change, Param, Runner } from '../engine.ts';
import { exact, parseNumber, short } from '../format.ts';
import { formula } from '../formula.ts';
import { SessionController } from '../session-controller.ts';
import { paramWord } from '../words/param.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';
import { paramRow } from './param-row.ts';
import { AROUND_WORDS } from './words/index.ts';
import type { AroundWords, ScheduleId, ScheduleParamId, TransformId } from './words/index.ts';

/** The fields of a runner that hold the transformations, in the catalogue's order. */
const STRENGTHS = ['clipValue', 'clipNorm', 'weightDecay'] as const;

class RunnerParams extends PageElement {
  @property({ attribute: false }) run!: number;
  @property() name = '';
  /** Whether what is set counts from the shown step on. */
  @state() private isHere = false;

  constructor() {
    super();
    new SessionController(this, 'race', 'step');
  }

  private get say(): AroundWords {
    return AROUND_WORDS[this.preferences.language];
  }

  private get runner(): Runner {
    return this.session.setup.runs[this.run]!;
  }

  /** Whether there is a way before and after the shown step. */
  private get isOnTheWay(): boolean {
    const { step, length } = this.session;
    return step > 0 && step < length;
  }

  protected override render() {
    const { words, session, say, run, runner } = this;
    if (runner === undefined) return nothing;
    const rule = session.rule(run);
    const isDefault = rule.params.every((param, index) => param.default === runner.params[index]);
    return html`<div class="params">
      ${this.isOnTheWay
        ? html`<label class="check change-here">
            <input type="checkbox" .checked=${this.isHere} @change=${(event: Event) => (this.isHere = (event.target as HTMLInputElement).checked)} />
            ${say.changeHere(exact(session.step))}
          </label>`
        : nothing}
      ${rule.params.map((param, index) =>
        this.#row(param, paramWord(words, rule.id, param.id), this.#valueOf(index), (next) => this.#set(index, next)),
      )}
      ${this.#changes()}
      <details class="around" ?open=${this.#isAround}>
        <summary>${say.around}</summary>
        ${this.#changesHere ? html`<p class="hint" id="whole-run-${run}">${say.wholeRun(exact(session.step))}</p>` : nothing}
        <fieldset ?disabled=${this.#changesHere} aria-label=${say.around} aria-describedby=${this.#changesHere ? `whole-run-${run}` : nothing}>
          <label class="choice-field">
            <span>${say.schedule}</span>
            <select @change=${this.#schedule}>
              ${session.catalog.schedules.map(
                ({ id }) => html`<option value=${id} ?selected=${id === (runner.schedule?.id ?? 'constant')}>${say.schedules[id as ScheduleId]}</option>`,
              )}
            </select>
          </label>
          ${this.#scheduleRows()} ${this.#transformRows()}
        </fieldset>
      </details>
      <div class="formula">${formula(rules, `rule-${rule.id}`)}</div>
      <p class="source" lang="en">${rule.name}: ${rule.reference}</p>
      ${isDefault
        ? nothing
        : html`<button
            class="quiet"
            aria-label="${words.resetParams}: ${this.name}"
            title=${this.#changesHere ? say.wholeRun(exact(session.step)) : nothing}
            ?disabled=${this.#changesHere}
            @click=${this.#reset}
          >${words.resetParams}</button>`}
    </div>`;
  }

  /** A slider with its field; `set` says why it refuses. */
  #row(param: Param, label: string, value: number, set: (value: number) => string | undefined) {
    const { words } = this;
    return paramRow({
      param,
      label,
      value,
      words,
      set: (next) => void set(param.domain === 'count' ? Math.max(1, Math.round(next)) : next),
      accept: (text) => {
        const next = parseNumber(text);
        return next === undefined ? words.notANumber(label, text.trim().slice(0, 40)) : set(next);
      },
    });
  }

  get #changesHere(): boolean {
    return this.isHere && this.isOnTheWay;
  }

  /** The changes of this runner, with their places in the setup. */
  get #own(): { change: Change; place: number }[] {
    return this.session.setup.changes.map((change, place) => ({ change, place })).filter(({ change }) => change.run === this.run);
  }

  /** What counts at the shown step, if that is what is set; else what counts from the start. */
  #valueOf(index: number): number {
    const { id } = this.session.rule(this.run).params[index]!;
    const before = this.#own.findLast(({ change }) => change.param === id && change.at <= this.session.step);
    return this.#changesHere && before !== undefined ? before.change.value : this.runner.params[index]!;
  }

  #set(index: number, value: number): string | undefined {
    const { session, words, run } = this;
    if (!this.#changesHere) return this.#become({ params: this.runner.params.with(index, value) });
    const param = session.rule(run).params[index]!.id;
    const { step } = session;
    const others = session.setup.changes.filter((change) => !(change.run === run && change.param === param && change.at === step));
    const place = others.findIndex((change) => change.at > step);
    const changes = others.toSpliced(place < 0 ? others.length : place, 0, { at: step, run, param, value });
    return enter(session, words, { changes });
  }

  #become(part: Partial<Runner>): string | undefined {
    const { session, words, run } = this;
    return enter(session, words, { runs: session.setup.runs.map((old, at) => (at === run ? { ...old, ...part } : old)) });
  }

  #changes() {
    const { session, say, run } = this;
    const own = this.#own;
    if (own.length === 0) return nothing;
    const symbol = (id: string): string => session.rule(run).params.find((param) => param.id === id)!.symbol;
    return html`<ul class="changes chips">
      ${own.map(({ change: { at, param, value }, place }) => {
        const remove = say.removeChange(exact(at), symbol(param));
        return html`<li class="chip">
          <button class="quiet" @click=${() => session.seek(at)}>${say.changed(exact(at), symbol(param), short(value))}</button>
          <button class="icon-button" aria-label=${remove} title=${remove} @click=${() => session.change({ changes: session.setup.changes.toSpliced(place, 1) })}>
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="m4 4 8 8M12 4l-8 8" /></svg>
          </button>
        </li>`;
      })}
    </ul>`;
  }

  /** Whether anything is done around the rule, so that it is shown. */
  get #isAround(): boolean {
    const { runner } = this;
    return runner.schedule !== undefined || STRENGTHS.some((name) => runner[name] !== undefined);
  }

  #schedule = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    const { params } = this.session.catalog.schedules.find(({ id }) => id === value)!;
    // Whoever asks for a schedule sees all of it: its length is the race's.
    const { steps } = this.session.setup;
    const own = (param: Param): number => (param.id === 't_max' || param.id === 'total_steps' ? steps : param.default);
    this.#become({ schedule: value === 'constant' ? undefined : { id: value, params: params.map(own) } });
  };

  #scheduleRows() {
    const { session, say, runner } = this;
    const { schedule } = runner;
    if (schedule === undefined) return nothing;
    const { params } = session.catalog.schedules.find(({ id }) => id === schedule.id)!;
    return params.map((param, index) =>
      this.#row(param, say.scheduleParams[param.id as ScheduleParamId], schedule.params[index]!, (value) =>
        this.#become({ schedule: { ...schedule, params: schedule.params.with(index, value) } }),
      ),
    );
  }

  #transformRows() {
    const { session, say, run, runner } = this;
    const own = session.rule(run).params.map(({ id }) => id);
    return session.catalog.transforms.map((param, index) => {
      if (own.includes(param.id)) return nothing;
      const field = STRENGTHS[index]!;
      const label = say.transforms[param.id as TransformId];
      const strength = runner[field];
      return html`<label class="check">
          <input
            type="checkbox"
            .checked=${strength !== undefined}
            @change=${(event: Event) => this.#become({ [field]: (event.target as HTMLInputElement).checked ? param.default : undefined })}
          />
          ${label}
        </label>
        ${strength === undefined ? nothing : this.#row(param, label, strength, (value) => this.#become({ [field]: value }))}`;
    });
  }

  #reset = (): void => {
    const { params } = this.session.rule(this.run);
    this.#become({ params: params.map((param) => param.default) });
  };
}

define('downhill-runner-params', RunnerParams);
