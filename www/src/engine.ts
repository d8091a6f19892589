/** The compiled core of the race. */
import init from '../pkg/race/downhill_race.js';
import address from '../pkg/race/downhill_race_bg.wasm?url';

import { loadCore } from './core-loading.ts';
import type { LoadFailure } from './core-loading.ts';
import { opened } from './resource.ts';

export {
  Cloud,
  Inside,
  MapPicture,
  LossPicture,
  Race,
  catalog as readCatalog,
  checkExpression,
  checkSetup,
  openingSetup,
  parseLink,
  drawRuleArrows,
  drawRunnerKey,
  linkWith,
  printLink,
  stateVectors,
  updateNumbers,
  UpdatesPicture,
} from '../pkg/race/downhill_race.js';
export type { Catalog, Change, Complaint, ExpressionRefusal, Look, PanelId, Param, Part, Presentation, Rule, Runner, ScheduleEntry, Setup, Standing, StateVector, SurfaceEntry, TypedLoss } from '../pkg/race/downhill_race.js';

/** Loads the core, once. */
export function loadEngine(): Promise<LoadFailure | undefined> {
  return loadCore('race', () => init({ module_or_path: opened(address) }));
}
