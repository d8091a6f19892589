/** The planes of networks as blocks, side by side: on one scale, turned together, saved, and said in the link. */
import { en as solidEn } from '../../www/src/solid/words/en.ts';
import { Saving, pngSize, saveEn } from './exports-page.ts';
import { MinimaPage, minimaEn } from './minima-page.ts';
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { anyOf, en } from './words.ts';

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
  await expect.poll(() => new URL(page.url()).hash).toContain('&show=3d&eye=-41,58&v=1');
  await expect(minima.button, 'nothing is trained again').toHaveText(minimaEn.trainAgain);

  const saving = new Saving(page);
  const save = page.locator('downhill-solution-panels .save');
  const [png, svg] = [await saving.take(save.first(), saveEn.png), await saving.take(save.first(), 'SVG')];
  expect([png.name, svg.name]).toEqual(['downhill-batch-size-random-1-3d.png', 'downhill-batch-size-random-1-3d.svg']);
  const size = (await blocks.first().boundingBox())!;
  // Below a line with its title.
  expect(Math.abs(pngSize(png.bytes)[0] - size.width)).toBeLessThanOrEqual(1);
  expect(pngSize(png.bytes)[1]).toBeGreaterThan(size.height);
  expect(svg.bytes.toString()).toContain(`>${solidEn.loss}</text>`);
  expect(await saving.difference(svg, png)).toBeLessThan(2);
  const rows = (await saving.take(save.first(), saveEn.numbers)).bytes.toString().trimEnd().split('\n');
  expect([rows[0], rows.length]).toEqual(['x,y,train_loss', 1 + 41 * 41]);

  await page.getByRole('button', { name: en.linear, exact: true }).first().click();
  await expect.poll(() => new URL(page.url()).hash).toContain('&show=3d&eye=-41,58&height=linear&v=1');
  await page.getByRole('button', { name: solidEn.reset, exact: true }).click();
  await page.getByRole('button', { name: solidEn.map, exact: true }).click();
  await expect(page.getByRole('img', { name: anyOf(minimaEn.planeLabel) })).toHaveCount(2);
  await expect.poll(() => new URL(page.url()).hash).toContain('&updates=60&height=linear&v=1');
});

test('a link that shows blocks opens with them, seen from where it says', async ({ page }) => {
  const minima = new MinimaPage(page);
  const link = 'lab=minima&experiment=batch-size&batch=4&batch=150&lr=0.1&updates=60&show=3d&eye=20,30&height=linear&v=1';
  await minima.open(link);
  await expect(page.getByRole('button', { name: solidEn.solid, exact: true })).toHaveAttribute('aria-pressed', 'true');
  await minima.train();
  const block = page.locator('downhill-solid-block').first();
  await expect(page.locator('.panel-empty')).toHaveCount(0, { timeout: 120_000 });
  await expect.poll(() => block.evaluate((element) => (element as HTMLElement & { seenFrom: number[] }).seenFrom)).toEqual([20, 30]);
  expect(new URL(page.url()).hash).toBe(`#${link}`);
});
