/** Fingers on the map: a tap, a dragged start, two fingers; and one finger that scrolls the page. */
import type { CDPSession, Page } from '@playwright/test';

import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en } from './words.ts';

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

type Finger = { x: number; y: number };

/** Moves fingers from where they are put down to where they are lifted, along straight lines. */
async function swipe(page: Page, from: Finger[], to: Finger[]): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Finger[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', from);
  for (let part = 1; part <= 8; part += 1) {
    const along = (a: number, b: number): number => a + ((b - a) * part) / 8;
    await send('touchMove', from.map(({ x, y }, finger) => ({ x: along(x, to[finger]!.x), y: along(y, to[finger]!.y) })));
  }
  await send('touchEnd', []);
  await session.detach();
}

/** A race on a bowl whose view is 4 wide; the middle of the map, in the window. */
async function opened(page: Page): Promise<{ race: RacePage; middle: Finger; width: number }> {
  const race = new RacePage(page);
  await race.open('#lab=race&f=bowl&from=0,0&view=-2,2,-1.8,1.8&run=sgd,lr:0.05&steps=50&v=1');
  const box = await race.mapBox();
  return { race, middle: { x: box.x + box.width / 2, y: box.y + box.height / 2 }, width: box.width };
}

const moved = ({ x, y }: Finger, dx: number, dy: number): Finger => ({ x: x + dx, y: y + dy });

test('a tap puts the start there', async ({ page }) => {
  const { race, middle } = await opened(page);
  await page.touchscreen.tap(middle.x + 100, middle.y - 80);
  await expect.poll(async () => (await race.start())[0]).toBeGreaterThan(0.5);
  expect((await race.start())[1]).toBeGreaterThan(0.3);
});

test('the start is dragged by a finger, and the page stays', async ({ page }) => {
  const { race, middle } = await opened(page);
  const top = await page.evaluate(() => scrollY);
  await swipe(page, [middle], [moved(middle, -60, -90)]);
  await expect.poll(async () => (await race.start())[0]).toBeLessThan(-0.3);
  expect((await race.start())[1]).toBeGreaterThan(0.3);
  expect(await page.evaluate(() => scrollY)).toBe(top);
});

test('one finger on the ground scrolls the page', async ({ page }) => {
  const { race, middle } = await opened(page);
  const top = await page.evaluate(() => scrollY);
  await swipe(page, [moved(middle, 110, 60)], [moved(middle, 110, -140)]);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(top + 100);
  expect(await race.start()).toEqual([0, 0]);
  await expect(race.button(en.resetView)).toHaveCount(0);
});

for (const [name, dx, dy] of [
  ['side by side', 50, 0],
  ['askew', 40, 40],
  ['one above the other', 0, 50],
] as const) {
  test(`two fingers ${name} zoom, and set nothing`, async ({ page }) => {
    const { race, middle } = await opened(page);
    const away = moved(middle, 0, 90);
    await swipe(page, [moved(away, -dx, -dy), moved(away, dx, dy)], [moved(away, -2 * dx, -2 * dy), moved(away, 2 * dx, 2 * dy)]);
    await expect(race.button(en.resetView)).toBeVisible();
    expect(await race.start()).toEqual([0, 0]);
    expect(await page.evaluate(() => visualViewport!.scale), 'the page itself is not zoomed').toBe(1);
    // Twice as close: the view, 4 wide before, is half as wide, and the link says so.
    const width = () => {
      const [left, right] = /view=([^,]+),([^,]+)/.exec(race.fragment())!.slice(1).map(Number);
      return right! - left!;
    };
    await expect.poll(width).toBeLessThan(2.6);
    expect(width()).toBeGreaterThan(1.7);
  });
}

test('nothing below the map moves while a race plays', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  const race = new RacePage(page);
  await race.open('#lab=race&f=himmelblau&from=0.2,-0.8&run=adam,lr:0.1&steps=200&v=1');
  const tops = new Set<number>();
  for (const step of [0, 1, 7, 40, 90, 133, 180, 199, 200]) {
    await race.seek(step);
    const [top, cut] = await page.evaluate(() => [
      document.querySelector('.transport')!.getBoundingClientRect().top - document.querySelector('.map')!.getBoundingClientRect().top,
      Math.max(...[...document.querySelectorAll('.readout > *')].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)),
    ]);
    const rows = await page.locator('.readout .term').evaluateAll((terms) => terms.slice(0, 2).map((term) => term.getBoundingClientRect().top));
    expect(new Set(rows).size, 'x and y are in one row').toBe(1);
    tops.add(top!);
    expect(cut, `numbers at step ${step}`).toBeLessThanOrEqual(0);
  }
  expect(tops.size).toBe(1);
  // The longest numbers there are.
  await race.open('#lab=race&f=bowl&from=-1.234567e-11,-1.234567e-12&run=sgd,lr:1e-9&steps=1&v=1');
  await expect(race.readout).toContainText('−1.23457e−12');
  const cut = await page.locator('.readout > *').evaluateAll((all) => all.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  expect(Math.max(...cut)).toBeLessThanOrEqual(0);
});
