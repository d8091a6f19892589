/** The header: name, language, theme, share. */
import { html } from 'lit';
import { property } from 'lit/decorators.js';

import type { LabId, LabSession } from '../lab.ts';
import { LANGUAGES } from '../words/index.ts';
import type { Language } from '../words/index.ts';
import { define } from './define.ts';
import { siteAt } from './site-links.ts';
import { PageElement } from './element.ts';
import './export-menu.ts';

/** The labs, in the order of the header, and the link that each opens with. */
const LABS: readonly LabId[] = ['race', 'batch', 'minima'];

class PageHeader extends PageElement<LabSession> {
  @property() lab: LabId = 'race';

  protected override render() {
    const { words, preferences } = this;
    const isDark = preferences.theme === 'dark';
    return html`<header>
      <a class="brand" href="./" aria-label="Downhill">
        <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
          <path d="M3 7c6 0 7 18 13 18S23 11 29 11" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" />
          <circle cx="16" cy="25" r="3.6" class="brand-ball" />
        </svg>
        <span>Downhill</span>
      </a>
      <nav class="labs" aria-label=${words.labs}>
        ${LABS.map(
          (lab) => html`<a href="#lab=${lab}&v=1" aria-current=${lab === this.lab ? 'page' : 'false'} @click=${(event: MouseEvent) => this.#go(event, lab)}>
            ${words.labNames[lab]}
          </a>`,
        )}
        ${siteAt('gallery/', preferences.language, (address) => html`<a href=${address}>${words.gallery}</a>`)}
      </nav>
      <div class="header-tools">
        <div class="languages" role="group" aria-label=${words.language}>
          ${(Object.keys(LANGUAGES) as Language[]).map(
            (language) => html`<button
              class="quiet"
              lang=${language}
              aria-pressed=${String(language === preferences.language)}
              @click=${() => preferences.choose({ language })}
            >
              ${LANGUAGES[language].name}
            </button>`,
          )}
        </div>
        <button
          class="quiet icon"
          aria-label=${isDark ? words.toLight : words.toDark}
          title=${isDark ? words.toLight : words.toDark}
          @click=${() => preferences.choose({ theme: isDark ? 'light' : 'dark' })}
        >
          <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            ${isDark
              ? html`<svg><circle cx="12" cy="12" r="4.5" fill="none" stroke="currentColor" stroke-width="1.8" /><path d="M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" /></svg>`
              : html`<svg><path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" /></svg>`}
          </svg>
        </button>
        <downhill-export-menu .session=${this.session} .lab=${this.lab} .preferences=${preferences} .words=${words}></downhill-export-menu>
        <button class="primary" aria-haspopup="dialog" @click=${this.#share}>${words.share}</button>
      </div>
    </header>`;
  }

  /** Going to a lab finds it as it was left; a new tab finds it as it opens. */
  #go(event: MouseEvent, lab: LabId): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (lab !== this.lab) this.dispatchEvent(new CustomEvent<LabId>('go', { detail: lab, bubbles: true }));
  }

  /** The dialog is fetched when it is asked for. What it has presented is the page's matter. */
  #share = async (): Promise<void> => {
    const { openShare } = await import('../share/open-share.ts');
    await openShare(this.lab, this.session.link, this.preferences.language, (detail) =>
      this.dispatchEvent(new CustomEvent('present', { detail, bubbles: true })),
    );
  };
}

define('downhill-page-header', PageHeader);
