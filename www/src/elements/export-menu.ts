/** The header's way to save what the open lab shows: its menu is fetched when it is first opened. */
import { html } from 'lit';
import { property } from 'lit/decorators.js';

import type { LabId, LabSession } from '../lab.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';
import { SAVE_ICON } from './save-button.ts';

class ExportMenu extends PageElement<LabSession> {
  @property() lab: LabId = 'race';

  protected override render() {
    const { words } = this;
    return html`<button class="quiet save-lab" aria-haspopup="dialog" aria-label=${words.save} @click=${this.#open}>${SAVE_ICON} <span>${words.save}</span></button>`;
  }

  #open = async (event: Event): Promise<void> => {
    const button = event.currentTarget as HTMLButtonElement;
    if (button.popoverTargetElement !== null) return;
    const { openLabMenu } = await import('../exports/menus.ts');
    openLabMenu(button, this.lab, this.session, this.preferences);
  };
}

define('downhill-export-menu', ExportMenu);
