/** A loss as a block that turns, with the runs over it: drag, arrow keys, buttons. */
import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import { fit, spread } from '../canvas-size.ts';
import type { Size } from '../canvas-size.ts';
import { define } from '../elements/define.ts';
import { StageSize } from '../elements/stage-size.ts';
import type { LoadFailure } from '../core-loading.ts';
import { Pace } from '../pace.ts';
import type { Picture } from '../picture.ts';
import type { Preferences } from '../preferences.ts';
import type { Words } from '../words/index.ts';
import { loadSolid, SolidPicture } from './engine.ts';
import type { SolidScene } from './scene.ts';
import { Turning } from './turning.ts';
import type { Camera } from './turning.ts';
import { SOLID_WORDS } from './words/index.ts';

/** While the block is being turned its surface has one pixel to a CSS pixel; as many as the screen has once it rests so long. */
const REST_MS = 140;

/** Steps of all trails together that one frame draws at first. */
const FIRST_STEPS = 4000;

export class SolidBlock extends LitElement {
  @property({ attribute: false }) preferences!: Preferences;
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) scene: SolidScene | undefined;
  /** What is shown, for its name. */
  @property() label = '';
  @property({ type: Boolean }) isLog = true;
  /** Where it is seen from; undefined for where most is seen. */
  @property({ attribute: false }) camera: Camera | undefined;
  /** Whether it is being turned just now: its surface is then drawn coarsely, so that it follows. */
  @property({ attribute: false }) isTurning = false;
  @state() private failure: LoadFailure | undefined;
  @state() private isLoaded = false;
  #picture: SolidPicture | undefined;
  #home: Camera | undefined;
  #about: string | undefined;
  #made: unknown[] = [];
  #runs: unknown;
  #baseKey = '';
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #drawnStep = -1;
  readonly #pace = new Pace(FIRST_STEPS, () => this.requestUpdate());
  readonly #stage = new StageSize(this, '.solid-stage');
  readonly #turning = new Turning(this);
  readonly #redraw = (): void => this.requestUpdate();

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.preferences?.addEventListener('change', this.#redraw);
    void loadSolid().then((failure) => {
      this.failure = failure;
      this.isLoaded = failure === undefined;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.preferences?.removeEventListener('change', this.#redraw);
    clearTimeout(this.#restTimer);
    this.#pace.stop();
    this.#picture?.free();
    this.#picture = undefined;
    this.#made = [];
    this.#baseKey = '';
  }

  protected override firstUpdated(): void {
    this.#turning.listen(this.querySelector<HTMLElement>('.solid-stage')!);
  }

  protected override render() {
    const say = SOLID_WORDS[this.preferences.language];
    const isStill = this.preferences.gestures === 'none' ? 'still' : '';
    return html`<div class="solid-stage ${isStill}" tabindex="0" role="application" aria-label=${say.label(this.label)} title=${say.hint}>
      <canvas class="solid-base" role="img" aria-label=${say.label(this.label)} aria-describedby="summary"></canvas>
      <canvas class="solid-trails" aria-hidden="true"></canvas>
      ${hasAverages(this.scene) ? html`<canvas class="solid-averages" aria-hidden="true"></canvas>` : nothing}
      <canvas class="solid-heads" aria-hidden="true"></canvas>
      ${this.isLoaded ? nothing : html`<p class="solid-empty">${this.failure === undefined ? say.loading : say.failed}</p>`}
    </div>`;
  }

  /** Where the block is seen from now, in degrees. */
  get seenFrom(): Camera {
    return this.camera ?? this.#home ?? [0, 90];
  }

  turnBy(yaw: number, pitch: number, isTurning: boolean): void {
    const [from, raised] = this.seenFrom;
    this.#turn(isTurning);
    // Turned beyond half a turn, it is the same as from the other side.
    const turned = ((((from + yaw + 180) % 360) + 360) % 360) - 180;
    this.#look([turned, Math.min(90, Math.max(8, raised + pitch))]);
  }

  /** Back to where most is seen from, as the runs stand now. */
  resetCamera(): void {
    this.#home = undefined;
    this.#look(undefined);
  }

  /** The pointer is gone: what was coarse for its sake is drawn as finely as the screen allows. */
  rest(): void {
    if (!this.isTurning) return;
    this.#turn(false);
    this.#look(this.camera);
  }

  #turn(isTurning: boolean): void {
    this.isTurning = isTurning;
    clearTimeout(this.#restTimer);
    if (isTurning) this.#restTimer = setTimeout(() => this.rest(), REST_MS);
  }

  #look(camera: Camera | undefined): void {
    this.camera = camera;
    this.dispatchEvent(new Event('look'));
  }

  #canvas(layer: string): HTMLCanvasElement {
    return this.querySelector<HTMLCanvasElement>(`.solid-${layer}`)!;
  }

  protected override updated(): void {
    const { size } = this.#stage;
    const { scene } = this;
    if (size === undefined || scene === undefined || !this.isLoaded) return;
    this.#make(scene);
    if (this.#about !== scene.about) [this.#about, this.#home] = [scene.about, undefined];
    this.#home ??= [...(this.#picture!.home() as unknown as Camera)];
    const [yaw, pitch] = this.seenFrom;
    this.#picture!.look(size.width, size.height, yaw, pitch);
    const { theme, language } = this.preferences;
    const key = [yaw, pitch, size.width, size.height, theme, language, devicePixelRatio, this.isTurning].join();
    const isFresh = key !== this.#baseKey;
    if (this.#baseKey === '') this.dispatchEvent(new Event('look'));
    this.#baseKey = key;
    if (isFresh) this.#drawBase(this.#canvas('base'), this.#picture!, size);
    this.#drawRuns(scene, size, isFresh);
  }

  /** The block and its runs, if they are others than before. */
  #make(scene: SolidScene): void {
    const made = [scene.ground, this.isLog];
    if (made.some((part, index) => part !== this.#made[index])) {
      this.#made = made;
      this.#picture?.free();
      this.#picture = this.#pictureOf(scene);
      this.#runs = undefined;
      this.#baseKey = '';
    }
    if (this.#runs === scene.runs) return;
    this.#runs = scene.runs;
    this.#picture!.clearRuns();
    addRuns(this.#picture!, scene);
    this.#drawnStep = Infinity;
  }

  #pictureOf({ ground }: SolidScene): SolidPicture {
    const picture = new SolidPicture(ground.values, ground.columns, new Float64Array(ground.view), ground.compared, ground.mapped, this.isLog);
    picture.setMinima(ground.minima);
    return picture;
  }

  /** Walls, surface, and what lies on it. */
  #drawBase(canvas: HTMLCanvasElement, picture: SolidPicture, size: Size, isFile = false): void {
    const { theme, language } = this.preferences;
    if (!isFile) fit(canvas, size);
    picture.drawWalls(canvas, theme);
    const ratio = this.isTurning && !isFile ? 1 : Math.max(devicePixelRatio, 2);
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    spread(canvas, picture.pixels(width, height, theme), width, height);
    const [x, y] = this.scene!.axes;
    picture.drawLines(canvas, theme, [x, y, SOLID_WORDS[language].loss, this.words.minimum]);
  }

  /** Trails grow by what is new; heads are few and always redrawn. */
  #drawRuns(scene: SolidScene, size: Size, isTurned: boolean): void {
    const { theme } = this.preferences;
    const picture = this.#picture!;
    const trails = this.#canvas('trails');
    const averages = hasAverages(scene) ? this.#canvas('averages') : undefined;
    const isFresh = fit(trails, size) || isTurned || scene.step < this.#drawnStep;
    if (averages !== undefined && (fit(averages, size) || isFresh)) picture.clearTrails(averages);
    if (isFresh) {
      picture.clearTrails(trails);
      this.#drawnStep = 0;
      this.#pace.restart();
    }
    const runners = Math.max(1, scene.runs.length);
    const step = Math.min(scene.step, this.#drawnStep + Math.ceil(this.#pace.begin() / runners));
    picture.drawTrails(trails, theme, step);
    if (averages !== undefined) picture.drawAverages(averages, theme, step);
    this.#pace.end((step - this.#drawnStep) * runners, step < scene.step);
    this.#drawnStep = step;
    const heads = this.#canvas('heads');
    fit(heads, size);
    this.#drawHeads(heads, picture, scene);
  }

  #drawHeads(canvas: HTMLCanvasElement, picture: SolidPicture, { names, start, step }: SolidScene): void {
    picture.drawHeads(canvas, this.preferences.theme, step, [...names], new Float64Array(start ?? []), start === undefined ? '' : this.words.start);
  }

  /** What is shown now, for a file. */
  pictureWith(rest: Pick<Picture, 'id' | 'title'> & Partial<Picture>): Picture | undefined {
    const { size } = this.#stage;
    const { scene } = this;
    if (size === undefined || scene === undefined || this.#picture === undefined) return undefined;
    const [yaw, pitch] = this.seenFrom;
    const draw: Picture['draw'] = (layer) => {
      const picture = this.#pictureOf(scene);
      addRuns(picture, scene);
      picture.look(size.width, size.height, yaw, pitch);
      this.#drawBase(layer(), picture, size, true);
      picture.drawTrails(layer(), this.preferences.theme, scene.step);
      if (hasAverages(scene)) picture.drawAverages(layer(), this.preferences.theme, scene.step);
      this.#drawHeads(layer(), picture, scene);
      picture.free();
    };
    return { ...rest, size, draw };
  }
}

function hasAverages(scene: SolidScene | undefined): boolean {
  return scene?.runs.some(({ averages }) => averages !== undefined) ?? false;
}

function addRuns(picture: SolidPicture, { runs }: SolidScene): void {
  for (const { style, positions, averages, ended } of runs) picture.addRun(style, positions, averages ?? new Float64Array(), ended);
}

define('downhill-solid-block', SolidBlock);
