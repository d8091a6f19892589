/** The embed and the element: what a page around a lab can ask, what it hears, and what it is spared. */
import type { Frame, Page } from '@playwright/test';

import { minimaEn } from './minima-page.ts';
import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';

/** What of the element the tests use. */
interface Lab extends HTMLElement {
  preset: string;
  theme: string;
  hide: string;
  gestures: string;
  playing: boolean;
  readonly step: number;
  readonly ready: Promise<unknown>;
  readonly state: { link: string; status: string };
  play(): Promise<void>;
  pause(): Promise<void>;
  reset(): Promise<void>;
  seek(step: number): Promise<void>;
  setState(link: string): Promise<void>;
  toURL(): Promise<string>;
}

const LINK = 'lab=race&f=himmelblau&from=-4.5,0.3&run=sgd,lr:0.01&run=adam,lr:0.1&steps=200&v=1';

/** A page of another origin than nothing: served beside the embed, with whatever body is wanted. */
async function host(page: Page, body: string, head = ''): Promise<void> {
  await page.route('**/host.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en"><head><title>Host</title>${head}</head><body>${body}</body></html>` }),
  );
  await page.goto('./host.html');
}

async function embedded(page: Page): Promise<Frame> {
  const frame = page.frames().find((frame) => frame.url().includes('/embed/'))!;
  await frame.waitForSelector('html[data-ready="true"]');
  return frame;
}

test('the embed is one file: its query sets it up, and nothing else is fetched', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`./embed/?${LINK}#?secret=Xy1`);
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.surfaces.himmelblau.title);
  expect(requests.filter((url) => !url.startsWith('blob:') && !url.startsWith('data:'))).toHaveLength(1);
  expect(new URL(page.url()).search).toBe(`?${LINK}`);
  await page.getByRole('button', { name: en.reset }).click();
  await page.getByRole('button', { name: en.stepForward }).click();
  expect(new URL(page.url()).search, 'an embed never touches its address').toBe(`?${LINK}`);
  const link = page.getByRole('link', { name: 'Open in Downhill' });
  expect(new URL((await link.getAttribute('href'))!).hash).toBe(`#${LINK}`);
});

