/** The numbers of the Batch lab in this browser: bits as natively, recorded iterates, recorded escape rates. */
import { readFileSync } from 'node:fs';

import { loadCore } from './core.ts';
import { expect, test } from './watched.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const golden = JSON.parse(read('../reference/batch-digest.json')) as { links: { link: string; sha256: string }[] };
const lowdim = JSON.parse(read('../reference/lowdim.json')) as Record<string, Record<string, number | number[] | null>>;
const diabetes = read('../../crates/data/files/diabetes.csv');

test('all comparisons in this browser have the bits of the native ones', async ({ page }) => {
  const core = await loadCore(page, 'batch');
  const computed = await core.evaluate(
    async ({ Comparison, CsvTable, parseBatchLink }, { links, csv }) => {
      const digests = [];
      for (const { link } of links) {
        const { setup } = parseBatchLink(link);
        const comparison = new Comparison(setup, setup.data === 'diabetes' ? new CsvTable(csv, true) : undefined);
        while (comparison.work(1_000_000));
        const parts: Uint8Array<ArrayBuffer>[] = [];
        const add = (numbers: Float64Array): void => {
          const view = new DataView(new ArrayBuffer(8 * numbers.length));
          numbers.forEach((number, at) => view.setFloat64(8 * at, number, true));
          parts.push(new Uint8Array(view.buffer));
        };
        for (let contender = 0; contender < comparison.count; contender += 1) {
          add(comparison.positions(contender));
          add(comparison.losses(contender));
          add(comparison.arrivals(contender, comparison.length).slice(0, 1));
        }
        comparison.free();
        const digest = await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer());
        digests.push([...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
      }
      return digests;
    },
    { links: golden.links, csv: diabetes },
  );
  for (const [at, { link, sha256 }] of golden.links.entries()) expect(computed[at], link).toBe(sha256);
  expect(golden.links.length).toBeGreaterThanOrEqual(6);
});

test('single runs have the recorded iterates', async ({ page }) => {
  const core = await loadCore(page, 'batch');
  const scenes = { F1: ['two-wells', 1000, 1000], F2: ['valley', 2000, 2000], G2: ['frequency', 3000, 2000] } as const;
  let compared = 0;
  for (const [name, wanted] of Object.entries(lowdim)) {
    const found = /^(F1|F2|G2) B(\d+) seed(\d+)$/.exec(name);
    if (found === null) continue;
    const [data, base, updates] = scenes[found[1] as keyof typeof scenes];
    const link = `lab=batch&data=${data}&batch=${found[2]}&updates=${updates}&replicas=0&seed=${Number(found[3]) - base}&v=1`;
    const positions = await core.evaluate(({ Comparison, parseBatchLink }, link) => {
      const comparison = new Comparison(parseBatchLink(link).setup);
      while (comparison.work(1_000_000));
      return [comparison.parameters.length, ...comparison.positions(0)];
    }, link);
    const [dim, ...numbers] = positions as [number, ...number[]];
    for (const [key, want] of Object.entries(wanted)) {
      const update = key === 'final' ? updates : /^[wt]\d+$/.test(key) ? Number(key.slice(1)) : undefined;
      if (update === undefined) continue;
      for (const [index, value] of [want].flat().entries()) {
        const got = numbers[update * dim + index]!;
        expect(Math.abs(got - value!) / Math.abs(value!), `${name} at ${key}: ${got}, recorded ${value}`).toBeLessThan(1e-9);
        compared += 1;
      }
    }
  }
  expect(compared).toBeGreaterThan(40);
});

test('two hundred seeds escape as often as recorded', async ({ page }) => {
  const core = await loadCore(page, 'batch');
  const cells = await core.evaluate(({ Comparison, batchCatalog, parseBatchLink }) => {
    const { recorded, data } = batchCatalog();
    const rows = recorded.filter(({ lr, noise }) => (lr === 0.09 || lr === 0.3) && noise === 0);
    return rows.map((row) => {
      const { samples } = data.find(({ id }) => id === row.data)!;
      const size = row.batch === samples ? 'all' : row.batch;
      const comparison = new Comparison(parseBatchLink(`lab=batch&data=${row.data}&run=sgd,lr:${row.lr}&batch=${size}&v=1`).setup);
      while (comparison.work(1_000_000));
      const [count, replicas, median] = comparison.arrivals(0, comparison.length) as unknown as [number, number, number];
      comparison.free();
      return { row, percent: (100 * count) / replicas, median: Number.isNaN(median) ? undefined : Math.floor(median) };
    });
  });
  expect(cells).toHaveLength(12);
  for (const { row, percent, median } of cells) {
    expect(percent, `${row.data}, batch ${row.batch}`).toBe(row.percent);
    expect(median, `${row.data}, batch ${row.batch}`).toBe(row.median);
  }
});
