/** What is said around the panels below a race, in every language. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { CloserWords } from './table.ts';

export const CLOSER_WORDS: Readonly<Record<Language, CloserWords>> = { en, ko };
