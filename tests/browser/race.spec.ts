/** A race as it opens, plays, and is scrubbed through. */
import { RacePage, boxOf } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en } from './words.ts';

/** Sixty steps play in a second. */
const SHORT = '#lab=race&f=himmelblau&run=sgd,lr:0.01&run=adam,lr:0.1&steps=60&v=1';
const LONG = '#lab=race&f=himmelblau&run=sgd,lr:0.01&run=adam,lr:0.1&steps=1000&v=1';

test('opens with a prepared race, drawn whole, before anything is pressed', async ({ page }) => {
  const race = new RacePage(page);
  await race.open();
  expect(await race.step()).toBe(500);
  await expect(race.scrub).toHaveAttribute('max', '500');
  await expect(race.standingRows).toHaveCount(4);
  await expect(race.heading).not.toBeEmpty();
  await expect(race.summary).toHaveText(/step 500 of 500/);

  const [surface, trails, heads] = await Promise.all([0, 1, 2].map((layer) => race.picture(race.layers.nth(layer))));
  expect(surface!.inked, 'the surface covers the map').toBe(1);
  expect(surface!.colours, 'the surface has many tones').toBeGreaterThan(60);
  expect(trails!.inked, 'trails run over the map').toBeGreaterThan(0.005);
  expect(trails!.colours, 'in four hues').toBeGreaterThan(20);
  expect(heads!.inked, 'heads, names, and the start').toBeGreaterThan(0.001);
  expect(heads!.inked, 'and nothing else').toBeLessThan(0.1);
  expect((await race.picture(race.lossChart)).colours, 'the losses are drawn').toBeGreaterThan(20);
});

test('heads stand where the numbers say, at the end and at the start', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(SHORT);
  const rows = await race.rows();
  const heads = race.layers.nth(2);
  const ends = rows.filter(([, step]) => step === 60).map(([, , x, y]) => [x, y] as [number, number]);
  expect(ends).toHaveLength(2);
  const places = [];
  for (const end of ends) places.push(await race.placeOf(end));
  for (const place of places) expect(await race.hasInk(heads, place)).toBe(true);
  await race.seek(0);
  for (const place of places) expect(await race.hasInk(heads, place), 'nobody is there yet').toBe(false);
  expect(await race.hasInk(heads, await race.placeOf(await race.start()))).toBe(true);
  expect((await race.picture(race.layers.nth(1))).inked, 'no trails at the start').toBe(0);
});

test('plays from the start to the end, and again from the start', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(SHORT);
  const atEnd = await race.told();
  await race.button(en.reset).click();
  expect(await race.step()).toBe(0);
  expect(await race.told()).not.toEqual(atEnd);

  await race.button(en.play).click();
  await expect(race.button(en.play)).toHaveCount(0);
  const shown: number[] = [];
  await expect
    .poll(async () => {
      shown.push(await race.step());
      return shown.at(-1);
    })
    .toBe(60);
  expect(shown, 'the steps come in order').toEqual(shown.toSorted((a, b) => a - b));
  expect(new Set(shown).size, 'and were seen on the way').toBeGreaterThan(2);
  await expect(race.button(en.play)).toBeVisible();
  expect(await race.told()).toEqual(atEnd);
  await expect(race.summary).toHaveText(/step 60 of 60/);

  await race.button(en.play).click();
  await expect.poll(() => race.step()).toBeLessThan(60);
  await expect.poll(() => race.step()).toBe(60);
});

test('pauses, and is told as it stands; going back shows exactly the same again', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(LONG);
  await race.button(en.play).click();
  await expect.poll(() => race.step()).toBeGreaterThan(20);
  await race.button(en.pause).click();
  const paused = await race.step();
  const then = await race.told();
  await expect(race.summary).toHaveText(new RegExp(`step ${paused} of 1000`));
  expect(await race.step(), 'it rests').toBe(paused);

  await race.seek(1000);
  expect(await race.told()).not.toEqual(then);
  await race.seek(paused);
  expect(await race.told()).toEqual(then);

  const layers = () => Promise.all([0, 1, 2].map(async (layer) => (await race.picture(race.layers.nth(layer))).digest));
  const pictures = await layers();
  await race.seek(900);
  expect(await layers()).not.toEqual(pictures);
  await race.seek(paused);
  expect(await layers(), 'the same picture, pixel by pixel').toEqual(pictures);
});

