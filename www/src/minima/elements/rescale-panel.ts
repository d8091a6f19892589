/** A trained network and the same function with other weights: what changes, and what does not. */
import { html } from 'lit';

import { define } from '../../elements/define.ts';
import { enterNumber } from '../../entry.ts';
import type { Size } from '../../canvas-size.ts';
import { paramRow } from '../../elements/param-row.ts';
import { short } from '../../format.ts';
import { SessionController } from '../../session-controller.ts';
import { drawLines } from '../engine.ts';
import type { RescaleResult } from '../engine.ts';
import { factorName, pValue, percent } from '../names.ts';
import { column } from '../rows.ts';
import { MinimaChart } from './minima-chart.ts';

const ALPHA = { symbol: 'α', min: 0.1, max: 10, scale: 'log' } as const;

class RescalePanel extends MinimaChart {
  constructor() {
    super();
    new SessionController(this, 'setup', 'results');
  }

  protected override render() {
    const { session, say, words } = this;
    const { alpha } = session.setup;
    const slider = paramRow({
      param: ALPHA,
      label: say.alpha,
      value: alpha,
      words,
      set: (value) => session.change({ alpha: value }),
      accept: (text) => enterNumber(session, words, say.alpha, text, (value) => ({ alpha: value })),
    });
    const { plain, other } = session.rescaled;
    return html`<div class="rescale">
      ${slider}
      ${plain === undefined || other === undefined
        ? html`<p class="panel-empty wide">${session.isTraining ? say.trainingPanel : say.notTrained}</p>`
        : html`<section class="chart" aria-labelledby="slice-heading">
              <div class="chart-head"><h2 id="slice-heading">${say.rescaleSlice} <small>${say.rescaleSliceNote}</small></h2>${this.saving}</div>
              <div class="chart-stage tall still"><canvas class="chart-base" role="img" aria-label=${say.rescaleLabel}></canvas></div>
            </section>
            ${this.#table(plain, other)}`}
    </div>`;
  }

  #table(plain: RescaleResult, other: RescaleResult & { alpha: number }) {
    const { say } = this;
    const of = (result: RescaleResult, name: Parameters<typeof column>[1]): number => column(result.row, name)[0]!;
    const row = (name: string, a: string, b: string, isKept: boolean) =>
      html`<tr class=${isKept ? 'kept' : ''}><th scope="row">${name}</th><td class="number">${a}</td><td class="number">${b}</td><td>${isKept ? say.stays : say.changes}</td></tr>`;
    const measured = (name: string, key: Parameters<typeof column>[1]) => row(name, short(of(plain, key), 4), short(of(other, key), 4), false);
    return html`<section class="standings" aria-labelledby="rescale-heading">
      <h2 id="rescale-heading">${say.rescaleTable}</h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="rescale-heading">
        <table>
          <thead><tr><td></td><th scope="col" class="number">${factorName(1)}</th><th scope="col" class="number">${factorName(other.alpha)}</th><td></td></tr></thead>
          <tbody>
            ${measured(say.largest, 'largest')} ${measured(say.trace, 'trace')}
            ${row(say.keskar, short(plain.keskar, 3), short(other.keskar, 3), false)} ${measured(say.norm, 'norm')}
            ${row(say.relative, short(plain.relative, 6), short(other.relative, 6), true)}
            ${row(say.testAccuracy, percent(of(plain, 'testAccuracy'), 4), percent(of(other, 'testAccuracy'), 4), true)}
            ${row(say.outputChange, '0', other.outputChange === 0 ? '0' : pValue(other.outputChange), true)}
          </tbody>
        </table>
      </div>
      <p class="hint">${say.keskarNote}</p>
    </section>`;
  }

  protected override get shown(): unknown[] {
    return [this.session.rescaled];
  }

  protected override draw(canvas: HTMLCanvasElement, { width, height }: Size): void {
    const { session, say, preferences } = this;
    const { plain, other } = session.rescaled;
    if (plain === undefined || other === undefined) return;
    drawLines(canvas, {
      width,
      height,
      theme: preferences.theme,
      xs: [other.places, plain.places],
      ys: [other.slice, plain.slice],
      names: [factorName(other.alpha), factorName(1)],
      runs: [1, 0],
      dashed: [false, false],
      isLogY: true,
      isPercent: false,
      xWord: say.distance,
      yWord: say.loss,
      laws: [],
      marks: [],
    });
  }

  protected override get label() {
    return { id: 'slice', title: this.say.rescaleSlice };
  }

  protected override get numbers() {
    const { plain, other } = this.session.rescaled;
    const of = (alpha: number, result: RescaleResult | undefined): number[][] => [...(result?.places ?? [])].map((at, nth) => [alpha, at, result!.slice[nth]!]);
    return { columns: ['alpha', 'distance', 'train_loss'], rows: [...of(1, plain), ...of(other?.alpha ?? NaN, other)] };
  }
}

define('downhill-rescale-panel', RescalePanel);
