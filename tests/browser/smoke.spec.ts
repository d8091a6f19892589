/** The page opens at all; and the watch that stands over every other test does see what it is there for. */
import { test as unwatched } from '@playwright/test';

import { expect, test, watch } from './watched.ts';
import { en } from './words.ts';

test('the page opens', async ({ page }) => {
  const response = await page.goto('./', { waitUntil: 'networkidle' });
  expect(response?.status()).toBe(200);
  await expect(page).toHaveTitle(en.pageTitle);
});

test('its files may lie below any path', async ({ page, baseURL }) => {
  // Whatever the page asks for below the made-up path comes from the real one.
  await page.route('**/somebody/elses/folder/**', async (route) => {
    const path = new URL(route.request().url()).pathname.replace('/somebody/elses/folder', '');
    await route.fulfill({ response: await route.fetch({ url: new URL(path, baseURL).href }) });
  });
  await page.route(/\/assets\//, (route) => (route.request().url().includes('/somebody/') ? route.fallback() : route.abort()));
  await page.goto('./somebody/elses/folder/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('slider').first()).toBeVisible();
});

unwatched('errors, warnings, rejections, strangers, and what the content policy forbids are seen', async ({ page, baseURL }) => {
  const complaints = watch(page.context(), baseURL!);
  await page.goto('./');
  await page.evaluate(() => {
    console.error('one error');
    console.warn('one warning');
    void Promise.reject(new Error('one rejection'));
    setTimeout(() => {
      throw new Error('one exception');
    });
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = "taken over"' }));
    fetch('https://stranger.invalid/').catch(() => undefined);
  });
  for (const seen of ['one error', 'one warning', 'one rejection', 'one exception', /inline script/, /stranger\.invalid/]) {
    await expect.poll(() => complaints.join('\n')).toMatch(seen);
  }
  await expect(page, 'the policy held').toHaveTitle(en.pageTitle);
});
