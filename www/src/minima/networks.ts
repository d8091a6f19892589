/** The networks of a setup: what is known of each, and which setups have the same. */
import type { MinimaSetup, TrainResult } from './engine.ts';

/** A network: its measurements so far, and all of it once it is trained. */
export interface Network {
  rows: Float64Array;
  progress: number;
  result: TrainResult | undefined;
}

/** Parts of a setup that change no network. */
const AFTERWARDS = ['seeds', 'alpha', 'shift', 'look'] as const satisfies readonly (keyof MinimaSetup)[];

/** What of a setup decides its networks: two with the same train the same. */
export function networksOf(setup: MinimaSetup): string {
  const own = { ...setup, ...Object.fromEntries(AFTERWARDS.map((key) => [key, 0])) };
  // A rate that no run has decides nothing, but for how far all of them go.
  const isUsed = setup.experiment === 'noise-scale' || setup.runs.some(({ lr }) => lr === undefined);
  return JSON.stringify({ ...own, lr: isUsed ? setup.lr : 0 });
}
