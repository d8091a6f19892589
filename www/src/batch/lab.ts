/** Batch: full, mini-batch and stochastic descent side by side, on data. */
import losses from 'virtual:formulas/data';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import diabetesAddress from '../../../crates/data/files/diabetes.csv?url';
import batchCss from '../batch.css?inline';
import { partsOf } from '../elements/parts.ts';
import { paintKeysWith } from '../elements/runner-key.ts';
import { exact } from '../format.ts';
import { formula } from '../formula.ts';
import type { LabSource } from '../lab.ts';
import panelsCss from '../panels.css?inline';
import type { Preferences } from '../preferences.ts';
import { openedText } from '../resource.ts';
import { CsvTable, drawRunnerKey, linkWith, loadBatchEngine, parseBatchLink, readCatalog } from './engine.ts';
import { BatchSession } from './session.ts';
import type { BatchReadyId, DataId } from './words/table.ts';
import { BATCH_WORDS } from './words/index.ts';
import type { BatchWords } from './words/index.ts';
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
    const [failure, csv] = await Promise.all([loadBatchEngine(), diabetes ?? openedText(diabetesAddress)]);
    if (failure !== undefined) return failure;
    if (csv === undefined) return 'failed';
    diabetes = typeof csv === 'string' ? new CsvTable(csv, true) : csv;
    return undefined;
  },
  head: parseBatchLink,
  linkWith,
  begin(link) {
    paintKeysWith(drawRunnerKey);
    const catalog = readCatalog();
    const setup = parseBatchLink(link ?? catalog.ready[0]!.link).setup;
    const session = new BatchSession(catalog, setup, diabetes!);
    const title = ({ language }: Preferences): string => BATCH_WORDS[language].pageTitle;
    return { id: 'batch', session, styles: [panelsCss, batchCss], title, view: (preferences) => view(session, preferences) };
  },
};

function view(session: BatchSession, preferences: Preferences): TemplateResult {
  const { words } = preferences;
  const say = BATCH_WORDS[preferences.language];
  const { title, sentence } = heading(session, say);
  const { setup, comparison } = session;
  const isOwn = setup.data === 'own';
  const part = partsOf(preferences);
  return html`
    <div class="stage batch-stage">
      ${part('heading', html`<div class="heading" part="heading">
        <h1>${title}</h1>
        <p>${sentence} <span class="setup-line">${comparison === undefined ? nothing : setupLine(session, say)}</span></p>
      </div>`)}
      ${part('presets', html`<downhill-ready-list .session=${session} .words=${words} .titles=${say.ready} heading=${say.readyHeading}></downhill-ready-list>`)}
      ${session.wantsOwn ? html`<p class="own-needed">${say.ownLink}</p>` : nothing}
      ${comparison === undefined ? html`<downhill-own-data class="wide" .session=${session} .preferences=${preferences} .words=${words}></downhill-own-data>` : nothing}
      <downhill-batch-panels part="picture" .session=${session} .preferences=${preferences} .words=${words}></downhill-batch-panels>
      ${comparison === undefined ? nothing : part('transport', html`<downhill-transport-bar part="transport" .session=${session} .words=${words}></downhill-transport-bar>`)}
      <downhill-batch-status .session=${session} .preferences=${preferences} .words=${words}></downhill-batch-status>
      ${part('charts', html`<div class="linked" part="charts">
        <downhill-curves-chart .session=${session} .preferences=${preferences} .words=${words}></downhill-curves-chart>
        <downhill-findings-list .session=${session} .preferences=${preferences} .words=${words}></downhill-findings-list>
      </div>
      <downhill-contender-table .session=${session} .preferences=${preferences} .words=${words}></downhill-contender-table>
      <downhill-arrivals-table .session=${session} .preferences=${preferences} .words=${words}></downhill-arrivals-table>
      ${isOwn || setup.data === 'diabetes'
        ? html`<div class="linked" part="charts">
            <downhill-angles-chart .session=${session} .preferences=${preferences} .words=${words}></downhill-angles-chart>
            <downhill-pace-chart .session=${session} .preferences=${preferences} .words=${words}></downhill-pace-chart>
          </div>`
        : nothing}`)}
    </div>
    ${part('controls', html`<downhill-batch-controls class="side" part="controls" .session=${session} .preferences=${preferences} .words=${words}></downhill-batch-controls>`)}
    <div class="below">
      ${isOwn
        ? nothing
        : part('about', html`<section class="about-surface" part="about">
            <h2>${words.formula}</h2>
            <div class="formula" tabindex="0" role="group" aria-label=${words.formula}>${formula(losses, `data-${setup.data}`)}</div>
            <p class="source" lang="en">${session.data!.name}: ${session.data!.source}</p>
          </section>`)}
      ${comparison === undefined ? nothing : part('table', html`<downhill-batch-table part="table" .session=${session} .preferences=${preferences} .words=${words}></downhill-batch-table>`)}
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
