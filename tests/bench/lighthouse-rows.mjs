/** What Lighthouse says of the built page: with a computer's speed and connection, and with a slow phone's. */
import { createServer } from 'node:net';

import desktop from 'lighthouse/core/config/desktop-config.js';
import lighthouse from 'lighthouse';

/** Of 100 points. */
const LEAST_PERFORMANCE = 95;
const ALL = 100;

/** Lighthouse counts how long the page blocks: of several runs the one that other work disturbed least is the page's. */
const RUNS = 3;

/** @typedef {import('./run.mjs').Row} Row */

/**
 * @param {typeof import('@playwright/test').chromium} chromium @param {import('@playwright/test').LaunchOptions} options
 * @param {string} address @returns {Promise<Row[]>}
 */
export async function lighthouseRows(chromium, options, address) {
  const port = await freePort();
  const browser = await chromium.launch({ ...options, args: [...(options.args ?? []), `--remote-debugging-port=${port}`] });
  try {
    const [computer, phone] = [await best(address, port, desktop), await best(address, port, undefined)];
    /** @param {'accessibility' | 'best-practices' | 'seo'} category */
    const lower = (category) => Math.min(computer[category], phone[category]);
    return [
      row('performance, a computer', computer.performance, LEAST_PERFORMANCE),
      row('performance, a slow phone', phone.performance, LEAST_PERFORMANCE),
      row('accessibility', lower('accessibility'), ALL),
      row('best practices', lower('best-practices'), ALL),
      row('SEO', lower('seo'), ALL),
    ];
  } finally {
    await browser.close();
  }
}

/** @typedef {{ performance: number, accessibility: number, 'best-practices': number, seo: number }} Scores */

/** The highest points of several runs. @param {string} address @param {number} port @param {any} config @returns {Promise<Scores>} */
async function best(address, port, config) {
  /** @type {Scores} */
  const scores = { performance: 0, accessibility: 0, 'best-practices': 0, seo: 0 };
  for (let run = 0; run < RUNS; run += 1) {
    const result = await lighthouse(`${address}/`, { port, logLevel: 'error', output: 'json', onlyCategories: Object.keys(scores) }, config);
    if (result === undefined) throw new Error('Lighthouse gave no result');
    const { runtimeError, categories } = result.lhr;
    if (runtimeError !== undefined) throw new Error(`Lighthouse: ${runtimeError.message}`);
    for (const category of /** @type {(keyof Scores)[]} */ (Object.keys(scores))) {
      const { score } = categories[category];
      if (score === null) throw new Error(`Lighthouse gave no points for ${category}`);
      scores[category] = Math.max(scores[category], Math.round(100 * score));
    }
  }
  return scores;
}

/** @param {string} what @param {number} points @param {number} least @returns {Row} */
function row(what, points, least) {
  return { name: `Lighthouse, ${what}`, ours: `${points}`, reference: `${least}`, ratio: points / least, bar: '>= 1.00', held: points >= least };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? done(address.port) : failed(new Error('no port is free'))));
    });
  });
}
