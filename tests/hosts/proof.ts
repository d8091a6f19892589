/** What has to hold in every host, as its reader and its author would notice. */
import type { Page } from '@playwright/test';

import type { Embedded } from './embedded.ts';
import { askedByEmbeds, expect } from './hosted.ts';
import type { Account } from './hosted.ts';
import { EMBED } from './places.ts';

/** What a host's page was like before anything of ours had been touched. */
export interface Before {
  url: string;
  entries: number;
}

export async function before(page: Page): Promise<Before> {
  return { url: page.url(), entries: await page.evaluate(() => history.length) };
}

interface Options {
  /** Whether the host's page is one that scrolls. */
  scrolls?: boolean;
  /** How many presses of Tab lead to our first control at most. */
  tabs?: number;
  /** Whether frames hold pages of ours that fetch the element, and not embeds, which hold all that they need. */
  fetches?: boolean;
}

/** Ready and painted; plays, stops and goes back; keys, wheel and zoom; good manners towards the page and the network. */
export async function proves(embedded: Embedded, account: Account, first: Before, { scrolls = true, tabs = 80, fetches = false }: Options = {}): Promise<void> {
  const { page } = embedded;
  await embedded.isReady();
  await hasNotTakenTheFocus(page);
  await plays(embedded);
  await answersKeys(embedded, tabs);
  if (scrolls) await leavesTheWheel(embedded);
  await zooms(embedded);
  expect(page.url(), 'the address of the host').toBe(first.url);
  expect(await page.evaluate(() => history.length), 'steps back in the host').toBe(first.entries);
  if (!fetches) expect(askedByEmbeds(page, account), 'asked for after the document').toEqual([]);
}

/** Whom a page that holds elements of ours asked, other than itself and the place that they come from. */
export function strangers(page: Page, { requests }: Account): string[] {
  const known = [EMBED, new URL(page.url()).origin];
  return requests.map((request) => request.url()).filter((url) => !known.includes(new URL(url).origin) && !url.startsWith('file:'));
}

async function hasNotTakenTheFocus(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.activeElement?.localName), 'what has the focus').toBe('body');
}

/** It opens with the whole race shown; back at the start, it plays. */
async function plays(embedded: Embedded): Promise<void> {
  await goesBack(embedded);
  await embedded.press(embedded.words.play);
  await expect.poll(() => embedded.step()).toBeGreaterThan(0);
  await goesBack(embedded);
}

async function goesBack(embedded: Embedded): Promise<void> {
  await embedded.press(embedded.words.reset);
  await expect(embedded.scrub).toHaveValue('0');
}

/** Tab leads in from the top of the host's page, and a key plays. */
async function answersKeys(embedded: Embedded, tabs: number): Promise<void> {
  const { page, words } = embedded;
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const play = embedded.button(words.play);
  const reached = async (): Promise<boolean> => play.evaluate((button) => (button.getRootNode() as Document | ShadowRoot).activeElement === button);
  let pressed = 0;
  while (!(await reached())) {
    expect(pressed, 'presses of Tab without reaching the controls').toBeLessThan(tabs);
    await page.keyboard.press('Tab');
    pressed += 1;
  }
  await page.keyboard.press('Space');
  await expect.poll(() => embedded.step()).toBeGreaterThan(0);
  await goesBack(embedded);
}

async function pointAtMap(embedded: Embedded): Promise<void> {
  const { x, y } = await embedded.middleOf(embedded.map);
  await embedded.page.mouse.move(x, y);
}

/** The wheel over the map scrolls the host's page, and does nothing else. */
async function leavesTheWheel(embedded: Embedded): Promise<void> {
  const { page, words } = embedded;
  await pointAtMap(embedded);
  const offset = (): Promise<number> => page.evaluate(() => scrollY);
  const from = await offset();
  // Where the page is at its end, it scrolls back.
  const down = await page.evaluate(() => scrollY + innerHeight + 60 < document.documentElement.scrollHeight);
  await page.mouse.wheel(0, down ? 120 : -120);
  await expect.poll(async () => Math.abs((await offset()) - from), 'pixels that the page scrolled').toBeGreaterThan(20);
  await expect(embedded.button(words.resetView), 'the wheel does not zoom').toHaveCount(0);
}

/** Ctrl and the wheel zoom the map, not the host's page. */
async function zooms(embedded: Embedded): Promise<void> {
  const { page, words } = embedded;
  await pointAtMap(embedded);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect(embedded.button(words.resetView), 'the map is zoomed').toBeVisible();
  expect(await page.evaluate(() => visualViewport?.scale), 'the host is not zoomed').toBe(1);
}
