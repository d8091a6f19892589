/** A survey as the pool of workers wants it: the same in a worker and on the page. */
import { SurveyTask } from '../../pkg/survey/downhill_survey.js';
import type { SurveyRequest } from '../../pkg/survey/downhill_survey.js';

import type { Computation, Piece } from '../pool/computation.ts';

/** What a survey brings on its way and at its end: rows of numbers, minima that were found, the best rates. */
export interface Finding extends Piece {
  rows: Float64Array;
  minima: Float64Array;
  best: Float64Array;
}

export function survey(request: SurveyRequest): Computation<Finding, Finding> {
  const task = new SurveyTask(request);
  const finding = (): Finding => {
    const [rows, minima, best] = [task.take(), task.minima(), task.best()];
    return { rows, minima, best, transfer: [rows.buffer, minima.buffer, best.buffer] };
  };
  return {
    work(milliseconds) {
      const until = performance.now() + milliseconds;
      while (task.work()) if (performance.now() >= until) return true;
      return false;
    },
    get progress() {
      return task.progress;
    },
    take: finding,
    finish: finding,
    free: () => task.free(),
  };
}
