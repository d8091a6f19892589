/** The lab's questions, each a link, and under the open one the ready setups that ask it. */
import { html, nothing } from 'lit';

import { define } from '../../elements/define.ts';
import { SessionController } from '../../session-controller.ts';
import { printMinimaLink } from '../engine.ts';
import type { ExperimentId } from '../engine.ts';
import { MinimaElement } from './minima-element.ts';

class QuestionList extends MinimaElement {
  constructor() {
    super();
    new SessionController(this, 'setup');
  }

  protected override render() {
    const { session, say } = this;
    const { experiment } = session.setup;
    // However its planes are shown, it is the same setup.
    const { look: _, ...plain } = session.setup;
    const link = printMinimaLink(plain);
    return html`<nav class="questions" aria-labelledby="questions-heading">
      <h2 id="questions-heading">${say.questions}</h2>
      <ol>
        ${session.catalog.experiments.map(({ id }) => {
          const ready = this.#ready(id);
          const isOpen = id === experiment;
          return html`<li>
            <a href="#${ready[0]!.link}" aria-current=${isOpen ? 'true' : 'false'} @click=${(event: MouseEvent) => this.#open(event, ready[0]!.link)}
              >${say.question[id].short}</a
            >
            ${isOpen && ready.length > 1
              ? html`<ul>
                  ${ready.map(
                    (preset) => html`<li>
                      <a
                        class="variant"
                        href="#${preset.link}"
                        aria-current=${preset.link === link ? 'true' : 'false'}
                        @click=${(event: MouseEvent) => this.#open(event, preset.link)}
                        >${say.ready[preset.id as keyof typeof say.ready].title}</a
                      >
                    </li>`,
                  )}
                </ul>`
              : nothing}
          </li>`;
        })}
      </ol>
    </nav>`;
  }

  /** In a row too long to be shown whole, the open question is brought in sight; the page itself stays where it is. */
  protected override updated(): void {
    const row = this.querySelector('ol')!;
    const current = row.querySelector<HTMLElement>(':scope > li > [aria-current="true"]');
    if (current === null || row.scrollWidth <= row.clientWidth) return;
    row.scrollLeft = current.offsetLeft - row.offsetLeft - 12;
  }

  /** The ready setups that ask a question. */
  #ready(id: ExperimentId): { id: string; link: string }[] {
    return this.session.catalog.ready.filter(({ link }) => link.includes(`experiment=${id}&`));
  }

  #open(event: MouseEvent, link: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.session.open(link, 'push');
  }
}

define('downhill-question-list', QuestionList);
