/** The words of the surveys: one typed table a language, both complete by construction. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { SurveyWords } from './table.ts';

export type { SurveyWords } from './table.ts';

export const SURVEY_WORDS: Readonly<Record<Language, SurveyWords>> = { en, ko };
