/** A menu below a button: things that can be saved, and what became of the last one. */
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';

import type { Language } from '../words/index.ts';
import type { Saved } from './download.ts';
import { EXPORT_WORDS } from './words/index.ts';
import type { ExportWords } from './words/index.ts';

/** Pixels between the menu and its button, and the edge of the window. */
const GAP = 6;
/** Pixels that the menu grows by when a file was saved: two lines. */
const GROWTH = 52;

export interface Item {
  label: string;
  note?: string;
  /** Makes a file, or copies a text; what is said about it afterwards. */
  act: () => Promise<Saved | undefined> | Saved | undefined;
}

/** Opens a menu, unless the button has one already. */
export function openMenu(button: HTMLButtonElement, language: Language, heading: string, groups: readonly Item[][]): void {
  if (button.popoverTargetElement !== null) return;
  const menu = document.createElement('div');
  menu.className = 'save-menu';
  menu.popover = 'auto';
  menu.setAttribute('role', 'dialog');
  menu.setAttribute('aria-label', heading);
  menu.lang = language;
  const say = EXPORT_WORDS[language];
  let busy: Item | undefined;
  let saved: Saved | undefined;
  const run = async (item: Item): Promise<void> => {
    if (busy !== undefined) return;
    busy = item;
    saved = undefined;
    draw();
    try {
      saved = await item.act();
    } catch (error) {
      console.error('Downhill: not saved.', error);
      saved = { message: say.failed };
    }
    busy = undefined;
    if (saved === undefined) menu.hidePopover();
    else draw();
    // What is to be taken by hand needs room of its own.
    if (saved?.byHand !== undefined) place(menu, button);
  };
  const draw = (): void => {
    render(
      html`<p class="save-heading">${heading}</p>
        ${groups.filter(({ length }) => length > 0).map(
          (items) => html`<ul>
            ${items.map(
              (item) => html`<li>
                <button aria-disabled=${String(busy !== undefined)} @click=${() => void run(item)}>
                  <span>${item.label}</span> ${item.note === undefined ? nothing : html`<small>${item.note}</small>`}
                </button>
              </li>`,
            )}
          </ul>`,
        )}
        <div class="save-result" role="status">${busy === undefined ? resultOf(saved, say) : say.making}</div>`,
      menu,
    );
  };
  menu.addEventListener('toggle', (event) => {
    const isOpen = (event as ToggleEvent).newState === 'open';
    button.ariaExpanded = String(isOpen);
    if (isOpen) return;
    button.popoverTargetElement = null;
    menu.remove();
  });
  menu.addEventListener('keydown', (event) => {
    // What lies below may have uses of its own for keys.
    event.stopPropagation();
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const items = [...menu.querySelectorAll('button')];
    const at = items.indexOf(event.target as HTMLButtonElement);
    if (way === undefined || at < 0) return;
    event.preventDefault();
    items[(at + way + items.length) % items.length]!.focus();
  });
  button.after(menu);
  // While the menu is open, the button is what closes it.
  button.popoverTargetElement = menu;
  menu.showPopover();
  draw();
  // Once: what is said of a file makes the menu longer, and what is to be pressed next stays where it is.
  place(menu, button);
  menu.querySelector('button')?.focus();
}

/** What is said of a file; where it may not have been downloaded, there is something to take away by hand. */
export function resultOf(saved: Saved | undefined, say: ExportWords): TemplateResult | typeof nothing {
  if (saved === undefined) return nothing;
  const { message, byHand, isOnlyByHand = false } = saved;
  const content =
    byHand === undefined
      ? nothing
      : 'text' in byHand
        ? html`<textarea readonly rows="6" aria-label=${message} .value=${byHand.text} @focus=${selectAll}></textarea>`
        : html`<img src=${byHand.image} alt=${message} />`;
  if (byHand === undefined || isOnlyByHand) return html`<p>${message}</p>${content}`;
  return html`<p>${message}</p><details><summary>${say.byHand}</summary>${content}</details>`;
}

function selectAll(event: FocusEvent): void {
  (event.target as HTMLTextAreaElement).select();
}

/** Below the button if there is room, else above it, and never beyond the window's edge. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const { documentElement: root } = document;
  const [from, { width, height }] = [button.getBoundingClientRect(), menu.getBoundingClientRect()];
  const left = Math.max(GAP, Math.min(from.right - width, root.clientWidth - width - GAP));
  const below = from.bottom + GAP;
  const isBelow = below + height + GROWTH <= root.clientHeight || from.top < height + GAP;
  const top = isBelow ? below : Math.min(from.top - height - GAP, root.clientHeight - height - GROWTH - GAP);
  menu.style.left = `${left + scrollX}px`;
  menu.style.top = `${top + scrollY}px`;
}
