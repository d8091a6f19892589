/** The page's own words, so that a renamed button is looked for under its new name. */
import { en } from '../../www/src/words/en.ts';
import { ko } from '../../www/src/words/ko.ts';
import type { Words } from '../../www/src/words/table.ts';

export { en, ko };
export type { Words };

/** Matches what a template of words says, whatever is filled in. */
export function anyOf(template: (...filled: string[]) => string): RegExp {
  const hole = '\u0000';
  const pieces = template(hole, hole, hole, hole).split(hole);
  return new RegExp(`^${pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);
}
