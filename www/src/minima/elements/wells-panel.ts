/** Two wells of one parameter, and the test curve, which is dragged sideways. Nothing here is trained. */
import { html } from 'lit';

import { define } from '../../elements/define.ts';
import { enterNumber } from '../../entry.ts';
import type { Size } from '../../canvas-size.ts';
import { paramRow } from '../../elements/param-row.ts';
import { short } from '../../format.ts';
import { SessionController } from '../../session-controller.ts';
import { measureWells, WellsPicture } from '../engine.ts';
import { minimaNumbers } from '../numbers.ts';
import { MinimaChart } from './minima-chart.ts';

const SHIFT = { symbol: 'δ', min: -0.6, max: 0.6, scale: 'linear' } as const;

class WellsPanel extends MinimaChart {
  #picture: WellsPicture | undefined;
  #grip: { at: number; shift: number } | undefined;

  constructor() {
    super();
    new SessionController(this, 'setup');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#picture?.free();
    this.#picture = undefined;
  }

  protected override render() {
    const { session, say, words } = this;
    const { shift } = session.setup;
    const minima = measureWells(shift);
    const kinds = [say.sharpWell, say.flatWell];
    return html`<section class="wells" aria-label=${say.wellsLabel}>
      <div
        class="chart-stage wells-stage"
        @pointerdown=${this.#take}
        @pointermove=${this.#drag}
        @pointerup=${() => (this.#grip = undefined)}
        @pointercancel=${() => (this.#grip = undefined)}
      >
        <canvas class="chart-base" role="img" aria-label=${say.wellsLabel}></canvas>
      </div>
      <div class="chart-foot"><p class="hint">${say.wellsHint}</p>${this.saving}</div>
      ${paramRow({
        param: SHIFT,
        label: say.shift,
        value: shift,
        words,
        set: (value) => this.#shift(value),
        accept: (text) => enterNumber(session, words, say.shift, text, (value) => ({ shift: value })),
      })}
      <div class="scroll" tabindex="0" role="group" aria-labelledby="wells-heading">
        <h2 id="wells-heading">${say.wellsTable}</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">${say.minimumAt}</th>
              <th scope="col" class="number">${say.curvature}</th>
              <th scope="col" class="number">${say.trainLoss}</th>
              <th scope="col" class="number">${say.testLoss}</th>
              <th scope="col" class="number">${say.gap}</th>
              <th scope="col" class="number">${say.gapLaw}</th>
            </tr>
          </thead>
          <tbody>
            ${minima.map(
              ({ w, curvature, train, test }, index) => html`<tr>
                <th scope="row">${short(w)} <span class="kind">${kinds[index]}</span></th>
                <td class="number">${short(curvature)}</td>
                <td class="number">${short(train)}</td>
                <td class="number">${short(test)}</td>
                <td class="number gap">${short(test - train)}</td>
                <td class="number law">${short(0.5 * curvature * shift * shift)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  protected override get shown(): unknown[] {
    return [];
  }

  protected override draw(canvas: HTMLCanvasElement, { width, height }: Size): void {
    const { session, say, preferences } = this;
    this.#picture?.free();
    this.#picture = new WellsPicture(canvas, session.setup.shift, {
      width,
      height,
      theme: preferences.theme,
      trainWord: say.trainWord,
      testWord: say.test,
      parameterWord: 'w',
      lossWord: say.loss,
      marks: [say.sharpWell, say.flatWell],
    });
  }

  protected override get label() {
    return { id: 'losses', title: this.say.wellsLabel };
  }

  protected override get numbers() {
    return minimaNumbers(this.session);
  }

  #shift(value: number): void {
    const shift = Math.max(SHIFT.min, Math.min(SHIFT.max, Number(value.toFixed(3))));
    if (shift !== this.session.setup.shift) this.session.change({ shift });
  }

  /** Where the pointer is, as a value of the parameter. */
  #at(event: PointerEvent): number {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return this.#picture!.valueAt(((event.clientX - box.left) * this.stage.size!.width) / box.width);
  }

  #take = (event: PointerEvent): void => {
    if (this.#picture === undefined || event.button !== 0) return;
    const stage = event.currentTarget as HTMLElement;
    stage.setPointerCapture(event.pointerId);
    this.#grip = { at: this.#at(event), shift: this.session.setup.shift };
  };

  #drag = (event: PointerEvent): void => {
    if (this.#grip === undefined) return;
    this.#shift(this.#grip.shift + this.#at(event) - this.#grip.at);
  };
}

define('downhill-wells-panel', WellsPanel);
