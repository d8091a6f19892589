/** How a run ends against how much noise its updates carried: rate over batch size. */
import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';

import type { Size } from '../../canvas-size.ts';
import { define } from '../../elements/define.ts';
import { SessionController } from '../../session-controller.ts';
import { drawScatter } from '../engine.ts';
import { FILE_NAME } from '../rows.ts';
import type { Column } from '../rows.ts';
import { MinimaChart } from './minima-chart.ts';

class ScatterChart extends MinimaChart {
  @property() measure: Extract<Column, 'largest' | 'testAccuracy'> = 'largest';

  constructor() {
    super();
    new SessionController(this, 'setup', 'results');
  }

  protected override render() {
    const { session, say, measure } = this;
    if (session.finished === 0) return nothing;
    return html`<section class="chart" aria-labelledby="scatter-${measure}">
      <div class="chart-head"><h2 id="scatter-${measure}">${say.scatter(say[measure])} <small>${say.scatterNote}</small></h2>${this.saving}</div>
      <div class="chart-stage tall still"><canvas class="chart-base" role="img" aria-label=${say.scatterLabel(say[measure])}></canvas></div>
    </section>`;
  }

  protected override get shown(): unknown[] {
    return [this.session.networks, this.session.finished];
  }

  /** Runs of one batch size belong together. */
  protected override draw(canvas: HTMLCanvasElement, { width, height }: Size): void {
    const { session, say, preferences, measure } = this;
    const { courses } = session;
    const batches = [...new Set(courses.map(({ batch }) => batch))];
    const groups = batches.map((batch) => {
      const runs = [...courses.keys()].filter((run) => courses[run]!.batch === batch).sort((a, b) => courses[a]!.lr - courses[b]!.lr);
      return { name: say.batch(String(batch)), runs };
    });
    drawScatter(canvas, {
      width,
      height,
      theme: preferences.theme,
      names: groups.map(({ name }) => name),
      xs: groups.map(({ runs }) => Float64Array.from(runs, (run) => courses[run]!.lr / courses[run]!.batch)),
      values: groups.map(({ runs }) => runs.map((run) => session.ends(run, measure))),
      xWord: say.noise,
      isPercent: measure === 'testAccuracy',
    });
  }

  protected override get label() {
    return { id: `noise-${FILE_NAME[this.measure]}`, title: this.say.scatter(this.say[this.measure]) };
  }

  protected override get numbers() {
    const { session, measure } = this;
    const rows = session.courses.flatMap(({ lr, batch }, run) => [...session.ends(run, measure)].map((value, nth) => [run + 1, session.setup.seed + nth, lr / batch, value]));
    return { columns: ['run', 'seed', 'lr_over_batch', FILE_NAME[measure]], rows };
  }
}

define('downhill-scatter-chart', ScatterChart);
