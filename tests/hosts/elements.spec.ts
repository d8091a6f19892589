/** The element in pages that allow scripts: what it needs from them, measured by leaving out one thing after another. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { document } from './document.ts';
import { Embedded } from './embedded.ts';
import { keep } from './findings.ts';
import { expect, test } from './hosted.ts';
import { EMBED, SITES } from './places.ts';
import { before, proves, strangers } from './proof.ts';
import { snippet } from './sites.ts';

// A column of a blog, in a window that is lower than the frame.
test.use({ viewport: { width: 660, height: 480 } });

const PAGE = document('A page', `<h1>Going downhill</h1>\n${snippet('element')}\n${'<p>Some words.</p>\n'.repeat(20)}`);

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
  const inner = host.write('/element-inner', PAGE);
  await page.goto(host.write('/element-sandbox', document('A page', `<iframe sandbox="allow-scripts" src="${inner}" title="inner" width="100%" height="900"></iframe>`)));
  const first = await before(page);
  const embedded = Embedded.inElementOfFrame(page);
  await embedded.isReady();
  expect(page.url()).toBe(first.url);
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
      notes: ["the element needs `script-src HOST 'wasm-unsafe-eval'; connect-src HOST`, and `worker-src blob:` for networks that train in workers"],
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
