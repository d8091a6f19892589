/** The runners: add, remove, duplicate, and open what can be set of each. */
import { html, nothing } from 'lit';

import type { Runner } from '../engine.ts';
import { short } from '../format.ts';
import { SessionController } from '../session-controller.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';
import './runner-key.ts';
import './runner-params.ts';
import { AROUND_WORDS } from './words/index.ts';

class RunnerList extends PageElement {
  constructor() {
    super();
    new SessionController(this, 'race', 'step', 'selection');
  }

  protected override render() {
    const { words, session, preferences } = this;
    const { runs } = session.setup;
    const names = session.namesIn(preferences.language);
    const isFull = runs.length >= session.catalog.limits.maxRuns;
    return html`<section class="runners">
      <div class="section-head">
        <h2>${words.runners}</h2>
        ${isFull
          ? html`<span class="hint">${words.runnerFull(session.catalog.limits.maxRuns)}</span>`
          : html`<select class="add-runner" aria-label=${words.addRunner} @change=${this.#add}>
              <option value="" selected>${words.addRunnerPick}</option>
              ${session.catalog.rules.map((rule) => html`<option value=${rule.id}>${rule.name}</option>`)}
            </select>`}
      </div>
      ${runs.length === 0 ? html`<p class="hint">${words.noRunners}</p>` : nothing}
      <ul>
        ${runs.map((runner, run) => this.#runner(runner, run, names[run]!))}
      </ul>
    </section>`;
  }

  #runner(runner: Runner, run: number, name: string) {
    const { words, session, preferences } = this;
    const isOpen = run === session.selected;
    const { loss, status } = session.race.standing(run, session.step, undefined);
    const rate = name === session.rule(run).name ? `${session.rule(run).params[0]!.symbol} ${short(runner.params[0]!, 3)}` : '';
    return html`<li class=${isOpen ? 'runner open' : 'runner'}>
      <div class="runner-head">
        <button
          class="runner-name"
          aria-expanded=${String(isOpen)}
          aria-label=${words.showParams(`${name} ${rate}`.trim())}
          @click=${() => session.select(isOpen ? -1 : run)}
        >
          <downhill-runner-key .run=${run} .theme=${preferences.theme}></downhill-runner-key> <strong>${name}</strong>
          ${rate === '' ? nothing : html`<span class="runner-rate">${rate}</span>`}
        </button>
        <output class=${status}>${short(loss)}</output>
        <button class="icon-button" aria-label=${words.duplicateRunner(name)} title=${words.duplicateRunner(name)}
          ?disabled=${session.setup.runs.length >= session.catalog.limits.maxRuns} @click=${() => session.duplicate(run)}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M5.5 5.5h7v7h-7zM3.5 10.5v-7h7" /></svg>
        </button>
        <button class="icon-button" aria-label=${words.removeRunner(name)} title=${words.removeRunner(name)} @click=${() => this.#remove(run)}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="m4 4 8 8M12 4l-8 8" /></svg>
        </button>
      </div>
      ${session.averaged.includes(run) ? html`<p class="hint">${AROUND_WORDS[preferences.language].average}</p>` : nothing}
      ${isOpen
        ? html`<downhill-runner-params .session=${session} .preferences=${preferences} .words=${words} .run=${run} .name=${name}></downhill-runner-params>`
        : nothing}
    </li>`;
  }

  #add = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    const rule = this.session.catalog.rules.find(({ id }) => id === select.value);
    select.value = '';
    if (rule === undefined) return;
    const { runs } = this.session.setup;
    this.session.change({ runs: [...runs, { rule: rule.id, params: rule.params.map((param) => param.default) }] });
    this.session.select(runs.length);
  };

  #remove(run: number): void {
    this.session.remove(run);
    // The pressed button is gone: the keyboard's focus goes to the runner that took its place, or to adding one.
    void this.updateComplete.then(() => {
      const names = this.querySelectorAll<HTMLElement>('.runner-name');
      (names[Math.min(run, names.length - 1)] ?? this.querySelector<HTMLElement>('.add-runner'))?.focus();
    });
  }
}

define('downhill-runner-list', RunnerList);
