/** Surveys of a race: learning rates, basins, pairs of parameters, and tuning; computed off the page's thread. */
import type { Locator, Page } from '@playwright/test';

import { en as say } from '../../www/src/survey/words/en.ts';
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en } from './words.ts';

const RACE = 'lab=race&f=bowl&from=3,-2&run=sgd,lr:0.1&run=adam,lr:0.1&steps=100&target=0.001';
const FOUR = 'lab=race&f=himmelblau&from=0,-2&run=adam,lr:0.1&steps=300';

async function open(page: Page, link: string): Promise<RacePage> {
  const race = new RacePage(page);
  await race.open(`#${link}&v=1`);
  return race;
}

/** Waits until the map is whole. */
async function isMapped(page: Page): Promise<void> {
  await expect(page.locator('.basin-progress')).toContainText('65,536');
}

/** Name, loss and share of every row of the legend. */
function legend(page: Page): Promise<string[][]> {
  return page.locator('.legend tbody tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent!.trim())));
}

function rateRow(page: Page, run: number): Locator {
  return page.locator('.rates-table tbody tr').nth(run);
}

test('a sweep finds the rate that leaves the bowl in one step, and a press takes it', async ({ page }) => {
  await open(page, `${RACE}&show=rates`);
  // The bowl's curvature is 1: SGD with rate 1 is at its minimum after one step.
  await expect(rateRow(page, 0)).toContainText('1');
  await expect(rateRow(page, 0).getByRole('cell').nth(2)).toHaveText('1');
  await expect(rateRow(page, 0).getByRole('cell').nth(4)).toHaveText('1');
  await rateRow(page, 0).getByRole('button').click();
  await expect.poll(() => page.url()).toContain('run=sgd,lr:1&');
  await expect(rateRow(page, 0).getByRole('button')).toHaveCount(0);
});

test('the keyboard goes through the rates of the runner that is looked at', async ({ page }) => {
  await open(page, `${RACE}&show=rates`);
  const slider = page.getByRole('slider', { name: say.ratesLabel('SGD') });
  await slider.focus();
  await slider.press('PageUp');
  await expect.poll(() => page.url()).toContain('run=sgd,lr:1&');
  await slider.press('ArrowLeft');
  await expect.poll(() => page.url()).toContain('run=sgd,lr:0.825&');
  await expect(slider).toHaveAttribute('aria-valuetext', /^0\.825: /);
});

test('a click into the chart takes the rate below it, and what a search has tried is marked there', async ({ page }) => {
  const race = await open(page, 'lab=race&f=bowl&from=3,-2&run=sgd,lr:0.1&steps=100&target=0.001&show=rates');
  await expect(page.locator('#rates-heading small')).toHaveText('');
  const chart = page.getByRole('slider', { name: say.ratesLabel('SGD') });
  const rate = async (): Promise<number> => Number(await chart.getAttribute('aria-valuenow'));
  await chart.scrollIntoViewIfNeeded();
  const { width, height } = (await chart.boundingBox())!;
  const taken: number[] = [];
  for (const part of [0.4, 0.5, 0.6]) {
    const before = await rate();
    await chart.click({ position: { x: part * width, y: height / 2 } });
    await expect.poll(rate).not.toBe(before);
    taken.push(await rate());
  }
  // From 1e-5 to 10, evenly by its logarithm.
  for (const [from, to] of [[0, 1], [1, 2]] as const) {
    const decades = taken[to]! - taken[from]!;
    expect(decades).toBeGreaterThan(0.55);
    expect(decades).toBeLessThan(0.8);
  }
  await expect.poll(() => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('run')).toMatch(/^sgd,lr:0\.0/);

  await rateRow(page, 0).getByRole('button').click();
  await expect(rateRow(page, 0).getByRole('cell').nth(0)).toHaveText('1');
  await expect(page.locator('#rates-heading small')).toHaveText('');
  const canvas = page.locator('downhill-rates-panel .chart-base');
  const untried = (await race.picture(canvas)).digest;
  await race.button(en.tune).click();
  // The race is the one that was there: only the marks are new.
  await expect(page.locator('.tune-findings li')).toHaveText([say.tunedKept('SGD', '1', say.inSteps('1'))]);
  await expect.poll(async () => (await race.picture(canvas)).digest).not.toBe(untried);
});

test('a map and a search are stopped and begun again by their buttons', async ({ page }) => {
  const runners = ['adam', 'rmsprop', 'nadam', 'adamax'].map((rule) => `run=${rule},lr:0.1`).join('&');
  const race = await open(page, `lab=race&f=ackley&from=3,-2&${runners}&steps=60000&target=-1&show=basins&each=10000`);
  const map = page.locator('.basin-progress');
  for (let round = 0; round < 2; round += 1) {
    await expect(map.getByRole('progressbar')).toBeVisible();
    await map.getByRole('button', { name: say.cancel }).click();
    await expect(map.getByRole('progressbar')).toHaveCount(0);
    if (round === 0) await map.getByRole('button', { name: say.again }).click();
  }
  await race.button(en.tune).click();
  await expect(page.locator('.tune progress')).toBeVisible();
  await race.button(en.tuneStop).click();
  await expect(race.button(en.tune)).toBeVisible();
  await expect(page.locator('.tune-findings')).toHaveCount(0);
  await expect(page.locator('.tune')).not.toContainText(say.tuneDropped);
  expect(page.url()).toContain(runners);
});

test('of a typed loss, too, minima are found where runs end', async ({ page }) => {
  await open(page, 'lab=race&expr=%28x%5E2-1%29%5E2%2B%28y%5E2-4%29%5E2&from=0.5,0.5&view=-2,2,-3,3&run=adam,lr:0.1&steps=100&show=basins');
  await isMapped(page);
  expect((await legend(page)).map(([name]) => name!.replace(/^\d: /, '')).sort()).toEqual(['(1, 2)', '(1, −2)', '(−1, 2)', '(−1, −2)']);
});

test('a curve follows its parameters, and the rate itself is none of them', async ({ page }) => {
  const race = await open(page, `lab=race&f=ravine&from=1,1&run=momentum,lr:0.001,momentum:0&steps=100&show=rates`);
  const canvas = page.locator('downhill-rates-panel .chart-base');
  await expect(rateRow(page, 0).getByRole('cell').nth(2)).not.toHaveText('');
  const best = await rateRow(page, 0).getByRole('cell').nth(2).textContent();
  const before = (await race.picture(canvas)).digest;
  await page.evaluate(() => (location.hash = location.hash.replace('momentum:0', 'momentum:0.9')));
  await expect(rateRow(page, 0).getByRole('cell').nth(2)).not.toHaveText(best!);
  expect((await race.picture(canvas)).digest).not.toBe(before);
});

test('the best rate is one that was tried as it is written, and taking it over does what was said', async ({ page }) => {
  await open(page, 'lab=race&f=rosenbrock&from=-1.5,2&run=momentum,lr:0.001&steps=500&show=rates');
  await expect(page.locator('#rates-heading small')).toHaveText('');
  const cells = (): Promise<string[]> => rateRow(page, 0).getByRole('cell').allInnerTexts();
  const [, , rate, loss, steps] = await cells();
  await rateRow(page, 0).getByRole('button').click();
  await expect.poll(async () => (await cells())[0]).toBe(rate);
  const [, lowest, , said, reached] = await cells();
  expect([lowest, said, reached]).toEqual([loss, loss, steps]);
});

test('after tuning, no rate is offered that is worse', async ({ page }) => {
  const race = await open(page, 'lab=race&f=ravine&from=-3.2,1.6&run=sgd,lr:0.018&run=momentum,lr:0.03&run=adam,lr:0.1&steps=150&show=rates');
  await expect(page.locator('#rates-heading small')).toHaveText('');
  await race.button(en.tune).click();
  await expect(page.locator('.tune-findings li')).toHaveCount(3);
  await expect(rateRow(page, 0).getByRole('cell').nth(0)).toHaveText('0.0195');
  await expect(rateRow(page, 0).getByRole('cell').nth(2)).toHaveText('0.0195');
  await expect(rateRow(page, 0).getByRole('cell').nth(3)).toHaveText('0.0139');
  await expect(page.locator('.rates-table').getByRole('button')).toHaveCount(0);
});

test('a race that changes while it is tuned keeps its rates, and is told so', async ({ page }) => {
  // Slow enough that a hand is faster.
  const runners = ['adam', 'rmsprop', 'nadam', 'adamax'].map((rule) => `run=${rule},lr:0.1`).join('&');
  const race = await open(page, `lab=race&f=ackley&from=3,-2&${runners}&steps=60000&target=-1`);
  await race.button(en.tune).click();
  // A change before the search itself has begun is part of what is tuned.
  const progress = page.locator('.tune progress');
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0);
  await race.startHandle.press('ArrowLeft');
  await expect(page.locator('.tune')).toContainText(say.tuneDropped, { timeout: 60_000 });
  expect(page.url()).toContain(runners);
});

