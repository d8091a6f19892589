/**
 * A race as a film: every frame is the map after some step, drawn anew at its own size from a race of its own, so that nothing
 * that is shown meanwhile moves.
 */
import { GIFEncoder, applyPalette, quantize } from 'gifenc';

import type { Cloud, MapPicture, Race, Setup } from '../engine.ts';
import type { Size } from '../canvas-size.ts';
import type { Layers } from '../picture.ts';
import type { Theme } from '../preferences.ts';
import { write } from './sheet.ts';

/** What is filmed, and how it looks. */
export interface Scene {
  setup: Setup;
  /** The race, run to its end, the cloud of its other seeds, and the map that is painted on a canvas of this size. */
  again: (ground: HTMLCanvasElement, size: Size) => { race: Race; cloud: Cloud | undefined; map: MapPicture };
  names: string[];
  theme: Theme;
  background: string;
  /** Width over height of the map. */
  aspect: number;
  title: string;
  start: string;
  /** What stands in the frame of a step. */
  caption: (step: number) => string;
}

/** Pixels of a film across: what posts and slides show. */
const WIDTH = 640;
const CAPTION = 30;
/** Frames at most; a race with fewer steps has a frame for each. */
const MOST_FRAMES = 150;
/** As the page plays: 60 steps a second, but never longer than a film is watched, nor shorter than can be seen. */
const STEPS_PER_SECOND = 60;
const SHORTEST_MS = 3000;
const LONGEST_MS = 8000;
const END_MS = 2000;
/** How much of the trails is drawn to see which colours there are. */
const TRAIL_STEPS = 1000;
/** The last colour stands for what stays as it was in the frame before. */
const COLORS = 255;
const SAME = 255;

/** How long a film of so many steps is, and of which steps it has frames. */
export function plan(steps: number): { shown: number[]; delay: number; seconds: number } {
  const count = Math.min(steps + 1, MOST_FRAMES);
  const shown = Array.from({ length: count }, (_, frame) => (count === 1 ? 0 : Math.round((frame * steps) / (count - 1))));
  const length = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (1000 * steps) / STEPS_PER_SECOND));
  // A GIF counts in hundredths of a second.
  const delay = 10 * Math.round(length / count / 10);
  return { shown, delay, seconds: Math.round(((count - 1) * delay + END_MS) / 1000) };
}

/** Films a race, frame by frame, with a rest in between; throws the signal's reason if it aborts. */
export async function film(scene: Scene, signal: AbortSignal, progress: (frame: number, frames: number) => void): Promise<Blob> {
  const { setup, aspect, theme } = scene;
  const { shown, delay } = plan(setup.steps);
  const size = { width: WIDTH, height: Math.round(WIDTH / aspect) };
  const layer = (): HTMLCanvasElement => canvasOf(size);
  const [ground, around, trails, averages, heads] = [layer(), layer(), layer(), layer(), layer()];
  const { race, cloud, map } = scene.again(ground, size);
  try {
    const whole = canvasOf({ width: size.width, height: size.height + CAPTION });
    const context = whole.getContext('2d', { willReadFrequently: true })!;
    const pixelsOf = (step: number, trailed = step): Uint8ClampedArray => {
      if (cloud !== undefined) map.drawCloud(around, cloud, trailed);
      map.drawTrails(trails, race, trailed);
      map.drawAverages(averages, race, trailed);
      map.drawHeads(heads, race, step, scene.names, new Float64Array(setup.from), scene.start);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = scene.background;
      context.fillRect(0, 0, whole.width, whole.height);
      for (const drawn of [ground, around, trails, averages, heads]) context.drawImage(drawn, 0, 0);
      const line = canvasOf({ width: size.width, height: CAPTION });
      const layers: Layers = () => line;
      write(layers, `${scene.title} · ${scene.caption(step)}`, { x: 0, y: 0, width: size.width, height: CAPTION }, theme);
      context.drawImage(line, 8, size.height);
      return context.getImageData(0, 0, whole.width, whole.height).data;
    };
    // All colours that ever show are in the last frame; a trail need not be whole for that, which may take long to draw.
    const palette = quantize(pixelsOf(setup.steps, Math.min(setup.steps, TRAIL_STEPS)), COLORS);
    for (const drawn of [around, trails, averages]) map.clearTrails(drawn);
    const encoder = GIFEncoder();
    let before: Uint8Array | undefined;
    for (const [frame, step] of shown.entries()) {
      progress(frame + 1, shown.length);
      await rest();
      signal.throwIfAborted();
      const pixels = applyPalette(pixelsOf(step), palette);
      const isLast = frame === shown.length - 1;
      encoder.writeFrame(before === undefined ? pixels : changed(pixels, before), whole.width, whole.height, {
        delay: isLast ? END_MS : delay,
        ...(before === undefined ? { palette: padded(palette), repeat: 0 } : { transparent: true, transparentIndex: SAME }),
        dispose: 1,
      });
      before = pixels;
    }
    encoder.finish();
    return new Blob([encoder.bytes()], { type: 'image/gif' });
  } finally {
    map.free();
    cloud?.free();
    race.free();
  }
}

function canvasOf({ width, height }: Size): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** Lets the page answer. */
function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The frame with nothing where it is as before. */
function changed(pixels: Uint8Array, before: Uint8Array): Uint8Array {
  return pixels.map((color, at) => (color === before[at] ? SAME : color));
}

/** A table of 256 colours, so that the one for sameness is in it. */
function padded(palette: number[][]): number[][] {
  return [...palette, ...Array.from({ length: COLORS + 1 - palette.length }, () => [0, 0, 0])];
}
