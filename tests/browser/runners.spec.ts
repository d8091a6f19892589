/** Runners and their hyper-parameters: sliders, exact fields, adding, duplicating, removing. */
import type { Page } from '@playwright/test';

import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en } from './words.ts';

const TWO = '#lab=race&f=himmelblau&run=adam,lr:0.1&run=sgd,lr:0.01&steps=50&v=1';

async function opened(page: Page, link = TWO): Promise<RacePage> {
  const race = new RacePage(page);
  await race.open(link);
  return race;
}

/** The learning rate of a run, as the address bar has it. */
function rateInLink(race: RacePage, run = 0): number {
  const runs = [...race.fragment().matchAll(/run=[a-z]+,lr:([^,&]+)/g)].map((match) => Number(match[1]));
  return runs[run]!;
}

test('a slider changes the learning rate, and the whole race with it', async ({ page }) => {
  const race = await opened(page);
  const before = await race.told();
  const trails = await race.picture(race.layers.nth(1));
  await race.slider('lr').focus();
  await page.keyboard.press('PageUp');
  await race.frame();
  const rate = Number(await race.exact('lr').inputValue());
  expect(rate).toBeGreaterThan(0.1);
  expect(await race.told()).not.toEqual(before);
  expect((await race.picture(race.layers.nth(1))).digest).not.toBe(trails.digest);
  await expect.poll(() => rateInLink(race)).toBe(rate);

  // Logarithmic: equal ways are equal factors.
  const rates = [rate];
  for (let press = 0; press < 2; press += 1) {
    await page.keyboard.press('PageUp');
    rates.push(Number(await race.exact('lr').inputValue()));
  }
  expect(rates[2]! / rates[1]!).toBeCloseTo(rates[1]! / rates[0]!, 1);
  for (const end of ['Home', 'End']) {
    await page.keyboard.press(end);
    await expect(race.exact('lr')).toHaveAttribute('aria-invalid', 'false');
  }
});

test('every parameter of every rule has a slider and an exact field that work', async ({ page }) => {
  const race = await opened(page, '#lab=race&f=himmelblau&run=momentum&run=adagrad&run=adadelta&run=rmsprop&run=adam&steps=20&v=1');
  for (const [rule, parameters] of [
    ['Momentum', ['lr', 'momentum']],
    ['Adagrad', ['lr', 'eps']],
    ['Adadelta', ['lr', 'rho', 'eps']],
    ['RMSprop', ['lr', 'alpha', 'eps']],
    ['Adam', ['lr', 'beta1', 'beta2', 'eps']],
  ] as const) {
    await expect(async () => {
      if ((await race.runner(rule).getAttribute('aria-expanded')) !== 'true') await race.runner(rule).click();
      await expect(race.runner(rule)).toHaveAttribute('aria-expanded', 'true', { timeout: 1000 });
    }).toPass();
    for (const parameter of parameters) {
      const old = await race.exact(parameter).inputValue();
      await race.slider(parameter).press('ArrowLeft');
      const slid = await race.exact(parameter).inputValue();
      expect(Number(slid), `${rule}: ${parameter}`).toBeLessThan(Number(old));
      await race.exact(parameter).fill('0.123456789');
      await race.exact(parameter).press('Enter');
      await race.hasFragment(new RegExp(`run=${rule.toLowerCase()}[^&]*${parameter}:0.123456789`));
    }
  }
});

test('the formula of every rule fits into its place', async ({ page }) => {
  await opened(page);
  const rules = await page.locator('.add-runner option:not([value=""])').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(rules.length).toBe(20);
  // So many runners a race may have.
  for (const some of [rules.slice(0, 12), rules.slice(12)]) {
    const race = await opened(page, `#lab=race&f=bowl&${some.map((rule) => `run=${rule}`).join('&')}&steps=20&v=1`);
    for (const rule of some.keys()) {
      const name = race.page.locator('.runner-name').nth(rule);
      if ((await name.getAttribute('aria-expanded')) !== 'true') await name.click();
      const formula = race.page.locator('li.runner').nth(rule).locator('.params .formula');
      expect(await formula.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), some[rule]).toBeLessThanOrEqual(0);
    }
  }
});

