/** Derivatives, looked at closely: the graph of the loss at a point, both sweeps through it, and differences beside them. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';

import { define } from '../elements/define.ts';
import { PageElement } from '../elements/element.ts';
import '../elements/number-field.ts';
import { saveButton } from '../elements/save-button.ts';
import { StageSize } from '../elements/stage-size.ts';
import { adopt } from '../elements/styles.ts';
import { parseNumber, short } from '../format.ts';
import type { Numbers, Picture } from '../picture.ts';
import type { Point } from '../plane.ts';
import { SessionController } from '../session-controller.ts';
import { derivativesOf } from './core.ts';
import type { Graph, Source } from './core.ts';
import css from './derivatives.css?inline';
import { drawSvg } from './drawn-svg.ts';
import { errorChart, summary } from './error-chart.ts';
import { curvesOf } from './error-curve.ts';
import { frameOf, graphView } from './graph-view.ts';
import type { Progress, Sweep } from './graph-view.ts';
import { PointOnMap } from './point-on-map.ts';
import { sentences } from './sentences.ts';
import { DERIVATIVES_WORDS } from './words/index.ts';

const FARTHEST = 1e6;
/** Points of the chart for every decade of the step. */
const PER_DECADE = 8;
/** The step that differences begin with: what many would take. */
const FIRST_EXPONENT = -5;

class DerivativesPanel extends PageElement {
  @state() private source: Source | undefined;
  @state() private hasFailed = false;
  @state() private sweep: Sweep = 'forward';
  /** How many numbers are done; undefined: all. */
  @state() private done: number | undefined;
  @state() private exponent = FIRST_EXPONENT;
  #wanted = '';
  readonly #stage = new StageSize(this, '.graph-stage');
  #map: PointOnMap | undefined;

  constructor() {
    super();
    new SessionController(this, 'race', 'look', 'step');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('derivatives');
    adopt(this.getRootNode() as Document | ShadowRoot, [css]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.source?.free();
    this.source = undefined;
    this.#wanted = '';
    this.#map?.remove();
    this.#map = undefined;
  }

  /** Where derivatives are taken. */
  private get point(): Point {
    return (this.session.setup.look.point ?? this.session.setup.from) as Point;
  }

  protected override willUpdate(): void {
    const { f, expr } = this.session.setup;
    const wanted = JSON.stringify([f, expr]);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.done = undefined;
    void derivativesOf(f, expr).then(
      (source) => {
        if (this.#wanted !== wanted || !this.isConnected) return source?.free();
        this.source?.free();
        this.source = source;
      },
      (error: unknown) => {
        console.error('Downhill: derivatives did not load.', error);
        this.hasFailed = true;
      },
    );
  }

  protected override render() {
    const say = DERIVATIVES_WORDS[this.preferences.language];
    const { source } = this;
    if (source === undefined) return html`<p class="hint" role="status">${this.hasFailed ? say.failed : say.loading}</p>`;
    const graph = source.graph(...this.point);
    return html`${this.#place()} ${Number.isFinite(graph.value) ? this.#graph(graph) : html`<p class="reason" role="status">${say.undefinedHere}</p><div class="graph-stage"></div>`}
      ${Number.isFinite(graph.value) ? this.#differences(source, graph) : nothing}`;
  }

  protected override updated(): void {
    const map = (this.getRootNode() as Document | ShadowRoot).querySelector<PageElement & PointOnMap['map']>('downhill-race-map');
    if (map === null || this.source === undefined) return;
    this.#map ??= new PointOnMap(map, (point) => this.#move(point));
    const graph = this.source.graph(...this.point);
    this.#map.show(this.point, graph.forward, DERIVATIVES_WORDS[this.preferences.language].handle(short(this.point[0]), short(this.point[1])), this.session.view);
  }

  #move(point: Point | undefined): void {
    this.session.lookCloser({ point });
  }

  #place(): TemplateResult {
    const say = DERIVATIVES_WORDS[this.preferences.language];
    const { session } = this;
    const accept = (axis: 0 | 1) => (text: string): string | undefined => {
      const value = parseNumber(text);
      if (value === undefined) return say.notANumber;
      if (Math.abs(value) > FARTHEST) return say.outside;
      const point: Point = [...this.point];
      point[axis] = value;
      this.#move(point);
      return undefined;
    };
    const atRunner = (): void => {
      const [x, y] = session.race.position(session.inspected, session.step) as unknown as Point;
      this.#move([x!, y!]);
    };
    return html`<div class="place" role="group" aria-label=${say.point}>
      <downhill-number-field symbol="x" label="${say.point} x" .value=${this.point[0]} .accept=${accept(0)}></downhill-number-field>
      <downhill-number-field symbol="y" label="${say.point} y" .value=${this.point[1]} .accept=${accept(1)}></downhill-number-field>
      <button class="quiet" @click=${() => this.#move(undefined)}>${say.atStart}</button>
      ${session.setup.runs.length === 0 ? nothing : html`<button class="quiet" @click=${atRunner}>${say.atRunner}</button>`}
    </div>`;
  }

