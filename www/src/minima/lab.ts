/** Minima: small networks trained in the page, their curvature, and what it has to do with new data. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import digitsAddress from '../../../crates/data/files/digits.csv?url';
import minimaCss from '../minima.css?inline';
import { partsOf } from '../elements/parts.ts';
import { paintKeysWith } from '../elements/runner-key.ts';
import type { LabSource } from '../lab.ts';
import panelsCss from '../panels.css?inline';
import type { Preferences } from '../preferences.ts';
import { WorkPool } from '../pool/pool.ts';
import { openedText } from '../resource.ts';
import { computeWith } from './computation.ts';
import { DigitsData, drawRunnerKey, engineModule, linkWith, loadMinimaEngine, parseMinimaLink, readCatalog } from './engine.ts';
import type { ExperimentId } from './engine.ts';
import { MinimaSession } from './session.ts';
import type { MinimaPool } from './session.ts';
import { MINIMA_WORDS } from './words/index.ts';
import MinimaWorker from './worker.ts?worker&inline';
import './elements/between-chart.ts';
import './elements/course-chart.ts';
import './elements/minima-status.ts';
import './elements/minima-table.ts';
import './elements/paired-chart.ts';
import './elements/question-list.ts';
import './elements/rescale-panel.ts';
import './elements/run-controls.ts';
import './elements/scatter-chart.ts';
import './elements/solution-panels.ts';
import './elements/spectrum-chart.ts';
import './elements/train-bar.ts';
import './elements/verdict-panel.ts';
import './elements/wells-panel.ts';

/** All digits there are: what is not trained on is for testing. */
const DIGITS = 1797;

let digits: string | undefined;
let pool: MinimaPool | undefined;

/** The workers of the lab, made when something is to be computed. */
function workers(): MinimaPool {
  pool ??= new WorkPool({
    spawn: () => new MinimaWorker(),
    greeting: { module: engineModule(), digits },
    local: () => computeWith(new DigitsData(digits!)),
  });
  return pool;
}

export const minimaLab: LabSource = {
  async load() {
    const [failure, csv] = await Promise.all([loadMinimaEngine(), digits ?? openedText(digitsAddress)]);
    if (failure !== undefined) return failure;
    digits = csv;
    return csv === undefined ? 'failed' : undefined;
  },
  head: parseMinimaLink,
  linkWith,
  begin(link) {
    paintKeysWith(drawRunnerKey);
    const catalog = readCatalog();
    const setup = parseMinimaLink(link ?? catalog.ready[0]!.link).setup;
    const session = new MinimaSession(catalog, setup, workers);
    const title = ({ language }: Preferences): string => MINIMA_WORDS[language].pageTitle;
    return { id: 'minima', session, styles: [panelsCss, minimaCss], title, view: (preferences) => view(session, preferences) };
  },
};

function view(session: MinimaSession, preferences: Preferences): TemplateResult {
  const { words } = preferences;
  const say = MINIMA_WORDS[preferences.language];
  const { setup } = session;
  const { title, sentence } = say.question[setup.experiment];
  const part = partsOf(preferences);
  const count = (whole: number): string => whole.toLocaleString(preferences.language);
  return html`
    <div class="stage minima-stage">
      ${part('heading', html`<div class="heading" part="heading">
        <h1>${title}</h1>
        <p>${sentence(count(setup.train), count(DIGITS - setup.train))}</p>
      </div>`)}
      ${part('transport', html`<downhill-train-bar part="transport" .session=${session} .preferences=${preferences} .words=${words}></downhill-train-bar>`)}
      ${pictures(setup.experiment, session, preferences)}
      <downhill-minima-status .session=${session} .preferences=${preferences} .words=${words}></downhill-minima-status>
    </div>
    ${preferences.shows('presets') || preferences.shows('controls')
      ? html`<div class="minima-side side">
          ${part('presets', html`<downhill-question-list .session=${session} .preferences=${preferences} .words=${words}></downhill-question-list>`)}
          ${part('controls', html`<downhill-run-controls part="controls" .session=${session} .preferences=${preferences} .words=${words}></downhill-run-controls>`)}
        </div>`
      : nothing}
    ${setup.experiment === 'wells'
      ? nothing
      : part('table', html`<div class="below"><downhill-minima-table part="table" .session=${session} .preferences=${preferences} .words=${words}></downhill-minima-table></div>`)}
  `;
}

function pictures(experiment: ExperimentId, session: MinimaSession, preferences: Preferences): TemplateResult {
  const { words } = preferences;
  const part = partsOf(preferences);
  const verdict = html`<downhill-verdict-panel .session=${session} .preferences=${preferences} .words=${words}></downhill-verdict-panel>`;
  const course = html`<downhill-course-chart .session=${session} .preferences=${preferences} .words=${words}></downhill-course-chart>`;
  const courseAlone = (as: 'picture' | 'charts', first: 'largest' | 'trainLoss') =>
    html`<downhill-course-chart part=${as} first=${first} .session=${session} .preferences=${preferences} .words=${words}></downhill-course-chart>`;
  const paired = html`<downhill-paired-chart .session=${session} .preferences=${preferences} .words=${words}></downhill-paired-chart>`;
  switch (experiment) {
    case 'wells':
      return html`<downhill-wells-panel part="picture" .session=${session} .preferences=${preferences} .words=${words}></downhill-wells-panel> ${verdict}`;
    case 'rescale':
      return html`<downhill-rescale-panel part="picture" .session=${session} .preferences=${preferences} .words=${words}></downhill-rescale-panel> ${verdict}
        ${part('charts', courseAlone('charts', 'largest'))}`;
    case 'edge':
      return html`${courseAlone('picture', 'largest')} ${verdict} ${part('charts', courseAlone('charts', 'trainLoss'))}`;
    case 'noise-scale':
      return html`${verdict}
        <div class="linked" part="picture">
          <downhill-scatter-chart measure="largest" .session=${session} .preferences=${preferences} .words=${words}></downhill-scatter-chart>
          <downhill-scatter-chart measure="testAccuracy" .session=${session} .preferences=${preferences} .words=${words}></downhill-scatter-chart>
        </div>
        ${part('charts', html`<div class="linked" part="charts">${paired} ${course}</div>`)}`;
    default:
      return html`<downhill-solution-panels part="picture" .session=${session} .preferences=${preferences} .words=${words}></downhill-solution-panels>
        ${verdict}
        ${part('charts', html`<div class="linked" part="charts">
            <downhill-between-chart .session=${session} .preferences=${preferences} .words=${words}></downhill-between-chart>
            ${paired}
          </div>
          <div class="linked" part="charts">
            ${course}
            <downhill-spectrum-chart .session=${session} .preferences=${preferences} .words=${words}></downhill-spectrum-chart>
          </div>`)}`;
  }
}
