/** What somebody chose of a race on a formula stays while the formula is edited, as far as the next one has a value there. */
import { Race } from '../engine.ts';
import type { Setup, TypedLoss } from '../engine.ts';
import type { Known, Session } from '../session.ts';

type View = [number, number, number, number];
type Kept = Pick<Setup, 'from' | 'target'> & { view: View; home: View };

/** So many points a row are tried to see whether a view shows anything. */
const TRIED = 17;

/** Start, view and target of an edited formula. What it comes with counts only where nothing was chosen. */
export class Chosen {
  /** What the last formula had to give up, though it was chosen: the next may have a value there. */
  #waiting: { expr: string; from: Setup['from'] | undefined; view: View | undefined } | undefined;

  carry(session: Session, loss: TypedLoss): Kept {
    const { setup, surface, home } = session;
    const waiting = this.#waiting?.expr === setup.expr ? this.#waiting : undefined;
    const from = chosen(setup.from, surface, 'start') ?? waiting?.from;
    const view = chosen(setup.view as View | undefined, surface, 'view') ?? waiting?.view;
    const probe = new Race({ ...setup, f: 'typed', expr: loss.text, from: loss.start, runs: [], changes: [], steps: 0 });
    const keepsFrom = from !== undefined && probe.at(from[0]!, from[1]!).every(Number.isFinite);
    const keepsView = view !== undefined && probe.grid(new Float64Array(view), TRIED, TRIED).some(Number.isFinite);
    probe.free();
    this.#waiting = { expr: loss.text, from: keepsFrom ? undefined : from, view: keepsView ? undefined : view };
    const shown = keepsView ? view : loss.view;
    const whole = chosen(home as View | undefined, surface, 'view');
    return { from: keepsFrom ? from : loss.start, view: shown, target: setup.target, home: keepsView ? (whole ?? loss.view) : loss.view };
  }
}

/** A start or view, unless it is what the formula came with. */
function chosen<T extends readonly number[]>(value: T | undefined, surface: Known, own: 'start' | 'view'): T | undefined {
  return value === undefined || value.every((number, index) => number === surface[own][index]) ? undefined : value;
}
