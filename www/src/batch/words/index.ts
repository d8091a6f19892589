/** The Batch lab's words: one typed table a language, both complete by construction. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { BatchWords } from './table.ts';

export type { BatchWords } from './table.ts';

export const BATCH_WORDS: Readonly<Record<Language, BatchWords>> = { en, ko };
