/** The ready presets of all labs: what they are called, and their links, which only the labs' cores know. */
import { BATCH_WORDS } from '../batch/words/index.ts';
import type { LoadFailure } from '../core-loading.ts';
import type { Presentation } from '../engine.ts';
import type { LabId } from '../lab.ts';
import { MINIMA_WORDS } from '../minima/words/index.ts';
import { LANGUAGES } from '../words/index.ts';
import type { Language } from '../words/index.ts';

export interface ReadyPreset {
  lab: LabId;
  id: string;
  link: string;
}

const CORES: Readonly<Record<LabId, () => Promise<{ load: () => Promise<LoadFailure | undefined>; core: Core }>>> = {
  race: async () => {
    const engine = await import('../engine.ts');
    return { load: engine.loadEngine, core: { ...engine, presentationOf: (text) => engine.parseLink(text).presentation } };
  },
  batch: async () => {
    const engine = await import('../batch/engine.ts');
    return { load: engine.loadBatchEngine, core: { ...engine, presentationOf: (text) => engine.parseBatchLink(text).presentation } };
  },
  minima: async () => {
    const engine = await import('../minima/engine.ts');
    return { load: engine.loadMinimaEngine, core: { ...engine, presentationOf: (text) => engine.parseMinimaLink(text).presentation } };
  },
};

/** In the order of the header. */
const LABS = Object.keys(CORES) as LabId[];

/** What sharing asks a lab's core. */
export interface Core {
  readCatalog(): { ready: { id: string; link: string }[] };
  linkWith(link: string, presentation: Presentation): string;
  /** How a link, of whichever lab, wants to be shown. */
  presentationOf(text: string): Presentation;
}

/** A lab's core, loaded, unless it is there already; fails if it does not load. */
export async function coreOf(lab: LabId): Promise<Core> {
  const { load, core } = await CORES[lab]();
  if ((await load()) !== undefined) throw new Error(`the core of ${lab} did not load`);
  return core;
}

/** The ready presets of a lab; fails if its core does not load. */
async function presetsOf(lab: LabId): Promise<ReadyPreset[]> {
  return (await coreOf(lab)).readCatalog().ready.map(({ id, link }) => ({ lab, id, link }));
}

/** Every ready preset, lab by lab in the order of the header. */
export async function readyPresets(): Promise<ReadyPreset[]> {
  return (await Promise.all(LABS.map(presetsOf))).flat();
}

/** Ready presets, of as few labs as have all those asked for: each lab's core is a download. `first` is looked through first. */
export async function presetsWith(ids: readonly string[], first: LabId): Promise<ReadyPreset[]> {
  const known: ReadyPreset[] = [];
  for (const lab of new Set([first, ...LABS])) {
    if (ids.every((id) => known.some((preset) => preset.id === id))) break;
    known.push(...(await presetsOf(lab)));
  }
  return known;
}

type Titles = Readonly<Record<string, { title: string }>>;

/** What a ready preset is called. */
export function presetTitle({ lab, id, link }: ReadyPreset, language: Language): string {
  const title = (titles: Titles): string => titles[id]?.title ?? id;
  switch (lab) {
    case 'race':
      return title(LANGUAGES[language].words.ready);
    case 'batch':
      return title(BATCH_WORDS[language].ready);
    case 'minima': {
      // Of a question's answers the title says only what differs.
      const question = questionOf(link, language)?.short;
      return question === undefined ? title(MINIMA_WORDS[language].ready) : `${question} ${title(MINIMA_WORDS[language].ready)}`;
    }
  }
}

/** What a setup is called that is no ready preset: its surface, data, or question. */
export function setupTitle(lab: LabId, link: string, language: Language): string {
  const pairs = new URLSearchParams(link);
  const { words } = LANGUAGES[language];
  const titles: Readonly<Record<LabId, Titles>> = { race: words.surfaces, batch: BATCH_WORDS[language].data, minima: MINIMA_WORDS[language].question };
  const named = { race: 'f', batch: 'data', minima: 'experiment' } as const;
  return titles[lab][pairs.get(named[lab]) ?? '']?.title ?? words.labNames[lab];
}

function questionOf(link: string, language: Language): { short: string } | undefined {
  const questions: Readonly<Record<string, { short: string }>> = MINIMA_WORDS[language].question;
  return questions[new URLSearchParams(link).get('experiment') ?? ''];
}
