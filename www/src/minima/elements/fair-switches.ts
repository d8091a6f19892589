/** What is held equal between the batch sizes: one switch each. */
import { html } from 'lit';

import { define } from '../../elements/define.ts';
import { enter } from '../../entry.ts';
import { SessionController } from '../../session-controller.ts';
import { hold, isEqual } from '../fairness.ts';
import type { Equal } from '../fairness.ts';
import { MinimaElement } from './minima-element.ts';

class FairSwitches extends MinimaElement {
  /** The initial scale to go back to. */
  #large: number | undefined;

  constructor() {
    super();
    new SessionController(this, 'setup');
  }

  protected override render() {
    const { say, session } = this;
    const names: [Equal, string][] = [
      ['loss', say.fairLoss],
      ['polish', say.fairPolish],
      ['tuned', say.fairTuned],
      ['standard', say.fairStandard],
    ];
    return html`<section class="fair" aria-labelledby="fair-heading">
      <h2 id="fair-heading">${say.fair}</h2>
      ${names.map(
        ([what, name]) => html`<label class="switch">
          <span>${name}</span>
          <input type="checkbox" role="switch" .checked=${isEqual(session.setup, what)} @change=${(event: Event) => this.#hold(what, event)} />
        </label>`,
      )}
      <p class="hint">${say.fairNote}</p>
    </section>`;
  }

  #hold(what: Equal, event: Event): void {
    const { session, words } = this;
    const { gain } = session.setup;
    if (what === 'standard' && gain !== 1) this.#large = gain;
    enter(session, words, hold(session.setup, what, (event.target as HTMLInputElement).checked, this.#large));
    this.requestUpdate();
  }
}

define('downhill-fair-switches', FairSwitches);
