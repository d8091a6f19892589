/** Measures the training of a network in turn: in our wasm, in both of TensorFlow.js's backends, and in our native build. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ name: string, ours: string, reference: string, ratio: number, bar: string, held: boolean }} Row */
/** @typedef {{ ms: number, loss: string, digits: number[] }} Native */
/** @typedef {'cpu' | 'wasm'} Backend */
/** @typedef {'layers' | 'core'} Api */
/** @typedef {`${Api} ${Backend}`} Way */

const ROUNDS = 41;
/** Updates of the runs whose losses are compared. */
const UPDATES = 2000;
/** How many updates ours and the reference make in a round, ten to twenty milliseconds' worth, and how many times faster ours must be. */
const SIZES = [
  { batch: 150, ours: 60, reference: 16, least: 3 },
  { batch: 16, ours: 400, reference: 30, least: 20 },
  { batch: 4, ours: 1500, reference: 40, least: 60 },
];
/** Updates of the reference before its time is taken. */
const WARM_UP = 300;
/** @type {Api[]} */
const APIS = ['layers', 'core'];
/** @type {Backend[]} */
const BACKENDS = ['cpu', 'wasm'];
const WAYS = APIS.flatMap((api) => BACKENDS.map((backend) => /** @type {const} */ ([api, backend])));
const LEAST_OF_NATIVE = 0.6;
/** How far the losses of the full batch may be apart, as part of ours: one side has single precision. */
const NEARLY_SAME = 0.05;

/** @param {number} batch @param {number} updates */
const link = (batch, updates) => `lab=minima&experiment=batch-size&batch=${batch}&updates=${updates}&v=1`;

/**
 * The rows of the table. @param {Page} page with the bench's folder open @param {string} program our native side
 * @returns {Promise<Row[]>}
 */
export async function networkRows(page, program) {
  /** @param {(size: (typeof SIZES)[number]) => number} updates @returns {Promise<Native[]>} */
  const native = async (updates) => {
    const { stdout } = await promisify(execFile)(program, SIZES.map((size) => link(size.batch, updates(size))));
    return JSON.parse(stdout);
  };
  const whole = await native(() => UPDATES);
  await page.evaluate(async (digits) => {
    const address = '/network.js';
    /** @type {typeof import('./network.js')} */
    const bench = await import(address);
    await bench.prepare(digits);
  }, whole[0].digits);
  await sameBits(page, whole);
  await sameLosses(page, whole[0]);
  for (const { batch } of SIZES) {
    for (const way of WAYS) await reference(page, link(batch, UPDATES), way, WARM_UP);
  }

  const times = SIZES.map(() => ({ ours: nothing(), native: nothing(), ...ways() }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, size] of SIZES.entries()) {
      times[at].ours.push(await ours(page, link(size.batch, 2 * size.ours)));
      for (const way of WAYS) {
        const { ms } = await reference(page, link(size.batch, UPDATES), way, size.reference);
        times[at][named(way)].push(ms);
      }
    }
    for (const [at, { ms }] of (await native((size) => size.ours)).entries()) times[at].native.push(ms);
  }
  return [
    ...APIS.flatMap((api) => SIZES.map(({ batch, least }, at) => tensorflowRow(api, batch, least, times[at]))),
    ...SIZES.map(({ batch }, at) => nativeRow(batch, times[at])),
  ];
}

/** @returns {number[]} */
const nothing = () => [];

/** @param {readonly [Api, Backend]} way @returns {Way} */
const named = ([api, backend]) => `${api} ${backend}`;

/** No times for any way. @returns {Record<Way, number[]>} */
const ways = () => ({ 'layers cpu': [], 'layers wasm': [], 'core cpu': [], 'core wasm': [] });

/** @param {Page} page @param {string} link */
function ours(page, link) {
  return page.evaluate(async (link) => {
    const address = '/network.js';
    /** @type {typeof import('./network.js')} */
    const bench = await import(address);
    return bench.ours(link);
  }, link);
}

/** @param {Page} page @param {string} link @param {readonly [Api, Backend]} way @param {number} updates */
function reference(page, link, [api, backend], updates) {
  return page.evaluate(
    async ({ link, api, backend, updates }) => {
      const address = '/network.js';
      /** @type {typeof import('./network.js')} */
      const bench = await import(address);
      return bench.reference(link, api, backend, updates);
    },
    { link, api, backend, updates },
  );
}

/** Fails unless the browser ends with the native bits. @param {Page} page @param {Native[]} native */
async function sameBits(page, native) {
  for (const [at, { batch }] of SIZES.entries()) {
    const loss = await page.evaluate(async (link) => {
      const address = '/network.js';
      /** @type {typeof import('./network.js')} */
      const bench = await import(address);
      return bench.lastLoss(link);
    }, link(batch, UPDATES));
    if (loss !== native[at].loss) {
      throw new Error(`batch ${batch}: the last loss has the bits ${loss} here, and natively ${native[at].loss}`);
    }
  }
}

/** Fails unless both learn the same from all digits. @param {Page} page @param {Native} native */
async function sameLosses(page, native) {
  const [{ batch }] = SIZES;
  const want = Buffer.from(native.loss, 'hex').readDoubleBE();
  for (const way of WAYS) {
    const { loss } = await reference(page, link(batch, UPDATES), way, UPDATES);
    console.log(`\nloss after ${UPDATES} full-batch updates: ours ${want.toPrecision(6)}, TensorFlow.js (${named(way)}) ${loss.toPrecision(6)}`);
    if (!(Math.abs(loss / want - 1) <= NEARLY_SAME)) {
      throw new Error(`TensorFlow.js (${named(way)}) ends with the loss ${loss}, ours with ${want}: they do not learn the same`);
    }
  }
}

/** @param {Api} api @param {number} batch @param {number} least @param {Record<Way | 'ours' | 'native', number[]>} times @returns {Row} */
function tensorflowRow(api, batch, least, times) {
  const [one, other] = BACKENDS.map((backend) => named([api, backend]));
  const best = median(times[one]) < median(times[other]) ? one : other;
  const ratio = median(times[best].map((ms, round) => ms / times.ours[round]));
  return {
    name: `update of 64-24-10, batch ${batch}`,
    ours: micro(times.ours),
    reference: `TensorFlow.js (${best}) ${micro(times[best])}`,
    ratio,
    bar: `>= ${least.toFixed(2)}`,
    held: ratio >= least,
  };
}

/** @param {number} batch @param {Record<'ours' | 'native', number[]>} times @returns {Row} */
function nativeRow(batch, times) {
  const ratio = median(times.native.map((ms, round) => ms / times.ours[round]));
  return {
    name: `the same, batch ${batch}`,
    ours: micro(times.ours),
    reference: `native ${micro(times.native)}`,
    ratio,
    bar: `>= ${LEAST_OF_NATIVE.toFixed(2)}`,
    held: ratio >= LEAST_OF_NATIVE,
  };
}

/** The median in microseconds. @param {number[]} ms */
function micro(ms) {
  return `${(1000 * median(ms)).toFixed(1)} µs`;
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
