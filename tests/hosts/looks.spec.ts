/** Hosts that look other than usual: dark, written from right to left, and slides that are scaled. */
import type { Locator, Page } from '@playwright/test';

import { document } from './document.ts';
import { Embedded } from './embedded.ts';
import { keep } from './findings.ts';
import { expect, test } from './hosted.ts';
import { before, proves } from './proof.ts';
import { snippet } from './sites.ts';

// A column of a blog, in a window that is lower than the frame.
test.use({ viewport: { width: 660, height: 480 } });

const WAYS = [
  { way: 'iframe', markup: snippet('html'), enter: (page: Page) => Embedded.inFrame(page) },
  { way: 'element', markup: snippet('element'), enter: (page: Page) => Embedded.inElement(page) },
] as const;

const around = (markup: string): string => `<h1>Going downhill</h1>\n${markup}\n${'<p>Some words.</p>\n'.repeat(20)}`;

/** How light a corner of a box on the screen is, from 0 to 1: no control and no picture reaches there. */
async function lightness(page: Page, place: Locator): Promise<number> {
  await place.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  const box = await place.boundingBox();
  if (box === null) throw new Error('not on the page');
  const corner = await page.screenshot({ clip: { x: box.x + 3, y: box.y + 3, width: 2, height: 2 } });
  return page.evaluate(async (picture) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
    const context = new OffscreenCanvas(1, 1).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return (red! + green! + blue!) / (3 * 255);
  }, corner.toString('base64'));
}

for (const { way, markup, enter } of WAYS) {
  test(`a dark host: the ${way} is dark for a reader who likes it dark`, async ({ page, host, account }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    const head = '<meta name="color-scheme" content="dark light">';
    await page.goto(host.write('/dark', document('A page', around(markup), { head })));
    const first = await before(page);
    const embedded = enter(page);
    await proves(embedded, account, first);
    expect(await lightness(page, embedded.place)).toBeLessThan(0.2);
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => lightness(page, embedded.place), 'follows the reader').toBeGreaterThan(0.8);
    await keep({
      host: 'dark page',
      madeBy: '`color-scheme: dark light`',
      way,
      browser: 'Chromium',
      notes: ['with `theme=auto`, or none, it follows the reader’s system; `theme=dark` fixes it'],
    });
  });

  test(`a host from right to left: the ${way} stays as it is`, async ({ page, host, account }) => {
    await page.goto(host.write('/rtl', document('صفحة', around(markup), { attributes: 'lang="ar" dir="rtl"' })));
    const first = await before(page);
    const embedded = enter(page);
    await proves(embedded, account, first);
    const { words } = embedded;
    const lefts = await Promise.all(
      [embedded.button(words.reset), embedded.button(words.play), embedded.scrub].map(async (part) => (await embedded.boxOf(part)).x),
    );
    expect(lefts, 'back, play, slider, from left to right').toEqual(lefts.toSorted((a, b) => a - b));
    expect(await embedded.map.evaluate((map) => getComputedStyle(map.parentElement!).direction)).toBe('ltr');
    const sideways = await page.evaluate(() => globalThis.document.documentElement.scrollWidth - innerWidth);
    expect(sideways, 'pixels to scroll sideways').toBeLessThanOrEqual(0);
    await keep({ host: 'page from right to left', madeBy: '`dir="rtl"`', way, browser: 'Chromium' });
  });
}

test.describe('a slide at half its size', () => {
  // The deck is 1600 by 1200.
  test.use({ viewport: { width: 800, height: 600 } });

  for (const { way, enter } of WAYS) {
    test(`reveal.js shows the ${way}, and a click puts the start where it was`, async ({ page, host, account }) => {
      await page.goto(`${host.address}/reveal/`);
      const deck = (expression: string): Promise<unknown> => page.evaluate(`Reveal.${expression}`);
      await expect.poll(() => page.evaluate('globalThis.Reveal?.isReady()')).toBe(true);
      await deck(`slide(${way === 'iframe' ? 1 : 2})`);
      expect(await deck('getScale()')).toBe(0.5);
      const first = await before(page);
      const embedded = enter(page);
      await proves(embedded, account, first, { scrolls: false });
      await embedded.press(embedded.words.resetView);
      const map = await embedded.boxOf(embedded.map);
      const target = { x: Math.round(map.x + map.width * 0.7), y: Math.round(map.y + map.height * 0.3) };
      await page.mouse.click(target.x, target.y);
      const centre = async (): Promise<number> => {
        const handle = await embedded.boxOf(embedded.startHandle);
        return Math.hypot(handle.x + handle.width / 2 - target.x, handle.y + handle.height / 2 - target.y);
      };
      await expect.poll(centre, 'pixels between the click and the start').toBeLessThanOrEqual(1);
      await keep({ host: 'reveal.js', madeBy: 'a deck shown at half its size', way, browser: 'Chromium' });
    });
  }
});
