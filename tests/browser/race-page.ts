/** The page as a person knows it: its controls by their names, its pictures by what is on them. */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { anyOf, en } from './words.ts';
import type { Words } from './words.ts';

export type Point = [x: number, y: number];

/** What is on a canvas. */
export interface Picture {
  /** Share of the pixels that have any ink. */
  inked: number;
  /** How many colours differ visibly. */
  colours: number;
  /** Equal for equal pictures, to the last bit. */
  digest: string;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where something lies in the window, which is scrolled there if need be. */
export async function boxOf(locator: Locator): Promise<Box> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not on the page`);
  return box;
}

export class RacePage {
  readonly page: Page;
  readonly words: Words;

  constructor(page: Page, words: Words = en) {
    this.page = page;
    this.words = words;
  }

  /** Loads the page anew, at a fragment or a query. */
  async open(address = ''): Promise<void> {
    // From the page itself, another fragment would be no new load.
    if (this.page.url() !== 'about:blank') await this.page.goto('about:blank');
    await this.page.goto(`./${address}`);
    await this.isDrawn();
  }

  /** Waits until the map and the loss chart have been drawn: a canvas has no size of its own before. */
  async isDrawn(): Promise<void> {
    for (const canvas of [this.map, this.lossChart]) await expect(canvas).toHaveAttribute('width', /\d+/);
    await this.frame();
  }

  /** Waits until what was changed is on the screen. */
  async frame(): Promise<void> {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  // The map.

  get map(): Locator {
    return this.page.getByRole('img', { name: this.words.mapLabel });
  }

  /** The map's three canvases: surface, trails, heads; the cloud of a noisy race has one of its own. */
  get layers(): Locator {
    return this.map.locator('xpath=..').locator('canvas:not(.map-cloud)');
  }

  get lossChart(): Locator {
    return this.page.getByRole('img', { name: this.words.lossChartLabel });
  }

  get startHandle(): Locator {
    return this.page.getByRole('button', { name: anyOf(this.words.startHandle) });
  }

  get readout(): Locator {
    return this.page.locator('.readout');
  }

  /** The point of the plane below a place on the map, as the read-out has it: to six digits. */
  async pointAt(place: { x: number; y: number }): Promise<Point> {
    const box = await this.mapBox();
    await this.page.mouse.move(box.x + place.x, box.y + place.y);
    await expect(this.readout).toContainText(this.words.readoutPoint);
    await this.frame();
    const text = ((await this.readout.textContent()) ?? '').replaceAll('−', '-');
    const [, x, y] = /x\s+(\S+)\s+y\s+(\S+)/.exec(text) ?? [];
    return [Number(x), Number(y)];
  }

  /** Where the map shows a point of the plane, found by asking the read-out at two corners. */
  async placeOf([x, y]: Point): Promise<{ x: number; y: number }> {
    const box = await this.mapBox();
    const [near, far] = [{ x: 20, y: 60 }, { x: box.width - 20, y: box.height - 20 }];
    const [a, b] = [await this.pointAt(near), await this.pointAt(far)];
    const along = (value: number, from: number, to: number, low: number, high: number): number =>
      low + ((value - from) / (to - from)) * (high - low);
    return { x: along(x, a[0], b[0], near.x, far.x), y: along(y, a[1], b[1], near.y, far.y) };
  }

  /** Where the map lies in the window, scrolled to if need be. */
  async mapBox(): Promise<Box> {
    return boxOf(this.map);
  }

  async picture(canvas: Locator): Promise<Picture> {
    return canvas.evaluate(async (source: HTMLCanvasElement) => {
      // A copy is read: reading a canvas itself would change how the browser keeps it.
      const copy = new OffscreenCanvas(source.width, source.height);
      const context = copy.getContext('2d', { willReadFrequently: true })!;
      context.drawImage(source, 0, 0);
      const { data } = context.getImageData(0, 0, source.width, source.height);
      const colours = new Set<number>();
      let inked = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] === 0) continue;
        inked += 1;
        colours.add(((data[at]! >> 3) << 10) | ((data[at + 1]! >> 3) << 5) | (data[at + 2]! >> 3));
      }
      const hash = await crypto.subtle.digest('SHA-256', data);
      const digest = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return { inked: inked / (data.length / 4), colours: colours.size, digest };
    });
  }

  /** Whether a canvas has ink within some CSS pixels of a place on it. */
  async hasInk(canvas: Locator, { x, y }: { x: number; y: number }, within = 3): Promise<boolean> {
    return canvas.evaluate(
      (source: HTMLCanvasElement, [x, y, within]) => {
        const ratio = source.width / source.getBoundingClientRect().width;
        const size = Math.ceil(2 * within * ratio);
        const copy = new OffscreenCanvas(size, size);
        const context = copy.getContext('2d', { willReadFrequently: true })!;
        context.drawImage(source, -(x - within) * ratio, -(y - within) * ratio);
        return context.getImageData(0, 0, size, size).data.some((value, index) => index % 4 === 3 && value > 0);
      },
      [x, y, within] as const,
    );
  }

  // Playback.

  get scrub(): Locator {
    return this.page.getByRole('slider', { name: this.words.scrub });
  }

  async step(): Promise<number> {
    return Number(await this.scrub.inputValue());
  }

  async seek(step: number): Promise<void> {
    await this.scrub.fill(String(step));
    await this.frame();
  }

  /** What the page says about the shown step: every read-out there is. */
  async told(): Promise<string[]> {
    await this.page.mouse.move(0, 0);
    await this.frame();
    const texts = [this.standings, this.readout, this.page.getByRole('complementary')].map((part) => part.innerText());
    return Promise.all(texts);
  }

  // Standings, data, summary.

  get standings(): Locator {
    return this.page.getByRole('region', { name: this.words.standings });
  }

  get standingRows(): Locator {
    return this.standings.locator('tbody').getByRole('row');
  }

  /** The race in one sentence, as it is told to screen readers. */
  get summary(): Locator {
    return this.page.locator('#summary');
  }

  async openTable(): Promise<Locator> {
    const table = this.page.getByRole('table', { name: this.words.tableCaption });
    if (!(await table.isVisible())) await this.page.getByText(this.words.table, { exact: true }).click();
    await expect(table).toBeVisible();
    return table;
  }

  /** The data table: run, step, x, y, loss. */
  async rows(): Promise<number[][]> {
    const table = await this.openTable();
    const texts = await table.locator('tbody tr').evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
    );
    return texts.map((row) => row.map(Number));
  }

  // Setup.

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true });
  }

  get startX(): Locator {
    return this.field(`${this.words.start} x`);
  }

  get startY(): Locator {
    return this.field(`${this.words.start} y`);
  }

  async start(): Promise<Point> {
    return [Number(await this.startX.inputValue()), Number(await this.startY.inputValue())];
  }

  // Runners.

  /** The heading of a runner, by its name; what is said of its rate beside it does not matter. */
  runner(name: string): Locator {
    return this.page.getByRole('button', { name: anyOf((rate) => this.words.showParams(`${name}${rate}`)) });
  }

  /** Every runner's name, in order. */
  async runners(): Promise<string[]> {
    const names = await this.page.getByRole('button', { name: anyOf(this.words.showParams) }).evaluateAll((buttons) =>
      buttons.map((button) => button.querySelector('strong')?.textContent ?? ''),
    );
    return names;
  }

  get addRunner(): Locator {
    return this.page.getByRole('combobox', { name: this.words.addRunner });
  }

  slider(parameter: keyof Words['params']): Locator {
    return this.page.getByRole('slider', { name: new RegExp(` ${this.words.params[parameter]}$`) });
  }

  exact(parameter: keyof Words['params']): Locator {
    return this.field(this.words.exactValue(this.words.params[parameter]));
  }

  // Links.

  /** The fragment in the address bar. */
  fragment(): string {
    const { hash } = new URL(this.page.url());
    return hash;
  }

  async hasFragment(expected: string | RegExp): Promise<void> {
    await expect.poll(() => this.fragment(), { message: 'the address bar' }).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  }

  /** What the page says was wrong with a link. */
  get warnings(): Locator {
    return this.page.getByRole('status').filter({ hasText: this.words.warningsHeading }).getByRole('listitem');
  }
}
