/** Without a network after the first visit, through an update, from a home screen, and from a USB stick. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';

import { archive, writeArchive } from '../../www/build/site/archive.ts';
import { BatchPage, batchEn } from './batch-page.ts';
import { minimaEn } from './minima-page.ts';
import { RacePage } from './race-page.ts';
import { expect, test, watch } from './watched.ts';
import { en } from './words.ts';

test.use({ serviceWorkers: 'allow' });

const DIST = fileURLToPath(new URL('../../www/dist', import.meta.url));

/** Waits until everything is kept and the open page is looked after. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (navigator.serviceWorker.controller === null) await new Promise((done) => setTimeout(done, 20));
  });
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** What a visitor without a network has to do without. */
const LEFT_OUT = /Failed to load resource.*\/(assets\/[\w-]+\.png|embed\/)/;

test.describe('without a network', () => {
  test.use({ provoked: LEFT_OUT });

  test('a second visit needs no network, in any of the labs and in the gallery', async ({ page, context }) => {
    const race = new RacePage(page);
    await race.open();
    await kept(page);
    await context.setOffline(true);
    await race.open('#lab=race&f=booth&run=adam,lr:0.1&v=1');
    await expect(heading(page)).toHaveText(en.surfaces.booth.title);
    await page.goto('about:blank');
    await page.goto('./#lab=batch&data=diabetes&v=1');
    await expect(heading(page)).toHaveText(batchEn.ready['three-kinds'].title);
    await page.getByRole('link', { name: en.labNames.minima }).click();
    await expect(heading(page)).toHaveText(minimaEn.question['batch-size'].title);
    await page.goto('./?utm_source=somewhere#lab=race&f=bowl&v=1');
    await expect(heading(page)).toHaveText(en.surfaces.bowl.title);
    await page.goto('ko/gallery/');
    await expect(page.locator('.card').first()).toBeVisible();
  });

  test('what is only looked up is kept once it was seen: the page of a preset with its picture', async ({ page, context }) => {
    await page.goto('gallery/');
    await kept(page);
    await page.goto('p/edge/');
    await expect(page.locator('.poster img')).toBeVisible();
    await page.evaluate(() => document.querySelector<HTMLImageElement>('.poster img')!.decode());
    await context.setOffline(true);
    await page.goto('p/edge/');
    await expect(heading(page)).toHaveText('The edge of stability');
    expect(await page.evaluate(() => document.querySelector<HTMLImageElement>('.poster img')!.naturalWidth)).toBe(1200);
  });
});

test('what is kept is what the labs need, each file under its content, and no picture of the gallery', async ({ page }) => {
  await page.goto('./');
  await kept(page);
  const entries = await page.evaluate(async () => {
    const [name] = (await caches.keys()).filter((name) => name.includes('precache'));
    return (await (await caches.open(name!)).keys()).map(({ url }) => url.slice(location.href.length));
  });
  const built = readdirSync(join(DIST, 'assets')).filter((file) => /\.(js|css|wasm|csv)$/.test(file));
  for (const file of built) expect(entries).toContain(`assets/${file}`);
  expect(entries.filter((entry) => /^index\.html\?__WB_REVISION__=[0-9a-f]+$/.test(entry))).toHaveLength(1);
  expect(entries.filter((entry) => /poster|embed|\.zip|assets\/.*\.png/.test(entry))).toEqual([]);
});

