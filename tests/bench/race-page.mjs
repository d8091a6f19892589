/** Measures the built page as a visitor's hand meets it: how soon a moved slider is a picture, and what a frame costs. */

/** @typedef {import('@playwright/test').Page} Page */

/** All seven rules for 500 steps, none of which blows up; the first one's parameters are open. */
const SEVEN =
  '#lab=race&f=rosenbrock&from=-1.5,2&run=sgd,lr:0.001&run=momentum,lr:0.0005&run=nesterov,lr:0.0005' +
  '&run=adagrad,lr:0.5&run=adadelta,lr:1&run=rmsprop,lr:0.01&run=adam,lr:0.05&steps=500&v=1';
const INPUTS = 60;

/**
 * Milliseconds from each of some inputs on a learning rate's slider to the end of the frame that shows it, sorted.
 * @param {Page} page @param {string} address @returns {Promise<number[]>}
 */
export async function inputToPicture(page, address) {
  await open(page, `${address}/${SEVEN}`);
  const times = await page.evaluate(async (inputs) => {
    const slider = /** @type {HTMLInputElement} */ (document.querySelector('.param input[type="range"]'));
    const frame = () =>
      new Promise((done) =>
        requestAnimationFrame(() => {
          // A message from within a frame arrives when the frame is done.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = done;
          port2.postMessage(undefined);
        }),
      );
    const middle = Number(slider.value);
    const before = location.hash;
    const times = [];
    for (let input = 0; input < inputs; input += 1) {
      // Hands do not wait for frames: inputs come at all moments between two of them.
      await new Promise((done) => setTimeout(done, 30 + ((input * 7) % 17)));
      slider.value = String(middle - 10 + (input % 20));
      const start = performance.now();
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await frame();
      times.push(performance.now() - start);
    }
    await new Promise((done) => setTimeout(done, 500));
    if (location.hash === before) throw new Error('the slider changed nothing');
    return times;
  }, INPUTS);
  return times.sort((a, b) => a - b);
}

/** Seven runners that bounce for ever, so that an early frame has as much to draw as a late one. */
const RESTLESS = [0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.11].map((lr) => `&run=rmsprop,lr:${lr},alpha:0.9`).join('');
const LONG = `#lab=race&f=rosenbrock&from=-1.5,2${RESTLESS}&steps=14000&v=1`;
const [SHORT_TRAIL, LONG_TRAIL] = [100, 10_000];
const ROUNDS = 9;
const FRAMES = 30;

/**
 * Milliseconds of script in a frame of playback, with short trails and with long ones, and the median of their ratios.
 * @param {Page} page @param {string} address @returns {Promise<{ short: number, long: number, ratio: number }>}
 */
export async function frameScripting(page, address) {
  await page.addInitScript(timeFrames);
  await open(page, `${address}/${LONG}`);
  await page.locator('.transport select').selectOption('0.25');

  /** @param {number} from */
  const perFrame = async (from) => {
    await page.locator('input.scrub').fill(String(from));
    await page.locator('.transport .main').click();
    // The first frames have the way back to draw.
    await scripted(page, 5);
    const cost = await scripted(page, FRAMES);
    await page.locator('.transport .main').click();
    const at = Number(await page.locator('input.scrub').inputValue());
    // A frame plays at most a tenth of a second, however late it comes: even a slow page is not through yet.
    if (!(at > from + FRAMES && at < 14_000)) throw new Error(`from ${from}, the race played to ${at}`);
    return cost;
  };
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Who goes first alternates.
    const order = round % 2 === 0 ? [SHORT_TRAIL, LONG_TRAIL] : [LONG_TRAIL, SHORT_TRAIL];
    const [first, second] = [await perFrame(order[0]), await perFrame(order[1])];
    rounds.push(round % 2 === 0 ? { short: first, long: second } : { short: second, long: first });
  }
  return {
    short: median(rounds.map(({ short }) => short)),
    long: median(rounds.map(({ long }) => long)),
    ratio: median(rounds.map(({ short, long }) => long / short)),
  };
}

/** @param {Page} page @param {string} address */
async function open(page, address) {
  // From one race to another, only the fragment would change, and nothing be loaded.
  await page.goto('about:blank');
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.locator('.map-heads[width]').waitFor({ state: 'attached' });
}

/** Runs in the page, before its own scripts: times the callback of every animation frame, and the promises it settles. */
function timeFrames() {
  const request = globalThis.requestAnimationFrame;
  const timed = { frames: 0, milliseconds: 0 };
  Object.assign(globalThis, { timed });
  globalThis.requestAnimationFrame = (callback) =>
    request((now) => {
      const start = performance.now();
      callback(now);
      // Elements draw in promises, some of which wait for others: this many turns are more than any of them takes.
      let turns = 100;
      const last = () => {
        turns -= 1;
        if (turns > 0) return queueMicrotask(last);
        timed.frames += 1;
        timed.milliseconds += performance.now() - start;
      };
      queueMicrotask(last);
    });
}

/** Lets some frames of playback pass; the milliseconds of script in each. @param {Page} page @param {number} count @returns {Promise<number>} */
function scripted(page, count) {
  return page.evaluate(async (count) => {
    const { timed } = /** @type {{ timed: { frames: number, milliseconds: number } }} */ (/** @type {unknown} */ (globalThis));
    const before = { ...timed };
    while (timed.frames < before.frames + count) await new Promise((done) => setTimeout(done, 5));
    return (timed.milliseconds - before.milliseconds) / (timed.frames - before.frames);
  }, count);
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
