/** One race as it stands on the page: setup, computed race, scrub position, playback. */
import { AROUND_WORDS } from './elements/words/index.ts';
import type { ScheduleId } from './elements/words/index.ts';
import { Cloud, Race, checkExpression, checkSetup, parseLink, printLink } from './engine.ts';
import type { Catalog, Complaint, Look, Setup } from './engine.ts';
import type { Entry, LabSession } from './lab.ts';
import type { Numbers } from './picture.ts';
import { Playback } from './playback.ts';
import type { Language } from './words/index.ts';

/** What changed: the setup (and with it the race), the shown step, playback, the selected runner, what is looked at, the cloud, the formula that is typed, or the warnings. */
type Change = 'race' | 'step' | 'playing' | 'selection' | 'look' | 'cloud' | 'formula' | 'warnings';

/** A loss with what is known of it; a formula's is found in the page. */
export type Known = Catalog['surfaces'][number] & { mathml?: string; lowest?: number };

/** A computed loss is below the lowest known by so much of it, or the lowest known is not the lowest. */
const BELOW = 1e-6;

/** So long nothing must change before a cloud is computed: a hand that drags is faster. */
const PATIENCE_MS = 120;

export class Session extends Playback implements LabSession {
  readonly catalog: Catalog;
  setup: Setup;
  race: Race;
  /** The same race with other noise, as often as is asked for. */
  cloud: Cloud | undefined;
  selected = 0;
  wantsArrows = true;
  warnings: readonly Complaint[] = [];
  /** A formula that cannot be read, typed or of a link: it waits to be mended while another loss is shown. */
  mistyped: string | undefined;
  /** Whether the race is a link's whose formula could not be read: start and view are meant for that formula. */
  awaitsFormula = false;
  #typed: Known | undefined;
  #named: { race: Race; language: Language; names: string[] } | undefined;
  #averaged: { race: Race; runs: readonly number[] } | undefined;
  #computed: { race: Race; least: number } | undefined;
  /** The ready presets by their links, without what is looked at; of two that differ in that alone, the first. */
  #plainLinks: Map<string, Catalog['ready'][number]> | undefined;
  #gathering: ReturnType<typeof setTimeout> | undefined;
  /** The view that the race came with: what showing the whole view goes back to. */
  #home: Setup['view'];

  constructor(catalog: Catalog, setup: Setup) {
    super();
    this.catalog = catalog;
    this.setup = setup;
    this.#home = setup.view;
    this.race = computed(setup);
    this.#gather();
    this.step = setup.steps;
  }

  get isAtHome(): boolean {
    return this.setup.view === this.#home;
  }

  get home(): Setup['view'] {
    return this.#home;
  }

  get length(): number {
    return this.setup.steps;
  }

  /** The loss to reach: the setup's own, or a thousandth above the lowest known; none if there is none. */
  get target(): number | undefined {
    const lowest = this.lowest;
    return this.setup.target ?? (lowest === undefined ? undefined : lowest + 1e-3);
  }

  /** The lowest known loss; none if there is no minimum, or the loss is known to be lower elsewhere, or a runner is. */
  get lowest(): number | undefined {
    const { minima, lowest: found } = this.surface;
    const listed = minima.length > 0 ? Math.min(...minima.map((minimum) => minimum.value)) : undefined;
    const lowest = this.setup.expr === undefined ? listed : found;
    return lowest !== undefined && this.#least() < lowest - BELOW * Math.max(1, Math.abs(lowest)) ? undefined : lowest;
  }

