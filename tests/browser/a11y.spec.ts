/** Accessible to everybody: no violation that axe knows of, everything by keyboard, large enough, narrow enough, at rest. */
import type { Page } from '@playwright/test';

import { ko as minimaKo } from '../../www/src/minima/words/ko.ts';
import { violations } from './axe.ts';
import { MinimaPage, minimaEn } from './minima-page.ts';
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';

const SHORT = 'lab=race&f=himmelblau&run=sgd,lr:0.01&run=adam,lr:0.1&steps=60';
/** Everything wrong at once, at length. */
const WRONG = `#lab=race&f=${'mountain'.repeat(5)}&from=1,2,3,4,5,6,7,8,9,10,11&run=sleigh${',lr:0.10000000000000001'.repeat(3)}&run=adam,lr:-1&target=inf`;

for (const [language, words] of [['en', en], ['ko', ko]] as const) {
  for (const theme of ['light', 'dark'] as const) {
    const reader = `lang=${language}&theme=${theme}&v=1`;

    test(`axe finds nothing at rest, in the table, in a refused number: ${language}, ${theme}`, async ({ page }) => {
      const race = new RacePage(page, words);
      await race.open(`#${SHORT}&${reader}`);
      await race.openTable();
      await race.button(words.zoomIn).click();
      await race.exact('lr').fill('-1');
      await race.exact('lr').press('Enter');
      await expect(page.getByRole('alert')).toHaveCount(1);
      expect(await violations(page)).toEqual([]);
    });

    test(`axe finds nothing while it plays, nor in warnings: ${language}, ${theme}`, async ({ page }) => {
      const race = new RacePage(page, words);
      await race.open(`${WRONG}&${reader}`);
      await expect(race.warnings).toHaveCount(5);
      await page.getByRole('combobox', { name: words.speed }).selectOption('0.25');
      await race.button(words.play).click();
      expect(await violations(page)).toEqual([]);
      expect(await race.step(), 'it did play').toBeLessThan(500);
    });
  }
}

for (const [words, say, reader, wide] of [[en, minimaEn, 'lang=en&theme=light', 1280], [ko, minimaKo, 'lang=ko&theme=dark', 320]] as const) {
  test(`axe finds nothing in the Minima lab, before and after training, nor does it scroll sideways: ${reader}, ${wide} px`, async ({ page }) => {
    const lab = new MinimaPage(page, words, say);
    for (const experiment of ['batch-size&batch=4&batch=100', 'noise-scale', 'sam', 'edge', 'rescale', 'wells']) {
      const small = experiment === 'wells' ? '' : '&ntrain=100&updates=50&seeds=2';
      await page.setViewportSize({ width: wide, height: 700 });
      await lab.open(`lab=minima&experiment=${experiment}${small}&${reader}&v=1`);
      expect(await violations(page), experiment).toEqual([]);
      if (experiment !== 'wells') {
        await lab.train();
        await page.locator('.more summary').click();
        await lab.rows();
        expect(await violations(page), `${experiment}, trained`).toEqual([]);
      }
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 700 });
        await page.evaluate(() => new Promise(requestAnimationFrame));
        expect(await page.evaluate(() => document.documentElement.scrollWidth), `${experiment}, ${width} px`).toBeLessThanOrEqual(width);
      }
    }
  });
}

test('axe finds nothing with nobody running', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&f=bowl&v=1');
  expect(await violations(page)).toEqual([]);
});

test.describe('without a core', () => {
  test.use({ provoked: /the core did not load|Failed to load resource/ });

  test('axe finds nothing in the plain message', async ({ page }) => {
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto('./');
    await expect(page.getByRole('alert')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
});

/** What the focus is on, and whether it shows. */
function focused(page: Page): Promise<{ name: string; isVisible: boolean; isMarked: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const box = element.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return {
      name: `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.id} ${element.textContent?.trim().replace(/\s+/g, ' ').slice(0, 30)}`,
      isVisible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
      isMarked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    };
  });
}

test('the keyboard reaches everything, in reading order, and leaves again', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(`#${SHORT}&v=1`);
  await race.openTable();
  await race.seek(30);
  // What can be pressed or typed into, as the page lists it.
  const all = await page.evaluate(() => {
    const inputs = document.querySelectorAll<HTMLElement>('a[href], button, input, select, summary, [tabindex="0"]');
    const reachable = [...inputs].filter((element) => element.checkVisibility() && !element.matches(':disabled'));
    for (const [at, element] of reachable.entries()) element.dataset['order'] = String(at);
    return reachable.length;
  });
  expect(all).toBeGreaterThan(50);
  // From the last stop the next one is the page itself, and the walk begins.
  await page.locator(`[data-order="${all - 1}"]`).focus();
  await page.keyboard.press('Tab');
  const seen: number[] = [];
  for (let press = 0; press < all; press += 1) {
    await page.keyboard.press('Tab');
    const order = await page.evaluate(() => (document.activeElement as HTMLElement).dataset['order']);
    const now = await focused(page);
    expect(now.isVisible, `${now.name} is in sight`).toBe(true);
    expect(now.isMarked, `${now.name} is marked`).toBe(true);
    seen.push(Number(order));
  }
  expect(seen).toEqual(Array.from({ length: all }, (_, at) => at));
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.tagName), 'and out again').toBe('BODY');
});

