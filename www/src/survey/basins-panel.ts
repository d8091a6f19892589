/** Basins: where the selected runner ends, from every start of the view, or with every pair of two parameters. */
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import { fit } from '../canvas-size.ts';
import type { Size } from '../canvas-size.ts';
import { define } from '../elements/define.ts';
import { PageElement } from '../elements/element.ts';
import '../elements/number-field.ts';
import { saveButton } from '../elements/save-button.ts';
import { StageSize } from '../elements/stage-size.ts';
import { adopt } from '../elements/styles.ts';
import type { Param } from '../engine.ts';
import { parseNumber, short } from '../format.ts';
import type { Picture } from '../picture.ts';
import { grain, quantizePoint } from '../plane.ts';
import type { Point } from '../plane.ts';
import type { Session } from '../session.ts';
import { SessionController } from '../session-controller.ts';
import { toPosition, toValue } from '../slider-scale.ts';
import type { ParamId } from '../words/table.ts';
import { SurveyPicture, loadSurveyEngine } from './engine.ts';
import type { SurveyAxis, SurveyOptions } from './engine.ts';
import { basinLegend } from './legend.ts';
import { MOST_STEPS, MapSurvey, PIXELS, STEPS } from './maps.ts';
import { mapNumbers } from './map-numbers.ts';
import type { MapRequest } from './maps.ts';
import { readable } from './rates.ts';
import { take } from './taking.ts';
import { SURVEY_WORDS } from './words/index.ts';
import type { SurveyWords } from './words/index.ts';
import surveyCss from './survey.css?inline';

/** Share of the picture that an arrow key moves by; Shift times ten. */
const KEY_SHARE = 0.01;

const ARROWS: Readonly<Record<string, Point>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

class BasinsPanel extends PageElement {
  @state() private pixel: [column: number, row: number] | undefined;
  @state() private failed = false;
  @state() private isLoaded = false;
  #survey: MapSurvey | undefined;
  #of: Session | undefined;
  #drawn: unknown[] = [];
  readonly #stage = new StageSize(this, '.basin-stage');
  readonly #redraw = (): void => this.requestUpdate();

  constructor() {
    super();
    new SessionController(this, 'race', 'look');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode() as Document | ShadowRoot, [surveyCss]);
    void loadSurveyEngine().then((failure) => {
      this.failed = failure !== undefined;
      this.isLoaded = failure === undefined;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  private get say(): SurveyWords {
    return SURVEY_WORDS[this.preferences.language];
  }

  #forget(): void {
    this.#survey?.removeEventListener('map', this.#redraw);
    this.#survey?.dispose();
    this.#survey = undefined;
    this.#drawn = [];
  }

  get #run(): number {
    return this.session.inspected;
  }

  /** The parameters of the rule; those of a map over two of them. */
  get #params(): Param[] {
    return this.session.rule(this.#run).params;
  }

  /** The two parameters that span the map, as the link says; none of a map over starts. */
  get #axes(): [number, number] | undefined {
    const { sweep } = this.session.setup.look;
    return sweep?.map((id) => this.#params.findIndex((param) => param.id === id)) as [number, number] | undefined;
  }

