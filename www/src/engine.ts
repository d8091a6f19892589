/** The compiled core: loads it, and tells a browser that cannot run it from a download that failed. */
import init from '../pkg/downhill_web.js';

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
} from '../pkg/downhill_web.js';
export type { Catalog, Complaint, Param, ParsedLink, Rule, Runner, Setup, Standing, SurfaceEntry } from '../pkg/downhill_web.js';

/** Why the core is not there. */
export type LoadFailure = 'unsupported' | 'failed';

/** The smallest module that uses a SIMD instruction: `v128.const`, dropped. */
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 26, 11,
]);

function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(SIMD_PROBE);
}

/** Loads the core, once. */
export async function loadEngine(): Promise<LoadFailure | undefined> {
  if (!hasSimd()) return 'unsupported';
  try {
    await init();
    return undefined;
  } catch (error) {
    console.error('Downhill: the core did not load.', error);
    return 'failed';
  }
}
