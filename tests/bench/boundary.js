/**
 * The bench of the boundary, run in the page: `step(1000)` of the built wasm against the same arithmetic in JavaScript.
 *
 * Both sides reset and step in turn, in short batches that alternate within one run, so that a slow moment of the machine
 * falls on both. Both record every position and loss, and must end with the same numbers.
 */
import init, { Race } from '/pkg/downhill_web.js';

import { rules } from './reference.js';

/** @typedef {keyof typeof rules} RuleId */
/** @typedef {{ rule: RuleId, ours: number, reference: number, ratio: number, difference: number }} Row */

const STEPS = 1000;
/** @type {readonly [number, number]} */
const FROM = [-1.5, 2];

/**
 * Parameters with which every rule travels the whole time and none blows up. Long averages for Adadelta and RMSprop: with
 * short ones they bounce across the valley chaotically, and the last bit of the first step decides where the thousandth is.
 * @type {[RuleId, number[]][]}
 */
const ENTRIES = [
  ['sgd', [0.001]],
  ['momentum', [0.001, 0.9]],
  ['nesterov', [0.001, 0.9]],
  ['adagrad', [0.5, 1e-10]],
  ['adadelta', [1, 0.99, 1e-6]],
  ['rmsprop', [0.003, 0.99, 1e-8]],
  ['adam', [0.05, 0.9, 0.999, 1e-8]],
];

/** A batch lasts this long, so that the clock's 0.1 ms does not matter. */
const BATCH_MS = 8;
const WARM_UP_MS = 250;
const ROUNDS = 41;

/** One row a rule: medians in microseconds per `step(1000)`, and how many times faster ours is. @returns {Promise<Row[]>} */
export async function measure() {
  await init();
  return ENTRIES.map(([rule, params]) => {
    const ours = new Race({ f: 'rosenbrock', from: [...FROM], runs: [{ rule, params }], steps: STEPS });
    const reference = new rules[rule](FROM, STEPS, params);
    const runOurs = () => {
      ours.reset();
      ours.step(STEPS);
    };
    const runReference = () => {
      reference.reset();
      reference.step(STEPS);
    };

    const perBatch = Math.max(1, Math.ceil(BATCH_MS / Math.max(warmUp(runOurs), warmUp(runReference))));
    const rounds = Array.from({ length: ROUNDS }, (_, round) => {
      // Who goes first alternates too.
      const oursFirst = round % 2 === 0;
      const first = time(oursFirst ? runOurs : runReference, perBatch);
      const second = time(oursFirst ? runReference : runOurs, perBatch);
      return oursFirst ? { ours: first, reference: second } : { ours: second, reference: first };
    });

    const difference = Math.max(
      worst(ours.positions(0), reference.positions),
      worst(ours.losses(0), reference.losses),
    );
    ours.free();
    return {
      rule,
      ours: 1000 * median(rounds.map((round) => round.ours)),
      reference: 1000 * median(rounds.map((round) => round.reference)),
      ratio: median(rounds.map((round) => round.reference / round.ours)),
      difference,
    };
  });
}

/** Runs until the engine has compiled its best code; the milliseconds that one call then takes. @param {() => void} run */
function warmUp(run) {
  const end = performance.now() + WARM_UP_MS;
  while (performance.now() < end) run();
  return time(run, 50);
}

/** Milliseconds a call. @param {() => void} run @param {number} calls */
function time(run, calls) {
  const start = performance.now();
  for (let call = 0; call < calls; call++) run();
  return (performance.now() - start) / calls;
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/**
 * The worst difference between two records, relative to the numbers where they exceed 1; infinite if their lengths differ.
 * @param {Float64Array} a @param {Float64Array} b
 */
function worst(a, b) {
  if (a.length !== b.length) return Infinity;
  return a.reduce((most, value, k) => {
    const difference = Math.abs(value - b[k]) / Math.max(1, Math.abs(b[k]));
    // NaN must not pass for a small difference.
    return difference <= most ? most : Number.isNaN(difference) ? Infinity : difference;
  }, 0);
}
