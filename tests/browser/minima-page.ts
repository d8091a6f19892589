/** The Minima lab as a person knows it: its button, its verdict, its numbers. */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { en as minimaEn } from '../../www/src/minima/words/en.ts';
import type { MinimaWords } from '../../www/src/minima/words/index.ts';
import { en } from './words.ts';
import type { Words } from './words.ts';

export { minimaEn };

export class MinimaPage {
  readonly page: Page;
  readonly words: Words;
  readonly say: MinimaWords;

  constructor(page: Page, words: Words = en, say: MinimaWords = minimaEn) {
    this.page = page;
    this.words = words;
    this.say = say;
  }

  /** Loads the page anew at a link of the lab. */
  async open(link: string): Promise<void> {
    if (this.page.url() !== 'about:blank') await this.page.goto('about:blank');
    await this.page.goto(`./#${link}`);
    await expect(this.page.getByRole('navigation', { name: this.say.questions })).toBeVisible();
  }

  /** The button that trains, stops, or trains again. */
  get button(): Locator {
    return this.page.locator('downhill-train-bar button');
  }

  get note(): Locator {
    return this.page.locator('.train-note');
  }

  get progress(): Locator {
    return this.page.getByRole('progressbar', { name: this.say.progress });
  }

  get verdict(): Locator {
    return this.page.getByRole('region', { name: this.say.verdict });
  }

  get panels(): Locator {
    return this.page.getByRole('article');
  }

  /** Presses the button and waits until everything is trained. */
  async train(): Promise<void> {
    await this.button.click();
    await this.isTrained();
  }

  async isTrained(): Promise<void> {
    await expect(this.button).toHaveText(this.say.trainAgain, { timeout: 120_000 });
  }

  /** The sentences of what the run shows, once they are there. */
  async findings(): Promise<string[]> {
    const sentences = this.verdict.locator('.verdict-finding');
    await expect(sentences.first()).toBeVisible();
    return sentences.allInnerTexts();
  }

  /** The three large numbers of a panel: curvature, trace, test accuracy in percent. */
  async numbers(run: number): Promise<number[]> {
    const texts = await this.panels.nth(run).locator('dd').allInnerTexts();
    return texts.map((text) => Number(text.replace(' %', '')));
  }

  /** The data table's rows, opened. */
  async rows(): Promise<number[][]> {
    const details = this.page.locator('downhill-minima-table details');
    if (!(await details.evaluate((element) => (element as HTMLDetailsElement).open))) await details.locator('summary').click();
    const rows = this.page.locator('#data-rows tbody tr');
    await expect(rows.first()).toBeVisible();
    return rows.evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent))));
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true });
  }

  /** Types an exact value beside a slider. */
  async type(name: string, value: string): Promise<void> {
    const field = this.field(this.words.exactValue(name));
    await field.fill(value);
    await field.press('Enter');
  }
}
