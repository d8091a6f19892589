/** The share dialog: what it offers can be pasted where it says, and holds exactly the setup. */
import { readFile } from 'node:fs/promises';

import { evaluate } from '@mdx-js/mdx';
import type { Page } from '@playwright/test';
import jsQR from 'jsqr';
import MarkdownIt from 'markdown-it';
import { parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';

import { ko as shareKo } from '../../www/src/share/words/ko.ts';
import { violations } from './axe.ts';
import { RacePage } from './race-page.ts';
import { SharePage, shareEn } from './share-page.ts';
import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';

const SETUP = 'lab=race&f=himmelblau&from=0.2,-0.8&run=adam,lr:0.1&run=sgd,lr:0.01&steps=60&v=1';
const READY = 'lab=race&f=ravine&from=-3.2,1.6&run=sgd,lr:0.001&run=sgd,lr:0.018&run=sgd,lr:0.03&steps=250&v=1';

/** An element that a snippet makes: its name, its attributes, and the elements in it. */
interface Made {
  name: string;
  attributes: Record<string, string>;
  inside: Made[];
}

function ofHtml(html: string): Made[] {
  const walk = (nodes: Tree.ChildNode[]): Made[] =>
    nodes.flatMap((node) => {
      if (!('tagName' in node)) return [];
      return [{ name: node.tagName, attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])), inside: walk(node.childNodes) }];
    });
  return walk(parseFragment(html).childNodes);
}

function ofMarkdown(source: string): Made[] {
  return ofHtml(new MarkdownIt({ html: true }).render(source));
}

/** What an MDX compiler makes of a source, by a runtime that only notes it. */
async function ofMdx(source: string): Promise<Made[]> {
  type Content = Made | string | Content[] | undefined;
  const flat = (content: Content): Made[] => {
    if (Array.isArray(content)) return content.flatMap(flat);
    return typeof content === 'object' ? [content] : [];
  };
  const Fragment = 'fragment';
  const jsx = (type: unknown, { children, ...attributes }: Record<string, unknown>): Made | Content[] => {
    const inside = flat(children as Content);
    return type === Fragment ? inside : { name: String(type), attributes: attributes as Record<string, string>, inside };
  };
  const { default: content } = await evaluate(source, { Fragment, jsx, jsxs: jsx } as unknown as Parameters<typeof evaluate>[1]);
  return flat(content({}) as unknown as Content);
}

/** The same elements without what a text format puts around a line of them. */
function bare(made: Made[]): Made[] {
  return made.flatMap((one) => (one.name === 'p' ? bare(one.inside) : [{ ...one, inside: bare(one.inside) }]));
}

