/** A talk under way: its slides, which one is shown, and what the audience predicted of it. */
import type { App } from '../app.ts';
import type { Preferences } from '../preferences.ts';
import type { ReadyPreset } from '../share/ready-presets.ts';
import { actsOf } from './act.ts';
import type { Act, Outcome, Question, Speech } from './act.ts';
import { PRESENTER_WORDS } from './words/index.ts';

/** Says `change` when something about it looks different, `slide` when another one is shown. */
export class Talk extends EventTarget {
  /** Empty if what is open is presented as it is. */
  readonly slides: readonly ReadyPreset[];
  /** Names in the link that no ready preset has. */
  readonly missing: readonly string[];
  position = 0;
  /** Whether slides ask before they show. */
  asks: boolean;
  /** Whether the lab shows the slide by now. */
  isShown = false;
  isRevealed = false;
  votes: number[] = [];
  act: Act | undefined;
  /** What was asked of a slide before the lab shows it. */
  #wish: 'toggle' | 'reveal' | undefined;
  readonly #app: App;
  readonly #preferences: Preferences;
  #isOver = false;
  #followed: { session: EventTarget; changes: readonly string[] } | undefined;

  constructor(app: App, preferences: Preferences, slides: readonly ReadyPreset[], missing: readonly string[], asks: boolean) {
    super();
    this.#app = app;
    this.#preferences = preferences;
    this.slides = slides;
    this.missing = missing;
    this.asks = asks;
  }

  get count(): number {
    return Math.max(1, this.slides.length);
  }

  get slide(): ReadyPreset | undefined {
    return this.slides[this.position];
  }

  /** Whether the outcome is still covered. */
  get isConcealed(): boolean {
    return this.asks && !this.isRevealed;
  }

  get #speech(): Speech {
    const { language } = this.#preferences;
    return { say: PRESENTER_WORDS[language], language };
  }

  get question(): Question | undefined {
    return this.asks ? this.act?.question(this.#speech) : undefined;
  }

  get outcome(): Outcome | undefined {
    return this.asks && this.isRevealed ? this.act?.outcome(this.#speech) : undefined;
  }

  /** Shows a slide from its start. */
  async show(position: number): Promise<void> {
    this.position = Math.max(0, Math.min(this.count - 1, position));
    const { slide } = this;
    this.isShown = false;
    this.#wish = undefined;
    this.#tell();
    const make = await actsOf(slide?.lab ?? this.#app.lab.id);
    // The presenter may have gone on meanwhile, here and below.
    if (slide !== this.slide || this.#isOver) return;
    if (slide !== undefined) await this.#app.open(slide.link, 'none');
    // A lab that does not load says so itself, instead of the page.
    if (slide !== this.slide || this.#isOver || this.#app.lab.id !== (slide?.lab ?? this.#app.lab.id)) return;
    this.isShown = true;
    this.#follow(make(this.#app.lab));
    this.#cover();
    this.dispatchEvent(new Event('slide'));
    this.#grant();
  }

  next(): void {
    if (this.position < this.count - 1) void this.show(this.position + 1);
  }

  previous(): void {
    if (this.position > 0) void this.show(this.position - 1);
  }

  /** Plays, pauses, trains or stops; whoever has not seen the outcome yet sees it now. */
  toggle(): void {
    // Twice before anything is shown takes it back, as it would after.
    if (!this.isShown) this.#wish = this.#wish === undefined ? 'toggle' : undefined;
    else if (this.isConcealed) this.reveal();
    else this.act?.toggle();
  }

  reveal(): void {
    if (!this.isConcealed) return;
    if (!this.isShown) {
      this.#wish = 'reveal';
      return;
    }
    this.isRevealed = true;
    this.act?.reveal();
    this.#tell();
  }

  /** Asks first from now on, or no more. */
  ask(asks: boolean): void {
    this.asks = asks;
    this.#cover();
  }

  vote(choice: number): void {
    if (!this.isConcealed || this.votes[choice] === undefined) return;
    this.votes = this.votes.with(choice, this.votes[choice] + 1);
    this.#tell();
  }

  clearVotes(): void {
    this.votes = this.votes.map(() => 0);
    this.#tell();
  }

  end(): void {
    this.#isOver = true;
    this.#unfollow();
    this.#app.session.pause();
  }

  /** Does what was asked for while the slide was on its way. */
  #grant(): void {
    if (this.#wish !== undefined) this[this.#wish]();
  }

  #cover(): void {
    this.isRevealed = false;
    this.votes = (this.question?.choices ?? []).map(() => 0);
    if (this.asks) this.act?.conceal();
    this.#tell();
  }

  #follow(act: Act): void {
    this.#unfollow();
    this.act = act;
    this.#followed = { session: this.#app.session, changes: act.changes };
    for (const change of act.changes) this.#app.session.addEventListener(change, this.#tell);
  }

  #unfollow(): void {
    for (const change of this.#followed?.changes ?? []) this.#followed?.session.removeEventListener(change, this.#tell);
    this.#followed = undefined;
  }

  readonly #tell = (): void => {
    this.dispatchEvent(new Event('change'));
  };
}
