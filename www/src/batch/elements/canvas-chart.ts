/** A chart on a canvas that fills its place: told when its size is known and when it has to be drawn again. */
import type { Size } from '../../canvas-size.ts';
import { StageSize } from '../../elements/stage-size.ts';
import { BatchElement } from './batch-element.ts';

/** While runs are computed, charts are drawn this often: each picture costs more than a frame should. */
const CALM_MS = 250;

export abstract class CanvasChart extends BatchElement {
  readonly #stage = new StageSize(this, '.chart-stage');
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected get size(): Size | undefined {
    return this.#stage.size;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.session.addEventListener('ready', this.#later);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.session.removeEventListener('ready', this.#later);
  }

  protected override updated(): void {
    if (this.size !== undefined && this.querySelector('.chart-stage') !== null) this.draw(this.size);
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
