/** Learning-rate sweeps of a race: one a runner, anew when what they depend on changes, given up when it changes again. */
import type { Session } from '../session.ts';
import type { Finding } from './computation.ts';
import { restWith, surveyPool } from './workers.ts';

/** What is known of a runner's rates. */
export interface Rates {
  /** Four numbers a rate: rate, lowest loss, step that reached the target, step of divergence; NaN for what there is not. */
  rows: Float64Array;
  /** The best rate, then the lowest and the highest that suit; empty while none is known. */
  best: Float64Array;
  /** How much is done, from 0 to 1. */
  progress: number;
}

interface Slot {
  key: string;
  rates: Rates;
  work: AbortController;
}

export const NOTHING: Rates = { rows: new Float64Array(), best: new Float64Array(), progress: 0 };

/** Says `rates` when there are new ones; at most once a frame. */
export class RateSurvey extends EventTarget {
  readonly #session: Session;
  #slots: Slot[] = [];
  #announced = false;
  failure: string | undefined;

  constructor(session: Session) {
    super();
    this.#session = session;
    restWith(session);
    session.addEventListener('race', this.#follow);
    this.#follow();
  }

  /** Lowest and highest rate: six decades, or as far as the rules' own sliders go. */
  get range(): [number, number] {
    const specs = this.#session.setup.runs.map((_, run) => this.#session.rule(run).params[0]!);
    return [Math.min(1e-5, ...specs.map(({ min }) => min)), Math.max(10, ...specs.map(({ max }) => max))];
  }

  of(run: number): Rates {
    return this.#slots[run]?.rates ?? NOTHING;
  }

  get progress(): number {
    const parts = this.#slots.map(({ rates }) => rates.progress);
    return parts.length === 0 ? 1 : parts.reduce((sum, part) => sum + part, 0) / parts.length;
  }

  dispose(): void {
    this.#session.removeEventListener('race', this.#follow);
    for (const { work } of this.#slots) work.abort();
    this.#slots = [];
  }

  readonly #follow = (): void => {
    const { setup } = this.#session;
    this.#slots.splice(setup.runs.length).forEach(({ work }) => work.abort());
    for (const run of setup.runs.keys()) {
      const key = this.#key(run);
      const old = this.#slots[run];
      if (old?.key === key) continue;
      old?.work.abort();
      // What was known stays until there is something newer: a curve that follows a slider does not flicker.
      const slot: Slot = { key, rates: { ...(old?.rates ?? NOTHING), progress: 0 }, work: new AbortController() };
      this.#slots[run] = slot;
      void this.#sweep(run, slot);
    }
    this.#later();
  };

  /** Everything that a sweep depends on; the rate that the runner has is not part of it, nor are the others. */
  #key(run: number): string {
    const { runs, view: _, look: __, ...rest } = this.#session.setup;
    const { params, ...own } = runs[run]!;
    return JSON.stringify([rest, own, params.slice(1), this.range, this.#session.target]);
  }

  async #sweep(run: number, slot: Slot): Promise<void> {
    const { link, target } = this.#session;
    const take = ({ rows, best }: Finding, progress: number): void => {
      if (rows.length > 0) slot.rates = { rows, best, progress };
      this.#later();
    };
    const handlers = {
      progress: (part: number) => (slot.rates = { ...slot.rates, progress: part }),
      piece: (finding: Finding) => take(finding, slot.rates.progress),
    };
    try {
      const request = { kind: 'sweep', link, run, rates: this.range, target } as const;
      take(await surveyPool().run(request, handlers, slot.work.signal, this.#session), 1);
    } catch (error) {
      if (slot.work.signal.aborted) return;
      this.failure = error instanceof Error ? error.message : String(error);
      slot.rates = { ...slot.rates, progress: 1 };
      this.#later();
    }
  }

  #later(): void {
    if (this.#announced) return;
    this.#announced = true;
    requestAnimationFrame(() => {
      this.#announced = false;
      this.dispatchEvent(new Event('rates'));
    });
  }
}

/** What a run came to at a rate. */
export interface RateRow {
  lr: number;
  /** The lowest loss. */
  best: number;
  /** The steps that it took to the target, and the step at which it diverged. */
  reached: number | undefined;
  diverged: number | undefined;
}

/** Whether a rate is better than another, by the core's order: no divergence, then fewer steps to the target, then a lower loss. */
function isBetter(one: RateRow, other: RateRow): boolean {
  const places = ({ best, reached, diverged }: RateRow): number[] => [Number(diverged !== undefined), reached ?? Infinity, Number.isNaN(best) ? Infinity : best];
  const [a, b] = [places(one), places(other)];
  const first = a.findIndex((place, at) => place !== b[at]);
  return first >= 0 && a[first]! < b[first]!;
}

/** The best rate that is known: of a sweep, or what the runner has now, which a sweep that was made before need not have tried. */
export function bestOf({ rows, best }: Rates, now: RateRow): RateRow | undefined {
  const swept = rowsOf(rows).find(({ lr }) => lr === best[0]);
  return swept === undefined || isBetter(swept, now) ? swept : now;
}

/** Rows of a sweep by rate. */
export function rowsOf(rows: Float64Array): RateRow[] {
  const maybe = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);
  return Array.from({ length: rows.length / 4 }, (_, nth) => {
    const [lr, best, reached, diverged] = rows.subarray(4 * nth, 4 * nth + 4);
    return { lr: lr!, best: best!, reached: maybe(reached!), diverged: maybe(diverged!) };
  });
}

/** A rate as it is written in a link: three significant digits. */
export function readable(rate: number): number {
  return Number(rate.toPrecision(3));
}
