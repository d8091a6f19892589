/** "Predict, then reveal": a question and its answers to vote for, and afterwards who was right. */
import { LitElement, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';

import { define } from '../../elements/define.ts';
import type { Preferences } from '../../preferences.ts';
import type { Talk } from '../talk.ts';
import { PRESENTER_WORDS } from '../words/index.ts';

/** Answers beyond these have no key. */
const NUMBER_KEYS = 9;

export class PredictionPanel extends LitElement {
  @property({ attribute: false }) talk!: Talk;
  @property({ attribute: false }) preferences!: Preferences;
  readonly #redraw = (): void => this.requestUpdate();

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.talk.addEventListener('change', this.#redraw);
    this.preferences.addEventListener('change', this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.talk.removeEventListener('change', this.#redraw);
    this.preferences.removeEventListener('change', this.#redraw);
  }

  protected override render() {
    const { talk, preferences } = this;
    if (!talk.asks || talk.act === undefined) return nothing;
    const say = PRESENTER_WORDS[preferences.language];
    const { question, outcome, votes, isConcealed } = talk;
    const all = votes.reduce((sum, count) => sum + count, 0);
    return html`<aside class="prediction" aria-labelledby="prediction-heading">
      <h2 id="prediction-heading">${say.prediction}</h2>
      <p class="prediction-question">${question?.text ?? say.open}</p>
      ${question === undefined
        ? nothing
        : html`<ol>
              ${question.choices.map((choice, at) => {
                const isRight = outcome?.right.includes(at) === true;
                return html`<li>
                  <button class="prediction-choice ${isRight ? 'right' : ''}" aria-disabled=${String(!isConcealed)} @click=${() => talk.vote(at)}>
                    <span class="prediction-key" aria-hidden="true">${at < NUMBER_KEYS ? at + 1 : nothing}</span>
                    <span><span class="prediction-name">${choice}</span>${isRight ? html` <b class="prediction-mark">✓ ${say.right}</b>` : nothing}</span>
                    <span class="prediction-votes">${votes[at] === 0 ? nothing : say.votes(votes[at] ?? 0)}</span>
                  </button>
                </li>`;
              })}
            </ol>
            ${isConcealed
              ? html`<p class="hint">${say.votesHint} ${all === 0 ? nothing : html`<button class="quiet" @click=${() => talk.clearVotes()}>${say.clearVotes}</button>`}</p>`
              : nothing}`}
      <div class="prediction-verdict" role="status">${isConcealed || question === undefined ? nothing : this.#verdict(all)}</div>
    </aside>`;
  }

  #verdict(all: number) {
    const { outcome, votes } = this.talk;
    const say = PRESENTER_WORDS[this.preferences.language];
    if (outcome === undefined) return html`<p class="hint">${say.waiting}</p>`;
    const right = outcome.right.reduce((sum, choice) => sum + (votes[choice] ?? 0), 0);
    return html`<p>${outcome.text}</p>
      ${all === 0 || outcome.right.length === 0 ? nothing : html`<p>${say.rightVotes(right, all)}</p>`}`;
  }
}

define('downhill-prediction-panel', PredictionPanel);
