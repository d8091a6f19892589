/** What is done around a rule: schedules, clipping, decay, changes on the way, noise; and what progress is counted in. */
import { AROUND_WORDS } from '../../www/src/elements/words/index.ts';
import { short } from '../../www/src/format.ts';
import { run } from './command-line.ts';
import { Saving, saveEn } from './exports-page.ts';
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';

const say = AROUND_WORDS.en;

async function opened(page: ConstructorParameters<typeof RacePage>[0], link: string): Promise<RacePage> {
  const race = new RacePage(page);
  await race.open(`#${link}`);
  return race;
}

/** Waits until the address has something. */
function inLink(race: RacePage, part: RegExp): Promise<void> {
  return expect.poll(() => race.fragment()).toMatch(part) as unknown as Promise<void>;
}

test('a schedule is chosen, is as long as the race, is set, and is in the link', async ({ page }) => {
  const race = await opened(page, 'lab=race&f=himmelblau&run=sgd,lr:0.01&steps=200&v=1');
  const before = await race.told();
  await page.getByText(say.around).click();
  await page.getByLabel(say.schedule).selectOption('cosine');
  await inLink(race, /run=sgd,lr:0\.01,schedule:cosine,t_max:200&/);
  expect(await race.told()).not.toEqual(before);
  await page.getByRole('textbox', { name: race.words.exactValue(say.scheduleParams.t_max) }).fill('50');
  await page.keyboard.press('Enter');
  await inLink(race, /schedule:cosine,t_max:50&/);
  await page.getByRole('textbox', { name: race.words.exactValue(say.scheduleParams.t_max) }).fill('2.5');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 't_max' })).toContainText('must be a whole number >= 1');
  await page.getByLabel(say.schedule).selectOption('constant');
  await inLink(race, /run=sgd,lr:0\.01&/);
  expect(await race.told()).toEqual(before);
});

test('gradients are clipped and weights decay, unless the rule does so itself', async ({ page }) => {
  const race = await opened(page, 'lab=race&f=beale&run=sgd,lr:0.1&run=adamw,lr:0.1&steps=100&v=1');
  await page.getByText(say.around).click();
  await page.getByRole('checkbox', { name: say.transforms.clip_norm }).check();
  await inLink(race, /run=sgd,lr:0\.1,clip_norm:1&/);
  await page.getByRole('checkbox', { name: say.transforms.weight_decay }).check();
  await inLink(race, /run=sgd,lr:0\.1,clip_norm:1,weight_decay:0\.01&/);
  await page.getByRole('checkbox', { name: say.transforms.clip_norm }).uncheck();
  await inLink(race, /run=sgd,lr:0\.1,weight_decay:0\.01&/);
  await race.runner('AdamW').click();
  await page.getByText(say.around).click();
  await expect(page.getByRole('checkbox', { name: say.transforms.clip_norm })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: say.transforms.weight_decay })).toHaveCount(0);
});

test('a parameter changed at the shown step counts from there on, is in the link, and is taken back', async ({ page }) => {
  const race = await opened(page, 'lab=race&f=rosenbrock&run=sgd,lr:0.0009&steps=200&v=1');
  const where = (): Promise<string | null> => race.readout.textContent();
  const whole = await where();
  await expect(page.getByText('change from step')).toHaveCount(0);
  await race.seek(80);
  const early = await where();
  await page.getByRole('checkbox', { name: say.changeHere('80') }).check();
  await race.exact('lr').fill('0.0005');
  await page.keyboard.press('Enter');
  await inLink(race, /run=sgd,lr:(0\.0009|9e-4)&steps=200&change=80,1,lr:5e-4&/);
  expect(await where(), 'what came before stays').toEqual(early);
  await expect(race.exact('lr')).toHaveValue(/^(0\.0005|5e-4)$/);
  // Schedule, clipping and decay are of the whole run.
  await page.getByText(say.around).click();
  const choice = page.getByLabel(say.schedule);
  const clip = page.getByRole('checkbox', { name: say.transforms.clip_norm });
  await expect(page.getByText(say.wholeRun('80'))).toBeVisible();
  for (const control of [choice, clip, race.button(`${race.words.resetParams}: SGD`)]) await expect(control).toBeDisabled();
  await page.getByRole('checkbox', { name: say.changeHere('80') }).uncheck();
  await expect(page.getByText(say.wholeRun('80'))).toHaveCount(0);
  for (const control of [choice, clip]) await expect(control).toBeEnabled();
  await race.seek(200);
  expect(await where()).not.toEqual(whole);
  await page.getByRole('button', { name: say.changed('80', 'η', '5e−4') }).click();
  await expect(page.getByRole('checkbox', { name: say.changeHere('80') })).toBeVisible();
  await page.getByRole('button', { name: say.removeChange('80', 'η') }).click();
  await inLink(race, /run=sgd,lr:(0\.0009|9e-4)&steps=200&v=1/);
  await race.seek(200);
  expect(await where()).toEqual(whole);
});

