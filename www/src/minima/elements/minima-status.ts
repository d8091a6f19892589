/** Says, to who cannot see it, how far training is, and what came out. */
import { html } from 'lit';

import { define } from '../../elements/define.ts';
import { SessionController } from '../../session-controller.ts';
import { verdict } from '../verdict.ts';
import { MinimaElement } from './minima-element.ts';

class MinimaStatus extends MinimaElement {
  constructor() {
    super();
    new SessionController(this, 'training', 'setup');
  }

  protected override render() {
    const { session, say } = this;
    const { setup } = session;
    const all = setup.runs.length * session.seeds;
    const found = session.isTraining ? undefined : verdict(session, say);
    const text = session.isTraining
      ? say.status(String(session.finished), String(all))
      : session.hasResults && session.isTrained
        ? `${say.finished} ${found?.findings.join(' ') ?? ''}`
        : '';
    return html`<p class="visually-hidden" role="status" id="summary">${text}</p>`;
  }
}

define('downhill-minima-status', MinimaStatus);
