/** The networks of the Minima lab and the pictures of them: in this browser's wasm with the bits of the native ones. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Page } from '@playwright/test';

import { expect, test } from './watched.ts';

type Core = typeof import('../../www/pkg/minima/downhill_minima.js');

/** What `tests/reference/network-digest.json` holds; its recipe says which numbers are digested. */
interface Golden {
  fits: number;
  curvature: number;
  size: number;
  radius: number;
  trained: { link: string; sha256: string }[];
  pictures: { kind: 'paired' | 'line' | 'random' | 'eigenvectors' | 'path' | 'spectrum' | 'rescale'; link: string; sha256: string }[];
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const golden = JSON.parse(read('../reference/network-digest.json')) as Golden;
const digits = read('../../crates/data/files/digits.csv');

/** Starts the lab's core in a page of the site, without the lab. */
async function startCore(page: Page) {
  await page.route('**/binding/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1)!;
    const path = fileURLToPath(new URL(`../../www/pkg/minima/${name}`, import.meta.url));
    return route.fulfill({ path, contentType: name.endsWith('.js') ? 'text/javascript' : 'application/wasm' });
  });
  await page.goto('./');
  return page.evaluateHandle(async () => {
    const core = (await import(new URL('./binding/downhill_minima.js', location.href).href)) as Core;
    await core.default({ module_or_path: new URL('./binding/downhill_minima_bg.wasm', location.href) });
    return core;
  });
}

test('all networks and pictures in this browser have the bits of the native ones', async ({ page }) => {
  const core = await startCore(page);
  const computed = await core.evaluate(
    async ({ DigitsData, MinimaTask, pairedTest, parseMinimaLink }, { golden, digits }) => {
      type Request = ConstructorParameters<typeof MinimaTask>[1];
      const data = new DigitsData(digits);
      const finished = <Result>(request: Request): Result => {
        const task = new MinimaTask(data, request);
        // Small pieces, so that a task is taken up again many times.
        while (task.work(2e6));
        const result = task.result() as Result;
        task.free();
        return result;
      };
      const trained = (setup: Request['setup'], run: number) =>
        finished<import('../../www/pkg/minima/downhill_minima.js').TrainResult>({
          setup,
          nth: 0,
          kind: 'train',
          run,
          fitsEvery: golden.fits,
          curvatureEvery: golden.curvature,
          keepsPath: true,
        });
      const digest = async (parts: (ArrayLike<number> | number)[]): Promise<string> => {
        const numbers = parts.flatMap((part) => (typeof part === 'number' ? [part] : Array.from(part)));
        const kept = numbers.filter((number) => !Number.isNaN(number));
        const view = new DataView(new ArrayBuffer(8 * kept.length));
        kept.forEach((number, at) => view.setFloat64(8 * at, number, true));
        const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', view.buffer));
        return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      };
      /** The numbers of a picture, field by field in the order of the recipe. */
      const picture = (kind: Golden['pictures'][number]['kind'], link: string): (ArrayLike<number> | number)[] => {
        const { setup } = parseMinimaLink(link);
        const first = trained(setup, 0);
        const { rows, w, path } = trained(setup, setup.runs.length - 1);
        const of = (request: object, fields: string[]): (ArrayLike<number> | number)[] => {
          const result = finished<Record<string, ArrayLike<number> | number>>({ setup, nth: 0, ...request } as Request);
          return fields.map((field) => result[field]!);
        };
        switch (kind) {
          case 'paired': {
            const column = (index: number): Float64Array => rows.filter((_, at) => at % 9 === index);
            const { pairs, higher, mean, margin, p } = pairedTest(column(1), column(2));
            return [pairs, higher, mean, margin, p];
          }
          case 'line':
            return of({ kind, from: first.w, to: w }, ['alphas', 'train', 'test', 'length']);
          case 'spectrum':
            return of({ kind, w }, ['at', 'density', 'values']);
          case 'rescale': {
            const fields = ['row', 'places', 'slice', 'relative', 'keskar', 'outputChange'];
            return of({ kind, w, alpha: setup.alpha }, fields);
          }
          default: {
            const { size, radius } = golden;
            return of({ kind: 'plane', w, path, plane: kind, size, radius }, ['values', 'path', 'explained']);
          }
        }
      };
      const networks = golden.trained.map(({ link }) => {
        const { setup } = parseMinimaLink(link);
        const runs = setup.runs.map((_, run) => trained(setup, run));
        return digest(runs.flatMap(({ rows, path, w }) => [rows, path, w]));
      });
      const pictures = golden.pictures.map(({ kind, link }) => digest(picture(kind, link)));
      return { trained: await Promise.all(networks), pictures: await Promise.all(pictures) };
    },
    { golden, digits },
  );
  for (const [at, { link, sha256 }] of golden.trained.entries()) expect.soft(computed.trained[at], link).toBe(sha256);
  for (const [at, { kind, link, sha256 }] of golden.pictures.entries()) {
    expect.soft(computed.pictures[at], `${kind} of ${link}`).toBe(sha256);
  }
  expect(golden.trained.length).toBeGreaterThanOrEqual(5);
  expect(golden.pictures).toHaveLength(7);
});
