/** The gallery: every ready preset, found by what it is about, in both languages, with or without a script. */
import type { Page } from '@playwright/test';

import { en as galleryEn } from '../../www/src/gallery/words/en.ts';
import { ko as galleryKo } from '../../www/src/gallery/words/ko.ts';
import { violations } from './axe.ts';
import { PRESETS, withoutEmbed } from './catalogue.ts';
import { minimaEn } from './minima-page.ts';
import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';

const cards = (page: Page) => page.locator('.card:visible');
const titles = (page: Page) => page.locator('.card:visible h3').allInnerTexts();
const count = (page: Page) => page.locator('.count');

test('the catalogue has at least 24 presets in three labs, and the gallery has words for exactly what it has', () => {
  expect(PRESETS.length).toBeGreaterThanOrEqual(24);
  expect(new Set(PRESETS.map(({ lab }) => lab))).toEqual(new Set(['race', 'batch', 'minima']));
  const tags = [...new Set(PRESETS.flatMap(({ tags }) => tags))].toSorted();
  const minima = PRESETS.filter(({ lab }) => lab === 'minima').map(({ id }) => id);
  for (const words of [galleryEn, galleryKo]) {
    expect(Object.keys(words.tags).toSorted()).toEqual(tags);
    expect(Object.keys(words.minima)).toEqual(minima);
  }
});

test('both tables of the gallery have the same places, and nothing is said in English twice', () => {
  const texts = (table: object): string[] =>
    Object.values(table).flatMap((value: unknown) =>
      typeof value === 'string' ? [value] : typeof value === 'function' ? [String((value as (...filled: unknown[]) => unknown)('7', '29'))] : texts(value as object),
    );
  const [english, korean] = [texts(galleryEn), texts(galleryKo)];
  expect(korean.length).toBe(english.length);
  for (const [at, text] of korean.entries()) {
    expect(text).toMatch(/[가-힣]/);
    expect(text).not.toBe(english[at]);
    expect(english[at]).not.toMatch(/[가-힣]/);
  }
});

