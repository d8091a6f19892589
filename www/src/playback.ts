/** Playback of something that was, or is being, computed step by step: which step is shown, and playing through them. */

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;

/** At speed 1 up to 600 steps play at this many steps a second; more take ten seconds. */
const STEPS_PER_SECOND = 60;
const LONGEST_SECONDS = 10;

export abstract class Playback extends EventTarget {
  step = 0;
  speed: number = 1;
  #frame: number | undefined;
  #isResting = false;
  #wasPlaying = false;

  /** The last step. */
  abstract get length(): number;

  /** The last step that is computed already. */
  get ready(): number {
    return this.length;
  }

  get isPlaying(): boolean {
    return this.#frame !== undefined;
  }

  seek(step: number): void {
    const to = Math.max(0, Math.min(this.ready, Math.round(step)));
    if (to === this.step) return;
    this.step = to;
    this.dispatchEvent(new Event('step'));
  }

  play(): void {
    if (this.isPlaying) return;
    if (this.#isResting) return void (this.#wasPlaying = true);
    if (this.step >= this.length) this.seek(0);
    let last: number | undefined;
    let exactStep = this.step;
    const advance = (now: number): void => {
      const seconds = last === undefined ? 0 : Math.min(0.1, (now - last) / 1000);
      last = now;
      // A scrub while playing goes on from where it was put.
      if (Math.floor(exactStep) !== this.step) exactStep = this.step;
      exactStep += seconds * this.speed * Math.max(STEPS_PER_SECOND, this.length / LONGEST_SECONDS);
      this.#frame = requestAnimationFrame(advance);
      this.seek(Math.floor(Math.min(exactStep, this.length)));
      if (this.step >= this.length) this.pause();
    };
    this.#frame = requestAnimationFrame(advance);
    this.dispatchEvent(new Event('playing'));
  }

  /** Whether nobody sees it. */
  get isResting(): boolean {
    return this.#isResting;
  }

  /** Stops while nobody sees it. */
  rest(): void {
    if (this.#isResting) return;
    const wasPlaying = this.isPlaying;
    this.pause();
    this.#wasPlaying = wasPlaying;
    this.#isResting = true;
    this.dispatchEvent(new Event('rest'));
  }

  /** Plays on, if it played. */
  wake(): void {
    if (!this.#isResting) return;
    this.#isResting = false;
    this.dispatchEvent(new Event('wake'));
    if (this.#wasPlaying) this.play();
  }

  dispose(): void {
    this.rest();
  }

  pause(): void {
    // What is paused while it rests does not play on.
    this.#wasPlaying = false;
    if (this.#frame === undefined) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.dispatchEvent(new Event('playing'));
  }
}