test('a twin has the same changes, and who leaves takes them along', async ({ page }) => {
  const race = await opened(page, 'lab=race&f=bowl&run=sgd,lr:0.1&run=adam,lr:0.1&steps=50&change=10,1,lr:0.2&change=20,2,lr:0.3&v=1');
  await page.getByRole('button', { name: race.words.duplicateRunner('SGD') }).click();
  await inLink(race, /change=10,1,lr:0\.2&change=10,2,lr:0\.2&change=20,3,lr:0\.3&/);
  await page.getByRole('button', { name: race.words.removeRunner('SGD #1') }).click();
  await inLink(race, /run=sgd,lr:0\.1&run=adam,lr:0\.1&steps=50&change=10,1,lr:0\.2&change=20,2,lr:0\.3&/);
});

test('noise is seeded, run many times it is a cloud, and it is called injected', async ({ page }) => {
  const race = await opened(page, 'lab=race&f=himmelblau&run=sgd,lr:0.01&steps=100&v=1');
  const cloud = page.locator('.map-cloud');
  expect((await race.picture(cloud)).inked).toBe(0);
  const calm = await race.told();
  await page.locator('.noise summary').click();
  await expect(page.getByText(/^Injected:/)).toBeVisible();
  await page.getByRole('textbox', { name: say.sigma }).fill('5');
  await page.keyboard.press('Enter');
  await inLink(race, /noise=5&v=1/);
  const first = await race.told();
  expect(first).not.toEqual(calm);
  await page.getByRole('textbox', { name: say.seed }).fill('1');
  await page.keyboard.press('Enter');
  await inLink(race, /noise=5&seed=1&/);
  expect(await race.told()).not.toEqual(first);
  await page.getByRole('textbox', { name: say.seed }).fill('0');
  await page.keyboard.press('Enter');
  await expect.poll(() => race.told()).toEqual(first);
  await page.getByRole('textbox', { name: say.times }).fill('12');
  await page.keyboard.press('Enter');
  await inLink(race, /noise=5&seeds=12&/);
  await expect.poll(async () => (await race.picture(cloud)).inked).toBeGreaterThan(0.002);
  const shown = (await race.told()).map((text) => text.replace(` ${say.oneOf('0', '12', '11')}`, ''));
  expect(shown, 'the shown run is the first of them').toEqual(first);
  await page.getByRole('textbox', { name: say.times }).fill('101');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'seeds' })).toContainText('from 1 to 100');
});

test('of several seeds one is shown, which is said, and the spread of all is that of the runs one by one', async ({ page }) => {
  const setup = (seed: string): string => `lab=race&f=himmelblau&run=sgd,lr:0.01&run=adam,lr:0.1&steps=80&noise=5&${seed}&v=1`;
  const race = await opened(page, setup('seed=3&seeds=5'));
  const told = say.oneOf('3', '5', '7');
  await expect(race.standings.getByRole('heading')).toContainText(told);
  await expect(page.locator('downhill-loss-chart')).toContainText(told);
  const runs = await Promise.all([3, 4, 5, 6, 7].map((seed) => run(setup(`seed=${seed}`))));
  const spread = page.getByRole('region', { name: say.spread('5') });
  await expect(spread.getByRole('row')).toHaveCount(3);
  for (const runner of [1, 2]) {
    const losses = runs.map((rows) => rows.find(([of, step]) => of === runner && step === 80)![4]!).sort((a, b) => a - b);
    // Of five values the second, third and fourth are the quartiles.
    const cells = await spread.getByRole('row').nth(runner).getByRole('cell').allInnerTexts();
    expect(cells).toEqual(losses.slice(1, 4).map((loss) => short(loss)));
  }
  await page.getByRole('textbox', { name: say.times }).fill('1');
  await page.keyboard.press('Enter');
  await expect(spread).toHaveCount(0);
  await expect(race.standings.getByRole('heading')).not.toContainText('seed');
});

