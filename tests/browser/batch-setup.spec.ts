/** The Batch lab's controls: sizes, rules, changes on the way, the visitor's own data, links between the labs. */

import { ko as batchKo } from '../../www/src/batch/words/ko.ts';
import { violations } from './axe.ts';
import { BatchPage, batchEn } from './batch-page.ts';
import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';

const FULL = batchEn.fullBatch;
const ONE = batchEn.oneSample;
const SHORT = 'lab=batch&data=diabetes&run=sgd,lr:0.03&batch=all&batch=32&epochs=10&v=1';

/** Numbers that can be learned from: y is a sum of the others, and a little more. */
function table(rows: number, target: (x: number, z: number) => number | string): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const [x, z] = [((row * 37) % 101) / 100, ((row * 53) % 89) / 88];
    return `${x},${z},${target(x, z)}`;
  });
  return ['x,z,y', ...lines].join('\n');
}

async function bring(lab: BatchPage, csv: string): Promise<void> {
  await lab.page.getByRole('textbox', { name: batchEn.ownPaste }).fill(csv);
  await lab.button(batchEn.ownRead).click();
}

test('from lab to lab and back: each is found as it was left, and the address follows', async ({ page }) => {
  await page.goto('./#lab=race&f=bowl&run=sgd,lr:0.1&steps=30&v=1');
  const labs = page.getByRole('navigation', { name: en.labs });
  await labs.getByRole('link', { name: en.labNames.batch }).click();
  const lab = new BatchPage(page);
  await lab.isComputed();
  await lab.hasFragment(/^#lab=batch&data=diabetes&run=sgd,lr:0.03&/);
  await expect(labs.getByRole('link', { name: en.labNames.batch })).toHaveAttribute('aria-current', 'page');
  await lab.exact('lr').fill('0.02');
  await lab.exact('lr').press('Enter');
  await lab.hasFragment(/run=sgd,lr:0.02&/);
  await labs.getByRole('link', { name: en.labNames.race }).click();
  await lab.hasFragment('#lab=race&f=bowl&from=-3,1.5&run=sgd,lr:0.1&steps=30&v=1');
  await labs.getByRole('link', { name: en.labNames.batch }).click();
  await lab.hasFragment(/run=sgd,lr:0.02&/);
  await page.goBack();
  await expect(lab.heading).toHaveText(en.surfaces.bowl.title);
  await page.goForward();
  await expect(lab.panels).toHaveCount(3);
});

test('the data and the core of the Batch lab are fetched when it is opened, not before', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('./');
  await expect(page.getByRole('img', { name: en.mapLabel })).toHaveAttribute('width', /\d+/);
  const isBatch = (path: string): boolean => /batch|diabetes/.test(path);
  expect(asked.filter(isBatch)).toEqual([]);
  await page.getByRole('link', { name: en.labNames.batch }).click();
  await new BatchPage(page).isComputed();
  expect(asked.filter(isBatch).some((path) => path.endsWith('.csv'))).toBe(true);
  expect(asked.filter((path) => path.endsWith('.wasm'))).toHaveLength(2);
});

test('a change in the middle leaves what was before, is marked, is in the link, and can be taken back', async ({ page }) => {
  const lab = new BatchPage(page);
  await lab.open(SHORT);
  const before = await lab.table(batchEn.course);
  await lab.seek(65);
  const middle = await lab.table(batchEn.course);
  await lab.exact('lr').fill('0.3');
  await lab.exact('lr').press('Enter');
  await lab.hasFragment(`#${SHORT.replace('&v=1', '')}&change=65,1,lr:0.3&v=1`);
  await expect(lab.scrub, 'the position stays').toHaveValue('65');
  expect(await lab.table(batchEn.course), 'and so does what was made up to there').toEqual(middle);
  await expect(page.getByText(batchEn.changeNote)).toBeVisible();
  await lab.seek(130);
  expect(await lab.table(batchEn.course)).not.toEqual(before);
  await lab.button(batchEn.undoChanges).click();
  await lab.hasFragment(`#${SHORT}`);
  await lab.seek(130);
  expect(await lab.table(batchEn.course)).toEqual(before);
});

