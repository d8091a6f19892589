/** The page's words: one typed table a language, both complete by construction. */
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { Lesson, SurfaceId, Words } from './table.ts';

export type { Words } from './table.ts';

export type Language = 'en' | 'ko';

/** Every language, under its own name. */
export const LANGUAGES: Readonly<Record<Language, { name: string; words: Words }>> = {
  en: { name: 'English', words: en },
  ko: { name: '한국어', words: ko },
};

/** Title and sentence of a loss: a surface of the catalogue, or a formula. */
export function surfaceLesson({ f, expr }: { f: string; expr?: string | undefined }, words: Words): Lesson {
  return expr === undefined ? words.surfaces[f as SurfaceId] : { title: words.typedLoss, sentence: `f(x, y) = ${expr}.` };
}

/** The language of a visitor who has not chosen one: the first of the browser's that we have. */
export function preferredLanguage(): Language {
  const tags = navigator.languages.map((tag) => tag.toLowerCase().split('-')[0]);
  return tags.find((tag): tag is Language => tag === 'en' || tag === 'ko') ?? 'en';
}
