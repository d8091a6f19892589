/** How every contender fares, and what an update of it takes. */
import { html, nothing } from 'lit';

import { define } from '../../elements/define.ts';
import { short } from '../../format.ts';
import { SessionController } from '../../session-controller.ts';
import type { BatchStanding } from '../engine.ts';
import { contenderNames } from '../names.ts';
import { BatchElement } from './batch-element.ts';
import '../../elements/runner-key.ts';

class ContenderTable extends BatchElement {
  constructor() {
    super();
    new SessionController(this, 'setup', 'step', 'ready', 'computed', 'playing');
  }

  /** Numbers that change at every frame cannot be read, and some take a walk over the whole run. */
  protected override get calm(): number {
    return 150;
  }

  protected override render() {
    const { session, say } = this;
    const { comparison } = session;
    if (comparison === undefined) return nothing;
    const names = contenderNames(session, say);
    const standings = names.map((_, contender) => comparison.standing(contender, session.step));
    const count = (whole: number): string => whole.toLocaleString(this.preferences.language);
    const course: [string, (standing: BatchStanding) => string][] = [
      [say.updates, ({ update }) => count(update)],
      [say.epochs, ({ epochs }) => short(epochs, 3)],
      [say.gradients, ({ gradients }) => count(gradients)],
      [say.loss, ({ loss }) => short(loss, 5)],
      [say.raised, ({ raised }) => (raised === undefined ? '–' : percent(raised))],
      [say.floor, ({ floor }) => (floor === undefined ? '–' : short(floor, 3))],
      [say.spread, ({ spread }) => (spread === undefined ? '–' : short(spread, 3))],
      // Who starts where the loss is least already has no way to go.
      [say.reached, ({ reached }) => (reached === undefined ? say.never : reached === 0 ? '–' : count(reached))],
    ];
    const costs: [string, (standing: BatchStanding) => string][] = [
      [say.gradients, ({ samples }) => count(samples)],
      [say.flops, ({ flops }) => count(flops)],
      [say.memory, ({ bytes }) => say.bytes(count(bytes))],
    ];
    const isLeftOver = standings.some(({ samples }) => comparison.samples % samples !== 0);
    return html`${this.#table('course', say.course, names, standings, course)}
    ${isLeftOver ? html`<p class="hint">${say.leftOver}</p>` : nothing} ${this.#table('costs', say.costs, names, standings, costs)}`;
  }

  #table(
    id: string,
    heading: string,
    names: string[],
    standings: BatchStanding[],
    columns: [string, (standing: BatchStanding) => string][],
  ) {
    const { say, preferences } = this;
    return html`<section class="standings" aria-labelledby="${id}-heading">
      <h2 id="${id}-heading">${heading}</h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="${id}-heading">
        <table>
          <thead>
            <tr>
              <th scope="col">${say.contenders}</th>
              ${columns.map(([name]) => html`<th scope="col" class="number">${name}</th>`)}
              ${id === 'course' ? html`<th scope="col">${say.outcome}</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${standings.map(
              (standing, contender) => html`<tr>
                <th scope="row"><downhill-runner-key .run=${contender} .theme=${preferences.theme}></downhill-runner-key> <span>${names[contender]}</span></th>
                ${columns.map(([, cell]) => html`<td class="number">${cell(standing)}</td>`)}
                ${id !== 'course'
                  ? nothing
                  : standing.divergedAt === undefined
                    ? html`<td>${standing.update < standing.updates ? say.running : say.finished}</td>`
                    : html`<td class="diverged">${say.divergedAt(String(standing.divergedAt))}</td>`}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }
}

function percent(share: number): string {
  return `${short(100 * share, 3)} %`;
}

define('downhill-contender-table', ContenderTable);
