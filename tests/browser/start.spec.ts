/** The start point and the view: dragging, clicking, keys, fields, zoom, and what the page leaves alone. */
import type { Page } from '@playwright/test';

import { RacePage } from './race-page.ts';
import type { Point } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en } from './words.ts';

/** The view is 4 by 2, so a pointer means thousandths and an arrow key 0.04 or 0.02. */
const BOWL = '#lab=race&f=bowl&from=0,0&view=-2,2,-1,1&run=sgd,lr:0.05&steps=50&v=1';

const isNear = (a: Point, b: Point, within: number): boolean => Math.hypot(a[0] - b[0], a[1] - b[1]) <= within;

async function opened(page: Page, link = BOWL): Promise<RacePage> {
  const race = new RacePage(page);
  await race.open(link);
  return race;
}

test('the start is dragged, and the whole race follows at once', async ({ page }) => {
  const race = await opened(page);
  const before = await race.told();
  const trails = await race.picture(race.layers.nth(1));
  const box = await race.mapBox();
  const from = await race.placeOf([0, 0]);
  const to = { x: from.x + 120, y: from.y - 60 };
  const wanted = await race.pointAt(to);
  await page.mouse.move(box.x + from.x, box.y + from.y);
  await page.mouse.down();
  await page.mouse.move(box.x + from.x + 60, box.y + from.y - 20);
  await race.frame();
  expect(await race.start(), 'it follows while it is dragged').not.toEqual([0, 0]);
  await page.mouse.move(box.x + to.x, box.y + to.y, { steps: 3 });
  await page.mouse.up();

  const start = await race.start();
  expect(isNear(start, wanted, 0.002), `${start} is where it was dropped, ${wanted}`).toBe(true);
  expect(start, 'rounded to what a pointer can mean').toEqual(start.map((value) => Number(value.toFixed(3))));
  const rows = await race.rows();
  expect(rows[0]).toEqual([1, 0, ...start, expect.any(Number)]);
  expect(await race.told()).not.toEqual(before);
  expect((await race.picture(race.layers.nth(1))).digest).not.toBe(trails.digest);
});

test('a click puts the start there, and a click on it does not move it', async ({ page }) => {
  const race = await opened(page);
  const box = await race.mapBox();
  const wanted = await race.pointAt({ x: 100, y: 120 });
  await page.mouse.click(box.x + 100, box.y + 120);
  const start = await race.start();
  expect(isNear(start, wanted, 0.002)).toBe(true);
  const place = await race.placeOf(start);
  await page.mouse.click(box.x + place.x + 5, box.y + place.y + 5);
  expect(await race.start()).toEqual(start);
});

test('arrow keys move the start: more with Shift, less with Alt', async ({ page }) => {
  const race = await opened(page);
  await race.startHandle.focus();
  for (const [keys, expected] of [
    ['ArrowRight', [0.04, 0]],
    ['Shift+ArrowRight', [0.44, 0]],
    ['Alt+ArrowLeft', [0.436, 0]],
    ['ArrowUp', [0.436, 0.02]],
    ['Shift+ArrowDown', [0.436, -0.18]],
    ['Alt+ArrowUp', [0.436, -0.178]],
  ] as const) {
    await page.keyboard.press(keys);
    expect(await race.start(), keys).toEqual(expected);
  }
  await expect(race.startHandle, 'and keep the focus').toBeFocused();
  await expect(race.startHandle).toHaveAccessibleName(en.startHandle('0.436', '−0.178'));
  await expect(race.summary).toHaveText(/step 50 of 50/);
});

test('the smallest step by key moves the start, however wide the view', async ({ page }) => {
  // A thousandth of 5 is half of what a pointer can mean there.
  for (const [half, from] of [[2.5, '1.495,-1.505'], [2.5e-4, '0,1e-5'], [250_000, '-333.3,50']] as const) {
    const race = await opened(page, `#lab=race&f=bowl&from=${from}&view=-${half},${half},-${half},${half}&v=1`);
    await race.startHandle.focus();
    for (const key of ['Alt+ArrowRight', 'Alt+ArrowUp', 'Alt+ArrowLeft', 'Alt+ArrowDown']) {
      const before = await race.start();
      await page.keyboard.press(key);
      expect(await race.start(), `${key} in a view ${2 * half} wide`).not.toEqual(before);
    }
  }
});

test('number fields set the start exactly, and refuse what is out of bounds', async ({ page }) => {
  const race = await opened(page);
  await race.startX.fill('0.30000000000000004');
  await race.startX.press('Enter');
  await race.startY.fill('−0.5');
  await race.startY.press('Enter');
  expect(await race.start()).toEqual([0.1 + 0.2, -0.5]);
  expect((await race.rows())[0]!.slice(2, 4)).toEqual([0.1 + 0.2, -0.5]);
  await expect(race.startHandle).toHaveAccessibleName(en.startHandle('0.3', '−0.5'));

  await race.startX.fill('2000000');
  await race.startX.press('Enter');
  await expect(race.startX).toHaveAttribute('aria-invalid', 'true');
  await expect(race.startX).toHaveAccessibleDescription('from = 2e6,-0.5: must be in [-1e6, 1e6]');
  expect((await race.rows())[0]!.slice(2, 4)).toEqual([0.1 + 0.2, -0.5]);
  await race.startX.press('Escape');
  await expect(race.startX).toHaveValue('0.30000000000000004');
  await expect(race.startX).toHaveAttribute('aria-invalid', 'false');

  await race.startX.fill('50');
  await race.startX.press('Enter');
  await expect(race.startHandle, 'out of sight').toHaveCount(0);
});

