/** How far updates go from straight down, and how that spreads: what noise does to a gradient, and momentum to noise. */
import { html, nothing } from 'lit';

import { fit } from '../../canvas-size.ts';
import type { Size } from '../../canvas-size.ts';
import { define } from '../../elements/define.ts';
import type { Layers, Numbers } from '../../picture.ts';
import { SessionController } from '../../session-controller.ts';
import { drawAngles } from '../engine.ts';
import { contenderNames } from '../names.ts';
import { angleNumbers } from '../rows.ts';
import { CanvasChart } from './canvas-chart.ts';

/** Height of a row, and of the numbers below. */
const ROW = 30;
const FOOT = 34;
/** Sorting thousands of angles at every frame would be waste. */
const CALM_MS = 120;

class AnglesChart extends CanvasChart {
  constructor() {
    super();
    new SessionController(this, 'setup', 'step', 'playing');
  }

  protected override get calm(): number {
    return CALM_MS;
  }

  protected override render() {
    const { session, say } = this;
    if (session.comparison === undefined) return nothing;
    return html`<section class="chart" aria-labelledby="angles-heading">
      <div class="chart-head"><h2 id="angles-heading">${say.angles}</h2>${this.saving}</div>
      <div class="chart-stage still"><canvas class="chart-base" role="img" aria-label=${say.anglesLabel}></canvas></div>
      <p class="hint">${say.anglesNote}</p>
    </section>`;
  }

  /** As high as its rows; set here because the page's policy allows no styles in its markup. */
  protected override updated(): void {
    const stage = this.querySelector<HTMLElement>('.chart-stage');
    if (stage !== null) stage.style.height = `${this.session.contenders.length * ROW + FOOT}px`;
    super.updated();
  }

  protected override draw(size: Size): void {
    const canvas = this.querySelector<HTMLCanvasElement>('.chart-base')!;
    fit(canvas, size);
    this.drawOn(() => canvas, size);
  }

  protected override get label() {
    return { id: 'angles', title: this.say.angles };
  }

  protected override get numbers(): Numbers {
    return angleNumbers(this.session);
  }

  protected override drawOn(layer: Layers, size: Size): void {
    const { session, say, preferences } = this;
    drawAngles(layer(), session.comparison!, session.step, {
      names: contenderNames(session, say),
      width: size.width,
      height: size.height,
      theme: preferences.theme,
    });
  }
}

define('downhill-angles-chart', AnglesChart);
