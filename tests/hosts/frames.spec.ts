/** The frame in pages that are written by hand, from the friendliest host to those that forbid the most. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { document } from './document.ts';
import { Embedded } from './embedded.ts';
import { keep } from './findings.ts';
import { expect, test } from './hosted.ts';
import { HostServer } from './host-server.ts';
import { BUILT, EMBED, LINK, SITES } from './places.ts';
import { before, proves } from './proof.ts';
import { snippet } from './sites.ts';

// A column of a blog, in a window that is lower than the frame.
test.use({ viewport: { width: 660, height: 480 } });

const WORDS = '<p>Some words.</p>\n';
const around = (frame: string): string => `<h1>Going downhill</h1>\n${WORDS.repeat(3)}${frame}\n${WORDS.repeat(20)}`;

/** The document itself, for hosts that have it as text: without an address of its own, the link goes into the element. */
async function built(link = ''): Promise<string> {
  const markup = await readFile(join(BUILT, 'embed/index.html'), 'utf8');
  expect(markup).toContain('<downhill-lab>');
  return link === '' ? markup : markup.replace('<downhill-lab>', `<downhill-lab preset="${link}">`);
}

/** As `srcdoc` has it: an attribute. */
const attribute = (markup: string): string => markup.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

test('plain HTML', async ({ page, host, account }) => {
  await page.goto(host.write('/plain', document('A page', around(snippet('html')))));
  const first = await before(page);
  const embedded = Embedded.inFrame(page);
  await proves(embedded, account, first);
  await keep({ host: 'plain HTML', madeBy: 'the snippet', way: 'iframe', browser: 'Chromium', rights: await embedded.rights() });
});

test('the helper makes the frame as tall as it asks', async ({ page, host, account }) => {
  const link = 'lab=race&f=bowl&run=adam,lr:0.1&v=1';
  const helper = `<script type="module" src="${EMBED}/host.js?auto"></script>`;
  await page.goto(host.write('/fitted', document('A page', around(snippet('html', { link })), { head: helper })));
  const first = await before(page);
  const embedded = Embedded.inFrame(page);
  await embedded.isReady();
  const tall = (): Promise<number> => embedded.place.evaluate((frame) => frame.clientHeight);
  await expect.poll(async () => Math.abs((await tall()) - (await embedded.height())), 'pixels too much or too little').toBeLessThanOrEqual(2);
  expect(await tall()).toBeGreaterThan(640);
  await proves(embedded, account, first);
});

test('a frame in a sandbox that allows scripts alone', async ({ page, host, account }) => {
  const frame = snippet('html').replace('<iframe ', '<iframe sandbox="allow-scripts" ');
  await page.goto(host.write('/sandbox', document('A page', around(frame))));
  const first = await before(page);
  const embedded = Embedded.inFrame(page);
  await proves(embedded, account, first);
  const rights = await embedded.rights();
  expect(rights).toMatchObject({ opaque: true, storage: false, blobWorkers: true });
  await keep({ host: '`sandbox="allow-scripts"`', madeBy: 'the snippet with that attribute', way: 'iframe', browser: 'Chromium', rights });
});

