/** One race as it stands on the page: setup, computed race, scrub position, playback. */
import { Race, checkSetup, parseLink, printLink } from './engine.ts';
import type { Catalog, Complaint, Setup } from './engine.ts';
import type { Entry, LabSession } from './lab.ts';
import type { Numbers } from './picture.ts';
import { Playback } from './playback.ts';

/** What changed: the setup (and with it the race), the shown step, playback, the selected runner, or the warnings. */
type Change = 'race' | 'step' | 'playing' | 'selection' | 'warnings';

export class Session extends Playback implements LabSession {
  readonly catalog: Catalog;
  setup: Setup;
  race: Race;
  selected = 0;
  warnings: readonly Complaint[] = [];
  /** The view that the race came with: what showing the whole view goes back to. */
  #home: Setup['view'];

  constructor(catalog: Catalog, setup: Setup) {
    super();
    this.catalog = catalog;
    this.setup = setup;
    this.#home = setup.view;
    this.race = computed(setup);
    this.step = setup.steps;
  }

  get isAtHome(): boolean {
    return this.setup.view === this.#home;
  }

  get length(): number {
    return this.setup.steps;
  }

  /** The loss to reach: the setup's own, or a thousandth above the surface's lowest known; none if it has no minimum. */
  get target(): number | undefined {
    const lowest = this.lowest;
    return this.setup.target ?? (lowest === undefined ? undefined : lowest + 1e-3);
  }

  /** The lowest known loss of the surface. */
  get lowest(): number | undefined {
    const values = this.surface.minima.map((minimum) => minimum.value);
    return values.length > 0 ? Math.min(...values) : undefined;
  }

  get surface(): Catalog['surfaces'][number] {
    return this.catalog.surfaces.find((surface) => surface.id === this.setup.f)!;
  }

  get view(): [number, number, number, number] {
    return this.setup.view ?? this.surface.view;
  }

  rule(run: number): Catalog['rules'][number] {
    const id = this.setup.runs[run]!.rule;
    return this.catalog.rules.find((rule) => rule.id === id)!;
  }

  /** Each runner's name: its rule's, with what tells it from others of the same rule. */
  get names(): string[] {
    return this.race.names();
  }

  get link(): string {
    return printLink(this.setup);
  }

  /** The rows of the command line's CSV from `first` (counted from 0, run by run) to `last`, which is left out. */
  rows(first = 0, last = Infinity): number[][] {
    const rows: number[][] = [];
    let before = 0;
    for (const run of this.setup.runs.keys()) {
      const losses = this.race.losses(run);
      const positions = this.race.positions(run);
      for (let step = Math.max(0, first - before); step < Math.min(losses.length, last - before); step += 1) {
        rows.push([run + 1, step, positions[2 * step]!, positions[2 * step + 1]!, losses[step]!]);
      }
      before += losses.length;
    }
    return rows;
  }

  get numbers(): Numbers {
    return { columns: ['run', 'step', 'x', 'y', 'loss'], rows: this.rows() };
  }

  /** What is wrong with a setup that somebody would like to have. */
  check(setup: Setup): Complaint[] {
    // Steps cross the border as a count, which not every whole number is; a link says what is wrong with any text.
    if (setup.steps < 0 || setup.steps > this.catalog.limits.maxSteps) return parseLink(`steps=${setup.steps}`).warnings;
    return checkSetup(setup);
  }

  /**
   * Takes over a sound setup and computes its race at once. A shown end stays the end; any other step is kept.
   */
  change(part: Partial<Setup>, entry: Entry = 'replace'): void {
    const setup = { ...this.setup, ...part };
    const race = computed(setup);
    const wasAtEnd = this.step >= this.setup.steps;
    this.race.free();
    this.race = race;
    this.setup = setup;
    this.selected = Math.max(0, Math.min(this.selected, setup.runs.length - 1));
    this.step = wasAtEnd && !this.isPlaying ? setup.steps : Math.min(this.step, setup.steps);
    this.#tell('race', entry);
  }

  /** Shows another part of the surface; nothing is computed anew. */
  look(view: Setup['view']): void {
    this.setup = { ...this.setup, view };
    this.#tell('race', 'replace');
  }

  /** Back to the view that the race came with. */
  lookHome(): void {
    this.look(this.#home);
  }

  /** Takes over another race, with its own view; it is shown whole, at its end. */
  begin(setup: Setup, entry: Entry): void {
    this.pause();
    this.#home = setup.view;
    this.selected = 0;
    this.step = this.setup.steps;
    this.change({ ...setup, view: setup.view, target: setup.target }, entry);
  }

  /** Takes over a whole link: setup and warnings. A link that names no lab leaves the race as it is. */
  open(text: string, entry: Entry): void {
    const parsed = parseLink(text);
    this.warn(parsed.warnings);
    if (parsed.lab === 'race' && !parsed.isRefused) this.begin(parsed.setup, entry);
  }

  warn(warnings: readonly Complaint[]): void {
    this.warnings = warnings;
    this.#tell('warnings');
  }

  select(run: number): void {
    this.selected = run;
    this.#tell('selection');
  }

  #tell(change: Change, entry: Entry = 'none'): void {
    this.dispatchEvent(new Event(change));
    if (change === 'race') this.dispatchEvent(new CustomEvent<Entry>('link', { detail: entry }));
  }
}

/** A race, run to its end. */
export function computed(setup: Setup): Race {
  const race = new Race(setup);
  race.step(setup.steps);
  return race;
}