/** What all three formats make of a snippet; fails if they differ. */
async function parsed(snippet: string): Promise<Made[]> {
  expect(snippet, 'no style').not.toMatch(/\sstyle=/);
  expect(snippet, 'no attribute without a value').not.toMatch(/<[^>]*\s[a-z]+(?=[\s>/])(?!=)[^="]*>/);
  const html = bare(ofHtml(snippet));
  expect(bare(ofMarkdown(snippet)), 'as Markdown').toEqual(html);
  expect(bare(await ofMdx(snippet)), 'as MDX').toEqual(html);
  return html;
}

async function opened(page: Page, link: string): Promise<SharePage> {
  await new RacePage(page).open(`#${link}`);
  const share = new SharePage(page);
  await share.open();
  return share;
}

/** The folder of the page. */
function host(page: Page): string {
  return new URL('.', page.url().split('#')[0]).href;
}

test('the embed is one frame in HTML, Markdown and MDX, and its address is the setup’s to the letter', async ({ page }) => {
  const share = await opened(page, SETUP);
  const [frame, ...others] = await parsed(await share.text(shareEn.embed));
  expect(others).toEqual([]);
  expect(frame).toEqual({
    name: 'iframe',
    inside: [],
    attributes: {
      src: `${host(page)}embed/?${SETUP.replace('&v=1', '&hide=presets,table,about&v=1')}`,
      title: shareEn.embedTitle(en.surfaces.himmelblau.title),
      width: '100%',
      height: '640',
      loading: 'lazy',
      allow: 'fullscreen; clipboard-write',
    },
  });
});

test('language, colours, parts, playing and height change every snippet at once', async ({ page }) => {
  const share = await opened(page, READY);
  await share.dialog.getByRole('combobox', { name: shareEn.language }).selectOption('한국어');
  await share.dialog.getByRole('combobox', { name: shareEn.colours }).selectOption(shareEn.dark);
  for (const part of ['about', 'controls'] as const) await share.dialog.getByRole('checkbox', { name: shareEn.parts[part], exact: true }).click();
  await share.dialog.getByRole('checkbox', { name: shareEn.autoplay }).check();
  const height = share.dialog.getByRole('spinbutton', { name: shareEn.height });
  await height.fill('99999');
  await height.press('Tab');
  await expect(height, 'no taller than a frame may be').toHaveValue('2000');

  const reader = 'lang=ko&theme=dark';
  expect(await share.link).toBe(`${host(page)}#${READY.replace('&v=1', `&${reader}&v=1`)}`);
  const [frame] = await parsed(await share.text(shareEn.embed));
  const title = shareKo.embedTitle(ko.ready['lr-too-big'].title);
  expect(frame!.attributes).toMatchObject({
    src: `${host(page)}embed/?${READY.replace('&v=1', `&${reader}&hide=presets,controls,table&autoplay=on&v=1`)}`,
    title,
    height: '2000',
  });

  await share.turnTo('element');
  const [script, element, ...others] = await parsed(await share.text(shareEn.element));
  expect(others).toEqual([]);
  expect(script).toMatchObject({ name: 'script', attributes: { type: 'module', src: `${host(page)}downhill.js` } });
  expect(element).toEqual({
    name: 'downhill-lab',
    attributes: { preset: READY, lang: 'ko', theme: 'dark', hide: 'presets,controls,table', autoplay: 'on' },
    inside: [{ name: 'img', inside: [], attributes: { slot: 'poster', src: `${host(page)}p/lr-too-big/poster.png`, alt: title } }],
  });
  await share.turnTo('codepen');
  const pen = await share.text(shareEn.codepen);
  expect(pen).toContain(`preset="${READY.replaceAll('&', '&amp;')}"`);
  // A pen's HTML is the body of a page.
  await page.route('**/pen.html', (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>A pen</title><body>\n${pen}\n</body>` }));
  await page.goto('./pen.html');
  await expect(page.locator('downhill-lab').getByRole('img', { name: ko.mapLabel })).toHaveAttribute('width', /\d+/);
});

test('a ready preset has a picture with a link, in Markdown and HTML; another setup says what to do instead', async ({ page }) => {
  const share = await opened(page, READY);
  await share.turnTo('picture');
  const [target, picture] = [`${host(page)}p/lr-too-big/`, `${host(page)}p/lr-too-big/poster.png`];
  const alt = shareEn.embedTitle(en.ready['lr-too-big'].title);
  const [linked, caption] = ofMarkdown(await share.text(shareEn.pictureMarkdown));
  expect(linked!.inside).toMatchObject([{ name: 'a', attributes: { href: target }, inside: [{ name: 'img', attributes: { src: picture, alt } }] }]);
  expect(caption!.inside).toMatchObject([{ name: 'em' }]);
  const html = await parsed(await share.text(shareEn.pictureHtml));
  expect(html).toMatchObject([{ name: 'a', attributes: { href: target }, inside: [{ name: 'img', attributes: { src: picture, alt } }] }]);
  expect(await share.text(shareEn.picturePage)).toBe(target);

  const other = await opened(page, SETUP);
  await other.turnTo('picture');
  await expect(other.dialog.getByText(shareEn.noPicture)).toBeVisible();
  await expect(other.field(shareEn.pictureMarkdown)).toHaveCount(0);
});

test('the length of the link is told, and a long one is warned of', async ({ page }) => {
  const share = await opened(page, SETUP);
  expect(await share.dialog.locator('.link-length').innerText()).toBe(shareEn.characters((await share.link).length));
  await expect(share.dialog.getByText(shareEn.linkNote)).toBeVisible();

  // Every digit of twelve runs, and sixteen changes on the way.
  const run = 'run=adam,lr:0.012345678901234567,beta1:0.91234567890123456,beta2:0.99123456789012345,eps:1.2345678901234567e-10';
  const changes = Array.from({ length: 16 }, (_, at) => `change=${40 + at},1,beta1:0.91234567890123${400 + at}`);
  const long = ['lab=batch&data=diabetes', ...Array.from({ length: 12 }, () => run), 'batch=all&updates=100', ...changes, 'v=1'].join('&');
  await page.goto('about:blank');
  await page.goto(`./#${long}`);
  await share.open();
  const { length } = await share.link;
  expect(length).toBeGreaterThan(1900);
  expect(length).toBeLessThan(2048);
  await expect(share.dialog.getByText(shareEn.long(2048))).toBeVisible();
  await expect(share.dialog.getByText(shareEn.linkNote)).toHaveCount(0);
});

/** What a phone reads off a picture; its pixels are looked at in the page, which has a decoder. */
async function scanned(page: Page, png: Buffer): Promise<string | undefined> {
  const { data, width, height } = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    // A camera is far away: so few pixels are enough, and every one of them crosses to the test.
    const scale = Math.min(1, 360 / image.width);
    const [wide, high] = [Math.round(scale * image.width), Math.round(scale * image.height)];
    const context = new OffscreenCanvas(wide, high).getContext('2d')!;
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, wide, high);
    const { data, width, height } = context.getImageData(0, 0, wide, high);
    return { data: [...data], width, height };
  }, `data:image/png;base64,${png.toString('base64')}`);
  return jsQR.default(new Uint8ClampedArray(data), width, height)?.data;
}

for (const theme of ['light', 'dark'] as const) {
  test(`the QR code holds the link, on the screen, in full and in both files: ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    const share = await opened(page, READY);
    const link = await share.link;
    await share.turnTo('qr');
    const code = share.dialog.getByRole('img', { name: shareEn.qrImage }).first();
    expect(await scanned(page, await code.screenshot())).toBe(link);

    for (const [button, name] of [[shareEn.savePng, 'downhill-qr.png'], [shareEn.saveSvg, 'downhill-qr.svg']] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), share.button(button).click()]);
      expect(download.suggestedFilename()).toBe(name);
      const file = await readFile(await download.path());
      if (name.endsWith('png')) expect(await scanned(page, file)).toBe(link);
      else expect(file.toString()).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+".*<\/svg>\n$/);
    }

    await share.button(shareEn.fullScreen).click();
    const large = page.getByRole('dialog', { name: shareEn.qrImage });
    await expect(large).toBeVisible();
    expect(await scanned(page, await page.screenshot())).toBe(link);
    await large.getByRole('button', { name: shareEn.close }).click();
    await expect(large).toHaveCount(0);
    await expect(share.dialog).toBeVisible();
  });
}

test('slides are put together, ordered by keyboard, and are one link', async ({ page }) => {
  const share = await opened(page, READY);
  await share.turnTo('slides');
  const slides = share.dialog.getByRole('list').getByRole('listitem');
  await expect(slides, 'the open preset is there already').toHaveText([new RegExp(en.ready['lr-too-big'].title)]);
  const select = share.dialog.getByRole('combobox', { name: shareEn.addSlide });
  for (const id of ['three-kinds', 'wells']) {
    await select.selectOption(id);
    await share.button(shareEn.add).press('Enter');
  }
  await expect(slides).toHaveCount(3);
  await share.dialog.getByRole('checkbox', { name: shareEn.predict }).check();
  expect(await share.text(shareEn.slidesLink)).toBe(`${host(page)}#lab=race&slides=lr-too-big,three-kinds,wells&predict=on&v=1`);

  const title = (await slides.nth(2).locator('span').innerText()).trim();
  await share.button(shareEn.earlier(title)).press('Enter');
  await expect(share.button(shareEn.earlier(title)), 'the focus goes along').toBeFocused();
  await page.keyboard.press('Enter');
  expect(await share.text(shareEn.slidesLink)).toBe(`${host(page)}#lab=minima&slides=wells,lr-too-big,three-kinds&predict=on&v=1`);
  await share.button(shareEn.removeSlide(title)).press('Enter');
  expect(await share.text(shareEn.slidesLink)).toBe(`${host(page)}#lab=race&slides=lr-too-big,three-kinds&predict=on&v=1`);
});

const WAYS = ['embed', 'element', 'picture', 'codepen', 'qr', 'slides'] as const;

for (const [words, say, language, theme] of [[en, shareEn, 'en', 'light'], [ko, shareKo, 'ko', 'dark']] as const) {
  test(`axe finds nothing in the dialog, and it is as wide as a phone: ${language}, ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await new RacePage(page, words).open(`#${READY.replace('&v=1', `&lang=${language}&theme=${theme}&v=1`)}`);
    const share = new SharePage(page, words, say);
    await share.open();
    for (const way of WAYS) {
      await share.turnTo(way);
      if (way === 'slides') await expect(share.field(say.slidesLink)).toBeVisible();
      expect(await violations(page), way).toEqual([]);
      const wide = await share.dialog.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
      expect(wide, `${way} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  });
}

test('tabs turn by arrow keys, and a press beside the dialog closes it', async ({ page }) => {
  const share = await opened(page, SETUP);
  const tab = (name: string) => share.dialog.getByRole('tab', { name, exact: true });
  await tab(shareEn.embed).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tab(shareEn.slides)).toBeFocused();
  await expect(tab(shareEn.slides)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(share.field(shareEn.element)).toBeVisible();
  await page.mouse.click(5, 300);
  await expect(share.dialog).toHaveCount(0);
});
