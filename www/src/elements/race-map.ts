/** The map: surface, trajectories, start point; drag, click, keys, zoom, read-out. */
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import { fit, paint } from '../canvas-size.ts';
import type { Size } from '../canvas-size.ts';
import { MapPicture, drawRuleArrows } from '../engine.ts';
import type { Cloud, Race } from '../engine.ts';
import { short } from '../format.ts';
import { MapGestures } from '../map-gestures.ts';
import { Pace } from '../pace.ts';
import type { Picture } from '../picture.ts';
import { center, grain, moved, quantizePoint, zoomed } from '../plane.ts';
import type { Point, View } from '../plane.ts';
import { computed, gathered } from '../session.ts';
import { SessionController } from '../session-controller.ts';
import { surfaceLesson } from '../words/index.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';
import { saveButton } from './save-button.ts';
import { StageSize } from './stage-size.ts';

/** Share of the view that an arrow key moves the start by; Shift times ten, Alt a tenth. */
const KEY_SHARE = 0.01;
/** Share of the view that an arrow key moves the view by. */
const PAN_SHARE = 0.1;
/** How near, in CSS pixels, a trajectory must pass to be named in the read-out. */
const NEAR_PX = 24;

/** Points of all trails together that one frame draws at first. */
const FIRST_POINTS = 12_000;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};

export class RaceMap extends PageElement {
  @state() private hover: Point | undefined;
  #picture: MapPicture | undefined;
  #baseKey = '';
  #drawnRace: unknown;
  #drawnStep = -1;
  #isClouded = false;
  readonly #pace = new Pace(FIRST_POINTS, () => this.requestUpdate());
  readonly #gestures = new MapGestures(this);
  readonly #stage = new StageSize(this, '.map-stage');

  constructor() {
    super();
    new SessionController(this, 'race', 'cloud', 'step', 'selection', 'look');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#picture?.free();
    this.#picture = undefined;
    this.#baseKey = '';
    this.#pace.stop();
  }

  private get size(): Size | undefined {
    return this.#stage.size;
  }

  protected override firstUpdated(): void {
    this.#gestures.listen(this.querySelector<HTMLElement>('.map-stage')!);
  }

