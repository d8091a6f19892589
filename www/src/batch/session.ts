/** The comparison on the page: its setup, the runs as far as they are computed, the shown position, playback. */
import type { Numbers } from '../picture.ts';
import { Playback } from '../playback.ts';
import type { Entry, LabSession } from '../lab.ts';
import { Comparison, checkBatchSetup, fitBatchSetup, parseBatchLink, printBatchLink } from './engine.ts';
import type { BatchCatalog, BatchSetup, Complaint, CsvTable, DataEntry } from './engine.ts';
import { batchNumbers } from './rows.ts';

/** What changed: the setup (and with it the runs), how far they are computed, that they all are, the selected contender, the warnings, the data. */
type Change = 'setup' | 'ready' | 'computed' | 'selection' | 'warnings' | 'data';

export type Axis = 'updates' | 'epochs' | 'gradients';

/** Milliseconds of a frame that computing may take: the rest is for drawing and for whoever types or scrolls. */
const FRAME_MS = 9;
/** What is computed at once when a setup is new: enough that small ones are complete with the first picture. */
const FIRST_MS = 60;
/** Gradients of single samples between two looks at the clock. */
const PIECE = 20_000;

/** Changes of one parameter that follow each other faster than this are one move of one slider. */
const SAME_MOVE_MS = 700;

/** The largest whole number that crosses the border. */
const MOST_COUNTED = 2 ** 32 - 1;

/** The data of a setup that needs a table: fetched, brought by the visitor, or why there is none. */
export interface Tables {
  diabetes: CsvTable;
  own?: CsvTable | undefined;
}

export class BatchSession extends Playback implements LabSession {
  readonly catalog: BatchCatalog;
  setup: BatchSetup;
  /** Undefined while the visitor's own data is asked for. */
  comparison: Comparison | undefined;
  warnings: readonly Complaint[] = [];
  selected = 0;
  /** What the charts count along; at first what the budget is given in. */
  axis: Axis;
  readonly #tables: Tables;
  /** What is left to compute: the position to come back to, as a share of all, if one was shown; and the frame that goes on with it. */
  #left: { share: number | undefined; frame: number | undefined } | undefined;
  /** What was changed last, and when. */
  #hand = { run: -1, param: -1, at: 0, time: 0 };
  /** The setup came by a link, whose author had data that is not in it. */
  #isFromLink = false;
  /** The shown position is the newest one: it goes along while more is computed. */
  #follows = true;

  constructor(catalog: BatchCatalog, setup: BatchSetup, diabetes: CsvTable) {
    super();
    this.catalog = catalog;
    this.setup = setup;
    this.axis = setup.unit;
    this.#tables = { diabetes };
    this.#isFromLink = true;
    this.#compute();
  }

  override get length(): number {
    return this.comparison?.length ?? 0;
  }

  override get ready(): number {
    return this.comparison?.ready ?? 0;
  }

  /** Whether the newest position is shown: the end, or as far as there is one. */
  get isAtNewest(): boolean {
    return this.#follows || this.step >= this.length;
  }

  get isComputing(): boolean {
    return this.#left !== undefined;
  }

  /** Whether runs play or are computed, so that something changes at every frame. */
  get isBusy(): boolean {
    return this.isPlaying || this.isComputing;
  }

  get link(): string {
    return printBatchLink(this.setup);
  }

  get numbers(): Numbers | undefined {
    return this.comparison === undefined ? undefined : batchNumbers(this);
  }

  /** The built-in data set; undefined for the visitor's own data. */
  get data(): DataEntry | undefined {
    return this.catalog.data.find((data) => data.id === this.setup.data);
  }

  get own(): CsvTable | undefined {
    return this.#tables.own;
  }

  /** Whether a link asks for data that only its author has. */
  get wantsOwn(): boolean {
    return this.#isFromLink && this.comparison === undefined;
  }

  /** Samples of the data. */
  get samples(): number {
    return this.comparison?.samples ?? this.data?.samples ?? 0;
  }

