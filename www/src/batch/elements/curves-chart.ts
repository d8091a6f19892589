/** The linked chart: what became of every contender, counted in updates, epochs or gradients. */
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import { fit } from '../../canvas-size.ts';
import type { Size } from '../../canvas-size.ts';
import { define } from '../../elements/define.ts';
import type { Layers, Numbers } from '../../picture.ts';
import { SessionController } from '../../session-controller.ts';
import { CurvesPicture } from '../engine.ts';
import { contenderNames } from '../names.ts';
import { measuredNumbers } from '../rows.ts';
import type { Measure } from '../rows.ts';
import type { Axis } from '../session.ts';
import { CanvasChart } from './canvas-chart.ts';

const AXES: readonly Axis[] = ['updates', 'epochs', 'gradients'];

class CurvesChart extends CanvasChart {
  @state() private isLog = true;
  @state() private isLogSpan = false;
  /** Of a measure that the problem does not have, nothing is kept. */
  @state() private chosen: Measure | undefined;
  #picture: CurvesPicture | undefined;
  #drawn: unknown[] = [];

  constructor() {
    super();
    new SessionController(this, 'setup', 'step', 'selection');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#picture?.free();
    this.#picture = undefined;
    this.#drawn = [];
  }

  /** What can be shown, what matters most first. */
  get #measures(): Measure[] {
    const { data, setup } = this.session;
    if (setup.data === 'valley') return ['imbalance', 'sharpness', 'loss'];
    return data?.goal !== undefined && setup.replicas > 0 ? ['arrived', 'loss'] : ['loss'];
  }

  get #measure(): Measure {
    const measures = this.#measures;
    return measures.find((measure) => measure === this.chosen) ?? measures[0]!;
  }

  protected override render() {
    const { session, say, words } = this;
    if (session.comparison === undefined) return nothing;
    const measures = this.#measures;
    const hasLog = this.#measure !== 'arrived';
    const title = this.#title(this.#measure);
    const toggle = (label: string, isOn: boolean, act: () => void) =>
      html`<button class="quiet" aria-pressed=${String(isOn)} @click=${act}>${label}</button>`;
    return html`<section class="chart" aria-labelledby="curves-heading">
      <div class="chart-head">
        <h2 id="curves-heading">${title} <small>${say.countedIn(say.against[session.axis])}</small></h2>
        ${hasLog
          ? html`<div class="segments" role="group" aria-label=${title}>
              ${toggle(words.log, this.isLog, () => (this.isLog = true))} ${toggle(words.linear, !this.isLog, () => (this.isLog = false))}
            </div>`
          : nothing}
        ${this.saving}
      </div>
      ${measures.length > 1
        ? html`<div class="chart-tools">
            <div class="segments" role="group" aria-label=${say.charts}>
              ${measures.map((measure) => toggle(this.#title(measure), measure === this.#measure, () => (this.chosen = measure)))}
            </div>
          </div>`
        : nothing}
      <div class="chart-tools">
        <div class="segments" role="group" aria-label=${say.axis}>
          ${AXES.map((axis) => toggle(say.against[axis], axis === session.axis, () => session.count(axis)))}
        </div>
        <div class="segments">
          ${toggle(say.logAxis, this.isLogSpan, () => (this.isLogSpan = !this.isLogSpan))}
        </div>
      </div>
      <div class="chart-stage tall" @pointerdown=${this.#scrub} @pointermove=${this.#scrub}>
        <canvas class="chart-base" role="img" aria-label=${say.chartLabel(title)} aria-describedby="summary"></canvas>
        <canvas class="chart-cursor" aria-hidden="true"></canvas>
      </div>
      ${this.#measure === 'imbalance' ? html`<p class="hint">${say.lawNote}</p>` : nothing}
      ${session.setup.changes.length === 0 ? nothing : html`<p class="hint">${say.changeNote}</p>`}
    </section>`;
  }

  #title(measure: Measure): string {
    const { say, session } = this;
    if (measure === 'arrived') return say.arrivals[session.data!.goal!];
    if (measure !== 'loss') return say[measure];
    return session.comparison?.lowest === undefined || !this.isLog ? say.lossMeasure : say.excess;
  }

  protected override draw(size: Size): void {
    const { session, preferences } = this;
    const comparison = session.comparison!;
    const [base, cursor] = ['base', 'cursor'].map((layer) => this.querySelector<HTMLCanvasElement>(`.chart-${layer}`)!);
    const computed = session.isComputing ? Math.floor(performance.now() / 250) : 'all';
    const drawn = [comparison, computed, size, this.isLog, this.isLogSpan, this.#measure, session.axis, preferences.theme, preferences.language, devicePixelRatio];
    if (this.#picture === undefined || drawn.some((part, index) => part !== this.#drawn[index])) {
      this.#drawn = drawn;
      this.#picture?.free();
      fit(base!, size);
      this.#picture = this.#curvesOn(base!, size);
    }
    fit(cursor!, size);
    this.#picture.drawCursor(cursor!, comparison, session.step);
  }

  #curvesOn(canvas: HTMLCanvasElement, { width, height }: Size): CurvesPicture {
    const { session, say, preferences } = this;
    return new CurvesPicture(canvas, session.comparison!, {
      names: contenderNames(session, say),
      width,
      height,
      theme: preferences.theme,
      measure: this.#measure,
      axis: session.axis,
      isLog: this.isLog && this.#measure !== 'arrived',
      isLogSpan: this.isLogSpan,
      spanWord: say.against[session.axis],
      aboveWord: say.aboveLowest,
      lawWord: say.law,
    });
  }

  protected override get label() {
    return { id: this.#measure, title: this.#title(this.#measure) };
  }

  protected override get numbers(): Numbers {
    return measuredNumbers(this.session, this.#measure);
  }

  protected override drawOn(layer: Layers, size: Size): void {
    const { session } = this;
    const picture = this.#curvesOn(layer(), size);
    picture.drawCursor(layer(), session.comparison!, session.step);
    picture.free();
  }

  #scrub = (event: PointerEvent): void => {
    const { session, size } = this;
    if ((event.buttons & 1) === 0 || this.#picture === undefined || session.comparison === undefined) return;
    const stage = event.currentTarget as HTMLElement;
    if (event.type === 'pointerdown' && event.pointerType !== 'touch') stage.setPointerCapture(event.pointerId);
    const box = stage.getBoundingClientRect();
    session.pause();
    session.seek(this.#picture.positionAt(session.comparison, ((event.clientX - box.left) * size!.width) / box.width));
  };
}

define('downhill-curves-chart', CurvesChart);
