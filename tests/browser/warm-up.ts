/**
 * Waits, before the tests, until a new browser opens the page: a machine that has just compiled everything may take minutes to
 * write it all to a slow disk, and whatever browser starts meanwhile waits for that. No test measures it.
 */
import { chromium } from '@playwright/test';
import type { FullConfig } from '@playwright/test';

const ATTEMPTS = 8;
const PATIENCE_MS = 60_000;
/** What is worth a word. */
const SLOW_MS = 15_000;

export default async function warmUp({ projects }: FullConfig): Promise<void> {
  const { baseURL, launchOptions } = projects[0]!.use;
  const began = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    const browser = await chromium.launch(launchOptions);
    try {
      const page = await browser.newPage();
      await page.goto(baseURL!, { timeout: PATIENCE_MS });
      await page.locator('[data-ready]').waitFor({ timeout: PATIENCE_MS });
      break;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    } finally {
      await browser.close();
    }
  }
  const took = performance.now() - began;
  if (took > SLOW_MS) console.log(`the first browser opened the page after ${(took / 1000).toFixed(0)} s`);
}
