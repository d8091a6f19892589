/** A loss that somebody types: the surface follows, mistakes are pointed at, links carry it. */
import { TYPED_WORDS } from '../../www/src/typed/words/index.ts';
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';

const say = TYPED_WORDS.en;

test('typing a loss shows it, and the link has it', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&f=bowl&run=sgd,lr:0.01&run=adam,lr:0.1&steps=50&v=1');
  const before = await race.picture(race.layers.nth(0));
  await race.button(en.typeLoss).click();
  const field = page.getByRole('textbox', { name: say.label });
  await expect(field).toBeFocused();
  await field.fill('(x-1)^2+2*(y+0.5)^2');
  await expect(race.heading).toHaveText(en.typedLoss);
  await expect(page.getByText('f(x, y) = (x-1)^2+2*(y+0.5)^2')).toBeVisible();
  await expect(page.getByText(say.found(1, '0'))).toBeVisible();
  await expect.poll(() => race.fragment()).toContain('expr=%28x-1%29%5E2%2B2%2A%28y%2B0.5%29%5E2&from=');
  expect((await race.picture(race.layers.nth(0))).digest).not.toBe(before.digest);
  // The formula is written, not spelled.
  const about = page.locator('section').filter({ has: page.getByRole('heading', { name: en.formula }) });
  expect(await about.getByRole('math').evaluate((math) => [math.namespaceURI, math.querySelectorAll('msup').length])).toEqual(['http://www.w3.org/1998/Math/MathML', 2]);

  // The same link gives the same race, and the field is there at once.
  const link = race.fragment();
  await race.open(link);
  await expect(field).toHaveValue('(x-1)^2+2*(y+0.5)^2');
  await expect(race.heading).toHaveText(en.typedLoss);
  // Back to a built-in surface.
  await race.button(en.surfaces.beale.title).click();
  await expect(race.heading).toHaveText(en.surfaces.beale.title);
  await expect.poll(() => race.fragment()).not.toContain('expr');
});

test('a mistake is pointed at while the last good surface stays', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&expr=x%5E2%2By%5E2&from=1,1&view=-2,2,-1.25,1.25&run=sgd,lr:0.1&steps=20&v=1');
  const field = page.getByRole('textbox', { name: say.label });
  const good = await race.picture(race.layers.nth(0));
  await field.fill('x^2+2y');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  const said = page.locator(`#${await field.getAttribute('aria-describedby')}`);
  await expect(said).toHaveText('Column 6: an operator is missing: write 2*y.');
  expect(await page.locator('.typed-loss .pointer').textContent()).toBe('     ^');
  await race.frame();
  expect((await race.picture(race.layers.nth(0))).digest).toBe(good.digest);
  await field.fill('x^2+2*y^2');
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  await expect(said).toHaveText(say.found(1, '0'));
});

test('where a loss is undefined the map says so', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&expr=ln%28x%29%5E2%2By%5E2&from=2,1&view=-2,6,-2.5,2.5&run=adam,lr:0.1&steps=50&v=1');
  const { x, y, width, height } = (await race.map.boundingBox())!;
  await page.mouse.move(x + 0.1 * width, y + 0.5 * height);
  await expect(race.readout).toContainText(en.undefinedHere);
  await page.mouse.move(x + 0.6 * width, y + 0.5 * height);
  await expect(race.readout).not.toContainText(en.undefinedHere);
});

test('examples can be taken, in Korean too', async ({ page }) => {
  const race = new RacePage(page, ko);
  await race.open('#lab=race&f=bowl&run=adam,lr:0.1&lang=ko&v=1');
  await race.button(ko.typeLoss).click();
  const examples = page.getByRole('list', { name: TYPED_WORDS.ko.examples }).getByRole('button');
  await expect.poll(() => examples.count(), 'they come with their code').toBeGreaterThan(4);
  for (const example of await examples.all()) {
    await example.click();
    await expect(page.getByText(`f(x, y) = ${await example.textContent()}`)).toBeVisible();
  }
  const field = page.getByRole('textbox', { name: TYPED_WORDS.ko.label });
  await field.fill('sin x');
  await expect(page.getByText('1번째 글자: 함수에는 괄호가 필요합니다. 이렇게 써 보세요: sin(x)')).toBeVisible();
});
