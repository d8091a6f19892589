/** The quiet button that saves a picture: what it opens is fetched when it is first pressed. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';

import type { Picture } from '../picture.ts';
import type { Preferences } from '../preferences.ts';

export const SAVE_ICON = html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M8 2.5v7.5M4.8 7 8 10.2 11.2 7M2.8 13.2h10.4" /></svg>`;

/** A button that saves the picture of that name, as it is when the button is pressed. */
export function saveButton(preferences: Preferences, title: string, picture: () => Picture | undefined): TemplateResult {
  const label = preferences.words.savePicture(title);
  const open = async (event: Event): Promise<void> => {
    const button = event.currentTarget as HTMLButtonElement;
    // While its menu is open, the browser closes it.
    if (button.popoverTargetElement !== null) return;
    const { openPictureMenu } = await import('../exports/menus.ts');
    const shown = picture();
    if (shown !== undefined) openPictureMenu(button, shown, preferences);
  };
  return html`<button class="icon-button save" aria-haspopup="dialog" aria-label=${label} title=${label} @click=${open}>${SAVE_ICON}</button>`;
}
