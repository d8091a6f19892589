/** The questions of the Minima lab, trained in the page: what it says is what was measured, and what the command prints. */
import { bits, run } from './command-line.ts';
import { MinimaPage, minimaEn } from './minima-page.ts';
import { expect, test } from './watched.ts';

const HEADER = 'run,update,train_loss,test_loss,train_acc,test_acc,w_norm,lambda_max,trace';
/** A small cousin of the first recipe: fewer digits and updates, the same contrast. */
const SMALL = 'ntrain=100&updates=600';

test.setTimeout(180_000);

test('nothing is trained because of a link, and one press trains', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open(`lab=minima&experiment=batch-size&batch=4&batch=100&${SMALL}&v=1`);
  await expect(lab.note).toHaveText(minimaEn.notYet);
  await page.waitForTimeout(500);
  await expect(lab.progress).toHaveJSProperty('value', 0);
  await expect(lab.verdict).toContainText(minimaEn.pending);
  expect(page.workers().length, 'no worker before there is work').toBe(0);
  await lab.train();
  await expect(lab.progress).toHaveJSProperty('value', 1);
  await expect(lab.note).toHaveText(/^2 networks in [\d.]+ s, by (one worker|\d workers)$/);
});

test('small batch, flat minimum: the golden numbers stand on the page, and the verdict contradicts the popular claim', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open('lab=minima&experiment=batch-size&batch=4&batch=150&updates=2000&seed=0&seeds=4&v=1');
  await lab.train();
  await expect.poll(() => lab.panels.nth(1).locator('.explained').count()).toBe(1);
  expect(await lab.numbers(0)).toEqual([4.34, 155, 84]);
  expect(await lab.numbers(1)).toEqual([8.98, 240, 73.4]);
  const [flatter, trace, better] = await lab.findings();
  expect(flatter).toMatch(/^Batch 4 ends flatter in 4 of 4 seeds: λ 4\.\d+ against (9|1\d)[.\d]* \(p = [\d.]+\)\.$/);
  expect(trace).toMatch(/^The trace says 1\d\d against 2\d\d \(p = /);
  expect(better).toMatch(/^Batch 4 is (\d+[.\d]*) points better on the test digits \(p = /);
  await expect(lab.verdict).toContainText(`${minimaEn.claim} ${minimaEn.claimNo}`);
  // The same run on the command line, to the last bit: start and end of both networks of the first seed.
  const printed = await run('lab=minima&experiment=batch-size&batch=4&batch=150&updates=2000&seed=0&v=1', HEADER);
  const ends = (rows: number[][]) => [1, 2].flatMap((of) => rows.filter(([run]) => run === of)).filter(([, update]) => update === 0 || update === 2000);
  expect(bits(ends(await lab.rows()))).toEqual(bits(ends(printed)));
  const golden = printed.find(([run, update]) => run === 2 && update === 2000)!;
  for (const [at, want] of [[2, 0.0610326], [5, 0.73406], [7, 8.97742]] as const) {
    expect(Math.abs(golden[at]! / want - 1), `column ${at}`).toBeLessThan(1e-5);
  }
});

test('each plane says how much of the path it shows, and another can be had', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open(`lab=minima&experiment=batch-size&batch=4&batch=100&${SMALL}&v=1`);
  await lab.train();
  const explained = async (): Promise<number[]> => {
    await expect(lab.page.locator('.explained')).toHaveCount(2);
    return (await lab.page.locator('.explained').allInnerTexts()).map((text) => Number(/: ([\d.e−-]+) %/.exec(text)![1]!.replace('−', '-')));
  };
  for (const share of await explained()) expect(share).toBeLessThan(2);
  await page.getByRole('button', { name: minimaEn.plane.path }).click();
  await expect.poll(async () => Math.min(...(await explained()))).toBeGreaterThan(60);
  await page.getByRole('button', { name: minimaEn.plane.eigenvectors }).click();
  await expect.poll(async () => Math.max(...(await explained()))).toBeLessThan(60);
  await expect(page.getByRole('region', { name: minimaEn.between })).toContainText('apart');
  await expect(page.getByRole('region', { name: minimaEn.spectrum })).toBeVisible();
});

