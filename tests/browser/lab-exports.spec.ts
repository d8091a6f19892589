/** Every save button of the Batch and the Minima lab has a picture in both forms, and the numbers that the picture shows. */
import { errors } from '@playwright/test';

import { BatchPage, batchEn } from './batch-page.ts';
import { Saving, pngSize, saveEn } from './exports-page.ts';
import type { File } from './exports-page.ts';
import { MinimaPage } from './minima-page.ts';
import { expect, test } from './watched.ts';

const text = ({ bytes }: File): string => bytes.toString('utf8');

/** What a file of numbers has: its columns, and its rows as numbers. */
interface Table {
  columns: string[];
  rows: number[][];
}

function tableOf(file: File): Table {
  const [columns, ...rows] = text(file).trimEnd().split('\n').map((row) => row.split(','));
  expect(new Set(rows.map(({ length }) => length)), file.name).toEqual(new Set([columns!.length]));
  // An empty field is what was not measured.
  return { columns: columns!, rows: rows.map((row) => row.map((field) => (field === '' ? NaN : Number(field)))) };
}

/** Takes a file. Of a dozen downloads within seconds Chromium drops one now and then; whoever misses it presses again, as here. */
async function taken(saving: Saving, label: string): Promise<File> {
  const item = saving.item(label).first();
  try {
    return await saving.file(item, 10_000);
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return saving.file(item);
  }
}

/** Presses every save button that is shown, takes all that it offers, and gives back the numbers by the name of their file. */
async function saved(saving: Saving): Promise<Map<string, Table>> {
  const tables = new Map<string, Table>();
  const buttons = saving.page.locator('.save');
  for (const button of await buttons.all()) {
    await saving.open(button);
    const [png, svg, csv] = [await taken(saving, saveEn.png), await taken(saving, 'SVG'), await taken(saving, saveEn.numbers)];
    expect(pngSize(png.bytes)[0], png.name).toBeGreaterThan(100);
    expect(text(svg).replaceAll(/base64,[^"]*/g, ''), svg.name).not.toMatch(/NaN|undefined/);
    expect(text(svg), svg.name).toMatch(/^<svg [^]*(<path|<image)[^]*<\/svg>\n$/);
    expect(csv.name.replace('.csv', '.svg')).toBe(svg.name);
    tables.set(csv.name.replace(/^downhill-|\.csv$/g, ''), tableOf(csv));
    await saving.close();
  }
  return tables;
}

test('every chart of the Batch lab has its numbers, whichever measure it shows', async ({ page }) => {
  const [lab, saving] = [new BatchPage(page), new Saving(page)];
  await lab.open('lab=batch&data=valley&run=sgd,lr:0.05&run=adam,lr:0.05&batch=1&epochs=2&replicas=0&v=1');
  const valley = await saved(saving);
  expect([...valley.keys()]).toEqual(['valley-1', 'valley-2', 'valley-imbalance']);
  const places = [...valley.get('valley-1')!.rows, ...valley.get('valley-2')!.rows];
  const curves = lab.page.locator('downhill-curves-chart');
  const measures = [['imbalance', (u: number, v: number) => u * u - v * v], ['sharpness', (u: number, v: number) => u * u + v * v]] as const;
  for (const [measure, of] of measures) {
    await curves.getByRole('button', { name: batchEn[measure], exact: true }).click();
    const { columns, rows } = tableOf(await saving.take(curves.locator('.save'), saveEn.numbers));
    expect(columns).toEqual(['run', 'batch', 'update', 'gradients', measure, ...(measure === 'imbalance' ? ['imbalance_law'] : [])]);
    expect(rows.map((row) => row.slice(0, 4))).toEqual(places.map((row) => row.slice(0, 4)));
    for (const [at, [, , , , value]] of rows.entries()) expect(value!, `${measure} ${at}`).toBeCloseTo(of(places[at]![5]!, places[at]![6]!), 12);
    if (measure === 'imbalance') {
      // The law is that of SGD, and begins where the run does.
      expect(rows.map(([run, , , , , law]) => [run, Number.isNaN(law)])).toEqual(rows.map(([run]) => [run, run !== 1]));
      expect(rows[0]![5]).toBe(rows[0]![4]);
    }
  }

  await lab.open('lab=batch&data=two-wells&run=sgd,lr:0.1&batch=1&batch=all&replicas=50&updates=100&v=1');
  const { columns, rows } = tableOf(await saving.take(curves.locator('.save'), saveEn.numbers));
  expect(columns).toEqual(['run', 'batch', 'update', 'gradients', 'arrived_percent']);
  const ends = rows.filter(([, , update]) => update === 100).map(([, , , , percent]) => `${percent} %`);
  const told = await lab.table(new RegExp(batchEn.arrivals.beyond));
  expect([...told.values()].map(([share]) => share)).toEqual(ends);
  expect(new Set(ends).size, 'batches of one leave the well').toBe(2);

  await lab.open('lab=batch&data=diabetes&run=sgd,lr:0.03&batch=all&batch=32&updates=40&v=1');
  await lab.button(batchEn.paceRun).click();
  await expect(lab.button(batchEn.paceAgain)).toBeVisible();
  const regression = await saved(saving);
  expect([...regression.keys()]).toEqual(['diabetes-1', 'diabetes-2', 'diabetes-loss', 'diabetes-angles', 'diabetes-pace']);
  const angles = regression.get('diabetes-angles')!;
  expect(angles.columns).toEqual(['run', 'batch', 'updates', 'mean_degrees', 'standard_deviation', ...[10, 25, 50, 75, 90].map((percent) => `quantile_${percent}`)]);
  expect(angles.rows.map((row) => row.slice(0, 3))).toEqual([[1, 442, 40], [1, 32, 40]]);
  const [full, small] = angles.rows.map((row) => row.slice(5));
  expect(Math.max(...full!), 'a full batch goes straight down').toBeLessThan(1e-4);
  expect(small).toEqual([...small!].sort((a, b) => a - b));
  expect(small![0]).toBeGreaterThan(0.1);
});

/** Questions with what is saved of each, charts in the order of the page. */
const QUESTIONS = {
  'batch-size&batch=4&batch=40': ['batch-size-random-1', 'batch-size-random-2', 'batch-size-between', 'batch-size-paired-test-acc', 'batch-size-course-lambda-max', 'batch-size-spectrum'],
  'noise-scale&batch=4,lr:0.05&batch=4': ['noise-scale-noise-lambda-max', 'noise-scale-noise-test-acc', 'noise-scale-paired-test-acc', 'noise-scale-course-lambda-max'],
  edge: ['edge-course-lambda-max', 'edge-course-train-loss'],
  rescale: ['rescale-slice', 'rescale-course-lambda-max'],
  wells: ['wells-losses'],
} as const;

test('every chart of the Minima lab has its numbers, whatever is asked', async ({ page }) => {
  const [lab, saving] = [new MinimaPage(page), new Saving(page)];
  for (const [question, charts] of Object.entries(QUESTIONS)) {
    const isTrained = question !== 'wells';
    await lab.open(`lab=minima&experiment=${question}${isTrained ? '&width=4&ntrain=40&updates=20' : ''}${question === 'edge' || question === 'rescale' || !isTrained ? '' : '&seeds=2'}&v=1`);
    if (isTrained) await lab.train();
    await expect(page.locator('.save')).toHaveCount(charts.length);
    const tables = await saved(saving);
    expect([...tables.keys()]).toEqual(charts);
    for (const [name, { rows }] of tables) {
      expect(rows.length, name).toBeGreaterThan(1);
      expect(rows.flat().every(Number.isFinite), name).toBe(true);
    }
  }
});
