/** The losses on the straight line from one solution to the other. */
import { html, nothing } from 'lit';

import type { Size } from '../../canvas-size.ts';
import { define } from '../../elements/define.ts';
import { short } from '../../format.ts';
import { SessionController } from '../../session-controller.ts';
import { extremes, inOrder } from '../compare.ts';
import { drawLines } from '../engine.ts';
import { runNames } from '../names.ts';
import { MinimaChart } from './minima-chart.ts';

class BetweenChart extends MinimaChart {
  constructor() {
    super();
    new SessionController(this, 'setup', 'results');
  }

  protected override render() {
    const { session, say } = this;
    if (session.line === undefined) return nothing;
    return html`<section class="chart" aria-labelledby="between-heading">
      <div class="chart-head"><h2 id="between-heading">${say.between} <small>${say.firstSeed(String(session.setup.seed))}</small></h2>${this.saving}</div>
      <div class="chart-stage tall still"><canvas class="chart-base" role="img" aria-label=${say.betweenLabel}></canvas></div>
      <p class="hint">${say.betweenNote(short(session.line.length, 3))}</p>
    </section>`;
  }

  protected override get shown(): unknown[] {
    return [this.session.line];
  }

  protected override draw(canvas: HTMLCanvasElement, { width, height }: Size): void {
    const { session, say, preferences } = this;
    if (session.line === undefined) return;
    const { alphas, train, test } = session.line;
    const names = runNames(session, say);
    const [first, second] = inOrder(extremes(session)!);
    drawLines(canvas, {
      width,
      height,
      theme: preferences.theme,
      xs: [alphas, alphas],
      ys: [train, test],
      names: [say.trainWord, say.test],
      runs: [-1, -1],
      dashed: [false, true],
      isLogY: true,
      isPercent: false,
      xWord: '',
      yWord: say.loss,
      laws: [],
      marks: [
        { at: 0, name: names[first]!, run: first },
        { at: 1, name: names[second]!, run: second },
      ],
    });
  }

  protected override get label() {
    return { id: 'between', title: this.say.between };
  }

  protected override get numbers() {
    const { line } = this.session;
    const rows = [...(line?.alphas ?? [])].map((alpha, at) => [alpha, line!.train[at]!, line!.test[at]!]);
    return { columns: ['alpha', 'train_loss', 'test_loss'], rows };
  }
}

define('downhill-between-chart', BetweenChart);
