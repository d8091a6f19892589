/** Redraws an element when the session changes in a way that the element shows. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';


export class SessionController implements ReactiveController {
  readonly #host: ReactiveControllerHost & { session: EventTarget };
  readonly #changes: readonly string[];
  readonly #redraw = (): void => this.#host.requestUpdate();
  #session: EventTarget | undefined;

  constructor(host: ReactiveControllerHost & { session: EventTarget }, ...changes: string[]) {
    this.#host = host;
    this.#changes = changes;
    host.addController(this);
  }

  hostUpdate(): void {
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
