/** The words of sharing, by language. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';

/** What the share dialog says. */
export type ShareWords = typeof en;

export const SHARE_WORDS: Readonly<Record<Language, ShareWords>> = { en, ko };
