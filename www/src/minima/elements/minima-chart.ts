/** A chart of the lab on a canvas that fills its place, drawn again only when it would look different. */
import type { TemplateResult } from 'lit';

import { fit } from '../../canvas-size.ts';
import type { Size } from '../../canvas-size.ts';
import { inTurn } from '../../elements/in-turn.ts';
import { saveButton } from '../../elements/save-button.ts';
import { StageSize } from '../../elements/stage-size.ts';
import type { Numbers, Picture } from '../../picture.ts';
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

  /** What the chart is called where it is saved: in a file's name, and for people. */
  protected abstract get label(): { id: string; title: string };

  /** The numbers that are drawn. */
  protected abstract get numbers(): Numbers;

  /** The button that saves the chart. */
  protected get saving(): TemplateResult {
    return saveButton(this.preferences, this.label.title, () => this.pictures()[0]);
  }

  pictures(): Picture[] {
    const { size } = this.stage;
    if (size === undefined || this.querySelector('.chart-base') === null) return [];
    const { id, title } = this.label;
    return [{ id: `${this.session.setup.experiment}-${id}`, title, size, draw: (layer) => this.draw(layer(), size), numbers: () => this.numbers }];
  }
}
