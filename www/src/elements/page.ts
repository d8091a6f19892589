/** The whole page: header, what is wrong with the link, the open lab, footer. */
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import type { App } from '../app.ts';
import type { LabId } from '../lab.ts';
import type { Preferences } from '../preferences.ts';
import { define } from './define.ts';
import { siteAt } from './site-links.ts';
import { adopt } from './styles.ts';
import './page-header.ts';
import './warning-strip.ts';

export class DownhillPage extends HTMLElement {
  #failed = false;

  /** Shows a lab, and keeps showing it, or the next one, as it changes. */
  show(app: App, preferences: Preferences): void {
    this.replaceChildren();
    const draw = (): void => {
      if (this.#failed) return;
      adopt(document, app.lab.styles);
      document.title = app.lab.title(preferences);
      render(page(app, preferences), this);
    };
    app.addEventListener('link', draw);
    preferences.addEventListener('change', draw);
    draw();
    this.dataset['ready'] = 'true';
  }

  /** Shows a plain message instead. */
  fail(preferences: Preferences, message: 'unsupported' | 'loadFailed' | 'broken'): void {
    if (this.#failed) return;
    this.#failed = true;
    const { words } = preferences;
    document.title = words.pageTitle;
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

define('downhill-page', DownhillPage);

function page(app: App, preferences: Preferences): TemplateResult {
  const { words } = preferences;
  const { lab } = app;
  return html`
    <a class="skip" href="#lab" @click=${skip}>${words.skipToLab}</a>
    <downhill-page-header
      .session=${lab.session}
      .lab=${lab.id}
      .preferences=${preferences}
      .words=${words}
      @go=${(event: CustomEvent<LabId>) => void app.go(event.detail)}
    ></downhill-page-header>
    <downhill-warning-strip .session=${lab.session} .words=${words}></downhill-warning-strip>
    <main id="lab" class="lab" tabindex="-1">${keyed(lab.id, lab.view(preferences))}</main>
    <footer>
      <p>${words.footer}</p>
      <p class="more-pages">
        ${siteAt('authors/', preferences.language, (address) => html`<a href=${address}>${words.forAuthors}</a>`)}
        ${siteAt('downhill.zip', 'en', (address) => html`<a href=${address} download>${words.offlineCopy}</a>`)}
      </p>
    </footer>
  `;
}

function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('lab')!.focus();
}
