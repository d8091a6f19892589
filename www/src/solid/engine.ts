/** The compiled core of the blocks that turn: fetched when the first one is opened. */
import init from '../../pkg/solid/downhill_solid.js';
import address from '../../pkg/solid/downhill_solid_bg.wasm?url';

import { loadCore } from '../core-loading.ts';
import type { LoadFailure } from '../core-loading.ts';
import { opened } from '../resource.ts';

export { SolidPicture } from '../../pkg/solid/downhill_solid.js';

/** Loads the core, once. */
export function loadSolid(): Promise<LoadFailure | undefined> {
  return loadCore('solid', () => init({ module_or_path: opened(address) }));
}
