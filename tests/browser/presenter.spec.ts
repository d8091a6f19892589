/** A talk: presets as slides in one link, everything by keyboard, and "predict, then reveal". */
import type { Route } from '@playwright/test';

import { en as batchEn } from '../../www/src/batch/words/en.ts';
import { ko as talkKo } from '../../www/src/presenter/words/ko.ts';
import { violations } from './axe.ts';
import { run } from './command-line.ts';
import { MinimaPage, minimaEn } from './minima-page.ts';
import { RacePage } from './race-page.ts';
import { SharePage, shareEn } from './share-page.ts';
import { TalkPage, talkEn } from './talk-page.ts';
import { expect, test } from './watched.ts';
import { en } from './words.ts';

const RACES = ['beale-race', 'lr-too-big'] as const;
const SLIDES = `lab=race&slides=${RACES.join(',')},three-kinds,wells`;
const BEALE =
  'lab=race&f=beale&from=0.9,-2.3&view=-3.6,4.2,-2.6,2.3&run=adam,lr:0.08&run=rmsprop,lr:0.01,alpha:0.9&run=adagrad,lr:2&run=nesterov,lr:0.0011&steps=500&v=1';

test('a whole talk over three labs is given with keys alone, as remotes send them', async ({ page }) => {
  const talk = new TalkPage(page);
  await talk.open(`${SLIDES}&v=1`);
  const address = page.url();
  await talk.isAt(1, 4);
  await expect(talk.heading).toHaveText(en.ready['beale-race'].title);
  await talk.press('ArrowLeft');
  await talk.isAt(1, 4);

  const race = new RacePage(page);
  await talk.press('p');
  await expect(talk.button(talkEn.pause)).toBeVisible();
  await talk.press('Enter');
  await expect(talk.button(talkEn.play)).toBeVisible();

  await talk.press('PageDown');
  await talk.isAt(2, 4);
  await expect(talk.heading).toHaveText(en.ready['lr-too-big'].title);
  await talk.press(' ');
  await talk.isAt(3, 4);
  await expect(talk.heading).toHaveText(batchEn.ready['three-kinds'].title);
  await talk.press('PageUp');
  await talk.isAt(2, 4);
  await expect(race.map).toBeVisible();
  await talk.press('ArrowRight', 'ArrowRight');
  await talk.isAt(4, 4);
  await expect(talk.heading).toHaveText(minimaEn.question.wells.title);
  await talk.press('ArrowRight');
  await talk.isAt(4, 4);
  expect(page.url(), 'the address stays the talk’s').toBe(address);

  await talk.press('?');
  const keys = page.getByRole('dialog', { name: talkEn.help });
  await expect(keys.getByText(talkEn.keys.reveal)).toBeVisible();
  await talk.press('ArrowLeft');
  await talk.isAt(4, 4);
  await talk.press('Escape');
  await expect(keys).toHaveCount(0);
  await expect(talk.bar).toBeVisible();

  // The place is found again after a reload.
  await page.reload();
  await talk.isAt(4, 4);
  await expect(talk.heading).toHaveText(minimaEn.question.wells.title);
  await talk.press('Escape');
  await expect(talk.bar).toHaveCount(0);
  await expect(page.getByRole('banner')).toBeVisible();
  expect(page.url()).toContain('#lab=minima&experiment=wells&');
});

