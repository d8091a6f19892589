/**
 * `cargo xtask bench`: measures the bars in a real Chromium, prints a table, and fails if one is missed.
 *
 * `PAGE_URL` is where the built page is served, `BENCH_URL` where this folder is, with the built package below `/pkg/` and the
 * data sets below `/data/`. `NATIVE` is the program that trains a network natively.
 */
import { createRequire } from 'node:module';

import { contourRows } from './contour-rows.mjs';
import { embedRows } from './embed-rows.mjs';
import { weigh } from './first-load.mjs';
import { lighthouseRows } from './lighthouse-rows.mjs';
import { memoryRow } from './memory-row.mjs';
import { networkRows } from './network-rows.mjs';
import { frameScripting, inputToPicture } from './race-page.mjs';
import { surveyRows } from './survey-rows.mjs';

// The browser's driver is installed once, with the browser tests.
const require = createRequire(new URL('../browser/package.json', import.meta.url));
/** @type {typeof import('@playwright/test')} */
const { chromium } = require('@playwright/test');

/** @typedef {{ name: string, ours: string, reference: string, ratio: number, bar: string, held: boolean }} Row */

/** Both sides do the same operations in the same order, so they must end with the same bits. */
const SAME_NUMBERS = 0;
/** Where the order of additions differs. */
const NEARLY_SAME = 1e-12;
const LEAST_SPEED = 1;
/** In units of 1,000 bytes. */
const MOST_IN_ALL = 119;
const MOST_WASM = 80;
/** From input to picture: as long as a hand does not notice, in milliseconds. */
const MOST_WAIT = 50;
/** What a frame with long trails may cost, against one with short trails. */
const MOST_GROWTH = 1.3;

/** @param {string} name */
function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start this by \`cargo xtask bench\``);
  return value;
}

/** @param {import('@playwright/test').Browser} browser @returns {Promise<Row[]>} */
async function boundaryRows(browser) {
  const page = await browser.newPage();
  try {
    await page.goto(`${required('BENCH_URL')}/`);
    const measured = await page.evaluate(async () => {
      const address = '/boundary.js';
      /** @type {typeof import('./boundary.js')} */
      const bench = await import(address);
      return bench.measure();
    });
    return measured.map(({ rule, ours, reference, ratio, difference }) => {
      if (!(difference <= SAME_NUMBERS)) {
        throw new Error(`${rule}: the two sides differ by ${difference}, so that their times cannot be compared`);
      }
      return {
        name: `step(1000) of ${rule}`,
        ours: `${ours.toFixed(1)} µs`,
        reference: `JS ${reference.toFixed(1)} µs`,
        ratio,
        bar: `>= ${LEAST_SPEED.toFixed(2)}`,
        held: ratio >= LEAST_SPEED,
      };
    });
  } finally {
    await page.close();
  }
}

/** @param {import('@playwright/test').Browser} browser @returns {Promise<Row[]>} */
async function trainingRows(browser) {
  const page = await browser.newPage();
  try {
    await page.goto(`${required('BENCH_URL')}/`);
    const { ours, reference, ratio, difference } = await page.evaluate(async () => {
      const address = '/training.js';
      /** @type {typeof import('./training.js')} */
      const bench = await import(address);
      return bench.measure();
    });
    if (!(difference <= NEARLY_SAME)) throw new Error(`Batch: the two sides differ by ${difference}`);
    return [
      {
        name: 'Batch: 100 recorded updates, 442 × 10',
        ours: `${ours.toFixed(0)} µs`,
        reference: `JS ${reference.toFixed(0)} µs`,
        ratio,
        bar: `>= ${LEAST_SPEED.toFixed(2)}`,
        held: ratio >= LEAST_SPEED,
      },
    ];
  } finally {
    await page.close();
  }
}

/** @param {import('@playwright/test').Browser} browser @returns {Promise<Row[]>} */
async function minimaRows(browser) {
  const page = await browser.newPage();
  try {
    await page.goto(`${required('BENCH_URL')}/`);
    return await networkRows(page, required('NATIVE'));
  } finally {
    await page.close();
  }
}

