/** Ready setups of a lab, one claim each: a row of links. */
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { LabSession } from '../lab.ts';
import { SessionController } from '../session-controller.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';

/** So many are shown where a row does not scroll; the others when they are asked for. */
const FIRST = 8;

interface Catalogued extends LabSession {
  readonly catalog: { ready: { id: string; link: string }[] };
}

class ReadyList extends PageElement<Catalogued> {
  /** What each is called, by id. */
  @property({ attribute: false }) titles!: Readonly<Record<string, { title: string }>>;
  /** What all of them are called. */
  @property() heading = '';
  /** Whether all of a long list are shown. */
  @state() private isWhole = false;

  constructor() {
    super();
    new SessionController(this, 'link');
  }

  protected override render() {
    const { session } = this;
    const current = session.link;
    const { ready } = session.catalog;
    const isLong = ready.length > FIRST + 2;
    return html`<nav class="ready" aria-label=${this.heading}>
      <ul class=${isLong && !this.isWhole ? 'cut' : ''}>
        ${ready.map(
          (preset, place) => html`<li class=${isLong && place >= FIRST ? 'later' : ''}>
            <a
              href="#${preset.link}"
              aria-current=${preset.link === current ? 'true' : 'false'}
              @click=${(event: MouseEvent) => this.#open(event, preset.link)}
              >${this.titles[preset.id]!.title}</a
            >
          </li>`,
        )}
        ${isLong
          ? html`<li class="more">
              <button class="quiet" aria-expanded=${String(this.isWhole)} @click=${() => (this.isWhole = !this.isWhole)}>
                ${this.isWhole ? this.words.fewerReady : this.words.moreReady(ready.length - FIRST)}
              </button>
            </li>`
          : nothing}
      </ul>
    </nav>`;
  }

  protected override updated(): void {
    // Measuring makes the browser lay everything out: not before the rest of the page has been updated, too.
    requestAnimationFrame(() => this.#showCurrent());
  }

  /** In a row too long to be shown whole, the current one is brought in sight; the page itself stays where it is. */
  #showCurrent(): void {
    const row = this.querySelector('ul');
    const current = row?.querySelector<HTMLElement>('[aria-current="true"]') ?? null;
    if (row === null || current === null || row.scrollWidth <= row.clientWidth) return;
    row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
  }

  #open(event: MouseEvent, link: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.session.open(link, 'push');
  }
}

define('downhill-ready-list', ReadyList);
