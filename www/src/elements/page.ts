/** The whole page: header, heading, map, transport, charts, controls, table, proof. */
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';

import type { Preferences } from '../preferences.ts';
import type { Session } from '../session.ts';
import { exact } from '../format.ts';
import { formula } from '../formula.ts';
import type { ReadyId, SurfaceId, Words } from '../words/table.ts';
import './controls-panel.ts';
import './data-table.ts';
import './loss-chart.ts';
import './page-header.ts';
import './race-map.ts';
import './ready-list.ts';
import './standings-table.ts';
import './status-line.ts';
import './transport-bar.ts';
import './verification-section.ts';
import './warning-strip.ts';

export class DownhillPage extends HTMLElement {
  #failed = false;

  /** Shows a race, and keeps showing it as it changes. */
  show(session: Session, preferences: Preferences): void {
    this.replaceChildren();
    const draw = (): void => {
      if (!this.#failed) render(page(session, preferences), this);
    };
    session.addEventListener('race', draw);
    preferences.addEventListener('change', draw);
    draw();
    this.dataset['ready'] = 'true';
  }

  /** Shows a plain message instead of the race. */
  fail(preferences: Preferences, message: 'unsupported' | 'loadFailed' | 'broken'): void {
    if (this.#failed) return;
    this.#failed = true;
    const { words } = preferences;
    const again = html`<p><button class="primary" @click=${() => location.reload()}>${words.tryAgain}</button></p>`;
    // Made apart and put in at once: what is thrown out may stumble over a broken core while it goes.
    const fragment = document.createDocumentFragment();
    render(
      html`<main class="plain-message">
        <div role="alert">
          <h1>Downhill</h1>
          <p>${words[message]}</p>
          ${message === 'unsupported' ? nothing : again}
        </div>
      </main>`,
      fragment,
    );
    this.replaceChildren(fragment);
  }
}

customElements.define('downhill-page', DownhillPage);

function page(session: Session, preferences: Preferences): TemplateResult {
  const { words } = preferences;
  const { title, sentence } = heading(session, words);
  const { surface } = session;
  return html`
    <a class="skip" href="#race" @click=${skip}>${words.skipToRace}</a>
    <page-header .session=${session} .preferences=${preferences} .words=${words}></page-header>
    <warning-strip .session=${session} .words=${words}></warning-strip>
    <main id="race" tabindex="-1">
      <div class="stage">
        <div class="heading">
          <h1>${title}</h1>
          <p>${sentence} <span class="setup-line">${words.setupLine(session.setup.runs.length, exact(session.setup.steps))}</span></p>
        </div>
        <ready-list .session=${session} .words=${words}></ready-list>
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
          <div class="formula">${formula(`surface-${surface.id}`)}</div>
          <p class="source" lang="en">${surface.name}: ${surface.source}</p>
        </section>
        <data-table .session=${session} .words=${words}></data-table>
        <verification-section .session=${session} .words=${words}></verification-section>
      </div>
    </main>
    <footer><p>${words.footer}</p></footer>
  `;
}

/** A ready preset's own heading while the race is that preset; else the surface's. */
function heading(session: Session, words: Words): { title: string; sentence: string } {
  const link = session.link;
  const ready = session.catalog.ready.find((preset) => preset.link === link);
  return ready === undefined ? words.surfaces[session.setup.f as SurfaceId] : words.ready[ready.id as ReadyId];
}

function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('race')!.focus();
}