  /** The lowest loss that was computed in this race. */
  #least(): number {
    if (this.#computed?.race !== this.race) {
      let least = Infinity;
      for (const run of this.setup.runs.keys()) {
        for (const loss of this.race.losses(run)) if (loss < least) least = loss;
      }
      this.#computed = { race: this.race, least };
    }
    return this.#computed.least;
  }

  /** What is known of the loss: a surface of the catalogue, or what was found out about a formula. */
  get surface(): Known {
    const { expr } = this.setup;
    if (expr !== undefined) return this.#typed?.name === expr ? this.#typed : (this.#typed = known(expr));
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
  namesIn(language: Language): string[] {
    if (this.#named?.race !== this.race || this.#named.language !== language) {
      const { schedules } = AROUND_WORDS[language];
      this.#named = { race: this.race, language, names: this.race.names(this.catalog.schedules.map(({ id }) => schedules[id as ScheduleId])) };
    }
    return this.#named.names;
  }

  /** The runners whose rule averages its iterates, and has begun to before the end. */
  get averaged(): readonly number[] {
    if (this.#averaged?.race !== this.race) this.#averaged = { race: this.race, runs: [...this.race.averaged()] };
    return this.#averaged.runs;
  }

  get link(): string {
    return printLink(this.setup);
  }

  /** The ready preset that this race is, however closely it is looked at. */
  get readyPreset(): Catalog['ready'][number] | undefined {
    this.#plainLinks ??= new Map(this.catalog.ready.toReversed().map((preset) => [plain(preset.link), preset]));
    return this.#plainLinks.get(plain(this.link));
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

  /** How many gradients every runner had taken by each of its steps. */
  get costs(): ArrayLike<number>[] {
    return this.setup.runs.map((_, run) => this.race.costs(run));
  }

  get numbers(): Numbers {
    return { columns: ['run', 'step', 'x', 'y', 'loss'], rows: this.rows() };
  }

  /** What is wrong with a setup that somebody would like to have. */
  check(setup: Setup): Complaint[] {
    // Steps cross the border as a count, which not every whole number is; a link says what is wrong with any text.
    if (setup.steps < 0 || setup.steps > this.catalog.limits.maxSteps) return parseLink(`steps=${setup.steps}`).warnings;
    return checkSetup({ ...setup, look: fitting(setup, this.catalog) });
  }

  /**
   * Takes over a sound setup and computes its race at once. A shown end stays the end; any other step is kept.
   */
  change(part: Partial<Setup>, entry: Entry = 'replace'): void {
    const setup = { ...this.setup, ...part };
    // A runner that is gone takes with it what was said of it.
    const { runner } = setup.look;
    if (runner !== undefined && runner >= Math.max(1, setup.runs.length)) setup.look = { ...setup.look, runner: undefined };
    // Another loss is seen from its own best side.
    if (part.look === undefined && (setup.f !== this.setup.f || setup.expr !== this.setup.expr)) setup.look = { ...setup.look, eye: undefined };
    setup.look = fitting(setup, this.catalog);
    const race = computed(setup);
    const wasAtEnd = this.step >= this.setup.steps;
    this.race.free();
    this.race = race;
    this.setup = setup;
    this.#gather();
    this.selected = Math.max(0, Math.min(this.selected, setup.runs.length - 1));
    this.step = wasAtEnd && !this.isPlaying ? setup.steps : Math.min(this.step, setup.steps);
    this.#tell('race', entry);
  }

  /** Shows another part of the surface; nothing is computed anew. */
  look(view: Setup['view']): void {
    this.setup = { ...this.setup, view };
    this.#tell('race', 'replace');
  }

  /** Looks at something else more closely; nothing is computed anew. */
  lookCloser(part: Partial<Look>): void {
    const setup = { ...this.setup, look: { ...this.setup.look, ...part } };
    this.setup = { ...setup, look: fitting(setup, this.catalog) };
    this.#tell('look');
    this.dispatchEvent(new CustomEvent<Entry>('link', { detail: 'replace' }));
  }

  /** The runner that the panels are about: 0 if there is none at all. */
  get inspected(): number {
    return Math.min(this.setup.look.runner ?? 0, Math.max(0, this.setup.runs.length - 1));
  }

  /** Back to the view that the race came with. */
  lookHome(): void {
    this.look(this.#home);
  }

  /** Takes over another race, with its own view; it is shown whole, at its end. A formula that waits to be mended was about the one before. */
  begin(setup: Setup, entry: Entry, home = setup.view): void {
    this.pause();
    this.mistype(undefined);
    this.awaitsFormula = false;
    this.#home = home;
    this.selected = 0;
    this.step = this.setup.steps;
    this.change({ ...setup, expr: setup.expr, view: setup.view, target: setup.target }, entry);
  }

  /** Takes over a whole link: setup and warnings. A link that names no lab leaves the race as it is. */
  open(text: string, entry: Entry): void {
    const parsed = parseLink(text);
    if (parsed.lab === 'race' && !parsed.isRefused) this.begin(parsed.setup, entry);
    this.warn(parsed.warnings);
  }

  /** Adds a twin after a runner, with the same changes on the way, and selects it. */
  duplicate(run: number): void {
    const { runs, changes } = this.setup;
    const twin = { ...runs[run]!, params: [...runs[run]!.params] };
    const moved = changes.flatMap((change) => {
      if (change.run < run) return [change];
      return change.run === run ? [change, { ...change, run: run + 1 }] : [{ ...change, run: change.run + 1 }];
    });
    const { maxChanges } = this.catalog.limits;
    this.change({ runs: [...runs.slice(0, run + 1), twin, ...runs.slice(run + 1)], changes: moved.slice(0, maxChanges) });
    this.select(run + 1);
  }

  /** Takes a runner out, and what was to change of it. */
  remove(run: number): void {
    const { runs, changes, look } = this.setup;
    const left = changes.filter((change) => change.run !== run);
    const { runner } = look;
    this.change({
      runs: runs.filter((_, at) => at !== run),
      changes: left.map((change) => (change.run > run ? { ...change, run: change.run - 1 } : change)),
      look: runner !== undefined && runner > run ? { ...look, runner: runner - 1 } : look,
    });
  }

  /** Shows what was wrong with a link; its formula, if that cannot be read, is there to be mended. */
  warn(warnings: readonly Complaint[]): void {
    this.warnings = warnings;
    const refused = warnings.find(({ formula }) => formula !== undefined);
    if (refused !== undefined) {
      this.awaitsFormula = true;
      this.mistype(refused.formula);
    }
    this.#tell('warnings');
  }

  mistype(text: string | undefined): void {
    this.mistyped = text;
    this.#tell('formula');
  }

  /** Whether the map shows the update that the inspected rule made last: at the start there is none. */
  get hasArrows(): boolean {
    return this.wantsArrows && this.step > 0 && this.setup.look.panel === 'inside' && this.setup.runs.length > 0;
  }

  /** Shows the arrows of the rule that is looked into, or takes them off the map. */
  showArrows(wanted: boolean): void {
    this.wantsArrows = wanted;
    this.#tell('look');
  }

  /** Opens a runner's parameters, and has the open panel be about it. */
  select(run: number): void {
    this.selected = run;
    this.#tell('selection');
    if (run >= 0 && run !== this.inspected && this.setup.look.panel !== undefined) this.lookCloser({ runner: run });
  }

  /** The cloud comes after the race itself, and of changes that follow each other quickly only for the last. */
  #gather(): void {
    clearTimeout(this.#gathering);
    this.cloud?.free();
    this.cloud = undefined;
    const { setup } = this;
    if (!hasCloud(setup)) return;
    this.#gathering = setTimeout(() => {
      this.cloud = gathered(setup);
      this.#tell('cloud');
    }, PATIENCE_MS);
  }

  override dispose(): void {
    super.dispose();
    clearTimeout(this.#gathering);
  }

  #tell(change: Change, entry: Entry = 'none'): void {
    this.dispatchEvent(new Event(change));
    if (change === 'race') this.dispatchEvent(new CustomEvent<Entry>('link', { detail: entry }));
  }
}

/** What is looked at, with two parameters that the inspected runner has in place of those that it has not; none if it has fewer. */
function fitting({ runs, look }: Setup, { rules }: Catalog): Look {
  if (look.sweep === undefined) return look;
  const { rule } = runs[look.runner ?? 0] ?? {};
  const ids = rules.find(({ id }) => id === rule)?.params.map(({ id }) => id) ?? [];
  const [across, up] = look.sweep.map((id) => ids.indexOf(id)) as [number, number];
  if (ids.length < 2) return { ...look, sweep: undefined };
  const first = Math.max(0, across);
  const second = up >= 0 && up !== first ? up : first === 0 ? 1 : 0;
  return first === across && second === up ? look : { ...look, sweep: [ids[first]!, ids[second]!] };
}

/** A canonical link without what is looked at. */
function plain(link: string): string {
  return link.replaceAll(/&(?:show|runner|point|sweep|each|eye|height|per)=[^&]*/g, '');
}

/** What is known of a formula that can be read. */
function known(expr: string): Known {
  const { loss } = checkExpression(expr);
  return { id: 'typed', name: expr, source: '', ...loss! };
}

function hasCloud({ noise, seeds }: Setup): boolean {
  return noise > 0 && seeds > 1;
}

/** The same race with the noise of all other seeds, run to its end; undefined where there is none to draw. */
export function gathered(setup: Setup): Cloud | undefined {
  return hasCloud(setup) ? new Cloud(setup) : undefined;
}

/** A race, run to its end. */
export function computed(setup: Setup): Race {
  const race = new Race(setup);
  race.step(setup.steps);
  return race;
}
