/**
 * The bench of the basin map, run in the page: 256 × 256 runs of 300 Adam updates on Himmelblau, in the built wasm and in
 * JavaScript written by hand, both on one thread; and the same map by one and by two workers. Both sides tell of every pixel
 * which minimum its run comes to, from which step on, and the loss at its end, with the same bits.
 */
import init, { SurveyTask } from '/pkg/survey/downhill_survey.js';

import { inTurn } from './timing.js';

const SIZE = 256;
const STEPS = 300;
const VIEW = [-6, 6, -6, 6];
const [LR, BETA1, BETA2, EPS] = [0.05, 0.9, 0.999, 1e-8];
const LINK = `lab=race&f=himmelblau&run=adam,lr:${LR}&v=1`;
/** The map is timed in so many shares, in turn with the other side's. */
const SHARES = 32;
/** How close a run must be, as part of the view's sides. */
const TOLERANCE = 0.02;
const WASM = '/pkg/survey/downhill_survey_bg.wasm';

/** @param {Float64Array} known @param {[number, number]} share */
function ours(known, share) {
  const task = new SurveyTask({ kind: 'basins', link: LINK, run: 0, view: VIEW, size: SIZE, steps: STEPS, known, share });
  while (task.work());
  const found = { rows: task.take(), minima: task.minima() };
  task.free();
  return found;
}

const path = new Float64Array(2 * (STEPS + 1));

/** Writes minimum, step and loss of a pixel. @param {number} index @param {Float64Array} minima @param {Float64Array} fates */
function byHand(index, minima, fates) {
  const across = ((index % SIZE) + 0.5) / SIZE;
  const up = 1 - (Math.floor(index / SIZE) + 0.5) / SIZE;
  let x = VIEW[0] * (1 - across) + VIEW[1] * across;
  let y = VIEW[2] * (1 - up) + VIEW[3] * up;
  let [mx, my, vx, vy, power1, power2] = [0, 0, 0, 0, 1, 1];
  path[0] = x;
  path[1] = y;
  for (let step = 1; step <= STEPS; step += 1) {
    const a = x * x + y - 11;
    const b = x + y * y - 7;
    const gx = 4 * x * a + 2 * b;
    const gy = 2 * a + 4 * y * b;
    power1 *= BETA1;
    power2 *= BETA2;
    mx = BETA1 * mx + (1 - BETA1) * gx;
    my = BETA1 * my + (1 - BETA1) * gy;
    vx = BETA2 * vx + (1 - BETA2) * (gx * gx);
    vy = BETA2 * vy + (1 - BETA2) * (gy * gy);
    x -= (LR * (mx / (1 - power1))) / (Math.sqrt(vx / (1 - power2)) + EPS);
    y -= (LR * (my / (1 - power1))) / (Math.sqrt(vy / (1 - power2)) + EPS);
    path[2 * step] = x;
    path[2 * step + 1] = y;
  }
  const [rx, ry] = [1 / (TOLERANCE * (VIEW[1] - VIEW[0])), 1 / (TOLERANCE * (VIEW[3] - VIEW[2]))];
  let [reached, nearest] = [-1, 1];
  for (let place = 0; place < minima.length / 3; place += 1) {
    const [dx, dy] = [(x - minima[3 * place]) * rx, (y - minima[3 * place + 1]) * ry];
    if (dx * dx + dy * dy <= nearest) [reached, nearest] = [place, dx * dx + dy * dy];
  }
  let step = NaN;
  if (reached >= 0) {
    for (let k = STEPS; k >= 0; k -= 1) {
      const [dx, dy] = [(path[2 * k] - minima[3 * reached]) * rx, (path[2 * k + 1] - minima[3 * reached + 1]) * ry];
      if (dx * dx + dy * dy > 1) break;
      step = k;
    }
  }
  const [a, b] = [x * x + y - 11, x + y * y - 7];
  fates[3 * index] = reached;
  fates[3 * index + 1] = step;
  fates[3 * index + 2] = a * a + b * b;
}

/** Milliseconds for the whole map, how many times faster ours is, and in how many pixels the two differ. */
export async function measure() {
  await init({ module_or_path: WASM });
  const fates = new Float64Array(3 * SIZE * SIZE);
  const { rows, minima } = ours(new Float64Array(), [0, 1]);
  for (let index = 0; index < SIZE * SIZE; index += 1) byHand(index, minima, fates);
  let differing = rows.length === 5 * SIZE * SIZE ? 0 : SIZE * SIZE;
  for (let row = 0; row < rows.length; row += 5) {
    const index = 3 * rows[row];
    if (![0, 1, 2].every((field) => Object.is(fates[index + field], rows[row + 2 + field]))) differing += 1;
  }
  let [next, nextByHand] = [0, 0];
  const times = inTurn(
    () => ours(minima, [next++ % SHARES, SHARES]),
    () => {
      // Rows of blocks, so that each share has as much of every part of the map.
      for (let index = nextByHand++ % SHARES; index < SIZE * SIZE; index += SHARES) byHand(index, minima, fates);
    },
  );
  return { differing, ours: (times.ours * SHARES) / 1000, reference: (times.reference * SHARES) / 1000, ratio: times.ratio };
}

const WORKER = `import init, { SurveyTask } from '${location.origin}/pkg/survey/downhill_survey.js';
const ready = init({ module_or_path: '${location.origin}${WASM}' });
onmessage = async ({ data }) => {
  await ready;
  const task = new SurveyTask(data);
  while (task.work());
  task.free();
  postMessage(undefined);
};`;

/** Milliseconds for the whole map by one worker, and by two: the least of several, in turn. */
export async function measureWorkers() {
  const address = URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' }));
  const workers = [0, 1].map(() => new Worker(address, { type: 'module' }));
  /** @param {Worker} worker @param {[number, number]} share */
  const work = (worker, share) =>
    new Promise((done) => {
      worker.onmessage = done;
      worker.postMessage({ kind: 'basins', link: LINK, run: 0, view: VIEW, size: SIZE, steps: STEPS, known: new Float64Array(), share });
    });
  /** @param {number} count */
  const map = async (count) => {
    const began = performance.now();
    await Promise.all(workers.slice(0, count).map((worker, number) => work(worker, [number, count])));
    return performance.now() - began;
  };
  await map(2);
  const times = [Infinity, Infinity];
  for (let round = 0; round < 12; round += 1) {
    for (const count of [1, 2]) times[count - 1] = Math.min(times[count - 1], await map(count));
  }
  for (const worker of workers) worker.terminate();
  return { one: times[0], two: times[1] };
}
