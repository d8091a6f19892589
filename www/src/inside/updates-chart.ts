/** A line over the updates of a runner, or one for each coordinate, linked with the scrub position. */
import { html } from 'lit';
import { property } from 'lit/decorators.js';

import { fit } from '../canvas-size.ts';
import type { Size } from '../canvas-size.ts';
import { define } from '../elements/define.ts';
import { PageElement } from '../elements/element.ts';
import { saveButton } from '../elements/save-button.ts';
import { StageSize } from '../elements/stage-size.ts';
import { UpdatesPicture } from '../engine.ts';
import type { Picture } from '../picture.ts';
import { SessionController } from '../session-controller.ts';

/** What a chart shows. */
export interface Shown {
  id: string;
  title: string;
  label: string;
  run: number;
  values: Float64Array[];
  names: string[];
  isLog: boolean;
  isAngle: boolean;
}

class UpdatesChart extends PageElement {
  @property({ attribute: false }) shown!: Shown;
  #picture: UpdatesPicture | undefined;
  #drawn: unknown[] = [];
  readonly #stage = new StageSize(this, '.chart-stage');

  constructor() {
    super();
    new SessionController(this, 'race', 'step');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#picture?.free();
    this.#picture = undefined;
    this.#drawn = [];
  }

  protected override render() {
    const { title, label } = this.shown;
    return html`<section class="chart" aria-label=${title}>
      <div class="chart-head">
        <h3>${title}</h3>
        ${saveButton(this.preferences, title, () => this.pictures()[0])}
      </div>
      <div class="chart-stage" @pointerdown=${this.#scrub} @pointermove=${this.#scrub}>
        <canvas class="chart-base" role="img" aria-label=${label}></canvas>
        <canvas class="chart-cursor" aria-hidden="true"></canvas>
      </div>
    </section>`;
  }

  protected override updated(): void {
    const { session, preferences, shown } = this;
    const { size } = this.#stage;
    if (size === undefined) return;
    const base = this.querySelector<HTMLCanvasElement>('.chart-base')!;
    const cursor = this.querySelector<HTMLCanvasElement>('.chart-cursor')!;
    const drawn = [shown.values, shown.run, session.setup.steps, size, preferences.theme, preferences.language, devicePixelRatio];
    if (drawn.some((part, index) => part !== this.#drawn[index])) {
      this.#drawn = drawn;
      this.#picture?.free();
      fit(base, size);
      this.#picture = this.#drawOn(base, size);
    }
    fit(cursor, size);
    this.#picture!.drawCursor(cursor, session.step);
  }

  #drawOn(canvas: HTMLCanvasElement, { width, height }: Size): UpdatesPicture {
    const { values, names, isLog, isAngle, run } = this.shown;
    const { session, preferences, words } = this;
    const options = { width, height, theme: preferences.theme, values, names, isLog, isAngle, steps: session.setup.steps, stepWord: words.step };
    return new UpdatesPicture(canvas, run, options);
  }

  pictures(): Picture[] {
    const { size } = this.#stage;
    if (size === undefined) return [];
    const { id, title, values, names } = this.shown;
    const draw: Picture['draw'] = (layer) => {
      const picture = this.#drawOn(layer(), size);
      picture.drawCursor(layer(), this.session.step);
      picture.free();
    };
    const columns = names.map((name) => (name === '' ? id : `${id}_${name}`));
    const rows = () => [...values[0]!.keys()].map((update) => [update + 1, ...values.map((of) => of[update]!)]);
    return [{ id: `inside-${id}`, title, size, draw, numbers: () => ({ columns: ['step', ...columns], rows: rows() }) }];
  }

  #scrub = (event: PointerEvent): void => {
    if ((event.buttons & 1) === 0 || this.#picture === undefined) return;
    const stage = event.currentTarget as HTMLElement;
    if (event.type === 'pointerdown' && event.pointerType !== 'touch') stage.setPointerCapture(event.pointerId);
    const box = stage.getBoundingClientRect();
    this.session.pause();
    this.session.seek(this.#picture.stepAt(((event.clientX - box.left) * this.#stage.size!.width) / box.width));
  };
}

define('downhill-updates-chart', UpdatesChart);
