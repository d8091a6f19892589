/** What is shown can be saved: as pictures, numbers, a setup, a film, and a script; and it is what was shown. */
import { violations } from './axe.ts';
import { BatchPage, batchEn } from './batch-page.ts';
import { printed } from './command-line.ts';
import { Saving, gifFrames, pngSize, saveEn } from './exports-page.ts';
import type { File } from './exports-page.ts';
import { MinimaPage, minimaEn } from './minima-page.ts';
import { RacePage, boxOf } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';

const RACE = '#lab=race&f=rosenbrock&from=-1.5,2&run=adam,lr:0.05&run=nesterov,lr:0.001&run=sgd,lr:1e-4&steps=40&v=1';
const TITLE = en.surfaces.rosenbrock.title;

const text = ({ bytes }: File): string => bytes.toString('utf8');

test('the map as PNG is, pixel for pixel, what its canvases show', async ({ page }) => {
  const [race, saving] = [new RacePage(page), new Saving(page)];
  await race.open(RACE);
  const box = await race.mapBox();
  const file = await saving.take(saving.button(TITLE), saveEn.png, 1);
  expect([file.name, ...pngSize(file.bytes)]).toEqual(['downhill-rosenbrock-map-2x.png', Math.round(2 * box.width), Math.round(2 * box.height)]);
  expect(await saving.differenceFrom(file, race.layers)).toBeLessThan(0.01);
});

test('the loss chart comes in CSS pixels, twice as large, and with nothing behind it', async ({ page }) => {
  const [race, saving] = [new RacePage(page), new Saving(page)];
  await race.open(RACE);
  const button = saving.button(en.lossHeading);
  const [once, twice, bare] = [await saving.take(button, saveEn.png), await saving.take(button, saveEn.png, 1), await saving.take(button, saveEn.transparentPng)];
  const [width, height] = pngSize(once.bytes);
  expect(height).toBe(220);
  for (const large of [twice, bare]) expect(pngSize(large.bytes)).toEqual([2 * width, 2 * height]);
  expect((await saving.seen(once, 'image/png')).ground, 'the page’s own').toEqual([251, 251, 249, 255]);
  expect(await saving.seen(bare, 'image/png'), 'nothing behind it, and something is drawn').toMatchObject({ ground: [0, 0, 0, 0], isInked: true });
  expect(bare.name).toBe('downhill-rosenbrock-loss-2x-transparent.png');
});

for (const theme of ['light', 'dark'] as const) {
  test(`an SVG is the same picture, its words are words: ${theme}`, async ({ page }) => {
    const [race, saving] = [new RacePage(page), new Saving(page)];
    await race.open(RACE.replace('&v=1', `&theme=${theme}&v=1`));
    for (const [title, words] of [[TITLE, ['Adam', 'Nesterov', 'SGD', en.start]], [en.lossHeading, ['Adam', 'Nesterov', 'SGD', en.step]]] as const) {
      const svg = await saving.take(saving.button(title), 'SVG');
      const png = await saving.take(saving.button(title), saveEn.png);
      const found = await page.evaluate((source) => {
        const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
        const root = parsed.documentElement;
        const texts = [...parsed.querySelectorAll('text')].map((node) => node.textContent);
        const strange = [...parsed.querySelectorAll('*')].filter(({ localName }) => !['svg', 'title', 'rect', 'path', 'circle', 'text', 'image'].includes(localName));
        return { name: root.localName, viewBox: root.getAttribute('viewBox'), lang: root.getAttribute('lang'), texts, strange: strange.map(({ localName }) => localName) };
      }, text(svg));
      const [width, height] = pngSize(png.bytes);
      expect(found).toMatchObject({ name: 'svg', viewBox: `0 0 ${width} ${height}`, lang: 'en', strange: [] });
      for (const word of words) expect(found.texts).toContain(word);
      expect(text(svg)).not.toMatch(/NaN|undefined|script|onload|\d\.\d{4}/);
      expect(await saving.difference(svg, png), title).toBeLessThan(2);
    }
  });
}

