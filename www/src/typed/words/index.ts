/** The words of typing a loss: one typed table a language, both complete by construction. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { TypedWords } from './table.ts';

export type { TypedWords } from './table.ts';

export const TYPED_WORDS: Readonly<Record<Language, TypedWords>> = { en, ko };