test('an exact field takes any sound number, and every digit of it', async ({ page }) => {
  const race = await opened(page);
  const rate = race.exact('lr');
  for (const [typed, value] of [['0.30000000000000004', 0.1 + 0.2], [' 2e-3 ', 0.002], ['.5', 0.5], ['5e-1', 0.5]] as const) {
    await rate.fill(typed);
    await rate.press('Enter');
    await expect.poll(() => rateInLink(race)).toBe(value);
    await expect(rate, 'written as the number is').toHaveValue(String(value));
  }
});

test('what is no learning rate is refused by name and rule, and the race stays', async ({ page }) => {
  const race = await opened(page);
  const rate = race.exact('lr');
  const before = await race.told();
  const field = en.params.lr;
  for (const [typed, reason] of [
    ['fast', en.notANumber(field, 'fast')],
    ['', en.notANumber(field, '')],
    ['NaN', en.notANumber(field, 'NaN')],
    ['1e999', en.notANumber(field, '1e999')],
    ['Infinity', en.notANumber(field, 'Infinity')],
    ['0x10', en.notANumber(field, '0x10')],
    ['-1', 'run 1: lr = -1: must be > 0'],
    ['0', 'run 1: lr = 0: must be > 0'],
  ] as const) {
    await rate.fill(typed);
    await rate.press('Enter');
    await expect(rate, typed).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('alert')).toHaveText(reason);
    await expect(rate).toHaveAccessibleDescription(reason);
    await expect(rate, 'stays to be mended').toHaveValue(typed);
    await rate.press('Escape');
    await expect(rate).toHaveValue('0.1');
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(await race.told(), typed).toEqual(before);
  }
  expect(race.fragment(), 'nothing was changed').toBe(TWO);

  await rate.fill('-1');
  await rate.press('Enter');
  await race.slider('lr').press('ArrowRight');
  await expect(rate, 'a new value replaces what was refused').toHaveAttribute('aria-invalid', 'false');
  expect(Number(await rate.inputValue())).toBeGreaterThan(0.1);
});

test('steps and target are checked in the same way', async ({ page }) => {
  const race = await opened(page);
  const [steps, target] = [race.field(en.steps), race.field(en.target)];
  for (const [typed, reason] of [
    ['0', 'steps = 0: must be a whole number from 1 to 100000'],
    ['100001', 'steps = 100001: must be a whole number from 1 to 100000'],
    ['2.5', en.notAWhole(en.steps, '2.5')],
    ['-3', 'steps = -3: must be a whole number from 1 to 100000'],
    ['99999999999', 'steps = 99999999999: must be a whole number from 1 to 100000'],
    ['many', en.notANumber(en.steps, 'many')],
  ] as const) {
    await steps.fill(typed);
    await steps.press('Enter');
    await expect(steps).toHaveAccessibleDescription(reason);
  }
  await expect(race.scrub).toHaveAttribute('max', '50');
  await steps.fill('80');
  await steps.press('Enter');
  await expect(race.scrub).toHaveAttribute('max', '80');
  expect(await race.step(), 'what showed the end shows the end').toBe(80);
  await race.seek(70);
  await steps.fill('60');
  await steps.press('Enter');
  expect(await race.step()).toBe(60);

  await target.fill('10');
  await target.press('Enter');
  await expect(race.standings).toContainText(en.stepsTo('10'));
  await race.hasFragment(/&target=10&v=1$/);
  await target.fill('');
  await target.press('Enter');
  await expect(race.standings).toContainText(en.stepsTo('0.001'));
  await race.hasFragment(/&steps=60&v=1$/);
});

