/** The race in one sentence, for screen readers: at most every two seconds while it plays, at once when it rests. */
import { html } from 'lit';
import { state } from 'lit/decorators.js';

import { short } from '../format.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';
import { surfaceLesson } from '../words/index.ts';

const PAUSE_MS = 2000;
/** Long enough that a drag or a key held down is told once, at its end. */
const REST_MS = 400;

class StatusLine extends PageElement {
  @state() private sentence = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    for (const change of ['race', 'step', 'playing']) this.session.addEventListener(change, this.#later);
    this.#later();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    for (const change of ['race', 'step', 'playing']) this.session.removeEventListener(change, this.#later);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('words')) this.sentence = this.#summary();
  }

  protected override render() {
    return html`<p role="status" id="summary" class="visually-hidden">${this.sentence}</p>`;
  }

  #later = (): void => {
    if (this.#timer !== undefined && this.session.isPlaying) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.sentence = this.#summary();
      },
      this.session.isPlaying ? PAUSE_MS : REST_MS,
    );
  };

  #summary(): string {
    const { session, preferences, words } = this;
    const surface = surfaceLesson(session.setup, words).title;
    const standings = session.setup.runs.map((_, run) => session.race.standing(run, session.step, session.target));
    const names = session.namesIn(preferences.language);
    const fit = standings.map((standing, run) => ({ standing, name: names[run]! }));
    const leader = fit.filter(({ standing }) => standing.status !== 'diverged').sort((a, b) => a.standing.loss - b.standing.loss)[0];
    const diverged = fit.filter(({ standing }) => standing.status === 'diverged').map(({ name }) => name);
    if (leader === undefined && diverged.length === 0) return words.summaryNobody(surface);
    return words.summary(
      String(session.step),
      String(session.setup.steps),
      surface,
      leader?.name ?? '',
      leader === undefined ? '' : short(leader.standing.loss),
      diverged,
    );
  }
}

define('downhill-status-line', StatusLine);
