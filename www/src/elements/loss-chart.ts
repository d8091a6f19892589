/** Loss against step: every runner's curve, linked with the scrub position. */
import { html } from 'lit';
import { state } from 'lit/decorators.js';

import { fit } from '../canvas-size.ts';
import type { Size } from '../canvas-size.ts';
import { LossPicture } from '../engine.ts';
import { SessionController } from '../session-controller.ts';
import { PageElement } from './element.ts';

class LossChart extends PageElement {
  @state() private isLog = true;
  @state() private size: Size | undefined;
  #picture: LossPicture | undefined;
  #drawn: unknown[] = [];
  readonly #resize = new ResizeObserver(([entry]) => {
    const { width, height } = entry!.contentRect;
    if (width > 0 && height > 0) this.size = { width: Math.round(width), height: Math.round(height) };
  });

  constructor() {
    super();
    new SessionController(this, 'race', 'step');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
    this.#picture?.free();
    this.#picture = undefined;
    this.#drawn = [];
  }

  protected override firstUpdated(): void {
    this.#resize.observe(this.querySelector('.chart-stage')!);
  }

  protected override render() {
    const { words } = this;
    return html`<section class="chart" aria-labelledby="loss-heading">
      <div class="chart-head">
        <h2 id="loss-heading">${words.lossHeading} <small>${words.lossAgainstStep}</small></h2>
        <div class="segments" role="group" aria-label=${words.lossHeading}>
          ${[true, false].map(
            (isLog) => html`<button class="quiet" aria-pressed=${String(isLog === this.isLog)} @click=${() => (this.isLog = isLog)}>
              ${isLog ? words.log : words.linear}
            </button>`,
          )}
        </div>
      </div>
      <div class="chart-stage" @pointerdown=${this.#scrub} @pointermove=${this.#scrub}>
        <canvas class="chart-base" role="img" aria-label=${words.lossChartLabel} aria-describedby="summary"></canvas>
        <canvas class="chart-cursor" aria-hidden="true"></canvas>
      </div>
    </section>`;
  }

  protected override updated(): void {
    const { session, preferences, words, size } = this;
    if (size === undefined) return;
    const base = this.querySelector<HTMLCanvasElement>('.chart-base')!;
    const cursor = this.querySelector<HTMLCanvasElement>('.chart-cursor')!;
    const drawn = [session.race, session.target, size, this.isLog, preferences.theme, preferences.language, devicePixelRatio];
    if (drawn.some((part, index) => part !== this.#drawn[index])) {
      this.#drawn = drawn;
      this.#picture?.free();
      fit(base, size);
      this.#picture = new LossPicture(base, session.race, session.setup.steps, {
        names: session.names,
        width: size.width,
        height: size.height,
        theme: preferences.theme,
        isLog: this.isLog,
        target: session.target,
        lowest: session.lowest,
        stepWord: words.step,
        aboveWord: words.lossAboveLowest,
        targetWord: words.targetWord,
      });
    }
    fit(cursor, size);
    this.#picture!.drawCursor(cursor, session.race, session.step);
  }

  #scrub = (event: PointerEvent): void => {
    if ((event.buttons & 1) === 0 || this.#picture === undefined) return;
    const stage = event.currentTarget as HTMLElement;
    if (event.type === 'pointerdown' && event.pointerType !== 'touch') stage.setPointerCapture(event.pointerId);
    const box = stage.getBoundingClientRect();
    const px = ((event.clientX - box.left) * this.size!.width) / box.width;
    this.session.pause();
    this.session.seek(this.#picture.stepAt(px));
  };
}

customElements.define('loss-chart', LossChart);
