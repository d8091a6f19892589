/** The solutions of the first seed side by side: the training loss around each on one colour scale, and its numbers below. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';

import { fit, paint } from '../../canvas-size.ts';
import type { Size } from '../../canvas-size.ts';
import { define } from '../../elements/define.ts';
import { inTurn } from '../../elements/in-turn.ts';
import { saveButton } from '../../elements/save-button.ts';
import { StageSize } from '../../elements/stage-size.ts';
import { adopt } from '../../elements/styles.ts';
import { short } from '../../format.ts';
import type { Picture } from '../../picture.ts';
import { SessionController } from '../../session-controller.ts';
import type { SolidBlock } from '../../solid/block.ts';
import type { Ground, SolidRun, SolidScene } from '../../solid/scene.ts';
import type { Camera } from '../../solid/turning.ts';
import { SOLID_WORDS } from '../../solid/words/index.ts';
import { PlanePictures } from '../engine.ts';
import type { PlaneLook, PlaneName } from '../engine.ts';
import { percent, runNames } from '../names.ts';
import { last } from '../rows.ts';
import { PLANE } from '../session.ts';
import { MinimaElement } from './minima-element.ts';
import '../../elements/runner-key.ts';

/** CSS pixels to a pixel of the colours, which the canvas smooths. */
const HEAT_PX = 3;

const PLANES: readonly PlaneName[] = ['random', 'eigenvectors', 'path'];

/** Where all planes are seen from at first, as the command draws them: the same for all, so that they can be compared, and high enough to see into a bowl. */
const HOME: Camera = [-32, 58];

type Solids = typeof import('../../solid/lazy.ts');

class SolutionPanels extends MinimaElement {
  /** What shows planes as blocks, once that was asked for. */
  @state() private solids: Solids | undefined;
  /** Where a hand has turned blocks to; the link has where they come to rest. */
  @state() private turning: Camera | undefined;
  @state() private isTurning = false;
  #scenes: { planes: readonly unknown[]; scenes: (SolidScene | undefined)[] } | undefined;
  readonly #stage = new StageSize(this, '.panel-stage');
  #drawn: unknown[] = [];

  constructor() {
    super();
    new SessionController(this, 'setup', 'results', 'training');
  }

  protected override get calm(): number {
    return 120;
  }

