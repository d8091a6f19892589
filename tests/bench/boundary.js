/**
 * The bench of the boundary, run in the page: `step(1000)` of the built wasm against the same arithmetic in JavaScript.
 *
 * Both sides reset and step in turn, in short batches that alternate within one run, so that a slow moment of the machine
 * falls on both. Both record every position and loss, and must end with the same numbers.
 */
import init, { Race } from '/pkg/race/downhill_race.js';

import { rules } from './reference.js';
import { inTurn } from './timing.js';

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

/** One row a rule: medians in microseconds per `step(1000)`, and how many times faster ours is. @returns {Promise<Row[]>} */
export async function measure() {
  await init({ module_or_path: '/pkg/race/downhill_race_bg.wasm' });
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

    const times = inTurn(runOurs, runReference);

    const difference = Math.max(
      worst(ours.positions(0), reference.positions),
      worst(ours.losses(0), reference.losses),
    );
    ours.free();
    return {
      rule,
      ...times,
      difference,
    };
  });
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
