/** A lab inside somebody else's page: everything of it lives below one container in a shadow root. */
import { html, nothing, render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import { App } from '../app.ts';
import type { Failure } from '../app.ts';
import chartsCss from '../charts.css?inline';
import controlsCss from '../controls.css?inline';
import { adopt } from '../elements/styles.ts';
import '../elements/warning-strip.ts';
import type { Presentation } from '../engine.ts';
import type { LabSession } from '../lab.ts';
import pageCss from '../page.css?inline';
import type { Picture } from '../picture.ts';
import { Preferences } from '../preferences.ts';
import tokensCss from '../tokens.css?inline';
import { askedOf } from './asked.ts';
import type { Attributes } from './asked.ts';
import embeddingCss from './embedding.css?inline';
import { pageAt } from './home.ts';
import type { PictureOptions, Table } from './state.ts';
import { VerbError } from './verbs.ts';
import { EMBEDDING_WORDS } from './words.ts';

/** What a link that says nothing wants. */
const UNSAID: Presentation = { hide: [], autoplay: false, slides: [], predict: false };

/**
 * Has one colour in a light page and another in a dark one: no event tells of `color-scheme` itself, but a transition does. Written
 * here, because the bundler puts something in place of `light-dark()` that knows our own style sheets alone.
 */
const SURROUNDINGS_CSS = '.surroundings { position: absolute; visibility: hidden; color: light-dark(#000, #fff); transition: color 1ms; }';

/** What a session may say, and what of it a host hears. */
const HEARD = { step: 'step', playing: 'status', training: 'status', computed: 'step', results: 'step', warnings: 'warnings' } as const;

/**
 * Says `change` when the setup has changed, `step` and `status` when what is shown has, `around` when the colours of the page
 * around it have, `warnings`, and `broken`.
 */
export class Stage extends EventTarget {
  readonly app: App;
  readonly preferences: Preferences;
  /** Whether it shall play once it is seen. */
  autoplay: boolean;
  readonly #container: HTMLElement;
  /** What is drawn; whatever was shown before it in the container is gone with its element. */
  readonly #content = document.createElement('div');
  readonly #listening = new AbortController();
  #session: LabSession | undefined;
  #sessionListening = new AbortController();
  /** Outside the container, which has a theme of its own. */
  readonly #surroundings = document.createElement('span');
  #isBroken = false;

  /** Begins what the attributes ask for; why it could not, if it could not. */
  static async begin(root: ShadowRoot, container: HTMLElement, attributes: Attributes): Promise<Stage | Failure> {
    adopt(root, [tokensCss, pageCss, controlsCss, chartsCss, embeddingCss, SURROUNDINGS_CSS]);
    const app = new App();
    const preset = attributes.preset ?? '';
    const head = await app.start(preset, preset.includes('='));
    if (typeof head !== 'string') return new Stage(app, container, attributes, head.presentation);
    // Without a core no link can be read: what the attributes and the page around say is all there is.
    showFailure(container, head, new Preferences(askedOf(attributes, UNSAID, root.host), container));
    return head;
  }

  private constructor(app: App, container: HTMLElement, attributes: Attributes, link: Presentation) {
    super();
    this.app = app;
    this.#container = container;
    const { host } = container.getRootNode() as ShadowRoot;
    const asked = askedOf(attributes, link, host);
    this.autoplay = asked.autoplay;
    this.preferences = new Preferences(asked, container);
    container.replaceChildren(this.#content);
    const { signal } = this.#listening;
    this.#surroundings.className = 'surroundings';
    container.before(this.#surroundings);
    this.#surroundings.addEventListener('transitionrun', () => this.dispatchEvent(new Event('around')), { signal });
    this.preferences.follow(signal);
    app.addEventListener('link', () => this.#draw(), { signal });
    app.addEventListener('link', () => this.dispatchEvent(new Event('change')), { signal });
    app.addEventListener('failure', (event) => this.fail((event as CustomEvent<Failure>).detail), { signal });
    this.preferences.addEventListener('change', () => this.#draw(), { signal });
    // A trapped core may be inconsistent: it is not asked again. The page around us may have a core of its own.
    const check = (error: unknown): void => {
      if (error instanceof WebAssembly.RuntimeError && isOurs(error)) this.fail('broken');
    };
    addEventListener('error', (event) => check(event.error), { signal });
    addEventListener('unhandledrejection', (event) => check(event.reason), { signal });
    // Whoever begins it says whether it is seen; its panels must not compute before that.
    this.rest();
    this.#draw();
  }

  /** Attributes or what is around the element have changed. */
  ask(attributes: Attributes, link: Presentation): void {
    const { host } = this.#container.getRootNode() as ShadowRoot;
    const asked = askedOf(attributes, link, host);
    this.autoplay = asked.autoplay;
    this.preferences.ask(asked);
  }

  /** The numbers that the command line prints for the link, as far as they are known. */
  get table(): Table {
    const { columns, rows } = this.app.session.numbers ?? { columns: [], rows: [] };
    return { columns, rows };
  }

  async png({ scale = 2, transparent = false }: PictureOptions): Promise<Blob> {
    if (!(scale >= 0.25 && scale <= 8)) throw new VerbError('argument', `toPNG: scale = ${scale}: must be from 0.25 to 8`);
    const { pngOf } = await import('../exports/png.ts');
    return pngOf(await this.#picture(), scale, transparent ? undefined : this.#background);
  }

  async svg({ transparent = false }: PictureOptions): Promise<string> {
    const { svgOf } = await import('../exports/svg.ts');
    return svgOf(await this.#picture(), this.preferences.language, transparent ? undefined : this.#background);
  }

  async #picture(): Promise<Picture> {
    const { mainPicture } = await import('../exports/main-picture.ts');
    const picture = mainPicture(this.#container, this.app.lab.id, this.preferences);
    if (picture === undefined) throw new VerbError('not-here', 'there is no picture yet: nothing has been trained');
    return picture;
  }

  get #background(): string {
    return getComputedStyle(this.#container).getPropertyValue('--background').trim();
  }

  rest(): void {
    this.app.rest();
  }

  wake(): void {
    this.app.wake();
  }

  /** Ends everything; nothing is heard of it any more. */
  dispose(): void {
    this.#listening.abort();
    this.#sessionListening.abort();
    this.app.dispose();
    this.#surroundings.remove();
    render(nothing, this.#content);
  }

  /** Shows a plain message instead. */
  fail(failure: Failure | 'broken'): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    showFailure(this.#container, failure, this.preferences);
    this.dispatchEvent(new CustomEvent('broken', { detail: failure }));
  }

  #draw(): void {
    if (this.#isBroken) return;
    const { app, preferences } = this;
    const { lab } = app;
    const { words } = preferences;
    this.#follow(lab.session);
    adopt(this.#container.getRootNode() as ShadowRoot, lab.styles);
    const page = pageAt(lab.session.link);
    render(
      html`<downhill-warning-strip .session=${lab.session} .words=${words}></downhill-warning-strip>
        <section id="lab" class="lab" tabindex="-1" aria-label="Downhill: ${words.labNames[lab.id]}">${keyed(lab.id, lab.view(preferences))}</section>
        ${page === undefined
          ? nothing
          : html`<p class="signature"><a href=${page} target="_blank" rel="noopener">${EMBEDDING_WORDS[preferences.language].openPage}</a></p>`}`,
      this.#content,
    );
  }

  #follow(session: LabSession): void {
    if (session === this.#session) return;
    this.#sessionListening.abort();
    this.#sessionListening = new AbortController();
    this.#session = session;
    const { signal } = this.#sessionListening;
    for (const [said, heard] of Object.entries(HEARD)) {
      session.addEventListener(said, () => this.dispatchEvent(new Event(heard)), { signal });
    }
  }
}

/** Where our code lies; undefined where all code is in one file, and everything there is ours. */
const FOLDER = import.meta.url as string | undefined;

/** Whether an error came out of our code. */
function isOurs({ stack = '' }: Error): boolean {
  return FOLDER === undefined || stack.includes(new URL('.', FOLDER).href) || /downhill_\w+_bg/.test(stack);
}

/** A plain message, where a lab cannot be. */
export function showFailure(container: HTMLElement, failure: Failure | 'broken', preferences: Preferences): void {
  // Made apart and put in at once: what is thrown out may stumble over a broken core while it goes.
  const message = document.createElement('div');
  render(html`<p class="plain-message" role="alert">${preferences.words[failure]}</p>`, message);
  container.replaceChildren(message);
}
