/** A chart of the lab on a canvas that fills its place, drawn again only when it would look different. */
import { fit } from '../../canvas-size.ts';
import type { Size } from '../../canvas-size.ts';
import { inTurn } from '../../elements/in-turn.ts';
import { StageSize } from '../../elements/stage-size.ts';
import { MinimaElement } from './minima-element.ts';

const CALM_MS = 150;

export abstract class MinimaChart extends MinimaElement {
  protected readonly stage = new StageSize(this, '.chart-stage');
  #drawn: unknown[] = [];

  protected override get calm(): number {
    return CALM_MS;
  }

  protected override updated(): void {
    const canvas = this.querySelector<HTMLCanvasElement>('.chart-base');
    const { size } = this.stage;
    if (canvas === null || size === undefined) return;
    const { theme, language } = this.preferences;
    const drawn = [canvas, size.width, size.height, devicePixelRatio, theme, language, this.session.setup, ...this.shown];
    if (drawn.length === this.#drawn.length && drawn.every((part, index) => part === this.#drawn[index])) return;
    this.#drawn = drawn;
    inTurn(this, () => {
      if (!this.isConnected) return;
      fit(canvas, size);
      this.draw(canvas, size);
    });
  }

  /** What the chart shows besides the setup: each part is another when it changes. */
  protected abstract get shown(): unknown[];

  protected abstract draw(canvas: HTMLCanvasElement, size: Size): void;
}
