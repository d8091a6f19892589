/** The border between Rust and the page: errors with codes, arrays that are copies, memory that is given back. */
import type { JSHandle } from '@playwright/test';

import { loadCore } from './core.ts';
import type { Core } from './core.ts';
import { PRESETS } from './catalogue.ts';
import { expect, test } from './watched.ts';
import { en } from './words.ts';

test('refusals are errors with a code and a message', async ({ page }) => {
  const core = await loadCore(page);
  const refused = await core.evaluate(({ Race, MapPicture, printLink, checkSetup, drawRunnerKey }) => {
    const sound = { f: 'bowl', from: [0, 0] as [number, number], runs: [{ rule: 'sgd', params: [0.1] }], steps: 5 };
    const canvas = document.createElement('canvas');
    const taken = document.createElement('canvas');
    taken.getContext('bitmaprenderer');
    const calls: Record<string, () => unknown> = {
      'unknown surface': () => new Race({ ...sound, f: 'mountain' }),
      'unknown rule': () => new Race({ ...sound, runs: [{ rule: 'sleigh', params: [1] }] }),
      'unknown surface of a map': () => new MapPicture('mountain', [-1, 1, -1, 1], 100, 100, 'light'),
      'too few parameters': () => new Race({ ...sound, runs: [{ rule: 'adam', params: [0.1, 0.9] }] }),
      'too many parameters': () => printLink({ ...sound, runs: [{ rule: 'sgd', params: [0.1, 0.9] }] }),
      'parameter out of range': () => new Race({ ...sound, runs: [{ rule: 'sgd', params: [-1] }] }),
      'parameter not a number': () => new Race({ ...sound, runs: [{ rule: 'sgd', params: [NaN] }] }),
      'one coordinate': () => new Race({ ...sound, from: [1] as never }),
      'no setup at all': () => new Race(undefined as never),
      'text for a number': () => checkSetup({ ...sound, steps: 'many' as never }),
      'half a view': () => new MapPicture('bowl', [-1, 1], 100, 100, 'light'),
      'a canvas that is used otherwise': () => drawRunnerKey(taken, 0, 34, 16, 'light'),
      'nothing wrong': () => drawRunnerKey(canvas, 0, 34, 16, 'light'),
    };
    return Object.entries(calls).map(([name, call]) => {
      try {
        call();
        return [name, 'accepted', ''];
      } catch (error) {
        const { code, message } = error as Error & { code?: string };
        return [name, error instanceof Error ? (code ?? 'no code') : 'no Error', message];
      }
    });
  });
  expect(refused).toEqual([
    ['unknown surface', 'unknown-id', 'f = mountain: not in the catalogue'],
    ['unknown rule', 'unknown-id', 'rule = sleigh: not in the catalogue'],
    ['unknown surface of a map', 'unknown-id', 'f = mountain: not in the catalogue'],
    ['too few parameters', 'param', expect.stringMatching(/adam.*4.*2/)],
    ['too many parameters', 'param', expect.stringMatching(/sgd.*1.*2/)],
    ['parameter out of range', 'param', 'run 1: lr = -1: must be > 0'],
    ['parameter not a number', 'param', expect.stringMatching(/^run 1: lr = NaN: must be /)],
    ['one coordinate', 'shape', expect.stringMatching(/./)],
    ['no setup at all', 'shape', expect.stringMatching(/./)],
    ['text for a number', 'shape', expect.stringMatching(/./)],
    ['half a view', 'shape', expect.stringMatching(/view/)],
    ['a canvas that is used otherwise', 'canvas', expect.stringMatching(/canvas/)],
    ['nothing wrong', 'accepted', ''],
  ]);
});

test('arrays are copies: they stay what they were while the memory grows', async ({ page }) => {
  const core = await loadCore(page);
  const { first, last, growth, length } = await core.evaluate(async ({ Race, default: start }) => {
    const { memory } = await start(undefined as never);
    const setup = { f: 'rosenbrock', from: [-1.5, 2] as [number, number], steps: 100, runs: [{ rule: 'adam', params: [0.05, 0.9, 0.999, 1e-8] }] };
    const race = new Race(setup);
    race.step(100);
    const positions = race.positions(0);
    const first = [...positions];
    const before = memory.buffer.byteLength;
    const others = Array.from({ length: 20 }, () => new Race({ ...setup, steps: 50_000 }));
    for (const other of others) other.step(50_000);
    const growth = memory.buffer.byteLength - before;
    race.step(10);
    for (const other of others) other.free();
    return { first, last: [...positions], growth, length: race.positions(0).length };
  });
  expect(growth, 'the memory did grow').toBeGreaterThan(2 ** 20);
  expect(last).toEqual(first);
  expect(length).toBe(2 * 111);
});

