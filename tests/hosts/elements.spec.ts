/** The element in pages that allow scripts: what it needs from them, measured by leaving out one thing after another. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Page } from '@playwright/test';

import { en as minima } from '../../www/src/minima/words/en.ts';
import { document } from './document.ts';
import { Embedded } from './embedded.ts';
import { keep } from './findings.ts';
import { expect, test } from './hosted.ts';
import { HostServer } from './host-server.ts';
import { BUILT, EMBED, SITES } from './places.ts';
import { before, proves, strangers } from './proof.ts';
import { snippet } from './sites.ts';
import { count, workOf } from './work.ts';

// A column of a blog, in a window that is lower than the frame.
test.use({ viewport: { width: 660, height: 480 } });

const PAGE = document('A page', `<h1>Going downhill</h1>\n${snippet('element')}\n${'<p>Some words.</p>\n'.repeat(20)}`);

/** Two networks that are trained in a moment. */
const TRAINED = document('A page', snippet('element', { link: 'lab=minima&experiment=batch-size&batch=50&batch=100&ntrain=100&updates=30&seeds=1&v=1' }));

test('plain HTML', async ({ page, host, account }) => {
  await page.goto(host.write('/element', PAGE));
  const first = await before(page);
  const embedded = Embedded.inElement(page);
  await proves(embedded, account, first);
  expect(strangers(page, account)).toEqual([]);
  await keep({ host: 'plain HTML', madeBy: 'the snippet', way: 'element', browser: 'Chromium', rights: await embedded.rights() });
});

test('a page that is a file', async ({ page, account }) => {
  const folder = join(SITES, 'file-element');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.html'), PAGE);
  await page.goto(pathToFileURL(join(folder, 'index.html')).href);
  const first = await before(page);
  const embedded = Embedded.inElement(page);
  await proves(embedded, account, first);
  await keep({
    host: '`file://`',
    madeBy: '`embed/index.html` beside the page',
    way: 'element',
    browser: 'Chromium',
    rights: await embedded.rights(),
    notes: ['the element comes from a server all the same'],
  });
});

test('a page inside a sandbox that allows scripts alone', async ({ page, host, account }) => {
  const inner = host.write('/element-inner', document('A page', snippet('element')));
  const frame = `<iframe sandbox="allow-scripts" src="${inner}" title="inner" width="100%" height="900"></iframe>`;
  await page.goto(host.write('/element-sandbox', document('A page', `${frame}\n${'<p>Some words.</p>\n'.repeat(20)}`)));
  const first = await before(page);
  const embedded = Embedded.inElementOfFrame(page);
  await proves(embedded, account, first, { fetches: true });
  const rights = await embedded.rights();
  expect(rights.opaque).toBe(true);
  expect(strangers(page, account)).toEqual([]);
  await keep({ host: '`sandbox="allow-scripts"`', madeBy: 'the snippet with that attribute', way: 'element', browser: 'Chromium', rights });
});