  protected override render() {
    const { words, session } = this;
    const [x, y] = session.setup.from;
    const at = this.#picture?.toPx(x, y);
    const isInside = at !== undefined && this.size !== undefined && isWithin(at, this.size);
    return html`<div class="map">
        <div class="map-stage" @pointerleave=${() => (this.hover = undefined)}>
          <canvas class="map-base" role="img" aria-label=${words.mapLabel} aria-describedby="summary"></canvas>
          <canvas class="map-cloud" aria-hidden="true"></canvas>
          <canvas class="map-trails" aria-hidden="true"></canvas>
          ${session.averaged.length === 0 ? nothing : html`<canvas class="map-averages" aria-hidden="true"></canvas>`}
          <canvas class="map-heads" aria-hidden="true"></canvas>
          <canvas class="map-arrows" aria-hidden="true"></canvas>
          <button
            class="start-handle"
            ?hidden=${!isInside}
            aria-label=${words.startHandle(short(x), short(y))}
            title=${words.mapHint}
            @keydown=${this.#key}
          ></button>
        </div>
        <div class="map-tools" @keydown=${this.#panKey}>
          <button class="map-tool" aria-label=${words.zoomIn} title=${words.zoomHint} @click=${() => this.#zoomMiddle(1.5)}>+</button>
          <button class="map-tool" aria-label=${words.zoomOut} title=${words.zoomHint} @click=${() => this.#zoomMiddle(1 / 1.5)}>−</button>
          ${session.isAtHome
            ? nothing
            : html`<button class="map-tool wide" @click=${this.#lookHome}>${words.resetView}</button>`}
          ${saveButton(this.preferences, this.#title, () => this.pictures()[0])}
        </div>
      </div>
      ${this.#readout()}`;
  }

  protected override updated(): void {
    if (this.size === undefined) return;
    this.#drawBase(this.size);
    this.#drawRace(this.size);
    const handle = this.querySelector<HTMLElement>('.start-handle')!;
    const [px, py] = this.#picture!.toPx(...this.session.setup.from) as unknown as Point;
    const wasHidden = handle.hidden;
    handle.hidden = !isWithin([px, py], this.size);
    if (!handle.hidden) handle.style.translate = `${px}px ${py}px`;
    if (wasHidden !== handle.hidden) this.requestUpdate();
  }

  #canvas(layer: string): HTMLCanvasElement {
    return this.querySelector<HTMLCanvasElement>(`.map-${layer}`)!;
  }

  /** Heatmap, contours and minima: only when the view, the size, the theme or the language has changed. */
  #drawBase(size: Size): void {
    const { session, preferences } = this;
    const key = JSON.stringify([session.setup.f, session.setup.expr, session.view, size, preferences.theme, preferences.language, devicePixelRatio]);
    if (key === this.#baseKey) return;
    this.#baseKey = key;
    this.#picture?.free();
    const canvas = this.#canvas('base');
    fit(canvas, size);
    this.#picture = this.#mapOn(canvas, size);
    this.#drawnRace = undefined;
  }

  #mapOn(canvas: HTMLCanvasElement, size: Size): MapPicture {
    const { session, preferences, words } = this;
    const picture = new MapPicture(session.setup.f, new Float64Array(session.view), size.width, size.height, preferences.theme, session.setup.expr);
    paint(canvas, picture.heat(), picture.heatWidth, picture.heatHeight);
    picture.drawBase(canvas, words.minimum);
    return picture;
  }

  /** The same race, and the cloud around it, on a map of another size; whoever asks frees all. */
  again(ground: HTMLCanvasElement, size: Size): { race: Race; cloud: Cloud | undefined; map: MapPicture } {
    const { setup } = this.session;
    return { race: computed(setup), cloud: gathered(setup), map: this.#mapOn(ground, size) };
  }

  #headsOn(canvas: HTMLCanvasElement, picture: MapPicture): void {
    const { session, preferences, words } = this;
    picture.drawHeads(canvas, session.race, session.step, session.namesIn(preferences.language), new Float64Array(session.setup.from), words.start);
  }

  get #title(): string {
    return surfaceLesson(this.session.setup, this.words).title;
  }

  pictures(): Picture[] {
    const { session, size } = this;
    if (size === undefined) return [];
    const draw: Picture['draw'] = (layer) => {
      const picture = this.#mapOn(layer(), size);
      if (session.cloud !== undefined) picture.drawCloud(layer(), session.cloud, session.step);
      picture.drawTrails(layer(), session.race, session.step);
      if (session.averaged.length > 0) picture.drawAverages(layer(), session.race, session.step);
      this.#headsOn(layer(), picture);
      if (session.hasArrows) drawRuleArrows(layer(), picture, session.race, session.inspected, session.step);
      picture.free();
    };
    const numbers = () => ({ ...session.numbers, rows: session.rows().filter(([, step]) => step! <= session.step) });
    return [{ id: `${session.setup.f}-map`, title: this.#title, size, draw, numbers }];
  }

  /**
   * Trails grow by what is new, unless the race itself is new or the step went back; heads are few and always redrawn.
   * Trails of a hundred thousand leaps take seconds to draw: they come in parts, and the page answers in between.
   */
  #drawRace(size: Size): void {
    const { session } = this;
    const picture = this.#picture!;
    const trails = this.#canvas('trails');
    const isFresh = fit(trails, size) || this.#drawnRace !== session.race || session.step < this.#drawnStep;
    const cloud = this.#canvas('cloud');
    const averages = session.averaged.length > 0 ? this.#canvas('averages') : undefined;
    // Browsers make a canvas that is touched anew, all of it: an empty one is left alone.
    if (fit(cloud, size) || (isFresh && this.#isClouded)) {
      picture.clearTrails(cloud);
      this.#isClouded = false;
    }
    if (averages !== undefined && (fit(averages, size) || isFresh)) picture.clearTrails(averages);
    if (isFresh) {
      picture.clearTrails(trails);
      this.#drawnStep = 0;
      this.#pace.restart();
    }
    const runners = Math.max(1, session.setup.runs.length);
    const step = Math.min(session.step, this.#drawnStep + Math.ceil(this.#pace.begin() / runners));
    picture.drawTrails(trails, session.race, step);
    if (averages !== undefined) picture.drawAverages(averages, session.race, step);
    if (session.cloud !== undefined) {
      picture.drawCloud(cloud, session.cloud, step);
      this.#isClouded = true;
    }
    this.#drawnRace = session.race;
    this.#pace.end((step - this.#drawnStep) * runners, step < session.step);
    this.#drawnStep = step;
    const heads = this.#canvas('heads');
    fit(heads, size);
    this.#headsOn(heads, picture);
    this.#drawArrows(size, picture);
  }

  /** What the inspected rule has in mind, while somebody looks inside it. */
  #drawArrows(size: Size, picture: MapPicture): void {
    const { session } = this;
    const arrows = this.#canvas('arrows');
    arrows.hidden = !session.hasArrows;
    if (arrows.hidden) return;
    fit(arrows, size);
    drawRuleArrows(arrows, picture, session.race, session.inspected, session.step);
  }

  #readout() {
    const { words, session, preferences, hover } = this;
    const shown = hover ?? this.#selectedPosition();
    if (shown === undefined) return html`<p class="readout"><span class="note">${words.mapHint}</span></p>`;
    const [f, gx, gy] = session.race.at(...shown) as unknown as [number, number, number];
    const isDefined = Number.isFinite(f);
    const term = (name: unknown, value: unknown, place = '') => html`<span class="term ${place}"><i>${name}</i> ${value}</span>`;
    return html`<p class="readout">
      ${hover === undefined ? html`<span class="who">${session.namesIn(preferences.language)[session.selected]}</span>` : html`<span class="who">${words.readoutPoint}</span>`}
      ${term('x', short(shown[0], 6))} ${term('y', short(shown[1], 6))}
      ${isDefined ? term('f', short(f, 6), 'value') : term('f', words.undefinedHere, 'value wide')}
      ${isDefined ? term(html`∇f`, html`(${short(gx, 5)}, ${short(gy, 5)})`, 'slope') : nothing}
      ${hover === undefined ? nothing : this.#nearest(hover)}
    </p>`;
  }

  /** Where the selected runner is, if one is selected. */
  #selectedPosition(): Point | undefined {
    const { race, selected, setup, step } = this.session;
    if (setup.runs[selected] === undefined) return undefined;
    return race.position(selected, step) as unknown as Point;
  }

  #nearest(hover: Point) {
    const { session, preferences, words } = this;
    const [left, right, bottom, top] = session.view;
    const { width, height } = this.size!;
    const [run, step, distance] = session.race.nearest(...hover, width / (right - left), height / (top - bottom), session.step);
    if (run === undefined || distance! > NEAR_PX) return nothing;
    return html`<span class="near">${words.readoutNearest(session.namesIn(preferences.language)[run]!, String(step))}</span>`;
  }

