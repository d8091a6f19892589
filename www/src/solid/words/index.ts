/** The words of blocks: one typed table a language, both complete by construction. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { SolidWords } from './table.ts';

export type { SolidWords } from './table.ts';

export const SOLID_WORDS: Readonly<Record<Language, SolidWords>> = { en, ko };
