/** Two languages, both complete: the tables of words, the sentences about mistakes, and everything on the page. */
import { readFileSync, readdirSync } from 'node:fs';

import { AUTHORS_WORDS } from '../../www/src/authors/words/index.ts';
import { ko as batchKo } from '../../www/src/batch/words/ko.ts';
import { CLOSER_WORDS } from '../../www/src/closer/words/index.ts';
import { DERIVATIVES_WORDS } from '../../www/src/derivatives/words/index.ts';
import { AROUND_WORDS } from '../../www/src/elements/words/index.ts';
import { EXPORT_WORDS } from '../../www/src/exports/words/index.ts';
import { GALLERY_WORDS } from '../../www/src/gallery/words/index.ts';
import { INSIDE_WORDS } from '../../www/src/inside/words/index.ts';
import { ko as minimaKo } from '../../www/src/minima/words/ko.ts';
import { PRESENTER_WORDS } from '../../www/src/presenter/words/index.ts';
import { SHARE_WORDS } from '../../www/src/share/words/index.ts';
import { SOLID_WORDS } from '../../www/src/solid/words/index.ts';
import { SURVEY_WORDS } from '../../www/src/survey/words/index.ts';
import { TYPED_WORDS } from '../../www/src/typed/words/index.ts';
import { BatchPage, batchEn } from './batch-page.ts';
import { loadCore } from './core.ts';
import { MinimaPage, minimaEn } from './minima-page.ts';
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';
import { NAMES, inEnglish, written } from './written.ts';

/** Every text of a table, by its place in it; templates filled with marks. */
function texts(table: object, place = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    const here = `${place}${key}`;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'object') return texts(value as object, `${here}.`);
    // Sentences about mistakes are made by the core in English: they have a test of their own.
    if (key === 'warning') return [];
    return [[here, filled(value as Template)]];
  });
}

type Template = (...filled: unknown[]) => unknown;

/** What a template says of marks; of lists of one mark each where it takes lists. */
function filled(template: Template): string {
  const marks = ['❶', '❷', '❸', '❹', '❺'];
  try {
    return String(template(...marks, []));
  } catch {
    return String(template(...marks.map((mark) => [mark])));
  }
}

/** Names of programs, of hosts, and of what is typed into code; the other language's own name. */
const SAME = /^(otherLanguage|csv|ownExample|(hosts|platforms)\.\w+\.name|(attributes|members|events|style)\.\d+\.0)$/;

const TABLES = {
  'the page': [{ en, ko }, 130],
  'what stands around a race': [AROUND_WORDS, 40],
  'the Batch lab': [{ en: batchEn, ko: batchKo }, 150],
  'the Minima lab': [{ en: minimaEn, ko: minimaKo }, 120],
  'the panels below a race': [CLOSER_WORDS, 10],
  'the inside of a rule': [INSIDE_WORDS, 20],
  derivatives: [DERIVATIVES_WORDS, 40],
  surveys: [SURVEY_WORDS, 60],
  blocks: [SOLID_WORDS, 12],
  'typed losses': [TYPED_WORDS, 4],
  exports: [EXPORT_WORDS, 20],
  'the share dialog': [SHARE_WORDS, 60],
  talks: [PRESENTER_WORDS, 40],
  'the gallery': [GALLERY_WORDS, 60],
  'the page for authors': [AUTHORS_WORDS, 100],
} as const;

for (const [what, [tables, least]] of Object.entries(TABLES)) {
  test(`both tables of ${what} have the same places, and nothing is said in English twice`, () => {
    const [english, korean] = [texts(tables.en), texts(tables.ko)];
    expect(korean.map(([place]) => place)).toEqual(english.map(([place]) => place));
    expect(english.length).toBeGreaterThan(least);
    for (const [at, [place, text]] of korean.entries()) {
      const said = english[at]![1];
      expect(text.trim(), place).not.toBe('');
      for (const mark of '❶❷❸') expect(text.includes(mark), `${place} says ${mark}`).toBe(said.includes(mark));
      // Letters of formulas, signs and units are no words; where English needs one, a sign may do.
      if (SAME.test(place) || !/[A-Za-z]{2}/.test(said.replace('kt', '')) || !/\p{L}/u.test(text)) continue;
      expect(text, place).not.toBe(said);
      expect(text, place).toMatch(/[가-힣]/);
    }
    expect(english.filter(([place, text]) => !SAME.test(place) && /[가-힣]/.test(text))).toEqual([]);
  });
}

test('no folder of words is left out of these tables', () => {
  const source = new URL('../../www/src/', import.meta.url);
  const folders = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => /(^|\/)words\/ko\.ts$/.test(path));
  expect(folders.length).toBe(Object.keys(TABLES).length);
});

