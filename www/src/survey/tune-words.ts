/** What the button that tunes fetches when it is pressed: the search, and its words. */
export { findings, takeAll, tune } from './tuning.ts';
export { SURVEY_WORDS } from './words/index.ts';
