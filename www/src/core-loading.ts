/** Loading a compiled core: once each, and a browser that cannot run it is told apart from a download that failed. */

/** Why a core is not there. */
export type LoadFailure = 'unsupported' | 'failed';

/** The smallest module that uses a SIMD instruction: `v128.const`, dropped. */
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 26, 11,
]);

function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(SIMD_PROBE);
}

const loading = new Map<string, Promise<LoadFailure | undefined>>();

/** Loads a core by its `init`, unless that was done before. A failure is not remembered: the next call tries again. */
export function loadCore(name: string, init: () => Promise<unknown>): Promise<LoadFailure | undefined> {
  const known = loading.get(name);
  if (known !== undefined) return known;
  if (!hasSimd()) return Promise.resolve('unsupported');
  const attempt = init().then(
    () => undefined,
    (error: unknown): LoadFailure => {
      console.error(`Downhill: the core did not load (${name}).`, error);
      loading.delete(name);
      return 'failed';
    },
  );
  loading.set(name, attempt);
  return attempt;
}
