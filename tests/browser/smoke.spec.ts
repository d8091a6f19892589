/** The page opens at all: no error on the console, a title, and no word to anybody else. */
import { expect, test } from '@playwright/test';

test('the page opens without errors and asks no other origin for anything', async ({ page, baseURL }) => {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    problems.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  const strangers: string[] = [];
  const own = new URL(baseURL ?? '').origin;
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.protocol !== 'blob:' && url.origin !== own) strangers.push(request.url());
  });

  const response = await page.goto('./', { waitUntil: 'networkidle' });

  expect(response?.status()).toBe(200);
  await expect(page).toHaveTitle(/Downhill/);
  expect(problems).toEqual([]);
  expect(strangers).toEqual([]);
});
