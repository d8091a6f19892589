/** The comparison in one sentence, for screen readers: when it rests, not at every frame. */
import { html } from 'lit';
import { state } from 'lit/decorators.js';

import { define } from '../../elements/define.ts';
import { short } from '../../format.ts';
import { contenderNames } from '../names.ts';
import type { DataId } from '../words/table.ts';
import { BatchElement } from './batch-element.ts';

const PAUSE_MS = 2000;
const REST_MS = 400;

class BatchStatus extends BatchElement {
  @state() private sentence = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #changes = ['setup', 'step', 'ready', 'playing'] as const;

  override connectedCallback(): void {
    super.connectedCallback();
    for (const change of this.#changes) this.session.addEventListener(change, this.#later);
    this.#later();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    for (const change of this.#changes) this.session.removeEventListener(change, this.#later);
  }

  protected override render() {
    return html`<p role="status" id="summary" class="visually-hidden">${this.sentence}</p>`;
  }

  #later = (): void => {
    const isBusy = this.session.isPlaying || this.session.isComputing;
    if (this.#timer !== undefined && isBusy) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.sentence = this.#summary();
      },
      isBusy ? PAUSE_MS : REST_MS,
    );
  };

  #summary(): string {
    const { session, say } = this;
    const { comparison, setup, step } = session;
    const scene = say.data[setup.data as DataId | 'own'].title;
    if (comparison === undefined) return scene;
    const states = contenderNames(session, say).map((name, contender) => {
      const { loss, divergedAt } = comparison.standing(contender, step);
      return divergedAt === undefined ? say.state(name, short(loss)) : say.stateDiverged(name);
    });
    return say.summary(scene, String(step), String(session.length), states);
  }
}

define('downhill-batch-status', BatchStatus);
