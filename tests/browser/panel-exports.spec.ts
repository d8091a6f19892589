/** Every panel below a race is saved in every form, and the files say what the panel shows. */
import type { Page } from '@playwright/test';

import { en as say } from '../../www/src/survey/words/en.ts';
import { Saving, pngSize, saveEn } from './exports-page.ts';
import type { File } from './exports-page.ts';
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';

const RACE = '#lab=race&f=himmelblau&from=0,-2&run=adam,lr:0.1&run=momentum,lr:0.01&steps=60';

const text = ({ bytes }: File): string => bytes.toString('utf8');

async function isComputed(page: Page, show: string): Promise<void> {
  if (show.startsWith('basins')) await expect(page.locator('.basin-progress')).toContainText('65,536');
  if (show === 'rates') await expect(page.locator('#rates-heading small')).toHaveText('');
}

for (const show of ['inside', 'derivatives', 'rates', 'basins', 'basins&sweep=lr,beta1', '3d']) {
  test(`what ${show} shows is saved as PNG, as SVG and as numbers`, async ({ page }) => {
    const saving = new Saving(page);
    await new RacePage(page).open(`${RACE}&show=${show}&v=1`);
    const buttons = page.locator('#closer-panel .save');
    await expect(buttons.first()).toBeAttached();
    await isComputed(page, show);
    const count = await buttons.count();
    expect(count).toBeGreaterThan(0);
    for (let nth = 0; nth < count; nth += 1) {
      const button = buttons.nth(nth);
      const [png, svg, table] = [await saving.take(button, saveEn.png), await saving.take(button, 'SVG'), await saving.take(button, saveEn.numbers)];
      expect(pngSize(png.bytes)[0], png.name).toBeGreaterThan(200);
      expect(text(svg), svg.name).toMatch(/^<svg [^]*<\/svg>\n$/);
      expect(text(svg).replaceAll(/base64,[^"]*/g, ''), svg.name).not.toMatch(/NaN|undefined/);
      expect(await saving.difference(svg, png), svg.name).toBeLessThan(3);
      const [columns, ...rows] = text(table).trimEnd().split('\n').map((row) => row.split(',').length);
      expect(rows.length, table.name).toBeGreaterThan(5);
      expect(new Set(rows), table.name).toEqual(new Set([columns]));
      expect(text(table), table.name).not.toMatch(/undefined|NaN,NaN/);
      // What the command line draws in the map's place stands for the whole lab here too.
      if (nth > 0 || !/^(rates|basins|3d)/.test(show)) continue;
      const whole = await saving.take(saving.labButton, 'SVG');
      expect([whole.name, whole.bytes.equals(svg.bytes)]).toEqual([svg.name, true]);
    }
  });
}

test('the numbers of a basin map have its own minima, and words for the rest', async ({ page }) => {
  const saving = new Saving(page);
  await new RacePage(page).open(`${RACE.replace('lr:0.1', 'lr:1.5')}&show=basins&v=1`);
  await isComputed(page, 'basins');
  const named = await page.locator('.legend tbody th').evaluateAll((cells) => cells.map((cell) => cell.textContent!.trim()));
  const shares = await page.locator('.legend tbody tr').evaluateAll((rows) => rows.map((row) => Number(row.lastElementChild!.textContent!.replace(' %', ''))));
  const [head, ...rows] = text(await saving.take(page.locator('#closer-panel .save'), saveEn.numbers)).trimEnd().split('\n').map((row) => row.split(','));
  expect(head).toEqual(['x', 'y', 'outcome', 'minimum', 'minimum_x', 'minimum_y', 'step', 'loss']);
  expect(rows).toHaveLength(256 * 256);
  expect(named.length).toBeGreaterThan(3);
  for (const [nth, name] of named.entries()) {
    const [, number, x, y] = /^(\d+): \((.+), (.+)\)$/.exec(name.replaceAll('−', '-')) ?? [];
    const mine = rows.filter((row) => (number === undefined ? row[2] === (name === say.nowhere ? 'at none' : 'diverged') : row[3] === number));
    expect(100 * (mine.length / rows.length), name).toBeCloseTo(shares[nth]!, 0);
    for (const row of number === undefined ? [] : mine.slice(0, 5)) {
      expect(row[2]).toBe('at a minimum');
      expect(Math.hypot(Number(row[4]) - Number(x), Number(row[5]) - Number(y)), name).toBeLessThan(0.01);
    }
    if (number === undefined) expect(mine[0]!.slice(3, 6)).toEqual(['', '', '']);
  }
  expect(rows.flat()).not.toContain('NaN');
});
