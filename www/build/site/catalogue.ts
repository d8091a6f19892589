/** The ready presets as the static pages show them: the core's catalogue, with the words for it in both languages. */
import { readFile } from 'node:fs/promises';

import { BATCH_WORDS } from '../../src/batch/words/index.ts';
import { GALLERY_WORDS } from '../../src/gallery/words/index.ts';
import type { TagId } from '../../src/gallery/words/table.ts';
import type { LabId } from '../../src/lab.ts';
import { MINIMA_WORDS } from '../../src/minima/words/index.ts';
import { LANGUAGES } from '../../src/words/index.ts';
import type { Language } from '../../src/words/index.ts';
import type { Lesson } from '../../src/words/table.ts';

/** What `downhill list --format json` says that concerns us. */
interface Catalogue {
  rules: { id: string; name: string }[];
  presets: { id: string; lab: LabId; link: string; tags: TagId[] }[];
}

/** A ready preset, in words. */
export interface Ready {
  id: string;
  lab: LabId;
  link: string;
  tags: readonly TagId[];
  lesson: Readonly<Record<Language, Lesson>>;
  /** Everything that a search may find it by, in every language at once. */
  found: string;
}

/** Every ready preset, in the order of the catalogue; one without words fails the build. */
export async function readyPresets(path: string): Promise<Ready[]> {
  const { rules, presets } = JSON.parse(await readFile(path, 'utf8')) as Catalogue;
  return presets.map(({ id, lab, link, tags }) => {
    const lesson = { en: lessonOf('en', lab, id), ko: lessonOf('ko', lab, id) };
    const pairs = new URLSearchParams(link);
    const names = pairs.getAll('run').map((run) => rules.find((rule) => rule.id === run.split(',')[0])?.name ?? '');
    const words = (Object.keys(LANGUAGES) as Language[]).flatMap((language) => [
      lesson[language].title,
      lesson[language].sentence,
      LANGUAGES[language].words.labNames[lab],
      ...tags.map((tag) => GALLERY_WORDS[language].tags[tag]),
      ...places(language, pairs),
    ]);
    return { id, lab, link, tags, lesson, found: [id, ...names, ...words].join(' ').normalize('NFC').toLowerCase() };
  });
}

function lessonOf(language: Language, lab: LabId, id: string): Lesson {
  const tables: Record<LabId, Readonly<Record<string, Lesson>>> = {
    race: LANGUAGES[language].words.ready,
    batch: BATCH_WORDS[language].ready,
    minima: GALLERY_WORDS[language].minima,
  };
  const lesson = tables[lab][id];
  if (lesson === undefined) throw new Error(`the ready preset ${id} has no words in ${LANGUAGES[language].name}`);
  return lesson;
}

/** What the surface, the data set and the question of a link are called. */
function places(language: Language, link: URLSearchParams): string[] {
  const titles = (table: Readonly<Record<string, { title: string }>>, key: string): string => table[link.get(key) ?? '']?.title ?? '';
  return [
    titles(LANGUAGES[language].words.surfaces, 'f'),
    titles(BATCH_WORDS[language].data, 'data'),
    titles(MINIMA_WORDS[language].question, 'experiment'),
  ];
}

/** A link for readers of a language; English is left to the reader's own choice, as the link is everybody's. */
export function linkIn(language: Language, link: string): string {
  return language === 'en' ? link : link.replace(/&v=1$/, `&lang=${language}&v=1`);
}

/** The same for a frame, which leaves out what the page around it says. */
export function frameLinkIn(language: Language, link: string, hidden: string): string {
  return linkIn(language, link).replace(/&v=1$/, `&hide=${hidden}&v=1`);
}
