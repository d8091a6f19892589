/** A loss as a block: turned by pointer, keys and buttons, linked with the shown step, saved like every picture. */
import type { Locator, Page } from '@playwright/test';

import { en as solidEn } from '../../www/src/solid/words/en.ts';
import { ko as solidKo } from '../../www/src/solid/words/ko.ts';
import type { SolidWords } from '../../www/src/solid/words/index.ts';
import { violations } from './axe.ts';
import { Saving, pngSize, saveEn } from './exports-page.ts';
import { RacePage, boxOf } from './race-page.ts';
import type { Picture } from './race-page.ts';
import { expect, test } from './watched.ts';
import { anyOf, en, ko } from './words.ts';

const RACE = '#lab=race&f=rosenbrock&from=-1.5,2&run=adam,lr:0.05&run=nesterov,lr:0.001&run=sgd,lr:1e-4&steps=40&show=3d&v=1';
const TITLE = en.surfaces.rosenbrock.title;

class Block {
  readonly race: RacePage;
  readonly root: Locator;
  readonly say: SolidWords;

  constructor(page: Page, say: SolidWords = solidEn, words = en) {
    this.race = new RacePage(page, words);
    this.root = page.locator('downhill-solid-panel');
    this.say = say;
  }

  async open(link = RACE): Promise<void> {
    await this.race.open(link);
    await expect(this.stage).toBeVisible();
    await this.stage.scrollIntoViewIfNeeded();
    await expect.poll(async () => (await this.base()).colours).toBeGreaterThan(60);
  }

  get stage(): Locator {
    return this.root.locator('.solid-stage');
  }

  get layers(): Locator {
    return this.stage.locator('canvas');
  }

  get seen(): Locator {
    return this.root.getByText(anyOf(this.say.seen));
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  base(): Promise<Picture> {
    return this.race.picture(this.layers.nth(0));
  }

  /** All three layers. */
  async shown(): Promise<string[]> {
    await this.race.frame();
    return Promise.all([0, 1, 2].map(async (layer) => (await this.race.picture(this.layers.nth(layer))).digest));
  }
}

test('a drag turns the block and everything on it, and the button turns it back', async ({ page }) => {
  const block = new Block(page);
  await block.open();
  const [before, told] = [await block.shown(), await block.seen.textContent()];
  await expect(block.button(solidEn.reset)).toHaveCount(0);
  const box = await boxOf(block.stage);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 90, box.y + box.height / 2 + 30, { steps: 6 });
  await page.mouse.up();
  await expect(block.seen).not.toHaveText(told!);
  await expect(block.button(solidEn.reset)).toBeVisible();
  const after = await block.shown();
  for (const layer of before.keys()) expect(after[layer], `layer ${layer}`).not.toBe(before[layer]);
  await block.button(solidEn.reset).click();
  await expect(block.stage).toBeFocused();
  await expect(block.seen).toHaveText(told!);
  expect(await block.shown()).toEqual(before);
});

test('arrow keys turn it, Home turns it back, and the buttons do what the keys do', async ({ page }) => {
  const block = new Block(page);
  await block.open();
  const before = await block.shown();
  await block.stage.focus();
  const scrolled = await page.evaluate(() => scrollY);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  expect(await page.evaluate(() => scrollY), 'the page stays').toBe(scrolled);
  const turned = await block.shown();
  expect(turned).not.toEqual(before);
  await page.keyboard.press('Home');
  expect(await block.shown()).toEqual(before);
  await block.button(solidEn.turnRight).click();
  await block.button(solidEn.raise).click();
  expect(await block.shown()).toEqual(turned);
});

test('heads and trails follow the shown step, the surface stays', async ({ page }) => {
  const block = new Block(page);
  await block.open();
  const [base, trails, heads] = await block.shown();
  await block.race.seek(5);
  const early = await block.shown();
  expect(early[0]).toBe(base);
  expect(early[1]).not.toBe(trails);
  expect(early[2]).not.toBe(heads);
  await block.race.seek(40);
  // Trails are appended: where a new part joins on, strokes come in another order.
  const again = await block.shown();
  expect([again[0], again[2]]).toEqual([base, heads]);
});

