/** The surfaces, each with a small picture of itself. */
import { html } from 'lit';

import { fit, paint } from '../canvas-size.ts';
import { MapPicture } from '../engine.ts';
import { SessionController } from '../session-controller.ts';
import type { SurfaceId } from '../words/table.ts';
import { define } from './define.ts';
import { PageElement } from './element.ts';

const PREVIEW = { width: 64, height: 48 };

class SurfacePicker extends PageElement {
  #drawnFor = '';
  #isTyping = false;

  constructor() {
    super();
    new SessionController(this, 'race', 'formula');
  }

  protected override render() {
    const { words, session } = this;
    return html`<section class="surfaces">
      <h2 id="surface-heading">${words.surface}</h2>
      <ul aria-labelledby="surface-heading">
        ${session.catalog.surfaces.map((surface) => {
          const { title } = words.surfaces[surface.id as SurfaceId];
          return html`<li>
            <button aria-pressed=${String(surface.id === session.setup.f)} aria-label=${title} title=${title} @click=${() => this.#choose(surface.id)}>
              <canvas data-surface=${surface.id} aria-hidden="true"></canvas>
            </button>
          </li>`;
        })}
      </ul>
      ${this.#isTyping
        ? html`<downhill-typed-loss .session=${session} .preferences=${this.preferences} .words=${words}></downhill-typed-loss>`
        : html`<button class="type-one" @click=${this.#type}>${words.typeLoss}</button>`}
    </section>`;
  }

  /** A race on a formula has the field open, and so has a formula that could not be read. */
  protected override willUpdate(): void {
    const { setup, mistyped } = this.session;
    if ((setup.expr ?? mistyped) !== undefined && !this.#isTyping) void this.#type();
  }

  /** The field is fetched when it is asked for. */
  #type = async (event?: Event): Promise<void> => {
    await import('../typed/typed-loss.ts');
    this.#isTyping = true;
    this.requestUpdate();
    if (event === undefined) return;
    await this.updateComplete;
    this.querySelector<HTMLElement>('downhill-typed-loss')?.focus();
  };

  protected override updated(): void {
    const key = `${this.preferences.theme} ${devicePixelRatio}`;
    if (key === this.#drawnFor) return;
    this.#drawnFor = key;
    // After the first paint: the race itself comes first.
    requestAnimationFrame(() => setTimeout(() => this.#drawPreviews()));
  }

  #drawPreviews(): void {
    for (const canvas of this.querySelectorAll<HTMLCanvasElement>('canvas')) {
      const surface = this.session.catalog.surfaces.find(({ id }) => id === canvas.dataset['surface'])!;
      const picture = new MapPicture(surface.id, new Float64Array(surface.view), PREVIEW.width, PREVIEW.height, this.preferences.theme);
      fit(canvas, PREVIEW);
      paint(canvas, picture.heat(), picture.heatWidth, picture.heatHeight);
      picture.drawContours(canvas);
      picture.free();
    }
  }

  /** Another surface brings its own start and view: the old ones would mean nothing there. */
  #choose(id: string): void {
    const surface = this.session.catalog.surfaces.find((candidate) => candidate.id === id)!;
    if (id === this.session.setup.f) {
      this.session.mistype(undefined);
      return;
    }
    const { setup } = this.session;
    this.session.begin({ ...setup, f: id, expr: undefined, from: surface.start, view: undefined, target: undefined, look: { ...setup.look, point: undefined } }, 'push');
  }
}

define('downhill-surface-picker', SurfacePicker);
