/** Maps of one runner in which each pixel is a whole run: computed in shares by all workers, coarse first, given up when asked for another. */
import type { Session } from '../session.ts';
import type { Finding } from './computation.ts';
import { SurveyPicture } from './engine.ts';
import type { SurveyAxis, SurveyRequest } from './engine.ts';
import { restWith, surveyPool } from './workers.ts';

/** Pixels along a side, and steps of a run unless told otherwise. */
export const PIXELS = 256;
/** Pixels along a side of the map that only looks for minima. */
const FEW_PIXELS = 16;
export const STEPS = 300;
export const MOST_STEPS = 10_000;

/** What a map is of. */
export interface MapRequest {
  run: number;
  steps: number;
  /** Without axes every pixel is a start. */
  axes: [SurveyAxis, SurveyAxis] | undefined;
}

/** Says `map` when there is more of it, at most once a frame. */
export class MapSurvey extends EventTarget {
  readonly #session: Session;
  #key = '';
  #of = '';
  #picture: SurveyPicture | undefined;
  #parts: number[] = [];
  #work = new AbortController();
  #announced = false;
  /** How long the last map took, in seconds; undefined until it is whole. */
  seconds: number | undefined;
  failure: string | undefined;
  isCancelled = false;

  constructor(session: Session) {
    super();
    this.#session = session;
    restWith(session);
  }

  /** What is known; undefined before anything is. */
  get picture(): SurveyPicture | undefined {
    return this.#picture;
  }

  get progress(): number {
    return this.#parts.length === 0 ? 1 : this.#parts.reduce((sum, part) => sum + part, 0) / this.#parts.length;
  }

  get isWorking(): boolean {
    return this.progress < 1 && !this.#work.signal.aborted;
  }

  /** Computes the map that is asked for, unless it is there or on its way. */
  ask(request: MapRequest): void {
    const key = this.#keyOf(request);
    if (key === this.#key) return;
    this.#work.abort();
    this.#key = key;
    this.#work = new AbortController();
    this.isCancelled = false;
    this.failure = undefined;
    this.seconds = undefined;
    void this.#compute(request, this.#work);
    this.#later();
  }

  /** Stops; what is known stays. */
  cancel(): void {
    this.#work.abort();
    this.isCancelled = true;
    this.#later();
  }

  /** Computes the same map again after it was stopped. */
  again(request: MapRequest): void {
    this.#key = '';
    this.ask(request);
  }

  dispose(): void {
    this.#work.abort();
    this.#picture?.free();
    this.#picture = undefined;
    this.#key = '';
  }

  /** Everything that the map depends on: of starts all but the race's own, of parameters all but the two. */
  #keyOf({ run, steps, axes }: MapRequest): string {
    const { runs, view: _, look: __, from, target: ___, steps: ____, ...rest } = this.#session.setup;
    const { params, ...own } = runs[run]!;
    if (axes === undefined) return JSON.stringify([rest, own, params, this.#session.view, steps]);
    const others = params.map((value, index) => (axes.some(({ param }) => param === index) ? undefined : value));
    return JSON.stringify([rest, own, others, from, this.#session.target, axes, steps]);
  }

  async #compute({ run, steps, axes }: MapRequest, work: AbortController): Promise<void> {
    const { link, view, target, setup } = this.#session;
    const began = performance.now();
    // Minima of the same loss keep their numbers, and so their colours, while a slider is dragged.
    const { f, expr } = setup as { f?: string; expr?: string };
    const of = JSON.stringify([f, expr, axes === undefined]);
    let known = of === this.#of && this.#picture !== undefined && axes === undefined ? this.#picture.minima() : new Float64Array();
    this.#of = of;
    const pool = surveyPool();
    const shares = pool.size;
    this.#parts = Array.from({ length: shares }, () => 0);
    let fresh: SurveyPicture | undefined;
    const take = ({ rows, minima }: Finding): void => {
      if (work.signal.aborted || rows.length === 0) return;
      // The old picture stays until the first of the new one comes.
      if (fresh === undefined) {
        fresh = new SurveyPicture(PIXELS, steps, new Float64Array(view), known);
        this.#picture?.free();
        this.#picture = fresh;
      }
      fresh.take(rows, minima);
      this.#later();
    };
    const one = async (share: number): Promise<void> => {
      const common = { link, run, target, size: PIXELS, steps, share: [share, shares] as [number, number] };
      const handlers = {
        progress: (part: number) => {
          this.#parts[share] = part;
          this.#later();
        },
        piece: take,
        restart: () => (this.#parts[share] = 0),
      };
      const request: SurveyRequest =
        axes === undefined ? { kind: 'basins', view: [...view], known, ...common } : { kind: 'parameters', axes, ...common };
      take(await pool.run(request, handlers, work.signal, this.#session));
      this.#parts[share] = 1;
    };
    try {
      if (axes === undefined && known.length === 0) known = await this.#first(run, steps, work.signal);
      await Promise.all(this.#parts.map((_, share) => one(share)));
      this.seconds = (performance.now() - began) / 1000;
    } catch (error) {
      if (work.signal.aborted) return;
      work.abort();
      this.failure = error instanceof Error ? error.message : String(error);
    }
    this.#later();
  }

  /**
   * The minima that a few runs come to, the lowest first: whichever worker is the quickest, they have the same numbers in every
   * map of a loss.
   */
  async #first(run: number, steps: number, signal: AbortSignal): Promise<Float64Array> {
    const { link, view } = this.#session;
    const request: SurveyRequest = { kind: 'basins', link, run, view: [...view], size: FEW_PIXELS, steps, known: new Float64Array(), share: [0, 1] };
    const { minima } = await surveyPool().run(request, {}, signal, this.#session);
    const found = Array.from({ length: minima.length / 3 }, (_, nth) => [...minima.subarray(3 * nth, 3 * nth + 3)] as [number, number, number]);
    // Losses that differ by rounding are the same, and the ones further left come first then.
    const grain = Math.max(...found.map(([, , loss]) => Math.abs(loss))) * 1e-9;
    found.sort(([ax, ay, a], [bx, by, b]) => (Math.abs(a - b) > grain + 1e-12 ? a - b : ax - bx || ay - by));
    return Float64Array.from(found.flat());
  }

  #later(): void {
    if (this.#announced) return;
    this.#announced = true;
    requestAnimationFrame(() => {
      this.#announced = false;
      this.dispatchEvent(new Event('map'));
    });
  }
}
