/** The digest over all rules, surfaces and a thousand updates: in this browser's wasm the same as natively. */
import { readFileSync } from 'node:fs';

import { loadCore } from './core.ts';
import { expect, test } from './watched.ts';

/** What `tests/reference/digest.json` holds; its recipe says which bytes are digested. */
interface Golden {
  updates: number;
  surfaces: { f: string; from: [number, number] }[];
  sets: { name: string; runs: { rule: string; params: number[] }[]; sha256: string; by_surface: string[] }[];
}

const golden = JSON.parse(readFileSync(new URL('../reference/digest.json', import.meta.url), 'utf8')) as Golden;

test('all races in this browser have the bits of the native ones', async ({ page }) => {
  const core = await loadCore(page);
  const computed = await core.evaluate(async ({ Race }, { updates, surfaces, sets }) => {
    const sha256 = async (parts: Uint8Array<ArrayBuffer>[]): Promise<string> => {
      const digest = await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer());
      return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    };
    /** Numbers as little-endian doubles, whatever the machine's own order. */
    const bytes = (numbers: Float64Array): Uint8Array<ArrayBuffer> => {
      const view = new DataView(new ArrayBuffer(8 * numbers.length));
      numbers.forEach((number, at) => view.setFloat64(8 * at, number, true));
      return new Uint8Array(view.buffer);
    };
    return Promise.all(
      sets.map(async ({ name, runs }) => {
        const parts = surfaces.map(({ f, from }) => {
          const race = new Race({ f, from, runs, steps: updates });
          race.step(updates);
          const numbers = runs.flatMap((_, run) => [bytes(race.positions(run)), bytes(race.losses(run))]);
          race.free();
          return numbers;
        });
        return { name, by_surface: await Promise.all(parts.map(sha256)), sha256: await sha256(parts.flat()) };
      }),
    );
  }, golden);

  for (const [at, { name, by_surface, sha256 }] of golden.sets.entries()) {
    const differing = golden.surfaces.filter((_, index) => computed[at]!.by_surface[index] !== by_surface[index]);
    expect(differing.map(({ f }) => f), `${name}: surfaces whose bits differ`).toEqual([]);
    expect(computed[at]!.sha256, name).toBe(sha256);
  }
  expect(golden.updates).toBe(1000);
  expect(golden.surfaces).toHaveLength(16);
  expect(golden.sets.map(({ runs }) => runs.length)).toEqual([7, 7, 10, 10, 3, 3]);
});
