/** The address bar: when it follows, what goes back, and which links set what. */
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';

const LOOSE = '#v=1&run=sgd&lab=race&f=bowl&utm_source=letter';
const CANONICAL = '#lab=race&f=bowl&from=-3,1.5&run=sgd,lr:0.001&steps=500&v=1';

test('the address stays as it came until something is changed', async ({ page }) => {
  await page.clock.install();
  const race = new RacePage(page);
  for (const address of ['', LOOSE, '#verification']) {
    await race.open(address);
    await race.seek(3);
    await race.button(en.play).click();
    await race.button(en.pause).click();
    await race.button('한국어').click();
    await page.clock.runFor(1000);
    expect(race.fragment()).toBe(address);
    await page.evaluate(() => localStorage.clear());
  }
});

test('the canonical link follows 300 ms after the last change, as one entry', async ({ page }) => {
  await page.clock.install();
  const race = new RacePage(page);
  await race.open(LOOSE);
  const entries = await page.evaluate(() => history.length);
  await page.clock.pauseAt(Date.now() + 60_000);
  for (let press = 0; press < 5; press += 1) {
    await race.slider('lr').press('ArrowRight');
    await page.clock.runFor(200);
  }
  expect(race.fragment(), 'not while the changes go on').toBe(LOOSE);
  const rate = await race.exact('lr').inputValue();
  await page.clock.runFor(99);
  expect(race.fragment()).toBe(LOOSE);
  await page.clock.runFor(2);
  expect(race.fragment()).toBe(CANONICAL.replace('lr:0.001', `lr:${rate}`));
  expect(await page.evaluate(() => history.length)).toBe(entries);
});

test.describe('when the browser refuses', () => {
  test.use({ provoked: /the address bar could not follow/ });

  test('the next change is written all the same', async ({ page }) => {
    const race = new RacePage(page);
    await race.open(CANONICAL);
    await page.evaluate(() => {
      const replace = history.replaceState.bind(history);
      history.replaceState = () => {
        document.title = 'refused';
        history.replaceState = replace;
        throw new DOMException('Too many calls.', 'SecurityError');
      };
    });
    await race.slider('lr').press('ArrowRight');
    await expect(page).toHaveTitle('refused');
    expect(race.fragment()).toBe(CANONICAL);
    await race.slider('lr').press('ArrowRight');
    await race.hasFragment(CANONICAL.replace('lr:0.001', `lr:${await race.exact('lr').inputValue()}`));
  });
});

test('back and forward go through the ready races, and to where it began', async ({ page }) => {
  const race = new RacePage(page);
  await race.open();
  const opening = await race.told();
  const first = await race.heading.textContent();
  const seen: { fragment: string; told: string[] }[] = [];
  for (const { title, sentence } of [en.ready['lr-too-big'], en.ready['saddle-escape']]) {
    const link = page.getByRole('link', { name: title });
    await link.click();
    await expect(race.heading).toHaveText(title);
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(link).toHaveAttribute('aria-current', 'true');
    expect(race.fragment(), 'at once').toBe(await link.getAttribute('href'));
    seen.push({ fragment: race.fragment(), told: await race.told() });
  }
  await page.goBack();
  await expect(race.heading).toHaveText(en.ready['lr-too-big'].title);
  expect(await race.told()).toEqual(seen[0]!.told);
  await page.goBack();
  await expect(race.heading).toHaveText(first!);
  expect(race.fragment()).toBe('');
  expect(await race.told()).toEqual(opening);
  await page.goForward();
  await page.goForward();
  await expect(race.heading).toHaveText(en.ready['saddle-escape'].title);
  expect(await race.told()).toEqual(seen[1]!.told);
  // Going somewhere is no change.
  expect(race.fragment()).toBe(seen[1]!.fragment);
});

test('a chosen surface is an entry of its own; a changed rate is not', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(CANONICAL);
  await race.slider('lr').press('ArrowRight');
  await race.hasFragment(/lr:0\.001\d/);
  const changed = race.fragment();
  await race.button(en.surfaces.matyas.title).click();
  await race.hasFragment(/f=matyas/);
  await page.goBack();
  await race.hasFragment(changed);
  await expect(race.heading).toHaveText(en.surfaces.bowl.title);
});

test('a link typed into the address bar is opened', async ({ page }) => {
  const race = new RacePage(page);
  await race.open();
  await page.goto('./#lab=race&f=matyas&from=1,2&run=adam,lr:0.2&steps=30&v=1');
  await expect(race.heading).toHaveText(en.surfaces.matyas.title);
  expect(await race.start()).toEqual([1, 2]);
  await expect(race.scrub).toHaveAttribute('max', '30');
  expect(await race.step(), 'shown whole').toBe(30);
});

test('fragments that are no links change nothing', async ({ page }) => {
  const race = new RacePage(page);
  await race.open();
  const opening = await race.told();
  for (const fragment of ['#verification', '#race', '#section-2', '#?secret=Xy1', '#utm_source=letter', '#%', '#===&&&']) {
    await race.open(fragment);
    expect(await race.told(), fragment).toEqual(opening);
    await expect(race.warnings).toHaveCount(0);
  }
  const before = race.fragment();
  await page.evaluate(() => (location.hash = '#verification'));
  await race.frame();
  expect(await race.told(), `from ${before}`).toEqual(opening);
});

test('the badge leads to the proof, and leaves the address alone', async ({ page }) => {
  const race = new RacePage(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await race.open();
  await page.getByRole('link', { name: /PyTorch/ }).click();
  const proof = page.getByRole('region', { name: en.verification });
  await expect(proof).toBeInViewport();
  await expect(proof).toBeFocused();
  expect(race.fragment()).toBe('');
  await expect(proof.locator('tbody').getByRole('row')).toHaveCount(20);
  const errors = (await proof.locator('tbody td:last-child').allInnerTexts()).map((worst) => Number(worst.replace('−', '-')));
  for (const error of errors) expect(error).toBeLessThan(1e-12);
  // Rules that look at the sign alone may agree to the last bit; the others round.
  expect(errors.filter((error) => error > 0).length).toBeGreaterThan(15);
});

test('a link chooses language and colours', async ({ page }) => {
  const race = new RacePage(page, ko);
  await race.open('#lab=race&f=bowl&run=sgd,lr:0.1&lang=ko&theme=dark&v=1');
  const root = page.locator('html');
  await expect(root).toHaveAttribute('lang', 'ko');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await expect(page).toHaveTitle(ko.pageTitle);
  await expect(race.heading).toHaveText(ko.surfaces.bowl.title);
  await expect(race.warnings).toHaveCount(0);
});

test('messengers’ additions do no harm', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(CANONICAL);
  const told = await race.told();
  for (const added of [')', ').', '_', '#comments', '?fbclid=IwAR0']) {
    await race.open(`${CANONICAL}${added}`);
    expect(await race.told(), added).toEqual(told);
    await expect(race.warnings).toHaveCount(0);
  }
});
