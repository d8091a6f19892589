/** A talk as its presenter knows it: the bar, the question, the keys. */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { en as talkEn } from '../../www/src/presenter/words/en.ts';
import type { PresenterWords } from '../../www/src/presenter/words/index.ts';

export { talkEn };

export class TalkPage {
  readonly page: Page;
  readonly say: PresenterWords;

  constructor(page: Page, say: PresenterWords = talkEn) {
    this.page = page;
    this.say = say;
  }

  /** Loads the page anew at a link, and waits for its slide. */
  async open(link: string): Promise<void> {
    await this.begin(link);
    await expect(this.bar).toHaveAttribute('aria-busy', 'false');
  }

  /** Loads the page anew at a link; its slide may be still on its way. */
  async begin(link: string): Promise<void> {
    if (this.page.url() !== 'about:blank') await this.page.goto('about:blank');
    await this.page.goto(`./#${link}`);
    await expect(this.bar).toBeVisible();
  }

  get bar(): Locator {
    return this.page.getByRole('region', { name: this.say.talk, exact: true });
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  /** Which slide of how many is told. */
  async isAt(position: number, count: number): Promise<void> {
    await expect(this.bar.getByRole('status').filter({ hasText: this.say.place(position, count) })).toHaveCount(1);
  }

  button(name: string): Locator {
    return this.bar.getByRole('button', { name, exact: true });
  }

  /** The step that is shown; the bar that scrubs is hidden during a talk. */
  async step(): Promise<number> {
    return Number(await this.page.locator('.scrub').inputValue());
  }

  get question(): Locator {
    return this.page.getByRole('complementary', { name: this.say.prediction });
  }

  get choices(): Locator {
    return this.question.getByRole('listitem');
  }

  /** What came out, in a sentence. */
  get verdict(): Locator {
    return this.question.getByRole('status');
  }

  /** The choices that are marked as right. */
  async right(): Promise<string[]> {
    const marked = this.choices.filter({ hasText: this.say.right });
    return (await marked.locator('.prediction-name').allInnerTexts()).map((text) => text.trim());
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}
