/** The compiled core of the Batch lab, loaded when the lab is opened. */
import init from '../../pkg/batch/downhill_batch.js';
import address from '../../pkg/batch/downhill_batch_bg.wasm?url';

import { loadCore } from '../core-loading.ts';
import type { LoadFailure } from '../core-loading.ts';
import { opened } from '../resource.ts';

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
  linkWith,
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
  return loadCore('batch', () => init({ module_or_path: opened(address) }));
}
