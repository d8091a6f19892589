/** The compiled core of the Minima lab, loaded when the lab is opened; its module is what workers are given. */
import init from '../../pkg/minima/downhill_minima.js';
import address from '../../pkg/minima/downhill_minima_bg.wasm?url';

import { loadCore } from '../core-loading.ts';
import type { LoadFailure } from '../core-loading.ts';
import { opened } from '../resource.ts';

export {
  DigitsData,
  MinimaTask,
  PlanePictures,
  WellsPicture,
  checkMinimaSetup,
  drawLines,
  drawPaired,
  drawRunnerKey,
  drawScatter,
  drawSpectra,
  freshGaps,
  fitMinimaSetup,
  linkWith,
  measureWells,
  minimaCatalog as readCatalog,
  minimaCourses,
  pairedTest,
  parseMinimaLink,
  printMinimaLink,
} from '../../pkg/minima/downhill_minima.js';
export type {
  Complaint,
  ExperimentId,
  LineResult,
  MinimaCatalog,
  MinimaCourse,
  MinimaRequest,
  MinimaResult,
  MinimaSetup,
  NetworkSetup,
  PairedTest,
  PlaneLook,
  PlaneName,
  PlaneResult,
  RescaleResult,
  SpectrumResult,
  TrainResult,
} from '../../pkg/minima/downhill_minima.js';

let compiled: WebAssembly.Module | undefined;

/** Loads the core, once. */
export function loadMinimaEngine(): Promise<LoadFailure | undefined> {
  return loadCore('minima', async () => {
    const response = await opened(address);
    // Not streamed: a server that does not know what wasm is would stop it.
    compiled = await WebAssembly.compile(await response.arrayBuffer());
    await init({ module_or_path: compiled });
  });
}

/** The compiled module, once the core is loaded. */
export function engineModule(): WebAssembly.Module {
  return compiled!;
}
