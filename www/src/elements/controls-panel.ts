/** The controls beside the map: surface, start, length, target, runners. */
import { html, nothing } from 'lit';

import { enterNumber } from '../entry.ts';
import type { Setup } from '../engine.ts';
import { short } from '../format.ts';
import type { Point } from '../plane.ts';
import { SessionController } from '../session-controller.ts';
import verification from '../generated/verification.json';
import { define } from './define.ts';
import { PageElement } from './element.ts';
import './number-field.ts';
import './runner-list.ts';
import './tune-button.ts';
import './surface-picker.ts';
import { AROUND_WORDS } from './words/index.ts';

class ControlsPanel extends PageElement {
  constructor() {
    super();
    new SessionController(this, 'race');
  }

  protected override render() {
    const { words, session, preferences } = this;
    const { setup } = session;
    const lowest = session.lowest;
    const start = (axis: 0 | 1) => (text: string) =>
      enterNumber(session, words, 'xy'[axis]!, text, (value) => {
        const from: Point = [...setup.from];
        from[axis] = value;
        return { from };
      });
    const target = (text: string) => {
      if (text.trim() !== '') return enterNumber(session, words, words.target, text, (value) => ({ target: value }));
      session.change({ target: undefined });
      return undefined;
    };
    return html`<aside class="controls" aria-label=${words.raceSetup}>
      <downhill-surface-picker .session=${session} .preferences=${preferences} .words=${words}></downhill-surface-picker>
      <section class="setup">
        <h2>${words.raceSetup}</h2>
        <div class="fields">
          <downhill-number-field symbol="x" label="${words.start} x" .value=${setup.from[0]} .accept=${start(0)}></downhill-number-field>
          <downhill-number-field symbol="y" label="${words.start} y" .value=${setup.from[1]} .accept=${start(1)}></downhill-number-field>
        </div>
        <div class="fields">
          <downhill-number-field
            label=${words.steps}
            .value=${setup.steps}
            .accept=${(text: string) => enterNumber(session, words, words.steps, text, (steps) => ({ steps }), true)}
          ></downhill-number-field>
          <downhill-number-field
            label=${words.target}
            .value=${setup.target}
            placeholder=${lowest === undefined ? words.targetNone : short(lowest + 1e-3)}
            .accept=${target}
          ></downhill-number-field>
        </div>
        ${this.#noise()}
        <p class="badge">
          <a href="#verification" @click=${toProof}>
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="m3 8.5 3.2 3.2L13 4.5" /></svg>
            ${words.badge(String(verification.tolerance))}
          </a>
        </p>
      </section>
      <downhill-runner-list .session=${session} .preferences=${preferences} .words=${words}></downhill-runner-list>
      <downhill-tune-button .session=${session} .preferences=${preferences} .words=${words}></downhill-tune-button>
    </aside>`;
  }

  /** Noise is shown whole where there is any; where there is none, it is one field. */
  #noise() {
    const { words, session } = this;
    const say = AROUND_WORDS[this.preferences.language];
    const { noise, seed, seeds } = session.setup;
    const field = (label: string, value: number, change: (value: number) => Partial<Setup>, isWhole = false) =>
      html`<downhill-number-field
        label=${label}
        .value=${value}
        .accept=${(text: string) => enterNumber(session, words, label, text, change, isWhole)}
      ></downhill-number-field>`;
    return html`<details class="noise" ?open=${noise > 0}>
      <summary>${say.noise}</summary>
      <p class="hint">${say.noiseNote}</p>
      <div class="fields">${field(say.sigma, noise, (value) => ({ noise: value }))}</div>
      ${noise > 0
        ? html`<div class="fields">
            ${field(say.seed, seed, (value) => ({ seed: value }), true)} ${field(say.times, seeds, (value) => ({ seeds: value }), true)}
          </div>`
        : nothing}
    </details>`;
  }
}

function toProof(event: Event): void {
  // The fragment belongs to the race: going there must not change it.
  event.preventDefault();
  const root = (event.currentTarget as HTMLElement).getRootNode() as Document | ShadowRoot;
  const section = root.getElementById('verification');
  if (section === null) return;
  section.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  section.focus({ preventScroll: true });
}

define('downhill-controls-panel', ControlsPanel);
