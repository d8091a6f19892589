/** A page with six experiments on it, each of which can play for long. */
import { document } from './document.ts';
import type { Embedded } from './embedded.ts';
import { expect } from './hosted.ts';

export const COUNT = 6;

/** Long enough to be still running when the test ends. */
export const LINK = 'lab=race&f=rosenbrock&from=-1.5,2&run=sgd,lr:0.0001&run=adam,lr:0.0001&steps=100000&hide=heading,presets,controls,charts,table,about&v=1';

/** Each in a stretch of its own that is taller than the window, so that no two are seen at once; below them, `last`. */
export function six(markup: string, last = ''): string {
  const one = `<section>${markup}</section>\n<div class="words"></div>\n`;
  return document('Six', one.repeat(COUNT) + last, { head: '<style>.words { height: 1600px }</style>' });
}

/** Starts all of them, one after another, as a reader does who scrolls down and presses play each time. */
export async function startAll(enter: (index: number) => Embedded): Promise<void> {
  for (let index = 0; index < COUNT; index += 1) {
    const embedded = enter(index);
    await embedded.isReady();
    await embedded.press(embedded.words.reset);
    await embedded.press(embedded.words.play);
    await expect.poll(() => embedded.step()).toBeGreaterThan(0);
  }
}
