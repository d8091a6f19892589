/** How many runs of each batch size got where they should, beside what an independent implementation recorded. */
import { html, nothing } from 'lit';

import { define } from '../../elements/define.ts';
import { short } from '../../format.ts';
import { SessionController } from '../../session-controller.ts';
import { contenderNames } from '../names.ts';
import { BatchElement } from './batch-element.ts';
import '../../elements/runner-key.ts';

class ArrivalsTable extends BatchElement {
  constructor() {
    super();
    new SessionController(this, 'setup', 'step', 'ready', 'computed', 'playing');
  }

  /** Numbers that change at every frame cannot be read, and some take a walk over the whole run. */
  protected override get calm(): number {
    return 150;
  }

  protected override render() {
    const { session, say, preferences } = this;
    const { comparison, data, setup } = session;
    if (comparison === undefined || data?.goal === undefined || setup.replicas === 0 || comparison.startsThere) return nothing;
    const names = contenderNames(session, say);
    const recorded = session.contenders.map((_, contender) => this.#recorded(contender));
    return html`<section class="standings" aria-labelledby="arrivals-heading">
      <h2 id="arrivals-heading">${say.arrivals[data.goal]} <small>${say.arrivalsNote(String(setup.replicas))}</small></h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="arrivals-heading">
        <table>
          <thead>
            <tr>
              <th scope="col">${say.contenders}</th>
              <th scope="col" class="number">${say.thisRun}</th>
              <th scope="col" class="number">${say.medianUpdate}</th>
              <th scope="col" class="number">${say.recorded}</th>
              <th scope="col" class="number">${say.medianUpdate}</th>
            </tr>
          </thead>
          <tbody>
            ${names.map((name, contender) => {
              const [count, replicas, median] = comparison.arrivals(contender, session.step) as unknown as [number, number, number];
              const known = recorded[contender];
              return html`<tr>
                <th scope="row"><downhill-runner-key .run=${contender} .theme=${preferences.theme}></downhill-runner-key> <span>${name}</span></th>
                <td class="number">${short((100 * count) / replicas, 4)} %</td>
                <td class="number">${Number.isNaN(median) ? '–' : short(Math.floor(median), 5)}</td>
                <td class="number">${known === undefined ? '–' : `${short(known.percent, 4)} %`}</td>
                <td class="number">${known?.median ?? '–'}</td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
      <p class="hint">${recorded.some((known) => known !== undefined) ? say.recordedNote : say.notRecorded}</p>
    </section>`;
  }

  /** What was recorded of this very experiment, if it was one of those. */
  #recorded(contender: number) {
    const { session } = this;
    const { setup, data, catalog } = session;
    const { run, batch } = session.contenders[contender]!;
    const { rule, params, decay } = setup.runs[run]!;
    const usual = data!.setup;
    const isUsual =
      rule === 'sgd' && decay === 0 && setup.seed === 0 && !setup.isReplaced && setup.changes.length === 0 &&
      setup.unit === usual.unit && setup.amount === usual.amount && setup.from.every((value, index) => value === usual.from[index]);
    if (!isUsual) return undefined;
    const size = batch === 0 ? data!.samples : batch;
    return catalog.recorded.find(
      (row) => row.data === data!.id && row.noise === setup.noise && row.lr === params[0] && row.batch === size,
    );
  }
}

define('downhill-arrivals-table', ArrivalsTable);
