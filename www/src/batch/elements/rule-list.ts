/** The update rules that descend, and their parameters: from the start, or from the shown position on. */
import rules from 'virtual:formulas/rule';
import { html, nothing } from 'lit';

import { define } from '../../elements/define.ts';
import { paramRow } from '../../elements/param-row.ts';
import { enter, enterNumber } from '../../entry.ts';
import { parseNumber, short } from '../../format.ts';
import { formula } from '../../formula.ts';
import { SessionController } from '../../session-controller.ts';
import { paramWord } from '../../words/param.ts';
import { runName } from '../names.ts';
import { BatchElement } from './batch-element.ts';

/** The slider of the decay: what is worth trying for thousands of updates. */
const DECAY = { symbol: 'k', min: 0, max: 0.1, scale: 'linear' } as const;

class RuleList extends BatchElement {
  constructor() {
    super();
    new SessionController(this, 'setup', 'step', 'selection', 'playing', 'computed');
  }

  protected override render() {
    const { session, say } = this;
    const { runs, batches, changes } = session.setup;
    const most = session.catalog.limits.maxContenders;
    const isFull = (runs.length + 1) * batches.length > most;
    const open = session.contenders[session.selected]?.run ?? 0;
    return html`<section class="runners">
      <div class="section-head">
        <h2>${say.rules}</h2>
        ${isFull
          ? html`<span class="hint">${say.rulesFull(most)}</span>`
          : html`<select class="add-runner" aria-label=${say.addRule} @change=${this.#add}>
              <option value="" selected>${this.words.addRunnerPick}</option>
              ${session.catalog.rules.filter(({ asks }) => !asks).map((rule) => html`<option value=${rule.id}>${rule.name}</option>`)}
            </select>`}
      </div>
      <ul>
        ${runs.map((_, run) => this.#rule(run, run === open))}
      </ul>
      <p class="hint">${session.step === 0 || session.isAtNewest ? say.fromStart : say.fromHere(String(session.step))}</p>
      ${changes.length === 0
        ? nothing
        : html`<p class="hint">
            ${say.changes(changes.length)} <button class="quiet" @click=${() => session.change({ changes: [] })}>${say.undoChanges}</button>
          </p>`}
    </section>`;
  }

  #rule(run: number, isOpen: boolean) {
    const { session, say } = this;
    const name = runName(session, run, say);
    const { runs, batches } = session.setup;
    const rate = `η ${short(session.valueHere(run, 0), 3)}`;
    return html`<li class=${isOpen ? 'runner open' : 'runner'}>
      <div class="runner-head">
        <button
          class="runner-name"
          aria-expanded=${String(isOpen)}
          aria-label=${this.words.showParams(`${name} ${rate}`)}
          @click=${() => session.select(run * batches.length)}
        >
          <strong>${name}</strong> <span class="runner-rate">${rate}</span>
        </button>
        ${runs.length > 1
          ? html`<button class="icon-button" aria-label=${say.removeRule(name)} title=${say.removeRule(name)} @click=${() => this.#remove(run)}>
              <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="m4 4 8 8M12 4l-8 8" /></svg>
            </button>`
          : nothing}
      </div>
      ${isOpen ? this.#params(run) : nothing}
    </li>`;
  }

  #params(run: number) {
    const { session, say, words } = this;
    const rule = session.rule(run);
    return html`<div class="params">
      ${rule.params.map((param, index) => {
        const label = paramWord(words, rule.id, param.id);
        return paramRow({
          param,
          label,
          words,
          value: session.valueHere(run, index),
          set: (value) => this.#set(run, index, value),
          accept: (text) => {
            const value = parseNumber(text);
            return value === undefined ? words.notANumber(label, text.trim().slice(0, 40)) : this.#set(run, index, value);
          },
        });
      })}
      ${paramRow({
        param: DECAY,
        label: say.decay,
        words,
        value: session.setup.runs[run]!.decay,
        set: (decay) => void enter(session, words, this.#withDecay(run, decay)),
        accept: (text) => enterNumber(session, words, say.decay, text, (decay) => this.#withDecay(run, decay)),
      })}
      <div class="formula">${formula(rules, `rule-${rule.id}`)}</div>
      <p class="source" lang="en">${rule.name}: ${rule.reference}</p>
    </div>`;
  }

  /**
   * In the middle of a run a parameter changes from there on; where the newest position is shown, nobody chose a place, and
   * what is changed is what the field shows: the last change on the way, or else the whole run.
   */
  #set(run: number, param: number, value: number): string | undefined {
    const { session, words } = this;
    const { setup } = session;
    if (session.isAtNewest && !session.isPlaying) {
      const id = session.rule(run).params[param]!.id;
      const last = setup.changes.findLastIndex((change) => change.run === run && change.param === id);
      if (last >= 0) return enter(session, words, { changes: setup.changes.with(last, { ...setup.changes[last]!, value }) });
      return enter(session, words, { runs: setup.runs.map((old, at) => (at === run ? { ...old, params: old.params.with(param, value) } : old)) });
    }
    const complaint = session.changeHere(run, param, value);
    return complaint === undefined ? undefined : words.warning(complaint);
  }

  #withDecay(run: number, decay: number) {
    return { runs: this.session.setup.runs.map((old, at) => (at === run ? { ...old, decay } : old)) };
  }

  #add = (event: Event): void => {
    const { session, words } = this;
    const select = event.target as HTMLSelectElement;
    const rule = session.catalog.rules.find(({ id }) => id === select.value);
    select.value = '';
    if (rule === undefined) return;
    const params = rule.params.map((param) => param.default);
    enter(session, words, { runs: [...session.setup.runs, { rule: rule.id, params, decay: 0 }] });
    session.select((session.setup.runs.length - 1) * session.setup.batches.length);
  };

  #remove(run: number): void {
    const { runs, changes } = this.session.setup;
    const left = changes.filter((change) => change.run !== run);
    this.session.change({
      runs: runs.filter((_, at) => at !== run),
      changes: left.map((change) => ({ ...change, run: change.run > run ? change.run - 1 : change.run })),
    });
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.runner-name')?.focus());
  }
}

define('downhill-rule-list', RuleList);
