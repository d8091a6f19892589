/** A tab that nobody looks at: driven by Puppeteer, because Playwright tells every page that it is looked at. */
import type { Browser, Frame, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';

import { document } from './document.ts';
import { expect, test } from './hosted.ts';
import { TRAINING } from './places.ts';
import { snippet } from './sites.ts';
import { count, inASecond, STILL } from './work.ts';
import type { Work } from './work.ts';

/** Long enough to be still running when the test ends. */
const LINK = 'lab=race&f=rosenbrock&from=-1.5,2&run=sgd,lr:0.0001&run=adam,lr:0.0001&steps=100000&hide=heading,presets,controls,charts,table,about&v=1';

let browser: Browser;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking', '--disable-quic'] });
});
test.afterAll(() => browser?.close());

/** Begins what is shown in a document, which says when all of it is under way. Runs in the page. */
async function begin(): Promise<void> {
  await customElements.whenDefined('downhill-lab');
  for (const element of globalThis.document.querySelectorAll<HTMLElement & Record<'reset' | 'play', () => Promise<void>>>('downhill-lab')) {
    await element.reset();
    await element.play();
  }
}

for (const way of ['iframe', 'element'] as const) {
  test(`a race and a training in the ${way} do nothing in a hidden tab, and go on when they are seen again`, async ({ host }) => {
    const page: Page = await browser.newPage();
    await page.setViewport({ width: 800, height: 1400 });
    await page.evaluateOnNewDocument(count);
    const both = [LINK, TRAINING].map((link) => snippet(way === 'iframe' ? 'html' : 'element', { link }));
    await page.goto(host.write('/tab', document('A page', both.join('\n'))));
    const ours = (): (Page | Frame)[] => (way === 'element' ? [page] : page.frames().filter((frame) => frame !== page.mainFrame()));
    await expect.poll(async () => {
      const found = await Promise.all(ours().map((lab) => lab.evaluate(() => globalThis.document.querySelectorAll('downhill-lab').length)));
      return found.reduce((sum, count) => sum + count, 0);
    }).toBe(2);
    const labs = ours();
    for (const lab of labs) await lab.evaluate(begin);
    const done = async (): Promise<Omit<Work, 'compiled' | 'longTasks'>> => {
      const works = await inASecond(labs);
      const sum = (what: keyof Work): number => works.reduce((sum, work) => sum + work[what], 0);
      return { frames: sum('frames'), messages: sum('messages') };
    };
    const isAtWork = async (): Promise<boolean> => {
      const { frames, messages } = await done();
      return frames > 5 && messages > 0;
    };
    await expect.poll(isAtWork, 'animation frames and messages of workers in the window').toBe(true);

    const other = await browser.newPage();
    await other.bringToFront();
    await expect.poll(() => page.evaluate(() => globalThis.document.hidden), 'hidden').toBe(true);
    // What a worker was about to say when it was told to stop.
    await expect.poll(async () => (await done()).messages).toBe(0);
    expect(await inASecond(labs), 'in a hidden tab').toEqual(labs.map(() => STILL));

    await page.bringToFront();
    await expect.poll(isAtWork, 'animation frames and messages of workers, seen again').toBe(true);
    await other.close();
    await page.close();
  });
}
