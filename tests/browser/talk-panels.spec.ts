/** Slides with a panel, and verdicts that are close: all of a slide is on the screen, and no sentence says more than its numbers. */
import { short } from '../../www/src/format.ts';
import { PRESETS } from './catalogue.ts';
import { run } from './command-line.ts';
import { TalkPage, talkEn } from './talk-page.ts';
import { expect, test } from './watched.ts';

for (const [slide, picture] of [['basins', '.basin-stage'], ['in-space', '.solid-stage'], ['rate-sweep', '.chart-stage.pick']] as const) {
  test(`${slide}: map and panel are seen whole`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    const talk = new TalkPage(page);
    await talk.open(`lab=race&slides=${slide}&v=1`);
    const panel = page.locator(picture);
    await expect(panel).toBeVisible();
    await expect(panel.locator('canvas').first()).toHaveAttribute('width', /\d+/);
    const bar = (await talk.bar.boundingBox())!;
    const [shown, map] = [(await panel.boundingBox())!, (await page.locator('.map-stage').boundingBox())!];
    for (const box of [shown, map]) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(1280);
      expect(box.y + box.height).toBeLessThanOrEqual(bar.y);
    }
    expect(map.x + map.width, 'beside each other').toBeLessThanOrEqual(shown.x);
    expect(shown.width * shown.height).toBeGreaterThan(0.15 * 1280 * 720);
    const hidden = await page.locator('downhill-closer-look').evaluate((part) => part.scrollHeight - part.clientHeight);
    expect(hidden, 'nothing to scroll to').toBeLessThanOrEqual(1);
  });
}

test('losses that differ are told one by one, however close they are', async ({ page }) => {
  const rows = await run(PRESETS.find(({ id }) => id === 'basins')!.link);
  const steps = Math.max(...rows.map(([, step]) => step!));
  const losses = rows.filter(([, step]) => step === steps).map((row) => row[4]!);
  expect(new Set(losses).size, 'different numbers').toBeGreaterThan(1);
  const talk = new TalkPage(page);
  await talk.open('lab=race&slides=basins&predict=on&v=1');
  await talk.press('r');
  await expect(talk.verdict).not.toContainText(talkEn.waiting, { timeout: 30_000 });
  const told = await talk.verdict.innerText();
  for (const loss of losses) expect(told).toContain(`(loss ${short(loss)})`);
  expect(told).not.toContain('same');
  // Beside the question, too, the map of runs is wide enough to be read.
  expect((await page.locator('.basin-stage').boundingBox())!.width).toBeGreaterThan(230);
  const [side, legend] = [(await page.locator('.basin-side').boundingBox())!, (await page.locator('.legend').boundingBox())!];
  expect(legend.width, 'no column of the legend is cut off').toBeLessThanOrEqual(side.width + 1);
});
