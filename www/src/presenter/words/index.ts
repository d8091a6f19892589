/** The words of a talk, by language. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';

/** What presenter mode says. */
export type PresenterWords = typeof en;

export const PRESENTER_WORDS: Readonly<Record<Language, PresenterWords>> = { en, ko };
