/** The share dialog as a person knows it: its fields by their labels, its tabs by their names. */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { en as shareEn } from '../../www/src/share/words/en.ts';
import type { ShareWords } from '../../www/src/share/words/index.ts';
import { en } from './words.ts';
import type { Words } from './words.ts';

export { shareEn };

/** The tabs by what they are for; CodePen is called CodePen in every language. */
export type Way = 'embed' | 'element' | 'picture' | 'codepen' | 'qr' | 'slides';

export class SharePage {
  readonly page: Page;
  readonly words: Words;
  readonly say: ShareWords;

  constructor(page: Page, words: Words = en, say: ShareWords = shareEn) {
    this.page = page;
    this.words = words;
    this.say = say;
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: this.say.heading, exact: true });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.share, exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  async turnTo(way: Way): Promise<void> {
    await this.dialog.getByRole('tab', { name: way === 'codepen' ? 'CodePen' : this.say[way], exact: true }).click();
  }

  field(label: string): Locator {
    return this.dialog.getByRole('textbox', { name: label, exact: true });
  }

  text(label: string): Promise<string> {
    return this.field(label).inputValue();
  }

  get link(): Promise<string> {
    return this.text(this.say.link);
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }
}
