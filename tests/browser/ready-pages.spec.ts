/** The page of each ready preset: readable without a script, with all that previews, search engines and blogs ask for. */
import type { Page } from '@playwright/test';

import { en as galleryEn } from '../../www/src/gallery/words/en.ts';
import { ko as galleryKo } from '../../www/src/gallery/words/ko.ts';
import { violations } from './axe.ts';
import { PRESETS, withoutEmbed } from './catalogue.ts';
import { minimaEn } from './minima-page.ts';
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';

const LANGUAGES = [
  { language: 'en', folder: '', other: 'ko', gallery: galleryEn },
  { language: 'ko', folder: 'ko/', other: 'en', gallery: galleryKo },
] as const;

/** What a page says to those that do not run it. */
async function told(page: Page, path: string) {
  const text = await (await page.request.get(path)).text();
  return page.evaluate((text) => {
    const tree = new DOMParser().parseFromString(text, 'text/html');
    const attribute = (selector: string, name: string): string => tree.querySelector(selector)?.getAttribute(name) ?? `no ${selector}`;
    const image = tree.querySelector('.poster img');
    return {
      lang: tree.documentElement.lang,
      title: tree.title,
      heading: tree.querySelector('h1')?.textContent ?? '',
      description: attribute('meta[name=description]', 'content'),
      canonical: attribute('link[rel=canonical]', 'href'),
      alternates: [...tree.querySelectorAll('link[hreflang]')].map((link) => `${link.getAttribute('hreflang')} ${link.getAttribute('href')}`),
      graph: Object.fromEntries([...tree.querySelectorAll('meta[property^="og:"]')].map((meta) => [meta.getAttribute('property')!.slice(3), meta.getAttribute('content')!])),
      card: attribute('meta[name="twitter:card"]', 'content'),
      oEmbed: attribute('link[type="application/json+oembed"]', 'href'),
      oEmbedAt: text.indexOf('application/json+oembed'),
      poster: ['src', 'width', 'height', 'alt'].map((name) => image?.getAttribute(name) ?? ''),
      frame: ['src', 'title', 'loading'].map((name) => attribute('iframe', name)),
      open: attribute('.heading a.primary', 'href'),
      links: [...tree.querySelectorAll('pre code')].map((code) => code.textContent),
      policy: attribute('meta[http-equiv="Content-Security-Policy"]', 'content'),
      inline: tree.querySelectorAll('style, [style], script:not([src])').length,
    };
  }, text);
}

for (const { language, folder, other, gallery } of LANGUAGES) {
  test(`every preset has a page that says what it is, where else it is, and how to take it along: ${language}`, async ({ page }) => {
    await page.goto('gallery/');
    for (const { id, link } of PRESETS) {
      const here = `${folder}p/${id}/`;
      const found = await told(page, here);
      const site = found.canonical.slice(0, -here.length);
      const shown = language === 'en' ? link : link.replace(/&v=1$/, '&lang=ko&v=1');
      const root = '../'.repeat(here.split('/').length - 1);
      expect(site, id).toMatch(/^https:\/\/.+\/$/);
      expect(found.lang).toBe(language);
      expect(found.title).toBe(`${found.heading} · Downhill`);
      expect(found.description.length, id).toBeGreaterThan(20);
      expect(found.canonical).toBe(site + here);
      expect(found.alternates).toEqual([`en ${site}p/${id}/`, `ko ${site}ko/p/${id}/`, `x-default ${site}p/${id}/`]);
      expect(found.graph).toMatchObject({
        title: found.title,
        description: found.description,
        url: found.canonical,
        image: `${site}p/${id}/poster.png`,
        'image:width': '1200',
        'image:height': '630',
        'image:alt': gallery.posterOf(found.heading),
      });
      expect(found.graph['locale:alternate']).toContain(`${other}_`);
      expect(found.card).toBe('summary_large_image');
      expect(found.oEmbed).toBe(`${site}${here}oembed.json`);
      // WordPress looks no further.
      expect(found.oEmbedAt).toBeLessThan(150_000);
      expect(found.poster).toEqual([expect.stringMatching(/poster\.png\?[0-9a-f]{8}$/), '1200', '630', gallery.posterOf(found.heading)]);
      expect(found.frame).toEqual([`${root}embed/?${shown.replace(/&v=1$/, '&hide=heading,presets,table,about&v=1')}`, gallery.liveOf(found.heading), 'lazy']);
      expect(found.open).toBe(`${root}#${shown}`);
      expect(found.links[0]).toBe(`#${link}`);
      expect(found.policy).toContain("default-src 'none'");
      expect(found.inline, 'a strict policy refuses what is inline').toBe(0);

      const answer = (await (await page.request.get(`${here}oembed.json`)).json()) as Record<string, unknown>;
      expect(answer, id).toMatchObject({
        version: '1.0',
        type: 'rich',
        title: found.heading,
        provider_name: 'Downhill',
        provider_url: site,
        thumbnail_url: `${site}p/${id}/poster.png`,
        thumbnail_width: 1200,
        thumbnail_height: 630,
      });
      const frame = await page.evaluate((html) => {
        const [frame, ...rest] = new DOMParser().parseFromString(html, 'text/html').body.children;
        return { name: frame?.localName, rest: rest.length, ...Object.fromEntries([...(frame?.attributes ?? [])].map(({ name, value }) => [name, value])) };
      }, String(answer['html']));
      expect(frame).toMatchObject({ name: 'iframe', rest: 0, src: `${site}embed/?${shown.replace(/&v=1$/, '&hide=presets,table,about&v=1')}`, width: String(answer['width']), height: String(answer['height']) });
    }
  });
}