  get #steps(): number {
    return this.session.setup.look.each ?? STEPS;
  }

  get #isOverStarts(): boolean {
    return this.#axes === undefined;
  }

  get #request(): MapRequest {
    const axis = (param: number): SurveyAxis => {
      const { min, max, scale } = this.#params[param]!;
      return { param, from: min, to: max, isLog: scale === 'log' };
    };
    const [across, up] = this.#axes ?? [0, 0];
    return { run: this.#run, steps: this.#steps, axes: this.#axes === undefined ? undefined : [axis(across), axis(up)] };
  }

  protected override willUpdate(): void {
    const { session } = this;
    if (this.#of !== session) this.#forget();
    this.#of = session;
    // What was taken away may still update once, and would have a map computed that nobody sees.
    if (!this.isLoaded || !this.isConnected || session.setup.runs.length === 0) return;
    if (this.#survey === undefined) {
      this.#survey = new MapSurvey(session);
      this.#survey.addEventListener('map', this.#redraw);
    }
    this.#survey.ask(this.#request);
  }

  protected override render() {
    const { session, say, failed } = this;
    if (failed) return html`<p class="hint">${say.loadFailed}</p>`;
    if (session.setup.runs.length === 0) return html`<p class="hint">${say.noRunner}</p>`;
    const survey = this.#survey;
    const isOverStarts = this.#isOverStarts;
    const name = session.namesIn(this.preferences.language)[this.#run]!;
    const here = this.#here.map((value) => short(value)) as [string, string];
    const percent = String(Math.floor(100 * (survey?.progress ?? 0)));
    return html`<section class="chart survey basins" aria-labelledby="basins-heading">
      <div class="chart-head">
        <h2 id="basins-heading">${say.basinsHeading} <small>${name}</small></h2>
        ${this.#params.length < 2
          ? nothing
          : html`<div class="segments" role="group" aria-label=${say.mode}>
              ${[true, false].map(
                (over) => html`<button class="quiet" aria-pressed=${String(over === isOverStarts)} @click=${() => this.#span(over ? undefined : [0, 1])}>
                  ${over ? say.modeStart : say.modeParameters}
                </button>`,
              )}
            </div>`}
        ${saveButton(this.preferences, say.basinsHeading, () => this.pictures()[0])}
      </div>
      ${isOverStarts ? nothing : html`<p class="hint">${say.parametersIntro(session.target !== undefined)}</p>`}
      <div class="basin-tools">${this.#tools()}</div>
      <div class="basin-body">
        <div class="basin-map">
          <div class="basin-stage" @click=${this.#click} @pointermove=${this.#hover} @pointerleave=${() => (this.pixel = undefined)}>
            <canvas class="basin-pixels" role="img" aria-label=${say.basinsLabel(name)}></canvas>
            <canvas class="basin-marks" aria-hidden="true"></canvas>
            <button
              class="start-handle"
              aria-label=${isOverStarts ? say.handleStart(...here) : say.handleParameters(...here)}
              @keydown=${this.#key}
              @click=${(event: Event) => event.stopPropagation()}
            ></button>
          </div>
          <p class="readout">${this.#readout()}</p>
        </div>
        <div class="basin-side">
          ${survey?.picture === undefined ? nothing : basinLegend(survey.picture, isOverStarts, session.target !== undefined, say)}
          <div class="basin-progress" role="status">
            ${survey?.failure !== undefined
              ? html`<span class="reason">${say.failed(survey.failure)}</span>`
              : survey?.isWorking
                ? html`<progress max="1" .value=${survey.progress} aria-label=${say.computing(percent)}></progress>
                    <button class="quiet" @click=${() => survey.cancel()}>${say.cancel}</button>`
                : survey?.isCancelled
                  ? html`<button class="quiet" @click=${() => survey.again(this.#request)}>${say.again}</button>`
                  : survey?.seconds === undefined
                    ? nothing
                    : html`<span class="hint">${say.took((PIXELS * PIXELS).toLocaleString(this.preferences.language), String(this.#steps), short(survey.seconds, 2))}</span>`}
          </div>
          ${isOverStarts ? html`<p class="hint">${say.basinsHint}</p>` : nothing}
        </div>
      </div>
    </section>`;
  }

  /** Runner, steps, and the two parameters. */
  #tools() {
    const { session, say, words } = this;
    const axes = this.#axes;
    const picker = (label: string, side: 0 | 1) =>
      html`<label>${label}
        <select @change=${(event: Event) => this.#choose(side, Number((event.target as HTMLSelectElement).value))}>
          ${this.#params.map((param, index) => html`<option value=${index} .selected=${index === axes![side]}>${words.params[param.id as ParamId]}</option>`)}
        </select>
      </label>`;
    return html`<label>${say.runner}
        <select @change=${(event: Event) => session.lookCloser({ runner: Number((event.target as HTMLSelectElement).value) })}>
          ${session.namesIn(this.preferences.language).map((name, run) => html`<option value=${run} .selected=${run === this.#run}>${name}</option>`)}
        </select>
      </label>
      ${axes === undefined ? nothing : html`${picker(say.across, 0)}${picker(say.upwards, 1)}`}
      <downhill-number-field label=${say.steps} .value=${this.#steps} .accept=${this.#acceptSteps}></downhill-number-field>`;
  }

  #choose(side: 0 | 1, param: number): void {
    const [across, up] = this.#axes!;
    // Two sides of one picture cannot show the same: they change places then.
    if (side === 0) this.#span(param === up ? [up, across] : [param, up]);
    else this.#span(param === across ? [up, across] : [across, param]);
  }

  /** Lets two parameters span the map, or the starts. */
  #span(axes: [number, number] | undefined): void {
    const id = (param: number): string => this.#params[param]!.id;
    this.session.lookCloser({ sweep: axes === undefined ? undefined : [id(axes[0]), id(axes[1])] });
  }

  #acceptSteps = (text: string): string | undefined => {
    const { words, say } = this;
    const value = parseNumber(text);
    const given = text.trim().slice(0, 40);
    if (value === undefined) return words.notANumber(say.steps, given);
    if (!Number.isInteger(value) || value < 1 || value > MOST_STEPS) return say.stepsRange(given, String(MOST_STEPS));
    this.session.lookCloser({ each: value === STEPS ? undefined : value });
    return undefined;
  };

  /** Where one is on the map. */
  get #here(): [number, number] {
    const { from, runs } = this.session.setup;
    const axes = this.#axes;
    if (axes === undefined) return from;
    const { params } = runs[this.#run]!;
    return [params[axes[0]]!, params[axes[1]]!];
  }

  #options({ width, height }: Size): SurveyOptions {
    const { session, say, preferences } = this;
    const { axes } = this.#request;
    const [left, right, bottom, top] = session.view;
    const sides = axes ?? [
      { from: left, to: right, isLog: false },
      { from: bottom, to: top, isLog: false },
    ];
    const names: [string, string] = axes === undefined ? ['x', 'y'] : [this.#named(axes[0].param), this.#named(axes[1].param)];
    return { axes: sides, names, here: this.#here, hereName: axes === undefined ? say.start : say.now, width, height, theme: preferences.theme };
  }

  #named(param: number): string {
    return this.#params[param]!.symbol;
  }

  protected override updated(): void {
    const { size } = this.#stage;
    const picture = this.#survey?.picture;
    if (size === undefined || picture === undefined) return;
    const options = this.#options(size);
    const pixels = this.querySelector<HTMLCanvasElement>('.basin-pixels')!;
    const marks = this.querySelector<HTMLCanvasElement>('.basin-marks')!;
    const drawn = [picture, this.#survey!.progress, options.theme, size.width, size.height];
    if (fit(pixels, size) || drawn.some((part, index) => part !== this.#drawn[index])) {
      // Over what was there: what is still pending shows the map before it.
      paintOver(pixels, picture, options.theme);
      this.#drawn = drawn;
    }
    fit(marks, size);
    marks.getContext('2d')!.clearRect(0, 0, marks.width, marks.height);
    picture.draw(marks, options);
    const [x, y] = SurveyPicture.place(options, ...this.#here) as unknown as Point;
    const handle = this.querySelector<HTMLElement>('.start-handle')!;
    handle.hidden = x < 0 || y < 0 || x > size.width || y > size.height;
    handle.style.translate = `${x}px ${y}px`;
  }

  pictures(): Picture[] {
    const { session, say } = this;
    const { size } = this.#stage;
    const picture = this.#survey?.picture;
    if (size === undefined || picture === undefined) return [];
    const options = this.#options(size);
    const draw: Picture['draw'] = (layer) => {
      paintOver(layer(), picture, options.theme);
      picture.draw(layer(), options);
    };
    const axes = this.#axes;
    const names = axes === undefined ? undefined : (axes.map((param) => this.#params[param]!.id) as [string, string]);
    const numbers = () => mapNumbers(picture, options, names, session.target !== undefined);
    return [{ id: `${session.setup.f}-${this.#isOverStarts ? 'basins' : 'parameters'}`, title: say.basinsHeading, size, draw, numbers }];
  }

  #readout() {
    const { say, pixel } = this;
    const picture = this.#survey?.picture;
    const { size } = this.#stage;
    if (pixel === undefined || picture === undefined || size === undefined) return html`<span>${say.bright}</span>`;
    const [reached, step, loss] = picture.pixel(...pixel);
    if (reached === undefined) return nothing;
    const options = this.#options(size);
    const [x, y] = SurveyPicture.at(options, ((pixel[0] + 0.5) * size.width) / PIXELS, ((pixel[1] + 0.5) * size.height) / PIXELS);
    const fate =
      reached === -2
        ? say.pixelDiverged(String(step))
        : this.#isOverStarts
          ? reached < 0
            ? say.pixelNowhere
            : say.pixelReached(String(reached + 1), String(step))
          : reached < 0
            ? say.pixelBest(short(loss!, 3))
            : say.pixelTarget(String(step));
    return html`<span class="term"><i>${options.names[0]}</i> ${short(x!)}</span> <span class="term"><i>${options.names[1]}</i> ${short(y!)}</span> <span>${fate}</span>`;
  }

  /** Where a pointer is, in CSS pixels of the picture. */
  #px(event: MouseEvent): Point {
    const box = this.querySelector('.basin-stage')!.getBoundingClientRect();
    const { width, height } = this.#stage.size!;
    return [((event.clientX - box.left) * width) / box.width, ((event.clientY - box.top) * height) / box.height];
  }

  #hover = (event: PointerEvent): void => {
    const { size } = this.#stage;
    if (size === undefined) return;
    const [px, py] = this.#px(event);
    const index = (at: number, length: number): number => Math.max(0, Math.min(PIXELS - 1, Math.floor((at / length) * PIXELS)));
    this.pixel = [index(px, size.width), index(py, size.height)];
  };

  #click = (event: MouseEvent): void => {
    const { size } = this.#stage;
    if (size === undefined || this.#survey === undefined) return;
    this.#go(SurveyPicture.at(this.#options(size), ...this.#px(event)) as unknown as Point);
  };

  /** Takes a start, or two parameters, over. */
  #go(point: Point): void {
    const { session } = this;
    const { axes, run } = this.#request;
    if (axes !== undefined) {
      take(session, run, axes.map(({ param }, side): [number, number] => [param, readable(point[side]!)]));
      return;
    }
    const from = quantizePoint(point, session.view);
    if (session.check({ ...session.setup, from }).length === 0) session.change({ from });
  }

  #key = (event: KeyboardEvent): void => {
    const direction = ARROWS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    const share = KEY_SHARE * (event.shiftKey ? 10 : 1);
    const here = this.#here;
    if (!this.#isOverStarts) {
      const moved = (side: 0 | 1): number => {
        const param = this.#params[this.#axes![side]]!;
        if (direction[side] === 0) return here[side];
        return toValue(param, Math.round(toPosition(param, here[side]) + direction[side] * share * toPosition(param, param.max)));
      };
      return this.#go([moved(0), moved(1)]);
    }
    const [left, right, bottom, top] = this.session.view;
    const way = (span: number): number => Math.max(share * span, grain(span));
    this.#go([here[0] + direction[0] * way(right - left), here[1] + direction[1] * way(top - bottom)]);
  };
}

/** Spreads the pixels over a canvas, over what is there: each stays as sharp as it is. */
function paintOver(canvas: HTMLCanvasElement, picture: SurveyPicture, theme: string): void {
  const small = document.createElement('canvas');
  small.width = PIXELS;
  small.height = PIXELS;
  small.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(picture.colors(theme)), PIXELS, PIXELS), 0, 0);
  const context = canvas.getContext('2d')!;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
}

define('downhill-basins-panel', BasinsPanel);
