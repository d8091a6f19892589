/** What a presenter does with a lab, whichever it is, and what an audience can be asked of it. */
import { short } from '../format.ts';
import type { Lab, LabId } from '../lab.ts';
import type { Language } from '../words/index.ts';
import type { PresenterWords } from './words/index.ts';

export interface Question {
  text: string;
  choices: string[];
}

/** What came out. */
export interface Outcome {
  text: string;
  /** The choices that were right; none if there is no winner. */
  right: number[];
}

/** How a talk speaks. */
export interface Speech {
  say: PresenterWords;
  language: Language;
}

export interface Act {
  /** The events of the session after which something may look different. */
  readonly changes: readonly string[];
  /** Whether it takes the presenter's key to train, and not to play. */
  readonly trains: boolean;
  readonly isRunning: boolean;
  /** Begins, goes on, or stops. */
  toggle(): void;
  /** Goes back to where nothing can be seen of what happens. */
  conceal(): void;
  /** Shows what happens, from the start. */
  reveal(): void;
  /** What can be predicted; undefined if nothing has a clear answer. */
  question(speech: Speech): Question | undefined;
  /** What came out, once it is there: computed from the runs on the page. */
  outcome(speech: Speech): Outcome | undefined;
}

/** What makes a lab's act of its session, fetched with the first slide of that lab. */
const ACTS: Readonly<Record<LabId, () => Promise<(session: never) => Act>>> = {
  race: async () => (await import('./race-act.ts')).raceAct,
  batch: async () => (await import('./batch-act.ts')).batchAct,
  minima: async () => (await import('./minima-act.ts')).minimaAct,
};

/** How the act of a lab is made, so that nothing has to be waited for once the lab shows a setup. */
export async function actsOf(id: LabId): Promise<(lab: Lab) => Act> {
  const make = await ACTS[id]();
  return ({ session }) => make(session as never);
}

/** Losses that differ by less than this part of the way down from the start are a tie: no picture could show who is ahead. */
const TIE = 1e-6;

/** Who is lowest: `losses` are NaN for who diverged, and all began at `start`. */
export function lowest(losses: readonly number[], start: number, names: readonly string[], say: PresenterWords): Outcome {
  const finite = losses.filter((loss) => Number.isFinite(loss));
  if (finite.length === 0) return { text: say.nobody, right: [] };
  const least = Math.min(...finite);
  const room = Math.max(0, TIE * (start - least));
  const right = [...losses.keys()].filter((run) => losses[run]! - least <= room);
  if (right.length === 1) return { text: say.lowest(names[right[0]!]!, short(least)), right };
  if (losses.every((loss) => loss === least)) return { text: say.allAlike(short(least)), right: [] };
  const ahead = right.map((run) => say.at(names[run]!, short(losses[run]!))).join(', ');
  return { text: say.tie(ahead), right: right.length === losses.length ? [] : right };
}
