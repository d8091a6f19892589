/** The eigenvalues of every solution's Hessian. */
import { html, nothing } from 'lit';

import type { Size } from '../../canvas-size.ts';
import { define } from '../../elements/define.ts';
import { SessionController } from '../../session-controller.ts';
import { drawSpectra } from '../engine.ts';
import { runNames } from '../names.ts';
import { MinimaChart } from './minima-chart.ts';

class SpectrumChart extends MinimaChart {
  constructor() {
    super();
    new SessionController(this, 'setup', 'results');
  }

  protected override render() {
    const { session, say } = this;
    if (session.spectra.length === 0) return nothing;
    return html`<section class="chart" aria-labelledby="spectrum-heading">
      <div class="chart-head"><h2 id="spectrum-heading">${say.spectrum} <small>${say.spectrumNote}</small></h2>${this.saving}</div>
      <div class="chart-stage tall still"><canvas class="chart-base" role="img" aria-label=${say.spectrumLabel}></canvas></div>
    </section>`;
  }

  protected override get shown(): unknown[] {
    return [...this.session.spectra];
  }

  protected override draw(canvas: HTMLCanvasElement, { width, height }: Size): void {
    const { session, say, preferences } = this;
    const names = runNames(session, say);
    const known = names.flatMap((name, run) => {
      const spectrum = session.spectra[run];
      return spectrum === undefined ? [] : [{ name, run, ...spectrum }];
    });
    drawSpectra(canvas, {
      width,
      height,
      theme: preferences.theme,
      names: known.map(({ name }) => name),
      runs: known.map(({ run }) => run),
      at: known.map(({ at }) => at),
      density: known.map(({ density }) => density),
      values: known.map(({ values }) => values),
      xWord: say.eigenvalue,
    });
  }

  protected override get label() {
    return { id: 'spectrum', title: this.say.spectrum };
  }

  protected override get numbers() {
    const rows = this.session.spectra.flatMap((spectrum, run) => [...(spectrum?.at ?? [])].map((at, nth) => [run + 1, at, spectrum!.density[nth]!]));
    return { columns: ['run', 'eigenvalue', 'density'], rows };
  }
}

define('downhill-spectrum-chart', SpectrumChart);
