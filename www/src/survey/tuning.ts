/** Tuning: the best learning rate of every runner, searched alike, taken over at once, and taken back as easily. */
import { short } from '../format.ts';
import type { Session } from '../session.ts';
import { loadSurveyEngine } from './engine.ts';
import { rowsOf } from './rates.ts';
import { restWith, surveyPool } from './workers.ts';
import type { SurveyWords } from './words/index.ts';

/** Rates are searched in these decades, or as far as a rule's slider goes. */
const LOWEST = 1e-5;
const HIGHEST = 10;

/** What the search of one runner came to. */
export interface Tuned {
  rows: Float64Array;
  before: number;
  /** Undefined if every rate diverges. */
  after: number | undefined;
}

export interface Tuning {
  runners: Tuned[];
  seconds: number;
}

/** The last search of each session, for the chart of rates; gone when the race is no longer the one that was tuned. */
const searched = new WeakMap<Session, { race: string; runners: Tuned[] }>();

/** What the race is, however it is looked at. */
function raceOf({ setup: { view: _, look: __, ...race } }: Session): string {
  return JSON.stringify(race);
}

/** The rates that were tried for a runner, as rows of four numbers. */
export function triedOf(session: Session, run: number): Float64Array {
  const search = searched.get(session);
  return search !== undefined && search.race === raceOf(session) ? search.runners[run]!.rows : new Float64Array();
}

/**
 * Searches for every runner, takes the best rates over, and says what was found; undefined when it was stopped, `dropped` when the
 * race was changed meanwhile.
 */
export async function tune(session: Session, signal: AbortSignal, progress: (part: number) => void): Promise<Tuning | 'dropped' | undefined> {
  if ((await loadSurveyEngine()) !== undefined) throw new Error('the core did not load');
  restWith(session);
  const began = performance.now();
  const { setup, link, target } = session;
  const race = raceOf(session);
  const parts = setup.runs.map(() => 0);
  const search = async (run: number): Promise<Tuned> => {
    const { min, max } = session.rule(run).params[0]!;
    const rates: [number, number] = [Math.min(LOWEST, min), Math.max(HIGHEST, max)];
    const handlers = {
      progress: (part: number) => {
        parts[run] = part;
        progress(parts.reduce((sum, one) => sum + one, 0) / parts.length);
      },
    };
    const { rows, best } = await surveyPool().run({ kind: 'tune', link, run, rates, target }, handlers, signal, session);
    return { rows, before: setup.runs[run]!.params[0]!, after: best[0] };
  };
  try {
    const runners = await Promise.all(setup.runs.map((_, run) => search(run)));
    if (signal.aborted) return undefined;
    // What was changed meanwhile is not what was tuned.
    if (raceOf(session) !== race) return 'dropped';
    takeAll(session, runners.map(({ before, after }) => after ?? before));
    searched.set(session, { race: raceOf(session), runners });
    session.dispatchEvent(new Event('tuned'));
    return { runners, seconds: (performance.now() - began) / 1000 };
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

/** Gives every runner its rate, as one step of the browser's history. */
export function takeAll(session: Session, rates: readonly number[]): void {
  const runs = session.setup.runs.map((runner, run) => ({ ...runner, params: [rates[run] ?? runner.params[0]!, ...runner.params.slice(1)] }));
  if (session.check({ ...session.setup, runs }).length === 0) session.change({ runs }, 'push');
}

/** What was found, a sentence a runner. */
export function findings(session: Session, { runners }: Tuning, say: SurveyWords): string[] {
  return runners.map(({ rows, before, after }, run) => {
    const name = session.rule(run).name;
    const found = rowsOf(rows).find(({ lr }) => lr === after);
    if (after === undefined || found === undefined) return say.tunedNone(name);
    const result = found.reached === undefined ? say.toLoss(short(found.best, 3)) : say.inSteps(String(found.reached));
    return after === before ? say.tunedKept(name, short(after, 3), result) : say.tuned(name, short(before, 3), short(after, 3), result);
  });
}

