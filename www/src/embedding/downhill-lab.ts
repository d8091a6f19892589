/**
 * `<downhill-lab>`: a lab as an element of any page. Importing this file registers nothing and needs no browser; what it
 * takes to show a lab is fetched when the element comes near the screen.
 */
import type { Attributes } from './asked.ts';
import type { Stage } from './stage.ts';
import type { PictureOptions, State, Table } from './state.ts';
import { EMBEDDING_WORDS } from './words.ts';

export type { PictureOptions, State, Status, Table } from './state.ts';

/** Milliseconds between two `downhill-step` events at least. */
const STEP_MS = 100;
/** How far from the screen, in screens, an element begins to load. */
const NEAR = '100%';

const HOST_CSS = `:host { display: block; contain: layout style; min-inline-size: 0; }
:host([hidden]), [hidden] { display: none; }
.waiting { display: block; min-block-size: 12em; }`;

/** While the focus is inside, keys are ours, as in a frame: a deck or a book around us would turn its page by them. */
function keepKeys(event: KeyboardEvent): void {
  if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
}

/** On a server there are no elements, yet the class can be imported. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** What is set before the element is defined counts as if it were set after. */
const UPGRADED = ['preset', 'theme', 'gestures', 'hide', 'autoplay', 'step', 'playing', 'state'] as const;

/**
 * A lab of Downhill.
 *
 * @attr preset - A link: `lab=race&f=himmelblau&run=adam,lr:0.1`, as the page shares it.
 * @attr lang - `en` or `ko`; else what the link says, the page around the element, or the browser.
 * @attr theme - `light`, `dark` or `auto`.
 * @attr autoplay - Plays once it is seen, unless the visitor prefers less motion. Networks never train by themselves.
 * @attr gestures - `cooperative` (wheel and one finger scroll the page), `greedy` or `none`.
 * @attr hide - Parts to leave out: `heading presets controls transport charts table about`.
 * @slot poster - What is shown until the lab is there.
 * @csspart frame - Everything.
 * @csspart heading
 * @csspart picture
 * @csspart transport
 * @csspart charts
 * @csspart closer
 * @csspart controls
 * @csspart table
 * @csspart about
 * @cssprop --downhill-background
 * @cssprop --downhill-ink
 * @cssprop --downhill-accent
 * @cssprop --downhill-font
 * @cssprop --downhill-radius
 * @fires downhill-ready - The lab can be used. `detail`: its state.
 * @fires downhill-step - Another step is shown, ten times a second at most. `detail`: the state.
 * @fires downhill-change - The setup has changed. `detail`: the state.
 * @fires downhill-status - It plays, pauses, trains, or has ended. `detail`: the state.
 * @fires downhill-error - Something is wrong with the preset or an attribute, or the lab could not be shown. `detail`: `code`, `message`.
 */
export class DownhillLab extends Base {
  static readonly observedAttributes = ['preset', 'lang', 'theme', 'autoplay', 'gestures', 'hide'];

  readonly #container: HTMLElement | undefined;
  #stage: Stage | undefined;
  #ready!: Promise<this>;
  #resolve!: (element: this) => void;
  #connection: AbortController | undefined;
  #isBeginning = false;
  #isSeen = false;
  #turn = 0;
  /** The link that was asked for last: settles when it is shown. */
  #opening: Promise<void> = Promise.resolve();
  #hasPlayed = false;
  #stepTimer: ReturnType<typeof setTimeout> | undefined;
  #lastStep = 0;

  constructor() {
    super();
    this.#renew();
    if (typeof this.attachShadow !== 'function') return;
    const root = this.attachShadow({ mode: 'open' });
    // No markup and no style element: strict pages allow neither.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(HOST_CSS);
    root.adoptedStyleSheets.push(sheet);
    const [slot, waiting, container] = [document.createElement('slot'), document.createElement('span'), document.createElement('div')];
    slot.name = 'poster';
    waiting.className = 'waiting';
    slot.append(waiting);
    container.className = 'downhill';
    container.setAttribute('part', 'frame');
    container.hidden = true;
    root.append(slot, container);
    container.addEventListener('keydown', keepKeys);
    this.#container = container;
  }

  // --- attributes as properties ---