/** Serves a folder, whatever is in it at the moment, as a host does that says nothing about caching. */
async function serve(folder: () => string): Promise<{ server: Server; address: string }> {
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.svg': 'image/svg+xml',
    '.png': 'image/png', '.csv': 'text/csv', '.webmanifest': 'application/manifest+json',
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://host').pathname.replace(/\/$/, '/index.html');
    const file = join(folder(), path);
    if (!existsSync(file) || statSync(file).isDirectory()) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** A copy of the built page whose hashed files all have other names, as after a change of everything. */
function changedCopy(copy: string): void {
  cpSync(DIST, copy, { recursive: true, filter: (source) => !source.endsWith('.zip') });
  const assets = join(copy, 'assets');
  const names = readdirSync(assets).map((name) => [name, name.replace(/-([\w-]{8})(\.\w+)$/, (_, hash: string, end: string) => `-${[...hash].reverse().join('')}${end}`)] as const);
  for (const [name, changed] of names) renameSync(join(assets, name), join(assets, changed));
  const texts = [...readdirSync(assets).map((name) => join(assets, name)), ...['index.html', 'sw.js', 'gallery/index.html', 'ko/gallery/index.html'].map((name) => join(copy, name))];
  for (const file of texts.filter((file) => /\.(js|css|html)$/.test(file))) {
    const text = names.reduce((text, [name, changed]) => text.replaceAll(name, changed), readFileSync(file, 'utf8'));
    const isWorker = file.endsWith('sw.js');
    writeFileSync(file, isWorker ? text.replaceAll(/(revision:[`'"])([0-9a-f]{16})/g, (_, before: string, hash: string) => before + [...hash].reverse().join('')) : text);
  }
}

test('an update does not break an open page, and is there once that is closed', async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-update-'));
  const changed = join(folder, 'changed');
  changedCopy(changed);
  let current = DIST;
  const { server, address } = await serve(() => current);
  const context = await browser.newContext({ serviceWorkers: 'allow' });
  const complaints = watch(context, address);
  try {
    const script = (page: Page) => page.locator('script[src]').getAttribute('src');
    const page = await context.newPage();
    await page.goto(address);
    await expect(heading(page)).toHaveText(en.ready['beale-race'].title);
    await kept(page);
    const old = await script(page);

    current = changed;
    await page.evaluate(async () => {
      const registration = (await navigator.serviceWorker.getRegistration())!;
      await registration.update();
      while (registration.waiting === null) await new Promise((done) => setTimeout(done, 20));
    });
    // The old files are gone from the host; the labs not opened so far come from what was kept.
    expect((await context.request.get(new URL(old!, address).href)).status()).toBe(404);
    await page.getByRole('link', { name: en.labNames.batch }).click();
    await expect(heading(page)).toHaveText(batchEn.ready['three-kinds'].title);
    await page.getByRole('link', { name: en.labNames.minima }).click();
    await expect(heading(page)).toHaveText(minimaEn.question['batch-size'].title);
    await page.reload();
    expect(await script(page), 'the old version, for as long as it is open').toBe(old);

    await page.close();
    // The waiting worker takes over in its own time.
    await expect.poll(async () => {
      const next = await context.newPage();
      await next.goto(address);
      const found = await script(next);
      await next.close();
      return found;
    }).not.toBe(old);
    const next = await context.newPage();
    await next.goto(`${address}#lab=minima&v=1`);
    await expect(heading(next)).toHaveText(minimaEn.question['batch-size'].title);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
    server.close();
    rmSync(folder, { recursive: true });
  }
});

test('the page can be installed: a manifest with all that it takes, and icons in their sizes', async ({ page, request }) => {
  await page.goto('./');
  const session = await page.context().newCDPSession(page);
  const { errors, url } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(url).toMatch(/\/downhill\.webmanifest$/);
  const manifest = (await (await request.get('downhill.webmanifest')).json()) as {
    name: string; short_name: string; start_url: string; display: string; theme_color: string; background_color: string;
    icons: { src: string; sizes: string; type: string; purpose?: string }[];
  };
  expect(manifest).toMatchObject({ short_name: 'Downhill', start_url: './', display: 'standalone' });
  const paper = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--background'));
  expect([manifest.theme_color, manifest.background_color], 'the page’s own background').toEqual([paper, paper]);
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose ?? 'any'}`)).toEqual(['any any', '192x192 any', '512x512 any', '512x512 maskable']);
  for (const { src, sizes, type } of manifest.icons.filter(({ type }) => type === 'image/png')) {
    const bytes = await (await request.get(src)).body();
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes);
    expect(type).toBe('image/png');
  }
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A window without a profile on disk is no place to install to.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});

test('the worker asks nobody else for anything', async ({ request }) => {
  const worker = await (await request.get('sw.js')).text();
  expect(worker).not.toContain('importScripts');
  expect([...worker.matchAll(/https?:\/\/[\w./-]+/g)].map((match) => match[0]).filter((url) => !/^https?:\/\/(bit\.ly|goo\.gl|developers?\.)/.test(url))).toEqual([]);
});

test('where workers are forbidden, the page does not mind', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'serviceWorker', { get: () => { throw new DOMException('Service worker is disabled.', 'SecurityError'); } });
  });
  await new RacePage(page).open();
  await expect(heading(page)).toHaveText(en.ready['beale-race'].title);
});

test('the archive has everything for a USB stick, and the same bytes whenever it is made', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-archive-'));
  const root = join(folder, 'www');
  try {
    for (const [path, text] of [['dist-single/index.html', '<title>page'], ['dist/embed/index.html', '<title>embed'], ['src/offline/README.txt', 'readme'], ['../LICENSE-MIT', 'MIT'], ['../LICENSE-APACHE', 'Apache']] as const) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const bytes = await archive(root);
    const members = Object.entries(unzipSync(bytes)).map(([name, content]) => [name, new TextDecoder().decode(content)]);
    expect(members).toEqual([
      ['downhill/index.html', '<title>page'],
      ['downhill/embed.html', '<title>embed'],
      ['downhill/README.txt', 'readme'],
      ['downhill/LICENSE-MIT', 'MIT'],
      ['downhill/LICENSE-APACHE', 'Apache'],
    ]);
    await new Promise((done) => setTimeout(done, 2100));
    expect(Buffer.from(await archive(root)).equals(Buffer.from(bytes))).toBe(true);
    rmSync(join(root, 'dist/embed/index.html'));
    await expect(writeArchive(root, join(root, 'dist'))).rejects.toThrow('there is no dist/embed/index.html');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what is unpacked from the archive opens by a double click: it plays, changes labs, and computes in workers', async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-unpacked-'));
  const context = await browser.newContext();
  try {
    const members = unzipSync(readFileSync(join(DIST, 'downhill.zip')));
    mkdirSync(join(folder, 'downhill'));
    for (const [name, content] of Object.entries(members)) writeFileSync(join(folder, name), content);
    const address = pathToFileURL(join(folder, 'downhill/index.html')).href;
    const complaints = watch(context, address);
    const page = await context.newPage();
    await page.goto(`${address}#lab=race&f=bowl&run=adam,lr:0.1&steps=100&show=basins&v=1`);
    await expect(heading(page)).toHaveText(en.surfaces.bowl.title);
    await expect(page.locator('.basin-progress')).toContainText('65,536');
    expect(page.workers().length, 'computed by workers').toBeGreaterThan(0);
    const race = new RacePage(page);
    await race.seek(0);
    await race.button(en.play).click();
    await expect.poll(() => race.step()).toBeGreaterThan(1);
    await page.getByRole('link', { name: en.labNames.batch }).click();
    await expect(heading(page)).toHaveText(batchEn.ready['three-kinds'].title);
    await new BatchPage(page).isComputed();
    await page.getByRole('link', { name: en.labNames.minima }).click();
    await expect(heading(page)).toHaveText(minimaEn.question['batch-size'].title);
    // What a frame shows lies beside it.
    await page.goto(`${pathToFileURL(join(folder, 'downhill/embed.html')).href}?lab=race&f=bowl&run=sgd,lr:0.1&v=1`);
    await expect(page.locator('.map-base, .map canvas').first()).toHaveAttribute('width', /\d+/);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true });
  }
});
