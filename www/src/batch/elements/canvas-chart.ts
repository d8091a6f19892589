/** A chart on a canvas that fills its place: told when its size is known and when it has to be drawn again. */
import { state } from 'lit/decorators.js';

import type { Size } from '../../canvas-size.ts';
import { BatchElement } from './batch-element.ts';

/** While runs are computed, charts are drawn this often: each picture costs more than a frame should. */
const CALM_MS = 250;

export abstract class CanvasChart extends BatchElement {
  @state() protected size: Size | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #observed: Element | undefined;
  readonly #resize = new ResizeObserver(([entry]) => {
    const { width, height } = entry!.contentRect;
    if (width > 0 && height > 0) this.size = { width: Math.round(width), height: Math.round(height) };
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.session.addEventListener('ready', this.#later);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
    this.#observed = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.session.removeEventListener('ready', this.#later);
  }

  protected override updated(): void {
    const stage = this.querySelector('.chart-stage') ?? undefined;
    if (stage !== this.#observed) {
      this.#resize.disconnect();
      if (stage !== undefined) this.#resize.observe(stage);
      this.#observed = stage;
    }
    if (this.size !== undefined && stage !== undefined) this.draw(this.size);
  }

  /** Draws on the canvases of the stage. */
  protected abstract draw(size: Size): void;

  #later = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.requestUpdate();
    }, this.session.isComputing ? CALM_MS : 0);
  };
}