  /** The contenders in order: the run and batch size (0 for all) of each. */
  get contenders(): { run: number; batch: number }[] {
    return this.setup.runs.flatMap((_, run) => this.setup.batches.map((batch) => ({ run, batch })));
  }

  rule(run: number): BatchCatalog['rules'][number] {
    const id = this.setup.runs[run]!.rule;
    return this.catalog.rules.find((rule) => rule.id === id)!;
  }

  /** What is wrong with a setup that somebody would like to have. */
  check(setup: BatchSetup): Complaint[] {
    // Counts cross the border as such, which not every whole number is; a link says what is wrong with any text.
    const counts = { [setup.unit]: [setup.amount], seed: [setup.seed], replicas: [setup.replicas], batch: setup.batches };
    for (const [key, values] of Object.entries(counts)) {
      const wrong = values.find((value) => !(value >= 0 && value <= MOST_COUNTED && Number.isInteger(value)));
      if (wrong !== undefined) return parseBatchLink(`lab=batch&data=${setup.data}&${key}=${wrong}&v=1`).warnings;
    }
    return checkBatchSetup(setup, this.own?.rows);
  }

  /** Takes over a sound setup; its runs are computed from the start, the shown position stays as far as there is one. */
  change(part: Partial<BatchSetup>, entry: Entry = 'replace'): void {
    const share = this.#follows || this.length === 0 ? undefined : this.step / this.length;
    if (part.unit !== undefined && part.unit !== this.setup.unit) this.axis = part.unit;
    this.setup = { ...this.setup, ...part };
    this.selected = Math.min(this.selected, this.contenders.length - 1);
    this.#compute(share);
    this.#tell('setup', entry);
  }

  /**
   * Gives a parameter another value from the shown position on: what was before stays. A change at the same position is
   * replaced by the new one, and so is the one that the same hand made a moment ago, as a slider under way does while the
   * runs play; at the start the parameter itself is set.
   */
  changeHere(run: number, param: number, value: number): Complaint | undefined {
    const id = this.rule(run).params[param]!.id;
    const isSameMove = this.#hand.run === run && this.#hand.param === param && performance.now() - this.#hand.time < SAME_MOVE_MS;
    const at = isSameMove ? this.#hand.at : this.step;
    this.#hand = { run, param, at, time: performance.now() };
    if (at === 0) {
      const runs = this.setup.runs.map((runner, index) =>
        index === run ? { ...runner, params: runner.params.with(param, value) } : runner,
      );
      return this.#enter({ runs });
    }
    const others = this.setup.changes.filter((change) => !(change.at === at && change.run === run && change.param === id));
    const changes = [...others, { at, run, param: id, value }].sort((a, b) => a.at - b.at);
    return this.#enter({ changes }, this.step);
  }

  #enter(part: Partial<BatchSetup>, at?: number): Complaint | undefined {
    const [complaint] = this.check({ ...this.setup, ...part });
    if (complaint !== undefined) return complaint;
    const wasPlaying = this.isPlaying;
    this.change(part);
    if (at !== undefined && !wasPlaying && !this.#follows) this.seek(at);
    return undefined;
  }

  /** The value of a parameter at the shown position. */
  valueHere(run: number, param: number): number {
    const id = this.rule(run).params[param]!.id;
    const made = this.setup.changes.filter((change) => change.run === run && change.param === id && change.at <= this.step);
    return made.at(-1)?.value ?? this.setup.runs[run]!.params[param]!;
  }

  /** Takes over another setup, shown from its newest position. */
  begin(setup: BatchSetup, entry: Entry): void {
    this.pause();
    this.selected = 0;
    this.#follows = true;
    this.axis = setup.unit;
    this.change({ ...setup, view: setup.view }, entry);
  }

  open(text: string, entry: Entry): void {
    const parsed = parseBatchLink(text);
    this.warn(parsed.warnings);
    if (parsed.lab !== 'batch' || parsed.isRefused) return;
    this.#isFromLink = true;
    this.begin(parsed.setup, entry);
  }

