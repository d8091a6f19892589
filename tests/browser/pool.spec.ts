/** Long tasks off the main thread: a pool of inlined workers, under the page's own content policy, with a fake computation. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { JSHandle, Page } from '@playwright/test';

import { expect, test } from './watched.ts';
import type { Bench, Circumstances, bench } from './pool/page.ts';

const WWW = fileURLToPath(new URL('../../www', import.meta.url));
const FIXTURE = fileURLToPath(new URL('pool', import.meta.url));
const MEDIA = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' } as Record<string, string>;
/** The content policy of the page. */
const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(readFileSync(join(WWW, 'index.html'), 'utf8'))![0];

let built: string;

test.beforeAll(() => {
  built = mkdtempSync(join(tmpdir(), 'downhill-pool-'));
  const vite = [join(WWW, 'node_modules/vite/bin/vite.js'), 'build', FIXTURE, '--config', join(WWW, 'vite.config.ts')];
  execFileSync(process.execPath, [...vite, '--mode', 'fixture', '--outDir', built, '--emptyOutDir', '--logLevel', 'warn'], { cwd: WWW });
});

test.afterAll(() => rmSync(built, { recursive: true }));

/** Opens the fixture, built as the page is and under its policy, and makes a pool. */
async function open(page: Page, circumstances: Circumstances = {}, policy = POLICY): Promise<JSHandle<Bench>> {
  await page.route('**/pool/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/pool/')[1] || 'index.html';
    const body = readFileSync(join(built, path));
    const isPage = path === 'index.html';
    return route.fulfill({
      body: isPage ? body.toString().replace('<head>', `<head>${policy}`) : body,
      contentType: MEDIA[extname(path)]!,
    });
  });
  await page.goto('./pool/');
  return page.evaluateHandle(
    (circumstances) => (globalThis as unknown as { bench: typeof bench }).bench(circumstances),
    circumstances,
  );
}

/** The sum of the numbers to `count`. */
const sum = (count: number): number => (count * (count + 1)) / 2;
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

test('a task reports its progress and pieces, and brings its result', async ({ page }) => {
  const bench = await open(page, { size: 2 });
  const account = await bench.evaluate((bench) => bench.run({ count: 400 }));
  expect(account.outcome).toMatchObject({ sum: sum(400), by: '1', kept: 0 });
  expect(account.numbers).toEqual(numbers(400));
  // At most every 60 ms and at the end.
  expect(account.parts.length).toBeGreaterThanOrEqual(3);
  expect(account.parts.length).toBeLessThanOrEqual(Math.ceil(account.took / 60) + 1);
  expect(account.parts).toEqual(account.parts.toSorted((a, b) => a - b));
  expect(account.parts.at(-1)).toBe(1);
  expect(account.parts[0]).toBeLessThan(0.7);
  expect(account.outcome!.slice, 'a slice of about 25 ms').toBeGreaterThanOrEqual(25);
  expect(account.outcome!.slice).toBeLessThan(35);
  const state = await bench.evaluate(({ pool, workers }) => [pool.isThreaded, pool.size, pool.pending, workers.length]);
  expect(state).toEqual([true, 2, 0, 1]);
});

test('workers get the compiled core, and neither the build nor a worker has another', async ({ page }) => {
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(request.url()));
  const bench = await open(page, { size: 2 });
  const accounts = await bench.evaluate((bench) =>
    Promise.all([bench.run({ count: 5000, isRace: true }), bench.run({ count: 5000, isRace: true })]),
  );
  expect(accounts[0]!.outcome!.sum).toBeGreaterThan(0);
  expect(accounts[0]!.outcome!.sum).toBe(accounts[1]!.outcome!.sum);
  expect(asked.filter((url) => url.endsWith('.wasm'))).toHaveLength(1);
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' });
  expect(files.filter((file) => file.endsWith('.wasm'))).toHaveLength(1);
  expect(files.filter((file) => file.endsWith('.js')), 'the worker is inside of the script').toHaveLength(1);
  expect(page.workers().map((worker) => new URL(worker.url()).protocol)).toEqual(['blob:', 'blob:']);
});

test('tasks wait in order for as many workers as are allowed', async ({ page }) => {
  const bench = await open(page, { size: 2 });
  const seen = await bench.evaluate(async (bench) => {
    const ends: number[] = [];
    // The first holds one worker, however fast the machine is, while the other does all that come after it.
    const cancel = new AbortController();
    const held = bench.run({ count: 2, fault: 'hang' }, cancel.signal);
    const tasks = [1, 2, 3, 4].map((task) => bench.run({ count: 40 + task }).then(() => ends.push(task)));
    const pending = bench.pool.pending;
    await Promise.all(tasks);
    const workers = bench.workers.length;
    cancel.abort();
    await held;
    return { ends, pending, workers, left: bench.pool.pending };
  });
  expect(seen.ends).toEqual([1, 2, 3, 4]);
  expect(seen).toMatchObject({ pending: 5, workers: 2, left: 0 });

  const alone = await open(page, { size: 1 });
  const ends = await alone.evaluate(async (bench) => {
    const ends: number[] = [];
    await Promise.all([60, 1, 30, 2].map((count, task) => bench.run({ count }).then(() => ends.push(task))));
    return ends;
  });
  expect(ends).toEqual([0, 1, 2, 3]);
});

