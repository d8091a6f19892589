/** Every ready experiment of the Batch lab, opened and run: what it claims is read from the page and holds. */
import { BatchPage, batchEn, numberIn } from './batch-page.ts';
import { bits, run } from './command-line.ts';
import { expect, test } from './watched.ts';
import { en } from './words.ts';

const FULL = batchEn.fullBatch;
const ONE = batchEn.oneSample;
const of = (size: number): string => batchEn.batchOf(String(size));

/** Opens a ready experiment by its chip, as a person does. */
async function openReady(lab: BatchPage, id: keyof typeof batchEn.ready): Promise<void> {
  await lab.open('lab=batch&v=1');
  await lab.page.getByRole('navigation', { name: batchEn.readyHeading }).getByRole('link', { name: batchEn.ready[id].title, exact: true }).click();
  await expect(lab.heading).toHaveText(batchEn.ready[id].title);
  await lab.isComputed();
}

const course = (lab: BatchPage): Promise<Map<string, string[]>> => lab.table(batchEn.course);
/** Columns of that table. */
const [, , GRADIENTS, , RISES, FLOOR, SPREAD, REACHED, OUTCOME] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

test('full, mini, one: full batch never rises, one sample rises half of the time, and gets low for far fewer gradients', async ({ page }) => {
  const lab = new BatchPage(page);
  await openReady(lab, 'three-kinds');
  const table = await course(lab);
  expect([...table.keys()]).toEqual([FULL, of(32), ONE]);
  const rises = [FULL, of(32), ONE].map((name) => numberIn(table.get(name)![RISES!]));
  expect(rises[0]).toBe(0);
  expect(rises[1]).toBeGreaterThan(25);
  expect(Math.abs(rises[2]! - 50)).toBeLessThan(3);
  expect(table.get(FULL)![REACHED!], 'within 20 epochs, full batch is still on its way').toBe(batchEn.never);
  expect(numberIn(table.get(ONE)![REACHED!])).toBeLessThan(numberIn(table.get(of(32))![REACHED!]) / 5);
  const findings = await lab.findings();
  expect(findings).toHaveLength(3);
  expect(findings[0]).toContain(batchEn.findRaised('0'));
  expect(numberIn(findings[2]!.replace(`${ONE}: `, ''))).toBe(rises[2]);

  const costs = await lab.table(batchEn.costs);
  expect(costs.get(FULL)).toEqual(['442', '17,680', '39,056 B']);
  expect(costs.get(ONE)).toEqual(['1', '40', '248 B']);
});

test('too big a rate: with all samples it is stable, with one it diverges, and the page says when', async ({ page }) => {
  const lab = new BatchPage(page);
  await openReady(lab, 'batch-too-big-rate');
  const table = await course(lab);
  expect(table.get(FULL)![OUTCOME!]).toBe(batchEn.finished);
  expect(numberIn(table.get(FULL)![RISES!])).toBe(0);
  expect(table.get(ONE)![OUTCOME!]).toMatch(/^diverged at update \d+$/);
  await expect(lab.panels.last()).toContainText('diverged at update');
  const findings = await lab.findings();
  expect(findings[0]).toBe(batchEn.findDiverged(ONE, String(numberIn(table.get(ONE)![OUTCOME!]))));
  expect(findings[1]).toBe(batchEn.findStable('0.497'));
});

test('the noise floor is in proportion to the rate', async ({ page }) => {
  const lab = new BatchPage(page);
  await openReady(lab, 'noise-floor');
  const floors = [...(await course(lab)).values()].map((row) => numberIn(row[FLOOR!]));
  expect(floors).toHaveLength(3);
  for (const [at, rate] of [0.002, 0.01, 0.03].entries()) expect(floors[at]! / rate, `floor over rate at ${rate}`).toBeGreaterThan(0.5);
  for (const [at, rate] of [0.002, 0.01, 0.03].entries()) expect(floors[at]! / rate, `floor over rate at ${rate}`).toBeLessThan(2);
});

test('a rate that decays takes the oscillation away', async ({ page }) => {
  const lab = new BatchPage(page);
  await openReady(lab, 'decaying-rate');
  const [constant, decaying] = [...(await course(lab)).values()] as [string[], string[]];
  expect(numberIn(decaying[FLOOR!])).toBeLessThan(numberIn(constant[FLOOR!]) / 10);
  expect(numberIn(decaying[SPREAD!])).toBeLessThan(numberIn(constant[SPREAD!]) / 100);
});

test('with momentum updates go nearer to straight down, at the same batch size', async ({ page }) => {
  const lab = new BatchPage(page);
  await openReady(lab, 'momentum-noise');
  /** Mean and deviation of the angle of SGD's and momentum's updates. */
  const angles = async (): Promise<number[][]> => {
    const findings = await lab.findings();
    expect(findings.map((finding) => finding.split(':')[0])).toEqual(['SGD', 'Momentum']);
    return findings.map((finding) => (/updates (\S+)° ± (\S+)°/.exec(finding) ?? []).slice(1).map(Number));
  };
  const [sgd, momentum] = (await angles()) as [number[], number[]];
  expect(momentum[0], 'a third of the angle').toBeLessThan(sgd[0]! / 3);
  expect(momentum[1], 'half of its spread').toBeLessThan(sgd[1]! / 2);
  await lab.open('lab=batch&data=diabetes&run=sgd,lr:0.02&run=momentum,lr:0.002&batch=16&epochs=20&v=1');
  const [fast, carried] = (await angles()) as [number[], number[]];
  expect(carried[0], 'at the noise floor it helps no more').toBeGreaterThan(fast[0]! * 0.9);
});

