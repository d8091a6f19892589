/** What stands around a block: its height's scale, and buttons for what dragging does. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { Words } from '../words/index.ts';
import type { SolidBlock } from './block.ts';
import { STEP_DEGREES } from './turning.ts';
import type { SolidWords } from './words/index.ts';

const icon = (path: string): TemplateResult => html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=${path} /></svg>`;

const ICONS = {
  left: icon('M10 3.5 5.5 8l4.5 4.5'),
  right: icon('M6 3.5 10.5 8 6 12.5'),
  up: icon('M3.5 10 8 5.5l4.5 4.5'),
  down: icon('M3.5 6 8 10.5 12.5 6'),
} as const;

/** Logarithmic or linear height. */
export function heightChoice(say: SolidWords, words: Words, isLog: boolean, choose: (isLog: boolean) => void): TemplateResult {
  return html`<div class="segments" role="group" aria-label=${say.height}>
    ${[true, false].map(
      (choice) => html`<button class="quiet" aria-pressed=${String(choice === isLog)} @click=${() => choose(choice)}>${choice ? words.log : words.linear}</button>`,
    )}
  </div>`;
}

/** Buttons that turn some blocks, all alike. */
export function turnButtons(say: SolidWords, blocks: () => readonly SolidBlock[], isTurned: boolean): TemplateResult {
  const turn = (yaw: number, pitch: number) => (): void => {
    const [first] = blocks();
    first?.turnBy(STEP_DEGREES * yaw, STEP_DEGREES * pitch, false);
  };
  const button = (name: string, sign: TemplateResult, act: () => void) =>
    html`<button class="map-tool" aria-label=${name} title=${name} @click=${act}>${sign}</button>`;
  return html`${button(say.turnLeft, ICONS.left, turn(-1, 0))}${button(say.turnRight, ICONS.right, turn(1, 0))}${button(say.raise, ICONS.up, turn(0, 1))}${button(say.lower, ICONS.down, turn(0, -1))}
  ${isTurned ? html`<button class="map-tool wide" @click=${(event: Event) => reset(event, blocks())}>${say.reset}</button>` : nothing}`;
}

/** The button goes away with what it undoes: the keyboard's focus goes to the block. */
function reset(event: Event, [first]: readonly SolidBlock[]): void {
  (event.currentTarget as HTMLElement).blur();
  first?.querySelector<HTMLElement>('.solid-stage')?.focus();
  first?.resetCamera();
}
