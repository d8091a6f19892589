/** What the Minima lab's elements share: its session, and its words beside the page's. */
import { CalmElement } from '../../elements/calm-element.ts';
import type { MinimaSession } from '../session.ts';
import { MINIMA_WORDS } from '../words/index.ts';
import type { MinimaWords } from '../words/index.ts';

export class MinimaElement extends CalmElement<MinimaSession> {
  protected get say(): MinimaWords {
    return MINIMA_WORDS[this.preferences.language];
  }
}
