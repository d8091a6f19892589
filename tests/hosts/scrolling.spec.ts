/** Scrolling past six experiments stays smooth: no task keeps the page's thread, or a frame's, busy for long. */
import type { Browser, Page } from '@playwright/test';

import { Embedded } from './embedded.ts';
import { expect, test } from './hosted.ts';
import { snippet } from './sites.ts';
import { LINK, six, startAll } from './six-page.ts';

test.use({ viewport: { width: 660, height: 560 } });

/** What a task may take, in milliseconds: beyond it, browsers call one long. */
const LONG_MS = 50;
const PASSES = 5;

/** An entry of Chromium's own trace, as far as it is looked at here: microseconds, of a clock and of the processor. */
interface Traced {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  tdur?: number;
  args?: { name?: string };
}

/** The longest task of any page or frame meanwhile, in milliseconds of the processor: what else the machine does makes none long. */
async function longestTask(browser: Browser, page: Page, act: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: Traced[] };
  const mains = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(({ ph, pid, tid, tdur }) => ph === 'X' && tdur !== undefined && mains.has(`${pid} ${tid}`));
  expect(tasks.length, 'tasks in the trace').toBeGreaterThan(100);
  return Math.max(...tasks.map(({ tdur }) => tdur! / 1000));
}

/** From the top of the page to its end, by the wheel. */
async function scrollThrough(page: Page): Promise<void> {
  await page.mouse.move(20, 20);
  const height = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  while ((await page.evaluate(() => scrollY)) < height - 1) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(30);
  }
}

test('scrolling past six that run makes no long task', async ({ browser, page, host }) => {
  await page.goto(host.write('/six-scroll', six(snippet('html', { link: LINK.replace('steps=100000', 'steps=5000') }))));
  const enter = (index: number): Embedded => Embedded.inFrame(page, `iframe >> nth=${index}`);
  await startAll(enter);
  const passes: number[] = [];
  while (passes.length < PASSES) {
    await page.evaluate(() => scrollTo(0, 0));
    passes.push(await longestTask(browser, page, () => scrollThrough(page)));
  }
  const said = passes.map((longest) => longest.toFixed(1)).join(', ');
  const median = passes.toSorted((a, b) => a - b)[Math.floor(PASSES / 2)]!;
  expect(median, `the longest tasks, in ms, pass by pass: ${said}`).toBeLessThan(LONG_MS);
});
