/** The planes of networks as blocks, side by side: on one scale, turned together. */
import { en as solidEn } from '../../www/src/solid/words/en.ts';
import { MinimaPage, minimaEn } from './minima-page.ts';
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { anyOf } from './words.ts';

test('the planes of networks are blocks on one scale that turn together', async ({ page }) => {
  const minima = new MinimaPage(page);
  await minima.open('lab=minima&experiment=batch-size&batch=4&batch=150&updates=60&seed=0&v=1');
  await minima.train();
  await expect(page.locator('.panel-empty')).toHaveCount(0, { timeout: 120_000 });
  await page.getByRole('button', { name: solidEn.solid, exact: true }).click();
  const blocks = page.locator('downhill-solution-panels .solid-stage');
  await expect(blocks).toHaveCount(2);
  const race = new RacePage(page);
  const shown = (): Promise<string[]> => Promise.all([0, 1].map(async (nth) => (await race.picture(blocks.nth(nth).locator('canvas').first())).digest));
  await expect.poll(async () => (await race.picture(blocks.nth(1).locator('canvas').first())).colours).toBeGreaterThan(30);
  const before = await shown();
  await blocks.first().focus();
  await page.keyboard.press('ArrowLeft');
  await race.frame();
  const after = await shown();
  for (const nth of [0, 1]) expect(after[nth]).not.toBe(before[nth]);
  await page.getByRole('button', { name: solidEn.map, exact: true }).click();
  await expect(page.getByRole('img', { name: anyOf(minimaEn.planeLabel) })).toHaveCount(2);
});
