/** The frame in Firefox, where a browser may differ: it is driven by WebDriver BiDi, and looked into by scripts. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Browser, Frame, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';

import { en } from '../browser/words.ts';
import { document } from './document.ts';
import { keep } from './findings.ts';
import { expect, test } from './hosted.ts';
import { BUILT, LINK } from './places.ts';
import { snippet } from './sites.ts';

const FIREFOX = process.env['HOST_FIREFOX'] ?? '/usr/bin/firefox-esr';

let browser: Browser;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  browser = await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, headless: true });
});
test.afterAll(() => browser?.close());

/** What a reader sees of the lab in a document. Runs in the page, and finds things through shadow roots. */
function seen({ mapLabel, scrub }: { mapLabel: string; scrub: string }): { colours: number; step: number } | undefined {
  const root = globalThis.document.querySelector('downhill-lab')?.shadowRoot;
  const canvas = root?.querySelector<HTMLCanvasElement>(`canvas[aria-label="${mapLabel}"]`);
  const slider = root?.querySelector<HTMLInputElement>(`input[aria-label="${scrub}"]`);
  if (!canvas || !slider || canvas.width === 0) return undefined;
  const copy = Object.assign(globalThis.document.createElement('canvas'), { width: 60, height: 40 });
  const context = copy.getContext('2d')!;
  context.drawImage(canvas, 0, 0, 60, 40);
  const colours = new Set(new Uint32Array(context.getImageData(0, 0, 60, 40).data.buffer));
  return { colours: colours.size, step: Number(slider.value) };
}

/** Presses the button of a name. Runs in the page. */
function press(name: string): void {
  const root = globalThis.document.querySelector('downhill-lab')!.shadowRoot!;
  root.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)!.click();
}

/** Painted, plays, goes back, and complains of nothing. */
async function proves(page: Page, frame: () => Frame | undefined, complaints: string[]): Promise<void> {
  const look = async (): Promise<{ colours: number; step: number } | undefined> => frame()?.evaluate(seen, { mapLabel: en.mapLabel, scrub: en.scrub });
  await expect.poll(async () => (await look())?.colours, 'colours of the map').toBeGreaterThan(20);
  await frame()!.evaluate(press, en.reset);
  await expect.poll(async () => (await look())?.step).toBe(0);
  await frame()!.evaluate(press, en.play);
  await expect.poll(async () => (await look())?.step).toBeGreaterThan(0);
  expect(await page.evaluate(() => globalThis.document.activeElement?.localName), 'what has the focus').toBe('body');
  expect(complaints).toEqual([]);
}

async function opened(): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, complaints };
}

const CASES = [
  { host: 'plain HTML', madeBy: 'the snippet', frame: async () => snippet('html') },
  {
    host: '`sandbox="allow-scripts"`',
    madeBy: 'the snippet with that attribute',
    frame: async () => snippet('html').replace('<iframe ', '<iframe sandbox="allow-scripts" '),
  },
  {
    host: '`srcdoc`',
    madeBy: '`embed/index.html` as text',
    frame: async () => {
      const markup = await readFile(join(BUILT, 'embed/index.html'), 'utf8');
      return `<iframe srcdoc="${markup.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" title="Downhill" width="100%" height="640"></iframe>`;
    },
  },
];

for (const { host: name, madeBy, frame } of CASES) {
  test(`${name} in Firefox`, async ({ host }) => {
    const { page, complaints } = await opened();
    await page.goto(host.write('/firefox', document('A page', await frame())));
    await proves(page, () => page.frames().find((frame) => frame !== page.mainFrame()), complaints);
    await page.close();
    await keep({ host: name, madeBy, way: 'iframe', browser: 'Firefox' });
  });
}

test('a file in Firefox', async () => {
  const { page, complaints } = await opened();
  await page.goto(`${pathToFileURL(join(BUILT, 'embed/index.html')).href}?${LINK}`);
  await proves(page, () => page.mainFrame(), complaints);
  await page.close();
  await keep({ host: '`file://`', madeBy: '`embed/index.html` beside the page', way: 'iframe', browser: 'Firefox' });
});

test('the element in Firefox', async ({ host }) => {
  const { page, complaints } = await opened();
  await page.goto(host.write('/firefox-element', document('A page', snippet('element'))));
  await proves(page, () => page.mainFrame(), complaints);
  await page.close();
  await keep({ host: 'plain HTML', madeBy: 'the snippet', way: 'element', browser: 'Firefox' });
});
