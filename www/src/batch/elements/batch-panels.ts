/** The contenders side by side: the same landscape for each, where it has been, and what its next batch sees. */
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import { fit, paint } from '../../canvas-size.ts';
import type { Size } from '../../canvas-size.ts';
import { define } from '../../elements/define.ts';
import { saveButton } from '../../elements/save-button.ts';
import { short } from '../../format.ts';
import type { Picture } from '../../picture.ts';
import { quantize } from '../../plane.ts';
import { StageSize } from '../../elements/stage-size.ts';
import { SessionController } from '../../session-controller.ts';
import { LandscapePicture } from '../engine.ts';
import type { Comparison, LandscapeWords } from '../engine.ts';
import { contenderNames } from '../names.ts';
import { batchNumbers } from '../rows.ts';
import { BatchElement } from './batch-element.ts';
import '../../elements/runner-key.ts';

/** Height of the strip that counts where replicas are. */
const STRIP = 46;
/** Positions of all trails together that one frame draws. */
const TRAIL_POINTS = 15_000;
/** With more samples than this, pictures wait while runs are computed. */
const MANY_SAMPLES = 1000;
const CALM_MS = 400;
/** Angles smaller than this, in degrees, count as none. */
const SAME = 0.05;

class BatchPanels extends BatchElement {
  readonly #stage = new StageSize(this, '.panel-stage');
  /** Whether fans are drawn; unless the visitor said so, where they are easy to read. */
  @state() private fan: boolean | undefined;
  #picture: LandscapePicture | undefined;
  #key: unknown[] = [];
  #drawn: { comparison: Comparison | undefined; steps: number[] } = { comparison: undefined, steps: [] };
  #next: number | undefined;

  constructor() {
    super();
    new SessionController(this, 'setup', 'ready', 'computed', 'step', 'selection');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#next !== undefined) cancelAnimationFrame(this.#next);
    this.#next = undefined;
    this.#picture?.free();
    this.#picture = undefined;
    this.#key = [];
    this.#drawn = { comparison: undefined, steps: [] };
  }

