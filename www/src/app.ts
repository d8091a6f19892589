/** The labs of one page: which is open, how another is opened, and the link of what is shown. */
import type { Presentation } from './engine.ts';
import type { Entry, Lab, LabId, LabSession, LabSource, LinkHead } from './lab.ts';

/** How each lab is found; all but the first one's code is fetched when it is opened. */
const SOURCES: Readonly<Record<LabId, () => Promise<LabSource>>> = {
  race: async () => (await import('./race-lab.ts')).raceLab,
  batch: async () => (await import('./batch/lab.ts')).batchLab,
  minima: async () => (await import('./minima/lab.ts')).minimaLab,
};

/** Why a lab cannot be shown. */
export type Failure = 'unsupported' | 'loadFailed';

/** The lab that a link is most likely about, before anything that could read it is loaded. */
export function guess(text: string): LabId {
  const named = /(?:^|[#?&])lab=(batch|minima)(?:&|$)/.exec(text)?.[1];
  return (named as LabId | undefined) ?? 'race';
}

/** Says `lab` when another lab is open, `link` (with an `Entry`) when the link has changed, `failure` (with its kind). */
export class App extends EventTarget {
  readonly #labs = new Map<LabId, Lab>();
  #current: Lab | undefined;
  /** Counts what was asked for: only what was asked last is shown. */
  #turn = 0;
  #isResting = false;
  /** How the link that was opened last wants to be shown. */
  presentation!: Presentation;

  get lab(): Lab {
    return this.#current!;
  }

  get session(): LabSession {
    return this.lab.session;
  }

  get link(): string {
    return this.session.link;
  }

  /** Opens what an address asks for, or the race; gives what its link says, or why nothing can be shown. */
  async start(text: string, isLink: boolean): Promise<LinkHead | Failure> {
    let id = guess(text);
    for (;;) {
      const source = await loaded(id);
      if (typeof source === 'string') return source;
      const head = source.head(text);
      const wanted = isLink && !head.isRefused ? head.lab : undefined;
      if (wanted !== undefined && wanted !== id) {
        id = wanted;
        continue;
      }
      this.presentation = head.presentation;
      const lab = source.begin(wanted === undefined ? undefined : text);
      if (isLink) lab.session.warn(head.warnings);
      this.#enter(lab);
      return head;
    }
  }

  /** What a link says, by the open lab; undefined if that cannot be asked. */
  async head(text: string): Promise<LinkHead | undefined> {
    const source = await loaded(this.lab.id);
    return typeof source === 'string' ? undefined : source.head(text);
  }

  /** Takes over a link, in the lab that it is for; one that names none is told to the open lab. */
  async open(text: string, entry: Entry): Promise<void> {
    const turn = ++this.#turn;
    const head = (await this.#sourceOf(this.lab.id, turn))?.head(text);
    if (head === undefined) return;
    const id = head.lab ?? this.lab.id;
    this.presentation = head.presentation;
    const known = this.#labs.get(id);
    if (known !== undefined) {
      known.session.open(text, known === this.#current ? entry : 'none');
      if (known !== this.#current) this.#show(known, entry);
      return;
    }
    const source = await this.#sourceOf(id, turn);
    if (source === undefined) return;
    const lab = source.begin(text);
    lab.session.warn(source.head(text).warnings);
    this.#show(lab, entry);
  }

  /** Goes to a lab as it was left, or as it opens. */
  async go(id: LabId): Promise<void> {
    const turn = ++this.#turn;
    const lab = this.#labs.get(id) ?? (await this.#sourceOf(id, turn))?.begin(undefined);
    if (lab !== undefined) this.#show(lab, 'push');
  }

  /** Nobody sees any lab: what is open, what was left, and what is begun meanwhile rest until `wake`. */
  rest(): void {
    this.#isResting = true;
    for (const { session } of this.#labs.values()) session.rest();
  }

  wake(): void {
    this.#isResting = false;
    for (const { session } of this.#labs.values()) session.wake();
  }

  /** Ends what any lab has under way; nothing that is still loading is shown. */
  dispose(): void {
    this.#turn++;
    for (const { session } of this.#labs.values()) session.dispose();
  }

  /** The way to a lab; undefined if it cannot be had, or if something else was asked for while it loaded. */
  async #sourceOf(id: LabId, turn: number): Promise<LabSource | undefined> {
    const source = await loaded(id);
    if (turn !== this.#turn) return undefined;
    if (typeof source !== 'string') return source;
    this.dispatchEvent(new CustomEvent<Failure>('failure', { detail: source }));
    return undefined;
  }

  #show(lab: Lab, entry: Entry): void {
    this.session.pause();
    this.#enter(lab);
    this.dispatchEvent(new Event('lab'));
    this.dispatchEvent(new CustomEvent<Entry>('link', { detail: entry }));
  }

  #enter(lab: Lab): void {
    if (!this.#labs.has(lab.id)) {
      this.#labs.set(lab.id, lab);
      if (this.#isResting) lab.session.rest();
      lab.session.addEventListener('link', (event) => {
        if (lab === this.#current) this.dispatchEvent(new CustomEvent('link', { detail: (event as CustomEvent).detail }));
      });
    }
    this.#current = lab;
  }
}

async function loaded(id: LabId): Promise<LabSource | Failure> {
  try {
    const source = await SOURCES[id]();
    const failure = await source.load();
    if (failure === undefined) return source;
    return failure === 'unsupported' ? 'unsupported' : 'loadFailed';
  } catch (error) {
    console.error(`Downhill: the lab ${id} did not load.`, error);
    return 'loadFailed';
  }
}