test('numbers are the bytes that the command line prints', async ({ page }) => {
  const saving = new Saving(page);
  // Every form of number: tiny, huge, negative zero, diverged.
  const wild = '#lab=race&f=goldstein-price&from=-0,0.1&run=sgd,lr:1e-7&run=adam,lr:0.3&run=sgd,lr:10&steps=60&v=1';
  for (const link of [RACE, wild]) {
    await new RacePage(page).open(link);
    const file = await saving.take(saving.labButton, saveEn.allNumbers);
    expect(file.name).toBe('downhill-race.csv');
    expect(text(file)).toBe(await printed('run', link));
  }
  const batch = 'lab=batch&data=diabetes&run=sgd,lr:0.03&batch=1&batch=all&epochs=2&v=1';
  await new BatchPage(page).open(batch);
  expect(text(await saving.take(saving.labButton, saveEn.allNumbers))).toBe(await printed('run', batch));
});

test('a chart’s numbers are those that it shows', async ({ page }) => {
  const [race, saving] = [new RacePage(page), new Saving(page)];
  await race.open(RACE);
  const losses = text(await saving.take(saving.button(en.lossHeading), saveEn.numbers));
  const rows = (await printed('run', RACE)).trimEnd().split('\n').map((row) => row.split(','));
  expect(losses).toBe(rows.map(([run, step, , , loss]) => `${run},${step},${loss}\n`).join(''));
  // The map shows the trails so far.
  await race.scrub.fill('7');
  const trails = text(await saving.take(saving.button(TITLE), saveEn.numbers));
  expect(trails).toBe(rows.filter(([, step]) => step === 'step' || Number(step) <= 7).map((row) => `${row.join(',')}\n`).join(''));
});

test('networks and wells are saved as the command line prints them', async ({ page }) => {
  test.setTimeout(240_000);
  const [lab, saving] = [new MinimaPage(page), new Saving(page)];
  const link = 'lab=minima&experiment=batch-size&batch=4&batch=100&ntrain=100&updates=30&seeds=2&v=1';
  await lab.open(link);
  await saving.open(saving.labButton);
  await expect(saving.item(saveEn.allNumbers), 'nothing is trained yet').toHaveCount(0);
  await saving.close();
  await lab.train();
  expect(text(await saving.take(saving.labButton, saveEn.allNumbers))).toBe(await printed('run', link));
  await expect(page.locator('.panel .save')).toHaveCount(2);
  const sheet = await saving.take(saving.labButton, 'SVG');
  expect(text(sheet)).toContain(`>${minimaEn.batch('4')}</text>`);
  for (const title of [minimaEn.between, minimaEn.spectrum]) {
    const [svg, table] = [await saving.take(saving.button(title), 'SVG'), await saving.take(saving.button(title), saveEn.numbers)];
    expect(text(svg)).toMatch(/^<svg [^]*<\/svg>\n$/);
    expect(text(table).split('\n').length, title).toBeGreaterThan(40);
  }
  const wells = 'lab=minima&experiment=wells&shift=0.3&v=1';
  await lab.open(wells);
  expect(text(await saving.take(saving.labButton, saveEn.allNumbers))).toBe(await printed('run', wells));
});

test('a comparison’s panels are saved one by one, or side by side', async ({ page }) => {
  const [lab, saving] = [new BatchPage(page), new Saving(page)];
  await lab.open('lab=batch&data=two-wells&run=sgd,lr:0.1&batch=1&batch=all&replicas=50&updates=100&v=1');
  const one = await saving.take(saving.button(batchEn.fullBatch), 'SVG');
  expect(one.name).toBe('downhill-two-wells-2.svg');
  expect(text(one)).toContain(`>${batchEn.fullBatch}</text>`);
  const sheet = await saving.take(saving.labButton, 'SVG');
  for (const name of [batchEn.oneSample, batchEn.fullBatch]) expect(text(sheet)).toContain(`>${name}</text>`);
  const width = (file: File): number => Number(/viewBox="0 0 ([\d.]+) /.exec(text(file))![1]);
  expect(width(sheet)).toBeGreaterThan(2 * width(one));
  const curves = await saving.take(saving.button(batchEn.arrivals.beyond), 'SVG');
  expect(text(curves)).toContain('<path');
});

test('a setup comes back from its JSON by the link in it', async ({ page }) => {
  const [race, saving] = [new RacePage(page), new Saving(page)];
  await race.open(RACE);
  const file = await saving.take(saving.labButton, saveEn.setup);
  const { lab, link, setup } = JSON.parse(text(file)) as { lab: string; link: string; setup: object };
  expect([file.name, lab, `#${link}`]).toEqual(['downhill-race-setup.json', 'race', RACE]);
  await race.open('#lab=race&f=bowl&run=sgd&v=1');
  await race.open(`#${link}`);
  expect((JSON.parse(text(await saving.take(saving.labButton, saveEn.setup))) as { setup: object }).setup).toEqual(setup);
});

test.describe('with a clipboard', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('the script that is copied is the one that the command line prints', async ({ page }) => {
    const [race, saving] = [new RacePage(page), new Saving(page)];
    await race.open(RACE);
    await saving.open(saving.labButton);
    await saving.item(saveEn.script).click();
    await expect(saving.menu.getByRole('status')).toHaveText(saveEn.copied);
    const script = await printed('script', RACE);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(script);
    const file = await saving.file(saving.item(saveEn.scriptFile));
    expect([file.name, text(file)]).toEqual(['downhill-rosenbrock.py', script]);
  });
});

