/** What the lab asks, the networks that were trained for it, and the pictures that were computed of them. */
import type { Entry, LabSession } from '../lab.ts';
import type { Numbers } from '../picture.ts';
import type { WorkPool } from '../pool/pool.ts';
import { fitMinimaSetup, minimaCourses, parseMinimaLink, printMinimaLink } from './engine.ts';
import type {
  Complaint, ExperimentId, LineResult, MinimaCatalog, MinimaCourse, MinimaRequest, MinimaResult, MinimaSetup,
  PlaneName, PlaneResult, RescaleResult, SpectrumResult, TrainResult,
} from './engine.ts';
import { extremes, inOrder } from './compare.ts';
import { networksOf } from './networks.ts';
import { minimaNumbers } from './numbers.ts';
import type { Network } from './networks.ts';
import { joined, last } from './rows.ts';
import type { Column } from './rows.ts';
import { complaints } from './soundness.ts';
import { Stopwatch } from './stopwatch.ts';

/** What changed: the setup, what is known of its networks, whether they are being trained, the warnings. */
type Change = 'setup' | 'results' | 'training' | 'warnings';

export type MinimaPool = WorkPool<MinimaRequest, Float64Array, MinimaResult>;

/** Measurements on the way of the first seed. */
const ROWS_ON_THE_WAY = 40;
/** Nodes of a plane along a side, and how far it goes. */
export const PLANE = { size: 41, radius: 1 } as const;
/** Solutions that planes and spectra are computed of: more pictures side by side could not be read. */
const MOST_PICTURES = 4;
/** Questions whose solutions are pictured. */
const PICTURED: readonly ExperimentId[] = ['batch-size', 'fair', 'sam'];

/** Setups whose networks are kept: going back finds them as they were. */
const MOST_KEPT = 8;

/** What was made for a setup. */
type Made = Pick<MinimaSession, 'networks' | 'line' | 'planes' | 'spectra' | 'rescaled' | 'plane' | 'took'>;

export class MinimaSession extends EventTarget implements LabSession {
  readonly catalog: MinimaCatalog;
  setup: MinimaSetup;
  warnings: readonly Complaint[] = [];
  /** By run, then by seed. */
  networks: (Network | undefined)[][] = [];
  line: LineResult | undefined;
  planes: (PlaneResult | undefined)[] = [];
  spectra: (SpectrumResult | undefined)[] = [];
  /** The network unscaled, and as it was rescaled last, which may be by another factor than the setup has by now. */
  rescaled: { plain?: RescaleResult; other?: RescaleResult & { alpha: number } } = {};
  plane: PlaneName = 'random';
  /** Why training stopped before its end. */
  failure: string | undefined;
  /** How long the last training took, how many networks it made, and by how many workers: 0 if on the page itself. */
  took: { milliseconds: number; networks: number; workers: number } | undefined;
  readonly #pool: () => MinimaPool;
  readonly #watch = new Stopwatch();
  /** What was made for other setups, the oldest first. */
  readonly #kept = new Map<string, Made>();
  #training: AbortController | undefined;
  #pictures = new AbortController();
  #rescaling: AbortController | undefined;
  /** The unscaled network's measurement, once it was asked for. */
  #plain: Promise<void> | undefined;
  #announced = false;

  constructor(catalog: MinimaCatalog, setup: MinimaSetup, pool: () => MinimaPool) {
    super();
    this.catalog = catalog;
    this.setup = setup;
    this.#pool = pool;
    this.forget();
  }

  get link(): string {
    return printMinimaLink(this.setup);
  }

  get numbers(): Numbers | undefined {
    return this.hasResults || !this.setup.runs.length ? minimaNumbers(this) : undefined;
  }

  get courses(): MinimaCourse[] {
    return minimaCourses(this.setup);
  }

  /** Whether something may change at every frame. */
  get isBusy(): boolean {
    return this.isTraining;
  }

  /** How many seeds are trained: of a question about one network one is shown. */
  get seeds(): number {
    return ['edge', 'rescale'].includes(this.setup.experiment) ? 1 : this.setup.seeds;
  }

