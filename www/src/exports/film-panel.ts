/** A film in the making: how far it is, and the way to stop it. It stays until it is closed; the page goes on below it. */
import { html, render } from 'lit';

import type { Preferences } from '../preferences.ts';
import { fileName, saveImage } from './download.ts';
import type { Saved } from './download.ts';
import { film } from './film.ts';
import type { Scene } from './film.ts';
import { resultOf } from './menu.ts';
import { EXPORT_WORDS } from './words/index.ts';

/** Films a scene in a panel beside `anchor`, in the corner of the window. */
export async function filmInPanel(anchor: HTMLElement, scene: Scene, preferences: Preferences): Promise<void> {
  const { language } = preferences;
  const say = EXPORT_WORDS[language];
  const panel = document.createElement('div');
  const stop = new AbortController();
  panel.className = 'save-menu film';
  panel.popover = 'manual';
  panel.lang = language;
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', say.filming);
  const close = (): void => {
    stop.abort();
    panel.remove();
    anchor.focus();
  };
  panel.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') close();
  });
  const draw = (frame: number, frames: number, saved?: Saved): void => {
    render(
      html`<p class="save-heading">${say.filming}</p>
        <progress max=${frames} .value=${frame} aria-label=${say.filming}></progress>
        <p>${say.frameOf(String(frame), String(frames))}</p>
        <div class="save-result" role="status">${resultOf(saved, say)}</div>
        <button class="primary small" @click=${close}>${saved === undefined ? say.cancel : say.close}</button>`,
      panel,
    );
  };
  anchor.after(panel);
  let frames = 1;
  draw(0, frames);
  panel.showPopover();
  panel.querySelector('button')!.focus();
  try {
    const blob = await film(scene, stop.signal, (frame, of) => draw(frame, (frames = of)));
    draw(frames, frames, await saveImage(say, blob, fileName([scene.setup.f, 'race'], 'gif')));
  } catch (error) {
    if (stop.signal.aborted) return;
    console.error('Downhill: no film.', error);
    draw(0, frames, { message: say.failed });
  }
}