test('WordPress, which puts the address of a post into a sandbox', async ({ page, host, account }) => {
  await page.goto(`${host.address}/wordpress/`);
  const first = await before(page);
  const frame = page.locator('iframe.wp-embedded-content');
  await expect(frame).toHaveAttribute('sandbox', 'allow-scripts');
  await expect(frame).toHaveAttribute('src', /#\?secret=\w{10}$/);
  const embedded = Embedded.inFrame(page);
  // All of a preset is taller than WordPress allows, and scrolls within.
  await proves(embedded, account, first, { scrolls: false });
  // WordPress's own script sets it, to no more than 1000 pixels.
  const needed = await embedded.height();
  await expect(embedded.place).toHaveAttribute('height', String(Math.min(1000, needed)));
  await keep({
    host: 'WordPress',
    madeBy: 'the filter and the script of WordPress 6 on a preset’s oEmbed answer',
    way: 'iframe',
    browser: 'Chromium',
    rights: await embedded.rights(),
    notes: ['as tall as it asks, up to the 1,000 pixels that WordPress allows'],
  });
});

for (const [name, sandbox] of [
  ['`srcdoc`', ''],
  ['`srcdoc` in a sandbox', 'sandbox="allow-scripts" '],
] as const) {
  test(`the document as ${name}`, async ({ page, host, account }) => {
    const frame = `<iframe ${sandbox}srcdoc="${attribute(await built(LINK))}" title="Downhill" width="100%" height="640"></iframe>`;
    await page.goto(host.write('/srcdoc', document('A page', around(frame))));
    const first = await before(page);
    const embedded = Embedded.inFrame(page);
    await proves(embedded, account, first);
    await keep({
      host: name,
      madeBy: '`embed/index.html` as text',
      way: 'iframe',
      browser: 'Chromium',
      rights: await embedded.rights(),
      notes: ['there is no address: the link is written into the file, as `preset` of its element'],
    });
  });
}

test('a file beside a page that is a file', async ({ page, account }) => {
  // Alone in its folder: it brings everything along.
  const folder = join(SITES, 'file');
  await mkdir(folder, { recursive: true });
  await copyFile(join(BUILT, 'embed/index.html'), join(folder, 'downhill.html'));
  const frame = snippet('html').replace(`${EMBED}/embed/?`, './downhill.html?');
  await writeFile(join(folder, 'index.html'), document('A page', around(frame)));
  await page.goto(pathToFileURL(join(folder, 'index.html')).href);
  const first = await before(page);
  const embedded = Embedded.inFrame(page);
  await proves(embedded, account, first);
  await keep({ host: '`file://`', madeBy: '`embed/index.html` beside the page', way: 'iframe', browser: 'Chromium', rights: await embedded.rights() });

  await page.goto(`${pathToFileURL(join(folder, 'downhill.html')).href}?${LINK}`);
  const opened = await before(page);
  await proves(Embedded.inElement(page), account, opened, { scrolls: false });
});

test.describe('a host with a strict content policy', () => {
  const policy = (frames: string): Record<string, string> => ({
    'content-security-policy': `default-src 'none'; img-src data:; ${frames}base-uri 'none'; form-action 'none'`,
  });

  test('shows the frame once it allows its address', async ({ page, host, account }) => {
    await page.goto(host.write('/csp', document('A page', around(snippet('html'))), policy(`frame-src ${EMBED}; `)));
    const first = await before(page);
    const embedded = Embedded.inFrame(page);
    await proves(embedded, account, first);
    await keep({
      host: 'strict CSP',
      madeBy: '`default-src \'none\'` and what is named here',
      way: 'iframe',
      browser: 'Chromium',
      rights: await embedded.rights(),
      notes: ['the frame needs `frame-src HOST` and nothing else'],
    });
  });

  test.describe('and without its address', () => {
    test.use({ expected: /Framing 'http:.*' violates the following Content Security Policy directive/ });

    test('shows nothing', async ({ page, host, account }) => {
      await page.goto(host.write('/csp-none', document('A page', around(snippet('html'))), policy('')));
      await page.locator('iframe').scrollIntoViewIfNeeded();
      await expect.poll(() => account.complaints.length).toBeGreaterThan(0);
      await expect(Embedded.inFrame(page).map).toHaveCount(0);
    });
  });
});

test.describe('a host that isolates itself (COEP)', () => {
  const headers = { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' };

  test.describe('with the plain snippet', () => {
    test.use({ expected: /ERR_BLOCKED_BY_RESPONSE/ });

    test('shows nothing', async ({ page, host }) => {
      const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('/embed/'));
      await page.goto(host.write('/coep-plain', document('A page', around(snippet('html'))), headers));
      await page.locator('iframe').scrollIntoViewIfNeeded();
      expect((await failed).failure()?.errorText).toContain('ERR_BLOCKED_BY_RESPONSE');
      await expect(Embedded.inFrame(page).map).toHaveCount(0);
    });
  });

  test('shows a frame without credentials', async ({ page, host, account }) => {
    await page.goto(host.write('/coep', document('A page', around(snippet('coep'))), headers));
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const first = await before(page);
    const embedded = Embedded.inFrame(page);
    await proves(embedded, account, first);
    await keep({
      host: 'COEP',
      madeBy: '`Cross-Origin-Embedder-Policy: require-corp`',
      way: 'iframe',
      browser: 'Chromium',
      rights: await embedded.rights(),
      notes: [
        'the plain snippet is refused; with the attribute `credentialless` it works (Chromium only)',
        'or the server of Downhill’s files sends `Cross-Origin-Embedder-Policy: require-corp` and `Cross-Origin-Resource-Policy: cross-origin`',
      ],
    });
  });

  test('shows the plain snippet where the embed comes with headers of its own', async ({ page, host, account }) => {
    const other = await HostServer.start();
    try {
      const own = { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-resource-policy': 'cross-origin' };
      other.write('/embed/', await built(), own);
      const frame = snippet('html', { host: other.address });
      await page.goto(host.write('/coep-both', document('A page', around(frame)), headers));
      const first = await before(page);
      await proves(Embedded.inFrame(page), account, first);
    } finally {
      await other.stop();
    }
  });
});