test('each lab is in the file, with the data that it needs', async ({ page }) => {
  for (const [link, heading] of [
    ['lab=batch&data=diabetes&run=sgd,lr:0.03&batch=32&epochs=1&v=1', /./],
    ['lab=minima&experiment=batch-size&batch=50&ntrain=100&updates=30&seeds=1&v=1', /flatter/],
  ] as const) {
    await page.goto(`./embed/?${link}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
  }
  await page.locator('downhill-train-bar button').click();
  await expect(page.locator('downhill-train-bar button')).toHaveText(/again/i);
});

test('hidden parts are not there at all; language and theme are as asked', async ({ page }) => {
  await page.goto(`./embed/?${LINK.replace('&v=1', '&lang=ko&theme=dark&hide=heading,presets,controls,transport,charts,table,about&v=1')}`);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(page.locator('downhill-race-map')).toHaveCount(1);
  for (const tag of ['h1', 'downhill-ready-list', 'downhill-controls-panel', 'downhill-transport-bar', 'downhill-loss-chart', 'downhill-data-table', 'downhill-verification-section']) {
    await expect(page.locator(tag), tag).toHaveCount(0);
  }
  await expect(page.getByRole('button', { name: ko.zoomIn })).toBeVisible();
});

test('what is hidden is left out of every lab, and its picture stays', async ({ page }) => {
  const links = [LINK, 'lab=batch&data=diabetes&run=sgd,lr:0.03&batch=32&epochs=1&v=1', ...Object.keys(minimaEn.question).map((id) => `lab=minima&experiment=${id}&v=1`)];
  expect(links).toHaveLength(9);
  await host(page, '<downhill-lab hide="heading presets controls transport charts table about"></downhill-lab>', '<script type="module" src="./downhill.js"></script>');
  const left = await page.locator('downhill-lab').evaluate(async (element, links) => {
    const lab = element as Lab;
    await lab.ready;
    const left: object[] = [];
    for (const link of links) {
      await lab.setState(link);
      const shown = [...lab.shadowRoot!.querySelector('.lab')!.querySelectorAll('*')];
      const charts = shown.filter((one) => /-(chart|table)$/.test(one.localName) && one.closest('[part~="picture"]') === null);
      const parts = new Set(shown.map((one) => one.getAttribute('part')).filter((part) => part !== null));
      left.push({ link, parts: [...parts], charts: charts.map(({ localName }) => localName) });
    }
    return left;
  }, links);
  expect(left).toEqual(links.map((link) => ({ link, parts: ['picture'], charts: [] })));
});

test('the page around it calls the verbs, hears what happens, and is told what was wrong', async ({ page }) => {
  await host(page, `<iframe src="embed/?${LINK.replaceAll('&', '&amp;')}" title="Embed" width="800" height="300"></iframe>`);
  const embed = await embedded(page);
  const heard = await page.evaluate(async () => {
    const { connect, fitAll } = (await import(new URL('./host.js', location.href).href)) as typeof import('../../www/src/embedding/host.ts');
    fitAll();
    const frame = document.querySelector('iframe')!;
    const connection = connect(frame);
    const events: string[] = [];
    for (const event of ['step', 'status', 'change', 'error'] as const) connection.on(event, () => events.push(event));
    const state = (await connection.call('getState')) as { step: number; length: number; lab: string };
    await connection.call('seek', 10);
    await connection.call('stepBy', 5);
    const after = (await connection.call('getState')) as { step: number };
    await connection.call('setState', 'lab=race&f=bowl&run=adam,lr:-1&steps=30&v=1');
    const wrong = async (method: string, ...args: unknown[]): Promise<unknown> => {
      try {
        return await connection.call(method as never, ...args);
      } catch (error) {
        const { code, message } = error as Error & { code: string };
        return `${code}: ${message}`;
      }
    };
    const refusals = [await wrong('seek', 'far'), await wrong('explode'), await wrong('setState', 5)];
    for (const link of ['', 'garbage', '&v=99']) refusals.push(await wrong('setState', link));
    await connection.call('play');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await connection.call('pause');
    const url = await connection.call('toURL');
    const table = (await connection.call('getTable')) as { columns: string[]; rows: number[][] };
    const png = (await connection.call('toPNG', { scale: 1 })) as Blob;
    const svg = (await connection.call('toSVG', { transparent: true })) as string;
    refusals.push(await wrong('toPNG', { scale: 100 }), await wrong('toPNG', null), await wrong('toSVG', 'big'));
    const picture = await createImageBitmap(png);
    const exported = { columns: table.columns.join(), rows: table.rows.length, type: png.type, wide: picture.width > 300, isSvg: new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement.localName };
    return { state, after, refusals, exported, url, events: [...new Set(events)].sort(), height: Number(frame.height) };
  });
  expect(heard.state).toMatchObject({ lab: 'race', step: 200, length: 200, status: 'done' });
  expect(heard.after.step).toBe(15);
  expect(heard.refusals).toEqual([
    'argument: seek: t = far: must be a whole number',
    'unknown-method: method = explode: must be one of hello, play, pause, stepBy, seek, reset, getState, setState, getTable, toURL, toPNG, toSVG',
    'argument: setState: link: must be a text',
    'argument: setState: link = : must be a link, as lab=race&f=beale',
    'argument: setState: link = garbage: must be a link, as lab=race&f=beale',
    'argument: setState: v = 99: must be at most 1; the link is for a newer Downhill than this one',
    'argument: toPNG: scale = 100: must be from 0.25 to 8',
    'argument: toPNG: options = null: must be an object',
    'argument: toSVG: options = big: must be an object',
  ]);
  expect(heard.exported).toEqual({ columns: 'run,step,x,y,loss', rows: 31, type: 'image/png', wide: true, isSvg: 'svg' });
  expect(heard.events).toEqual(['change', 'error', 'status', 'step']);
  expect(new URL(heard.url as string).hash).toContain('f=bowl');
  expect(heard.height).toBeGreaterThan(400);
  expect(await embed.evaluate(() => document.documentElement.scrollHeight - innerHeight), 'as tall as it asks').toBeLessThanOrEqual(1);
});

test('only the page around it is obeyed', async ({ page }) => {
  await host(page, `<iframe src="embed/?${LINK.replaceAll('&', '&amp;')}" title="Embed" width="800" height="700"></iframe>`);
  const embed = await embedded(page);
  // A message of the frame to itself comes from no parent.
  await embed.evaluate(() => window.postMessage({ type: 'downhill', method: 'seek', args: [3] }, '*'));
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  expect(await embed.evaluate(() => document.querySelector<Lab>('downhill-lab')!.step)).toBe(200);
});

test.describe('the element', () => {
  const script = '<script type="module" src="./downhill.js"></script>';

  test('shows its poster until the lab is there; attributes and properties change it, and it says so', async ({ page }) => {
    await host(page, `<downhill-lab preset="${LINK.replaceAll('&', '&amp;')}" hide="presets about"><img slot="poster" alt="A race" width="10" height="10"></downhill-lab>`, script);
    const lab = page.locator('downhill-lab');
    await expect(lab.getByRole('heading', { level: 1 })).toHaveText(en.surfaces.himmelblau.title);
    await expect(lab.getByRole('img', { name: 'A race' })).toBeHidden();
    const said = await lab.evaluate(async (element) => {
      const own = element as Lab;
      await own.ready;
      const events: string[] = [];
      for (const name of ['step', 'change', 'status', 'error']) own.addEventListener(`downhill-${name}`, () => events.push(name));
      await own.seek(7);
      own.lang = 'ko';
      own.theme = 'dark';
      own.hide = 'heading';
      own.preset = 'lab=race&f=bowl&run=adam,lr:0.1&steps=40&v=1';
      await new Promise((resolve) => setTimeout(resolve, 400));
      own.gestures = 'wild';
      own.playing = true;
      await new Promise((resolve) => setTimeout(resolve, 300));
      await own.pause();
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { events: [...new Set(events)].sort(), link: own.state.link, url: await own.toURL(), playing: own.playing };
    });
    expect(said.events).toEqual(['change', 'error', 'status', 'step']);
    expect(said.link).toContain('f=bowl');
    expect(said.playing).toBe(false);
    expect(new URL(said.url).pathname).toBe('/');
    await expect(lab.locator('.downhill')).toHaveAttribute('lang', 'ko');
    await expect(lab.locator('.downhill')).toHaveAttribute('data-theme', 'dark');
    await expect(lab.getByRole('heading', { level: 1 })).toHaveCount(0);
  });

  test('leaves the page around it alone: its address, focus, styles, elements', async ({ page }) => {
    await host(page, `<p class="number">Host</p><downhill-lab preset="lab=minima&amp;experiment=wells&amp;v=1"></downhill-lab>`, script);
    await expect(page.locator('downhill-lab').getByRole('heading', { level: 1 })).toBeVisible();
    const left = await page.evaluate(() => ({
      url: location.href,
      focus: document.activeElement?.tagName,
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      // The element's own scripts may be preloaded; nothing else is added.
      added: [...document.head.children].map((element) => `${element.tagName} ${element.getAttribute('rel') ?? ''}`).filter((name) => !/^(TITLE|SCRIPT|LINK modulepreload)/.test(name)),
      body: document.body.children.length,
      align: getComputedStyle(document.querySelector('p')!).textAlign,
      theme: document.documentElement.dataset['theme'],
      stored: localStorage.length,
    }));
    expect(left).toEqual({ url: expect.stringMatching(/host\.html$/), focus: 'BODY', sheets: 0, added: [], body: 2, align: 'start', theme: undefined, stored: 0 });
  });

  test('several share one compiled core, each with a setup of its own', async ({ page }) => {
    await page.addInitScript(() => {
      const counted = window as unknown as { compilations: number };
      counted.compilations = 0;
      for (const name of ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming'] as const) {
        const plain = WebAssembly[name] as (...args: unknown[]) => unknown;
        (WebAssembly as unknown as Record<string, unknown>)[name] = (...args: unknown[]) => {
          if (!(args[0] instanceof WebAssembly.Module)) counted.compilations++;
          return plain.apply(WebAssembly, args);
        };
      }
    });
    const labs = ['bowl', 'ravine', 'beale', 'booth', 'matyas', 'easom'].map((f) => `<downhill-lab hide="controls,charts,table,about,presets" preset="lab=race&amp;f=${f}&amp;run=adam,lr:0.1&amp;steps=20"></downhill-lab>`);
    await host(page, labs.join(''), script);
    await page.evaluate(async () => {
      for (const lab of document.querySelectorAll<Lab>('downhill-lab')) {
        lab.scrollIntoView();
        await lab.ready;
      }
    });
    expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual(['bowl', 'ravine', 'beale', 'booth', 'matyas', 'easom'].map((f) => en.surfaces[f as keyof typeof en.surfaces].title));
    expect(await page.evaluate(() => (window as unknown as { compilations: number }).compilations)).toBe(1);
  });

  test.describe('when the code of the page around it breaks', () => {
    test.use({ provoked: /theirs/ });

    test('it goes on', async ({ page }) => {
      // What is evaluated from here lies in none of our files, as another's core does.
      await host(page, `<downhill-lab preset="${LINK.replaceAll('&', '&amp;')}"></downhill-lab>`, script);
      const lab = page.locator('downhill-lab');
      await expect(lab.getByRole('heading', { level: 1 })).toBeVisible();
      await page.evaluate(() => void setTimeout(() => { throw new WebAssembly.RuntimeError('theirs'); }));
      await page.waitForTimeout(200);
      await lab.getByRole('button', { name: en.reset }).click();
      await expect(lab.locator('.step-count')).toHaveText('0 / 200');
    });
  });

  test('what is set while it loads counts, whenever that is', async ({ page }) => {
    await host(page, '', script);
    const shown = await page.evaluate(async () => {
      await customElements.whenDefined('downhill-lab');
      const surfaces = ['bowl', 'ravine', 'beale', 'booth', 'matyas', 'easom', 'saddle', 'ackley'];
      const lab = document.createElement('downhill-lab') as Lab;
      document.body.append(lab);
      for (const surface of surfaces) {
        lab.preset = `lab=race&f=${surface}&run=adam,lr:0.1&steps=20`;
        lab.hide = surface === 'ackley' ? 'heading' : '';
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await lab.ready;
      await lab.seek(3);
      return lab.state.link;
    });
    expect(shown).toContain('f=ackley');
    await expect(page.locator('downhill-race-map')).toHaveCount(1);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(0);
  });

  test('verbs are about the link that was set before them, though its lab is still being fetched', async ({ page }) => {
    await host(page, `<downhill-lab preset="${LINK.replaceAll('&', '&amp;')}"></downhill-lab>`, script);
    const links = await page.evaluate(async () => {
      const lab = document.querySelector<Lab>('downhill-lab')!;
      await lab.ready;
      lab.preset = 'lab=batch';
      const first = await lab.toURL();
      lab.preset = 'lab=minima';
      lab.preset = 'lab=race&f=ackley';
      await lab.seek(3);
      return [first, lab.state.link];
    });
    expect(links).toEqual([expect.stringContaining('lab=batch'), expect.stringContaining('f=ackley')]);
  });

  test('what is removed is undone, and what is put back begins again', async ({ page }) => {
    await host(page, `<downhill-lab preset="${LINK.replaceAll('&', '&amp;')}"></downhill-lab>`, script);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const steps = await page.evaluate(async () => {
      const lab = document.querySelector<Lab>('downhill-lab')!;
      await lab.reset();
      await lab.play();
      lab.remove();
      await new Promise((resolve) => setTimeout(resolve, 100));
      let frames = 0;
      const plain = window.requestAnimationFrame;
      window.requestAnimationFrame = (callback) => (frames++, plain(callback));
      await new Promise((resolve) => setTimeout(resolve, 300));
      const quiet = frames;
      window.requestAnimationFrame = plain;
      document.body.append(lab);
      await lab.ready;
      return { quiet, step: lab.step };
    });
    expect(steps).toEqual({ quiet: 0, step: 200 });
  });

  test('plays by itself once it is seen, if that is asked, and not for those who want less motion', async ({ page }) => {
    const body = `<div id="far"></div><downhill-lab autoplay preset="${LINK.replaceAll('&', '&amp;')}"></downhill-lab>`;
    const statuses = async (): Promise<string[]> =>
      page.evaluate(async () => {
        const lab = document.querySelector<Lab>('downhill-lab')!;
        await lab.ready;
        await new Promise((resolve) => setTimeout(resolve, 300));
        return [lab.state.status];
      });
    await host(page, body, script);
    expect(await statuses()).toEqual(['playing']);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.reload();
    expect(await statuses()).toEqual(['done']);
  });
});
