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
function guess(text: string): LabId {
  const named = /(?:^|[#?&])lab=(batch|minima)(?:&|$)/.exec(text)?.[1];
  return (named as LabId | undefined) ?? 'race';
}

/** Says `lab` when another lab is open, `link` (with an `Entry`) when the link has changed, `failure` (with its kind). */
export class App extends EventTarget {
  readonly #labs = new Map<LabId, Lab>();
  #current: Lab | undefined;
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

  /** Takes over a link, in the lab that it is for; one that names none is told to the open lab. */
  async open(text: string, entry: Entry): Promise<void> {
    const head = (await this.#sourceOf(this.lab.id))?.head(text);
    const id = head?.lab ?? this.lab.id;
    if (head !== undefined) this.presentation = head.presentation;
    const known = this.#labs.get(id);
    if (known !== undefined) {
      known.session.open(text, known === this.#current ? entry : 'none');
      if (known !== this.#current) this.#show(known, entry);
      return;
    }
    const source = await this.#sourceOf(id);
    if (source === undefined) return;
    const lab = source.begin(text);
    lab.session.warn(source.head(text).warnings);
    this.#show(lab, entry);
  }

  /** Goes to a lab as it was left, or as it opens. */
  async go(id: LabId): Promise<void> {
    const lab = this.#labs.get(id) ?? (await this.#sourceOf(id))?.begin(undefined);
    if (lab !== undefined) this.#show(lab, 'push');
  }

  async #sourceOf(id: LabId): Promise<LabSource | undefined> {
    const source = await loaded(id);
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