test('the words are about exactly what the core has', async ({ page }) => {
  const core = await loadCore(page);
  const catalog = await core.evaluate(({ catalog }) => catalog());
  const ids = (list: { id: string }[]) => list.map(({ id }) => id).toSorted();
  // A schedule is called by one English word, in names on the page and in those of the command line.
  expect(Object.fromEntries(catalog.schedules.map(({ id, name }) => [id, name.toLowerCase()]))).toEqual(AROUND_WORDS.en.schedules);
  for (const words of [en, ko]) {
    expect(Object.keys(words.surfaces).toSorted()).toEqual(ids(catalog.surfaces));
    expect(Object.keys(words.ready).toSorted()).toEqual(ids(catalog.ready));
    expect(Object.keys(AROUND_WORDS.ko.schedules).toSorted()).toEqual(ids(catalog.schedules));
    const params = new Set(catalog.rules.flatMap((rule) => rule.params.map(({ id }) => id)));
    const [own, shared] = [true, false].map((isOwn) => Object.keys(words.params).filter((key) => key.includes('.') === isOwn));
    expect(shared!.toSorted()).toEqual([...params].toSorted());
    // A parameter that means something else in one rule has a word of its own there.
    for (const key of own!) {
      const [rule, param] = key.split('.');
      expect(catalog.rules.find(({ id }) => id === rule)!.params.map(({ id }) => id), key).toContain(param);
    }
  }
});

