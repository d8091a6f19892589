/** What the Batch lab's elements share: its session, its words beside the page's, and patience while runs move. */
import { PageElement } from '../../elements/element.ts';
import type { BatchSession } from '../session.ts';
import { BATCH_WORDS } from '../words/index.ts';
import type { BatchWords } from '../words/index.ts';

export class BatchElement extends PageElement<BatchSession> {
  #last = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected get say(): BatchWords {
    return BATCH_WORDS[this.preferences.language];
  }

  /** Milliseconds between two updates while runs play or are computed: what takes longer to find out than a frame should. */
  protected get calm(): number {
    return 0;
  }

  /** What is put off is done later; what is no matter of the runs, as another language, is done at once. */
  protected override shouldUpdate(changed: Map<string, unknown>): boolean {
    const { session } = this;
    const wait = this.#last + this.calm - performance.now();
    if (changed.size === 0 && wait > 0 && (session.isPlaying || session.isComputing)) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.requestUpdate();
      }, wait);
      return false;
    }
    this.#last = performance.now();
    return true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
