/** Six experiments that play, and networks that train, on one page: those off the screen do nothing. */
import { en as minima } from '../../www/src/minima/words/en.ts';
import { Embedded } from './embedded.ts';
import { keep } from './findings.ts';
import { expect, test } from './hosted.ts';
import { TRAINING } from './places.ts';
import { snippet } from './sites.ts';
import { COUNT, LINK, six, startAll } from './six-page.ts';
import { count, inASecond, STILL, workOf } from './work.ts';
import type { Work } from './work.ts';

test.use({ viewport: { width: 660, height: 560 } });

/** Trains the networks of an experiment, and waits until there are workers at it. */
async function train(embedded: Embedded, work: () => Promise<Work>): Promise<void> {
  await embedded.place.scrollIntoViewIfNeeded();
  const { messages } = await work();
  await embedded.button(minima.train(20)).click();
  await expect.poll(async () => (await work()).messages, 'messages of workers').toBeGreaterThan(messages + 10);
}

/** Puts an experiment into the window, or with nothing but words there, and gives observers the time to notice. */
async function look(embedded: Embedded, at: 'it' | 'the words below'): Promise<void> {
  const offset = at === 'it' ? 0 : (await embedded.place.boundingBox())!.height + 400;
  await embedded.place.evaluate((element, offset) => {
    scrollTo(0, element.getBoundingClientRect().top + scrollY + offset);
  }, offset);
  await embedded.page.waitForTimeout(500);
}

test.beforeEach(({ page }) => page.addInitScript(count));

test('six frames: only the one in the window runs', async ({ page, host }) => {
  await page.goto(host.write('/six', six(snippet('html', { link: LINK }), snippet('html', { link: TRAINING }))));
  const enter = (index: number): Embedded => Embedded.inFrame(page, `iframe >> nth=${index}`);
  await startAll(enter);
  const last = await page.locator('iframe').last().elementHandle();
  await train(enter(COUNT), async () => workOf((await last!.contentFrame())!));
  const frames = page.frames().slice(1);
  expect(frames).toHaveLength(COUNT + 1);
  for (const frame of frames) expect((await workOf(frame)).compiled, 'modules compiled in a frame').toBe(1);

  await look(enter(2), 'it');
  const done = await inASecond(frames);
  expect(done[2]!.frames, 'animation frames of the one in the window').toBeGreaterThan(5);
  expect(done.toSpliced(2, 1), 'the five others, and the one that trains').toEqual(Array(COUNT).fill(STILL));
  await keep({
    host: 'six on one page',
    madeBy: 'plain HTML',
    way: 'iframe',
    browser: 'Chromium',
    notes: ['off screen and in a hidden tab: 0 animation frames and 0 worker messages a second, counted'],
  });
});

test('six elements: only the one in the window runs, and all share one compiled module', async ({ page, host }) => {
  const [script, element] = snippet('element', { link: LINK }).split('\n\n');
  const last = snippet('element', { link: TRAINING }).split('\n\n')[1]!;
  await page.goto(host.write('/six-elements', six(element!, last).replace('<body>', `<body>\n${script!}`)));
  const enter = (index: number): Embedded => Embedded.inElement(page, `downhill-lab >> nth=${index}`);
  await startAll(enter);
  expect((await workOf(page)).compiled, 'modules compiled').toBe(1);
  await train(enter(COUNT), () => workOf(page));

  await look(enter(2), 'it');
  const steps = async (): Promise<number[]> => Promise.all(Array.from({ length: COUNT }, (_, index) => enter(index).step()));
  const earlier = await steps();
  const [done] = await inASecond([page]);
  expect(done!.frames, 'animation frames of the one in the window').toBeGreaterThan(5);
  expect(done!.messages, 'messages of the workers of the one that trains').toBe(0);
  const moved = (await steps()).map((step, index) => step > earlier[index]!);
  expect(moved, 'which ones have moved').toEqual([false, false, true, false, false, false]);

  await look(enter(2), 'the words below');
  expect(await inASecond([page]), 'with none in the window').toEqual([STILL]);
  await look(enter(2), 'it');
  await expect.poll(async () => (await inASecond([page]))[0]!.frames, 'plays on').toBeGreaterThan(5);
  await keep({
    host: 'six on one page',
    madeBy: 'plain HTML',
    way: 'element',
    browser: 'Chromium',
    notes: ['off screen and in a hidden tab: 0 animation frames and 0 worker messages a second, counted', 'six elements compile one module between them'],
  });
});
