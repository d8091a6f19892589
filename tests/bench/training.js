/**
 * The bench of the Batch lab, run in the page: recorded updates of a linear regression in the built wasm, against the same
 * arithmetic in JavaScript.
 *
 * Both sides standardise the same table, make full-batch updates, and record full loss and gradient after every one. They add
 * in another order, so they agree to rounding, not to the last bit.
 */
import init, { Comparison, CsvTable, parseBatchLink } from '/pkg/batch/downhill_batch.js';

import { inTurn } from './timing.js';

const ROWS = 442;
const COLUMNS = 10;
const UPDATES = 100;
const LR = 0.03;

/** How fast recorded updates are, and how far apart the two sides end. */
export async function measure() {
  await init({ module_or_path: '/pkg/batch/downhill_batch_bg.wasm' });
  const rows = table();
  const names = Array.from({ length: COLUMNS }, (_, column) => `x${column}`).join(',');
  const csv = `${names},y\n${rows.map((row) => row.join(',')).join('\n')}`;
  const { setup } = parseBatchLink(`lab=batch&data=own&run=sgd,lr:${LR}&batch=all&updates=${UPDATES}&v=1`);
  const data = new CsvTable(csv, true);
  const { features, target } = standardized(rows);

  /** @type {Float64Array} */
  let ourLosses = new Float64Array();
  const runOurs = () => {
    const comparison = new Comparison(setup, data.copy());
    while (comparison.work(1e9));
    ourLosses = comparison.losses(0);
    comparison.free();
  };
  /** @type {Float64Array} */
  let losses = new Float64Array();
  const runReference = () => {
    const w = new Float64Array(COLUMNS);
    const gradient = new Float64Array(COLUMNS);
    losses = new Float64Array(UPDATES + 1);
    losses[0] = full(features, target, w, gradient);
    for (let update = 1; update <= UPDATES; update += 1) {
      // The batch's gradient is taken anew, as it would be for a smaller one.
      full(features, target, w, gradient);
      for (let k = 0; k < COLUMNS; k += 1) w[k] -= LR * gradient[k];
      losses[update] = full(features, target, w, gradient);
    }
  };
  const times = inTurn(runOurs, runReference);
  const difference = Math.max(...losses.map((loss, update) => Math.abs(loss - ourLosses[update]) / loss));
  return { ...times, difference };
}

/** Half the mean square of what the weights miss, and its gradient. @param {Float64Array} features @param {Float64Array} target @param {Float64Array} w @param {Float64Array} gradient */
function full(features, target, w, gradient) {
  gradient.fill(0);
  let sum = 0;
  for (let row = 0; row < ROWS; row += 1) {
    const at = row * COLUMNS;
    let residual = -target[row];
    for (let k = 0; k < COLUMNS; k += 1) residual += features[at + k] * w[k];
    sum += 0.5 * residual * residual;
    for (let k = 0; k < COLUMNS; k += 1) gradient[k] += residual * features[at + k];
  }
  for (let k = 0; k < COLUMNS; k += 1) gradient[k] /= ROWS;
  return sum / ROWS;
}

/** Rows of features and a target, the same every time. */
function table() {
  let state = 1;
  const draw = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return Array.from({ length: ROWS }, () => {
    const x = Array.from({ length: COLUMNS }, draw);
    return [...x, x.reduce((sum, value, k) => sum + value * (k % 3 === 0 ? -1 : 2), draw())];
  });
}

/** Columns at mean 0 and deviation 1. @param {number[][]} rows */
function standardized(rows) {
  const columns = Array.from({ length: COLUMNS + 1 }, (_, column) => {
    const values = rows.map((row) => row[column]);
    const mean = values.reduce((a, b) => a + b) / ROWS;
    const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / ROWS);
    return values.map((x) => (x - mean) / deviation);
  });
  const features = new Float64Array(ROWS * COLUMNS);
  for (let row = 0; row < ROWS; row += 1) for (let k = 0; k < COLUMNS; k += 1) features[row * COLUMNS + k] = columns[k][row];
  return { features, target: new Float64Array(columns[COLUMNS]) };
}
