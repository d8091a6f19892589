/** What this run shows, said from what was measured. */
import { html, nothing } from 'lit';

import { define } from '../../elements/define.ts';
import { SessionController } from '../../session-controller.ts';
import { verdict } from '../verdict.ts';
import { MinimaElement } from './minima-element.ts';

class VerdictPanel extends MinimaElement {
  constructor() {
    super();
    new SessionController(this, 'setup', 'training', 'results');
  }

  protected override get calm(): number {
    return 250;
  }

  protected override render() {
    const { session, say } = this;
    const found = verdict(session, say);
    return html`<section class="verdict" aria-labelledby="verdict-heading">
      <h2 id="verdict-heading">${say.verdict}</h2>
      ${found === undefined
        ? html`<p class="hint">${say.pending}</p>`
        : html`<div class="verdict-body">
            ${found.findings.map((sentence) => html`<p class="verdict-finding">${sentence}</p>`)}
            ${found.claim === undefined
              ? nothing
              : html`<p class="verdict-claim"><q>${found.claim.quote}</q> <strong>${found.claim.answer}</strong> ${found.claim.why}</p>`}
            ${found.remarks.map((sentence) => html`<p class="verdict-remark">${sentence}</p>`)}
          </div>`}
    </section>`;
  }
}

define('downhill-verdict-panel', VerdictPanel);
