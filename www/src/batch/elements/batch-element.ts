/** What the Batch lab's elements share: its session, and its words beside the page's. */
import { PageElement } from '../../elements/element.ts';
import type { BatchSession } from '../session.ts';
import { BATCH_WORDS } from '../words/index.ts';
import type { BatchWords } from '../words/index.ts';

export class BatchElement extends PageElement<BatchSession> {
  protected get say(): BatchWords {
    return BATCH_WORDS[this.preferences.language];
  }
}