  /** The point of the plane below a pointer. */
  pointAt(event: { clientX: number; clientY: number }): Point {
    const box = this.querySelector('.map-stage')!.getBoundingClientRect();
    const { width, height } = this.size!;
    const [px, py] = [((event.clientX - box.left) * width) / box.width, ((event.clientY - box.top) * height) / box.height];
    return this.#picture!.toData(px, py) as unknown as Point;
  }

  /** Where a point of the plane lies, in CSS pixels from the map's top left corner; undefined before anything is drawn. */
  placeOf(point: Point): Point | undefined {
    return this.#picture?.toPx(...point) as unknown as Point | undefined;
  }

  hoverAt(point: Point | undefined): void {
    this.hover = point;
  }

  /** Moves the start, as precisely as a pointer can mean it, if the limits allow it. */
  moveStart(point: Point): void {
    const from = quantizePoint(point, this.session.view);
    if (this.session.check({ ...this.session.setup, from }).length === 0) this.session.change({ from });
  }

  look(view: View): void {
    if (this.session.check({ ...this.session.setup, view }).length === 0) this.session.look(view);
  }

  /** The button goes away with what it undoes: the keyboard's focus goes to its neighbour. */
  #lookHome = (): void => {
    this.querySelector<HTMLElement>('.map-tool')!.focus();
    this.session.lookHome();
  };

  #zoomMiddle(factor: number): void {
    this.look(zoomed(this.session.view, center(this.session.view), factor));
  }

  /** The zoom buttons take arrow keys too: what dragging the ground does for a pointer. */
  #panKey = (event: KeyboardEvent): void => {
    const direction = ARROWS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    const [left, right, bottom, top] = this.session.view;
    this.look(moved(this.session.view, direction[0] * PAN_SHARE * (right - left), direction[1] * PAN_SHARE * (top - bottom)));
  };

  #key = (event: KeyboardEvent): void => {
    const direction = ARROWS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    const share = KEY_SHARE * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1);
    const [left, right, bottom, top] = this.session.view;
    const [x, y] = this.session.setup.from;
    // The least step must survive the rounding.
    const way = (span: number): number => Math.max(share * span, grain(span));
    this.moveStart([x + direction[0] * way(right - left), y + direction[1] * way(top - bottom)]);
  };
}

function isWithin(at: ArrayLike<number>, { width, height }: Size): boolean {
  return at[0]! >= 0 && at[0]! <= width && at[1]! >= 0 && at[1]! <= height;
}

define('downhill-race-map', RaceMap);
