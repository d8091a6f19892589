/** What is said of what is done around a rule, in every language. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { AroundWords } from './table.ts';

export type { AroundWords, ScheduleId, ScheduleParamId, TransformId } from './table.ts';

export const AROUND_WORDS: Readonly<Record<Language, AroundWords>> = { en, ko };