test('is it fair: from a standard start flatter is no better, and the verdict says so', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open('lab=minima&experiment=fair&batch=4&batch=150&seeds=4&v=1');
  const standard = page.getByRole('switch', { name: minimaEn.fairStandard });
  await standard.check();
  await lab.train();
  const [flatter] = await lab.findings();
  expect(flatter).toMatch(/^Batch 4 ends flatter in 4 of 4 seeds/);
  await expect(lab.verdict).toContainText(minimaEn.flatButNot);
  await expect(lab.verdict).not.toContainText(minimaEn.claimNo);
  expect(page.url()).toContain('gain=1');
  // Back to the large start: other networks, so the verdict is gone until they are trained.
  await standard.uncheck();
  await expect(lab.verdict).toContainText(minimaEn.pending);
});

test('stopping at equal loss and polishing change when a run ends', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open(`lab=minima&experiment=fair&batch=16&batch=100&${SMALL}&v=1`);
  await page.getByRole('switch', { name: minimaEn.fairLoss }).check();
  await lab.train();
  const ends = (await lab.rows()).filter((row, index, all) => all[index + 1]?.[0] !== row[0]);
  expect(ends).toHaveLength(2);
  for (const [, update, trainLoss] of ends) {
    expect(update! % 25).toBe(0);
    expect(trainLoss).toBeLessThanOrEqual(0.08);
  }
  await page.getByRole('switch', { name: minimaEn.fairPolish }).check();
  await lab.train();
  for (const [of, , trainLoss] of (await lab.rows()).filter((row, index, all) => all[index + 1]?.[0] !== row[0])) {
    expect(trainLoss, `run ${of}`).toBeLessThanOrEqual(0.04);
  }
});

test('the edge of stability: λ climbs past 2/lr and hovers; at a lower rate it does not get there', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open('lab=minima&experiment=edge&v=1');
  await lab.train();
  const [passed, hovers] = await lab.findings();
  const update = Number(/^λ passed 2\/lr = 4 by update (\d+)\.$/.exec(passed!)![1]);
  expect(update).toBeGreaterThanOrEqual(250);
  expect(update).toBeLessThanOrEqual(1200);
  expect(Number(/it is ([\d.]+) times 2\/lr/.exec(hovers!)![1])).toBeCloseTo(1, 1);
  const rows = await lab.rows();
  expect(rows.length, 'measured all along').toBeGreaterThan(70);
  await lab.type(minimaEn.lr, '0.3');
  await lab.train();
  expect((await lab.findings())[0]).toMatch(/^λ did not reach 2\/lr = 6\.67 in this run; its largest was [3-6]\.\d+\.$/);
});

test('the same function, any sharpness: α changes the curvature, and neither outputs nor the invariant', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open('lab=minima&experiment=rescale&ntrain=100&updates=400&alpha=4&v=1');
  await lab.train();
  const times = async (alpha: string): Promise<number> => {
    const sentence = lab.verdict.locator('.verdict-finding').first();
    await expect(sentence).toContainText(`With α = ${alpha}, λ is`);
    return Number(/λ is ([\d.]+) times/.exec(await sentence.innerText())![1]);
  };
  expect(await times('4')).toBeGreaterThan(2);
  await expect(lab.verdict).toContainText('is 1.000000 times what it was');
  await lab.type(minimaEn.alpha, '10');
  expect(await times('10')).toBeGreaterThan(10);
  await expect(lab.verdict).toContainText('is 1.000000 times what it was');
  const table = page.getByRole('region', { name: minimaEn.rescaleTable });
  const row = (name: string) => table.getByRole('row', { name: new RegExp(`^${name}`) }).locator('td').allInnerTexts();
  const [plain, scaled, verdict] = await row(minimaEn.testAccuracy);
  expect([scaled, verdict]).toEqual([plain, minimaEn.stays]);
  const [changed] = (await row(minimaEn.outputChange)).slice(1);
  expect(changed, 'nothing, or rounding').toMatch(/^(0|\d·10⁻¹[⁴⁵⁶⁷⁸⁹])$/);
  expect((await row(minimaEn.largest))[2]).toBe(minimaEn.changes);
  await expect.poll(() => page.url()).toContain('alpha=10');
});

test('two wells: the test curve is dragged, and each gap is half the curvature times the square of the shift', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open('lab=minima&experiment=wells&v=1');
  const gaps = async (): Promise<string[][]> =>
    page.locator('downhill-wells-panel tbody tr').evaluateAll((rows) => rows.map((row) => ['.gap', '.law'].map((cell) => row.querySelector(cell)!.textContent!)));
  expect(await gaps()).toEqual([['0.4', '0.4'], ['0.02', '0.02']]);
  const stage = page.locator('.wells-stage');
  const box = (await stage.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 40, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  const shift = Number(/shift=(-?[\d.]+)/.exec(await page.evaluate(() => new Promise<string>((done) => setTimeout(() => done(location.hash), 500))))![1]);
  expect(shift).toBeLessThan(0.1);
  expect(shift).toBeGreaterThan(-0.3);
  for (const [gap, law] of await gaps()) expect(Math.abs(Number(gap) - Number(law))).toBeLessThan(1e-3);
  await expect(lab.button).toHaveCount(0);
});