test('a slider that is moved while the runs play is one change, and they play on', async ({ page }) => {
  const lab = new BatchPage(page);
  await lab.open('lab=batch&data=valley&run=sgd,lr:0.05&batch=1&updates=3000&replicas=0&v=1');
  await page.getByRole('combobox', { name: en.speed }).selectOption('0.25');
  await lab.button(en.play).click();
  await expect.poll(async () => Number(await lab.scrub.inputValue())).toBeGreaterThan(10);
  const slider = page.getByRole('slider', { name: new RegExp(` ${en.params.lr}$`) });
  await slider.evaluate((input: HTMLInputElement) => {
    for (const position of ['120', '130', '140']) {
      input.value = position;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  await lab.hasFragment(/^[^#]*#lab=batch&data=valley&run=sgd,lr:0\.05&batch=1&updates=3000&replicas=0&change=\d+,1,lr:[^&]+&v=1$/);
  await expect(lab.button(en.pause)).toBeVisible();
  const at = Number(await lab.scrub.inputValue());
  await expect.poll(async () => Number(await lab.scrub.inputValue())).toBeGreaterThan(at);
});

test('a rate that is typed while runs are still computed is the whole run’s', async ({ page }) => {
  const lab = new BatchPage(page);
  await page.goto('./#lab=batch&data=frequency&run=sgd,lr:0.3&batch=all&batch=20&batch=8&updates=20000&replicas=100&v=1');
  await expect(lab.panels).toHaveCount(3);
  await expect(page.getByText(/computing, \d+ %/)).toBeVisible();
  await lab.exact('lr').fill('0.2');
  await lab.exact('lr').press('Enter');
  await lab.hasFragment('#lab=batch&data=frequency&run=sgd,lr:0.2&batch=all&batch=20&batch=8&updates=20000&replicas=100&v=1');
});

test('at the end, the field of a parameter that was changed on the way is that change’s', async ({ page }) => {
  const lab = new BatchPage(page);
  await lab.open(SHORT.replace('&v=1', '&change=65,1,lr:0.3&v=1'));
  await expect(lab.exact('lr')).toHaveValue('0.3');
  await lab.exact('lr').fill('0.2');
  await lab.exact('lr').press('Enter');
  await lab.hasFragment(/run=sgd,lr:0\.03&.*&change=65,1,lr:0\.2&v=1$/);
});

test('batch sizes are added, slid and removed', async ({ page }) => {
  const lab = new BatchPage(page);
  await lab.open(SHORT);
  await lab.button(`${batchEn.addBatch}: ${ONE}`).click();
  await expect(lab.panels).toHaveCount(3);
  await lab.hasFragment(/batch=all&batch=32&batch=1&/);
  await page.getByRole('slider', { name: new RegExp(batchEn.miniSlider) }).fill('0');
  await lab.hasFragment(/batch=all&batch=2&batch=1&/);
  await page.getByRole('slider', { name: new RegExp(batchEn.miniSlider) }).fill('120');
  await lab.hasFragment(/batch=all&batch=441&batch=1&/);
  await lab.button(batchEn.removeBatch(FULL)).click();
  await lab.hasFragment(/sgd,lr:0.03&batch=441&batch=1&/);
  await lab.field(batchEn.addBatch).fill('100');
  await lab.field(batchEn.addBatch).press('Enter');
  await expect(lab.panels).toHaveCount(3);
  for (const [text, reason] of [
    ['443', 'batch = 443: must be from 1 to 442, or all'],
    ['-1', 'batch = -1: must be from 1 to 442, or all'],
    ['2.5', en.notAWhole(batchEn.batches, '2.5')],
    ['many', en.notANumber(batchEn.batches, 'many')],
  ] as const) {
    await lab.field(batchEn.addBatch).fill(text);
    await lab.field(batchEn.addBatch).press('Enter');
    await expect(lab.alert, text).toHaveText(reason);
    await expect(lab.panels, 'nothing is lost').toHaveCount(3);
  }
});

test('rules are added with their own parameters, and each meets every batch size', async ({ page }) => {
  const lab = new BatchPage(page);
  await lab.open(SHORT);
  await page.getByRole('combobox', { name: batchEn.addRule }).selectOption('adam');
  await expect(lab.panels).toHaveCount(4);
  await lab.exact('beta1').fill('0.5');
  await lab.exact('beta1').press('Enter');
  await lab.hasFragment(/run=sgd,lr:0.03&run=adam,lr:0.001,beta1:0.5&batch=all&batch=32&/);
  await lab.exact('beta1').fill('1.2');
  await lab.exact('beta1').press('Enter');
  await expect(lab.alert).toHaveText('run 2: beta1 = 1.2: must be in [0, 1)');
  await lab.button(batchEn.removeRule('SGD')).click();
  await expect(lab.panels).toHaveCount(2);
});

test('length, seed, start and noise are typed; what is wrong is named and nothing is lost', async ({ page }) => {
  const lab = new BatchPage(page);
  await lab.open('lab=batch&data=frequency&run=sgd,lr:0.3&batch=all&batch=1&updates=200&replicas=20&v=1');
  for (const [name, good, bad, reason, pattern] of [
    [batchEn.budget, '150', '0', 'updates = 0: must be a whole number from 1 to 100000', /updates=150&/],
    [batchEn.seed, '7', '-1', 'seed = -1: must be a whole number from 0 to 4294967295', /seed=7&/],
    [batchEn.replicas, '30', '501', 'replicas = 501: must be a whole number from 0 to 500', /replicas=30&/],
    [batchEn.noise, '0.1', '11', 'noise = 11: must be from 0 to 10', /noise=0.1&/],
    [`${batchEn.start} w`, '4.5', 'far', en.notANumber(`${batchEn.start} w`, 'far'), /from=4.5&/],
  ] as const) {
    await lab.field(name).fill(good);
    await lab.field(name).press('Enter');
    await lab.hasFragment(pattern);
    await lab.field(name).fill(bad);
    await lab.field(name).press('Enter');
    await expect(lab.alert).toHaveText(reason);
    await lab.hasFragment(pattern);
    await lab.field(name).press('Escape');
    await expect(lab.alert).toHaveCount(0);
  }
  await page.getByRole('combobox', { name: batchEn.sampling }).selectOption('replaced');
  await lab.hasFragment(/sampling=replaced&/);
  await page.getByRole('combobox', { name: batchEn.axis }).selectOption('epochs');
  await lab.hasFragment(/epochs=4&/);
});

test('a click on a picture starts all runs there', async ({ page }) => {
  const lab = new BatchPage(page);
  await lab.open('lab=batch&data=valley&run=sgd,lr:0.05&batch=all&updates=50&replicas=0&v=1');
  const stage = page.locator('.panel-stage');
  const box = (await stage.boundingBox())!;
  await stage.click({ position: { x: box.width / 2, y: box.height / 4 } });
  await lab.hasFragment(/from=1\.8\d*,1\.3\d*&/);
});

test('every chart can be counted in updates, epochs and gradients', async ({ page }) => {
  const lab = new BatchPage(page);
  await lab.open(SHORT);
  const chart = page.getByRole('img', { name: batchEn.chartLabel(batchEn.excess) });
  const picture = () => chart.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const seen = new Set<string>();
  for (const axis of ['epochs', 'updates', 'gradients'] as const) {
    await lab.button(batchEn.against[axis]).click();
    await lab.frame();
    seen.add(await picture());
  }
  await lab.button(batchEn.logAxis).click();
  await lab.frame();
  seen.add(await picture());
  expect(seen.size, 'four different pictures').toBe(4);
});

test('batches are timed in the page, and the chart shows both ends', async ({ page }) => {
  const lab = new BatchPage(page);
  await lab.open(SHORT);
  await lab.button(batchEn.paceRun).click();
  await expect(lab.button(batchEn.paceAgain)).toBeVisible({ timeout: 30_000 });
  const region = lab.region(batchEn.pace);
  await region.getByText(en.table).click();
  const rows = (await region.locator('tbody tr').allTextContents()).map((row) => row.trim().split(/\s+/).map(Number));
  expect(rows.map(([size]) => size)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 442]);
  for (const [size, update, epoch] of rows) expect(Math.abs(epoch! / ((update! * 442) / size!) - 1)).toBeLessThan(0.02);
  const [one, all] = [rows[0]!, rows.at(-1)!];
  expect(all[1], 'an update of all samples takes longer than of one').toBeGreaterThan(one[1]!);
  expect(all[2], 'a pass in one batch takes less than in 442').toBeLessThan(one[2]!);
});

test('own data: read here, errors by row and column, target chosen, no row of it in the link', async ({ page }) => {
  const lab = new BatchPage(page);
  await lab.open(SHORT);
  await lab.button(batchEn.data.own.title).click();
  await expect(page.getByText(batchEn.ownLink), 'nobody sent a link').toHaveCount(0);
  for (const [csv, reason] of [
    ['', 'There are no rows of numbers.'],
    ['x,y\n1,2\n3,four', 'Row 3, column y: “four” must be a finite number.'],
    ['x,y\n1,"2\n3,4', 'Row 2: must be text with every quote closed.'],
    ['x,y\n1,2', 'One row of numbers: must be at least two.'],
    ['x,y\n1,2\n3', 'Row 3 has 1 fields: must have as many as the first row.'],
    ['x,y\n1,2\n1,3\n1,4', 'Column x has the same number in every row: must vary.'],
    [`${'1,'.repeat(32)}1`, '33 columns: must be at most 32.'],
  ] as const) {
    await bring(lab, csv);
    await expect(lab.alert, reason).toHaveText(reason);
    await expect(page.getByRole('textbox', { name: batchEn.ownPaste }), 'the text is still there').toHaveValue(csv);
  }
  // A file is read as well as pasted text.
  const rows = Array.from({ length: 5001 }, (_, row) => `${row},${row % 7}`).join('\n');
  await page.getByLabel(batchEn.ownFile).setInputFiles({ name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await expect(lab.alert).toHaveText('Row 5001: must be at most 5,000 rows of numbers.');
  await bring(lab, table(200, (x, z) => (2 * x - z + ((x * 97) % 1) / 10).toFixed(4)));
  await lab.isComputed();
  await expect(page.getByText(batchEn.ownRegression('y'))).toBeVisible();
  await expect(lab.panels).toHaveCount(3);
  await lab.hasFragment('#lab=batch&data=own&run=sgd,lr:0.03&batch=all&batch=32&batch=1&epochs=20&v=1');
  await expect(page.getByRole('combobox', { name: batchEn.ownTarget }), 'the keyboard goes on there').toBeFocused();
  await lab.button(batchEn.ownOther).click();
  await lab.button(batchEn.ownBack).click();
  await page.getByRole('combobox', { name: batchEn.ownTarget }).selectOption('x');
  await expect(page.getByText(batchEn.ownRegression('x'))).toBeVisible();
});

test('own data with two classes is learned by a logistic model', async ({ page }) => {
  const lab = new BatchPage(page);
  await lab.open(SHORT);
  await lab.button(batchEn.data.own.title).click();
  await bring(lab, table(120, (x, z) => (x + 0.5 * z + ((x * 89) % 1) / 2 > 1 ? 1 : 0)));
  await lab.isComputed();
  await expect(page.getByText(batchEn.ownClasses('y'))).toBeVisible();
  const rows = await lab.table(batchEn.course);
  expect([...rows.keys()]).toEqual([FULL, batchEn.batchOf('32'), ONE]);
  const first = (await lab.rows())[0]!;
  expect(first[4], 'ln 2 at the start').toBeCloseTo(Math.LN2, 12);
  expect(first.slice(5), 'three weights with the intercept').toEqual([0, 0, 0]);
});

test('a link to somebody’s own data says so, and takes the reader’s', async ({ page }) => {
  const lab = new BatchPage(page);
  await page.goto('./#lab=batch&data=own&run=sgd,lr:0.05&batch=all&batch=64&epochs=5&v=1');
  await expect(page.getByText(batchEn.ownLink)).toBeVisible();
  await bring(lab, table(50, (x, z) => (x - z + ((x * 97) % 1) / 10).toFixed(4)));
  await lab.isComputed();
  // Of 50 rows no batch has 64; the rest of the link counts.
  await lab.hasFragment('#lab=batch&data=own&run=sgd,lr:0.05&batch=all&epochs=5&v=1');
});

for (const [theme, language] of [['light', 'en'], ['dark', 'ko']] as const) {
  test(`axe finds nothing in any scene, and nothing is wider than 320 px: ${theme}, ${language}`, async ({ page }) => {
    const lab = language === 'en' ? new BatchPage(page) : new BatchPage(page, ko, batchKo);
    for (const [data, rest] of [['diabetes', ''], ['two-wells', '&updates=100&replicas=20'], ['valley', '&updates=100&replicas=20'], ['own', '']] as const) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto('about:blank');
      await page.goto(`./#lab=batch&data=${data}${rest}&lang=${language}&theme=${theme}&v=1`);
      if (data === 'own') await expect(page.getByRole('textbox', { name: lab.say.ownPaste })).toBeVisible();
      else await lab.isComputed();
      expect(await violations(page), data).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      await lab.frame();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, data).toBe(320);
    }
  });
}
