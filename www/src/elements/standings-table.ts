/** The standings: loss now, best so far, steps to the target, and what became of each runner. */
import { html, nothing } from 'lit';

import type { Standing } from '../engine.ts';
import { short } from '../format.ts';
import { SessionController } from '../session-controller.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';
import './runner-key.ts';
import { shownSeed } from './seed-spread.ts';
import { AROUND_WORDS } from './words/index.ts';

class StandingsTable extends PageElement {
  constructor() {
    super();
    new SessionController(this, 'race', 'step', 'look');
  }

  protected override render() {
    const { words, session, preferences } = this;
    const { target, step } = session;
    const names = session.namesIn(preferences.language);
    const rows = session.setup.runs
      .map((_, run) => ({ run, name: names[run]!, standing: session.race.standing(run, step, target) }))
      .sort((a, b) => order(a.standing) - order(b.standing));
    return html`<section class="standings" aria-labelledby="standings-heading">
      <h2 id="standings-heading">${words.standings} <small>${shownSeed(session, preferences) ?? nothing}</small></h2>
      ${rows.length === 0
        ? html`<p class="hint">${words.noRunners}</p>`
        : html`<div class="scroll" tabindex="0" role="group" aria-labelledby="standings-heading"><table>
            <thead>
              <tr>
                <th scope="col">${words.rule}</th>
                <th scope="col" class="number">${words.lossNow}</th>
                <th scope="col" class="number">${words.best}</th>
                <th scope="col" class="number">${target === undefined ? words.noTarget : this.#to(short(target))}</th>
                <th scope="col">${words.outcome}</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                ({ run, name, standing }) => html`<tr>
                  <th scope="row"><downhill-runner-key .run=${run} .theme=${preferences.theme}></downhill-runner-key> <span>${name}</span></th>
                  <td class="number">${short(standing.loss)}</td>
                  <td class="number" title=${standing.bestStep === undefined ? '' : words.atStep(String(standing.bestStep))}>
                    ${standing.best === undefined ? '–' : short(standing.best)}
                  </td>
                  <td class="number">${target === undefined ? '–' : this.#reached(standing)}</td>
                  <td class=${standing.status}>${this.#outcome(standing)}</td>
                </tr>`,
              )}
            </tbody>
          </table></div>`}
      </section>
      <downhill-seed-spread .session=${session} .preferences=${preferences} .words=${words}></downhill-seed-spread>`;
  }

  get #isPerEvaluation(): boolean {
    return this.session.setup.look.isPerEvaluation;
  }

  #to(target: string): string {
    return this.#isPerEvaluation ? AROUND_WORDS[this.preferences.language].evaluationsTo(target) : this.words.stepsTo(target);
  }

  #reached({ reached, reachedCost }: Standing): string {
    const shown = this.#isPerEvaluation ? reachedCost : reached;
    return shown === undefined ? this.words.never : String(shown);
  }

  #outcome(standing: Standing): string {
    const { words } = this;
    if (standing.status === 'diverged') return words.divergedAt(String(standing.divergedAt));
    return standing.status === 'converged' ? words.converged : words.running;
  }
}

/** Diverged runners last, whatever their loss. */
function order(standing: Standing): number {
  return standing.status === 'diverged' || Number.isNaN(standing.loss) ? Infinity : standing.loss;
}

define('downhill-standings-table', StandingsTable);
