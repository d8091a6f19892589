/** How fast batches of different sizes are, timed in the visitor's own browser. */
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import { fit } from '../../canvas-size.ts';
import type { Size } from '../../canvas-size.ts';
import { define } from '../../elements/define.ts';
import { short } from '../../format.ts';
import type { Layers, Numbers } from '../../picture.ts';
import { SessionController } from '../../session-controller.ts';
import { Pace, drawPace } from '../engine.ts';
import type { Comparison } from '../engine.ts';
import { CanvasChart } from './canvas-chart.ts';

/** How long each size is timed: long against the clock's 0.1 ms, short against patience. */
const SIZE_MS = 40;
const PIECE_MS = 4;
/** Repetitions of which the fastest counts: whatever else the machine did can only have slowed the others. */
const ROUNDS = 3;

interface Timing {
  /** Batch sizes. */
  sizes: number[];
  /** Microseconds an update took. */
  update: number[];
  /** Microseconds that a pass over all samples takes. */
  epoch: number[];
}

class PaceChart extends CanvasChart {
  @state() private timing: Timing | undefined;
  @state() private isRunning = false;
  #of: string | undefined;

  constructor() {
    super();
    new SessionController(this, 'setup');
  }

  /** A timing is about one problem and one rule; another one has not been timed. */
  protected override willUpdate(): void {
    const { setup, own } = this.session;
    const of = `${setup.data} ${setup.runs[0]?.rule} ${setup.data === 'own' ? own?.rows : ''}`;
    if (of !== this.#of) this.timing = undefined;
    this.#of = of;
  }

  protected override render() {
    const { session, say, timing } = this;
    if (session.comparison === undefined) return nothing;
    return html`<section class="chart" aria-labelledby="pace-heading">
      <div class="chart-head">
        <h2 id="pace-heading">${say.pace}</h2>
        <button class="primary small" ?disabled=${this.isRunning} @click=${this.#run}>
          ${this.isRunning ? say.paceRunning : timing === undefined ? say.paceRun : say.paceAgain}
        </button>
        ${timing === undefined ? nothing : this.saving}
      </div>
      <p class="hint">${say.paceNote}</p>
      ${timing === undefined
        ? nothing
        : html`<div class="chart-stage still"><canvas class="chart-base" role="img" aria-label=${say.paceLabel}></canvas></div>
            <p class="finding" role="status">${this.#finding(timing)}</p>
            <details class="data">
              <summary>${this.words.table}</summary>
              <div class="scroll" tabindex="0" role="group" aria-label=${say.pace}>
                <table>
                  <thead>
                    <tr>
                      ${[say.batchSize, say.perUpdate, say.perEpoch, say.samplesPerSecond].map((name) => html`<th scope="col" class="number">${name}</th>`)}
                    </tr>
                  </thead>
                  <tbody>
                    ${timing.sizes.map(
                      (size, index) => html`<tr>
                        <td class="number">${size}</td>
                        <td class="number">${short(timing.update[index]!, 3)}</td>
                        <td class="number">${short(timing.epoch[index]!, 3)}</td>
                        <td class="number">${short((size / timing.update[index]!) * 1e6, 3)}</td>
                      </tr>`,
                    )}
                  </tbody>
                </table>
              </div>
            </details>`}
    </section>`;
  }

  #finding({ sizes, update }: Timing): string {
    const rates = sizes.map((size, index) => size / update[index]!);
    const best = rates.indexOf(Math.max(...rates));
    return this.say.paceFinding(String(sizes[best]), short(rates[best]!, 3), short(rates[0]!, 3), short(rates[best]! / rates[0]!, 2));
  }

  protected override draw(size: Size): void {
    if (this.timing === undefined) return;
    const canvas = this.querySelector<HTMLCanvasElement>('.chart-base')!;
    fit(canvas, size);
    this.drawOn(() => canvas, size);
  }

  protected override get label() {
    return this.timing === undefined ? undefined : { id: 'pace', title: this.say.pace };
  }

  protected override get numbers(): Numbers {
    const { sizes, update, epoch } = this.timing ?? { sizes: [], update: [], epoch: [] };
    const rows = sizes.map((size, nth) => [size, update[nth]!, epoch[nth]!]);
    return { columns: ['batch', 'microseconds_per_update', 'microseconds_per_epoch'], rows };
  }

  protected override drawOn(layer: Layers, size: Size): void {
    const { timing, say } = this;
    if (timing === undefined) return;
    const [sizes, update, epoch] = [timing.sizes, timing.update, timing.epoch].map((list) => new Float64Array(list));
    drawPace(layer(), sizes!, update!, epoch!, {
      width: size.width,
      height: size.height,
      theme: this.preferences.theme,
      updateWord: say.perUpdate,
      epochWord: say.perEpoch,
      batchWord: say.batchSize,
    });
  }

  #run = async (): Promise<void> => {
    const { session } = this;
    session.pause();
    this.isRunning = true;
    const sizes: number[] = [];
    for (let size = 1; size < session.samples; size *= 2) sizes.push(size);
    sizes.push(session.samples);
    const update = sizes.map(() => Infinity);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, size] of sizes.entries()) {
        // The page answers between sizes, and what it timed may be gone by then.
        await new Promise((done) => setTimeout(done));
        const { comparison } = session;
        if (comparison === undefined || !this.isConnected || comparison.samples !== sizes.at(-1)) {
          this.isRunning = false;
          return;
        }
        update[index] = Math.min(update[index]!, timed(comparison, size));
      }
    }
    const epoch = sizes.map((size, index) => (update[index]! * sizes.at(-1)!) / size);
    this.timing = { sizes, update, epoch };
    this.isRunning = false;
  };
}

/** Microseconds an update takes, at best of the pieces that fit into the time. */
function timed(comparison: Comparison, size: number): number {
  const pace = new Pace(comparison, size);
  try {
    let count = 1;
    let best = Infinity;
    const until = performance.now() + SIZE_MS;
    while (performance.now() < until) {
      const from = performance.now();
      pace.run(comparison, count);
      const taken = performance.now() - from;
      if (taken >= PIECE_MS) best = Math.min(best, (taken * 1000) / count);
      else count *= 2;
    }
    return best;
  } finally {
    pace.free();
  }
}

define('downhill-pace-chart', PaceChart);
