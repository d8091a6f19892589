/** A chart on a canvas that fills its place: told when its size is known and when it has to be drawn again. */
import type { TemplateResult } from 'lit';

import type { Size } from '../../canvas-size.ts';
import { saveButton } from '../../elements/save-button.ts';
import { StageSize } from '../../elements/stage-size.ts';
import type { Layers, Numbers, Picture } from '../../picture.ts';
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

  /** Draws all of the chart anew, onto canvases that are handed out. */
  protected abstract drawOn(layer: Layers, size: Size): void;

  /** What the chart is called where it is saved, in a file's name and for people; undefined if it shows nothing. */
  protected abstract get label(): { id: string; title: string } | undefined;

  /** The numbers that are drawn. */
  protected abstract get numbers(): Numbers;

  /** The button that saves the chart. */
  protected get saving(): TemplateResult {
    return saveButton(this.preferences, this.label?.title ?? '', () => this.pictures()[0]);
  }

  pictures(): Picture[] {
    const { size, label } = this;
    if (size === undefined || label === undefined || this.querySelector('.chart-base') === null) return [];
    const { id, title } = label;
    return [{ id: `${this.session.setup.data}-${id}`, title, size, draw: (layer) => this.drawOn(layer, size), numbers: () => this.numbers }];
  }

  #later = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.requestUpdate();
    }, this.session.isComputing ? CALM_MS : 0);
  };
}
