/** What the Batch lab's elements share: its session, and its words beside the page's. */
import { CalmElement } from '../../elements/calm-element.ts';
import type { BatchSession } from '../session.ts';
import { BATCH_WORDS } from '../words/index.ts';
import type { BatchWords } from '../words/index.ts';

export class BatchElement extends CalmElement<BatchSession> {
  protected get say(): BatchWords {
    return BATCH_WORDS[this.preferences.language];
  }
}
