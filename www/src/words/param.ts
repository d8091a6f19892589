/** What a parameter of a rule is called: by its own name, or by what this rule means by that name. */
import type { ParamId, Words } from './table.ts';

export function paramWord(words: Words, rule: string, param: string): string {
  return words.params[`${rule}.${param}` as ParamId] ?? words.params[param as ParamId];
}
