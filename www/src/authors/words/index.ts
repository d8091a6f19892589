/** The words of the page for authors by language. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import type { AuthorsWords } from './en.ts';
import { ko } from './ko.ts';

export type { AuthorsWords };

export const AUTHORS_WORDS: Readonly<Record<Language, AuthorsWords>> = { en, ko };
