/** A tab that nobody looks at: driven by Puppeteer, because Playwright tells every page that it is looked at. */
import type { Browser, Frame, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';

import { document } from './document.ts';
import { expect, test } from './hosted.ts';
import { snippet } from './sites.ts';
import { count, inASecond, STILL } from './work.ts';

/** Long enough to be still running when the test ends. */
const LINK = 'lab=race&f=rosenbrock&from=-1.5,2&run=sgd,lr:0.0001&run=adam,lr:0.0001&steps=100000&hide=heading,presets,controls,charts,table,about&v=1';

let browser: Browser;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking', '--disable-quic'] });
});
test.afterAll(() => browser?.close());

for (const way of ['iframe', 'element'] as const) {
  test(`the ${way} does nothing in a hidden tab, and plays on when it is seen again`, async ({ host }) => {
    const page: Page = await browser.newPage();
    await page.evaluateOnNewDocument(count);
    await page.goto(host.write('/tab', document('A page', snippet(way === 'iframe' ? 'html' : 'element', { link: LINK }))));
    const ours = (): Page | Frame | undefined => (way === 'element' ? page : page.frames().find((frame) => frame !== page.mainFrame()));
    await expect.poll(() => ours()?.evaluate(() => globalThis.document.querySelector('downhill-lab') !== null)).toBe(true);
    const lab = ours()!;
    await lab.evaluate(async () => {
      const element = globalThis.document.querySelector('downhill-lab') as HTMLElement & Record<'reset' | 'play', () => Promise<void>>;
      await customElements.whenDefined('downhill-lab');
      await element.reset();
      await element.play();
    });
    const framesASecond = async (): Promise<number> => (await inASecond([lab]))[0]!.frames;
    await expect.poll(framesASecond, 'animation frames a second in the window').toBeGreaterThan(5);

    const other = await browser.newPage();
    await other.bringToFront();
    await expect.poll(() => page.evaluate(() => globalThis.document.hidden), 'hidden').toBe(true);
    await new Promise((done) => setTimeout(done, 300));
    expect(await inASecond([lab]), 'in a hidden tab').toEqual([STILL]);

    await page.bringToFront();
    await expect.poll(framesASecond, 'animation frames a second, seen again').toBeGreaterThan(5);
    await other.close();
    await page.close();
  });
}
