/** A noisy race that is run several times: which of its runs is shown, and how far the final losses of all spread. */
import { html, nothing } from 'lit';

import { short } from '../format.ts';
import type { Preferences } from '../preferences.ts';
import { SessionController } from '../session-controller.ts';
import type { Session } from '../session.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';
import './runner-key.ts';
import { AROUND_WORDS } from './words/index.ts';

/** Which seed is shown, of how many; undefined if there is no other. */
export function shownSeed({ setup }: Session, { language }: Preferences): string | undefined {
  const { noise, seed, seeds } = setup;
  return noise > 0 && seeds > 1 ? AROUND_WORDS[language].oneOf(String(seed), String(seeds), String(seed + seeds - 1)) : undefined;
}

class SeedSpread extends PageElement {
  constructor() {
    super();
    new SessionController(this, 'race', 'cloud');
  }

  protected override render() {
    const { session, preferences, words } = this;
    const { cloud, race } = session;
    const names = session.namesIn(preferences.language);
    if (cloud === undefined || names.length === 0) return nothing;
    const say = AROUND_WORDS[preferences.language];
    return html`<section class="seed-spread" aria-labelledby="spread-heading">
      <h3 id="spread-heading">${say.spread(String(session.setup.seeds))}</h3>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="spread-heading"><table>
        <thead>
          <tr>
            <th scope="col">${words.rule}</th>
            ${[say.lowerQuartile, say.median, say.upperQuartile].map((name) => html`<th scope="col" class="number">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${names.map(
            (name, run) => html`<tr>
              <th scope="row"><downhill-runner-key .run=${run} .theme=${preferences.theme}></downhill-runner-key> <span>${name}</span></th>
              ${[...cloud.quartiles(race, run)].map((loss) => html`<td class="number">${short(loss)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table></div>
    </section>`;
  }
}

define('downhill-seed-spread', SeedSpread);