  /** The runs that there are pictures of: those that are compared, and as many of the others as can be read side by side. */
  get shown(): number[] {
    const all = [...this.setup.runs.keys()];
    if (all.length <= MOST_PICTURES) return all;
    const pair = extremes(this)!;
    const others = all.filter((run) => run !== pair.first && run !== pair.second);
    const step = others.length / (MOST_PICTURES - 2);
    const between = Array.from({ length: MOST_PICTURES - 2 }, (_, nth) => others[Math.floor((nth + 0.5) * step)]!);
    return [pair.first, pair.second, ...between].sort((a, b) => a - b);
  }

  get isTraining(): boolean {
    return this.#training !== undefined;
  }

  /** Whether every network that the setup asks for is trained. */
  get isTrained(): boolean {
    return this.#missing().length === 0;
  }

  /** Whether any network has been measured at all. */
  get hasResults(): boolean {
    return this.networks.some((seeds) => seeds.some((network) => network !== undefined));
  }

  /** The share of all networks that is trained, from 0 to 1. */
  get progress(): number {
    const { seeds } = this;
    const { runs } = this.setup;
    let sum = 0;
    for (const of of this.networks) for (const network of of.slice(0, seeds)) sum += network?.progress ?? 0;
    return sum / Math.max(1, runs.length * seeds);
  }

  /** How many networks are trained. */
  get finished(): number {
    return this.networks.flatMap((of) => of.slice(0, this.seeds)).filter((network) => network?.result !== undefined).length;
  }

  /** A measure at the end of every seed of a run; NaN of one that is not there, or diverged. */
  ends(run: number, column: Column): Float64Array {
    return Float64Array.from({ length: this.seeds }, (_, nth) => {
      const result = this.networks[run]?.[nth]?.result;
      return result === undefined || result.divergedAt !== undefined ? NaN : last(result.rows, column);
    });
  }

  /** The seeds of a run that diverged. */
  diverged(run: number): number {
    return (this.networks[run] ?? []).slice(0, this.seeds).filter((network) => network?.result?.divergedAt !== undefined).length;
  }

  /** What is wrong with a setup that somebody would like to have. */
  check(setup: MinimaSetup): Complaint[] {
    return complaints(setup);
  }

  /** Takes over a sound setup. Networks are forgotten unless they are the same in it. */
  change(part: Partial<MinimaSetup>, entry: Entry = 'replace'): void {
    const fitted = fitMinimaSetup({ ...this.setup, ...part });
    const before = this.setup;
    this.setup = fitted.setup;
    if (fitted.warnings.length > 0) this.warn(fitted.warnings);
    if (networksOf(before) !== networksOf(this.setup)) this.#exchange(networksOf(before), networksOf(this.setup));
    else if (before.alpha !== this.setup.alpha) void this.#rescale();
    this.#tell('setup', entry);
  }

  /** Takes over another setup. */
  begin(setup: MinimaSetup, entry: Entry): void {
    this.change({ ...setup, stop: setup.stop, polish: setup.polish }, entry);
  }

  open(text: string, entry: Entry): void {
    const parsed = parseMinimaLink(text);
    this.warn(parsed.warnings);
    if (parsed.lab !== 'minima' || parsed.isRefused) return;
    this.begin(parsed.setup, entry);
  }

  warn(warnings: readonly Complaint[]): void {
    this.warnings = warnings;
    this.#tell('warnings');
  }