for (const [language, words, gallery, path] of [['en', en, galleryEn, 'gallery/'], ['ko', ko, galleryKo, 'ko/gallery/']] as const) {
  test(`every preset has a card with picture, title, sentence and tags, in the order of the catalogue: ${language}`, async ({ page }) => {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page).toHaveTitle(gallery.pageTitle);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(gallery.heading);
    await expect(cards(page)).toHaveCount(PRESETS.length);
    await expect(count(page)).toHaveText(gallery.count(PRESETS.length, PRESETS.length));
    for (const [at, { id, tags }] of PRESETS.entries()) {
      const card = cards(page).nth(at);
      await expect(card.locator('h3 a')).toHaveAttribute('href', `../p/${id}/`);
      await expect(card.locator('p')).toHaveText(/.{20}/);
      expect(await card.locator('.tags a').allInnerTexts(), id).toEqual(tags.map((tag) => gallery.tags[tag as keyof typeof gallery.tags]));
    }
    expect(await page.locator('.lab-presets h2').allInnerTexts()).toEqual([words.labNames.race, words.labNames.batch, words.labNames.minima]);
    await cards(page).last().scrollIntoViewIfNeeded();
    const picture = cards(page).last().locator('img:visible');
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(600);
  });

  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing in the gallery: ${language}, ${theme}`, async ({ visitor }) => {
      const page = await visitor({ colorScheme: theme });
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      expect(await violations(page)).toEqual([]);
      for (const shown of await page.locator('.card:visible img:visible').evaluateAll((images) => images.map(({ className }) => className))) {
        expect(shown).toBe(`on-${theme}`);
      }
    });
  }
}

test('words narrow the list as they are typed, in either language, and the count says so', async ({ page }) => {
  await page.goto('gallery/');
  const field = page.getByRole('searchbox', { name: galleryEn.search });
  const find = async (text: string) => {
    await field.fill(text);
    return titles(page);
  };
  expect(await find('SADDLE')).toEqual([en.ready['saddle-escape'].title]);
  await expect(count(page)).toHaveText(galleryEn.count(1, PRESETS.length));
  expect(await find('안장'), 'Korean words find on the English page').toEqual([en.ready['saddle-escape'].title]);
  expect(await find('himmelblau'), 'a surface').toEqual([en.ready['himmelblau-four'], en.ready.basins, en.ready['in-space']].map(({ title }) => title));
  expect(await find('adadelta'), 'a rule that only the link names').toContain(en.ready['adagrad-stalls'].title);
  expect(await find(minimaEn.question.sam.title.split(':')[0]!)).toContain(galleryEn.minima.sam.title);
  const momentum = await find('momentum');
  const both = await find('momentum  noise');
  expect(both.length).toBeGreaterThan(0);
  expect(both.length, 'every word must fit').toBeLessThan(momentum.length);
  expect(await find('no such thing')).toEqual([]);
  await expect(count(page)).toHaveText(galleryEn.nothingFits);
  await expect(page.getByRole('heading', { level: 2 }), 'empty labs are not shown').toHaveCount(0);
  await page.getByRole('button', { name: galleryEn.showAll }).click();
  await expect(cards(page)).toHaveCount(PRESETS.length);
  await expect(field).toBeFocused();
});

test('a search is a link: lab, subject and words come from the fragment and go there', async ({ page }) => {
  await page.goto('gallery/#q=noise&lab=batch&tag=momentum');
  expect(await titles(page)).toHaveLength(1);
  await expect(page.getByRole('searchbox')).toHaveValue('noise');
  await expect(page.getByRole('combobox', { name: galleryEn.lab })).toHaveValue('batch');
  await page.getByRole('combobox', { name: galleryEn.subject }).selectOption('');
  await expect.poll(() => new URL(page.url()).hash).toBe('#q=noise&lab=batch');
  await page.locator('.card:visible .tags a', { hasText: galleryEn.tags['batch-size'] }).first().click();
  await expect.poll(() => new URL(page.url()).hash).toBe('#tag=batch-size');
  const about = PRESETS.filter(({ tags }) => tags.includes('batch-size'));
  await expect(cards(page)).toHaveCount(about.length);
  await page.goBack();
  await expect(page.getByRole('combobox', { name: galleryEn.lab })).toHaveValue('batch');
});

test('a fragment that means nothing shows everything', async ({ page }) => {
  await page.goto('gallery/#lab=nowhere&tag=%00&q=%20');
  await expect(cards(page)).toHaveCount(PRESETS.length);
});

test('without a script the gallery is a list', async ({ visitor }) => {
  const page = await visitor({ javaScriptEnabled: false });
  await page.goto('gallery/');
  await expect(cards(page)).toHaveCount(PRESETS.length);
  await expect(page.locator('form')).toBeHidden();
  await expect(page.locator('.card img:visible').first()).toHaveClass('on-light');
});

test('a theme chosen on the page holds in the gallery', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: en.toDark }).click();
  await page.goto('gallery/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('by keyboard: skip, search, and open a preset', async ({ page }) => {
  await withoutEmbed(page);
  await page.goto('gallery/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: galleryEn.skipToContent })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('himmelblau');
  await page.locator('.card:visible h3 a').first().focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/p\/himmelblau-four\/$/);
});

for (const width of [320, 390, 1000]) {
  test(`the gallery needs no sideways scrolling at ${width} px, and its targets are large enough`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ['gallery/', 'ko/gallery/']) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
      const small = await page.locator('a:visible, button:visible, input:visible, select:visible').evaluateAll((targets) =>
        targets
          .filter((target) => !target.classList.contains('skip') && target.closest('h3') === null)
          .map((target) => ({ text: target.textContent, box: target.getBoundingClientRect() }))
          .filter(({ box }) => box.width < 24 || box.height < 24)
          .map(({ text }) => text),
      );
      expect(small, path).toEqual([]);
    }
  });
}

test('the skip link leads to the content and keeps what is searched for', async ({ page }) => {
  await page.goto('gallery/#tag=saddle');
  const shown = await titles(page);
  expect(shown.length).toBeLessThan(PRESETS.length);
  await page.getByRole('link', { name: galleryEn.skipToContent }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
  expect(await titles(page)).toEqual(shown);
  expect(new URL(page.url()).hash).toBe('#tag=saddle');
});