test('every picture for previews is there, in its size', async ({ request }) => {
  const seen = new Set<string>();
  for (const { id } of PRESETS) {
    const bytes = await (await request.get(`p/${id}/poster.png`)).body();
    expect(bytes.subarray(1, 4).toString(), id).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], id).toEqual([1200, 630]);
    seen.add(bytes.toString('base64'));
  }
  expect(seen.size, 'no two presets look alike').toBe(PRESETS.length);
});

test('the map of the site lists every page in both languages', async ({ request }) => {
  const map = await (await request.get('sitemap.xml')).text();
  const listed = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1]!);
  expect(listed).toHaveLength(1 + 2 * (PRESETS.length + 1));
  for (const location of listed) {
    const path = location.slice(listed[0]!.length);
    expect((await request.get(`./${path}`)).status(), path).toBe(200);
  }
});

for (const [id, path] of [['himmelblau-four', ''], ['himmelblau-four', 'ko/']] as const) {
  test(`the button opens this very preset, in the language of its page: ${path}p/${id}/`, async ({ page }) => {
    const words = path === '' ? en : ko;
    await withoutEmbed(page);
    await page.goto(`${path}p/${id}/`);
    await page.locator('.heading a.primary').click();
    const race = new RacePage(page, words);
    await race.isDrawn();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.ready['himmelblau-four'].title);
    await expect(page.locator('html')).toHaveAttribute('lang', path === '' ? 'en' : 'ko');
    expect(await race.runners()).toHaveLength(4);
  });
}

test('a preset of the Minima lab opens there', async ({ page }) => {
  await withoutEmbed(page);
  await page.goto('p/edge/');
  await expect(page.getByText(galleryEn.liveMinimaNote)).toBeVisible();
  await page.getByRole('link', { name: galleryEn.open }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(minimaEn.question.edge.title);
});

test('the live frame is loaded when it is near, with the preset in its query', async ({ page }) => {
  await withoutEmbed(page);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/embed/')) asked.push(new URL(request.url()).search);
  });
  await page.goto('p/valley/');
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await expect(page.frameLocator('iframe').getByText('embed')).toBeVisible();
  expect(asked).toEqual([`?${PRESETS.find(({ id }) => id === 'valley')!.link.replace(/&v=1$/, '&hide=heading,presets,table,about&v=1')}`]);
});

test('from the first preset, "next" comes past every other, and back to none', async ({ page }) => {
  await withoutEmbed(page);
  await page.goto(`p/${PRESETS[0]!.id}/`);
  await expect(page.locator('.neighbours .previous')).toHaveCount(0);
  for (const { id } of PRESETS.slice(1, 4)) {
    await page.locator('.neighbours .next').click();
    await expect(page).toHaveURL(new RegExp(`/p/${id}/$`));
  }
  await page.goto(`p/${PRESETS.at(-1)!.id}/`);
  await expect(page.locator('.neighbours .next')).toHaveCount(0);
  await page.locator('.neighbours .previous').click();
  await expect(page).toHaveURL(new RegExp(`/p/${PRESETS.at(-2)!.id}/$`));
});

test('a tag leads to everything about it; the other language to the same preset', async ({ page }) => {
  await withoutEmbed(page);
  await page.goto('p/saddle-escape/');
  await page.getByRole('link', { name: '한국어' }).click();
  await expect(page).toHaveURL(/\/ko\/p\/saddle-escape\/$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(ko.ready['saddle-escape'].title);
  await page.getByRole('link', { name: galleryKo.tags.saddle }).click();
  await expect(page).toHaveURL(/\/ko\/gallery\/#tag=saddle$/);
  await expect(page.locator('.card:visible')).toHaveCount(1);
});

test('without a script, lesson, picture and link are there', async ({ visitor }) => {
  const page = await visitor({ javaScriptEnabled: false });
  await withoutEmbed(page);
  await page.goto('p/lr-too-big/');
  await expect(page.getByText(en.ready['lr-too-big'].sentence)).toBeVisible();
  await expect(page.getByRole('img', { name: galleryEn.posterOf(en.ready['lr-too-big'].title) })).toBeVisible();
  await expect(page.getByText('#lab=race&f=ravine')).toBeVisible();
});

for (const { language, folder } of LANGUAGES) {
  test(`axe finds nothing on the page of a preset, which fits 320 px: ${language}`, async ({ visitor }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await visitor({ colorScheme, viewport: { width: 320, height: 700 } });
      await withoutEmbed(page);
      for (const id of ['beale-race', 'momentum-noise', 'fair-polished']) {
        await page.goto(`${folder}p/${id}/`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), id).toBeLessThanOrEqual(320);
        expect(await violations(page), `${id}, ${colorScheme}`).toEqual([]);
      }
    }
  });
}
