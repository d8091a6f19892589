/** "Inside the rule": the formula with its numbers, the memory, and charts that are linked with the step. */
import { Saving, saveEn } from './exports-page.ts';
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en as race } from './words.ts';
import { en } from '../../www/src/inside/words/en.ts';
import { ko } from '../../www/src/inside/words/ko.ts';

const LINK = '#lab=race&f=rosenbrock&from=-1.5,2&run=adam,lr:0.05&run=adagrad,lr:0.5&run=lbfgs&steps=60&show=inside&v=1';

test('the numbers in the formula are those of the step, and lead to the position of the next', async ({ page }) => {
  const opened = new RacePage(page);
  await opened.open(LINK);
  const panel = page.locator('downhill-inside-panel');
  await expect(panel.getByRole('heading', { name: en.heading('Adam', '60') })).toBeVisible();
  const formula = panel.getByRole('group', { name: `${en.formula}, ${en.coordinate('x')}` });
  const text = (await formula.innerText()).replaceAll(/\s/g, '');
  expect(text, 'β₁ and η stand in it').toContain('0.9');
  expect(text).not.toContain('@');
  // The last number of the formula is where the update led, which is the last position in the table.
  const rows = await opened.rows();
  const x = rows.find(([run, step]) => run === 1 && step === 60)![2]!;
  const last = Number(/([-−]?[\d.]+)$/.exec(text)![1]!.replace('−', '-'));
  expect(Math.abs(last - x)).toBeLessThan(1e-3 * Math.max(1, Math.abs(x)));
  await expect(panel.getByRole('row')).toHaveCount(3);
  await expect(panel.locator('downhill-updates-chart')).toHaveCount(3);
});

test('another runner is looked into, and one without a rate says so', async ({ page }) => {
  await new RacePage(page).open(LINK);
  const panel = page.locator('downhill-inside-panel');
  await panel.getByRole('combobox', { name: race.runners }).selectOption({ label: 'L-BFGS' });
  await expect(panel.getByText(en.noRate)).toBeVisible();
  await expect(panel.getByText(en.asked)).toBeVisible();
  await expect(page).toHaveURL(/runner=3/);
});

test('arrows stand on the map while the panel is open and wanted', async ({ page }) => {
  await new RacePage(page).open(LINK);
  const arrows = page.locator('canvas.map-arrows');
  await expect(arrows).toBeVisible();
  const inked = () => arrows.evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value) => value !== 0);
  });
  expect(await inked()).toBe(true);
  await page.getByRole('checkbox', { name: en.arrows }).uncheck();
  await expect(arrows).toBeHidden();
});

test('angles are to the gradient of the loss, also where the rule got a clipped one, which is said', async ({ page }) => {
  const saving = new Saving(page);
  const angles = async (link: string): Promise<string[]> => {
    await new RacePage(page).open(link);
    return (await saving.take(saving.button(en.angle), saveEn.numbers)).bytes.toString().trimEnd().split('\n');
  };
  const clipped = await angles('#lab=race&f=booth&from=-5,5&run=sgd,lr:0.02,clip_value:2&steps=60&show=inside&v=1');
  // By hand, from the step of the table and ∇f = (10x + 8y − 34, 8x + 10y − 38) where it began.
  expect(clipped.at(-1)).toMatch(/^60,30\.68/);
  await expect(page.getByText(en.given(en.clipped))).toBeVisible();
  await angles('#lab=race&f=bowl&run=sgd,lr:0.1&steps=60&noise=1&seed=3&show=inside&v=1');
  await expect(page.getByText(en.given(en.noised))).toBeVisible();
  const plain = await angles('#lab=race&f=bowl&run=sgd,lr:0.1&steps=20&show=inside&v=1');
  await expect(page.locator('.given')).toHaveCount(0);
  for (const row of plain.slice(1)) expect(Number(row.split(',')[1])).toBeLessThan(1e-9);
});

test('arrows are those of the update that is shown: at the start there is none', async ({ page }) => {
  await new RacePage(page).open(LINK);
  const arrows = page.locator('canvas.map-arrows');
  const inked = () => arrows.evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value) => value !== 0);
  });
  await page.getByRole('slider', { name: race.scrub }).fill('0');
  await expect(page.getByText(en.atStart)).toBeVisible();
  await expect(arrows).toBeHidden();
  await page.getByRole('slider', { name: race.scrub }).fill('1');
  await expect.poll(inked).toBe(true);
});

test('it speaks Korean', async ({ page }) => {
  await page.goto(`./${LINK.replace('&v=1', '&lang=ko&v=1')}`);
  await expect(page.getByRole('heading', { name: ko.heading('Adam', '60') })).toBeVisible();
});

test('a formula for y says y, and shows how far the step went, however short it is', async ({ page }) => {
  const opened = new RacePage(page);
  await opened.open('#lab=race&f=himmelblau&from=1,2&run=adam,lr:0.0001&steps=400&show=inside&v=1');
  const panel = page.locator('downhill-inside-panel');
  const rows = await opened.rows();
  const where = (step: number): number[] => rows.find(([, at]) => at === step)!.slice(2, 4);
  for (const [index, axis] of (['x', 'y'] as const).entries()) {
    const formula = panel.getByRole('group', { name: `${en.formula}, ${en.coordinate(axis)}` });
    // Letters of formulas are italic, which makes them other characters.
    const text = (await formula.innerText()).normalize('NFKC').replaceAll(/\s/g, '');
    expect(text).toContain(`${axis}←`);
    expect(text).not.toContain(`${axis === 'x' ? 'y' : 'x'}←`);
    const [, before, after] = new RegExp(`${axis}←([\\d.]+)−.*=([\\d.]+)$`).exec(text)!.map(Number);
    const [was, is] = [where(399)[index]!, where(400)[index]!];
    expect(Math.abs((after! - before!) / (is - was) - 1), `${before} to ${after}`).toBeLessThan(0.1);
  }
});

test('a run that ended at its start says so, and its rule keeps its learning rate', async ({ page }) => {
  await new RacePage(page).open('#lab=race&expr=ln%28x%29%2By%5E2&from=-1,1&run=sgd,lr:0.1&steps=20&show=inside&v=1');
  const panel = page.locator('downhill-inside-panel');
  await expect(panel.getByText(en.endedAtStart)).toBeVisible();
  await expect(panel.getByText(en.atStart)).toHaveCount(0);
  await expect(panel.getByText(en.noRate)).toHaveCount(0);
});

for (const rule of ['adam', 'nadam', 'adamw', 'adadelta', 'schedulefree', 'sam']) {
  test(`all of ${rule} can be read on a phone without scrolling sideways`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    const opened = new RacePage(page);
    await opened.open(`#lab=race&f=himmelblau&from=-1.5,2&run=${rule}&steps=137&show=inside&v=1`);
    const panel = page.locator('downhill-inside-panel');
    await expect(panel.getByRole('heading', { name: en.formula })).toBeVisible();
    const cut = await panel.locator('.formula, .scroll').evaluateAll((all) => all.map((part) => part.scrollWidth - part.clientWidth));
    expect(cut.length).toBeGreaterThanOrEqual(2);
    expect(Math.max(...cut)).toBeLessThanOrEqual(0);
  });
}