test('the address says what is on the map: its parameters, and how long its runs are', async ({ page }) => {
  await open(page, 'lab=race&f=bowl&from=1,-0.5&run=adam,lr:0.1&run=momentum,lr:0.1&run=sgd,lr:0.1&steps=100&show=basins&sweep=beta1,eps');
  const runner = page.locator('.basin-tools select').first();
  await expect(page.locator('.basin-tools select')).toHaveCount(3);
  await runner.selectOption('1');
  await expect.poll(() => page.url()).toContain('&runner=2&sweep=lr,momentum');
  await runner.selectOption('2');
  await expect.poll(() => page.url()).not.toContain('sweep=');
  await expect(page.locator('.basin-tools select')).toHaveCount(1);
  const steps = page.getByRole('textbox', { name: say.steps });
  await steps.fill('50');
  await steps.press('Enter');
  await expect.poll(() => page.url()).toContain('&each=50');
  await expect(page.locator('.basin-progress')).toContainText('50 steps');
  for (const wrong of ['-5', '1e9', '2.5']) {
    await steps.fill(wrong);
    await steps.press('Enter');
    await expect(page.locator('.basin-tools .reason')).toHaveText(say.stepsRange(wrong, '10000'));
  }
  expect(page.url()).toContain('&each=50');
});