test('there are as many workers as cores, 8 at the most, and none before a task', async ({ page }) => {
  const bench = await open(page);
  const { cores, size, workers } = await bench.evaluate(({ pool, workers }) => ({
    cores: navigator.hardwareConcurrency,
    size: pool.size,
    workers: workers.length,
  }));
  expect(size).toBe(Math.min(8, cores));
  expect(workers).toBe(0);
  for (const [size, expected] of [[100, 8], [0, 1], [Number.NaN, 1], [2.5, 2]] as const) {
    expect(await (await open(page, { size })).evaluate(({ pool }) => pool.size), `of size ${size}`).toBe(expected);
  }
});

test('a cancelled task ends at once, and its worker is free for the next', async ({ page }) => {
  const bench = await open(page, { size: 1 });
  const seen = await bench.evaluate(async (bench) => {
    await bench.run({ count: 1 });
    const [running, queued] = [new AbortController(), new AbortController()];
    const long = bench.run({ count: 20_000 }, running.signal);
    const waiting = bench.run({ count: 20_000 }, queued.signal);
    const next = bench.run({ count: 5 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    queued.abort();
    const one = await waiting;
    let isSettled = false;
    void long.then(() => (isSettled = true));
    const start = performance.now();
    running.abort('with a reason of its own');
    // One turn later, and not when the worker's slice has ended.
    await new Promise((resolve) => setTimeout(resolve));
    const isAtOnce = isSettled;
    const other = await long;
    const result = await next;
    const idle = performance.now() - start;
    const already = await bench.run({ count: 5 }, running.signal);
    // Longer than a worker is waited for that does not stop.
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const later = await bench.run({ count: 5 });
    return { one, other, result, isAtOnce, idle, already, parts: other.parts.length, later: later.outcome };
  });
  for (const { error } of [seen.one, seen.other, seen.already]) expect(error).toBe('AbortError: The task was cancelled.');
  expect(seen.parts).toBeGreaterThan(0);
  expect(seen.isAtOnce).toBe(true);
  expect(seen.idle, 'milliseconds, of the many seconds that the task had left').toBeLessThan(1000);
  expect(seen.result.outcome).toMatchObject({ sum: 15, by: '1', alive: 1 });
  expect(seen.later, 'the worker lives on').toMatchObject({ by: '1' });
});

for (const [how, circumstances] of [['workers', { size: 2 }], ['the page itself', { isForbidden: true }]] as const) {
  test.describe('rest', () => {
    test.use({ provoked: /no worker can be made here/ });

    test(`tasks of a group that rests wait, whoever else works: ${how}`, async ({ page }) => {
      const bench = await open(page, circumstances);
      const seen = await bench.evaluate(async (bench) => {
        const [seen, unseen] = [{}, {}];
        const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
        const ends: string[] = [];
        const rested = bench.run({ count: 400 }, undefined, unseen).then((account) => (ends.push('rested'), account));
        await wait(250);
        bench.pool.rest(unseen);
        bench.pool.rest(unseen);
        const late = bench.run({ count: 3 }, undefined, unseen).then((account) => (ends.push('late'), account));
        await wait(150);
        const before = bench.heard;
        await wait(400);
        const quiet = bench.heard - before;
        const other = await bench.run({ count: 5 }, undefined, seen).then((account) => (ends.push('other'), account));
        bench.pool.wake(unseen);
        const accounts = await Promise.all([rested, late]);
        return { quiet, ends, other: other.outcome!.sum, accounts, pending: bench.pool.pending };
      });
      expect(seen.quiet, 'messages while everything rests').toBe(0);
      expect(seen.ends[0]).toBe('other');
      expect(seen.other).toBe(15);
      expect(seen.accounts.map(({ outcome, error }) => [outcome?.sum, error])).toEqual([[sum(400), undefined], [6, undefined]]);
      expect(seen.accounts[0]!.restarts, 'it began anew').toBe(1);
      expect(seen.pending).toBe(0);
    });
  });
}

test('a computation that throws fails its task only, and is not tried again', async ({ page }) => {
  const bench = await open(page, { size: 1 });
  const [thrown, refused, uncopied, sound] = await bench.evaluate((bench) =>
    Promise.all([
      bench.run({ count: 40, fault: 'throw' }),
      bench.run({ count: -1 }),
      bench.run({ count: 40, callback: () => {} }),
      bench.run({ count: 3 }),
    ]),
  );
  expect(thrown).toMatchObject({ error: 'TaskFailure: lost count', restarts: 0 });
  expect(refused.error).toBe('TaskFailure: cannot count to -1');
  expect(uncopied.error).toMatch(/^TaskFailure: .*could not be cloned/);
  expect(sound.outcome).toMatchObject({ sum: 6, by: '1', alive: 1 });
});

test.describe('workers break', () => {
  test.use({ provoked: /a worker broke/ });

  for (const fault of ['trap', 'overflow', 'stray'] as const) {
    test(`by ${fault}: once, and the task is done by another`, async ({ page }) => {
      const bench = await open(page, { size: 1 });
      const { accounts, ends } = await bench.evaluate(async (bench, fault) => {
        const ends: string[] = [];
        const told = async <T>(name: string, run: Promise<T>): Promise<T> => {
          const account = await run;
          ends.push(name);
          return account;
        };
        const runs = [told('long', bench.run({ count: 300, fault, only: '1' })), told('short', bench.run({ count: 2 }))] as const;
        return { accounts: await Promise.all(runs), ends };
      }, fault);
      const [account, after] = accounts;
      expect(account).toMatchObject({ outcome: { sum: sum(300), by: '2' }, restarts: 1, error: undefined });
      // The first worker's pieces, then all of the second's.
      expect(account.numbers.slice(-300)).toEqual(numbers(300));
      expect(after.outcome).toMatchObject({ sum: 3, by: '2' });
      expect(ends, 'the task keeps its place before the others').toEqual(['long', 'short']);
    });

    test(`by ${fault}: twice, and the task fails with the reason, while others go on`, async ({ page }) => {
      const bench = await open(page, { size: 2 });
      const seen = await bench.evaluate(async (bench, fault) => {
        const [broken, other] = await Promise.all([bench.run({ count: 300, fault }), bench.run({ count: 900 })]);
        return { broken, other, after: await bench.run({ count: 4 }), workers: bench.workers.length };
      }, fault);
      expect(seen.broken).toMatchObject({ outcome: undefined, restarts: 1 });
      expect(seen.broken.error).toMatch(
        { trap: /^TaskFailure: unreachable/, overflow: /^TaskFailure: Maximum call stack/, stray: /^TaskFailure: .*gone astray/ }[fault],
      );
      expect(seen.other).toMatchObject({ outcome: { sum: sum(900) }, restarts: 0 });
      expect(seen.after.outcome).toMatchObject({ sum: 10 });
      expect(seen.workers, 'none is made for a task that has failed').toBe(3);
    });
  }

  test('by hanging: a cancelled task takes its worker with it', async ({ page }) => {
    const bench = await open(page, { size: 1 });
    const seen = await bench.evaluate(async (bench) => {
      const cancel = new AbortController();
      const hanging = bench.run({ count: 2, fault: 'hang' }, cancel.signal);
      const next = bench.run({ count: 4 });
      setTimeout(() => cancel.abort(), 300);
      return { error: (await hanging).error, next: await next };
    });
    expect(seen.error).toBe('AbortError: The task was cancelled.');
    expect(seen.next.outcome).toMatchObject({ sum: 10, by: '2' });
  });
});

test('nothing is said when nothing is asked, and a disposed pool ends everything', async ({ page }) => {
  const bench = await open(page, { size: 2 });
  const seen = await bench.evaluate(async (bench) => {
    const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
    await Promise.all([bench.run({ count: 20 }), bench.run({ count: 20 })]);
    // A worker that was not needed any more may still be starting.
    for (let before = -1, looks = 0; before !== bench.heard && looks < 20; looks++) {
      before = bench.heard;
      await wait(300);
    }
    const heard = bench.heard;
    await wait(400);
    const idle = bench.heard - heard;
    const tasks = [5000, 5000, 5000].map((count) => bench.run({ count }));
    for (let looks = 0; bench.heard === heard + idle && looks < 600; looks++) await wait(20);
    const working = bench.heard - heard - idle;
    bench.pool.dispose();
    const errors = (await Promise.all(tasks)).map(({ error }) => error);
    const end = bench.heard;
    await wait(300);
    const late = await bench.run({ count: 1 });
    return { idle, working, errors, after: bench.heard - end, late: late.error, pending: bench.pool.pending, workers: bench.workers.length };
  });
  expect(seen.idle).toBe(0);
  expect(seen.working, 'messages are counted').toBeGreaterThan(0);
  expect(seen.errors).toEqual(Array.from({ length: 3 }, () => 'AbortError: The task was cancelled.'));
  expect(seen).toMatchObject({ after: 0, late: 'AbortError: The task was cancelled.', pending: 0, workers: 2 });
  await expect.poll(() => page.workers()).toHaveLength(0);
});

test.describe('no worker can be made', () => {
  test.use({ provoked: /no worker can be made|Content Security Policy/ });

  const blocked = POLICY.replace(/worker-src [^;]*/, "worker-src 'none'");

  for (const [because, circumstances, policy] of [
    ['the policy forbids it', { size: 2 }, blocked],
    ['its constructor throws', { isForbidden: true }, POLICY],
    ['it refuses the greeting', { manners: 'refusing', size: 2 }, POLICY],
    ['it does not answer', { manners: 'mute', size: 2 }, POLICY],
  ] as [string, Circumstances, string][]) {
    test(`because ${because}: the page computes itself, with the same results`, async ({ page }) => {
      const bench = await open(page, circumstances, policy);
      const seen = await bench.evaluate(async (bench) => {
        const accounts = await Promise.all([bench.run({ count: 200 }), bench.run({ count: 3000, isRace: true }), bench.run({ count: -1 })]);
        return { accounts, isThreaded: bench.pool.isThreaded, size: bench.pool.size, asked: bench.asked, workers: bench.workers.length };
      });
      const [counted, raced, refused] = seen.accounts;
      expect(counted).toMatchObject({ outcome: { sum: sum(200), by: '' }, numbers: numbers(200), error: undefined });
      expect(counted!.parts.at(-1)).toBe(1);
      expect(raced!.outcome!.sum).toBeGreaterThan(0);
      expect(refused!.error).toBe('TaskFailure: cannot count to -1');
      expect(seen).toMatchObject({ isThreaded: false, size: 1, asked: 1 });
      expect(seen.workers).toBeLessThanOrEqual(2);
      expect(page.workers()).toHaveLength(0);
    });
  }

  test('the page answers and draws meanwhile', async ({ page }) => {
    const bench = await open(page, { size: 2 }, blocked);
    const measure = () =>
      bench.evaluate(async (bench) => {
        await bench.run({ count: 1 });
        const long: number[] = [];
        const observer = new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration)));
        observer.observe({ type: 'longtask' });
        let [frames, ticks, isOver] = [0, 0, false];
        const frame = (): void => void (isOver || (frames++, requestAnimationFrame(frame)));
        const tick = (): void => void (isOver || (ticks++, setTimeout(tick, 20)));
        requestAnimationFrame(frame);
        setTimeout(tick, 20);
        const account = await bench.run({ count: 1500 });
        isOver = true;
        const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));
        await settle();
        const whileComputing = [...long];
        // A task that is too long, to see that such are seen.
        const until = performance.now() + 80;
        while (performance.now() < until);
        await settle();
        await settle();
        observer.disconnect();
        const seconds = account.took / 1000;
        return { long: whileComputing, control: long.length, frames: frames / seconds, ticks: ticks / seconds, slice: account.outcome!.slice };
      });
    // A machine that is busy otherwise may stretch a slice, but not every time.
    await expect(async () => {
      const seen = await measure();
      expect(seen.control, 'long tasks are noticed').toBeGreaterThan(0);
      expect(seen.long, 'tasks of 50 ms or more').toEqual([]);
      expect(seen.slice, 'milliseconds of a slice').toBeLessThan(12);
      expect(seen.frames, 'frames a second').toBeGreaterThan(15);
      expect(seen.ticks, 'timers of 20 ms a second').toBeGreaterThan(15);
    }).toPass({ timeout: 120_000 });
  });

  test('a cancelled task ends after its slice', async ({ page }) => {
    const bench = await open(page, { isForbidden: true });
    const seen = await bench.evaluate(async (bench) => {
      const cancel = new AbortController();
      const long = bench.run({ count: 20_000 }, cancel.signal);
      const next = bench.run({ count: 5 });
      setTimeout(() => cancel.abort(), 200);
      const { error, took } = await long;
      return { error, took, next: await next };
    });
    expect(seen.error).toBe('AbortError: The task was cancelled.');
    expect(seen.next.outcome).toMatchObject({ sum: 15, by: '', alive: 1 });
    expect(seen.next.took - seen.took, 'milliseconds, of the many seconds that the task had left').toBeLessThan(1000);
  });

  test('a trap fails its task, and the page is asked for a core that is not broken', async ({ page }) => {
    const bench = await open(page, { isForbidden: true });
    const seen = await bench.evaluate(async (bench) => {
      const broken = await bench.run({ count: 10, fault: 'trap' });
      return { broken, after: await bench.run({ count: 3 }), asked: bench.asked };
    });
    expect(seen.broken).toMatchObject({ error: 'TaskFailure: unreachable', restarts: 0 });
    expect(seen.after.outcome).toMatchObject({ sum: 6 });
    expect(seen.asked).toBe(2);
  });
});