for (const [id, percents] of [['two-wells', [0, 0, 0, 48, 100, 100]], ['frequency', [0, 0, 0, 0, 52.5, 94]]] as const) {
  test(`${id}: small batches get there as often as recorded, full batch stays`, async ({ page }) => {
    const lab = new BatchPage(page);
    await openReady(lab, id);
    const heading = batchEn.arrivals[id === 'two-wells' ? 'beyond' : 'settled'];
    const table = [...(await lab.table(new RegExp(`^${heading}`))).values()];
    expect(table.map(([here]) => numberIn(here))).toEqual(percents);
    expect(table.map(([, , recorded]) => numberIn(recorded)), 'beside it the same').toEqual(percents);
    const findings = await lab.findings();
    expect(findings.map((finding) => numberIn(/of 200 .*?, (\S+) %/.exec(finding)?.[1]))).toEqual(percents);
    await expect(lab.region(batchEn.findings)).toContainText(batchEn.remark[id]);
    // The strips are drawn, one for each batch size.
    await expect(page.getByRole('img', { name: batchEn.histogram(ONE) })).toBeVisible();
    // Before the first update nobody has left.
    await lab.seek(0);
    const start = [...(await lab.table(new RegExp(`^${heading}`))).values()];
    expect(start.map(([here]) => numberIn(here))).toEqual([0, 0, 0, 0, 0, 0]);
  });
}

test('the valley: the same loss everywhere, flatter with more noise, and by its law to the last digits', async ({ page }) => {
  const lab = new BatchPage(page);
  await openReady(lab, 'valley');
  const findings = await lab.findings();
  const [sharpness, losses] = [/sharpness (\S+),/, /loss there (\S+)\.$/].map((pattern) => findings.slice(0, 5).map((finding) => numberIn(pattern.exec(finding)?.[1])));
  const recorded = [9.111, 5.812, 2.703, 2.026, 1.99];
  for (const [at, want] of recorded.entries()) expect(Math.abs(sharpness![at]! - want), `sharpness ${sharpness![at]}`).toBeLessThan(1e-3);
  for (const loss of losses!) expect(Math.abs(loss - 0.125), 'the same loss everywhere').toBeLessThan(1e-3);
  const error = /holds to (\S+) /.exec(findings[5]!)?.[1];
  expect(numberIn(error)).toBeGreaterThan(0);
  expect(numberIn(error), 'rounding, over 2,000 updates').toBeLessThan(1e-12);
  await expect(page.getByRole('button', { name: batchEn.imbalance, exact: true })).toHaveAttribute('aria-pressed', 'true');
});

test('the page shows what the command line prints, to the last bit', async ({ page }) => {
  const link = 'lab=batch&data=diabetes&run=sgd,lr:0.03&run=adam,lr:0.02&batch=all&batch=64&epochs=40&change=60,1,lr:0.01&v=1';
  const lab = new BatchPage(page);
  await lab.open(link);
  const rows = await lab.rows();
  const printed = await run(`#${link}`, 'run,batch,update,gradients,loss,w0,w1,w2,w3,w4,w5,w6,w7,w8,w9');
  expect(rows).toHaveLength(2 * (41 + 241));
  expect(bits(rows)).toEqual(bits(printed));
});

test('what a setup does not show is not claimed: runs that start in the flat well, that blow up, noise in the targets', async ({ page }) => {
  const lab = new BatchPage(page);
  await lab.open('lab=batch&data=two-wells&run=sgd,lr:0.09&batch=all&batch=1&from=2&updates=100&replicas=20&v=1');
  expect(await lab.findings()).toEqual([batchEn.startsThere]);
  await expect(page.locator('#arrivals-heading')).toHaveCount(0);
  await expect(page.getByText(batchEn.remark['two-wells'])).toHaveCount(0);

  await lab.open('lab=batch&data=two-wells&run=sgd,lr:3&batch=all&updates=100&replicas=20&v=1');
  const [diverged, arrived] = await lab.findings();
  expect(diverged).toMatch(/^Full batch diverged at update \d+/);
  expect(arrived).toContain('0 of 20 left the sharp well');
  await expect(page.getByText(batchEn.remark['two-wells'])).toHaveCount(0);

  await lab.open('lab=batch&data=valley&run=sgd,lr:3&batch=1&updates=100&replicas=0&v=1');
  expect(await lab.findings()).toHaveLength(1);

  await lab.open('lab=batch&data=frequency&run=sgd,lr:0.3&batch=1&updates=100&replicas=20&noise=0.5&v=1');
  await expect(page.getByText(batchEn.remark.frequency)).toHaveCount(0);
});

test('playing shows the runs as they were, and the next press goes on', async ({ page }) => {
  const lab = new BatchPage(page);
  await lab.open('lab=batch&data=valley&run=sgd,lr:0.1&batch=all&batch=1&updates=120&v=1');
  await lab.button(en.play).click();
  await expect.poll(async () => Number(await lab.scrub.inputValue())).toBeGreaterThan(5);
  await lab.button(en.pause).click();
  const position = Number(await lab.scrub.inputValue());
  expect(position).toBeLessThan(120);
  const table = await course(lab);
  expect(numberIn(table.get(ONE)![GRADIENTS!]), 'one gradient an update').toBe(position);
  expect(numberIn(table.get(FULL)![GRADIENTS!])).toBe(20 * position);
});
