/** The parts of a lab's view that a link may leave out. */
import { nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { Part } from '../engine.ts';
import type { Preferences } from '../preferences.ts';

/** Shows what belongs to a part, unless the part is left out: then it is not even made. */
export function partsOf(preferences: Preferences): (part: Part, content: TemplateResult) => TemplateResult | typeof nothing {
  return (part, content) => (preferences.shows(part) ? content : nothing);
}
