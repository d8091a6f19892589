/** Race: several update rules on one surface, from one start. */
import surfaces from 'virtual:formulas/surface';
import { html } from 'lit';
import type { TemplateResult } from 'lit';

import { drawRunnerKey, loadEngine, openingSetup, parseLink, readCatalog } from './engine.ts';
import { exact } from './format.ts';
import { formula } from './formula.ts';
import type { LabSource } from './lab.ts';
import type { Preferences } from './preferences.ts';
import { Session } from './session.ts';
import type { ReadyId, SurfaceId, Words } from './words/table.ts';
import './elements/controls-panel.ts';
import './elements/data-table.ts';
import './elements/loss-chart.ts';
import './elements/race-map.ts';
import './elements/ready-list.ts';
import { paintKeysWith } from './elements/runner-key.ts';
import './elements/standings-table.ts';
import './elements/status-line.ts';
import './elements/transport-bar.ts';
import './elements/verification-section.ts';

export const raceLab: LabSource = {
  load: loadEngine,
  head: parseLink,
  begin(text) {
    paintKeysWith(drawRunnerKey);
    const session = new Session(readCatalog(), text === undefined ? openingSetup() : parseLink(text).setup);
    return { id: 'race', session, title: ({ words }) => words.pageTitle, view: (preferences) => view(session, preferences) };
  },
};

function view(session: Session, preferences: Preferences): TemplateResult {
  const { words } = preferences;
  const { title, sentence } = heading(session, words);
  const { surface } = session;
  return html`
    <div class="stage">
      <div class="heading">
        <h1>${title}</h1>
        <p>${sentence} <span class="setup-line">${words.setupLine(session.setup.runs.length, exact(session.setup.steps))}</span></p>
      </div>
      <ready-list .session=${session} .words=${words} .titles=${words.ready} heading=${words.readyHeading}></ready-list>
      <race-map .session=${session} .preferences=${preferences} .words=${words}></race-map>
      <transport-bar .session=${session} .words=${words}></transport-bar>
      <status-line .session=${session} .words=${words}></status-line>
      <div class="linked">
        <loss-chart .session=${session} .preferences=${preferences} .words=${words}></loss-chart>
        <standings-table .session=${session} .preferences=${preferences} .words=${words}></standings-table>
      </div>
    </div>
    <controls-panel .session=${session} .preferences=${preferences} .words=${words}></controls-panel>
    <div class="below">
      <section class="about-surface">
        <h2>${words.formula}</h2>
        <div class="formula" tabindex="0" role="group" aria-label=${words.formula}>${formula(surfaces, `surface-${surface.id}`)}</div>
        <p class="source" lang="en">${surface.name}: ${surface.source}</p>
      </section>
      <data-table .session=${session} .words=${words}></data-table>
      <verification-section .session=${session} .words=${words}></verification-section>
    </div>
  `;
}

/** A ready preset's own heading while the race is that preset; else the surface's. */
function heading(session: Session, words: Words): { title: string; sentence: string } {
  const link = session.link;
  const ready = session.catalog.ready.find((preset) => preset.link === link);
  return ready === undefined ? words.surfaces[session.setup.f as SurfaceId] : words.ready[ready.id as ReadyId];
}
