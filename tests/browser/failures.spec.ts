/** When the core does not load, cannot run, or breaks: a plain message, and nothing lost. */
import type { Page } from '@playwright/test';

import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';

const LINK = './#lab=race&f=bowl&run=sgd,lr:0.1&v=1';

/** The message that stands in the race's place. */
function message(page: Page) {
  return page.getByRole('alert');
}

test.describe('the core does not arrive', () => {
  test.use({ provoked: /the core did not load|Failed to load resource|falling back to `WebAssembly.instantiate`/ });

  test('the page says so, and starting again brings the race', async ({ page }) => {
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto(LINK);
    await expect(message(page)).toContainText(en.loadFailed);
    await expect(page.getByRole('img')).toHaveCount(0);
    await page.unroute('**/*.wasm');
    await page.getByRole('button', { name: en.tryAgain }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.surfaces.bowl.title);
    expect(page.url()).toContain('#lab=race&f=bowl');
  });

  test('nor does half of it, or something else', async ({ page }) => {
    for (const body of ['', '<!doctype html><title>404</title>']) {
      await page.route('**/*.wasm', (route) => route.fulfill({ body, contentType: 'application/wasm' }));
      await page.goto('about:blank');
      await page.goto(LINK);
      await expect(message(page)).toContainText(en.loadFailed);
      await page.unroute('**/*.wasm');
    }
  });

  test('in Korean, for who reads Korean', async ({ visitor }) => {
    const page = await visitor({ locale: 'ko-KR' });
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto(LINK);
    await expect(message(page)).toContainText(ko.loadFailed);
    await expect(page.getByRole('button', { name: ko.tryAgain })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  });
});

test('a browser without SIMD, or without WebAssembly, is told what it lacks', async ({ page, visitor }) => {
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  await page.goto(LINK);
  await expect(message(page)).toContainText(en.unsupported);
  await expect(page.getByRole('button'), 'trying again would not help').toHaveCount(0);

  const old = await visitor();
  await old.addInitScript(() => {
    delete (globalThis as { WebAssembly?: unknown }).WebAssembly;
  });
  await old.goto(LINK);
  await expect(message(old)).toContainText(en.unsupported);
});

test.describe('the core breaks', () => {
  test.use({ provoked: /unreachable/ });

  for (const [where, breakIt] of [
    ['in an event', () => void dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }))],
    [
      'while drawing',
      () => {
        CanvasRenderingContext2D.prototype.setTransform = () => {
          throw new WebAssembly.RuntimeError('unreachable');
        };
        document.querySelector<HTMLButtonElement>('.transport button')!.click();
      },
    ],
  ] as [string, () => void][]) {
    test(`${where}: it is not asked again, and starting anew keeps the link`, async ({ page }) => {
      await page.goto(LINK);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.surfaces.bowl.title);
      const url = page.url();
      await page.evaluate(breakIt);
      await expect(message(page)).toContainText(en.broken);
      await expect(page.getByRole('slider')).toHaveCount(0);
      expect(page.url()).toBe(url);
      await page.getByRole('button', { name: en.tryAgain }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.surfaces.bowl.title);
      expect(page.url()).toBe(url);
    });
  }
});

test('somebody else’s error does not take the race away', async ({ page }) => {
  await page.goto(LINK);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.surfaces.bowl.title);
  await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new TypeError('an extension’s') })));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.surfaces.bowl.title);
  await expect(message(page)).toHaveCount(0);
});

test('without script, the page says what it needs, in both languages', async ({ page }) => {
  // Chromium shows this to people who switched scripts off, but not to a driver that does so.
  const text = await (await page.request.get('./')).text();
  const [, words] = /<noscript>(.*?)<\/noscript>/s.exec(text)!;
  expect(words).toContain('needs JavaScript');
  expect(words).toContain('자바스크립트가 필요합니다');
});

test('where storage is forbidden, language and colours are chosen all the same', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    Object.defineProperty(globalThis, 'localStorage', { get: refuse });
  });
  await page.goto(LINK);
  await page.getByRole('button', { name: en.toDark }).click();
  await page.getByRole('button', { name: '한국어' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(ko.surfaces.bowl.title);
});
