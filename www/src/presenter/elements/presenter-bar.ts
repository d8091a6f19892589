/** The bar of a talk: where it is, what there is to press, and the keys. */
import { LitElement, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';

import { define } from '../../elements/define.ts';
import type { Preferences } from '../../preferences.ts';
import { presetTitle } from '../../share/ready-presets.ts';
import type { Talk } from '../talk.ts';
import { PRESENTER_WORDS } from '../words/index.ts';

/** The keys as they are printed on keyboards. */
const KEYS = [
  ['next', '→  PgDn  Space'],
  ['previous', '←  PgUp'],
  ['toggle', 'P  Enter'],
  ['reveal', 'R'],
  ['vote', '1 … 9'],
  ['ask', 'Q'],
  ['fullScreen', 'F'],
  ['leave', 'Esc'],
  ['help', '?'],
] as const;

/** Says `leave` and `full-screen` when those are pressed. */
export class PresenterBar extends LitElement {
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
    document.addEventListener('fullscreenchange', this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.talk.removeEventListener('change', this.#redraw);
    this.preferences.removeEventListener('change', this.#redraw);
    document.removeEventListener('fullscreenchange', this.#redraw);
  }

  showKeys(): void {
    this.querySelector('dialog')!.showModal();
  }

  protected override render() {
    const { talk, preferences } = this;
    const { language } = preferences;
    const say = PRESENTER_WORDS[language];
    const { act, slide, position, count } = talk;
    const running = act?.isRunning === true;
    const label = act?.trains === true ? (running ? say.stop : say.train) : running ? say.pause : say.play;
    // Not `disabled`: the button that was just pressed would lose the keyboard's focus.
    const turn = (sign: string, label: string, isOff: boolean, turnTo: () => void) =>
      html`<button class="talk-button" aria-label=${label} title=${label} aria-disabled=${String(isOff)} @click=${isOff ? nothing : turnTo}>${sign}</button>`;
    return html`<section class="presenter-bar" aria-label=${say.talk} aria-busy=${String(!talk.isShown)}>
      ${talk.missing.length === 0 ? nothing : html`<p class="talk-missing" role="status">${say.missing(talk.missing.join(', '))}</p>`}
      ${count === 1
        ? nothing
        : html`<div class="talk-place">
            ${turn('←', say.previous, position === 0, () => talk.previous())}
            <span aria-hidden="true">${position + 1} / ${count}</span>
            ${turn('→', say.next, position === count - 1, () => talk.next())}
          </div>`}
      <p class="visually-hidden" role="status">${say.place(position + 1, count)}${slide === undefined ? '' : `: ${presetTitle(slide, language)}`}</p>
      <div class="talk-act">
        ${talk.isConcealed
          ? html`<button class="primary" @click=${() => talk.reveal()}>${say.reveal}</button>`
          : html`<button class="primary" @click=${() => talk.toggle()}>${label}</button>`}
        <button class="talk-button" aria-pressed=${String(talk.asks)} @click=${() => talk.ask(!talk.asks)}>${say.predict}</button>
      </div>
      <div class="talk-rest">
        ${document.fullscreenEnabled
          ? html`<button class="talk-button" aria-pressed=${String(document.fullscreenElement !== null)} @click=${() => this.dispatchEvent(new Event('full-screen'))}>
              ${say.fullScreen}
            </button>`
          : nothing}
        ${turn('?', say.help, false, () => this.showKeys())} ${turn('×', say.leave, false, () => this.dispatchEvent(new Event('leave')))}
      </div>
      <dialog class="share keys" aria-labelledby="keys-heading" @click=${closeBeside}>
        <div class="share-body">
          <div class="share-head">
            <h2 id="keys-heading">${say.help}</h2>
            <button class="quiet icon" aria-label=${say.close} @click=${close}>×</button>
          </div>
          <dl>${KEYS.map(([does, keys]) => html`<div><dt>${keys}</dt><dd>${say.keys[does]}</dd></div>`)}</dl>
        </div>
      </dialog>
    </section>`;
  }
}

function close(event: Event): void {
  (event.currentTarget as HTMLElement).closest('dialog')!.close();
}

function closeBeside(event: Event): void {
  if (event.target === event.currentTarget) close(event);
}

define('downhill-presenter-bar', PresenterBar);