  /** Training goes on while another lab is shown; nothing here plays. */
  pause(): void {}
  dispose = (): void => this.forget();
  rest = (): void => [this.#watch, this.#pool()].forEach((it) => it.rest(this));
  wake = (): void => [this.#watch, this.#pool()].forEach((it) => it.wake(this));

  /** Trains the networks that are missing: the first seed of every run first, with all that is measured on the way. */
  async train(): Promise<void> {
    if (this.isTraining || this.setup.runs.length === 0) return;
    const training = new AbortController();
    this.#training = training;
    this.failure = undefined;
    const missing = this.#missing();
    this.#watch.start();
    this.#tell('training');
    try {
      const train = (isFirst: boolean): Promise<unknown> =>
        Promise.all(missing.filter(([, nth]) => (nth === 0) === isFirst).map(([run, nth]) => this.#trainOne(run, nth, training.signal)));
      await train(true);
      // Pictures of the first seed go before the other seeds: there is something to look at meanwhile.
      if (missing.some(([, nth]) => nth === 0)) this.#picture();
      await train(false);
      const pool = this.#pool();
      const workers = pool.isThreaded ? Math.min(pool.size, missing.length) : 0;
      this.took = { milliseconds: this.#watch.milliseconds, networks: missing.length, workers };
    } catch (error) {
      if (!training.signal.aborted) {
        this.failure = error instanceof Error ? error.message : String(error);
        training.abort();
      }
    }
    if (this.#training !== training) return;
    this.#training = undefined;
    for (const of of this.networks) of.forEach((network, nth) => network?.result === undefined && (of[nth] = undefined));
    this.#tell('training');
    this.#tell('results');
  }

  /** Stops training; what is trained stays. */
  cancel(): void {
    this.#training?.abort();
  }

  /** Shows another plane around the solutions. */
  choosePlane(plane: PlaneName): void {
    if (plane === this.plane) return;
    this.plane = plane;
    this.planes = [];
    this.#picturePlanes();
    this.#tell('results');
  }

  #missing(): [run: number, nth: number][] {
    const { runs } = this.setup;
    const all = Array.from({ length: this.seeds }, (_, nth) => runs.map((_, run): [number, number] => [run, nth])).flat();
    return all.filter(([run, nth]) => this.networks[run]?.[nth]?.result === undefined);
  }

  async #trainOne(run: number, nth: number, signal: AbortSignal): Promise<void> {
    const { setup } = this;
    const network: Network = { rows: new Float64Array(), progress: 0, result: undefined };
    const isFirst = nth === 0;
    const every = isFirst ? Math.max(1, Math.round(this.courses[run]!.updates / ROWS_ON_THE_WAY / 5) * 5) : 0;
    const interval = setup.experiment === 'edge' ? Math.max(1, Math.round(setup.updates / 80)) : every;
    const request: MinimaRequest = { kind: 'train', setup, nth, run, fitsEvery: interval, curvatureEvery: interval, keepsPath: isFirst };
    const handlers = {
      progress: (part: number) => {
        this.networks[run]![nth] = network;
        network.progress = part;
        this.#later();
      },
      restart: () => (network.rows = new Float64Array()),
      piece: (rows: Float64Array) => {
        this.networks[run]![nth] = network;
        network.rows = joined(network.rows, rows);
        this.#later();
      },
    };
    const result = (await this.#pool().run(request, handlers, signal, this)) as TrainResult;
    this.networks[run]![nth] = { rows: result.rows, progress: 1, result };
    this.#later();
  }

  /** Computes what is shown of the first seed's solutions. */
  #picture(): void {
    const { experiment } = this.setup;
    if (experiment === 'rescale') void this.#rescale();
    if (!PICTURED.includes(experiment)) return;
    const solutions = this.#solutions();
    const pair = extremes(this);
    const [first, other] = pair === undefined ? [] : inOrder(pair).map((run) => solutions[run]);
    const { signal } = this.#pictures;
    if (first !== undefined && other !== undefined && first !== other) {
      const request: MinimaRequest = { kind: 'line', setup: this.setup, nth: 0, from: first.w, to: other.w };
      void this.#compute<LineResult>(request, signal, (line) => (this.line = line));
    }
    this.#picturePlanes();
    for (const index of this.shown) {
      const solution = solutions[index];
      if (solution === undefined) continue;
      const request: MinimaRequest = { kind: 'spectrum', setup: this.setup, nth: 0, w: solution.w };
      void this.#compute<SpectrumResult>(request, signal, (spectrum) => (this.spectra[index] = spectrum));
    }
  }

  #picturePlanes(): void {
    const { signal } = this.#pictures;
    const { plane, setup } = this;
    const solutions = this.#solutions();
    for (const index of this.shown) {
      const solution = solutions[index];
      if (solution === undefined) continue;
      const request: MinimaRequest = { kind: 'plane', setup, nth: 0, w: solution.w, path: solution.path, plane, ...PLANE };
      void this.#compute<PlaneResult>(request, signal, (result) => {
        if (plane === this.plane) this.planes[index] = result;
      });
    }
  }

  /** The trained network of the first seed of every run; undefined of one that diverged. */
  #solutions(): (TrainResult | undefined)[] {
    return this.setup.runs.map((_, run) => {
      const result = this.networks[run]?.[0]?.result;
      return result?.divergedAt === undefined ? result : undefined;
    });
  }

