/** An element that is patient while its session is busy: what takes longer than a frame is not shown at every frame. */
import { PageElement } from './element.ts';

interface Busy {
  readonly isBusy: boolean;
}

export class CalmElement<S extends Busy> extends PageElement<S> {
  #last = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Milliseconds between two updates while the session is busy. */
  protected get calm(): number {
    return 0;
  }

  /** What is put off is done later; what is no matter of the session, as another language, is done at once. */
  protected override shouldUpdate(changed: Map<string, unknown>): boolean {
    const wait = this.#last + this.calm - performance.now();
    if (changed.size === 0 && wait > 0 && this.session.isBusy) {
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