test('a race is the same after a reset, and in one go or in many', async ({ page }) => {
  const core = await loadCore(page);
  const [whole, again, pieces] = await core.evaluate(({ Race, catalog }) => {
    const runs = catalog().rules.map(({ id, params }) => ({ rule: id, params: params.map((param) => param.default) }));
    const setup = { f: 'ackley', from: [-2.6, 1.8] as [number, number], runs, steps: 200 };
    const record = (race: InstanceType<typeof Race>) =>
      runs.map((_, run) => [race.positions(run), race.losses(run), race.gradients(run), race.probes(run), race.states(run)].map((numbers) => [...numbers]));
    const race = new Race(setup);
    race.step(200);
    const whole = record(race);
    race.reset();
    if (runs.some((_, run) => race.lastStep(run) !== 0)) throw new Error('a reset race is not at its start');
    race.step(200);
    const again = record(race);
    const other = new Race(setup);
    for (let step = 0; step < 200; step += 8) other.step(8);
    if (whole.length !== runs.length || runs.length < 17) throw new Error('a run a rule');
    return [whole, again, record(other)];
  });
  expect(again).toEqual(whole);
  expect(pieces).toEqual(whole);
  for (const [positions, losses] of whole!) {
    expect(positions).toHaveLength(402);
    expect(losses).toHaveLength(201);
  }
});

/** How much the core's memory grows while `times` races come and go. */
function growth(core: JSHandle<Core>, times: number): Promise<number> {
  return core.evaluate(async ({ Race, MapPicture, default: start }, times) => {
    const { memory } = await start(undefined as never);
    const before = memory.buffer.byteLength;
    for (let time = 0; time < times; time += 1) {
      const race = new Race({ f: 'bowl', from: [1, 1], runs: [{ rule: 'sgd', params: [1e-4] }], steps: 10_000 });
      race.step(10_000);
      race.positions(0);
      race.free();
      new MapPicture('bowl', [-1, 1, -1, 1], 300, 200, 'light').free();
    }
    return memory.buffer.byteLength - before;
  }, times);
}

test('what is freed is used again, and is gone', async ({ page }) => {
  const core = await loadCore(page);
  await growth(core, 3);
  expect(await growth(core, 100), 'bytes after a hundred more races').toBe(0);
  const used = await core.evaluate(({ Race }) => {
    const race = new Race({ f: 'bowl', from: [1, 1], runs: [], steps: 1 });
    race.free();
    try {
      race.step(1);
      return 'used';
    } catch (error) {
      return error instanceof WebAssembly.RuntimeError ? 'trapped' : 'refused';
    }
  });
  expect(used, 'the binding refuses a race that is gone').toBe('refused');
});

test('switching between races many times leaves the page’s memory as it was', async ({ page }) => {
  // The page's own instance, caught as it is made.
  await page.addInitScript(() => {
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...rest) => {
      const made = await instantiate(...rest);
      // The first is the race's; panels bring cores of their own.
      if (!('memory' in globalThis)) Object.assign(globalThis, { memory: made.instance.exports['memory'] });
      return made;
    };
  });
  await page.goto('./');
  const ready = page.getByRole('navigation', { name: en.readyHeading }).getByRole('link');
  const count = PRESETS.filter(({ lab }) => lab === 'race').length;
  await expect(ready).toHaveCount(count);
  const bytes = () => page.evaluate(() => (globalThis as unknown as { memory: WebAssembly.Memory }).memory.buffer.byteLength);
  const tour = (times: number) =>
    ready.evaluateAll(async (links, times) => {
      for (let time = 0; time < times; time += 1) {
        (links[time % links.length] as HTMLAnchorElement).click();
        // Drawn, too.
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      }
    }, times);
  await tour(count);
  const before = await bytes();
  await tour(2 * count);
  expect(await bytes()).toBe(before);
});
