/** What is wrong with a setup, or with a text for a part of one, in the words of the link grammar. */
import { checkMinimaSetup, parseMinimaLink } from './engine.ts';
import type { Complaint, MinimaSetup } from './engine.ts';

/** The largest whole number that crosses the border. */
const MOST_COUNTED = 2 ** 32 - 1;

/** What is wrong with a setup; empty if it is sound. */
export function complaints(setup: MinimaSetup): Complaint[] {
  // Counts cross the border as such, which not every whole number is; a link says what is wrong with any text.
  const batch = setup.runs.map((run) => run.batch);
  const counts = { width: setup.widths, ntrain: [setup.train], batch, updates: [setup.updates], seed: [setup.seed], seeds: [setup.seeds] };
  for (const [key, values] of Object.entries(counts)) {
    const wrong = values.find((value) => !(value >= 0 && value <= MOST_COUNTED && Number.isInteger(value)));
    if (wrong !== undefined) return refusals(setup, key, String(wrong));
  }
  return checkMinimaSetup(setup);
}

/** What is wrong with a text for a key of the link. */
export function refusals({ experiment, train }: MinimaSetup, key: string, text: string): Complaint[] {
  const digits = key === 'ntrain' ? '' : `&ntrain=${train}`;
  const { warnings } = parseMinimaLink(`lab=minima&experiment=${experiment}${digits}&${key}=${encodeURIComponent(text)}&v=1`);
  return warnings.filter(({ field }) => field.startsWith(key));
}
