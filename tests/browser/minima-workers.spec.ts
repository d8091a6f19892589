/** Training is off the page's thread, and where there are no workers, in slices of it. */
import { MinimaPage, minimaEn } from './minima-page.ts';
import { expect, test } from './watched.ts';

test.setTimeout(120_000);

const LINK = 'lab=minima&experiment=batch-size&batch=4&batch=100&ntrain=100&updates=400&v=1';

/** The module that the page compiled is posted, so the wasm is fetched once, and no worker's script is fetched at all. */
test('workers are made from the page itself and fetch nothing', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const lab = new MinimaPage(page);
  await lab.open(LINK);
  await lab.train();
  expect(page.workers().length).toBeGreaterThan(0);
  for (const worker of page.workers()) expect(worker.url()).toMatch(/^blob:/);
  expect(asked.filter((path) => path.endsWith('.wasm')).length).toBe(1);
});

test.describe('a worker that dies', () => {
  test.use({ provoked: /a worker broke, and its task is tried once more/ });

  test('is replaced, and training ends as if nothing had been', async ({ page }) => {
    const lab = new MinimaPage(page);
    await lab.open('lab=minima&experiment=batch-size&batch=4&batch=150&v=1');
    await lab.button.click();
    await expect.poll(() => page.workers().length).toBeGreaterThan(0);
    // A worker may be gone at any time; closing one from inside is as near as a test gets.
    await page.workers()[0]!.evaluate(() => setTimeout(() => { throw new Error('worn out'); }));
    await lab.isTrained();
    expect(await lab.numbers(0)).toEqual([4.34, 155, 84]);
    expect(await lab.numbers(1)).toEqual([8.98, 240, 73.4]);
  });
});

test.describe('where workers are forbidden', () => {
  test.use({ provoked: /Downhill: .*worker|Worker/i });

  test('the page computes in slices, says so, and answers meanwhile', async ({ page }) => {
    await page.addInitScript(() => {
      // What a policy without `worker-src` does.
      globalThis.Worker = class { constructor() { throw new DOMException('forbidden', 'SecurityError'); } } as unknown as typeof Worker;
    });
    const lab = new MinimaPage(page);
    await lab.open(LINK);
    await lab.button.click();
    // A press in the middle is taken at once.
    await expect(lab.button).toHaveText(minimaEn.stop);
    await page.getByRole('button', { name: '한국어' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
    await page.getByRole('button', { name: 'English' }).click();
    await lab.isTrained();
    await expect(lab.note).toHaveText(new RegExp(minimaEn.onPage));
    expect((await lab.findings()).length).toBeGreaterThan(1);
  });
});