test('runners are added, duplicated, and removed, down to nobody', async ({ page }) => {
  const race = await opened(page);
  expect(await race.runners()).toHaveLength(2);
  await race.addRunner.selectOption('RMSprop');
  await expect(race.runner('RMSprop'), 'a new runner is open').toHaveAttribute('aria-expanded', 'true');
  await expect(race.exact('lr')).toHaveValue('0.01');
  await expect(race.standingRows).toHaveCount(3);
  await expect(race.addRunner).toHaveValue('');
  await race.hasFragment(/&run=rmsprop,lr:0\.01&/);

  await race.button(en.duplicateRunner('Adam')).click();
  await expect(race.standingRows).toHaveCount(4);
  const names = await race.runners();
  expect(new Set(names).size, 'everybody has a name of their own').toBe(4);
  const rows = await race.rows();
  const run = (number: number) => rows.filter((row) => row[0] === number).map((row) => row.slice(1));
  expect(run(2), 'the twin runs like the first').toEqual(run(1));
  expect(run(3)).not.toEqual(run(1));

  for (let left = 3; left >= 0; left -= 1) {
    await race.button(en.removeRunner((await race.runners())[0]!)).click();
    await expect.poll(() => race.runners()).toHaveLength(left);
  }
  await expect(page.getByText(en.noRunners).first()).toBeVisible();
  await expect(race.standingRows).toHaveCount(0);
  await expect(race.summary).toContainText('Nobody runs');
  await race.hasFragment('#lab=race&f=himmelblau&from=0.2,-0.8&steps=50&v=1');
  expect((await race.picture(race.layers.nth(1))).inked, 'no trails').toBe(0);
  expect((await race.picture(race.layers.nth(0))).inked, 'the surface stays').toBe(1);
  // Everything else still works.
  await race.pointAt({ x: 100, y: 100 });
  await race.seek(10);
  await race.button(en.play).click();
  await race.startHandle.press('ArrowRight');
  await race.addRunner.selectOption('SGD');
  await expect(race.standingRows).toHaveCount(1);
});

test('a runner is closed and another opened; a race goes on with none open', async ({ page }) => {
  const race = await opened(page);
  await expect(race.runner('Adam')).toHaveAttribute('aria-expanded', 'true');
  await race.runner('Adam').click();
  await expect(race.runner('Adam')).toHaveAttribute('aria-expanded', 'false');
  await expect(race.exact('lr')).toHaveCount(0);
  await race.seek(20);
  await expect(race.readout).toHaveText(en.mapHint);
  await race.runner('SGD').click();
  await expect(race.exact('lr')).toHaveValue('0.01');
  await expect(race.readout).toContainText('SGD');
});

test('twelve runners are the limit', async ({ page }) => {
  const race = await opened(page, `#lab=race&f=bowl${'&run=sgd,lr:0.1'.repeat(11)}&run=adam,lr:0.3&steps=20&v=1`);
  await expect(race.addRunner).toHaveCount(0);
  await expect(page.getByText(en.runnerFull(12))).toBeVisible();
  await expect(race.button(en.duplicateRunner('Adam'))).toBeDisabled();
  await race.button(en.removeRunner((await race.runners())[0]!)).click();
  await expect(race.addRunner).toBeVisible();
  await race.addRunner.selectOption('Nesterov');
  await expect(race.addRunner).toHaveCount(0);
  await expect(race.standingRows).toHaveCount(12);
});

test('PyTorch’s defaults come back at a press', async ({ page }) => {
  const race = await opened(page, '#lab=race&f=bowl&run=adam,lr:0.3,beta1:0.5,eps:0.1&steps=20&v=1');
  await page.getByRole('button', { name: en.resetParams }).click();
  for (const [parameter, value] of [['lr', '0.001'], ['beta1', '0.9'], ['beta2', '0.999'], ['eps', '1e-8']] as const) {
    await expect(race.exact(parameter)).toHaveValue(value);
  }
  await expect(page.getByRole('button', { name: en.resetParams })).toHaveCount(0);
  await race.hasFragment(/&run=adam,lr:0\.001&/);
});
