/**
 * Tells an element how large the place of its picture is, and again when that changes.
 *
 * An element that was taken away may still update once, by what it waited for. It has no place then, or it would make a
 * picture that nobody frees.
 */
import type { LitElement, ReactiveController } from 'lit';

import type { Size } from '../canvas-size.ts';

export class StageSize implements ReactiveController {
  /** Undefined until the place is known, and while there is none. */
  size: Size | undefined;
  readonly #host: LitElement;
  readonly #selector: string;
  #observed: Element | undefined;
  readonly #resize = new ResizeObserver(([entry]) => {
    const { width, height } = entry!.contentRect;
    if (width <= 0 || height <= 0) return;
    this.size = { width: Math.round(width), height: Math.round(height) };
    this.#host.requestUpdate();
  });

  /** Follows the first element within `host` that the selector finds. */
  constructor(host: LitElement, selector: string) {
    this.#host = host;
    this.#selector = selector;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    if (!this.#host.isConnected) return;
    const stage = this.#host.querySelector(this.#selector) ?? undefined;
    if (stage === this.#observed) return;
    this.#resize.disconnect();
    if (stage !== undefined) this.#resize.observe(stage);
    this.#observed = stage;
  }

  hostDisconnected(): void {
    this.#resize.disconnect();
    this.#observed = undefined;
    this.size = undefined;
  }
}
