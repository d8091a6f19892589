/**
 * The bench of the Minima lab, run in the page: a network trained in the built wasm, and by TensorFlow.js.
 *
 * Both have the same digits, initial weights, rate, batch size and loss. TensorFlow.js computes in float32; where a batch is
 * all digits, so that no order of batches matters, the two must end with nearly the same loss.
 */
import init, { DigitsData, MinimaTask, parseMinimaLink } from '/pkg/minima/downhill_minima.js';

import { Trainer, loadTensorflow } from './tensorflow.js';

/** @typedef {import('/pkg/minima/downhill_minima.js').MinimaSetup} Setup */
/** @typedef {import('/pkg/minima/downhill_minima.js').TrainResult} TrainResult */
/** @typedef {import('./tensorflow.js').Backend} Backend */
/** @typedef {import('./tensorflow.js').Api} Api */

const PIXELS = 64;
const CLASSES = 10;
/** Numbers in a row of measurements, and which of them is the training loss. */
const COLUMNS = 9;
const LOSS = 1;
/** What a task does between two looks at it, in floating-point operations. */
const PIECE = 5e6;
/** A task's progress when its last update is made, but not yet measured. */
const TRAINED = 0.99;

/** @type {DigitsData | undefined} */
let digits;
/** @type {import('./tensorflow.js').Examples | undefined} */
let examples;
/** @type {Float64Array | undefined} */
let initial;

/** Loads both sides, and the digits that the training is to have. @param {number[]} rows of their file */
export async function prepare(rows) {
  await init({ module_or_path: '/pkg/minima/downhill_minima_bg.wasm' });
  await loadTensorflow();
  const csv = await (await fetch('/data/digits.csv')).text();
  digits = new DigitsData(csv);
  const lines = csv.trim().split('\n').map((line) => line.split(',').map(Number));
  const chosen = rows.map((row) => lines[row]);
  const inputs = new Float64Array(rows.length * PIXELS);
  const targets = new Float32Array(rows.length * CLASSES);
  for (let pixel = 0; pixel < PIXELS; pixel += 1) {
    const mean = chosen.reduce((sum, line) => sum + line[pixel] / 16, 0) / rows.length;
    chosen.forEach((line, row) => (inputs[row * PIXELS + pixel] = line[pixel] / 16 - mean));
  }
  chosen.forEach((line, row) => (targets[row * CLASSES + line[PIXELS]] = 1));
  examples = { inputs: new Float32Array(inputs), targets, rows: rows.length };
}

/** The bits of a link's last training loss in our wasm. @param {string} link */
export function lastLoss(link) {
  const { rows } = trained(parseMinimaLink(link).setup, false);
  return bits(rows[rows.length - COLUMNS + LOSS]);
}

/**
 * Milliseconds an update of a link's network in our wasm, over the first half of its updates: the start is measured before the
 * clock starts, and the end is not reached.
 * @param {string} link
 */
export function ours(link) {
  const { setup } = parseMinimaLink(link);
  const task = begin(setup, false);
  while (task.progress === 0) task.work(1);
  const before = task.progress;
  const start = performance.now();
  while (task.progress < TRAINED / 2) task.work(PIECE);
  const ms = performance.now() - start;
  const updates = Math.round(((task.progress - before) / TRAINED) * setup.updates);
  task.free();
  return ms / updates;
}

/** @param {Setup} setup @param {boolean} keepsPath */
function begin(setup, keepsPath) {
  if (!digits) throw new Error('nothing is prepared');
  return new MinimaTask(digits, { setup, nth: 0, kind: 'train', run: 0, fitsEvery: 0, curvatureEvery: 0, keepsPath });
}

/** @param {Setup} setup @param {boolean} keepsPath */
function trained(setup, keepsPath) {
  const task = begin(setup, keepsPath);
  while (task.work(PIECE));
  const result = /** @type {TrainResult} */ (task.result());
  task.free();
  return result;
}

/**
 * Milliseconds an update of a link's network in TensorFlow.js, and its training loss after so many updates.
 * @param {string} link @param {Api} api @param {Backend} backend @param {number} updates
 */
export function reference(link, api, backend, updates) {
  if (!examples) throw new Error('nothing is prepared');
  const { setup } = parseMinimaLink(link);
  if (!initial) {
    // The first weights of a path are the initial ones, and all batch sizes start from the same.
    const { path, w } = trained({ ...setup, updates: 1 }, true);
    initial = path.slice(0, w.length);
  }
  const [{ batch }] = setup.runs;
  const trainer = new Trainer(backend, examples, initial, batch, setup.lr);
  return api === 'core' ? trainer.train(updates) : trainer.trainLayers(updates);
}

/** The bits of a number, in sixteen digits. @param {number} number */
function bits(number) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}