test('a link with parameters that the runner does not have is told so, and shows starts', async ({ page }) => {
  await open(page, 'lab=race&f=bowl&from=1,-0.5&run=momentum,lr:0.1&steps=100&show=basins&sweep=foo,lr');
  await expect(page.getByText('sweep = foo,lr: must be two different parameters of the runner')).toBeVisible();
  await expect(page.locator('.basin-tools select')).toHaveCount(1);
});

test('a basin map finds the four minima, numbers them alike every time, and a click starts there', async ({ page }) => {
  await open(page, `${FOUR}&show=basins`);
  await isMapped(page);
  const first = await legend(page);
  expect(first.map(([name]) => name!.replace(/^\d: /, '')).sort()).toEqual(['(3, 2)', '(3.58, −1.85)', '(−2.81, 3.13)', '(−3.78, −3.28)']);
  await open(page, `${FOUR}&show=basins`);
  await isMapped(page);
  expect(await legend(page)).toEqual(first);
  const map = page.locator('.basin-stage');
  await map.scrollIntoViewIfNeeded();
  const { width, height } = (await map.boundingBox())!;
  await map.click({ position: { x: 0.75 * width, y: 0.25 * height } });
  await expect.poll(() => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('from')).toMatch(/^[34]\.\d+,[12]\.\d+$/);
});

test('the picture has the hues of all four minima, and dragging a parameter makes another', async ({ page }) => {
  const race = await open(page, `${FOUR}&show=basins`);
  await isMapped(page);
  const canvas = page.locator('.basin-pixels');
  const before = await race.picture(canvas);
  expect(before.inked).toBe(1);
  expect(before.colours).toBeGreaterThan(100);
  await page.evaluate(() => (location.hash = location.hash.replace('lr:0.1', 'lr:1.5')));
  await expect.poll(async () => (await race.picture(canvas)).digest).not.toBe(before.digest);
});

test('two parameters span the map when the link says so, and a click takes both', async ({ page }) => {
  await open(page, `lab=race&f=bowl&from=1,-0.5&run=momentum,lr:0.1,momentum:0.5&steps=300&show=basins&sweep=lr,momentum`);
  await isMapped(page);
  const rows = await legend(page);
  expect(rows.map(([name]) => name)).toEqual([say.reachedTarget, say.missedTarget, say.divergedRuns]);
  const map = page.locator('.basin-stage');
  await map.scrollIntoViewIfNeeded();
  const { width, height } = (await map.boundingBox())!;
  await map.click({ position: { x: 0.5 * width, y: 0.5 * height } });
  await expect.poll(() => page.url()).toMatch(/run=momentum,lr:0\.0[01]\d*,momentum:0\.[45]\d*&/);
  await page.getByRole('button', { name: say.modeStart }).click();
  await expect.poll(() => page.url()).not.toContain('sweep=');
});

test('tuning gives all runners their best rate at once, says so, and takes it back', async ({ page }) => {
  const race = await open(page, RACE);
  await race.button(en.tune).click();
  const findings = page.locator('.tune-findings li');
  await expect(findings).toHaveCount(2);
  await expect(findings.first()).toHaveText(say.tuned('SGD', '0.1', '1', say.inSteps('1')));
  await expect.poll(() => page.url()).toContain('run=sgd,lr:1&');
  const tuned = page.url();
  await race.button(say.undo).click();
  await expect.poll(() => page.url()).toContain('run=sgd,lr:0.1&run=adam,lr:0.1&');
  await page.goBack();
  await expect.poll(() => page.url()).toBe(tuned);
});

test('the first load has nothing of it, and workers come from the page itself', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page, FOUR);
  expect(asked.filter((path) => path.includes('survey'))).toEqual([]);
  await page.getByRole('button', { name: say.basinsHeading }).click();
  await isMapped(page);
  expect(asked.filter((path) => path.includes('survey') && path.endsWith('.wasm')).length).toBe(1);
  expect(page.workers().length).toBeGreaterThan(0);
  for (const worker of page.workers()) expect(worker.url()).toMatch(/^blob:/);
});

test.describe('where workers are forbidden', () => {
  test.use({ provoked: /Downhill: .*worker|Worker/i });

  test('the map is computed in slices of the page', async ({ page }) => {
    await page.addInitScript(() => {
      globalThis.Worker = class { constructor() { throw new DOMException('forbidden', 'SecurityError'); } } as unknown as typeof Worker;
    });
    await open(page, `${FOUR}&show=basins`);
    await isMapped(page);
    expect((await legend(page)).length).toBe(4);
  });
});
