/** Where the keyboard's focus goes when a pressed button has nothing more to do, or goes away. */
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en } from './words.ts';

const LINK = '#lab=race&f=bowl&run=adam,lr:0.1&run=sgd,lr:0.01&steps=2&v=1';

test('a transport button keeps the focus when there is nothing left to do', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(LINK);
  const back = race.button(en.stepBack);
  await back.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(race.button(en.reset)).toBeDisabled();
  await expect(back).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(race.scrub).toHaveValue('0');
});

test('removing runners by keyboard goes on at the next one, and ends at adding one', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(LINK);
  await race.button(en.removeRunner('Adam')).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.runner-name')).toBeFocused();
  await race.button(en.removeRunner('SGD')).focus();
  await page.keyboard.press('Enter');
  await expect(race.addRunner).toBeFocused();
});

test('dismissing the warnings leads to the race, showing the whole view to the zoom', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(`${LINK.replace('&v=1', '')}&theme=blue&v=1`);
  await race.button(en.dismiss).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#lab')).toBeFocused();
  await race.button(en.zoomIn).focus();
  await page.keyboard.press('Enter');
  await race.button(en.resetView).focus();
  await page.keyboard.press('Enter');
  await expect(race.button(en.zoomIn)).toBeFocused();
});
