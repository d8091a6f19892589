/**
 * Both sides of the heatmap's bench: a typed loss sampled at 256 × 256 points and its contours traced, by the core and by
 * d3-contour over the same formula as a compiled JavaScript function.
 */
import init, { MapPicture } from '/pkg/race/downhill_race.js';

import { inTurn } from './timing.js';

const NODES = 256;
/** CSS pixels between two nodes of the core's grid. */
const SPACING = 4;
const VIEW = [-3, 3, -3, 3];

/** The same formula for both. */
const FORMULAS = [
  { expr: '(x^2+y-11)^2+(x+y^2-7)^2', js: '(x*x+y-11)**2+(x+y*y-7)**2' },
  { expr: 'sin(3*x)*cos(2*y)+exp(-x^2-y^2)+0.1*(x^2+y^2)', js: 'Math.sin(3*x)*Math.cos(2*y)+Math.exp(-x*x-y*y)+0.1*(x*x+y*y)' },
];

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

export async function measure() {
  await init({ module_or_path: '/pkg/race/downhill_race_bg.wasm' });
  await script('/node_modules/d3-array/dist/d3-array.min.js');
  await script('/node_modules/d3-contour/dist/d3-contour.min.js');
  const { d3 } = /** @type {any} */ (globalThis);
  const side = (NODES - 1) * SPACING;
  return FORMULAS.map(({ expr, js }) => {
    const ours = () => new MapPicture('', new Float64Array(VIEW), side, side, 'light', expr);
    const picture = ours();
    const levels = [...picture.levels];
    if (picture.nodes !== NODES * NODES) throw new Error(`the core samples ${picture.nodes} points, not ${NODES * NODES}`);
    picture.free();
    const loss = /** @type {(x: number, y: number) => number} */ (new Function('x', 'y', `return ${js}`));
    const trace = d3.contours().size([NODES, NODES]).thresholds(levels);
    const [left, right, bottom, top] = VIEW;
    const reference = () => {
      const values = new Float64Array(NODES * NODES);
      for (let row = 0, k = 0; row < NODES; row++) {
        const y = top + ((bottom - top) * row) / (NODES - 1);
        for (let column = 0; column < NODES; column++, k++) values[k] = loss(left + ((right - left) * column) / (NODES - 1), y);
      }
      return trace(values);
    };
    if (reference().length !== levels.length) throw new Error('the two sides trace different levels');
    return { expr, levels: levels.length, ...inTurn(() => ours().free(), reference) };
  });
}
