/** Links that are wrong: each is told what is wrong with it, in both languages, and the rest of it still works. */
import { RacePage } from './race-page.ts';
import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';

const SURFACES =
  'bowl, ravine, rosenbrock, himmelblau, beale, booth, matyas, three-hump-camel, six-hump-camel, styblinski-tang, ackley, ' +
  'rastrigin, goldstein-price, easom, saddle, monkey-saddle';
const RULES =
  'sgd, momentum, nesterov, adagrad, adadelta, rmsprop, adam, amsgrad, adamw, nadam, radam, adamax, adabelief, rprop, lion, ' +
  'asgd, schedulefree, sam, lbfgs, newton';

/** A link, the core's sentences about it, and what of it still works: the surface shown and how many run. */
const BROKEN: { link: string; told: string[]; surface: keyof typeof en.surfaces; runners: number }[] = [
  {
    link: '#lab=race&f=mountain&run=sgd&v=1',
    told: [`f = mountain: must be one of ${SURFACES}`],
    surface: 'rosenbrock',
    runners: 1,
  },
  {
    link: '#lab=race&f=bowl&run=sleigh,lr:0.1&run=adam,lr:-1,beta1:1&v=1',
    told: [`run 1 = sleigh: must be one of ${RULES}`, 'run 2: lr = -1: must be > 0', 'run 2: beta1 = 1: must be in [0, 1)'],
    surface: 'bowl',
    runners: 1,
  },
  {
    link: '#lab=race&f=bowl&run=sgd,lr:NaN&run=sgd,rate:1,0.5&v=1',
    told: [
      'run 1: lr = NaN: must be a finite number > 0',
      'run 2: rate = 1: sgd has no such parameter; it takes lr, clip_value, clip_norm, weight_decay, schedule, decay',
      'run 2 = 0.5: must be parameter:value',
    ],
    surface: 'bowl',
    runners: 2,
  },
  {
    link: '#lab=race&f=matyas&from=1,2,3&view=1,-1,0,1&run=adam&v=1',
    told: [
      'from = 1,2,3: must be two numbers: x,y',
      'view = 1,-1,0,1: must have xmin < xmax and ymin < ymax, at least 1e-6 apart',
    ],
    surface: 'matyas',
    runners: 1,
  },
  {
    link: '#lab=race&f=booth&from=1e7,0&view=0,1&run=adam&run=sgd&steps=0&target=inf&v=1',
    told: [
      'from = 1e7,0: must be in [-1e6, 1e6]',
      'view = 0,1: must be four numbers: xmin,xmax,ymin,ymax',
      'steps = 0: must be a whole number from 1 to 100000',
      'target = inf: must be a finite number',
    ],
    surface: 'booth',
    runners: 2,
  },
  {
    link: '#lab=race&f=bowl&run=adam&lang=xx&theme=blue&v=0',
    told: ['v = 0: must be 1', 'lang = xx: must be one of en, ko', 'theme = blue: must be one of light, dark'],
    surface: 'bowl',
    runners: 1,
  },
  {
    link: '#lab=race&f=beale&f=bowl&expr=2x&run=adam,lr:1,lr:2&v=1',
    told: [
      'f = bowl: must be given once; the first counts',
      'expr = 2x: column 2: an operator is missing: write 2*x',
      'run 1: lr = 2: must be given once; the first counts',
    ],
    surface: 'beale',
    runners: 1,
  },
  {
    link: `#lab=race&f=easom${'&run=sgd'.repeat(13)}&v=1`,
    told: ['runs = 13: must be at most 12; the rest is left out'],
    surface: 'easom',
    runners: 12,
  },
  {
    link: `#lab=race&f=saddle&run=adam${'&utm_x=1'.repeat(70)}&run=sgd&v=1`,
    told: ['pairs = 75: must be at most 64; the rest is not read'],
    surface: 'saddle',
    runners: 1,
  },
  {
    link: `#lab=race&f=ackley&run=adam&utm_x=${'y'.repeat(3000)}&run=sgd&v=1`,
    told: ['length = 3045: must be at most 2048 characters; the rest is not read'],
    surface: 'ackley',
    runners: 1,
  },
  {
    link: '#lab=race&f=%3Cimg%20src=x%20onerror=document.title=1%3E&run=sgd,lr:%3Cb%3E&v=1',
    told: [
      `f = <img src=x onerror=document.title=1>: must be one of ${SURFACES}`,
      'run 1: lr = <b>: must be a finite number > 0',
    ],
    surface: 'rosenbrock',
    runners: 1,
  },
];