  get #isSolid(): boolean {
    return this.session.setup.look.isSolid && this.solids !== undefined;
  }

  get #camera(): Camera | undefined {
    return this.turning ?? this.session.setup.look.eye;
  }

  /** A link may ask for blocks: until what shows them is there, planes are maps. */
  protected override willUpdate(): void {
    if (this.session.setup.look.isSolid && this.solids === undefined) void this.#fetch();
  }

  protected override render() {
    const { session, say, preferences } = this;
    const names = runNames(session, say);
    const { shown } = session;
    return html`<p class="hint panels-caption">${say.aroundSolution(String(session.setup.seed))} ${shown.length < names.length ? say.someShown(String(shown.length), String(names.length)) : nothing}</p>
      <div class="panels solutions" data-count=${shown.length}>
        ${shown.map((run) => {
          const name = names[run]!;
          const plane = session.planes[run];
          return html`<article class="panel">
            <h2>
              <downhill-runner-key .run=${run} .theme=${preferences.theme}></downhill-runner-key> ${name}
            </h2>
            <div class="panel-frame">
              <div class="panel-stage">
                ${this.#isSolid ? this.#block(run, name) : html`<canvas class="panel-base" role="img" aria-label=${say.planeLabel(name)}></canvas>`}
                ${plane === undefined || plane.values.length === 0 ? html`<p class="panel-empty">${this.#empty(run)}</p>` : nothing}
              </div>
              ${this.#has(run) ? saveButton(preferences, name, () => this.#pictureOf(run)) : nothing}
            </div>
            <dl class="big-numbers">${this.#numbers(run)}</dl>
            ${plane === undefined || Number.isNaN(plane.explained) ? nothing : html`<p class="hint explained">${say.explains(percent(plane.explained, 2))}</p>`}
          </article>`;
        })}
      </div>
      <div class="panels-foot">
        ${this.#views()}
        <div class="segments" role="group" aria-label=${say.planes}>
          ${PLANES.map(
            (plane) => html`<button class="quiet" aria-pressed=${String(plane === session.plane)} @click=${() => session.choosePlane(plane)}>${say.plane[plane]}</button>`,
          )}
        </div>
        <p class="hint">${say.planeNote[session.plane]} ${say.measures}</p>
      </div>`;
  }

  /** Map or block, and what blocks need. */
  #views(): TemplateResult {
    const { preferences, words } = this;
    const say = SOLID_WORDS[preferences.language];
    const view = (isSolid: boolean): TemplateResult =>
      html`<button class="quiet" aria-pressed=${String(isSolid === this.#isSolid)} @click=${() => this.#show({ isSolid })}>${isSolid ? say.solid : say.map}</button>`;
    return html`<div class="segments" role="group" aria-label=${say.shownAs}>${view(false)}${view(true)}</div>
      ${this.#isSolid
        ? html`${this.solids!.heightChoice(say, words, !this.session.setup.look.isLinear, (isLog) => this.#show({ isLinear: !isLog }))}
            <div class="solid-tools">${this.solids!.turnButtons(say, () => this.#blocks, this.#camera !== undefined)}</div>`
        : nothing}`;
  }

  async #fetch(): Promise<void> {
    const solids = await import('../../solid/lazy.ts');
    adopt(this.getRootNode() as Document | ShadowRoot, [solids.styles]);
    this.solids = solids;
  }

  #show(part: Partial<PlaneLook>): void {
    const { session } = this;
    session.change({ look: { ...session.setup.look, ...part } });
  }

  get #blocks(): SolidBlock[] {
    return [...this.querySelectorAll<SolidBlock>('downhill-solid-block')];
  }

  /** All blocks are turned together. */
  #block(run: number, name: string): TemplateResult {
    return html`<downhill-solid-block
      .preferences=${this.preferences}
      .words=${this.words}
      .scene=${this.#sceneOf(run)}
      .isLog=${!this.session.setup.look.isLinear}
      .camera=${this.#camera ?? HOME}
      .isTurning=${this.isTurning}
      label=${this.say.planeLabel(name)}
      @look=${this.#look}
    ></downhill-solid-block>`;
  }

  #look = (event: Event): void => {
    const { camera, isTurning } = event.target as SolidBlock;
    const turned = camera === HOME ? undefined : camera;
    this.isTurning = isTurning;
    this.turning = isTurning ? turned : undefined;
    const eye = turned === undefined ? undefined : this.solids!.told(turned);
    if (!isTurning && eye?.join() !== this.session.setup.look.eye?.join()) this.#show({ eye });
  };

  /** The plane of a run on the scale of all of them; the same object as long as the planes are the same. */
  #sceneOf(run: number): SolidScene | undefined {
    const { session } = this;
    const before = this.#scenes?.planes;
    if (before?.length !== session.planes.length || before.some((plane, at) => plane !== session.planes[at])) {
      const compared = Float64Array.from(session.shown.flatMap((other) => [...(session.planes[other]?.values ?? [])]));
      const { size, radius } = PLANE;
      const scenes = session.planes.map((plane, style): SolidScene | undefined => {
        if (plane === undefined || plane.values.length === 0) return undefined;
        const ground: Ground = { values: plane.values, columns: size, view: [-radius, radius, -radius, radius], compared, mapped: new Float64Array(), minima: new Float64Array() };
        const runs: SolidRun[] = [{ style, positions: Float64Array.from([...plane.path, 0, 0]) }];
        return { about: 'plane', ground, runs, names: [''], step: plane.path.length / 2, axes: ['', ''] };
      });
      this.#scenes = { planes: [...session.planes], scenes };
    }
    return this.#scenes!.scenes[run];
  }

  #empty(run: number): string {
    const { session, say } = this;
    const network = session.networks[run]?.[0];
    if (network?.result?.divergedAt !== undefined) return say.divergedAt(String(network.result.divergedAt));
    if (session.planes[run] !== undefined) return say.noPlane;
    if (network?.result !== undefined) return say.drawing;
    return network === undefined ? say.notTrained : say.trainingPanel;
  }

  /** Of the first seed, as far as it is measured. */
  #numbers(run: number) {
    const { session, say } = this;
    const network = session.networks[run]?.[0];
    // What a run that blew up says of digits means nothing.
    const rows = network === undefined || network.result?.divergedAt !== undefined ? new Float64Array() : network.rows;
    const measured: [string, string][] = [
      [short(last(rows, 'largest'), 3), say.largest],
      [short(last(rows, 'trace'), 3), say.trace],
      [percent(last(rows, 'testAccuracy')), say.testAccuracy],
    ];
    return measured.map(([value, name]) => html`<div><dt>${name}</dt><dd>${value === 'NaN' ? '–' : value}</dd></div>`);
  }

  protected override updated(): void {
    const { session, preferences } = this;
    const { size } = this.#stage;
    if (this.#isSolid) this.#drawn = [];
    if (size === undefined || this.#isSolid) return;
    const canvases = [...this.querySelectorAll<HTMLCanvasElement>('.panel-base')];
    const drawn = [...canvases, size.width, size.height, devicePixelRatio, preferences.theme, session.setup, ...session.planes];
    if (drawn.length === this.#drawn.length && drawn.every((part, index) => part === this.#drawn[index])) return;
    this.#drawn = drawn;
    session.shown.forEach((run, at) => inTurn(canvases[at]!, () => this.#draw(canvases[at]!, run, size)));
  }

  /** Draws the plane of a run, on the scale of all of them. */
  #draw(canvas: HTMLCanvasElement, run: number, size: Size): void {
    fit(canvas, size);
    const context = canvas.getContext('2d')!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (!this.#has(run)) return;
    const planes = this.#heatOn(canvas, run, size);
    // Contours take as long again: in the next turn.
    inTurn(canvas, () => this.#contoursOn(canvas, run, size, planes));
  }

  #has(run: number): boolean {
    return (this.session.planes[run]?.values.length ?? 0) > 0;
  }

  /** All planes on their one scale, of which one is painted. */
  #heatOn(canvas: HTMLCanvasElement, run: number, size: Size): PlanePictures {
    const { session, preferences } = this;
    const planes = new PlanePictures(PLANE.size, PLANE.radius);
    for (const other of session.shown) if (this.#has(other)) planes.add(other, session.planes[other]!.values, session.planes[other]!.path);
    const [width, height] = [Math.ceil(size.width / HEAT_PX), Math.ceil(size.height / HEAT_PX)];
    paint(canvas, planes.heat(run, width, height, preferences.theme), width, height);
    return planes;
  }

  #contoursOn(canvas: HTMLCanvasElement, run: number, size: Size, planes: PlanePictures): void {
    planes.draw(canvas, run, size.width, size.height, this.preferences.theme);
    planes.free();
  }

  #pictureOf(run: number): Picture | undefined {
    const { session, say } = this;
    const { size } = this.#stage;
    if (size === undefined || !this.#has(run)) return undefined;
    const flat: Picture['draw'] = (layer) => {
      const canvas = layer();
      this.#contoursOn(canvas, run, size, this.#heatOn(canvas, run, size));
    };
    const numbers = () => {
      const at = (nth: number): number => PLANE.radius * ((2 * nth) / (PLANE.size - 1) - 1);
      const rows = [...session.planes[run]!.values].map((loss, nth) => [at(nth % PLANE.size), at(Math.floor(nth / PLANE.size)), loss]);
      return { columns: ['x', 'y', 'train_loss'], rows };
    };
    const id = `${session.setup.experiment}-${session.plane}-${run + 1}`;
    const shown = { id, title: runNames(session, say)[run]!, numbers, isPanel: true };
    if (this.#isSolid) return this.#blocks[session.shown.indexOf(run)]?.pictureWith({ ...shown, id: `${id}-3d` });
    return { ...shown, size, draw: flat };
  }

  pictures(): Picture[] {
    return this.session.shown.flatMap((run) => this.#pictureOf(run) ?? []);
  }
}

define('downhill-solution-panels', SolutionPanels);