  get preset(): string {
    return this.getAttribute('preset') ?? '';
  }
  set preset(link: string) {
    // What the reader has changed since is given up, though the attribute says the same.
    if (link === this.getAttribute('preset') && this.#stage !== undefined) void this.#open(this.#stage, link);
    else this.setAttribute('preset', link);
  }

  get theme(): string {
    return this.getAttribute('theme') ?? 'auto';
  }
  set theme(theme: string) {
    this.setAttribute('theme', theme);
  }

  get gestures(): string {
    return this.getAttribute('gestures') ?? 'cooperative';
  }
  set gestures(gestures: string) {
    this.setAttribute('gestures', gestures);
  }

  get hide(): string {
    return this.getAttribute('hide') ?? '';
  }
  set hide(parts: string) {
    this.setAttribute('hide', parts);
  }

  get autoplay(): boolean {
    return this.hasAttribute('autoplay');
  }
  set autoplay(autoplay: boolean) {
    this.toggleAttribute('autoplay', autoplay);
  }

  // --- how it stands ---

  /** Resolves with the element when the lab can be used. */
  get ready(): Promise<this> {
    return this.#ready;
  }

  /** How the lab stands, as plain data; undefined before it is ready. Setting it takes over its link. */
  get state(): State | undefined {
    return this.#state;
  }
  set state(state: State | { link: string } | undefined) {
    if (state !== undefined) this.preset = state.link;
  }
  #state: State | undefined;

  get playing(): boolean {
    return this.#state?.status === 'playing' || this.#state?.status === 'training';
  }
  set playing(playing: boolean) {
    void (playing ? this.play() : this.pause());
  }

  get step(): number {
    return this.#state?.step ?? 0;
  }
  set step(step: number) {
    void this.seek(step);
  }

  // --- verbs: each waits until the lab is ready, and for the link that was set last ---

  /** Plays; networks are trained. */
  async play(): Promise<void> {
    await this.#do((verbs, { app }) => verbs.play(app));
  }

  async pause(): Promise<void> {
    await this.#do((verbs, { app }) => verbs.pause(app));
  }

  /** Goes `n` steps on, or back. */
  async stepBy(n: number): Promise<void> {
    await this.#do((verbs, { app }) => verbs.stepBy(app, n));
  }

  /** Shows step `t`. */
  async seek(t: number): Promise<void> {
    await this.#do((verbs, { app }) => verbs.seek(app, t));
  }

  /** Back to the start; what is trained is forgotten. */
  async reset(): Promise<void> {
    await this.#do((verbs, { app }) => verbs.reset(app));
  }

  /**
   * Takes over a link. What is wrong with it is said as `downhill-error`, and the rest still counts; a link that says nothing, or
   * of another version, is refused.
   */
  async setState(link: string): Promise<void> {
    await this.#do(async (verbs, stage) => {
      const text = verbs.linkFrom(link);
      const [head, nothing] = [await stage.app.head(text), await stage.app.head('')];
      if (head !== undefined && nothing !== undefined) verbs.accept(text, head, nothing.presentation);
      await this.#open(stage, text);
    });
  }

  /** The address of the page with this setup; the bare link where nobody knows where the page is. */
  async toURL(): Promise<string> {
    const { pageAt } = await import('./home.ts');
    return this.#do((_, { app }) => pageAt(app.link) ?? `#${app.link}`);
  }

  /** The numbers of the run; without rows before anything has been trained. */
  async getTable(): Promise<Table> {
    return this.#do((_, stage) => stage.table);
  }

  /** The picture that is shown, as PNG: twice as many pixels as on the page, unless `scale` says otherwise. */
  async toPNG(options: PictureOptions = {}): Promise<Blob> {
    return this.#do((verbs, stage) => stage.png(verbs.pictureOptions('toPNG', options)));
  }

  /** The picture that is shown, as an SVG document. */
  async toSVG(options: PictureOptions = {}): Promise<string> {
    return this.#do((verbs, stage) => stage.svg(verbs.pictureOptions('toSVG', options)));
  }

  async #do<T>(act: (verbs: typeof import('./verbs.ts'), stage: Stage) => T | Promise<T>): Promise<T> {
    const [verbs] = await Promise.all([import('./verbs.ts'), this.#ready]);
    await this.#opened();
    if (this.#stage === undefined) throw new verbs.VerbError('not-ready', 'the element is in no document');
    return act(verbs, this.#stage);
  }

  // --- life ---

  connectedCallback(): void {
    for (const name of UPGRADED) this.#upgrade(name);
    const connection = new AbortController();
    this.#connection = connection;
    const near = new IntersectionObserver((entries) => entries.at(-1)!.isIntersecting && void this.#begin(), { rootMargin: NEAR });
    const seen = new IntersectionObserver((entries) => this.#see(entries.at(-1)!.isIntersecting));
    near.observe(this);
    seen.observe(this);
    document.addEventListener('visibilitychange', () => this.#see(this.#isSeen), { signal: connection.signal });
    connection.signal.addEventListener('abort', () => {
      near.disconnect();
      seen.disconnect();
    });
  }

  disconnectedCallback(): void {
    this.#connection?.abort();
    this.#connection = undefined;
    // A move within the document is no end.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#stage?.dispose();
      if (this.#stage !== undefined) this.#renew();
      this.#stage = undefined;
      this.#state = undefined;
      clearTimeout(this.#stepTimer);
      this.#stepTimer = undefined;
    });
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    const stage = this.#stage;
    if (stage === undefined || before === now) return;
    if (name === 'preset') return void this.#open(stage, now ?? '');
    stage.ask(this.#attributes, stage.app.presentation);
    this.#see(this.#isSeen);
    void this.#complain();
  }

  get #attributes(): Attributes {
    const given = (name: string): string | null => this.getAttribute(name);
    return { preset: given('preset'), lang: given('lang'), theme: given('theme'), gestures: given('gestures'), hide: given('hide'), autoplay: this.autoplay };
  }

  #renew(): void {
    this.#ready = new Promise((resolve) => (this.#resolve = resolve));
  }

  async #begin(): Promise<void> {
    const container = this.#container;
    if (this.#stage !== undefined || this.#isBeginning || container === undefined) return;
    this.#isBeginning = true;
    const asked = this.#attributes;
    try {
      const { Stage } = await import('./stage.ts');
      const stage = await Stage.begin(this.shadowRoot!, container, asked);
      if (!this.isConnected) return typeof stage === 'string' ? undefined : stage.dispose();
      this.shadowRoot!.querySelector('slot')!.hidden = true;
      container.hidden = false;
      if (typeof stage === 'string') return this.#say('error', { code: stage, message: 'the lab cannot be shown' });
      this.#stage = stage;
    } catch (error) {
      this.#showUnloaded(container);
      return this.#say('error', { code: 'load-failed', message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#isBeginning = false;
    }
    const stage = this.#stage;
    // What was changed meanwhile counts.
    if (this.preset !== (asked.preset ?? '')) void this.#open(stage, this.preset);
    const { stateOf } = await import('./verbs.ts');
    await this.#opened();
    // It may have been removed meanwhile, and begun again.
    if (this.#stage !== stage) return;
    if (JSON.stringify(this.#attributes) !== JSON.stringify(asked)) stage.ask(this.#attributes, stage.app.presentation);
    this.#listen(stage, stateOf);
    this.#resolve(this);
    this.#say('ready', this.#state);
    this.#see(this.#isSeen);
    void this.#complain();
  }

  /** Says that nothing came, in what words there are; coming near the screen again tries again. */
  #showUnloaded(container: HTMLElement): void {
    const language = /^ko\b/i.test(this.lang || this.closest<HTMLElement>('[lang]')?.lang || navigator.language) ? 'ko' : 'en';
    const message = document.createElement('p');
    message.role = 'alert';
    message.lang = language;
    message.textContent = EMBEDDING_WORDS[language].failed;
    container.replaceChildren(message);
    container.hidden = false;
  }

  #listen(stage: Stage, stateOf: typeof import('./verbs.ts').stateOf): void {
    const update = (): State => (this.#state = stateOf(stage.app));
    update();
    stage.addEventListener('change', () => this.#say('change', update()));
    stage.addEventListener('around', () => stage.ask(this.#attributes, stage.app.presentation));
    stage.addEventListener('status', () => this.#say('status', update()));
    stage.addEventListener('broken', (event) => this.#say('error', { code: (event as CustomEvent<string>).detail, message: 'the lab cannot be shown' }));
    stage.addEventListener('step', () => {
      update();
      if (this.#stepTimer !== undefined) return;
      this.#stepTimer = setTimeout(() => {
        this.#stepTimer = undefined;
        this.#lastStep = performance.now();
        this.#say('step', this.#state);
      }, Math.max(0, this.#lastStep + STEP_MS - performance.now()));
    });
  }

  /** Waits until no link is being opened; what is wrong with one is told by who opened it. */
  async #opened(): Promise<void> {
    let opening;
    do await (opening = this.#opening).catch(() => undefined);
    while (opening !== this.#opening);
  }

  #open(stage: Stage, link: string): Promise<void> {
    return (this.#opening = this.#take(stage, link));
  }

  async #take(stage: Stage, link: string): Promise<void> {
    const turn = ++this.#turn;
    await stage.app.open(link, 'none');
    // What was asked for meanwhile speaks for itself; before it is ready, what follows is done at once for all.
    if (this.#stage !== stage || turn !== this.#turn || this.#state === undefined) return;
    this.#hasPlayed = false;
    stage.ask(this.#attributes, stage.app.presentation);
    this.#see(this.#isSeen);
    await this.#complain();
  }

  /** Runs only while it is seen. */
  #see(isSeen: boolean): void {
    this.#isSeen = isSeen;
    const stage = this.#stage;
    if (stage === undefined) return;
    if (!isSeen || document.hidden) return stage.rest();
    stage.wake();
    if (!stage.autoplay || this.#hasPlayed || this.#state === undefined || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.#hasPlayed = true;
    // The setup is shown at its end: playing begins at the start. What is trained waits for somebody to ask.
    if (stage.app.lab.id !== 'minima') void this.play();
  }

  async #complain(): Promise<void> {
    const { complaintsOf } = await import('./asked.ts');
    const messages = [...complaintsOf(this.#attributes), ...(this.#stage?.app.session.warnings ?? []).map(({ text }) => text)];
    for (const message of messages) this.#say('error', { code: 'preset', message });
  }

  #say(what: 'ready' | 'step' | 'change' | 'status' | 'error', detail: unknown): void {
    this.dispatchEvent(new CustomEvent(`downhill-${what}`, { detail, bubbles: true, composed: true }));
  }

  #upgrade(name: (typeof UPGRADED)[number]): void {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name] as never;
    delete (this as Record<string, unknown>)[name];
    (this as Record<string, unknown>)[name] = value;
  }
}
