/** Minima: small networks trained in the page, their curvature, and what it has to do with new data. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import digitsAddress from '../../../crates/data/files/digits.csv?url';
import { paintKeysWith } from '../elements/runner-key.ts';
import { fetchedText } from '../fetched-text.ts';
import type { LabSource } from '../lab.ts';
import type { Preferences } from '../preferences.ts';
import { WorkPool } from '../pool/pool.ts';
import { computeWith } from './computation.ts';
import { DigitsData, drawRunnerKey, engineModule, loadMinimaEngine, parseMinimaLink, readCatalog } from './engine.ts';
import type { ExperimentId } from './engine.ts';
import { MinimaSession } from './session.ts';
import type { MinimaPool } from './session.ts';
import { MINIMA_WORDS } from './words/index.ts';
import MinimaWorker from './worker.ts?worker&inline';
import '../panels.css';
import '../minima.css';
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
    const [failure, csv] = await Promise.all([loadMinimaEngine(), digits ?? fetchedText(digitsAddress)]);
    if (failure !== undefined) return failure;
    digits = csv;
    return csv === undefined ? 'failed' : undefined;
  },
  head: parseMinimaLink,
  begin(link) {
    paintKeysWith(drawRunnerKey);
    const catalog = readCatalog();
    const setup = parseMinimaLink(link ?? catalog.ready[0]!.link).setup;
    const session = new MinimaSession(catalog, setup, workers);
    const title = ({ language }: Preferences): string => MINIMA_WORDS[language].pageTitle;
    return { id: 'minima', session, title, view: (preferences) => view(session, preferences) };
  },
};

function view(session: MinimaSession, preferences: Preferences): TemplateResult {
  const { words } = preferences;
  const say = MINIMA_WORDS[preferences.language];
  const { setup } = session;
  const { title, sentence } = say.question[setup.experiment];
  const count = (whole: number): string => whole.toLocaleString(preferences.language);
  return html`
    <div class="stage minima-stage">
      <div class="heading">
        <h1>${title}</h1>
        <p>${sentence(count(setup.train), count(DIGITS - setup.train))}</p>
      </div>
      <train-bar .session=${session} .preferences=${preferences} .words=${words}></train-bar>
      ${pictures(setup.experiment, session, preferences)}
      <minima-status .session=${session} .preferences=${preferences} .words=${words}></minima-status>
    </div>
    <div class="minima-side">
      <question-list .session=${session} .preferences=${preferences} .words=${words}></question-list>
      <run-controls .session=${session} .preferences=${preferences} .words=${words}></run-controls>
    </div>
    ${setup.experiment === 'wells'
      ? nothing
      : html`<div class="below"><minima-table .session=${session} .preferences=${preferences} .words=${words}></minima-table></div>`}
  `;
}

function pictures(experiment: ExperimentId, session: MinimaSession, preferences: Preferences): TemplateResult {
  const { words } = preferences;
  const verdict = html`<verdict-panel .session=${session} .preferences=${preferences} .words=${words}></verdict-panel>`;
  const course = html`<course-chart .session=${session} .preferences=${preferences} .words=${words}></course-chart>`;
  const paired = html`<paired-chart .session=${session} .preferences=${preferences} .words=${words}></paired-chart>`;
  switch (experiment) {
    case 'wells':
      return html`<wells-panel .session=${session} .preferences=${preferences} .words=${words}></wells-panel> ${verdict}`;
    case 'rescale':
      return html`<rescale-panel .session=${session} .preferences=${preferences} .words=${words}></rescale-panel> ${verdict} ${course}`;
    case 'edge':
      return html`${course} ${verdict}
        <course-chart first="trainLoss" .session=${session} .preferences=${preferences} .words=${words}></course-chart>`;
    case 'noise-scale':
      return html`${verdict}
        <div class="linked">
          <scatter-chart measure="largest" .session=${session} .preferences=${preferences} .words=${words}></scatter-chart>
          <scatter-chart measure="testAccuracy" .session=${session} .preferences=${preferences} .words=${words}></scatter-chart>
        </div>
        <div class="linked">${paired} ${course}</div>`;
    default:
      return html`<solution-panels .session=${session} .preferences=${preferences} .words=${words}></solution-panels>
        ${verdict}
        <div class="linked">
          <between-chart .session=${session} .preferences=${preferences} .words=${words}></between-chart>
          ${paired}
        </div>
        <div class="linked">
          ${course}
          <spectrum-chart .session=${session} .preferences=${preferences} .words=${words}></spectrum-chart>
        </div>`;
  }
}
