/** The sixteen surfaces: each can be chosen, is drawn, and says what it is. */
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en } from './words.ts';

const surfaces = Object.entries(en.surfaces);

test('each of the sixteen can be chosen, draws itself, and shows its formula', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&f=bowl&from=0.25,0.125&view=-1,1,-1,1&run=sgd,lr:1e-5&steps=5&target=3&v=1');
  expect(surfaces).toHaveLength(16);
  const pictures = new Set<string>();
  const formulas = new Set<string>();
  const starts = new Set<string>();
  // The bowl is open already: it comes last.
  for (const [id, { title, sentence }] of [...surfaces.slice(1), surfaces[0]!]) {
    await race.button(title).click();
    await expect(race.button(title)).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('complementary').locator('[aria-pressed="true"]')).toHaveCount(1);
    await expect(race.heading).toHaveText(title);
    await expect(page.getByText(sentence)).toBeVisible();
    // Its own start and view, and no target of another surface.
    expect(race.fragment()).toMatch(new RegExp(`^#lab=race&f=${id}&from=[^&]+&run=sgd,lr:1e-5&steps=5&v=1$`));
    await expect(race.button(en.resetView)).toHaveCount(0);
    await expect(race.startHandle).toBeVisible();
    await race.frame();
    const [surface, trails] = [await race.picture(race.layers.nth(0)), await race.picture(race.layers.nth(1))];
    expect(surface.inked, title).toBe(1);
    expect(surface.colours, title).toBeGreaterThan(25);
    expect(trails.inked, `${title}: the trail of the surface before is gone`).toBeLessThan(0.01);
    pictures.add(surface.digest);
    starts.add(String(await race.start()));
    const about = page.locator('section').filter({ has: page.getByRole('heading', { name: en.formula }) });
    const formula = about.getByRole('math');
    await expect(formula).toBeVisible();
    formulas.add(await formula.innerHTML());
    expect((await formula.boundingBox())!.width, `${title}: the formula takes room`).toBeGreaterThan(40);
  }
  expect(pictures.size, 'sixteen pictures').toBe(16);
  expect(formulas.size, 'sixteen formulas').toBe(16);
  expect(starts.size).toBeGreaterThan(10);
});

test('each surface has a small picture of its own, in both themes', async ({ page }) => {
  const race = new RacePage(page);
  await race.open();
  const small = async (): Promise<string[]> => {
    const digests: string[] = [];
    for (const [, { title }] of surfaces) {
      const picture = await race.picture(race.button(title).locator('canvas'));
      expect(picture.inked, title).toBe(1);
      expect(picture.colours, title).toBeGreaterThan(3);
      digests.push(picture.digest);
    }
    return digests;
  };
  await expect.poll(async () => (await race.picture(race.button(surfaces[15]![1].title).locator('canvas'))).inked).toBe(1);
  const light = await small();
  expect(new Set(light).size).toBe(16);
  await race.button(en.toDark).click();
  await expect.poll(async () => (await small()).filter((digest) => light.includes(digest))).toEqual([]);
});

test('the formula is native MathML, not letters in a row', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&f=ackley&run=adam&v=1');
  const about = page.locator('section').filter({ has: page.getByRole('heading', { name: en.formula }) });
  const built = await about.getByRole('math').evaluate((math) => ({
    namespace: math.namespaceURI,
    roots: math.querySelectorAll('msqrt').length,
    raised: math.querySelectorAll('msup').length,
  }));
  expect(built.namespace).toBe('http://www.w3.org/1998/Math/MathML');
  expect(built.roots).toBeGreaterThan(0);
  expect(built.raised).toBeGreaterThan(1);
});