  get #hasFan(): boolean {
    return this.fan ?? this.session.setup.replicas === 0;
  }

  protected override render() {
    const { session, say } = this;
    const { comparison } = session;
    if (comparison === undefined) return nothing;
    const names = contenderNames(session, say);
    const hasStrip = this.#hasStrip;
    return html`<div class="panels" data-count=${names.length}>
        ${names.map(
          (name, contender) => html`<article class=${contender === session.selected ? 'panel selected' : 'panel'}>
            <h2>
              <downhill-runner-key .run=${contender} .theme=${this.preferences.theme}></downhill-runner-key> ${name}
              <small>${this.#updateLine(comparison, contender)}</small>
            </h2>
            <div class="panel-frame">
              <div class="panel-stage" data-contender=${contender} @click=${(event: MouseEvent) => this.#click(event, contender)}>
                <canvas class="panel-base" role="img" aria-label=${say.panel(name)} aria-describedby="summary"></canvas>
                <canvas class="panel-trail" aria-hidden="true"></canvas>
                <canvas class="panel-top" aria-hidden="true"></canvas>
              </div>
              ${saveButton(this.preferences, name, () => this.pictures()[contender])}
            </div>
            ${hasStrip ? html`<canvas class="panel-strip" role="img" aria-label=${say.histogram(name)}></canvas>` : nothing}
            <p class="panel-read">${this.#reading(comparison, contender)}</p>
          </article>`,
        )}
      </div>
      <div class="panels-foot">
        <label class="check"><input type="checkbox" .checked=${this.#hasFan} @change=${this.#toggleFan} /> ${say.fanShown}</label>
        ${session.isComputing
          ? html`<span class="progress">${say.computing(String(Math.floor((100 * session.ready) / Math.max(1, session.length))))}</span>`
          : nothing}
        <p class="hint">
          ${this.#caption(comparison)} ${this.#hasFan ? say.fanHint : nothing}
          ${session.setup.replicas > 0 ? say.dots(String(session.setup.replicas)) : nothing} ${hasStrip ? say.stacked : nothing}
          ${session.data?.hasStart ? say.startHint : nothing}
        </p>
      </div>`;
  }

  #updateLine(comparison: Comparison, contender: number): string {
    const { update, updates } = comparison.standing(contender, this.session.step);
    return this.say.update(String(update), String(updates));
  }

  #reading(comparison: Comparison, contender: number) {
    const { session, say } = this;
    const { step } = session;
    const { loss, divergedAt } = comparison.standing(contender, step);
    if (divergedAt !== undefined) return html`<strong class="diverged">${say.divergedAt(String(divergedAt))}</strong>`;
    const [angle, uphill] = comparison.batchAngle(contender, step) as unknown as [number, number];
    return html`<span>${say.loss} <b>${short(loss)}</b></span>
      <span>${this.#angle(comparison.parameters.length, angle)}</span>
      <span>${say.uphill(String(uphill), String(comparison.samples))}</span>`;
  }

  /** In one dimension there are two ways only. */
  #angle(dimensions: number, angle: number): string {
    const { say } = this;
    if (Number.isNaN(angle)) return say.noWay;
    if (angle < SAME) return say.sameWay;
    if (dimensions === 1 || angle > 180 - SAME) return say.otherWay;
    return say.angleTo(short(angle, angle < 10 ? 2 : 3));
  }

  #caption(comparison: Comparison): string {
    const names = comparison.parameters;
    if (names.length === 1) return '';
    if (names.length === 2) return this.say.sliceOfAll;
    const [x, y] = this.session.setup.axes;
    return `${this.say.slice(names[x]!, names[y]!)} ${this.say.hiddenWeights}`;
  }

  /** Over thousands of samples a picture costs more than a frame should: while runs are computed, it comes less often. */
  protected override get calm(): number {
    return this.session.isComputing && this.session.samples > MANY_SAMPLES ? CALM_MS : 0;
  }

  protected override updated(): void {
    const { session, preferences } = this;
    const { size } = this.#stage;
    const { comparison } = session;
    if (comparison === undefined || size === undefined) return;
    const key = [comparison, size.width, size.height, preferences.theme, preferences.language, devicePixelRatio];
    const isNew = key.some((part, index) => part !== this.#key[index]);
    if (isNew) this.#drawBases(comparison, size);
    this.#key = key;
    this.#drawScenes(comparison, size, isNew);
  }

  #words(): LandscapeWords {
    const { say, session } = this;
    const marks = session.setup.data === 'two-wells' ? [say.sharpWell, say.flatWell] : [];
    const minimum = session.setup.data === 'valley' ? say.flattest : say.minimum;
    return { minimum, start: say.start, batch: say.batchArrow, full: say.fullArrow, parameter: say.parameter, loss: say.loss, marks };
  }

  #canvases(layer: string): HTMLCanvasElement[] {
    return [...this.querySelectorAll<HTMLCanvasElement>(`.panel-${layer}`)];
  }

  /** All contenders have the same landscape: it is drawn once and copied. */
  #drawBases(comparison: Comparison, size: Size): void {
    this.#picture?.free();
    const picture = new LandscapePicture(comparison, size.width, size.height, this.preferences.theme);
    this.#picture = picture;
    const [first, ...others] = this.#canvases('base');
    fit(first!, size);
    this.#groundOn(first!, picture);
    for (const canvas of others) {
      fit(canvas, size);
      const context = canvas.getContext('2d')!;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.drawImage(first!, 0, 0);
    }
  }

  #groundOn(canvas: HTMLCanvasElement, picture: LandscapePicture): void {
    if (picture.heatWidth > 0) paint(canvas, picture.heat(), picture.heatWidth, picture.heatHeight);
    picture.drawBase(canvas, this.#words());
  }

  #topOn(canvas: HTMLCanvasElement, picture: LandscapePicture, comparison: Comparison, contender: number): void {
    const words = this.#words();
    // The batch of the full batch is the full gradient: one name is enough.
    const isFull = comparison.batchOf(contender) === comparison.samples;
    picture.drawTop(canvas, comparison, contender, this.session.step, this.#hasFan, isFull ? { ...words, batch: '' } : words);
  }

  get #hasStrip(): boolean {
    const { comparison, setup } = this.session;
    return comparison?.parameters.length === 1 && setup.replicas > 0;
  }

  pictures(): Picture[] {
    const { session, say } = this;
    const { comparison } = session;
    const { size } = this.#stage;
    if (comparison === undefined || size === undefined) return [];
    const strip = this.#hasStrip ? STRIP + 2 : 0;
    return contenderNames(session, say).map((title, contender) => ({
      id: `${session.setup.data}-${contender + 1}`,
      title,
      size: { width: size.width, height: size.height + strip },
      isPanel: true,
      draw: (layer) => {
        const picture = new LandscapePicture(comparison, size.width, size.height, this.preferences.theme);
        const stage = { x: 0, y: 0, ...size };
        this.#groundOn(layer(stage), picture);
        picture.drawTrail(layer(stage), comparison, contender, session.step);
        this.#topOn(layer(stage), picture, comparison, contender);
        if (strip > 0) {
          const box = { x: 0, y: size.height + strip - STRIP, width: size.width, height: STRIP };
          picture.drawHistogram(layer(box), comparison, contender, session.step, size.width, STRIP);
        }
        picture.free();
      },
      numbers: () => {
        const { columns, rows } = batchNumbers(session);
        const { run } = session.contenders[contender]!;
        const batch = comparison.batchOf(contender);
        return { columns, rows: rows.filter(([ofRun, ofBatch]) => ofRun === run + 1 && ofBatch === batch) };
      },
    }));
  }

  #drawScenes(comparison: Comparison, size: Size, isNew: boolean): void {
    const { session } = this;
    const picture = this.#picture!;
    const { step } = session;
    const [trails, tops, strips] = [this.#canvases('trail'), this.#canvases('top'), this.#canvases('strip')];
    const steps: number[] = [];
    const most = Math.ceil(TRAIL_POINTS / tops.length);
    for (const contender of tops.keys()) {
      const trail = trails[contender]!;
      let drawn = this.#drawn.comparison === comparison ? (this.#drawn.steps[contender] ?? 0) : 0;
      if (fit(trail, size) || isNew || step < drawn || drawn === 0) {
        picture.clearTrail(trail, contender);
        drawn = 0;
      }
      // A trail of a hundred thousand leaps takes a second to draw: it comes in parts, and the page answers in between.
      steps[contender] = Math.min(step, drawn + most);
      picture.drawTrail(trail, comparison, contender, steps[contender]!);
      fit(tops[contender]!, size);
      this.#topOn(tops[contender]!, picture, comparison, contender);
      const strip = strips[contender];
      if (strip === undefined) continue;
      fit(strip, { width: size.width, height: STRIP });
      picture.drawHistogram(strip, comparison, contender, step, size.width, STRIP);
    }
    this.#drawn = { comparison, steps };
    if (steps.some((drawn) => drawn < step)) this.#drawMore();
  }

  #drawMore(): void {
    this.#next ??= requestAnimationFrame(() => {
      this.#next = undefined;
      this.requestUpdate();
    });
  }

  #toggleFan = (event: Event): void => {
    this.fan = (event.target as HTMLInputElement).checked;
  };

  /** A click selects, and, where a run may start anywhere, starts all of them there. */
  #click(event: MouseEvent, contender: number): void {
    const { session } = this;
    const { size } = this.#stage;
    session.select(contender);
    if (!session.data?.hasStart || this.#picture === undefined || size === undefined) return;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const [px, py] = [((event.clientX - box.left) * size.width) / box.width, ((event.clientY - box.top) * size.height) / box.height];
    const from = [...this.#picture.toData(px, py)].map((value) => quantize(value, 4));
    if (session.check({ ...session.setup, from }).length === 0) session.change({ from });
  }
}

define('downhill-batch-panels', BatchPanels);
