/** From what a person typed to a sound setup, or to the reason why not. */
import type { Complaint } from './engine.ts';
import { parseNumber } from './format.ts';
import type { Words } from './words/index.ts';

/** A session whose setup may be changed, if it stays sound. */
interface Editable<S> {
  readonly setup: S;
  check(setup: S): Complaint[];
  change(part: Partial<S>): void;
}

/** Takes a typed number over into the setup; returns the reason if it is refused. */
export function enterNumber<S>(
  session: Editable<S>,
  words: Words,
  field: string,
  text: string,
  change: (value: number) => Partial<S>,
  isWhole = false,
): string | undefined {
  const value = parseNumber(text);
  if (value === undefined) return words.notANumber(field, text.trim().slice(0, 40));
  if (isWhole && !Number.isInteger(value)) return words.notAWhole(field, text.trim().slice(0, 40));
  return enter(session, words, change(value));
}

/** Takes a change over if the setup stays sound; returns the reason if not. */
export function enter<S>(session: Editable<S>, words: Words, change: Partial<S>): string | undefined {
  const [complaint] = session.check({ ...session.setup, ...change });
  if (complaint !== undefined) return words.warning(complaint);
  session.change(change);
  return undefined;
}