test('height is logarithmic or linear, and another loss is another block', async ({ page }) => {
  const block = new Block(page);
  await block.open();
  const [log] = await block.shown();
  await block.button(en.linear).click();
  await expect(block.button(en.linear)).toHaveAttribute('aria-pressed', 'true');
  await expect(block.root).toContainText(solidEn.note(false));
  const [linear] = await block.shown();
  expect(linear).not.toBe(log);
  await block.open(RACE.replace('rosenbrock', 'himmelblau').replace('from=-1.5,2', 'from=0,0'));
  expect((await block.shown())[0]).not.toBe(log);
});

test('where gestures are off the block stays, but for keys and buttons', async ({ page }) => {
  const block = new Block(page);
  await block.open(RACE.replace('&v=1', '&gestures=none&v=1'));
  const before = await block.shown();
  const box = await boxOf(block.stage);
  await page.mouse.move(box.x + 100, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 100, { steps: 4 });
  await page.mouse.up();
  expect(await block.shown()).toEqual(before);
  await block.button(solidEn.turnLeft).click();
  expect(await block.shown()).not.toEqual(before);
});

test('a block is saved as it is seen: pixels, words in an SVG, numbers', async ({ page }) => {
  const block = new Block(page);
  const saving = new Saving(page);
  await block.open();
  await block.button(solidEn.turnLeft).click();
  const button = saving.button(solidEn.label(TITLE));
  const png = await saving.take(button, saveEn.png, 1);
  expect(png.name).toBe('downhill-rosenbrock-3d-2x.png');
  const bare = await saving.take(button, saveEn.transparentPng);
  expect(await saving.differenceFrom(bare, block.layers)).toBeLessThan(0.01);
  expect(pngSize(bare.bytes)).toEqual(pngSize(png.bytes));
  const svg = (await saving.take(button, 'SVG')).bytes.toString('utf8');
  for (const word of ['Adam', 'Nesterov', 'SGD', solidEn.loss, 'x', 'y']) expect(svg).toContain(`>${word}</text>`);
  expect(svg).not.toMatch(/NaN|undefined/);
  const csv = (await saving.take(button, saveEn.numbers)).bytes.toString('utf8');
  expect(csv.split('\n')[0]).toBe('run,step,x,y,loss');
});

test('it is named, told in both languages and both themes, and nothing about it is inaccessible', async ({ page }) => {
  const block = new Block(page, solidKo, ko);
  await block.open(RACE.replace('&v=1', '&lang=ko&theme=dark&v=1'));
  await expect(block.seen).toBeVisible();
  await expect(page.getByRole('application', { name: solidKo.label(ko.surfaces.rosenbrock.title) })).toBeVisible();
  expect(await violations(page, { within: 'downhill-solid-panel' })).toEqual([]);
});

test('a hundred thousand leaps come in parts, and the page answers in between', async ({ page }) => {
  const block = new Block(page);
  await block.open('#lab=race&f=ravine&from=-2,1&run=sgd,lr:0.0999&run=adam,lr:0.3,beta1:0&steps=20000&show=3d&v=1');
  await block.stage.focus();
  const longest = await page.evaluate(async () => {
    let longest = 0;
    const end = performance.now() + 1500;
    for (let last = performance.now(); last < end; ) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
    return longest;
  });
  expect(longest).toBeLessThan(2000);
});

test('the link has where the block is seen from and how high it is', async ({ page }) => {
  const block = new Block(page);
  await block.open();
  await block.stage.focus();
  await block.stage.press('ArrowRight');
  await expect.poll(() => page.url()).toMatch(/&eye=-?[\d.]+,[\d.]+/);
  await block.button(en.linear).click();
  await expect.poll(() => page.url()).toContain('&height=linear');
  const [seen, shown] = [await block.seen.textContent(), (await block.base()).digest];
  const hash = new URL(page.url()).hash;
  await page.goto('about:blank');
  await block.open(hash);
  await expect(block.seen).toHaveText(seen!);
  expect((await block.base()).digest).toBe(shown);
  await block.button(block.say.reset).click();
  await expect.poll(() => page.url()).not.toContain('eye=');
});
