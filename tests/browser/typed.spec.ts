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
  expect((await page.locator('.typed-loss .pointer').textContent())!.trimEnd()).toBe('     ^');
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

test('a minimum beside poles is no lowest known loss, and the start is on its side', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&f=bowl&run=adam,lr:0.1&steps=50&v=1');
  await race.button(en.typeLoss).click();
  await page.getByRole('textbox', { name: say.label }).fill('x*y+1/x+1/y');
  await expect(page.getByText(say.found(1, '3'))).toBeVisible();
  await expect.poll(() => race.fragment()).toContain('from=3.2,0.5');
  await expect(page.getByPlaceholder(en.targetNone).first()).toBeVisible();
  await expect(page.getByText(en.stepsTo('3.001'))).toHaveCount(0);
});

test('a name of other languages is put into words of this one', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&expr=x%5E2%2By%5E2&from=1,1&view=-2,2,-1.25,1.25&run=sgd,lr:0.1&steps=20&v=1');
  const field = page.getByRole('textbox', { name: say.label });
  await field.fill('log2(x)');
  const said = page.locator(`#${await field.getAttribute('aria-describedby')}`);
  await expect(said).toContainText('ln(x)/ln(2)');
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

test('a formula that cannot be read goes when another loss comes', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&expr=x%5E2%2By%5E2&from=1,1&view=-2,2,-1.25,1.25&run=sgd,lr:0.1&steps=20&v=1');
  const field = page.getByRole('textbox', { name: say.label });
  const mistype = async (): Promise<void> => {
    await field.fill('x^2+');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
  };
  await mistype();
  await race.button(en.surfaces.himmelblau.title).click();
  await expect(field).toHaveValue('');
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  await mistype();
  await page.evaluate(() => (location.hash = '#lab=race&expr=x%5E2%2B3%2Ay%5E2&run=sgd,lr:0.1&steps=20&v=1'));
  await expect(field).toHaveValue('x^2+3*y^2');
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  // A slider changes no loss: what is being typed stays.
  await mistype();
  await race.exact('lr').fill('0.2');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('x^2+');
  await race.button(en.surfaces.beale.title).click();
  await mistype();
  await race.button(en.surfaces.beale.title).click();
  await expect(field, 'the loss that is shown takes it away too').toHaveValue('');
});

test('in a long formula the mark is below the wrong character, and below the field', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&expr=x%5E2&run=sgd,lr:0.1&steps=20&v=1');
  const field = page.getByRole('textbox', { name: say.label });
  const text = `${'sin(x)+'.repeat(12)}cos(y)+2y+${'x^2+'.repeat(6)}y`;
  await field.fill(text);
  const mark = page.locator('.typed-loss .pointer');
  const ends = await mark.evaluate((below) => {
    const input = document.querySelector<HTMLInputElement>('#typed-loss')!;
    const offsets: number[] = [];
    for (const place of [0, 300, input.scrollWidth]) {
      input.scrollLeft = place;
      input.dispatchEvent(new Event('scroll'));
      offsets.push(input.scrollLeft - below.scrollLeft);
    }
    const line = [...below.childNodes].find((node) => node.textContent!.includes('^') && node.nodeType === Node.TEXT_NODE)!;
    const range = document.createRange();
    range.setStart(line, line.textContent!.indexOf('^'));
    range.setEnd(line, line.textContent!.indexOf('^') + 1);
    const edge = (element: Element): number => Number.parseFloat(getComputedStyle(element).paddingLeft) + Number.parseFloat(getComputedStyle(element).borderLeftWidth);
    const pen = document.createElement('canvas').getContext('2d')!;
    const { fontSize, fontFamily } = getComputedStyle(input);
    pen.font = `${fontSize} ${fontFamily}`;
    return {
      offsets,
      mark: range.getBoundingClientRect().left - below.getBoundingClientRect().left - edge(below) + below.scrollLeft,
      wanted: pen.measureText(input.value.slice(0, input.value.indexOf('y+x'))).width,
      edges: [edge(input), edge(below)],
      gap: below.getBoundingClientRect().top - input.getBoundingClientRect().bottom,
    };
  });
  expect(ends.offsets).toEqual([0, 0, 0]);
  expect(ends.wanted, 'beyond the field').toBeGreaterThan(500);
  expect(Math.abs(ends.mark - ends.wanted)).toBeLessThan(2);
  expect(ends.edges[1]).toBe(ends.edges[0]);
  expect(ends.gap, 'clear of the ring around the field').toBeGreaterThanOrEqual(4);
});

test('an edited formula keeps start, view and target that were chosen, where it has a value', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&expr=x%5E2%2By%5E2&from=-1,1&view=-2,3,-1.25,1.5&run=sgd,lr:0.1&steps=20&target=0.01&v=1');
  const field = page.getByRole('textbox', { name: say.label });
  await field.fill('x^2+2*y^2');
  await race.hasFragment(/expr=x%5E2%2B2%2Ay%5E2&from=-1,1&view=-2,3,-1\.25,1\.5&.*target=0\.01/);
  // No logarithm of a negative number: the start gives way, and comes back with the next formula that has a value there.
  await field.fill('ln(x)^2+y^2');
  await race.hasFragment(/expr=ln%28x%29%5E2%2By%5E2&from=(?!-)[^&]*&view=-2,3,-1\.25,1\.5&/);
  await field.fill('ln(x^2)^2+y^2');
  await race.hasFragment(/from=-1,1&view=-2,3,-1\.25,1\.5&/);
  // What was never chosen follows the formula.
  await race.open('#lab=race&expr=x%5E2%2By%5E2&run=sgd,lr:0.1&steps=20&v=1');
  await field.fill('(x-40)^2+(y-40)^2');
  await expect(page.getByText(say.found(1, '0'))).toBeVisible();
  const [x] = await race.start();
  expect(x).toBeGreaterThan(20);
});

test('a link whose formula has a mistake opens the field with it, and it can be mended', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&expr=x%5E2%2B2y&from=1,-1&view=-2,2,-1.25,1.25&run=sgd,lr:0.1&steps=20&v=1');
  const field = page.getByRole('textbox', { name: say.label });
  await expect(field).toHaveValue('x^2+2y');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator(`#${await field.getAttribute('aria-describedby')}`)).toHaveText('Column 6: an operator is missing: write 2*y.');
  expect((await page.locator('.typed-loss .pointer').textContent())!.trimEnd()).toBe('     ^');
  await expect(race.warnings).toHaveCount(1);
  expect(await race.runners()).toEqual(['SGD']);
  // Dismissing the warning leaves the formula to be mended.
  await race.button(en.dismiss).click();
  await expect(field).toHaveValue('x^2+2y');
  await field.fill('x^2+2*y');
  await expect(race.heading).toHaveText(en.typedLoss);
  await race.hasFragment(/expr=x%5E2%2B2%2Ay&from=1,-1&view=-2,2,-1\.25,1\.25&/);
});
