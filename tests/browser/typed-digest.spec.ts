/** Typed losses in this browser's wasm: what is found out about them and races on them have the native bits. */
import { readFileSync } from 'node:fs';

import { loadCore } from './core.ts';
import { expect, test } from './watched.ts';

/** What `tests/reference/typed-digest.json` holds; its recipe says which bytes are digested. */
interface Golden {
  updates: number;
  runs: { rule: string; params: number[] }[];
  expressions: { expr: string; sha256: string }[];
}

const golden = JSON.parse(readFileSync(new URL('../reference/typed-digest.json', import.meta.url), 'utf8')) as Golden;

test('typed losses in this browser have the bits of the native ones', async ({ page }) => {
  const core = await loadCore(page);
  const computed = await core.evaluate(async ({ Race, checkExpression, parseLink }, { updates, runs, expressions }) => {
    const bytes = (numbers: ArrayLike<number>): Uint8Array<ArrayBuffer> => {
      const view = new DataView(new ArrayBuffer(8 * numbers.length));
      Array.from(numbers).forEach((number, at) => view.setFloat64(8 * at, number, true));
      return new Uint8Array(view.buffer);
    };
    const { setup } = parseLink('lab=race&v=1');
    return Promise.all(
      expressions.map(async ({ expr }) => {
        const { view, start } = checkExpression(expr).loss!;
        const race = new Race({ ...setup, f: 'typed', expr, from: start, runs, steps: updates });
        race.step(updates);
        const parts = [bytes(view), bytes(start), ...runs.flatMap((_, run) => [bytes(race.positions(run)), bytes(race.losses(run))])];
        race.free();
        const digest = await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer());
        return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      }),
    );
  }, golden);
  const differing = golden.expressions.filter(({ sha256 }, at) => computed[at] !== sha256);
  expect(differing.map(({ expr }) => expr)).toEqual([]);
  expect(golden.expressions.length).toBeGreaterThanOrEqual(7);
});