test('is scrubbed with the keyboard and with the pointer, and step by step', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(LONG);
  await race.scrub.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await race.step()).toBe(998);
  await expect(race.scrub).toHaveAttribute('aria-valuetext', en.stepOf('998', '1000'));
  await page.keyboard.press('Home');
  expect(await race.step()).toBe(0);
  await expect(race.button(en.stepBack)).toBeDisabled();
  await expect(race.button(en.reset)).toBeDisabled();
  await page.keyboard.press('End');
  await expect(race.button(en.stepForward)).toBeDisabled();

  const box = await boxOf(race.scrub);
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  const there = await race.step();
  expect(there).toBeGreaterThan(250);
  expect(there).toBeLessThan(350);

  const before = await race.told();
  await race.button(en.stepForward).click();
  expect(await race.step()).toBe(there + 1);
  expect(await race.told()).not.toEqual(before);
  await race.button(en.stepBack).click();
  expect(await race.step()).toBe(there);
  expect(await race.told()).toEqual(before);
  await race.button(en.reset).click();
  expect(await race.step()).toBe(0);
});

test('plays with Space, at the speed that was chosen', async ({ page }) => {
  await page.clock.install();
  const race = new RacePage(page);
  await race.open(LONG);
  const progress: number[] = [];
  for (const speed of ['0.25', '1', '4']) {
    await race.seek(0);
    await page.clock.pauseAt(Date.now() + 1000 * (progress.length + 1) * 100);
    await page.getByRole('combobox', { name: en.speed }).selectOption(speed);
    await race.button(en.play).press('Space');
    await page.clock.runFor(1000);
    await race.button(en.pause).press('Space');
    progress.push(await race.step());
    await page.clock.resume();
  }
  // A thousand steps last ten seconds at speed 1; a frame may be missing at either end.
  for (const [at, expected] of [25, 100, 400].entries()) {
    expect(progress[at]).toBeGreaterThan(0.9 * expected);
    expect(progress[at]).toBeLessThanOrEqual(expected);
  }
});

test('the loss chart is linked with the step, on a logarithmic or a linear scale', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(LONG);
  const box = await boxOf(race.lossChart);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const middle = await race.step();
  expect(middle).toBeGreaterThan(200);
  expect(middle).toBeLessThan(800);
  await page.mouse.click(box.x + box.width / 3, box.y + box.height / 2);
  expect(await race.step()).toBeLessThan(middle);

  const logarithmic = await race.picture(race.lossChart);
  await race.button(en.linear).click();
  await expect(race.button(en.linear)).toHaveAttribute('aria-pressed', 'true');
  await race.frame();
  expect((await race.picture(race.lossChart)).digest).not.toBe(logarithmic.digest);
  await race.button(en.log).click();
  await race.frame();
  expect((await race.picture(race.lossChart)).digest).toBe(logarithmic.digest);
});

test('standings are sorted, and name who diverged, and when', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&f=ravine&run=sgd,lr:0.5&run=adagrad,lr:0.001&run=momentum,lr:0.005&steps=100&v=1');
  const names = await race.standingRows.locator('th').allInnerTexts();
  expect(names.map((name) => name.trim())).toEqual(['Momentum', 'Adagrad', 'SGD']);
  const rows = await race.rows();
  const last = Math.max(...rows.filter(([run]) => run === 1).map(([, step]) => step!));
  expect(last).toBeLessThan(100);
  await expect(race.standingRows.last()).toContainText(en.divergedAt(String(last)));
  await expect(race.summary).toHaveText(/Diverged: SGD\./);
  await race.seek(last - 1);
  await expect(race.standings).not.toContainText(en.divergedAt(String(last)));
});

test('trails of more points than a frame draws are drawn to their ends', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(`#lab=race&f=bowl&from=-3,1.5${'&run=sgd,lr:2e-5'.repeat(3)}&steps=50000&v=1`);
  // The bowl's gradient is the position, so that every step leaves the same part of it.
  const after = (steps: number) => race.placeOf([-3 * (1 - 2e-5) ** steps, 1.5 * (1 - 2e-5) ** steps]);
  const trails = race.layers.nth(1);
  const [half, end, beyond] = [await after(25_000), await after(50_000), await after(60_000)];
  await race.seek(0);
  expect((await race.picture(trails)).inked).toBe(0);
  await race.seek(50_000);
  await expect.poll(() => race.hasInk(trails, end)).toBe(true);
  expect(await race.hasInk(trails, half)).toBe(true);
  expect(await race.hasInk(trails, beyond), 'and not beyond').toBe(false);
});