  /** The graph as far as it is done, and the errors of differences. */
  pictures(): Picture[] {
    const { source, preferences, session } = this;
    const [graph, errors] = ['svg.graph', 'svg.errors'].map((selector) => this.querySelector<SVGSVGElement>(selector));
    if (source === undefined || graph == null || errors == null) return [];
    const say = DERIVATIVES_WORDS[preferences.language];
    const name = session.setup.f ?? 'loss';
    const picture = (drawn: SVGSVGElement, id: string, title: string, numbers: () => Numbers): Picture => {
      const { width, height } = drawn.viewBox.baseVal;
      return { id: `${name}-${id}`, title, size: { width, height }, draw: (layer) => drawSvg(drawn, layer), numbers };
    };
    const nodes = source.graph(...this.point).nodes;
    const rows = nodes.map(({ label, value, forward, adjoint }, at) => [at + 1, label, value, ...forward, adjoint]);
    const table = source.errors(...this.point, PER_DECADE);
    const errorRows = Array.from({ length: table.length / 3 }, (_, at) => [...table.subarray(3 * at, 3 * at + 3)]);
    return [
      picture(graph, 'graph', say.graphLabel(nodes.length), () => ({ columns: ['node', 'operation', 'value', 'by_x', 'by_y', 'adjoint'], rows })),
      picture(errors, 'differences', say.differences, () => ({ columns: ['h', 'forward_error', 'central_error'], rows: errorRows })),
    ];
  }

