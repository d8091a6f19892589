/** One race as it stands on the page: setup, computed race, scrub position, playback. */
import { Race, checkSetup, parseLink, printLink } from './engine.ts';
import type { Catalog, Complaint, Setup } from './engine.ts';

/** What changed: the setup (and with it the race), the shown step, playback, the selected runner, or the warnings. */
export type Change = 'race' | 'step' | 'playing' | 'selection' | 'warnings';

/** How a change of the setup should enter the browser's history. */
export type Entry = 'replace' | 'push' | 'none';

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;

/** At speed 1 a race of up to 600 steps plays at this many steps a second; a longer one takes ten seconds. */
const STEPS_PER_SECOND = 60;
const LONGEST_SECONDS = 10;

export class Session extends EventTarget {
  readonly catalog: Catalog;
  setup: Setup;
  race: Race;
  step: number;
  speed: number = 1;
  selected = 0;
  warnings: readonly Complaint[] = [];
  /** The view that the race came with: what showing the whole view goes back to. */
  #home: Setup['view'];
  #frame: number | undefined;

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

  get isPlaying(): boolean {
    return this.#frame !== undefined;
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
  open(text: string, entry: Entry): boolean {
    const parsed = parseLink(text);
    this.warn(parsed.warnings);
    if (parsed.lab === undefined || parsed.isRefused) return false;
    this.begin(parsed.setup, entry);
    return true;
  }

  warn(warnings: readonly Complaint[]): void {
    this.warnings = warnings;
    this.#tell('warnings');
  }

  select(run: number): void {
    this.selected = run;
    this.#tell('selection');
  }

  seek(step: number): void {
    const to = Math.max(0, Math.min(this.setup.steps, Math.round(step)));
    if (to === this.step) return;
    this.step = to;
    this.#tell('step');
  }

  play(): void {
    if (this.isPlaying) return;
    if (this.step >= this.setup.steps) this.seek(0);
    let last: number | undefined;
    let exactStep = this.step;
    const advance = (now: number): void => {
      const seconds = last === undefined ? 0 : Math.min(0.1, (now - last) / 1000);
      last = now;
      // A scrub while playing goes on from where it was put.
      if (Math.floor(exactStep) !== this.step) exactStep = this.step;
      exactStep += seconds * this.speed * Math.max(STEPS_PER_SECOND, this.setup.steps / LONGEST_SECONDS);
      this.#frame = requestAnimationFrame(advance);
      this.seek(Math.floor(Math.min(exactStep, this.setup.steps)));
      if (this.step >= this.setup.steps) this.pause();
    };
    this.#frame = requestAnimationFrame(advance);
    this.#tell('playing');
  }

  pause(): void {
    if (this.#frame === undefined) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#tell('playing');
  }

  #tell(change: Change, entry: Entry = 'none'): void {
    this.dispatchEvent(new CustomEvent<{ entry: Entry }>(change, { detail: { entry } }));
  }
}

function computed(setup: Setup): Race {
  const race = new Race(setup);
  race.step(setup.steps);
  return race;
}