for (const { link, told, surface, runners } of BROKEN) {
  test(`what is wrong is named: ${link.slice(0, 60)}`, async ({ page }) => {
    const race = new RacePage(page);
    await race.open(link);
    await expect(race.warnings).toHaveText(told);
    await expect(race.heading).toHaveText(en.surfaces[surface].title);
    await expect(race.standingRows).toHaveCount(runners);
    expect((await race.picture(race.layers.nth(1))).inked, 'it ran').toBeGreaterThan(0);

    await race.button('한국어').click();
    const korean = new RacePage(page, ko);
    await expect(korean.warnings).toHaveCount(told.length);
    for (const [at, sentence] of (await korean.warnings.allInnerTexts()).entries()) {
      expect(sentence).toMatch(/[가-힣]{2}/);
      expect(told).not.toContain(sentence);
      // What was given is quoted in every language.
      expect(sentence).toContain(/ = (.*?): /.exec(told[at]!)![1]!);
    }
    await korean.button(ko.dismiss).click();
    await expect(korean.warnings).toHaveCount(0);
    await expect(korean.standingRows).toHaveCount(runners);
  });
}

test('another lab or a newer version is refused, and the prepared race opens', async ({ page }) => {
  const race = new RacePage(page);
  await race.open();
  const opening = await race.told();
  for (const [link, told] of [
    ['#lab=kitchen&f=bowl&run=sgd&v=1', 'lab = kitchen: must be one of race, batch, minima'],
    ['#lab=race&f=bowl&run=sgd&v=2', 'v = 2: must be at most 1; the link is for a newer Downhill than this one'],
  ] as const) {
    await race.open(link);
    await expect(race.warnings).toHaveText([told]);
    expect(await race.told()).toEqual(opening);
    expect(race.fragment(), 'what came stays in the address').toBe(link);
  }
});

test('a mended link takes the warnings away', async ({ page }) => {
  const race = new RacePage(page);
  await race.open('#lab=race&f=bowl&run=sgd,lr:-1&v=1');
  await expect(race.warnings).toHaveCount(1);
  await page.goto('./#lab=race&f=bowl&run=sgd,lr:0.1&v=1');
  await expect(race.warnings).toHaveCount(0);
  await expect(race.exact('lr')).toHaveValue('0.1');
});

const RULES_TWICE = [...RULES.split(', '), ...RULES.split(', ')].slice(0, 12);
/** All that a link may ask for: twelve runners for a hundred thousand steps. */
const LARGEST = {
  // RMSprop and Adadelta bounce from wall to wall of the valley all the time.
  'every rule': `#lab=race&f=rosenbrock${RULES_TWICE.map((rule) => `&run=${rule}`).join('')}&steps=100000&v=1`,
  // Every step leaps across the whole map.
  'leaps across the map': `#lab=race&f=goldstein-price${'&run=adam,lr:5,beta1:0,beta2:0'.repeat(12)}&steps=100000&v=1`,
};

for (const [what, link] of Object.entries(LARGEST)) {
  test(`the largest race that a link can ask for opens, and the page still answers: ${what}`, async ({ page }) => {
    const race = new RacePage(page);
    await race.open(link);
    await expect(race.warnings).toHaveCount(0);
    await expect(race.standingRows).toHaveCount(12);
    expect(await race.step()).toBe(100_000);
    // Not a measure of speed: a page that drew everything at once would not answer for half a minute.
    const patience = { timeout: 15_000 };
    await race.button(en.stepBack).click(patience);
    await expect.poll(() => race.step(), patience).toBe(99_999);
    await race.button(en.reset).click(patience);
    await race.button(en.play).click(patience);
    await expect.poll(() => race.step(), patience).toBeGreaterThan(1000);
    await race.button(en.pause).click(patience);
    await race.openTable();
  });
}

test('where trails are slow to draw, a frame draws few of them while the race plays', async ({ page }) => {
  const race = new RacePage(page);
  await race.open(LARGEST['leaps across the map']);
  await race.button(en.reset).click();
  // As on a machine without a graphics card, and slower, whatever this one has.
  const counted = await page.evaluateHandle(() => {
    const { stroke } = CanvasRenderingContext2D.prototype;
    const counted = { strokes: 0, idle: 0 };
    CanvasRenderingContext2D.prototype.stroke = function (this: CanvasRenderingContext2D, ...path: [] | [Path2D]): void {
      if (this.canvas.className === 'map-trails') {
        counted.strokes += 1;
        for (let turn = 0; turn < 4000; turn += 1) counted.idle = Math.sqrt(counted.idle + turn);
      }
      Reflect.apply(stroke, this, path);
    };
    return counted;
  });
  await race.button(en.play).click();
  await expect.poll(() => race.step()).toBeGreaterThan(5000);
  const strokes = await counted.evaluate(async (counted) => {
    const each: number[] = [];
    for (let frame = 0; frame < 12; frame += 1) {
      await new Promise(requestAnimationFrame);
      each.push(counted.strokes);
      counted.strokes = 0;
    }
    return each.slice(1);
  });
  expect(Math.max(...strokes), `${strokes}`).toBeGreaterThan(0);
  expect(Math.max(...strokes), `${strokes}`).toBeLessThan(6000);
});
