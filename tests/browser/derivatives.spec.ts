/** The panel of derivatives: the graph at a point, both sweeps, differences, and the point on the map. */
import { CLOSER_WORDS } from '../../www/src/closer/words/index.ts';
import { DERIVATIVES_WORDS } from '../../www/src/derivatives/words/index.ts';
import { Saving, saveEn } from './exports-page.ts';
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { ko } from './words.ts';

const say = DERIVATIVES_WORDS.en;
const HIMMELBLAU = '#lab=race&f=himmelblau&from=1,2&run=sgd,lr:0.001&steps=20&show=derivatives&v=1';

test('the graph of a surface has its numbers, and both sweeps end with its gradient', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(HIMMELBLAU);
  const graph = page.getByRole('img', { name: say.graphLabel(11) });
  await expect(graph).toBeVisible();
  // (x² + y - 11)² + (x + y² - 7)² at (1, 2): 64 + 4, and (4x·(-8) + 2·(-2), 2·(-8) + 4y·(-2)).
  await expect(page.getByText(say.both('(−36, −32)'))).toBeVisible();
  await expect(graph.locator('.node.now')).toContainText('68');
  await page.getByRole('button', { name: say.backward }).click();
  await expect(page.getByText(say.ends('x', '−36'))).toBeVisible();
  await expect(page.getByText(say.both('(−36, −32)'))).toBeVisible();
  await page.getByText(say.table).click();
  const rows = page.getByRole('table').filter({ hasText: say.columns.adjoint }).getByRole('row');
  await expect(rows).toHaveCount(12);
  await expect(rows.nth(1)).toContainText('−36');
});

test('one goes through the graph number by number, by buttons and by arrow keys', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(HIMMELBLAU);
  await page.getByRole('button', { name: say.begin }).click();
  await expect(page.getByText(say.notBegun)).toBeVisible();
  await expect(page.locator('.derivatives .node.done')).toHaveCount(0);
  await page.getByRole('button', { name: say.next }).click();
  await expect(page.getByText(say.given('x', '1'))).toBeVisible();
  await page.locator('.graph-stage').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(say.progress(3, 11))).toBeVisible();
  // u² with u = x = 1: its derivative by x is 2 · 1.
  await expect(page.getByText(say.slope('x', '2 · 1', '2'))).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByText(say.progress(11, 11))).toBeVisible();
});

test('differences have an error that falls and rises again with the step', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(HIMMELBLAU);
  const chart = page.locator('.derivatives svg.errors');
  await expect(chart.locator('.curve')).toHaveCount(2);
  await expect(chart.locator('.least')).toHaveCount(2);
  const rows = page.locator('.differences tbody tr');
  const error = async (row: number): Promise<number> => Number((await rows.nth(row).locator('td').last().innerText()).replaceAll('−', '-'));
  const slider = page.locator('.differences input[type="range"]');
  const at = async (exponent: string): Promise<[number, number]> => {
    await slider.fill(exponent);
    return [await error(0), await error(1)];
  };
  const [large, middle, small] = [await at('-1'), await at('-6'), await at('-14')];
  expect(large[0]).toBeGreaterThan(100 * middle[0]);
  expect(small[0]).toBeGreaterThan(100 * middle[0]);
  expect(middle[1]).toBeLessThan(middle[0]);
});

test('lucky steps are no bottom of a valley, and what does not rise again is not said to', async ({ page }) => {
  const race = new RacePage(page);
  const chart = page.locator('.derivatives svg.errors');
  const line = `${say.step} = `;
  const [forward, central] = [say.oneSided, say.twoSided];
  const cases: [string, string, string[], number][] = [
    // Round-off cancels at h = 1.8e−15; the valleys are where theory has them, about √ε and ε to the third.
    ['f=rosenbrock&point=-1.5,2', 'valley', [say.shapes.valley(forward, '5.6e−9', '5.3e−6'), say.shapes.valley(central, '3.2e−7', '2.2e−9'), say.why.valley, say.zeros], 27],
    // A central difference of a parabola is exact but for rounding.
    ['f=booth&point=1,2', 'rises', [say.shapes.valley(forward, '4.2e−8', '2.5e−7'), say.shapes.rises(central, '0.75', '2e−15'), say.why.valley, say.why.rises], 40],
    ['f=beale&point=3,0.5', 'falls', [say.shapes.falls(forward, '1.8e−15', '4.1e−14'), say.shapes.falls(central, '7.5e−14', '6.7e−16'), say.why.falls], 28],
    ['expr=x%5E2%2By%5E2&from=1,1&point=0,0', 'exact', [say.shapes.exact(central, '', ''), say.why.falls], 121],
  ];
  for (const [loss, shape, sentences, zeros] of cases) {
    await race.open(`#lab=race&${loss}&run=sgd,lr:0.001&steps=5&show=derivatives&v=1`);
    await expect(page.getByText(line).first()).toBeVisible();
    for (const sentence of sentences) await expect(chart.locator('xpath=following-sibling::p'), shape).toContainText(sentence);
    if (shape !== 'valley' && shape !== 'rises') await expect(chart.locator('xpath=following-sibling::p')).not.toContainText(say.why.valley);
    await expect(chart.locator('.zero'), shape).toHaveCount(zeros);
    await expect(chart.locator('.least'), shape).toHaveCount(2);
  }
});

