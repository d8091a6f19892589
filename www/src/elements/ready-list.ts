/** Ready races, one claim each: a row of links. */
import { html } from 'lit';

import { SessionController } from '../session-controller.ts';
import type { ReadyId } from '../words/table.ts';
import { PageElement } from './element.ts';

class ReadyList extends PageElement {
  constructor() {
    super();
    new SessionController(this, 'race');
  }

  protected override render() {
    const { words, session } = this;
    const current = session.link;
    return html`<nav class="ready" aria-label=${words.readyHeading}>
      <ul>
        ${session.catalog.ready.map(
          (preset) => html`<li>
            <a
              href="#${preset.link}"
              aria-current=${preset.link === current ? 'true' : 'false'}
              @click=${(event: MouseEvent) => this.#open(event, preset.link)}
              >${words.ready[preset.id as ReadyId].title}</a
            >
          </li>`,
        )}
      </ul>
    </nav>`;
  }

  #open(event: MouseEvent, link: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.session.open(link, 'push');
  }
}

customElements.define('ready-list', ReadyList);
