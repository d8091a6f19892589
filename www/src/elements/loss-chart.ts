/** Loss against step: every runner's curve, linked with the scrub position. */
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import { fit } from '../canvas-size.ts';
import type { Size } from '../canvas-size.ts';
import { LossPicture } from '../engine.ts';
import type { Numbers, Picture } from '../picture.ts';
import type { Session } from '../session.ts';
import { SessionController } from '../session-controller.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';
import { saveButton } from './save-button.ts';
import { shownSeed } from './seed-spread.ts';
import { StageSize } from './stage-size.ts';
import { AROUND_WORDS } from './words/index.ts';

class LossChart extends PageElement {
  @state() private isLog = true;
  #picture: LossPicture | undefined;
  #drawn: unknown[] = [];
  readonly #stage = new StageSize(this, '.chart-stage');

  constructor() {
    super();
    new SessionController(this, 'race', 'step', 'look');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#picture?.free();
    this.#picture = undefined;
    this.#drawn = [];
  }

  protected override render() {
    const { words, session } = this;
    const say = AROUND_WORDS[this.preferences.language];
    const { isPerEvaluation } = session.setup.look;
    const shown = shownSeed(session, this.preferences);
    return html`<section class="chart" aria-labelledby="loss-heading">
      <div class="chart-head">
        <h2 id="loss-heading">${words.lossHeading} <small>${isPerEvaluation ? say.againstEvaluations : words.lossAgainstStep}</small></h2>
        <select class="per" aria-label=${say.per} @change=${this.#count}>
          ${[false, true].map((value) => html`<option value=${value ? 'evaluations' : 'updates'} ?selected=${value === isPerEvaluation}>${value ? say.perEvaluation : say.perUpdate}</option>`)}
        </select>
        <div class="segments" role="group" aria-label=${words.lossHeading}>
          ${[true, false].map(
            (isLog) => html`<button class="quiet" aria-pressed=${String(isLog === this.isLog)} @click=${() => (this.isLog = isLog)}>
              ${isLog ? words.log : words.linear}
            </button>`,
          )}
        </div>
        ${saveButton(this.preferences, words.lossHeading, () => this.pictures()[0])}
      </div>
      ${isPerEvaluation ? html`<p class="hint">${say.evaluationsNote}</p>` : nothing}
      ${shown === undefined ? nothing : html`<p class="hint">${shown}</p>`}
      <div class="chart-stage" @pointerdown=${this.#scrub} @pointermove=${this.#scrub}>
        <canvas class="chart-base" role="img" aria-label=${words.lossChartLabel} aria-describedby="summary"></canvas>
        <canvas class="chart-cursor" aria-hidden="true"></canvas>
      </div>
    </section>`;
  }

  protected override updated(): void {
    const { session, preferences } = this;
    const { size } = this.#stage;
    if (size === undefined) return;
    const base = this.querySelector<HTMLCanvasElement>('.chart-base')!;
    const cursor = this.querySelector<HTMLCanvasElement>('.chart-cursor')!;
    const drawn = [session.race, session.target, size, this.isLog, preferences.theme, preferences.language, devicePixelRatio, session.setup.look.isPerEvaluation];
    if (drawn.some((part, index) => part !== this.#drawn[index])) {
      this.#drawn = drawn;
      this.#picture?.free();
      fit(base, size);
      this.#picture = this.#lossesOn(base, size);
    }
    fit(cursor, size);
    this.#picture!.drawCursor(cursor, session.race, session.step, session.inspected);
  }

  #lossesOn(canvas: HTMLCanvasElement, { width, height }: Size): LossPicture {
    const { session, preferences, words } = this;
    return new LossPicture(canvas, session.race, session.setup.steps, {
      names: session.namesIn(preferences.language),
      width,
      height,
      theme: preferences.theme,
      isLog: this.isLog,
      target: session.target,
      lowest: session.lowest,
      stepWord: session.setup.look.isPerEvaluation ? AROUND_WORDS[preferences.language].evaluations : words.step,
      isPerEvaluation: session.setup.look.isPerEvaluation,
      aboveWord: words.lossAboveLowest,
      targetWord: words.targetWord,
    });
  }

  #count = (event: Event): void => {
    this.session.lookCloser({ isPerEvaluation: (event.target as HTMLSelectElement).value === 'evaluations' });
  };

  pictures(): Picture[] {
    const { session } = this;
    const { size } = this.#stage;
    if (size === undefined) return [];
    const draw: Picture['draw'] = (layer) => {
      const picture = this.#lossesOn(layer(), size);
      picture.drawCursor(layer(), session.race, session.step, session.inspected);
      picture.free();
    };
    const numbers = () => numbersOf(session);
    return [{ id: `${session.setup.f}-loss`, title: this.words.lossHeading, size, draw, numbers }];
  }

  #scrub = (event: PointerEvent): void => {
    if ((event.buttons & 1) === 0 || this.#picture === undefined) return;
    const stage = event.currentTarget as HTMLElement;
    if (event.type === 'pointerdown' && event.pointerType !== 'touch') stage.setPointerCapture(event.pointerId);
    const box = stage.getBoundingClientRect();
    const px = ((event.clientX - box.left) * this.#stage.size!.width) / box.width;
    this.session.pause();
    this.session.seek(this.#picture.stepAt(px, this.session.inspected));
  };
}

/** What the chart shows: against gradients, how many of them every step had taken. */
function numbersOf(session: Session): Numbers {
  if (!session.setup.look.isPerEvaluation) return { columns: ['run', 'step', 'loss'], rows: session.rows().map(([run, step, , , loss]) => [run!, step!, loss!]) };
  const { costs } = session;
  return {
    columns: ['run', 'step', 'gradients', 'loss'],
    rows: session.rows().map(([run, step, , , loss]) => [run!, step!, costs[run! - 1]![step!]!, loss!]),
  };
}

define('downhill-loss-chart', LossChart);
