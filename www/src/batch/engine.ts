/** The compiled core of the Batch lab, loaded when the lab is opened. */
import init from '../../pkg/batch/downhill_batch.js';

import { loadCore } from '../core-loading.ts';
import type { LoadFailure } from '../core-loading.ts';

export {
  Comparison,
  CsvTable,
  CurvesPicture,
  LandscapePicture,
  Pace,
  batchCatalog as readCatalog,
  checkBatchSetup,
  drawAngles,
  drawPace,
  drawRunnerKey,
  fitBatchSetup,
  parseBatchLink,
  printBatchLink,
} from '../../pkg/batch/downhill_batch.js';
export type {
  BatchCatalog,
  BatchRunner,
  BatchSetup,
  BatchStanding,
  Change,
  Complaint,
  DataEntry,
  LandscapeWords,
  Param,
  Rule,
} from '../../pkg/batch/downhill_batch.js';

/** Loads the core, once. */
export function loadBatchEngine(): Promise<LoadFailure | undefined> {
  return loadCore('batch', init);
}
