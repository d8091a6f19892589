/** "Look closer": the panels below a race, of which one is open at a time. */
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import { define } from '../elements/define.ts';
import { PageElement } from '../elements/element.ts';
import type { PanelId } from '../engine.ts';
import { SessionController } from '../session-controller.ts';
import { PANELS } from './panels.ts';
import type { PanelSource } from './panels.ts';
import { CLOSER_WORDS } from './words/index.ts';

class CloserLook extends PageElement {
  /** What could not be fetched. */
  @state() private failed: PanelId | undefined;
  #open: { source: PanelSource; element: PageElement } | undefined;
  #loading: PanelId | undefined;

  constructor() {
    super();
    new SessionController(this, 'race', 'look');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override render() {
    const say = CLOSER_WORDS[this.preferences.language];
    const { panel } = this.session.setup.look;
    if (PANELS.length === 0) return nothing;
    return html`<section class="closer" aria-labelledby="closer-heading">
      <div class="chart-head">
        <h2 id="closer-heading">${say.heading}</h2>
        <div class="segments" role="group" aria-labelledby="closer-heading">
          ${PANELS.map(
            ({ id }) => html`<button class="quiet" aria-expanded=${String(id === panel)} aria-controls="closer-panel" @click=${() => this.#toggle(id)}>
              ${say.panels[id].name}
            </button>`,
          )}
        </div>
      </div>
      ${panel === undefined ? html`<p class="hint">${say.hint}</p>` : html`<p class="hint">${say.panels[panel].sentence}</p>`}
      ${panel !== undefined && this.failed === panel
        ? html`<p class="reason" role="alert">${this.words.loadFailed} <button class="quiet" @click=${() => this.#retry()}>${this.words.tryAgain}</button></p>`
        : nothing}
      <div id="closer-panel" class="closer-panel" ?hidden=${panel === undefined}></div>
    </section>`;
  }

  /** The open panel's element is kept by hand: which it is, is known when its code has come. */
  protected override updated(): void {
    const { panel } = this.session.setup.look;
    this.toggleAttribute('open', panel !== undefined);
    const source = PANELS.find(({ id }) => id === panel);
    if (this.#open !== undefined && this.#open.source !== source) this.#close();
    if (source === undefined) return;
    if (this.#open === undefined) void this.#fetch(source);
    else Object.assign(this.#open.element, { session: this.session, preferences: this.preferences, words: this.words });
  }

  async #fetch(source: PanelSource): Promise<void> {
    const { id, tag, load } = source;
    if (this.#loading === id || this.failed === id) return;
    this.#loading = id;
    try {
      await load();
    } catch (error) {
      console.error(`Downhill: the panel ${id} did not load.`, error);
      this.failed = id;
      return;
    } finally {
      if (this.#loading === id) this.#loading = undefined;
    }
    if (!this.isConnected || this.session.setup.look.panel !== id || this.#open !== undefined) return;
    const element = document.createElement(tag) as PageElement;
    this.#open = { source, element };
    Object.assign(element, { session: this.session, preferences: this.preferences, words: this.words });
    this.querySelector('#closer-panel')!.replaceChildren(element);
  }

  #close(): void {
    this.#open?.element.remove();
    this.#open = undefined;
  }

  #toggle(id: PanelId): void {
    this.failed = undefined;
    const isOpen = this.session.setup.look.panel === id;
    this.session.lookCloser({ panel: isOpen ? undefined : id });
  }

  #retry(): void {
    this.failed = undefined;
  }
}

define('downhill-closer-look', CloserLook);
