/** The loss of the race as a block, with the runs over it at the shown step. */
import { html } from 'lit';
import { state } from 'lit/decorators.js';

import { define } from '../elements/define.ts';
import { PageElement } from '../elements/element.ts';
import { saveButton } from '../elements/save-button.ts';
import { adopt } from '../elements/styles.ts';
import { short } from '../format.ts';
import type { Picture } from '../picture.ts';
import { SessionController } from '../session-controller.ts';
import { surfaceLesson } from '../words/index.ts';
import type { SolidBlock } from './block.ts';
import './block.ts';
import { heightChoice, turnButtons } from './controls.ts';
import type { Ground, SolidRun, SolidScene } from './scene.ts';
import styles from './solid.css?inline';
import { told } from './turning.ts';
import type { Camera } from './turning.ts';
import { SOLID_WORDS } from './words/index.ts';

/** Nodes of the mesh along a side. */
const NODES = 65;

/** Nodes of a map, whose scale the mesh has: as many as that of the race has on a wide screen. */
const MAPPED = [257, 161] as const;

class SolidPanel extends PageElement {
  /** Where it is seen from while it is being turned; what the link says counts otherwise. */
  @state() private turning: Camera | undefined;
  #ground: Ground | undefined;
  #runs: readonly SolidRun[] = [];
  #race: unknown;

  constructor() {
    super();
    new SessionController(this, 'race', 'step', 'look');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode() as Document | ShadowRoot, [styles]);
  }

  private get block(): SolidBlock | null {
    return this.querySelector<SolidBlock>('downhill-solid-block');
  }

  private get isLog(): boolean {
    return !this.session.setup.look.isLinear;
  }

  private get camera(): Camera | undefined {
    return this.turning ?? this.session.setup.look.eye;
  }

  protected override render() {
    const { preferences, words } = this;
    const say = SOLID_WORDS[preferences.language];
    const scene = this.#scene();
    return html`<section class="solid" aria-label=${say.label(this.#title)}>
      <div class="solid-head">
        ${heightChoice(say, words, this.isLog, (isLog) => this.session.lookCloser({ isLinear: !isLog }))}
        <div class="solid-tools">
          ${turnButtons(say, () => (this.block === null ? [] : [this.block]), this.camera !== undefined)}
          ${saveButton(preferences, say.label(this.#title), () => this.pictures()[0])}
        </div>
      </div>
      <downhill-solid-block
        .preferences=${preferences}
        .words=${words}
        .scene=${scene}
        .isLog=${this.isLog}
        .camera=${this.camera}
        label=${this.#title}
        @look=${this.#look}
      ></downhill-solid-block>
      <p class="solid-seen" aria-live="polite">${this.#seen()}</p>
      <p class="hint">${say.note(this.isLog)}</p>
    </section>`;
  }

  #look = (): void => {
    const { block, session } = this;
    this.turning = block?.isTurning === true ? block.camera : undefined;
    const eye = block?.camera === undefined ? undefined : told(block.camera);
    // The link has where it comes to rest.
    if (this.turning === undefined && eye?.join() !== session.setup.look.eye?.join()) session.lookCloser({ eye });
    this.requestUpdate();
  };

  #seen(): string {
    const [yaw, pitch] = this.block?.seenFrom ?? [];
    if (yaw === undefined || pitch === undefined) return '';
    return SOLID_WORDS[this.preferences.language].seen(String(Math.round(yaw)).replace('-', '−'), short(Math.round(pitch)));
  }

  /** A formula of the visitor's own, or a surface of the catalogue. */
  get #about(): string {
    return this.session.setup.expr ?? this.session.setup.f;
  }

  get #title(): string {
    return surfaceLesson(this.session.setup, this.words).title;
  }

  /** The race as it stands: mesh and runs are made anew only with another race or another view. */
  #scene(): SolidScene {
    const { session } = this;
    const isOther = this.#race !== session.race;
    if (isOther) {
      this.#runs = session.setup.runs.map((_, run) => ({
        style: run,
        positions: session.race.positions(run),
        averages: session.averaged.includes(run) ? session.race.averages(run) : undefined,
        ended: session.race.standing(run, 0).divergedAt,
      }));
    }
    if (isOther || this.#ground?.view !== session.view) this.#makeGround();
    this.#race = session.race;
    return { about: this.#about, ground: this.#ground!, runs: this.#runs, names: session.namesIn(this.preferences.language), start: session.setup.from, step: session.step, axes: ['x', 'y'] };
  }

  /** Another loss, or another part of it, is another mesh. */
  #makeGround(): void {
    const { session } = this;
    const { view } = session;
    const values = session.race.grid(new Float64Array(view), NODES, NODES);
    const before = this.#ground;
    if (before?.view.join() === view.join() && before.values.every((value, at) => Object.is(value, values[at]))) return;
    const minima = Float64Array.from(session.surface.minima.flatMap(({ at, value }) => [...at, value]));
    const mapped = session.race.grid(new Float64Array(view), ...MAPPED);
    this.#ground = { values, columns: NODES, view, compared: new Float64Array(), mapped, minima };
  }

  pictures(): Picture[] {
    const { session } = this;
    const say = SOLID_WORDS[this.preferences.language];
    const numbers = () => ({ ...session.numbers, rows: session.rows().filter(([, step]) => step! <= session.step) });
    const picture = this.block?.pictureWith({ id: `${session.setup.f}-3d`, title: say.label(this.#title), numbers });
    return picture === undefined ? [] : [picture];
  }
}

define('downhill-solid-panel', SolidPanel);