test('the point is moved by fields, on the map and to the runner, and the link has it', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&expr=x%5E2%2B3*y&from=1,0&view=-4,4,-2.5,2.5&run=sgd,lr:0.1&steps=5&show=derivatives&v=1');
  await expect(page.getByText(say.both('(2, 3)'))).toBeVisible();
  await page.locator('.derivatives .place input').first().fill('-2');
  await page.keyboard.press('Enter');
  await expect(page.getByText(say.both('(−4, 3)'))).toBeVisible();
  await expect.poll(() => race.fragment()).toContain('point=-2,0');
  const handle = page.locator('.point-handle');
  await handle.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByText(say.both('(−2.4, 3)'))).toBeVisible();
  // From the point along the gradient, which is uphill.
  const path = (await page.locator('.derivative-point path').last().getAttribute('d'))!;
  const [, fromX, fromY, toX, toY] = /^M(\S+) (\S+) L(\S+) (\S+) /.exec(path)!.map(Number) as [number, number, number, number, number];
  const [at, uphill] = [await race.placeOf([-1.2, 0]), await race.placeOf([-1.2 - 2.4 / 4, 3 / 4])];
  expect(Math.hypot(fromX - at.x, fromY - at.y)).toBeLessThan(1.5);
  const [arrow, gradient] = [Math.atan2(toY - fromY, toX - fromX), Math.atan2(uphill.y - at.y, uphill.x - at.x)];
  expect(Math.abs(arrow - gradient), `${arrow}, ${gradient}`).toBeLessThan(0.03);
  await page.getByRole('button', { name: say.atRunner }).click();
  await expect(page.locator('.derivatives .place input').first()).toHaveValue('0.32768');
  // Closing the panel takes the point off the map.
  await page.getByRole('button', { name: CLOSER_WORDS.en.panels.derivatives.name, exact: true }).click();
  await expect(handle).toHaveCount(0);
});

test('where the loss is undefined nothing is differentiated, and Korean says so', async ({ page }) => {
  const race = new RacePage(page, ko);
  await race.open('#lab=race&expr=ln%28x%29%2By%5E2&from=-1,1&view=-4,4,-2.5,2.5&run=sgd,lr:0.1&steps=5&show=derivatives&lang=ko&v=1');
  await expect(page.getByText(DERIVATIVES_WORDS.ko.undefinedHere)).toBeVisible();
});

test('graph and errors are saved as they are shown, with their numbers', async ({ page }) => {
  const [race, saving] = [new RacePage(page), new Saving(page)];
  await race.open(HIMMELBLAU);
  await expect(page.locator('svg.errors')).toBeVisible();
  const svg = (await saving.take(saving.button(say.graphLabel(11)), 'SVG')).bytes.toString();
  for (const word of ['x', 'y', '68', '−36, −32']) expect(svg).toContain(`>${word}</text>`);
  expect(svg).not.toMatch(/NaN|undefined/);
  const numbers = (await saving.take(saving.button(say.graphLabel(11)), saveEn.numbers)).bytes.toString().trimEnd().split('\n');
  expect(numbers).toHaveLength(12);
  expect(numbers[11]).toMatch(/,68,-36,-32,1$/);
  const png = await saving.take(saving.button(say.differences), saveEn.png);
  expect(png.bytes.length).toBeGreaterThan(4000);
  const errors = (await saving.take(saving.button(say.differences), saveEn.numbers)).bytes.toString().trimEnd().split('\n');
  expect(errors[0]).toBe('h,forward_error,central_error');
  expect(errors).toHaveLength(1 + 15 * 8 + 1);
});

test('differences are read whole on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await new RacePage(page).open(HIMMELBLAU);
  const table = page.getByRole('group', { name: say.differences });
  await expect(table.getByRole('row')).toHaveCount(4);
  await expect(table.getByRole('rowheader', { name: say.exactly })).toBeVisible();
  const cut = await table.evaluate((part) => [part, ...part.querySelectorAll('th, td')].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  expect(Math.max(...cut)).toBeLessThanOrEqual(0);
});
