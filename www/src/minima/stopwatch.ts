/** How long something took, without the time in which it rested. */
export class Stopwatch {
  #began = 0;
  #rested = 0;
  #restsSince: number | undefined;

  /** Begins anew. */
  start(): void {
    this.#began = performance.now();
    this.#rested = 0;
    if (this.#restsSince !== undefined) this.#restsSince = this.#began;
  }

  rest(): void {
    this.#restsSince ??= performance.now();
  }

  wake(): void {
    if (this.#restsSince !== undefined) this.#rested += performance.now() - this.#restsSince;
    this.#restsSince = undefined;
  }

  get milliseconds(): number {
    return (this.#restsSince ?? performance.now()) - this.#began - this.#rested;
  }
}