  /** The latest α counts: what is being computed for another is given up. */
  async #rescale(): Promise<void> {
    const [solution] = this.#solutions();
    if (this.setup.experiment !== 'rescale' || solution === undefined) return;
    this.#rescaling?.abort();
    const rescaling = new AbortController();
    this.#rescaling = rescaling;
    const request = (alpha: number): MinimaRequest => ({ kind: 'rescale', setup: this.setup, nth: 0, w: solution.w, alpha });
    const { signal } = rescaling;
    const { alpha } = this.setup;
    if (this.rescaled.plain === undefined) {
      this.#plain ??= this.#compute<RescaleResult>(request(1), this.#pictures.signal, (plain) => (this.rescaled = { ...this.rescaled, plain }));
    }
    await this.#compute<RescaleResult>(request(alpha), signal, (other) => (this.rescaled = { ...this.rescaled, other: { ...other, alpha } }));
  }

  async #compute<R extends MinimaResult>(request: MinimaRequest, signal: AbortSignal, take: (result: R) => void): Promise<void> {
    try {
      const result = (await this.#pool().run(request, {}, signal, this)) as R;
      if (signal.aborted) return;
      take(result);
      this.#later();
    } catch (error) {
      if (signal.aborted) return;
      this.failure = error instanceof Error ? error.message : String(error);
      this.#tell('results');
    }
  }

  /** Puts away what was made for one setup, and takes out what was made for another, if it was kept. */
  #exchange(before: string, now: string): void {
    if (this.finished > 0) {
      const { networks, line, planes, spectra, rescaled, plane, took } = this;
      const trained = networks.map((of) => of.map((network) => (network?.result === undefined ? undefined : network)));
      this.#kept.delete(before);
      this.#kept.set(before, { networks: trained, line, planes, spectra, rescaled, plane, took });
      for (const oldest of this.#kept.keys()) if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest);
    }
    this.forget();
    const kept = this.#kept.get(now);
    if (kept === undefined) return;
    Object.assign(this, kept);
    // It may have been put away before its pictures were there.
    if (!this.#isPictured) this.#picture();
    else if (this.rescaled.other?.alpha !== this.setup.alpha) void this.#rescale();
    this.#tell('results');
  }

  /** Whether all pictures of the first seed's solutions are there, as far as there are solutions. */
  get #isPictured(): boolean {
    if (!PICTURED.includes(this.setup.experiment)) return this.setup.experiment !== 'rescale' || this.rescaled.plain !== undefined;
    const solutions = this.#solutions();
    const has = (run: number): boolean => solutions[run] === undefined || (this.planes[run] !== undefined && this.spectra[run] !== undefined);
    const isJoined = this.line !== undefined || solutions.filter((solution) => solution !== undefined).length < 2;
    return isJoined && this.shown.every(has);
  }

  /** Forgets all networks and what was computed of them: those of another setup say nothing of this one. */
  forget(): void {
    this.#training?.abort();
    this.#training = undefined;
    this.#pictures.abort();
    this.#pictures = new AbortController();
    this.#rescaling?.abort();
    this.#plain = undefined;
    this.networks = this.setup.runs.map(() => []);
    this.line = undefined;
    this.planes = [];
    this.spectra = [];
    this.rescaled = {};
    this.failure = undefined;
    this.took = undefined;
    this.#tell('training');
    this.#tell('results');
  }

  /** Many workers report many times a frame; the page is told once. */
  #later(): void {
    if (this.#announced) return;
    this.#announced = true;
    requestAnimationFrame(() => {
      this.#announced = false;
      this.#tell('results');
    });
  }

  #tell(change: Change, entry: Entry = 'none'): void {
    this.dispatchEvent(new Event(change));
    if (change === 'setup') this.dispatchEvent(new CustomEvent<Entry>('link', { detail: entry }));
  }
}
