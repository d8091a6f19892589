/** Race: several update rules on one surface, from one start. */
import surfaces from 'virtual:formulas/surface';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import { drawRunnerKey, linkWith, loadEngine, openingSetup, parseLink, readCatalog } from './engine.ts';
import { exact } from './format.ts';
import { formula, typedFormula } from './formula.ts';
import type { LabSource } from './lab.ts';
import type { Preferences } from './preferences.ts';
import { Session } from './session.ts';
import { surfaceLesson } from './words/index.ts';
import type { ReadyId, Words } from './words/table.ts';
import './closer/closer-look.ts';
import './elements/controls-panel.ts';
import './elements/data-table.ts';
import './elements/loss-chart.ts';
import './elements/race-map.ts';
import './elements/ready-list.ts';
import { partsOf } from './elements/parts.ts';
import { paintKeysWith } from './elements/runner-key.ts';
import './elements/standings-table.ts';
import './elements/status-line.ts';
import './elements/transport-bar.ts';
import './elements/verification-section.ts';

export const raceLab: LabSource = {
  load: loadEngine,
  head: parseLink,
  linkWith,
  begin(text) {
    paintKeysWith(drawRunnerKey);
    const session = new Session(readCatalog(), text === undefined ? openingSetup() : parseLink(text).setup);
    return { id: 'race', session, styles: [], title: ({ words }) => words.pageTitle, view: (preferences) => view(session, preferences) };
  },
};

function view(session: Session, preferences: Preferences): TemplateResult {
  const { words } = preferences;
  const { title, sentence } = heading(session, words);
  const { surface } = session;
  const part = partsOf(preferences);
  return html`
    <div class="stage">
      ${part('heading', html`<div class="heading" part="heading">
        <h1>${title}</h1>
        <p>${sentence} <span class="setup-line">${words.setupLine(session.setup.runs.length, exact(session.setup.steps))}</span></p>
      </div>`)}
      ${part('presets', html`<downhill-ready-list .session=${session} .words=${words} .titles=${words.ready} heading=${words.readyHeading}></downhill-ready-list>`)}
      <downhill-race-map part="picture" .session=${session} .preferences=${preferences} .words=${words}></downhill-race-map>
      ${part('transport', html`<downhill-transport-bar part="transport" .session=${session} .words=${words}></downhill-transport-bar>`)}
      <downhill-status-line .session=${session} .preferences=${preferences} .words=${words}></downhill-status-line>
      ${part('charts', html`<div class="linked" part="charts">
        <downhill-loss-chart .session=${session} .preferences=${preferences} .words=${words}></downhill-loss-chart>
        <downhill-standings-table .session=${session} .preferences=${preferences} .words=${words}></downhill-standings-table>
      </div>`)}
      ${part('charts', html`<downhill-closer-look part="closer" .session=${session} .preferences=${preferences} .words=${words}></downhill-closer-look>`)}
    </div>
    ${part('controls', html`<downhill-controls-panel class="side" part="controls" .session=${session} .preferences=${preferences} .words=${words}></downhill-controls-panel>`)}
    <div class="below">
      ${part('about', html`<section class="about-surface" part="about">
        <h2>${words.formula}</h2>
        <div class="formula" tabindex="0" role="group" aria-label=${words.formula}>${surface.mathml === undefined ? formula(surfaces, `surface-${surface.id}`) : typedFormula(surface.mathml)}</div>
        ${surface.source === '' ? nothing : html`<p class="source" lang="en">${surface.name}: ${surface.source}</p>`}
      </section>`)}
      ${part('table', html`<downhill-data-table part="table" .session=${session} .preferences=${preferences} .words=${words}></downhill-data-table>`)}
      ${part('about', html`<downhill-verification-section part="about" .session=${session} .words=${words}></downhill-verification-section>`)}
    </div>
  `;
}

/** A ready preset's own heading while the race is that preset; else the surface's. */
function heading(session: Session, words: Words): { title: string; sentence: string } {
  const ready = session.readyPreset;
  return ready === undefined ? surfaceLesson(session.setup, words) : words.ready[ready.id as ReadyId];
}