test('a double click shows the whole view again and leaves the start where it is', async ({ page }) => {
  const race = await opened(page);
  const box = await race.mapBox();
  const place = { x: box.width / 2 + 90, y: box.height / 2 + 50 };
  const home = await race.pointAt(place);
  await race.button(en.zoomIn).click();
  await expect(race.button(en.resetView)).toBeVisible();
  expect(isNear(await race.pointAt(place), home, 0.01)).toBe(false);
  await page.mouse.dblclick(box.x + place.x, box.y + place.y);
  await race.frame();
  expect(await race.start()).toEqual([0, 0]);
  expect(isNear(await race.pointAt(place), home, 1e-4)).toBe(true);
});

test('a double click on the start does not undo a click of long before', async ({ page }) => {
  const race = await opened(page);
  const box = await race.mapBox();
  await page.mouse.click(box.x + 100, box.y + 120);
  await race.startX.fill('0.5');
  await race.startX.press('Enter');
  const start = await race.start();
  // Longer than any system's double click.
  await page.waitForTimeout(1100);
  const place = await race.placeOf(start);
  await page.mouse.dblclick(box.x + place.x, box.y + place.y);
  await race.frame();
  expect(await race.start()).toEqual(start);
});

test('Ctrl and the wheel zoom about the pointer; the plain wheel scrolls the page', async ({ page }) => {
  const race = await opened(page);
  const place = { x: 200, y: 150 };
  const [here, there] = [await race.pointAt(place), await race.pointAt({ x: 300, y: 250 })];

  await race.pointAt(place);
  await page.mouse.wheel(0, 120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(120);
  await expect(race.button(en.resetView), 'the view is as it was').toHaveCount(0);
  await page.mouse.wheel(0, -120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);

  await race.pointAt(place);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await race.frame();
  expect(await page.evaluate(() => [scrollY, devicePixelRatio])).toEqual([0, 1]);
  expect(isNear(await race.pointAt(place), here, 0.01), 'the point under the pointer stays').toBe(true);
  const closer = await race.pointAt({ x: 300, y: 250 });
  expect(Math.abs(closer[0] - here[0])).toBeLessThan(0.8 * Math.abs(there[0] - here[0]));
});

test('the ground is dragged to pan, and the start stays on its point', async ({ page }) => {
  const race = await opened(page);
  const box = await race.mapBox();
  const held = await race.pointAt({ x: 150, y: 150 });
  await page.mouse.move(box.x + 150, box.y + 150);
  await page.mouse.down();
  await page.mouse.move(box.x + 250, box.y + 200, { steps: 5 });
  await page.mouse.up();
  await race.frame();
  expect(await race.start()).toEqual([0, 0]);
  expect(isNear(await race.pointAt({ x: 250, y: 200 }), held, 0.01)).toBe(true);
  await race.button(en.resetView).click();
  await race.frame();
  expect(isNear(await race.pointAt({ x: 150, y: 150 }), held, 1e-4)).toBe(true);
});

test('the view is zoomed and moved with keys alone', async ({ page }) => {
  const race = await opened(page);
  const middle = { x: (await race.mapBox()).width / 2, y: (await race.mapBox()).height / 2 };
  const [home, edge] = [await race.pointAt(middle), await race.pointAt({ x: 50, y: 50 })];
  await race.button(en.zoomIn).press('Enter');
  await race.frame();
  expect(isNear(await race.pointAt(middle), home, 0.01), 'about the middle').toBe(true);
  expect(Math.abs((await race.pointAt({ x: 50, y: 50 }))[0])).toBeLessThan(0.75 * Math.abs(edge[0]));
  await race.button(en.zoomIn).press('ArrowRight');
  await race.button(en.zoomIn).press('ArrowUp');
  await race.frame();
  const moved = await race.pointAt(middle);
  expect(moved[0]).toBeGreaterThan(home[0] + 0.05);
  expect(moved[1]).toBeGreaterThan(home[1] + 0.02);
  expect(await race.start()).toEqual([0, 0]);
  await race.button(en.zoomOut).press('Enter');
  await race.button(en.resetView).press('Enter');
  await race.frame();
  expect(isNear(await race.pointAt(middle), home, 1e-4)).toBe(true);
  await expect(race.button(en.resetView)).toHaveCount(0);
});

test('the pointer reads the loss, its gradient, and who passed there', async ({ page }) => {
  const race = await opened(page);
  // f = (x² + y²)/2 or a multiple of it: the gradient points away from the middle, along the position.
  const [x, y] = await race.pointAt({ x: 150, y: 150 });
  const text = ((await race.readout.textContent()) ?? '').replaceAll('−', '-');
  const [, gx, gy] = /∇f\s*\((\S+), (\S+)\)/.exec(text)!.map(Number);
  expect(gx! / x).toBeCloseTo(gy! / y, 2);
  expect(gx! / x).toBeGreaterThan(0);
  const mid = await race.placeOf([0, 0]);
  const box = await race.mapBox();
  await page.mouse.move(box.x + mid.x, box.y + mid.y);
  await expect(race.readout).toContainText(/SGD, step \d+/);
  await page.mouse.move(box.x - 10, box.y - 10);
  await expect(race.readout).not.toContainText(en.readoutPoint);
});

test('the page takes no focus that it was not given', async ({ page }) => {
  const race = await opened(page);
  const focused = () => page.evaluate(() => document.activeElement?.tagName);
  expect(await focused()).toBe('BODY');
  await race.button(en.play).focus();
  await race.pointAt({ x: 100, y: 100 });
  await page.evaluate(() => (location.hash = '#lab=race&f=beale&run=adam,lr:-1&v=1'));
  await expect(race.warnings).toHaveCount(1);
  await expect(race.button(en.play)).toBeFocused();
});
