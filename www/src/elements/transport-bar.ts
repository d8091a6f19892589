/** Playback: reset, one step back, play or pause, one step on, scrub, speed. */
import { html, nothing } from 'lit';

import { SPEEDS } from '../playback.ts';
import type { Playback } from '../playback.ts';
import { SessionController } from '../session-controller.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';

const ICONS = {
  reset: 'M6 5v14M19 5 9 12l10 7Z',
  back: 'M15 5 8 12l7 7',
  on: 'm9 5 7 7-7 7',
  play: 'M8 5v14l11-7Z',
  pause: 'M8 5v14M16 5v14',
} as const;

class TransportBar extends PageElement<Playback> {
  constructor() {
    super();
    new SessionController(this, 'step', 'playing', 'race', 'ready');
  }

  protected override render() {
    const { words, session } = this;
    const { step, isPlaying } = session;
    const steps = session.length;
    const jump = (to: number) => () => {
      session.pause();
      session.seek(to);
    };
    // Not `disabled`: the button that was just pressed would lose the keyboard's focus.
    const button = (name: keyof typeof ICONS, label: string, act: () => void, isOff: boolean, kind = '') =>
      html`<button class="transport-button ${kind}" aria-label=${label} title=${label} aria-disabled=${String(isOff)} @click=${isOff ? nothing : act}>
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true"><path d=${ICONS[name]} class=${name} /></svg>
      </button>`;
    return html`<div class="transport" role="group" aria-label=${words.transport}>
      ${button('reset', words.reset, jump(0), step === 0)} ${button('back', words.stepBack, jump(step - 1), step === 0)}
      ${isPlaying
        ? button('pause', words.pause, () => session.pause(), false, 'main')
        : button('play', words.play, () => session.play(), false, 'main')}
      ${button('on', words.stepForward, jump(step + 1), step === steps)}
      <input
        type="range"
        class="scrub"
        min="0"
        max=${steps}
        step="1"
        .value=${String(step)}
        aria-label=${words.scrub}
        aria-valuetext=${words.stepOf(String(step), String(steps))}
        @input=${(event: Event) => jump(Number((event.target as HTMLInputElement).value))()}
      />
      <output class="step-count" aria-live="off"><strong>${step}</strong> / ${steps}</output>
      <select
        aria-label=${words.speed}
        @change=${(event: Event) => (session.speed = Number((event.target as HTMLSelectElement).value))}
      >
        ${SPEEDS.map((speed) => html`<option value=${speed} ?selected=${speed === session.speed}>${speedLabel(speed)}×</option>`)}
      </select>
    </div>`;
  }
}

function speedLabel(speed: number): string {
  return speed === 0.25 ? '¼' : speed === 0.5 ? '½' : String(speed);
}

define('downhill-transport-bar', TransportBar);
