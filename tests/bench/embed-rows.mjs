/** Weighs what other pages load of us, and counts what an embed does while nobody sees it. */
import { gzipSync } from 'node:zlib';

/** In units of 1,000 bytes. The digits that the Minima lab learns from are weighed apart. */
const MOST_EMBED = 160;
const MOST_HELPER = 2;
const SECONDS = 3;

/** What plays, and what trains. */
const RACE = 'lab=race&f=rosenbrock&from=-1.5,2&run=adam,lr:0.05&run=rmsprop,lr:0.05&steps=100000&v=1';
const TRAINING = 'lab=minima&experiment=batch-size&batch=4&batch=150&updates=20000&seeds=2&v=1';

/**
 * @param {import('@playwright/test').Browser} browser @param {string} address
 * @returns {Promise<import('./run.mjs').Row[]>}
 */
export async function embedRows(browser, address) {
  const [embed, helper] = await Promise.all(['embed/', 'host.js'].map(async (path) => (await fetch(`${address}/${path}`)).text()));
  const packed = [...embed.matchAll(/packed:text\/csv,[A-Za-z0-9+/=]+/g)].map(([text]) => text).sort((a, b) => b.length - a.length);
  if (packed.length === 0) throw new Error('the embed carries no data');
  const digits = kilobytes(packed[0]);
  console.log(`\nthe embed, gzip -9: ${kilobytes(embed).toFixed(1)} kB, of that the digits ${digits.toFixed(1)} kB`);
  const quiet = await unseen(browser, address);
  return [
    weight('embed of all labs without digits, gzip', kilobytes(embed.replace(packed[0], '')), MOST_EMBED),
    weight('host helper', helper.length / 1000, MOST_HELPER),
    none('animation frames of an unseen race, a second', quiet.race.frames),
    none('messages of an unseen training, a second', quiet.training.messages),
    none('animation frames of an unseen training, a second', quiet.training.frames),
  ];
}

/** @param {string} text */
const kilobytes = (text) => gzipSync(text, { level: 9 }).length / 1000;

/** @param {string} name @param {number} ours @param {number} most */
function weight(name, ours, most) {
  return { name, ours: `${ours.toFixed(1)} kB`, reference: `${most} kB`, ratio: ours / most, bar: '<= 1.00', held: ours <= most };
}

/** @param {string} name @param {{ seen: number, unseen: number }} counted */
function none(name, { seen, unseen }) {
  if (seen === 0) throw new Error(`${name}: nothing is counted while it is seen, either`);
  return { name, ours: unseen.toFixed(1), reference: `seen ${seen.toFixed(1)}`, ratio: unseen / seen, bar: '= 0', held: unseen === 0 };
}

/**
 * What a race that plays and networks that train do in a second, on the screen and off it, as elements of one page.
 * @param {import('@playwright/test').Browser} browser @param {string} address
 */
async function unseen(browser, address) {
  const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
  try {
    await page.addInitScript(count);
    await page.route('**/unseen.html', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><title>Unseen</title><script type="module" src="./downhill.js"></script><downhill-lab hide="controls,about,table"></downhill-lab><p></p>`,
      }),
    );
    /** @param {string} link */
    const measure = async (link) => {
      await page.goto(`${address}/unseen.html`);
      await page.evaluate(async (link) => {
        const lab = /** @type {any} */ (document.querySelector('downhill-lab'));
        lab.preset = link;
        await lab.ready;
        /** @type {HTMLElement} */ (document.querySelector('p')).style.height = '10000px';
        await lab.reset();
        await lab.play();
      }, link);
      const perSecond = async () => {
        // What was under way has time to end.
        await page.waitForTimeout(500);
        return page.evaluate(async (seconds) => {
          const counted = /** @type {any} */ (window).counted;
          counted.frames = counted.messages = 0;
          await new Promise((done) => setTimeout(done, 1000 * seconds));
          return { frames: counted.frames / seconds, messages: counted.messages / seconds };
        }, SECONDS);
      };
      const seen = await perSecond();
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      const unseen = await perSecond();
      return { frames: { seen: seen.frames, unseen: unseen.frames }, messages: { seen: seen.messages, unseen: unseen.messages } };
    };
    return { race: await measure(RACE), training: await measure(TRAINING) };
  } finally {
    await page.close();
  }
}

/** Counts, within the page, frames asked for and messages of workers. */
function count() {
  const counted = { frames: 0, messages: 0 };
  /** @type {any} */ (window).counted = counted;
  const request = window.requestAnimationFrame;
  window.requestAnimationFrame = (callback) => {
    counted.frames += 1;
    return request.call(window, callback);
  };
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      this.addEventListener('message', () => (counted.messages += 1));
    }
  };
}