test('a race is set up, played and shared with keys alone', async ({ page }) => {
  const race = new RacePage(page);
  await race.open();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main'), 'the first stop skips to the race').toBeFocused();
  const reach = async (name: string) => {
    for (let press = 0; press < 80; press += 1) {
      await page.keyboard.press('Tab');
      const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim());
      if (label === name) return;
    }
    throw new Error(`the Tab key does not reach ${name}`);
  };
  await reach(en.ready['lr-too-big'].title);
  await page.keyboard.press('Enter');
  await expect(race.heading).toHaveText(en.ready['lr-too-big'].title);
  await reach(en.play);
  await page.keyboard.press('Enter');
  await expect(race.button(en.pause), 'the focus stays on the button').toBeFocused();
  await page.keyboard.press('Enter');
  await expect(race.button(en.play)).toBeFocused();
  await reach(en.surfaces.matyas.title);
  await page.keyboard.press('Space');
  await expect(race.heading).toHaveText(en.surfaces.matyas.title);
  await reach(en.addRunner);
  await page.keyboard.type('Adam');
  await expect(race.runner('Adam')).toBeVisible();
});

test('everything to be pressed is at least 24 by 24, or has room around it', async ({ page }) => {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    const race = new RacePage(page);
    await race.open(`${WRONG}&v=1`);
    await race.openTable();
    await race.button(en.zoomIn).click();
    await race.button(en.share).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, summary')]
        .filter((element) => element.checkVisibility() && !element.matches('.skip'))
        .map((element) => ({ box: element.getBoundingClientRect(), text: element.outerHTML.slice(0, 80) }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ box, text }) => `${box.width}×${box.height}: ${text}`),
    );
    expect(small, `${width} px wide`).toEqual([]);
  }
});

for (const width of [320, 360, 390]) {
  test(`nothing is cut off or scrolls sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    for (const [language, words] of [['en', en], ['ko', ko]] as const) {
      const race = new RacePage(page, words);
      await race.open(`${WRONG}&lang=${language}&v=1`);
      await race.openTable();
      await race.exact('lr').fill('a rate that is much too long to be one number of any kind');
      await race.exact('lr').press('Enter');
      await race.button(words.zoomIn).click();
      await race.button(words.share).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      const wide = await page.evaluate(() => {
        const inside = (element: Element): boolean => {
          for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
            if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(parent).overflowX)) return true;
          }
          return false;
        };
        const root = document.documentElement;
        const beyond = [...document.body.querySelectorAll('*')]
          .filter((element) => element.checkVisibility() && !element.matches('.visually-hidden, .skip') && !inside(element))
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 || element.getBoundingClientRect().left < -0.5)
          .map((element) => element.outerHTML.slice(0, 90));
        return { scrolls: root.scrollWidth - root.clientWidth, beyond };
      });
      expect(wide, language).toEqual({ scrolls: 0, beyond: [] });
      // The map comes first, and takes the width.
      const [map, controls] = [await race.mapBox(), (await page.getByRole('complementary').boundingBox())!];
      expect(map.width).toBeGreaterThan(0.85 * width);
      expect(map.y).toBeLessThan(controls.y);
    }
  });
}

test('text twice as large still fits', async ({ page }) => {
  // What a browser’s zoom of 200 % makes of a window 1280 wide.
  await page.setViewportSize({ width: 640, height: 400 });
  const race = new RacePage(page);
  await race.open();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
});

/** Counts the animation frames that a page asks for, from its first script on. */
async function countFrames(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const request = requestAnimationFrame;
    Object.assign(globalThis, { frames: 0 });
    globalThis.requestAnimationFrame = (callback) => {
      (globalThis as unknown as { frames: number }).frames += 1;
      return request(callback);
    };
  });
  return () => page.evaluate(() => (globalThis as unknown as { frames: number }).frames);
}

for (const reducedMotion of ['reduce', 'no-preference'] as const) {
  test(`nothing moves before it is asked to, nor after: ${reducedMotion}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion });
    const frames = await countFrames(page);
    const race = new RacePage(page);
    await race.open(`#${SHORT}&v=1`);
    await page.waitForTimeout(300);
    const atRest = await frames();
    await page.waitForTimeout(500);
    expect(await frames(), 'frames in half a second').toBe(atRest);
    expect(await race.step()).toBe(60);

    await race.button(en.play).click();
    await expect.poll(() => race.step()).toBe(60);
    await expect(race.button(en.play)).toBeVisible();
    const played = await frames();
    expect(played).toBeGreaterThan(atRest + 10);
    await page.waitForTimeout(500);
    expect(await frames(), 'frames after the end').toBe(played);
  });
}

test('the race is told in a sentence: at rest, while it plays, at the pause', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(`#${SHORT.replace('steps=60', 'steps=1000')}&v=1`);
  await expect(race.summary).toHaveRole('status');
  await expect(race.map).toHaveAccessibleDescription(/Himmelblau.*step 1000 of 1000\. Lowest loss: (SGD|Adam), /);
  await expect(race.lossChart).toHaveAccessibleDescription(/step 1000 of 1000/);
  await race.button(en.play).click();
  await expect(race.summary).not.toHaveText(/step 1000 of/);
  await race.button(en.pause).click();
  await expect(race.summary).toHaveText(new RegExp(`step ${await race.step()} of 1000\\. Lowest loss: `));
});

test('colours follow the system, until somebody chooses', async ({ page }) => {
  const race = new RacePage(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await race.open();
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  const dark = await race.picture(race.layers.nth(0));
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(root).toHaveAttribute('data-theme', 'light');
  await race.frame();
  const light = await race.picture(race.layers.nth(0));
  expect(light.digest).not.toBe(dark.digest);

  await race.button(en.toDark).click();
  await expect(race.button(en.toLight)).toBeVisible();
  await race.frame();
  expect((await race.picture(race.layers.nth(0))).digest).toBe(dark.digest);
  await page.reload();
  await expect(root, 'the choice lasts').toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(root, 'against the system').toHaveAttribute('data-theme', 'dark');
});
