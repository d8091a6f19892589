/** Batch: full, mini-batch and stochastic descent side by side, on data. */
import losses from 'virtual:formulas/data';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import diabetesAddress from '../../../crates/data/files/diabetes.csv?url';
import { paintKeysWith } from '../elements/runner-key.ts';
import { fetchedText } from '../fetched-text.ts';
import { exact } from '../format.ts';
import { formula } from '../formula.ts';
import type { LabSource } from '../lab.ts';
import type { Preferences } from '../preferences.ts';
import { CsvTable, drawRunnerKey, loadBatchEngine, parseBatchLink, readCatalog } from './engine.ts';
import { BatchSession } from './session.ts';
import type { BatchReadyId, DataId } from './words/table.ts';
import { BATCH_WORDS } from './words/index.ts';
import type { BatchWords } from './words/index.ts';
import '../panels.css';
import '../batch.css';
import '../elements/ready-list.ts';
import '../elements/transport-bar.ts';
import './elements/angles-chart.ts';
import './elements/arrivals-table.ts';
import './elements/batch-controls.ts';
import './elements/batch-panels.ts';
import './elements/batch-status.ts';
import './elements/batch-table.ts';
import './elements/contender-table.ts';
import './elements/curves-chart.ts';
import './elements/findings-list.ts';
import './elements/own-data.ts';
import './elements/pace-chart.ts';

let diabetes: CsvTable | undefined;

export const batchLab: LabSource = {
  async load() {
    const [failure, csv] = await Promise.all([loadBatchEngine(), diabetes ?? fetchedText(diabetesAddress)]);
    if (failure !== undefined) return failure;
    if (csv === undefined) return 'failed';
    diabetes = typeof csv === 'string' ? new CsvTable(csv, true) : csv;
    return undefined;
  },
  head: parseBatchLink,
  begin(link) {
    paintKeysWith(drawRunnerKey);
    const catalog = readCatalog();
    const setup = parseBatchLink(link ?? catalog.ready[0]!.link).setup;
    const session = new BatchSession(catalog, setup, diabetes!);
    const title = ({ language }: Preferences): string => BATCH_WORDS[language].pageTitle;
    return { id: 'batch', session, title, view: (preferences) => view(session, preferences) };
  },
};

function view(session: BatchSession, preferences: Preferences): TemplateResult {
  const { words } = preferences;
  const say = BATCH_WORDS[preferences.language];
  const { title, sentence } = heading(session, say);
  const { setup, comparison } = session;
  const isOwn = setup.data === 'own';
  return html`
    <div class="stage batch-stage">
      <div class="heading">
        <h1>${title}</h1>
        <p>${sentence} <span class="setup-line">${comparison === undefined ? nothing : setupLine(session, say)}</span></p>
      </div>
      <ready-list .session=${session} .words=${words} .titles=${say.ready} heading=${say.readyHeading}></ready-list>
      ${session.wantsOwn ? html`<p class="own-needed">${say.ownLink}</p>` : nothing}
      ${comparison === undefined ? html`<own-data class="wide" .session=${session} .preferences=${preferences} .words=${words}></own-data>` : nothing}
      <batch-panels .session=${session} .preferences=${preferences} .words=${words}></batch-panels>
      ${comparison === undefined ? nothing : html`<transport-bar .session=${session} .words=${words}></transport-bar>`}
      <batch-status .session=${session} .preferences=${preferences} .words=${words}></batch-status>
      <div class="linked">
        <curves-chart .session=${session} .preferences=${preferences} .words=${words}></curves-chart>
        <findings-list .session=${session} .preferences=${preferences} .words=${words}></findings-list>
      </div>
      <contender-table .session=${session} .preferences=${preferences} .words=${words}></contender-table>
      <arrivals-table .session=${session} .preferences=${preferences} .words=${words}></arrivals-table>
      ${isOwn || setup.data === 'diabetes'
        ? html`<div class="linked">
            <angles-chart .session=${session} .preferences=${preferences} .words=${words}></angles-chart>
            <pace-chart .session=${session} .preferences=${preferences} .words=${words}></pace-chart>
          </div>`
        : nothing}
    </div>
    <batch-controls .session=${session} .preferences=${preferences} .words=${words}></batch-controls>
    <div class="below">
      ${isOwn
        ? nothing
        : html`<section class="about-surface">
            <h2>${words.formula}</h2>
            <div class="formula" tabindex="0" role="group" aria-label=${words.formula}>${formula(losses, `data-${setup.data}`)}</div>
            <p class="source" lang="en">${session.data!.name}: ${session.data!.source}</p>
          </section>`}
      ${comparison === undefined ? nothing : html`<batch-table .session=${session} .preferences=${preferences} .words=${words}></batch-table>`}
    </div>
  `;
}

function setupLine(session: BatchSession, say: BatchWords): string {
  const { unit, amount } = session.setup;
  const length = unit === 'updates' ? say.updatesOf(exact(amount)) : say.epochsOf(exact(amount));
  return say.setupLine(session.contenders.length, exact(session.samples), length);
}

/** A ready experiment's own heading while the setup is that experiment; else the problem's. */
function heading(session: BatchSession, say: BatchWords): { title: string; sentence: string } {
  const link = session.link;
  const ready = session.catalog.ready.find((preset) => preset.link === link);
  return ready === undefined ? say.data[session.setup.data as DataId | 'own'] : say.ready[ready.id as BatchReadyId];
}
