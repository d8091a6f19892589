/** Every seed a line from run to run, and whether what differs could be chance. */
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import type { Size } from '../../canvas-size.ts';
import { define } from '../../elements/define.ts';
import { short } from '../../format.ts';
import { SessionController } from '../../session-controller.ts';
import { compare, extremes } from '../compare.ts';
import { drawPaired } from '../engine.ts';
import { pValue, runNames, signed } from '../names.ts';
import { FILE_NAME } from '../rows.ts';
import type { Column } from '../rows.ts';
import { MinimaChart } from './minima-chart.ts';

const MEASURES = ['testAccuracy', 'largest', 'trace', 'testLoss', 'trainLoss'] as const satisfies readonly Column[];
type Measure = (typeof MEASURES)[number];

class PairedChart extends MinimaChart {
  @state() private measure: Measure = 'testAccuracy';

  constructor() {
    super();
    new SessionController(this, 'setup', 'results');
  }

  protected override render() {
    const { session, say } = this;
    if (session.setup.runs.length < 2 || !session.setup.runs.some((_, run) => session.ends(run, this.measure).some(Number.isFinite))) return nothing;
    const { seeds } = session.setup;
    return html`<section class="chart" aria-labelledby="paired-heading">
      <div class="chart-head"><h2 id="paired-heading">${say.pairedTitle(seeds)} <small>${say.pairedNote}</small></h2>${this.saving}</div>
      <div class="chart-tools">
        <div class="segments" role="group" aria-labelledby="paired-heading">
          ${MEASURES.map(
            (measure) => html`<button class="quiet" aria-pressed=${String(measure === this.measure)} @click=${() => (this.measure = measure)}>${say[measure]}</button>`,
          )}
        </div>
      </div>
      <div class="chart-stage tall still"><canvas class="chart-base" role="img" aria-label=${say.pairedLabel(say[this.measure])}></canvas></div>
      <p class="hint paired-statistics">${this.#statistics()}</p>
    </section>`;
  }

  get #scale(): number {
    return this.measure === 'testAccuracy' ? 100 : 1;
  }

  #statistics(): string {
    const { session, say } = this;
    const pair = extremes(session);
    if (pair === undefined) return '';
    const { pairs, mean, margin, p } = compare(session, pair, this.measure);
    if (pairs < 2) return say.pairedOne;
    const names = runNames(session, say);
    const unit = this.#scale === 100 ? ` ${say.points}` : '';
    const chance = Number.isNaN(p) ? '–' : pValue(p);
    return say.pairedStats(names[pair.first]!, names[pair.second]!, signed(this.#scale * mean, 3) + unit, short(this.#scale * margin, 2), chance);
  }

  protected override get shown(): unknown[] {
    return [this.measure, this.session.networks, this.session.finished];
  }

  protected override draw(canvas: HTMLCanvasElement, { width, height }: Size): void {
    const { session, say, preferences, measure } = this;
    const names = runNames(session, say);
    drawPaired(canvas, {
      width,
      height,
      theme: preferences.theme,
      names,
      values: names.map((_, run) => session.ends(run, measure)),
      isPercent: measure === 'testAccuracy',
    });
  }

  protected override get label() {
    return { id: `paired-${FILE_NAME[this.measure]}`, title: `${this.say.pairedTitle(this.session.setup.seeds)}: ${this.say[this.measure]}` };
  }

  protected override get numbers() {
    const { session, measure } = this;
    const rows = session.courses.flatMap((_, run) => [...session.ends(run, measure)].map((value, nth) => [run + 1, session.setup.seed + nth, value]));
    return { columns: ['run', 'seed', FILE_NAME[measure]], rows };
  }
}

define('downhill-paired-chart', PairedChart);
