/** The Batch lab as a person knows it: its controls by their names, its numbers by what they are called. */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { en as batchEn } from '../../www/src/batch/words/en.ts';
import type { BatchWords } from '../../www/src/batch/words/table.ts';
import { en } from './words.ts';
import type { Words } from './words.ts';

export { batchEn };

export class BatchPage {
  readonly page: Page;
  readonly words: Words;
  readonly say: BatchWords;

  constructor(page: Page, words: Words = en, say: BatchWords = batchEn) {
    this.page = page;
    this.words = words;
    this.say = say;
  }

  /** Loads the page anew at a link of the lab, and waits until everything in it is computed and drawn. */
  async open(link: string): Promise<void> {
    if (this.page.url() !== 'about:blank') await this.page.goto('about:blank');
    await this.page.goto(`./#${link}`);
    await this.isComputed();
  }

  /** Waits until all runs are computed, and the pictures show them. */
  async isComputed(): Promise<void> {
    await expect(this.page.locator('.panel-base').first()).toHaveAttribute('width', /\d+/);
    await expect
      .poll(async () => (await this.scrub.getAttribute('max')) === (await this.scrub.inputValue()), { timeout: 30_000 })
      .toBe(true);
    await this.frame();
  }

  async frame(): Promise<void> {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  }

  region(name: string | RegExp): Locator {
    return this.page.getByRole('region', { name });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true });
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get panels(): Locator {
    return this.page.getByRole('article');
  }

  get scrub(): Locator {
    return this.page.getByRole('slider', { name: this.words.scrub });
  }

  async seek(position: number): Promise<void> {
    await this.scrub.fill(String(position));
    await this.frame();
  }

  get alert(): Locator {
    return this.page.getByRole('alert');
  }

  /** What the run shows, sentence by sentence. */
  async findings(): Promise<string[]> {
    return this.region(this.say.findings).getByRole('listitem').allTextContents();
  }

  /** A table as texts, row by row, by the names in its first column. */
  async table(name: string | RegExp): Promise<Map<string, string[]>> {
    const rows = await this.region(name).locator('tbody tr').evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').trim())),
    );
    return new Map(rows.map(([first, ...rest]) => [first!, rest]));
  }

  /** The data table: run, batch, update, gradients, loss, w0, ... */
  async rows(): Promise<number[][]> {
    await this.page.getByText(this.words.table, { exact: true }).last().click();
    const table = this.page.getByRole('table', { name: this.say.tableCaption });
    await expect(table).toBeVisible();
    const texts = await table.locator('tbody tr').evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
    );
    return texts.map((row) => row.map(Number));
  }

  exact(parameter: keyof Words['params']): Locator {
    return this.field(this.words.exactValue(this.words.params[parameter]));
  }

  async hasFragment(expected: string | RegExp): Promise<void> {
    const fragment = () => new URL(this.page.url()).hash;
    await expect.poll(fragment, { message: 'the address bar' }).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  }
}

/** The first number in a text. */
export function numberIn(text: string | undefined): number {
  const [found] = /-?\d+(\.\d+)?(e-?\d+)?/.exec((text ?? '').replaceAll('−', '-').replaceAll(',', '')) ?? [];
  return Number(found);
}
