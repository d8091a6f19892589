/** The words of the panel of derivatives: one typed table a language, both complete by construction. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { DerivativesWords } from './table.ts';

export type { DerivativesWords } from './table.ts';

export const DERIVATIVES_WORDS: Readonly<Record<Language, DerivativesWords>> = { en, ko };
