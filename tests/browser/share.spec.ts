/** A race is shared as a link, and found again by somebody else: the same numbers, to the last bit. */
import type { Page } from '@playwright/test';

import { bits, run } from './command-line.ts';
import { RacePage } from './race-page.ts';
import { SharePage, shareEn } from './share-page.ts';
import { expect, test } from './watched.ts';
import { en } from './words.ts';

const ADAM = '#lab=race&f=rosenbrock&from=-1.5,2&run=adam,lr:0.05&steps=500&v=1';

test.describe('with a clipboard', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('the copied link gives somebody else the same numbers, which the command line prints too', async ({ page, visitor }) => {
    const race = new RacePage(page);
    await race.open();
    await race.button(en.surfaces.ackley.title).click();
    const box = await race.mapBox();
    await page.mouse.click(box.x + 201, box.y + 117);
    await race.slider('lr').press('ArrowRight');
    await race.button(en.removeRunner('Nesterov')).click();
    await race.addRunner.selectOption('Adadelta');
    await race.exact('rho').fill('0.30000000000000004');
    await race.exact('rho').press('Enter');
    await race.button(en.zoomIn).click();
    const rows = await race.rows();
    const standings = await race.standings.innerText();

    const share = new SharePage(page);
    await share.open();
    await expect(share.button(shareEn.copyLink), 'one more press copies').toBeFocused();
    await page.keyboard.press('Enter');
    await expect(share.dialog.getByText(shareEn.copied)).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#lab=race&f=ackley&[A-Za-z0-9._,:=&-]+&v=1$/);
    await race.hasFragment(new URL(copied).hash);

    const other = new RacePage(await visitor());
    await other.open(new URL(copied).hash);
    await expect(other.warnings).toHaveCount(0);
    expect(bits(await other.rows())).toEqual(bits(rows));
    expect(await other.standings.innerText()).toBe(standings);
    expect(bits(await run(copied))).toEqual(bits(rows));
  });
});

/** What the page may not do. */
interface Forbidden {
  /** The old command too, as where a frame or a policy forbids everything. */
  command: boolean;
}

async function forbidClipboard(page: Page, { command }: Forbidden): Promise<void> {
  await page.addInitScript((isForbidden) => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError'));
    if (isForbidden) document.execCommand = () => false;
  }, command);
}

test('without permission for the clipboard the old command copies', async ({ page, context }) => {
  await forbidClipboard(page, { command: false });
  const race = new RacePage(page);
  await race.open(ADAM);
  const share = new SharePage(page);
  await share.open();
  await share.button(shareEn.copyLink).click();
  await expect(share.dialog.getByText(shareEn.copied)).toBeVisible();
  await expect(share.button(shareEn.copyLink), 'the focus is where it was').toBeFocused();
  await context.grantPermissions(['clipboard-read']);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(new RegExp(`/${ADAM}$`));
});

test('where nothing may copy, the text is selected, and it is said which keys to press', async ({ page }) => {
  await forbidClipboard(page, { command: true });
  const race = new RacePage(page);
  await race.open(ADAM);
  const share = new SharePage(page);
  await share.open();
  await share.button(shareEn.copyLink).click();
  await expect(share.dialog.getByRole('status').filter({ hasText: shareEn.pressKeys('Ctrl+C') })).toBeVisible();
  const field = share.field(shareEn.link);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(new RegExp(`/${ADAM}$`));
  const selected = await field.evaluate((input: HTMLTextAreaElement) => input.value.slice(input.selectionStart, input.selectionEnd));
  expect(selected).toBe(await field.inputValue());
  await expect(share.dialog.getByText(shareEn.copied)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(share.dialog).toHaveCount(0);
  await expect(race.button(en.share), 'the focus goes back').toBeFocused();
});

async function tableOf(page: Page, link: string): Promise<number[][]> {
  const race = new RacePage(page);
  await race.open(link);
  return race.rows();
}

test('the page’s table has the 501 rows that the command line prints', async ({ page }) => {
  const rows = await tableOf(page, ADAM);
  expect(rows).toHaveLength(501);
  expect(rows[0]).toEqual([1, 0, -1.5, 2, 12.5]);
  expect(bits(rows)).toEqual(bits(await run(ADAM)));
});

test('so it is for rules old and new, for those that diverge, and for surfaces made of sines and exponentials, built in or typed', async ({ page }) => {
  const rules = ['sgd', 'momentum', 'nesterov', 'adagrad', 'adadelta', 'rmsprop', 'adam'];
  for (const link of [
    `#lab=race&f=ackley${rules.map((rule) => `&run=${rule}`).join('')}&steps=300&v=1`,
    `#lab=race&f=easom&from=2.5,2.5${rules.map((rule) => `&run=${rule},lr:0.4`).join('')}&steps=200&v=1`,
    '#lab=race&f=ackley&run=amsgrad,lr:0.1&run=adamw,lr:0.1&run=nadam&run=radam&run=adamax&run=adabelief&run=rprop&run=lion&run=asgd&run=schedulefree&run=sam&steps=200&v=1',
    // A typed loss: (x² + y − 7)²/20 + sin(3x) exp(−(y/3)²) + |y − 1|/5.
    '#lab=race&expr=%28x%5E2%2By-7%29%5E2%2F20%2Bsin%283*x%29*exp%28-%28y%2F3%29%5E2%29%2Babs%28y-1%29%2F5&from=-1.5,2&run=lion,lr:0.01&run=radam,lr:0.05&run=nadam,lr:0.05&run=lbfgs&run=newton&run=sam,lr:0.02&run=adam,lr:0.1&steps=200&v=1',
    `#lab=race&f=goldstein-price${rules.map((rule) => `&run=${rule},lr:0.7`).join('')}&steps=200&v=1`,
  ]) {
    const rows = await tableOf(page, link);
    expect(bits(rows)).toEqual(bits(await run(link)));
  }
});

test('a race longer than one page of the table is turned through, and complete', async ({ page }) => {
  const link = '#lab=race&f=himmelblau&run=sgd&run=adam&steps=3000&v=1';
  const race = new RacePage(page);
  await race.open(link);
  const rows = await race.rows();
  await expect(race.button(en.previousPage)).toBeDisabled();
  while (await race.button(en.nextPage).isEnabled()) {
    await race.button(en.nextPage).click();
    rows.push(...(await race.rows()));
  }
  expect(rows).toHaveLength(2 * 3001);
  expect(bits(rows)).toEqual(bits(await run(link)));
  await race.button(en.previousPage).click();
  expect((await race.rows()).at(0)).not.toEqual(rows[0]);
  // A shorter race brings the first page back.
  await race.field(en.steps).fill('10');
  await race.field(en.steps).press('Enter');
  await expect.poll(async () => (await race.rows()).length).toBe(22);
});
