/** Says what was wrong with a link, field by field. */
import { html, nothing } from 'lit';

import type { LabSession } from '../lab.ts';
import { SessionController } from '../session-controller.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';

class WarningStrip extends PageElement<LabSession> {
  constructor() {
    super();
    new SessionController(this, 'warnings');
  }

  protected override render() {
    const { words, session } = this;
    return html`<div role="status" class="warnings-status">
      ${session.warnings.length === 0
        ? nothing
        : html`<div class="warnings">
            <strong>${words.warningsHeading}</strong>
            <ul>
              ${session.warnings.map((warning) => html`<li>${words.warning(warning)}</li>`)}
            </ul>
            <button class="quiet" @click=${this.#dismiss}>${words.dismiss}</button>
          </div>`}
    </div>`;
  }

  /** The button goes away with the strip: the keyboard's focus goes to the race. */
  #dismiss = (): void => {
    this.session.warn([]);
    (this.getRootNode() as Document | ShadowRoot).getElementById('lab')?.focus({ preventScroll: true });
  };
}

define('downhill-warning-strip', WarningStrip);
