/** The panel's words, in every language. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { InsideWords } from './table.ts';

export const INSIDE_WORDS: Record<Language, InsideWords> = { en, ko };
