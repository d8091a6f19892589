/** The button that trains, how far it is, and how to stop it. Nothing is trained before it is pressed. */
import { html, nothing } from 'lit';

import { define } from '../../elements/define.ts';
import { short } from '../../format.ts';
import { SessionController } from '../../session-controller.ts';
import { MinimaElement } from './minima-element.ts';

class TrainBar extends MinimaElement {
  constructor() {
    super();
    new SessionController(this, 'setup', 'training', 'results');
  }

  protected override get calm(): number {
    return 100;
  }

  protected override render() {
    const { session, say } = this;
    const { setup } = session;
    if (setup.runs.length === 0) return nothing;
    const all = setup.runs.length * session.seeds;
    const { finished } = session;
    return html`<div class="train-bar">
      ${session.isTraining
        ? html`<button class="primary stop" @click=${() => session.cancel()}>${say.stop}</button>`
        : html`<button class="primary" @click=${() => void this.#train()}>${this.#label(all - finished, finished)}</button>`}
      <progress max="1" .value=${session.progress} aria-label=${say.progress}></progress>
      <p class="train-note">${this.#note(finished, all)}</p>
    </div>`;
  }

  #label(missing: number, finished: number): string {
    const { say } = this;
    if (missing === 0) return say.trainAgain;
    return finished === 0 ? say.train(missing) : say.trainMore(missing);
  }

  #note(finished: number, all: number): string {
    const { session, say } = this;
    if (session.failure !== undefined) return say.failed(session.failure);
    if (session.isTraining) return say.trainingNow(String(finished), String(all));
    if (session.took !== undefined && session.isTrained) {
      const { milliseconds, networks, workers } = session.took;
      return say.took(networks, short(milliseconds / 1000, 2), workers === 0 ? say.onPage : say.workers(workers));
    }
    return finished === 0 ? say.notYet : say.stopped(String(finished), String(all));
  }

  async #train(): Promise<void> {
    const { session } = this;
    if (session.isTrained) session.forget();
    await session.train();
  }
}

define('downhill-train-bar', TrainBar);