test('every kind of mistake has a Korean sentence of its own', async ({ page }) => {
  const core = await loadCore(page);
  // The golden links make every mistake that a link can hold.
  const corpus = readFileSync(new URL('../links/v1.jsonl', import.meta.url), 'utf8').trimEnd().split('\n');
  const links = corpus.map((line) => (JSON.parse(line) as { link: string }).link);
  const complaints = await core.evaluate(({ parseLink }, links) => links.flatMap((link) => parseLink(link).warnings), links);
  // Each core reads the links of its own lab.
  const batch = await loadCore(page, 'batch');
  complaints.push(...(await batch.evaluate(({ parseBatchLink }, links) => links.flatMap((link) => parseBatchLink(link).warnings), links)));
  const minima = await loadCore(page, 'minima');
  complaints.push(...(await minima.evaluate(({ parseMinimaLink }, links) => links.flatMap((link) => parseMinimaLink(link).warnings), links)));

  // Mistakes that no link can make, and the page neither: a wrong number of parameters, nobody at all, changes out of order.
  const source = readFileSync(new URL('../../crates/preset/src/warning/problem.rs', import.meta.url), 'utf8');
  const codes = source.slice(source.indexOf('fn code(self)'), source.indexOf('fn rule(self)'));
  const all = [...codes.matchAll(/ => "([a-z-]+)"/g), ...source.matchAll(/Whole\("([a-z-]+)"/g)].map((match) => match[1]!);
  expect(all.length).toBeGreaterThan(35);
  const met = new Set(complaints.map(({ code }) => code));
  expect(all.filter((code) => !met.has(code))).toEqual(['parameter-count', 'no-contenders', 'change-order']);

  const sentences = new Map<string, string>();
  for (const complaint of complaints) {
    expect(en.warning(complaint)).toBe(complaint.text);
    const sentence = ko.warning(complaint);
    expect(sentence, complaint.text).not.toBe(complaint.text);
    expect(sentence).not.toContain('undefined');
    expect(sentence, 'what was given is quoted').toContain(complaint.value);
    const reason = sentence.split(': ').at(-1)!;
    expect(sentence.replace(complaint.value, ''), complaint.text).toMatch(/[가-힣]{2}/);
    sentences.set(complaint.code, reason);
  }
  expect(sentences.size).toBe(met.size);
});

test('in Korean, no English word is left anywhere on the page', async ({ page }) => {
  const race = new RacePage(page, ko);
  const rules = ['sgd,schedule:exponential', 'momentum', 'nesterov', 'adagrad', 'adadelta', 'rmsprop', 'adam,lr:0.2', 'sgd,lr:1000'];
  await race.open(`#lab=race&f=goldstein-price${rules.map((rule) => `&run=${rule}`).join('')}&steps=20&target=inf&lang=ko&v=1`);
  expect((await race.runners())[0]).toMatch(/^SGD .*지수$/);
  const state = async (what: string) => {
    // What was given in the link is quoted as it was.
    expect(await inEnglish(page), what).toEqual(['target = inf: 유한한 숫자여야 합니다']);
  };
  await race.openTable();
  await state('at rest');
  await race.button(ko.reset).click();
  await race.button(ko.play).click();
  await state('playing');
  await race.pointAt({ x: 100, y: 100 });
  await race.button(ko.zoomIn).click();
  await race.exact('lr').fill('-1');
  await race.exact('lr').press('Enter');
  await race.field(ko.steps).fill('빠르게');
  await race.field(ko.steps).press('Enter');
  const refusals = await page.getByRole('alert').allInnerTexts();
  expect(refusals).toHaveLength(2);
  for (const refusal of refusals) expect(refusal).toMatch(/[가-힣]{2}/);
  await race.exact('lr').press('Escape');
  await race.field(ko.steps).press('Escape');
  for (const { title } of Object.values(ko.surfaces)) {
    await race.button(title).click();
    await expect(race.heading).toHaveText(title);
  }
  await state('another surface');
  while ((await race.runners()).length > 0) await race.button(ko.removeRunner((await race.runners())[0]!)).click();
  await state('nobody runs');
});

test('nor in the Batch lab, but for what the data call their columns', async ({ page }) => {
  const lab = new BatchPage(page, ko, batchKo);
  for (const data of ['diabetes', 'two-wells&updates=100', 'valley&updates=100', 'frequency&updates=100&replicas=20']) {
    await lab.open(`lab=batch&data=${data}&lang=ko&v=1`);
    const columns = ['age', 'sex', 'bmi', 'bp', 's', 'u', 'v', 'w', 'k', 'CSV', 'NumPy', 'B', 'g'];
    expect(await inEnglish(page, columns), data).toEqual([]);
  }
});

test('the words of the Batch lab are about exactly what its core has', async ({ page }) => {
  const core = await loadCore(page, 'batch');
  const catalog = await core.evaluate(({ batchCatalog }) => batchCatalog());
  const ids = (list: { id: string }[]) => list.map(({ id }) => id).toSorted();
  for (const words of [batchEn, batchKo]) {
    expect(Object.keys(words.data).toSorted()).toEqual([...ids(catalog.data), 'own'].toSorted());
    expect(Object.keys(words.remark).toSorted()).toEqual(ids(catalog.data));
    expect(Object.keys(words.ready).toSorted()).toEqual(ids(catalog.ready));
  }
});

test('nor in the Minima lab, before and after training', async ({ page }) => {
  test.setTimeout(180_000);
  const lab = new MinimaPage(page, ko, minimaKo);
  const allowed = ['SGD', 'SAM', 'tanh', 'ReLU', 'lr', 'w', 'p', 'H', 'T', 'n', 's', 'm', 'e'];
  for (const experiment of ['batch-size&batch=4&batch=100', 'sam', 'edge', 'noise-scale', 'rescale', 'wells']) {
    const small = experiment === 'wells' ? '' : '&ntrain=100&updates=50';
    await lab.open(`lab=minima&experiment=${experiment}${small}&lang=ko&v=1`);
    if (experiment !== 'wells') await lab.train();
    expect(await inEnglish(page, allowed), experiment).toEqual([]);
  }
});

test('the words of the Minima lab are about exactly what its core has', async ({ page }) => {
  const core = await loadCore(page, 'minima');
  const catalog = await core.evaluate(({ minimaCatalog }) => minimaCatalog());
  const ids = (list: { id: string }[]) => list.map(({ id }) => id).toSorted();
  for (const words of [minimaEn, minimaKo]) {
    expect(Object.keys(words.question).toSorted()).toEqual(ids(catalog.experiments));
    expect(Object.keys(words.ready).toSorted()).toEqual(ids(catalog.ready));
  }
});

test('the switch changes every word, the pictures, and what the page says of itself; and back', async ({ page }) => {
  const race = new RacePage(page);
  await race.open();
  const root = page.locator('html');
  await expect(root).toHaveAttribute('lang', 'en');
  const before = await written(page);
  const pictures = (race: RacePage) =>
    Promise.all([race.layers.nth(0), race.layers.nth(2), race.lossChart].map(async (canvas) => (await race.picture(canvas)).digest));
  const english = await pictures(race);
  await race.button('한국어').click();
  const korean = new RacePage(page, ko);
  await expect(root).toHaveAttribute('lang', 'ko');
  await expect(page).toHaveTitle(ko.pageTitle);
  await expect(race.button('한국어')).toHaveAttribute('aria-pressed', 'true');
  await expect(korean.summary).toHaveText(/500걸음 중 500걸음/);
  const words = before.filter((text) => /[a-z]{3}/.test(text));
  const left = (await written(page)).filter((text) => words.includes(text));
  expect(new Set(left.flatMap((text) => text.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !NAMES.has(word)))).toEqual(new Set());
  const there = await pictures(korean);
  // Words are drawn into the pictures, too: minimum, start, step.
  for (const [at, digest] of there.entries()) expect(digest, `picture ${at}`).not.toBe(english[at]);

  await page.reload();
  await expect(root, 'a choice lasts').toHaveAttribute('lang', 'ko');
  await race.button('English').click();
  await expect(root).toHaveAttribute('lang', 'en');
  await expect(page).toHaveTitle(en.pageTitle);
  await race.isDrawn();
  expect(await written(page)).toEqual(before);
  expect(await pictures(race)).toEqual(english);
});

test('who reads Korean is met in Korean, and everybody else in English', async ({ visitor }) => {
  for (const [locale, lang] of [['ko-KR', 'ko'], ['ko', 'ko'], ['en-US', 'en'], ['de-DE', 'en']] as const) {
    const page = await visitor({ locale });
    await page.goto('./');
    await expect(page.getByRole('heading', { level: 1 }), locale).toBeVisible();
    await expect(page.locator('html'), locale).toHaveAttribute('lang', lang);
  }
});
