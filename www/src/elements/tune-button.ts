/** "Tune": the best learning rate for every runner alike. What searches is fetched when the button is pressed. */
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import { SessionController } from '../session-controller.ts';
import type { Tuning } from '../survey/tuning.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';

type Search = typeof import('../survey/tune-words.ts');

class TuneButton extends PageElement {
  @state() private progress: number | undefined;
  @state() private done: { tuning: Tuning; of: unknown; isUndone: boolean } | undefined;
  /** Whether the race changed before the search was through. */
  @state() private dropped = false;
  @state() private failure: string | undefined;
  #search: Search | undefined;
  #work: AbortController | undefined;

  constructor() {
    super();
    new SessionController(this, 'race');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#work?.abort();
    this.#work = undefined;
    this.progress = undefined;
  }

  protected override render() {
    const { words, session, progress } = this;
    if (session.setup.runs.length === 0) return nothing;
    return html`<div class="tune">
      ${progress === undefined
        ? html`<button class="quiet" title=${words.tuneHint} @click=${() => void this.#tune()}>${words.tune}</button>`
        : html`<progress max="1" .value=${progress} aria-label=${words.tune}></progress>
            <button class="quiet" @click=${() => this.#work?.abort()}>${words.tuneStop}</button>`}
      <div role="status">${this.#result()}</div>
    </div>`;
  }

  /** What was found, so long as the race is the one that was tuned. */
  #result() {
    const { session, failure, done } = this;
    if (failure !== undefined) return html`<p class="reason">${failure}</p>`;
    if (this.#search === undefined) return nothing;
    const say = this.#search.SURVEY_WORDS[this.preferences.language];
    if (this.dropped) return html`<p class="hint">${say.tuneDropped}</p>`;
    if (done === undefined || done.of !== session.setup.runs) return nothing;
    if (done.isUndone) return html`<p class="hint">${say.undone}</p>`;
    return html`<p class="hint">${say.tuneDone(done.tuning.seconds.toFixed(2))}</p>
      <ul class="tune-findings">
        ${this.#search.findings(session, done.tuning, say).map((line) => html`<li>${line}</li>`)}
      </ul>
      <p class="hint">${say.tuneCriterion}</p>
      <button class="quiet" @click=${this.#undo}>${say.undo}</button>`;
  }

  async #tune(): Promise<void> {
    const { session } = this;
    const work = new AbortController();
    this.#work = work;
    this.progress = 0;
    this.failure = undefined;
    this.done = undefined;
    this.dropped = false;
    try {
      this.#search = await import('../survey/tune-words.ts');
      const tuning = await this.#search.tune(session, work.signal, (part) => (this.progress = part));
      if (tuning === 'dropped') this.dropped = true;
      else if (tuning !== undefined) this.done = { tuning, of: session.setup.runs, isUndone: false };
    } catch (error) {
      console.error('Downhill: tuning stopped.', error);
      this.failure = this.#search?.SURVEY_WORDS[this.preferences.language].failed(String(error)) ?? this.words.loadFailed;
    }
    if (this.#work === work) this.progress = undefined;
  }

  #undo = (): void => {
    const { session, done } = this;
    if (done === undefined) return;
    this.#search!.takeAll(session, done.tuning.runners.map(({ before }) => before));
    this.done = { ...done, of: session.setup.runs, isUndone: true };
  };
}

define('downhill-tune-button', TuneButton);
