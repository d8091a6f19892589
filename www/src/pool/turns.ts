/** Turns of the event loop, by messages to oneself: timers would wait 4 ms each, and promises let nothing in between. */
export class Turns {
  readonly #channel = new MessageChannel();
  #wake: (() => void) | undefined;

  constructor() {
    this.#channel.port1.onmessage = () => this.#wake?.();
  }

  /** The next turn, after the messages and events that wait already. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#channel.port2.postMessage(undefined);
    });
  }

  close(): void {
    this.#channel.port1.close();
  }
}
