/** Redraws an element when the session changes in a way that the element shows. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & { readonly isConnected: boolean; session: EventTarget };

export class SessionController implements ReactiveController {
  readonly #host: Host;
  readonly #changes: readonly string[];
  readonly #redraw = (): void => this.#host.requestUpdate();
  #session: EventTarget | undefined;

  constructor(host: Host, ...changes: string[]) {
    this.#host = host;
    this.#changes = changes;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    // An element that was taken away may still update once: it would be held by the session for ever.
    if (!this.#host.isConnected) return;
    if (this.#session === this.#host.session) return;
    this.hostDisconnected();
    this.#session = this.#host.session;
    for (const change of this.#changes) this.#session.addEventListener(change, this.#redraw);
  }

  hostDisconnected(): void {
    for (const change of this.#changes) this.#session?.removeEventListener(change, this.#redraw);
    this.#session = undefined;
  }
}