test('a host that isolates itself (COEP)', async ({ page, host, account }) => {
  const headers = { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' };
  await page.goto(host.write('/element-coep', PAGE, headers));
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const first = await before(page);
  const embedded = Embedded.inElement(page);
  await proves(embedded, account, first);
  await keep({ host: 'COEP', madeBy: '`Cross-Origin-Embedder-Policy: require-corp`', way: 'element', browser: 'Chromium', rights: await embedded.rights() });
});

test.describe('a host with a strict content policy', () => {
  /** What the element needs, each with what becomes of it otherwise. */
  const NEEDED = {
    'script-src': `${EMBED} 'wasm-unsafe-eval'`,
    'connect-src': EMBED,
  };
  const policy = (directives: Record<string, string>): Record<string, string> => ({
    'content-security-policy': `default-src 'none'; img-src data:; ${Object.entries(directives)
      .map(([name, sources]) => `${name} ${sources}; `)
      .join('')}base-uri 'none'; form-action 'none'`,
  });

  test('works with the least that it needs', async ({ page, host, account }) => {
    await page.goto(host.write('/element-csp', PAGE, policy(NEEDED)));
    const first = await before(page);
    const embedded = Embedded.inElement(page);
    await proves(embedded, account, first);
    expect(strangers(page, account)).toEqual([]);
    await keep({
      host: 'strict CSP',
      madeBy: '`default-src \'none\'` and what is named here',
      way: 'element',
      browser: 'Chromium',
      notes: ["the element needs `script-src HOST 'wasm-unsafe-eval'; connect-src HOST`, and `worker-src blob:` for what workers compute: networks, learning rates, basins and Tune; without it the page computes them in slices"],
    });
  });

  /** Trains, and says how many messages workers were sent and sent themselves. */
  async function trained(page: Page): Promise<number> {
    await page.getByRole('button', { name: minima.train(2) }).click();
    await expect(page.getByRole('button', { name: minima.trainAgain })).toBeVisible();
    return (await workOf(page)).messages;
  }

  test('has networks trained by workers, once they are allowed', async ({ page, host }) => {
    await page.addInitScript(count);
    await page.goto(host.write('/element-csp-workers', TRAINED, policy({ ...NEEDED, 'worker-src': 'blob:' })));
    expect(await trained(page)).toBeGreaterThan(4);
    await expect(page.locator('.train-note')).toContainText(/worker/);
  });

  test.describe('without workers', () => {
    test.use({ expected: /Content Security Policy|no worker can be made/ });

    test('trains all the same, in slices of the page', async ({ page, host, account }) => {
      await page.addInitScript(count);
      await page.goto(host.write('/element-csp-slices', TRAINED, policy(NEEDED)));
      // Each worker that is tried is greeted, and no more.
      expect(await trained(page)).toBeLessThanOrEqual(2);
      await expect(page.locator('.train-note')).toContainText(minima.onPage);
      expect(account.complaints.join('\n')).toContain('no worker can be made');
    });
  });

  test.describe('that leaves something out', () => {
    test.use({ expected: /Content Security Policy|WebAssembly|Failed to fetch|Loading the script/ });

    for (const [name, without] of [
      ['the scripts', { ...NEEDED, 'script-src': "'wasm-unsafe-eval'" }],
      ['WebAssembly', { ...NEEDED, 'script-src': EMBED }],
      ['the connection', { 'script-src': NEEDED['script-src'] }],
    ] as const) {
      test(`${name}: nothing is shown`, async ({ page, host, account }) => {
        await page.goto(host.write('/element-csp-less', PAGE, policy(without)));
        await expect.poll(() => account.complaints.length).toBeGreaterThan(0);
        await expect(Embedded.inElement(page).map).toHaveCount(0);
      });
    }
  });
});

test.describe('a folder of ours whose server says nothing of other origins', () => {
  test.use({ expected: /blocked by CORS policy|Failed to load resource/ });

  test('shows the frame, and in place of the element its poster', async ({ page, host, account }) => {
    const other = await HostServer.start(BUILT);
    try {
      const poster = snippet('element', { host: other.address }).replace('></downhill-lab>', '><img slot="poster" src="data:," alt="A race"></downhill-lab>');
      await page.goto(host.write('/element-no-header', document('A page', `${poster}\n${snippet('html', { host: other.address })}\n${'<p>Some words.</p>\n'.repeat(20)}`)));
      const first = await before(page);
      await proves(Embedded.inFrame(page), account, first);
      expect(account.complaints.join('\n')).toContain(`${other.address}/downhill.js`);
      await expect(page.locator('downhill-lab').getByRole('img', { name: 'A race' })).toBeVisible();
      expect(await page.evaluate(() => customElements.get('downhill-lab') === undefined)).toBe(true);
    } finally {
      await other.stop();
    }
  });
});