test('without a clipboard the script is shown to copy by hand', async ({ page }) => {
  const [race, saving] = [new RacePage(page), new Saving(page)];
  await page.addInitScript(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError'));
  });
  await race.open(RACE);
  await saving.open(saving.labButton);
  await saving.item(saveEn.script).click();
  const field = saving.menu.getByRole('textbox', { name: saveEn.copyByHand });
  await expect(field).toHaveValue(/^"""A race of update rules on the surface Rosenbrock/);
  await field.focus();
  expect(await field.evaluate((area: HTMLTextAreaElement) => area.selectionEnd - area.selectionStart)).toBe((await field.inputValue()).length);
});

test('a film has a frame for every step, and leaves the race where it was', async ({ page }) => {
  const [race, saving] = [new RacePage(page), new Saving(page)];
  await race.open(RACE.replace('steps=40', 'steps=20'));
  await race.scrub.fill('7');
  await race.frame();
  const before = await race.picture(race.layers.nth(1));
  await saving.open(saving.labButton);
  const file = await saving.file(saving.item(saveEn.film));
  expect(file.name).toBe('downhill-rosenbrock-race.gif');
  const { size, delays } = gifFrames(file.bytes);
  const { width, height } = await race.mapBox();
  expect(size[0]).toBe(640);
  expect(Math.abs(size[1] - 30 - (640 * height) / width), 'the map’s own shape, and a line below it').toBeLessThan(2);
  expect(delays).toHaveLength(21);
  const seconds = delays.reduce((sum, delay) => sum + delay, 0) / 1000;
  expect(seconds).toBeGreaterThan(3);
  expect(seconds).toBeLessThan(12);
  expect(await race.step()).toBe(7);
  expect(await race.picture(race.layers.nth(1))).toEqual(before);
  // The first frame as a browser shows it: the race at its start.
  expect((await saving.seen(file, 'image/gif')).reds, 'a picture').toBeGreaterThan(20);
  await page.getByRole('button', { name: saveEn.close, exact: true }).click();
  await expect(saving.menu).toHaveCount(0);
});

test('a film shows the runs of all seeds, and averages', async ({ page }) => {
  const [race, saving] = [new RacePage(page), new Saving(page)];
  const filmed = async (t0: number, seeds: string): Promise<File> => {
    await race.open(`#lab=race&f=bowl&run=asgd,lr:0.2,lambd:0,t0:${t0}&steps=6&noise=6${seeds}&v=1`);
    await saving.open(saving.labButton);
    const file = await saving.file(saving.item(saveEn.film));
    await page.getByRole('button', { name: saveEn.close, exact: true }).click();
    return file;
  };
  const bare = await filmed(9, '');
  // Six steps of eleven other runs are darker lines; an average is a thin line with paper around it, and a hollow mark.
  const [clouded, averaged] = [await filmed(9, '&seeds=12'), await filmed(0, '')];
  expect((await saving.lastFrames(bare, clouded)).darker).toBeGreaterThan(1000);
  expect((await saving.lastFrames(bare, averaged)).lighter).toBeGreaterThan(100);
});

test('a film of a long race is no longer than others, and can be stopped while the page answers', async ({ page }) => {
  const [race, saving] = [new RacePage(page), new Saving(page)];
  await race.open(RACE.replace('steps=40', 'steps=5000'));
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await saving.open(saving.labButton);
  await saving.item(saveEn.film).click();
  const progress = page.getByRole('progressbar', { name: saveEn.filming });
  await expect(progress).toHaveAttribute('max', '150');
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(3);
  // The page answers meanwhile.
  await race.scrub.fill('100');
  expect(await race.step()).toBe(100);
  await page.getByRole('button', { name: saveEn.cancel, exact: true }).click();
  await expect(saving.menu).toHaveCount(0);
  await expect(saving.labButton).toBeFocused();
  await page.waitForTimeout(500);
  expect(downloads).toEqual([]);
});

test('menus are reached and left by keyboard, and axe finds nothing in them', async ({ page }) => {
  const saving = new Saving(page);
  for (const [words, reader] of [[en, 'lang=en&theme=light'], [ko, 'lang=ko&theme=dark']] as const) {
    await new RacePage(page, words).open(RACE.replace('&v=1', `&${reader}&v=1`));
    for (const button of [page.locator('.save-lab'), page.locator('downhill-race-map .save'), page.locator('downhill-loss-chart .save')]) {
      await button.focus();
      expect(await button.evaluate((element) => getComputedStyle(element).opacity), 'seen once it has the focus').toBe('1');
      await page.keyboard.press('Enter');
      await expect(saving.menu.getByRole('button').first()).toBeFocused();
      await expect(button).toHaveAttribute('aria-expanded', 'true');
      const link = await page.evaluate(() => location.hash);
      await page.keyboard.press('ArrowDown');
      await expect(saving.menu.getByRole('button').nth(1)).toBeFocused();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      await expect(saving.menu.getByRole('button').last()).toBeFocused();
      expect(await violations(page, { within: '.save-menu' })).toEqual([]);
      // What lies half below a menu is a small target until the menu is closed.
      expect(await violations(page, { except: ['target-size'] })).toEqual([]);
      // By now the address would have followed.
      expect(await page.evaluate(() => location.hash), 'arrows mean nothing to what lies below').toBe(link);
      await saving.close();
      await expect(button).toBeFocused();
    }
  }
});

test('what is said of a file moves nothing that is to be pressed next, below a button and above', async ({ page }) => {
  const [race, saving] = [new RacePage(page), new Saving(page)];
  await race.open(RACE);
  const button = page.locator('downhill-loss-chart .save');
  for (const edge of ['start', 'end'] as const) {
    await button.evaluate((element, block) => element.scrollIntoView({ block }), edge);
    await saving.open(button);
    const [menu, below] = [await boxOf(saving.menu), await boxOf(button)];
    expect(menu.y < below.y, 'the menu is above its button').toBe(edge === 'end');
    const before = await boxOf(saving.item(saveEn.numbers));
    await saving.file(saving.item('SVG'));
    await expect(saving.menu.getByRole('status')).toContainText('.svg');
    expect(await boxOf(saving.item(saveEn.numbers))).toEqual(before);
    await saving.close();
  }
});

test('a second press on the button closes its menu', async ({ page }) => {
  const [race, saving] = [new RacePage(page), new Saving(page)];
  await race.open(RACE);
  await saving.open(saving.labButton);
  await saving.labButton.click();
  await expect(saving.menu).toHaveCount(0);
  await saving.open(saving.labButton);
});

test.describe('inside a page that forbids downloads', () => {
  test.use({ provoked: /Download is disallowed|can escape its sandboxing/ });

  test('what was not downloaded is there to take by hand', async ({ page, baseURL }) => {
    const around = `${baseURL}around.html`;
    await page.route(around, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><title>around</title><iframe title="a race" width="1200" height="800" sandbox="allow-scripts allow-same-origin" src="./${RACE}"></iframe>`,
      }),
    );
    await page.goto(around);
    const frame = page.frameLocator('iframe');
    await frame.locator('downhill-loss-chart .save').click();
    const menu = frame.locator('.save-menu');
    await menu.getByRole('button').filter({ hasText: 'SVG' }).click();
    await menu.locator('summary').click();
    await expect(menu.getByRole('textbox', { name: saveEn.saved('downhill-rosenbrock-loss.svg') })).toHaveValue(/^<svg [^]*<\/svg>\n$/);
    await menu.getByRole('button').filter({ hasText: saveEn.png }).first().click();
    await menu.locator('summary').click();
    await expect(menu.getByRole('img', { name: saveEn.saved('downhill-rosenbrock-loss.png') })).toHaveAttribute('src', /^data:image\/png;base64,iVBOR/);
  });
});