test('stopping keeps what is trained, going on trains the rest, and a change forgets', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open('lab=minima&experiment=batch-size&batch=4&batch=150&seeds=12&v=1');
  await lab.button.click();
  await expect(lab.note).toHaveText(/^([2-9]|1\d) of 24 networks trained$/, { timeout: 60_000 });
  await expect(lab.button).toHaveText(minimaEn.stop);
  await lab.button.click();
  await expect(lab.note).toHaveText(/^Stopped: \d+ of 24 networks are trained\.$/);
  const done = Number(/\d+/.exec(await lab.note.innerText())![0]);
  await expect(lab.button).toHaveText(minimaEn.trainMore(24 - done));
  await lab.type(minimaEn.seeds, '1');
  await expect(lab.button, 'the first seed is trained').toHaveText(minimaEn.trainAgain);
  await lab.type(minimaEn.lr, '0.05');
  await expect(lab.button).toHaveText(minimaEn.train(2));
  await expect(lab.verdict).toContainText(minimaEn.pending);
});

test('a run that diverges is named and left out', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open(`lab=minima&experiment=batch-size&batch=4,lr:3&batch=100&${SMALL}&v=1`);
  await lab.train();
  await expect(lab.verdict).toContainText(/diverged in 1 of 1 seeds/);
  await expect(lab.panels.first()).toContainText(/diverged at update \d+/);
});

test('going back finds the networks as they were left', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open(`lab=minima&experiment=batch-size&batch=4&batch=100&${SMALL}&seeds=2&v=1`);
  await lab.train();
  const findings = await lab.findings();
  await page.getByRole('link', { name: minimaEn.question.edge.short }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(minimaEn.question.edge.title);
  await page.goBack();
  await expect(lab.button).toHaveText(minimaEn.trainAgain);
  expect(await lab.findings()).toEqual(findings);
  // Left before all pictures were there: they are made now.
  await expect(page.locator('.explained')).toHaveCount(2);
  await expect(page.getByRole('region', { name: minimaEn.spectrum })).toBeVisible();
  await expect(page.getByRole('region', { name: minimaEn.between })).toBeVisible();
});

test('of many runs the two that are compared are always pictured', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open(`lab=minima&experiment=batch-size&batch=2&batch=4&batch=8&batch=16&batch=32&batch=100&ntrain=100&updates=60&v=1`);
  await lab.train();
  await expect(lab.panels).toHaveCount(4);
  await expect(lab.panels.first()).toContainText('Batch 2');
  await expect(lab.panels.last()).toContainText('Full batch (100)');
  await expect(page.locator('.panels-caption')).toContainText(minimaEn.someShown('4', '6'));
});

test('the popular claim is judged by batch sizes only', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open(`lab=minima&experiment=fair&batch=16,lr:0.05&batch=16,lr:0.3&${SMALL}&seeds=2&v=1`);
  await lab.train();
  await expect(lab.verdict).toContainText(minimaEn.ratesDiffer);
  await expect(lab.verdict).not.toContainText(minimaEn.claim);
});

test('nonsense is refused with the rule, and the setup stays', async ({ page }) => {
  const lab = new MinimaPage(page);
  await lab.open('lab=minima&experiment=batch-size&v=1');
  const add = lab.field(minimaEn.addBatch);
  for (const [text, reason] of [
    ['500', /batch.* = 500: must be from 1 to 150, or all/],
    ['-3', /must be/],
    ['0', /batch = 0: must be from 1 to 150, or all/],
    ['many', /many/],
    ['2.5', /2\.5/],
  ] as const) {
    await add.fill(text);
    await add.press('Enter');
    await expect(page.getByRole('alert')).toHaveText(reason);
  }
  await expect(page.locator('.chip')).toHaveCount(2);
  await add.fill('16');
  await add.press('Enter');
  await expect(page.locator('.chip')).toHaveCount(3);
  await expect.poll(() => page.url()).toContain('batch=4&batch=16&batch=150');
  await lab.type(minimaEn.lr, '-1');
  await expect(page.getByRole('alert')).toContainText('lr = -1');
});
