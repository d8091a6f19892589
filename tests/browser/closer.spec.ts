/** The panels below a race: one that was closed is gone, and nothing holds it. */
import type { Page } from '@playwright/test';

import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';

/** Enough for a leak to be told from what a collection leaves by chance. */
const ROUNDS = 4;
/** An element that is held brings several. */
const BY_CHANCE = ROUNDS / 2;

for (const panel of ['inside', 'derivatives', 'rates', 'basins', '3d']) {
  test(`${panel} leaves nothing behind when another race is shown`, async ({ page }) => {
    await new RacePage(page).open('#lab=race&v=1');
    const other = page.locator('.ready a').first();
    const withPanel = page.locator(`.ready a[href*="show=${panel}"]`).first();
    const click = (link: typeof other) => link.evaluate((element: HTMLElement) => element.click());
    const round = async (): Promise<void> => {
      await click(withPanel);
      await expect(page.locator('#closer-panel > *')).toBeVisible();
      await click(other);
      await expect(page.locator('#closer-panel > *')).toHaveCount(0);
    };
    const growth = async (): Promise<number> => {
      const before = await listeners(page);
      for (let nth = 0; nth < ROUNDS; nth += 1) await round();
      return (await listeners(page)) - before;
    };
    // What is made once, like the page's workers when they are first needed, may come in any round; a leak comes in all.
    await expect.poll(growth).toBeLessThan(BY_CHANCE);
  });
}

/** How many listeners the page's objects have that cannot be collected. */
async function listeners(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { jsEventListeners } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return jsEventListeners;
}
