/** A task of the lab as the pool of workers wants it: the same in a worker and on the page. */
import { MinimaTask } from '../../pkg/minima/downhill_minima.js';
import type { DigitsData, MinimaRequest, MinimaResult } from '../../pkg/minima/downhill_minima.js';

import type { Compute } from '../pool/computation.ts';

/** Floating-point operations between two looks at the clock: one to three milliseconds. */
const PIECE = 8e6;

/** Begins tasks on these digits. What comes on the way are the newest rows of measurements. */
export function computeWith(digits: DigitsData): Compute<MinimaRequest, Float64Array, MinimaResult> {
  return (request) => {
    const task = new MinimaTask(digits, request);
    return {
      work(milliseconds) {
        const until = performance.now() + milliseconds;
        while (task.work(PIECE)) if (performance.now() >= until) return true;
        return false;
      },
      get progress() {
        return task.progress;
      },
      take() {
        const rows = task.take();
        return rows.length === 0 ? undefined : rows;
      },
      finish: () => task.result(),
      free: () => task.free(),
    };
  };
}