  #graph(graph: Graph): TemplateResult {
    const say = DERIVATIVES_WORDS[this.preferences.language];
    const count = graph.nodes.length;
    const progress: Progress = { sweep: this.sweep, done: Math.min(this.done ?? count, count) };
    const width = this.#stage.size?.width;
    const to = (done: number) => (): void => {
      this.done = Math.max(0, Math.min(count, done));
    };
    const choose = (sweep: Sweep) => (): void => {
      this.sweep = sweep;
      this.done = undefined;
    };
    return html`<div class="graph-tools">
        <div class="segments" role="group" aria-label=${say.sweeps}>
          ${(['forward', 'backward'] as const).map(
            (sweep) => html`<button class="quiet" aria-pressed=${String(this.sweep === sweep)} @click=${choose(sweep)}>${say[sweep]}</button>`,
          )}
        </div>
        <div class="steps" role="group" aria-label=${say.stepping} @keydown=${this.#key(count, progress.done)}>
          <button class="quiet icon" aria-label=${say.begin} title=${say.begin} ?disabled=${progress.done === 0} @click=${to(0)}>«</button>
          <button class="quiet icon" aria-label=${say.back} title=${say.back} ?disabled=${progress.done === 0} @click=${to(progress.done - 1)}>‹</button>
          <button class="quiet icon next" aria-label=${say.next} title=${say.next} ?disabled=${progress.done === count} @click=${to(progress.done + 1)}>›</button>
          <button class="quiet icon" aria-label=${say.end} title=${say.end} ?disabled=${progress.done === count} @click=${to(count)}>»</button>
          <span class="count">${say.progress(progress.done, count)}</span>
        </div>
        ${saveButton(this.preferences, say.graphLabel(count), () => this.pictures()[0])}
      </div>
      <p class="hint">${this.sweep === 'forward' ? say.forwardNote : say.backwardNote}</p>
      <div class="graph-stage" tabindex="0" role="group" aria-label=${say.stepping} @keydown=${this.#key(count, progress.done)}>
        ${width === undefined ? nothing : graphView(graph, frameOf(graph, width), progress, say)}
      </div>
      <p class="now" role="status">${sentences(graph, progress, say).map((sentence) => html`<span>${sentence}</span> `)}</p>
      <details>
        <summary>${say.table}</summary>
        <div class="scrolled" tabindex="0" role="group" aria-label=${say.table}>${table(graph, say.columns)}</div>
      </details>`;
  }

  /** Arrow keys step through the graph. */
  #key = (count: number, done: number) => (event: KeyboardEvent): void => {
    const to = { ArrowRight: done + 1, ArrowLeft: done - 1, Home: 0, End: count }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.done = Math.max(0, Math.min(count, to));
  };

  #differences(source: Source, graph: Graph): TemplateResult {
    const say = DERIVATIVES_WORDS[this.preferences.language];
    const [x, y] = this.point;
    const h = 10 ** this.exponent;
    const [fx, fy, cx, cy, one, two] = source.difference(x, y, h) as unknown as [number, number, number, number, number, number];
    const curves = curvesOf(source.errors(x, y, PER_DECADE), Math.hypot(...graph.forward));
    const width = this.#stage.size?.width;
    const row = (name: string, kind: string, [a, b]: readonly [number, number], error: number | undefined) => html`<tr class=${kind} role="row">
        <th scope="row" role="rowheader"><span class="key"></span>${name}</th>
        <td role="cell">${short(a, 12)}</td>
        <td role="cell">${short(b, 12)}</td>
        <td role="cell">${error === undefined ? '0' : short(error, 2)}</td>
      </tr>`;
    return html`<section class="differences">
      <div class="graph-tools">
        <h3>${say.differences}</h3>
        ${saveButton(this.preferences, say.differences, () => this.pictures()[1])}
      </div>
      <p class="hint">${say.differencesLead}</p>
      <label class="step"
        ><span>${say.step} = ${short(h, 3)}</span>
        <input
          type="range"
          min="-15"
          max="0"
          step="0.125"
          .value=${String(this.exponent)}
          aria-valuetext=${short(h, 3)}
          @input=${(event: Event) => (this.exponent = Number((event.target as HTMLInputElement).value))}
      /></label>
      <div class="scrolled" tabindex="0" role="group" aria-label=${say.differences}>
        <table role="table">
          <thead role="rowgroup">
            <tr role="row"><td role="cell"></td>${['∂f/∂x', '∂f/∂y', say.error].map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr>
          </thead>
          <tbody role="rowgroup">
            ${row(say.oneSided, 'one-sided', [fx, fy], one)} ${row(say.twoSided, 'two-sided', [cx, cy], two)} ${row(say.exactly, 'exact', graph.forward, undefined)}
          </tbody>
        </table>
      </div>
      ${width === undefined ? nothing : errorChart(curves, h, Math.min(width, 720), say)}
      <p class="hint">${summary(curves, say)}</p>
    </section>`;
  }
}

function table({ nodes }: Graph, columns: { node: string; value: string; byX: string; byY: string; adjoint: string }): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        ${[columns.node, columns.value, columns.byX, columns.byY, columns.adjoint].map((name) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${nodes.map(
        ({ label, value, forward, adjoint, from }) => html`<tr>
          <th scope="row">${label}${from.length === 0 ? nothing : html` <small>(${from.map((input) => nodes[input]!.label).join('; ')})</small>`}</th>
          <td>${short(value, 8)}</td>
          <td>${short(forward[0], 8)}</td>
          <td>${short(forward[1], 8)}</td>
          <td>${short(adjoint, 8)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

define('downhill-derivatives-panel', DerivativesPanel);
