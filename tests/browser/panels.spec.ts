/** The panels below a race for everybody: axe finds nothing in them, a phone is wide enough, and Korean is all Korean. */

import { violations } from './axe.ts';
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';
import { inEnglish } from './written.ts';

const RACE = 'lab=race&f=himmelblau&from=0,-2&run=adam,lr:0.1&run=momentum,lr:0.01&steps=60';

/** Letters that formulas have. */
const LETTERS = [...'abcdghijklmnpqrstuvwz'];

/** What a panel has once it is whole. */
const WHOLE = {
  inside: '.inside canvas[width]',
  derivatives: '.graph-stage svg',
  rates: '#rates-heading small:empty',
  basins: '.legend tbody tr',
  'basins&sweep=lr,beta1': '.legend tbody tr',
  '3d': '.solid-base[width]',
} as const;

for (const [words, reader, width] of [[en, 'lang=en&theme=light', 1280], [ko, 'lang=ko&theme=dark', 320]] as const) {
  test(`every panel is accessible and as wide as its page, and says all in its language: ${reader}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const race = new RacePage(page, words);
    await race.open(`#${RACE}&${reader}&v=1`);
    for (const [show, whole] of Object.entries(WHOLE)) {
      await page.evaluate((hash) => (location.hash = hash), `${RACE}&show=${show}&${reader}&v=1`);
      await expect(page.locator(`#closer-panel ${whole}`).first(), show).toBeAttached();
      expect(await violations(page, { within: 'downhill-closer-look' }), show).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), show).toBeLessThanOrEqual(width);
      if (words === ko) expect(await inEnglish(page, LETTERS), show).toEqual([]);
    }
  });
}

for (const [words, language] of [[en, 'en'], [ko, 'ko']] as const) {
  test(`the standings show all their columns on a phone: ${language}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const runs = '&run=sgd,lr:0.001&run=lbfgs&run=sam,lr:0.1&run=schedulefree,lr:0.01';
    await new RacePage(page, words).open(`#lab=race&f=rosenbrock${runs}&steps=500&per=evaluations&lang=${language}&v=1`);
    const table = page.locator('downhill-standings-table .scroll');
    await expect(table.locator('tbody tr')).toHaveCount(4);
    expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  });
}
