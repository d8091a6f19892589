/**
 * The reference of the Minima lab's bench: the same network trained by TensorFlow.js, on one thread, by its own optimiser.
 *
 * In both of the ways it offers: a model of layers, which is how its users train one, and operations of its core under its
 * optimiser, which spares what a model does around every batch. What can be made before the training is made before it.
 */

/** @typedef {{ inputs: Float32Array, targets: Float32Array, rows: number }} Examples */
/** @typedef {'cpu' | 'wasm'} Backend */
/** @typedef {'core' | 'layers'} Api */

const INPUTS = 64;
const HIDDEN = 24;
const OUTPUTS = 10;
const FOLDER = '/node_modules/@tensorflow';

/**
 * Its bundles define one global name, and its declarations need more packages than it does.
 * @type {any}
 */
let tf;

/** Loads it, with both of its backends that compute on one thread of the processor. */
export async function loadTensorflow() {
  // The bundle of the core alone has no gradients.
  await script(`${FOLDER}/tfjs/dist/tf.min.js`);
  await script(`${FOLDER}/tfjs-backend-wasm/dist/tf-backend-wasm.min.js`);
  tf = /** @type {any} */ (globalThis).tf;
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  tf.wasm.setWasmPaths(`${FOLDER}/tfjs-backend-wasm/dist/`);
}

/** @param {string} address @returns {Promise<void>} */
function script(address) {
  return new Promise((done, fail) => {
    const element = document.createElement('script');
    element.onload = () => done();
    element.onerror = () => fail(new Error(`${address} does not load: are the packages of tests/bench installed?`));
    element.src = address;
    document.head.append(element);
  });
}

/** Trains one network: 64 inputs, 24 tanh neurons, 10 outputs; 1/(2n) times the sum of all squared errors. */
export class Trainer {
  /**
   * A trainer that starts over whenever it is asked to train.
   * @param {Backend} backend @param {Examples} examples @param {Float64Array} initial weights and biases, layer by layer
   * @param {number} batch @param {number} lr
   */
  constructor(backend, examples, initial, batch, lr) {
    this.backend = backend;
    this.examples = examples;
    this.initial = new Float32Array(initial);
    this.batch = batch;
    this.lr = lr;
  }

  /**
   * So many updates from the initial weights: milliseconds for each, and the training loss at the end.
   * @param {number} updates
   */
  async train(updates) {
    await tf.setBackend(this.backend);
    const { inputs, targets, rows } = this.examples;
    const x = tf.tensor2d(inputs, [rows, INPUTS]);
    const y = tf.tensor2d(targets, [rows, OUTPUTS]);
    const [w1, b1, w2, b2] = this.variables();
    const optimizer = tf.train.sgd(this.lr);
    const loss = (/** @type {any} */ x, /** @type {any} */ y, /** @type {number} */ count) => {
      const hidden = tf.tanh(tf.add(tf.matMul(x, w1), b1));
      const outputs = tf.add(tf.matMul(hidden, w2), b2);
      return tf.div(tf.sum(tf.squaredDifference(outputs, y)), 2 * count);
    };
    const batches = new Batches(rows, this.batch);
    const start = performance.now();
    for (let update = 0; update < updates; update += 1) {
      tf.tidy(() => {
        if (this.batch === rows) {
          optimizer.minimize(() => loss(x, y, rows));
          return;
        }
        const indices = tf.tensor1d(batches.draw(), 'int32');
        const [xs, ys] = [tf.gather(x, indices), tf.gather(y, indices)];
        optimizer.minimize(() => loss(xs, ys, this.batch));
      });
    }
    w1.dataSync();
    const ms = (performance.now() - start) / updates;
    const end = tf.tidy(() => loss(x, y, rows).dataSync()[0]);
    tf.dispose([x, y, w1, b1, w2, b2]);
    optimizer.dispose();
    return { ms, loss: /** @type {number} */ (end) };
  }

  /**
   * The same by a model of layers, batch for batch.
   * @param {number} updates
   */
  async trainLayers(updates) {
    await tf.setBackend(this.backend);
    const { inputs, targets, rows } = this.examples;
    const x = tf.tensor2d(inputs, [rows, INPUTS]);
    const y = tf.tensor2d(targets, [rows, OUTPUTS]);
    const model = tf.sequential();
    model.add(tf.layers.dense({ units: HIDDEN, activation: 'tanh', inputShape: [INPUTS] }));
    model.add(tf.layers.dense({ units: OUTPUTS }));
    const loss = (/** @type {any} */ y, /** @type {any} */ outputs) => tf.div(tf.sum(tf.squaredDifference(outputs, y)), 2 * y.shape[0]);
    model.compile({ optimizer: tf.train.sgd(this.lr), loss });
    const weights = this.variables();
    model.setWeights(weights);
    const batches = new Batches(rows, this.batch);
    const start = performance.now();
    for (let update = 0; update < updates; update += 1) {
      if (this.batch === rows) {
        await model.trainOnBatch(x, y);
        continue;
      }
      const indices = tf.tensor1d(batches.draw(), 'int32');
      const [xs, ys] = [tf.gather(x, indices), tf.gather(y, indices)];
      await model.trainOnBatch(xs, ys);
      tf.dispose([indices, xs, ys]);
    }
    const ms = (performance.now() - start) / updates;
    const end = tf.tidy(() => loss(y, model.predict(x)).dataSync()[0]);
    model.dispose();
    tf.dispose([x, y, ...weights]);
    return { ms, loss: /** @type {number} */ (end) };
  }

  variables() {
    const shapes = [[INPUTS, HIDDEN], [HIDDEN], [HIDDEN, OUTPUTS], [OUTPUTS]];
    let offset = 0;
    return shapes.map((shape) => {
      const from = offset;
      offset += shape.reduce((a, b) => a * b);
      return tf.variable(tf.tensor(this.initial.subarray(from, offset), shape));
    });
  }
}

/** Shuffled batches: everything once, in a random order, then shuffled again. */
class Batches {
  /** @param {number} rows @param {number} size */
  constructor(rows, size) {
    this.order = Int32Array.from({ length: rows }, (_, row) => row);
    this.size = size;
    this.used = rows;
    this.state = 1;
  }

  draw() {
    const { order, size } = this;
    if (order.length - this.used < size) {
      for (let i = order.length - 1; i > 0; i -= 1) {
        this.state = (this.state * 48271) % 2147483647;
        const j = this.state % (i + 1);
        [order[i], order[j]] = [order[j], order[i]];
      }
      this.used = 0;
    }
    this.used += size;
    return order.slice(this.used - size, this.used);
  }
}