for (const theme of ['light', 'dark'] as const) {
  test(`type is large, and ink stands out from its ground: ${theme}`, async ({ page }) => {
    const talk = new TalkPage(page);
    /** As large as it is seen, whatever the page is scaled by. */
    const sizes = () =>
      page.evaluate(() =>
        ['h1', '.heading p'].map((part) => {
          const element = document.querySelector<HTMLElement>(part)!;
          return parseFloat(getComputedStyle(element).fontSize) * (element.currentCSSZoom ?? 1);
        }),
      );
    const contrast = () =>
      page.evaluate(() => {
        const luminance = (colour: string): number => {
          const [red, green, blue] = colour.match(/[\d.]+/g)!.map((part) => {
            const light = Number(part) / 255;
            return light <= 0.04045 ? light / 12.92 : ((light + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
        };
        const of = (part: Element, what: 'color' | 'backgroundColor'): number => luminance(getComputedStyle(part)[what]);
        const heading = document.querySelector('h1')!;
        let below: Element = heading;
        while (getComputedStyle(below).backgroundColor === 'rgba(0, 0, 0, 0)') below = below.parentElement!;
        const [ink, ground] = [of(heading, 'color'), of(below, 'backgroundColor')];
        return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
      });
    await page.goto(`./#${BEALE.replace('&v=1', `&theme=${theme}&v=1`)}`);
    await new RacePage(page).isDrawn();
    const [usual, plain] = [await sizes(), await contrast()];
    await talk.open(`lab=race&slides=${RACES.join(',')}&theme=${theme}&v=1`);
    const large = await sizes();
    for (const [nth, size] of large.entries()) expect(size / usual[nth]!, 'times as large').toBeGreaterThanOrEqual(1.5);
    const strong = await contrast();
    expect(strong).toBeGreaterThanOrEqual(15);
    expect(strong, 'stronger than on the page').toBeGreaterThan(plain);
  });
}

test('nothing is trained because of a link: it takes the presenter’s key', async ({ page }) => {
  const talk = new TalkPage(page);
  await talk.open('lab=minima&slides=edge&v=1');
  const lab = new MinimaPage(page);
  await expect(lab.note).toHaveText(minimaEn.notYet);
  await talk.press('p');
  await expect(talk.button(talkEn.stop)).toBeVisible();
  await talk.press('p');
  await expect(talk.button(talkEn.train)).toBeVisible();
});

test('a key that is pressed before the slide is there counts once it is', async ({ page }) => {
  const talk = new TalkPage(page);
  const held: Route[] = [];
  await page.route(/minima-act/, (route) => void held.push(route));
  await talk.begin('lab=minima&slides=edge&v=1');
  const lab = new MinimaPage(page);
  await expect(lab.note).toHaveText(minimaEn.notYet);
  await talk.press('p', 'p', 'p');
  await expect(talk.button(talkEn.stop)).toHaveCount(0);
  expect(held).toHaveLength(1);
  await held[0]!.continue();
  await expect(talk.button(talkEn.stop)).toBeVisible();
});

test('a slide asks first: nothing shows who wins, and the verdict is that of the runs', async ({ page }) => {
  const talk = new TalkPage(page);
  await talk.open(`lab=race&slides=${RACES.join(',')}&predict=on&v=1`);
  const race = new RacePage(page);
  await expect(talk.question).toContainText(talkEn.lowestAfter('500'));
  expect(await talk.step(), 'the start').toBe(0);
  await expect(race.lossChart).toHaveCount(0);
  await expect(race.standings).toHaveCount(0);
  await expect(talk.verdict).toBeEmpty();

  // Who is lowest, by the numbers that the command line prints.
  const rows = await run(BEALE);
  const last = rows.filter(([, step]) => step === 500).map((row) => row[4]!);
  const winner = last.indexOf(Math.min(...last));
  const names = ['Adam', 'RMSprop', 'Adagrad', 'Nesterov'];
  await expect(talk.choices).toHaveText(names.map((name) => new RegExp(name)));
  await talk.press('1', '1', String(winner + 1), '9');
  await expect(talk.choices.nth(winner)).toContainText(winner === 0 ? talkEn.votes(3) : talkEn.votes(1));

  await talk.press('r');
  await expect(talk.button(talkEn.pause)).toBeVisible();
  await expect(talk.verdict).toContainText(talkEn.waiting);
  await expect(talk.verdict).toContainText(talkEn.rightVotes(winner === 0 ? 3 : 1, 3));
  expect(await talk.right()).toEqual([names[winner]]);

  // The page's own standings say the same.
  await talk.press('Escape');
  const first = race.standingRows.first();
  await expect(first.getByRole('rowheader')).toHaveText(new RegExp(names[winner]!));
  const loss = await first.getByRole('cell').first().innerText();
  await expect(race.heading).toHaveText(en.ready['beale-race'].title);
  await talk.open(`lab=race&slides=${RACES[0]}&predict=on&v=1`);
  await expect(talk.question).toBeVisible();
  await talk.press('p');
  await expect(talk.verdict).toContainText(talkEn.lowest(names[winner]!, loss));
});

test('the next slide asks anew, votes are cleared, and asking can be switched off', async ({ page }) => {
  const talk = new TalkPage(page);
  await talk.open(`lab=race&slides=${RACES.join(',')}&predict=on&v=1`);
  await talk.press('2');
  await expect(talk.choices.nth(1)).toContainText(talkEn.votes(1));
  await talk.question.getByRole('button', { name: talkEn.clearVotes }).click();
  await expect(talk.choices.nth(1)).not.toContainText(talkEn.votes(1));
  await talk.choices.nth(2).getByRole('button').click();
  await expect(talk.choices.nth(2)).toContainText(talkEn.votes(1));
  await talk.press('PageDown');
  await talk.isAt(2, 2);
  await expect(talk.question).toContainText(talkEn.lowestAfter('250'));
  await expect(talk.choices.filter({ hasText: talkEn.votes(1) })).toHaveCount(0);
  await talk.press('q');
  await expect(talk.question).toHaveCount(0);
  await talk.press('q');
  await expect(talk.question).toBeVisible();
  expect(await talk.step()).toBe(0);
});

test('batches are predicted too, and the verdict is the table’s', async ({ page }) => {
  const talk = new TalkPage(page);
  await talk.open('lab=batch&slides=batch-too-big-rate&predict=on&v=1');
  await expect(talk.question).toContainText(talkEn.lowestAtEnd);
  await expect(talk.choices).toHaveText([batchEn.fullBatch, batchEn.batchOf('32'), batchEn.oneSample].map((name) => new RegExp(name)));
  await talk.press('r');
  await expect(talk.verdict).not.toContainText(talkEn.waiting, { timeout: 60_000 });
  const [right, ...others] = await talk.right();
  expect(others).toEqual([]);
  const told = await talk.verdict.innerText();
  await talk.press('Escape');
  const rows = await page.locator('downhill-contender-table tbody tr').evaluateAll((all) =>
    all.map((row) => [row.querySelector('th')!.textContent!.trim(), ...[...row.querySelectorAll('td')].map((cell) => cell.textContent!.trim())]),
  );
  // Name, updates, epochs, gradients, full loss; one sample diverges at this rate.
  const losses = rows.map((row) => ({ name: row[0]!, loss: Number(row[4]) })).filter(({ loss }) => Number.isFinite(loss));
  losses.sort((a, b) => a.loss - b.loss);
  expect(losses[0]!.name).toBe(right);
  expect(told).toBe(talkEn.lowest(right!, String(Number(losses[0]!.loss.toPrecision(4)))));
});

test('networks are revealed by training them, and no difference is an answer', async ({ page }) => {
  test.setTimeout(240_000);
  const talk = new TalkPage(page);
  await talk.open('lab=minima&slides=wells,fair-standard&predict=on&v=1');
  await expect(talk.question).toContainText(talkEn.open);
  await talk.press('r', 'PageDown');
  await talk.isAt(2, 2);
  await expect(talk.question).toContainText(talkEn.generalizes);
  await expect(talk.choices.last()).toContainText(talkEn.noDifference);
  await talk.press('3');
  await talk.press('r');
  await expect(talk.verdict).not.toContainText(talkEn.waiting, { timeout: 200_000 });
  const told = await talk.verdict.innerText();
  const [right] = await talk.right();
  const finding = (await new MinimaPage(page).findings()).join(' ');
  const p = /p = ([^)]*)\)/.exec(told)![1]!;
  expect(finding, 'the lab’s own verdict has the same p').toContain(`p = ${p}`);
  expect(told.includes(talkEn.noClear(p))).toBe(right === talkEn.noDifference);
});

test('names that no preset has are told, and left out', async ({ page }) => {
  const talk = new TalkPage(page);
  await talk.open('lab=race&slides=nowhere,lr-too-big,beale-race&v=1');
  await expect(talk.bar.getByText(talkEn.missing('nowhere'))).toBeVisible();
  await talk.isAt(1, 2);
  await expect(talk.heading).toHaveText(en.ready['lr-too-big'].title);
});

test('a talk that is put together is presented at once, and going back leaves it', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&f=ravine&from=-3.2,1.6&run=sgd,lr:0.001&run=sgd,lr:0.018&run=sgd,lr:0.03&steps=250&v=1');
  const before = page.url();
  const share = new SharePage(page);
  await share.open();
  await share.turnTo('slides');
  await share.dialog.getByRole('combobox', { name: shareEn.addSlide }).selectOption('beale-race');
  await share.button(shareEn.add).click();
  await share.button(shareEn.present).click();
  const talk = new TalkPage(page);
  await talk.isAt(1, 2);
  expect(page.url()).toMatch(/#lab=race&slides=lr-too-big,beale-race&v=1$/);
  const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
  await expect.poll(isFull, { message: 'the whole screen, after a press' }).toBe(true);
  await talk.press('f');
  await expect.poll(isFull).toBe(false);
  await talk.press('ArrowRight');
  await talk.isAt(2, 2);
  await expect(talk.heading).toHaveText(en.ready['beale-race'].title);
  await page.goBack();
  await expect(talk.bar).toHaveCount(0);
  await expect(race.heading).toHaveText(en.ready['lr-too-big'].title);
  expect(page.url()).toBe(before);
  await page.goForward();
  await talk.isAt(2, 2);
});

test('a setup of one’s own is presented as it is', async ({ page }) => {
  const race = new RacePage(page);
  const link = '#lab=race&f=himmelblau&from=0.2,-0.8&run=adam,lr:0.1&run=sgd,lr:0.01&steps=60&v=1';
  await race.open(link);
  const share = new SharePage(page);
  await share.open();
  await share.turnTo('slides');
  await share.button(shareEn.presentThis).click();
  const talk = new TalkPage(page);
  await expect(talk.button(talkEn.play)).toBeVisible();
  await expect(talk.button(talkEn.next)).toHaveCount(0);
  await expect(talk.heading).toHaveText(en.surfaces.himmelblau.title);
  await talk.press('q');
  await expect(talk.choices).toHaveText([/Adam/, /SGD/]);
  await talk.button(talkEn.leave).click();
  await expect(talk.bar).toHaveCount(0);
  expect(page.url()).toContain(link);
  await expect(page.getByRole('banner')).toBeVisible();
});

test('a control that has the focus keeps its own keys', async ({ page }) => {
  const talk = new TalkPage(page);
  await talk.open(`${SLIDES}&v=1`);
  const race = new RacePage(page);
  await race.startHandle.focus();
  const from = await page.evaluate(() => document.activeElement!.getAttribute('aria-label'));
  await talk.press('ArrowRight');
  await expect(race.startHandle).not.toHaveAttribute('aria-label', from!);
  await talk.isAt(1, 4);
  await talk.button(talkEn.predict).press(' ');
  await expect(talk.question).toBeVisible();
  await talk.isAt(1, 4);
});

for (const [say, language, theme] of [[talkEn, 'en', 'light'], [talkKo, 'ko', 'dark']] as const) {
  test(`axe finds nothing in a talk, and it is as wide as a phone: ${language}, ${theme}`, async ({ page }) => {
    const talk = new TalkPage(page, say);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 640 });
      await talk.open(`lab=race&slides=beale-race,nowhere,three-kinds&lang=${language}&theme=${theme}&predict=on&v=1`);
      await expect(talk.question).toBeVisible();
      expect(await violations(page), 'asking').toEqual([]);
      await talk.press('2', 'r');
      await expect(talk.verdict).not.toContainText(say.waiting);
      expect(await violations(page), 'told').toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      const map = (await page.locator('.map-stage').boundingBox())!;
      if (width === 1280) expect(map.width * map.height, 'the picture takes most of the screen').toBeGreaterThan(0.35 * 1280 * 640);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('button')]
          .filter((button) => button.checkVisibility())
          .map((button) => button.getBoundingClientRect())
          .filter((box) => box.width < 24 || box.height < 24).length,
      );
      expect(small).toBe(0);
    }
  });
}
