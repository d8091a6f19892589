/** The page for authors: its snippets name its own address, copy, and show what they give, in both languages. */

import type { Presentation } from '../../www/src/engine.ts';
import { AUTHORS_WORDS } from '../../www/src/authors/words/index.ts';
import { LANGUAGES } from '../../www/src/words/index.ts';
import { violations } from './axe.ts';
import { expect, test } from './watched.ts';

/** The keys of a link that say how an embed is shown; those of a talk are no author's. */
const SHOWN = { lang: true, theme: true, hide: true, autoplay: true, gestures: true } as const satisfies Record<Exclude<keyof Presentation, 'slides' | 'predict'>, true>;

test('every key that says how an embed is shown is named, and counted', () => {
  for (const { linkText } of Object.values(AUTHORS_WORDS)) for (const key of Object.keys(SHOWN)) expect(linkText).toContain(`\`${key}=`);
  expect(Object.keys(SHOWN)).toHaveLength(5);
  expect([AUTHORS_WORDS.en.linkText, AUTHORS_WORDS.ko.linkText]).toEqual([expect.stringContaining('Five keys'), expect.stringContaining('다섯 가지 키')]);
});

for (const [language, path] of [['en', 'authors/'], ['ko', 'ko/authors/']] as const) {
  const words = AUTHORS_WORDS[language];

  test(`a snippet is copied with the address of the site: ${language}`, async ({ page, baseURL, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`./${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.title);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const html = page.locator('#html');
    await html.getByRole('button', { name: words.copy }).click();
    await expect(html.getByRole('button', { name: words.copied })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(`<iframe src="${baseURL}embed/?lab=race&amp;f=himmelblau`);
    expect(copied).toContain(`lang=${language}`);
    const pen = await page.locator('pre', { hasText: 'downhill-lab preset' }).filter({ hasNotText: 'aria-label' }).innerText();
    await page.route('**/pen.html', (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>A pen</title><body>\n${pen}\n</body>` }));
    await page.goto('./pen.html');
    await expect(page.locator('downhill-lab').getByRole('img', { name: LANGUAGES[language].words.mapLabel })).toHaveAttribute('width', /\d+/);
  });

  test(`what a snippet gives is shown beside it, and axe finds nothing: ${language}`, async ({ page }) => {
    await page.goto(`./${path}`);
    await expect(page.frameLocator('#html iframe').locator('html')).toHaveAttribute('data-ready', 'true');
    await page.locator('#element').scrollIntoViewIfNeeded();
    await expect(page.locator('#element downhill-lab').getByRole('slider').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await violations(page, { besides: ['iframe', 'downhill-lab'] })).toEqual([]);
  });
}
