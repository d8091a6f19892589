/** The compiled core of the race. */
import init from '../pkg/race/downhill_race.js';

import { loadCore } from './core-loading.ts';
import type { LoadFailure } from './core-loading.ts';

export {
  MapPicture,
  LossPicture,
  Race,
  catalog as readCatalog,
  checkSetup,
  openingSetup,
  parseLink,
  drawRunnerKey,
  printLink,
} from '../pkg/race/downhill_race.js';
export type { Catalog, Complaint, Param, Rule, Runner, Setup, Standing, SurfaceEntry } from '../pkg/race/downhill_race.js';

/** Loads the core, once. */
export function loadEngine(): Promise<LoadFailure | undefined> {
  return loadCore('race', init);
}
