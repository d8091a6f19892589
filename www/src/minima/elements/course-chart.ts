/** What was measured while the first seed of every run was trained. */
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { Size } from '../../canvas-size.ts';
import { define } from '../../elements/define.ts';
import { short } from '../../format.ts';
import { SessionController } from '../../session-controller.ts';
import { drawLines } from '../engine.ts';
import { runNames } from '../names.ts';
import { column, FILE_NAME } from '../rows.ts';
import type { Column } from '../rows.ts';
import { MinimaChart } from './minima-chart.ts';

const MEASURES = ['largest', 'trace', 'trainLoss', 'testLoss', 'trainAccuracy', 'testAccuracy'] as const satisfies readonly Column[];
type Measure = (typeof MEASURES)[number];

class CourseChart extends MinimaChart {
  /** What it shows at first. */
  @property() first: Measure = 'largest';
  @state() private chosen: Measure | undefined;

  constructor() {
    super();
    new SessionController(this, 'setup', 'results');
  }

  get #measure(): Measure {
    return this.chosen ?? this.first;
  }

  protected override render() {
    const { session, say } = this;
    if (session.setup.runs.length === 0 || !session.hasResults) return nothing;
    return html`<section class="chart" aria-labelledby="course-${this.first}">
      <div class="chart-head"><h2 id="course-${this.first}">${say.course}: ${say[this.#measure]} <small>${say.firstSeed(String(session.setup.seed))}</small></h2>${this.saving}</div>
      <div class="chart-tools">
        <div class="segments" role="group" aria-labelledby="course-${this.first}">
          ${MEASURES.map(
            (measure) => html`<button class="quiet" aria-pressed=${String(measure === this.#measure)} @click=${() => (this.chosen = measure)}>${say[measure]}</button>`,
          )}
        </div>
      </div>
      <div class="chart-stage tall still"><canvas class="chart-base" role="img" aria-label=${say.courseLabel(say[this.#measure])}></canvas></div>
    </section>`;
  }

  protected override get shown(): unknown[] {
    return [this.#measure, ...this.session.networks.map((of) => of[0]?.rows)];
  }

  protected override draw(canvas: HTMLCanvasElement, { width, height }: Size): void {
    const { session, say, preferences } = this;
    const measure = this.#measure;
    const names = runNames(session, say);
    const curves = names.flatMap((name, run) => {
      const rows = session.networks[run]?.[0]?.rows;
      if (rows === undefined || rows.length === 0) return [];
      const values = column(rows, measure);
      // Where it was not measured there is no point; the line goes on to the next.
      const known = [...values.keys()].filter((row) => Number.isFinite(values[row]));
      const updates = column(rows, 'update');
      return [{ run, name, xs: Float64Array.from(known, (row) => updates[row]!), ys: Float64Array.from(known, (row) => values[row]!) }];
    });
    const hasBound = measure === 'largest' && session.setup.experiment === 'edge';
    const bound = hasBound ? 2 / session.courses[0]!.lr : NaN;
    drawLines(canvas, {
      width,
      height,
      theme: preferences.theme,
      xs: curves.map(({ xs }) => xs),
      ys: curves.map(({ ys }) => ys),
      names: curves.map(({ name }) => name),
      runs: curves.map(({ run }) => run),
      dashed: curves.map(() => false),
      isLogY: measure.endsWith('Loss'),
      isPercent: measure.endsWith('Accuracy'),
      xWord: say.updatesAxis,
      yWord: '',
      laws: hasBound ? [{ at: bound, name: `2/lr = ${short(bound, 3)}`, run: -1 }] : [],
      marks: [],
    });
  }

  protected override get label() {
    return { id: `course-${FILE_NAME[this.#measure]}`, title: `${this.say.course}: ${this.say[this.#measure]}` };
  }

  protected override get numbers() {
    const measure = this.#measure;
    const rows = this.session.networks.flatMap((of, run) => {
      const [updates, values] = [column(of[0]?.rows ?? new Float64Array(), 'update'), column(of[0]?.rows ?? new Float64Array(), measure)];
      return [...updates].map((update, row) => [run + 1, update, values[row]!]);
    });
    return { columns: ['run', 'update', FILE_NAME[measure]], rows };
  }
}

define('downhill-course-chart', CourseChart);
