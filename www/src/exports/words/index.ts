/** The words of saving: one typed table a language, both complete by construction. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { ExportWords } from './table.ts';

export type { ExportWords } from './table.ts';

export const EXPORT_WORDS: Readonly<Record<Language, ExportWords>> = { en, ko };
