/** Inside the rule: formula with numbers, memory, effective learning rates, lengths and angles of one runner's steps. */
import { html, nothing } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

import { define } from '../elements/define.ts';
import { PageElement } from '../elements/element.ts';
import { adopt } from '../elements/styles.ts';
import { Inside, stateVectors, updateNumbers } from '../engine.ts';
import type { StateVector } from '../engine.ts';
import { exact, short } from '../format.ts';
import { SessionController } from '../session-controller.ts';
import insideCss from './inside.css?inline';
import './updates-chart.ts';
import type { Shown } from './updates-chart.ts';
import { INSIDE_WORDS } from './words/index.ts';
import type { InsideWords } from './words/table.ts';
import { isBrief, workedFormula } from './worked.ts';

/** A bar is drawn in a box of so many units. */
const BAR = 100;

class InsidePanel extends PageElement {
  #of: { race: unknown; run: number; rule: string; language: string; charts: Shown[] } | undefined;

  constructor() {
    super();
    new SessionController(this, 'race', 'step', 'look');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode() as Document | ShadowRoot, [insideCss]);
  }

  protected override render() {
    const { session, preferences, words } = this;
    const say = INSIDE_WORDS[preferences.language];
    const run = session.inspected;
    if (session.setup.runs.length === 0) return html`<p class="hint">${say.nobody}</p>`;
    const rule = session.rule(run).id;
    const names = session.namesIn(preferences.language);
    const name = names[run]!;
    const last = session.race.losses(run).length - 1;
    const step = Math.min(session.step, last);
    return html`<div class="inside">
      <div class="inside-head">
        <h3 aria-live="polite">${say.heading(name, exact(step))}</h3>
        <select aria-label=${words.runners} @change=${(event: Event) => session.lookCloser({ runner: Number((event.target as HTMLSelectElement).value) })}>
          ${names.map((of, index) => html`<option value=${index} ?selected=${index === run}>${of}</option>`)}
        </select>
        <label class="inside-arrows" title=${say.arrowsNote}>
          <input type="checkbox" .checked=${session.wantsArrows} @change=${(event: Event) => session.showArrows((event.target as HTMLInputElement).checked)} /> ${say.arrows}
        </label>
      </div>
      <p class="hint">${say.arrowsNote}</p>
      ${this.#given(say, run)}
      ${session.rule(run).asks ? html`<p class="hint">${say.asked}</p>` : nothing}
      ${step === 0 ? html`<p class="hint">${last === 0 ? say.endedAtStart : say.atStart}</p>` : this.#formula(say, run, rule, step)}
      ${this.#memory(say, run, step)}
      <div class="inside-charts">
        ${this.#charts(say, run, rule, name).map(
          (shown) => html`<downhill-updates-chart .session=${session} .preferences=${preferences} .words=${words} .shown=${shown}></downhill-updates-chart>`,
        )}
        ${session.rule(run).hasRate ? nothing : html`<p class="hint">${say.noRate}</p>`}
      </div>
    </div>`;
  }

  /** What was done to the gradient before the rule got it, if anything. */
  #given(say: InsideWords, run: number) {
    const { noise, runs } = this.session.setup;
    const { clipValue, clipNorm, weightDecay } = runs[run]!;
    const done = [noise > 0 ? say.noised : '', clipValue !== undefined || clipNorm !== undefined ? say.clipped : '', weightDecay !== undefined ? say.decayed : ''];
    const said = done.filter((text) => text !== '');
    return said.length === 0 ? nothing : html`<p class="hint given">${say.given(said.join(', '))}</p>`;
  }

  #formula(say: InsideWords, run: number, rule: string, step: number) {
    const numbers = updateNumbers(this.session.race, run, step);
    if (numbers === undefined) return nothing;
    const of = (values: number[]) => new Map(numbers.names.map((name, index) => [name.replaceAll('_', ''), values[index]!]));
    return html`<section aria-label=${say.formula}>
      <h4>${say.formula}</h4>
      ${rule === 'schedulefree' ? html`<p class="hint">${say.points}</p>` : nothing}
      <div class="inside-formulas ${isBrief(rule) ? 'brief' : ''}">
        ${(['x', 'y'] as const).map(
          (axis) => html`<div>
            <p class="inside-axis">${say.coordinate(axis)}</p>
            <div class="formula worked" tabindex="0" role="group" aria-label="${say.formula}, ${say.coordinate(axis)}">${unsafeHTML(workedFormula(rule, axis, of(numbers[axis])))}</div>
          </div>`,
        )}
      </div>
    </section>`;
  }

  #memory(say: InsideWords, run: number, step: number) {
    const vectors = stateVectors(this.session.race, run, step);
    return html`<section aria-label=${say.state}>
      <h4>${say.state}</h4>
      ${vectors.length === 0
        ? html`<p class="hint">${say.noState}</p>`
        : html`<div class="scroll" tabindex="0" role="group" aria-label=${say.state}>
            <table class="inside-memory">
              <thead>
                <tr><th scope="col">${say.vector}</th><th scope="col">x</th><th scope="col">y</th></tr>
              </thead>
              <tbody>
                ${vectors.map((vector) => this.#vector(say, vector))}
              </tbody>
            </table>
          </div>`}
    </section>`;
  }

  #vector(say: InsideWords, { symbol, kind, x, y }: StateVector) {
    const most = Math.max(Math.abs(x), Math.abs(y));
    const note = kind === 'square' ? say.squareNote : kind === 'point' ? say.pointNote : '';
    return html`<tr>
      <th scope="row"><i>${symbol}</i>${note === '' ? nothing : html` <small>${note}</small>`}</th>
      ${[x, y].map((value) => html`<td><div class="inside-value"><span>${short(value, 4)}</span>${kind === 'point' ? nothing : bar(value, most)}</div></td>`)}
    </tr>`;
  }

  /** The charts of a run: computed once for each race, runner and language. */
  #charts(say: InsideWords, run: number, rule: string, name: string): Shown[] {
    const { session, preferences } = this;
    const { language } = preferences;
    const known = this.#of;
    if (known?.race === session.race && known.run === run && known.rule === rule && known.language === language) return known.charts;
    const inside = new Inside(session.race, run);
    const rates = [inside.rates(0), inside.rates(1)];
    const charts: Shown[] = [
      { id: 'length', title: say.length, label: say.lengthLabel(name), run, values: [inside.lengths()], names: [''], isLog: true, isAngle: false },
      { id: 'angle', title: say.angle, label: say.angleLabel(name), run, values: [inside.angles()], names: [''], isLog: false, isAngle: true },
    ];
    if (rates[0]!.length > 0) charts.unshift({ id: 'rate', title: say.rate, label: say.rateLabel(name), run, values: rates, names: ['x', 'y'], isLog: true, isAngle: false });
    inside.free();
    this.#of = { race: session.race, run, rule, language, charts };
    return charts;
  }
}

/** A bar from the middle: to the left for what is negative. */
function bar(value: number, most: number) {
  const length = most > 0 && Number.isFinite(value) ? (Math.abs(value) / most) * (BAR / 2) : 0;
  return html`<svg class="inside-bar" viewBox="0 0 ${BAR} 10" aria-hidden="true">
    <rect x=${value < 0 ? BAR / 2 - length : BAR / 2} y="1" width=${length} height="8"></rect>
    <path d="M${BAR / 2} 0v10"></path>
  </svg>`;
}

define('downhill-inside-panel', InsidePanel);
