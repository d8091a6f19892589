/** Ready setups of a lab, one claim each: a row of links. */
import { html } from 'lit';
import { property } from 'lit/decorators.js';

import type { LabSession } from '../lab.ts';
import { SessionController } from '../session-controller.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';

interface Catalogued extends LabSession {
  readonly catalog: { ready: { id: string; link: string }[] };
}

class ReadyList extends PageElement<Catalogued> {
  /** What each is called, by id. */
  @property({ attribute: false }) titles!: Readonly<Record<string, { title: string }>>;
  /** What all of them are called. */
  @property() heading = '';

  constructor() {
    super();
    new SessionController(this, 'link');
  }

  protected override render() {
    const { session } = this;
    const current = session.link;
    return html`<nav class="ready" aria-label=${this.heading}>
      <ul>
        ${session.catalog.ready.map(
          (preset) => html`<li>
            <a
              href="#${preset.link}"
              aria-current=${preset.link === current ? 'true' : 'false'}
              @click=${(event: MouseEvent) => this.#open(event, preset.link)}
              >${this.titles[preset.id]!.title}</a
            >
          </li>`,
        )}
      </ul>
    </nav>`;
  }

  /** In a row too long to be shown whole, the current one is brought in sight; the page itself stays where it is. */
  protected override updated(): void {
    const row = this.querySelector('ul')!;
    const current = row.querySelector<HTMLElement>('[aria-current="true"]');
    if (current === null || row.scrollWidth <= row.clientWidth) return;
    row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
  }

  #open(event: MouseEvent, link: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.session.open(link, 'push');
  }
}

define('downhill-ready-list', ReadyList);
