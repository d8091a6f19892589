/** The Minima lab's words by language. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';

/** What the lab says, wherever it says it. */
export type MinimaWords = typeof en;

export const MINIMA_WORDS: Readonly<Record<Language, MinimaWords>> = { en, ko };