  /** Goes to the visitor's own data, or asks for it. */
  beginOwn(): void {
    this.#isFromLink = false;
    const setup = parseBatchLink(OWN).setup;
    this.begin(this.own === undefined ? setup : fitted(setup, this.own), 'push');
  }

  /**
   * Takes over the visitor's own data, which stays in this page. What a link said of the experiment still counts, as far as
   * it fits the table. Throws if nothing can be learned from it; then everything stays as it was.
   */
  bring(table: CsvTable): void {
    const setup = fitted(this.setup.data === 'own' ? this.setup : parseBatchLink(OWN).setup, table);
    new Comparison(setup, table.copy()).free();
    this.#tables.own = table;
    this.#tell('data');
    this.begin(setup, 'replace');
  }

  warn(warnings: readonly Complaint[]): void {
    this.warnings = warnings;
    this.#tell('warnings');
  }

  select(contender: number): void {
    this.selected = contender;
    this.#tell('selection');
  }

  count(axis: Axis): void {
    this.axis = axis;
    this.#tell('selection');
  }

  override seek(step: number): void {
    super.seek(step);
    this.#follows = this.step >= this.ready && !this.isPlaying;
  }

  /** Makes the runs of the setup; a first part at once, the rest frame by frame. */
  #compute(share?: number): void {
    this.#hold();
    this.#left = undefined;
    const { setup } = this;
    const table = setup.data === 'own' ? this.#tables.own : setup.data === 'diabetes' ? this.#tables.diabetes : undefined;
    this.comparison?.free();
    this.comparison = undefined;
    if (setup.data === 'own' && table === undefined) {
      this.step = 0;
      return;
    }
    this.comparison = new Comparison(setup, table?.copy());
    const isLeft = this.#work(FIRST_MS);
    this.step = share === undefined ? this.ready : Math.min(this.ready, Math.round(share * this.length));
    if (isLeft) this.#left = { share, frame: undefined };
    this.#goOn();
  }

  override rest(): void {
    super.rest();
    this.#hold();
  }

  override wake(): void {
    super.wake();
    this.#goOn();
  }

  #hold(): void {
    if (this.#left?.frame === undefined) return;
    cancelAnimationFrame(this.#left.frame);
    this.#left.frame = undefined;
  }

  /** Goes on with what is left, unless nobody sees it. */
  #goOn(): void {
    const left = this.#left;
    if (left === undefined || left.frame !== undefined || this.isResting) return;
    const { share } = left;
    left.frame = requestAnimationFrame(() => {
      left.frame = undefined;
      if (!this.#work(FRAME_MS)) {
        this.#left = undefined;
        this.#tell('computed');
      }
      this.#goOn();
      if (this.#follows && !this.isPlaying) this.step = this.ready;
      // The position that was shown comes back when it is there again.
      else if (share !== undefined && !this.isPlaying) this.step = Math.min(this.ready, Math.round(share * this.length));
      this.#tell('ready');
    });
  }

  #work(milliseconds: number): boolean {
    const until = performance.now() + milliseconds;
    while (this.comparison!.work(PIECE)) if (performance.now() >= until) return true;
    return false;
  }

  #tell(change: Change, entry: Entry = 'none'): void {
    this.dispatchEvent(new Event(change));
    if (change === 'setup') this.dispatchEvent(new CustomEvent<Entry>('link', { detail: entry }));
    if (change === 'setup') this.dispatchEvent(new Event('step'));
  }
}

/** An experiment with the visitor's own data. */
const OWN = 'lab=batch&data=own&v=1';

/** An experiment as far as it fits a table: sizes that there are enough samples for, and weights that exist. */
function fitted(asked: BatchSetup, table: CsvTable): BatchSetup {
  const { setup } = fitBatchSetup(asked, table.rows);
  const parameters = table.columns.length - 1;
  const [x, y] = setup.axes;
  return { ...setup, axes: x < parameters && y < parameters ? [x, y] : [0, Math.min(1, parameters - 1)] };
}