/** @param {import('@playwright/test').Browser} browser @returns {Promise<Row[]>} */
async function mapRows(browser) {
  const page = await browser.newPage();
  try {
    await page.goto(`${required('BENCH_URL')}/`);
    return [...(await contourRows(page)), ...(await surveyRows(page))];
  } finally {
    await page.close();
  }
}

/** @param {import('@playwright/test').Browser} browser @returns {Promise<Row[]>} */
async function firstLoadRows(browser) {
  const parts = await weigh(browser, `${required('PAGE_URL')}/#lab=race&v=1`);
  const wasm = parts.filter((part) => part.isWasm);
  if (wasm.length === 0) throw new Error('the page loaded no wasm');
  console.log('\nfirst load of Race, gzip -9');
  for (const { path, bytes } of parts) console.log(`${(bytes / 1000).toFixed(1).padStart(9)} kB  ${path}`);
  return [weightRow('first load, gzip', parts, MOST_IN_ALL), weightRow('of that, wasm', wasm, MOST_WASM)];
}

/** @param {string} name @param {{ bytes: number }[]} parts @param {number} most @returns {Row} */
function weightRow(name, parts, most) {
  const weight = parts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
  return {
    name,
    ours: `${weight.toFixed(1)} kB`,
    reference: `${most} kB`,
    ratio: weight / most,
    bar: '<= 1.00',
    held: weight <= most,
  };
}

/** @param {import('@playwright/test').Browser} browser @returns {Promise<Row[]>} */
async function pageRows(browser) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
  try {
    const times = await inputToPicture(page, required('PAGE_URL'));
    const [median, slow] = [0.5, 0.95].map((share) => times[Math.ceil(share * times.length) - 1]);
    const { short, long, ratio } = await frameScripting(page, required('PAGE_URL'));
    console.log(`\nfrom input to picture, ${times.length} inputs: median ${median.toFixed(1)} ms, worst ${times.at(-1)?.toFixed(1)} ms`);
    return [
      {
        name: 'input to picture, p95, 7 runners × 500 steps',
        ours: `${slow.toFixed(1)} ms`,
        reference: `${MOST_WAIT} ms`,
        ratio: slow / MOST_WAIT,
        bar: '<= 1.00',
        held: slow <= MOST_WAIT,
      },
      {
        name: 'frame scripting, 10,000-point trails',
        ours: `${long.toFixed(2)} ms`,
        reference: `100-point ${short.toFixed(2)} ms`,
        ratio,
        bar: `<= ${MOST_GROWTH.toFixed(2)}`,
        held: ratio <= MOST_GROWTH,
      },
    ];
  } finally {
    await page.close();
  }
}

/** @param {import('@playwright/test').Browser} browser @returns {Promise<Row[]>} */
function embedded(browser) {
  return embedRows(browser, required('PAGE_URL'));
}

/** @param {import('@playwright/test').Browser} browser @returns {Promise<Row[]>} */
function switched(browser) {
  return memoryRow(browser, required('PAGE_URL'));
}

/** In a browser of its own, which listens for it. @returns {Promise<Row[]>} */
function judged() {
  return lighthouseRows(chromium, LAUNCH, required('PAGE_URL'));
}

/** @param {Row[]} rows */
function print(rows) {
  const table = [
    ['name', 'ours', 'reference', 'ratio', 'bar', 'held'],
    ...rows.map((row) => [row.name, row.ours, row.reference, row.ratio.toFixed(2), row.bar, row.held ? 'yes' : 'NO']),
  ];
  const widths = table[0].map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
  console.log();
  for (const cells of table) console.log(cells.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
}

const LAUNCH = {
  executablePath: required('CHROMIUM'),
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
};
const browser = await chromium.launch(LAUNCH);
try {
  const rows = [];
  for (const measured of [boundaryRows, trainingRows, minimaRows, mapRows, firstLoadRows, embedded, switched, pageRows, judged]) rows.push(...(await measured(browser)));
  print(rows);
  process.exitCode = rows.every((row) => row.held) ? 0 : 1;
} finally {
  await browser.close();
}