test('progress is counted in gradients, of which SAM takes two an update: chart, standings, table and file say so, and the link', async ({ page }) => {
  const race = await opened(page, 'lab=race&f=bowl&run=sgd,lr:0.1&run=sam,lr:0.1&run=newton,lr:0.3&steps=100&target=0.01&v=1');
  const costs = [1, 2, 1];
  const chart = await race.picture(race.lossChart);
  const reached = async (): Promise<Record<string, number>> =>
    Object.fromEntries(await race.standingRows.evaluateAll((rows) => rows.map(({ children }) => [children[0]!.textContent!.trim(), Number(children[3]!.textContent)])));
  const steps = await reached();
  expect(steps['SAM']).toBeGreaterThan(5);
  await expect(page.getByText(say.evaluationsNote)).toHaveCount(0);
  await page.getByLabel(say.per).selectOption('evaluations');
  await expect(page.getByText(say.againstEvaluations)).toBeVisible();
  await expect(page.getByText(say.evaluationsNote)).toBeVisible();
  await expect(page.getByRole('columnheader', { name: say.evaluationsTo('0.01') })).toBeVisible();
  expect(await reached()).toEqual({ SGD: steps['SGD'], SAM: 2 * steps['SAM']!, Newton: steps['Newton'] });
  await inLink(race, /per=evaluations&v=1/);
  await expect.poll(async () => (await race.picture(race.lossChart)).digest).not.toBe(chart.digest);
  // Columns of the table: run, step, x, y, loss, gradients.
  const rows = await race.rows();
  expect(rows).toHaveLength(3 * 101);
  expect(rows.map((row) => row[5])).toEqual(rows.map(([run, step]) => costs[run! - 1]! * step!));
  const saving = new Saving(page);
  const [columns, ...lines] = (await saving.take(saving.button(race.words.lossHeading), saveEn.numbers)).bytes.toString().trimEnd().split('\n');
  expect(columns).toBe('run,step,gradients,loss');
  expect(lines.map((line) => line.split(',').map(Number))).toEqual(rows.map(([run, step, , , loss, gradients]) => [run, step, gradients, loss]));
});

test('an average is a thin line above the trails, once it has begun, on the map and the block, and in what is saved', async ({ page }) => {
  const link = (t0: string): string => `lab=race&f=bowl&run=asgd,lr:0.2,lambd:0${t0}&steps=80&noise=2&show=3d&v=1`;
  const [race, saving] = [await opened(page, link(',t0:20')), new Saving(page)];
  const averages = page.locator('canvas.map-averages');
  const inked = async (): Promise<number> => {
    await race.frame();
    return (await race.picture(averages)).inked;
  };
  await expect(page.getByRole('complementary').getByText(say.average)).toBeVisible();
  await expect.poll(inked).toBeGreaterThan(0.0005);
  const block = page.locator('canvas.solid-averages');
  await block.scrollIntoViewIfNeeded();
  await expect.poll(async () => (await race.picture(block)).inked).toBeGreaterThan(0.0002);
  const file = await saving.take(saving.button(race.words.surfaces.bowl.title), saveEn.png, 1);
  expect(await saving.differenceFrom(file, race.layers)).toBeLessThan(0.01);
  // Up to t0 the average is the iterate, and is not drawn twice; its line grows with the race.
  await race.seek(20);
  expect(await inked()).toBe(0);
  await race.seek(40);
  const early = await inked();
  expect(early).toBeGreaterThan(0);
  await race.seek(80);
  expect(await inked()).toBeGreaterThan(early);
  await race.open(`#${link('')}`);
  await expect(page.locator('canvas.solid-heads')).toBeVisible();
  await expect(averages.or(block), 'by itself ASGD does not average in so few steps').toHaveCount(0);
  await expect(page.getByText(say.average)).toHaveCount(0);
});
