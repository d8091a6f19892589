/** What can be held equal between batch sizes, and how a setup says that it is. */
import type { MinimaSetup } from './engine.ts';

/** Training losses to stop at, and to polish to. */
const STOP = 0.08;
const POLISH = 0.04;
/** Updates that are enough to get there with any batch size of the standard set. */
const ENOUGH = 6000;
const STANDARD = { gain: 1, large: 4 } as const;

/** Rates that were tuned on test accuracy over 20 seeds, by batch size. */
const TUNED: readonly (readonly [batch: number, lr: number])[] = [
  [4, 0.2],
  [16, 0.3],
  [150, 0.47],
];

export type Equal = 'loss' | 'polish' | 'tuned' | 'standard';

export function isEqual(setup: MinimaSetup, what: Equal): boolean {
  switch (what) {
    case 'loss':
      return setup.stop !== undefined;
    case 'polish':
      return setup.polish !== undefined;
    case 'tuned':
      return setup.runs.every(({ lr }) => lr !== undefined);
    case 'standard':
      return setup.gain === STANDARD.gain;
  }
}

/** What has to change for it to be held equal, or no longer; `large` is the initial scale that is not the standard one. */
export function hold(setup: MinimaSetup, what: Equal, isOn: boolean, large: number = STANDARD.large): Partial<MinimaSetup> {
  switch (what) {
    case 'loss':
      return isOn ? { stop: STOP, updates: Math.max(setup.updates, ENOUGH) } : { stop: undefined, updates: setup.updates === ENOUGH ? 2000 : setup.updates };
    case 'polish':
      return { polish: isOn ? POLISH : undefined };
    case 'tuned':
      return { runs: setup.runs.map((run) => (isOn ? { ...run, lr: tuned(run.batch === 0 ? setup.train : run.batch) } : { batch: run.batch, rho: run.rho })) };
    case 'standard':
      return { gain: isOn ? STANDARD.gain : large };
  }
}

/** The tuned rate of a batch size; between those that were tuned, by equal ratios. */
export function tuned(batch: number): number {
  const [first, last] = [TUNED[0]!, TUNED.at(-1)!];
  if (batch <= first[0]) return first[1];
  if (batch >= last[0]) return last[1];
  const above = TUNED.findIndex(([size]) => size >= batch);
  const [[a, low], [b, high]] = [TUNED[above - 1]!, TUNED[above]!];
  const part = Math.log(batch / a) / Math.log(b / a);
  return Number((low * (high / low) ** part).toPrecision(2));
}
