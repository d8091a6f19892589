/** A runner's key: a piece of its line with its marker, drawn by the charts themselves. */
import { LitElement, html } from 'lit';
import { property } from 'lit/decorators.js';

import { fit } from '../canvas-size.ts';
import type { Theme } from '../preferences.ts';
import { define } from './define.ts';

const SIZE = { width: 34, height: 16 };

type Painter = (canvas: HTMLCanvasElement, run: number, width: number, height: number, theme: string) => void;

let paint: Painter;

/** Keys are drawn by whichever core is loaded: all of them draw alike. */
export function paintKeysWith(painter: Painter): void {
  paint = painter;
}

export class RunnerKey extends LitElement {
  @property({ attribute: false }) run = 0;
  @property({ attribute: false }) theme: Theme = 'light';

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render() {
    return html`<canvas aria-hidden="true"></canvas>`;
  }

  protected override updated(): void {
    const canvas = this.querySelector('canvas')!;
    fit(canvas, SIZE);
    paint(canvas, this.run, SIZE.width, SIZE.height, this.theme);
  }
}

define('downhill-runner-key', RunnerKey);
