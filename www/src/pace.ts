/** How much of a long drawing each frame takes on, so that the page answers in between. */

/** What a frame may take: longer, and a press seems to be waited for. */
const AIM_MS = 40;
/** The most that one frame's amount grows to the next by. */
const GROWTH = 2;
/** Of the first amount: a frame has its price whatever it draws. */
const LEAST_SHARE = 1 / 16;
/** Of an amount: what a frame took for less says nothing of it. */
const TELLING_SHARE = 1 / 4;

/** Learns from what frames took: after one that came late less is drawn, after one that came quickly more. */
export class Pace {
  readonly #first: number;
  readonly #goOn: () => void;
  #amount: number;
  #began = 0;
  #isUnfinished = false;
  #next: number | undefined;

  /** `first` is how much is drawn before anything is known; `goOn` is called in a later frame if there is more to draw. */
  constructor(first: number, goOn: () => void) {
    this.#first = first;
    this.#goOn = goOn;
    this.#amount = first;
  }

  /** Another drawing: what was learned of slow ones stays, for the next may be as slow. */
  restart(): void {
    this.#amount = Math.min(this.#first, this.#amount);
  }

  /** A frame's part is going to be drawn: how much it may be. */
  begin(): number {
    this.#began = performance.now();
    return this.#amount;
  }

  /** A frame's part was drawn: all that it might be, if it is unfinished. */
  end(drawn: number, isUnfinished: boolean): void {
    this.#isUnfinished = isUnfinished;
    // While playing, the next part is drawn before the frame that tells of the last one is looked at: every other one is enough.
    if (this.#next !== undefined || drawn < this.#amount * TELLING_SHARE) return;
    const began = this.#began;
    this.#next = requestAnimationFrame((now) => {
      this.#next = undefined;
      // Browsers paint before the next frame, which is in what the drawing took.
      this.#learn(drawn, Math.max(1, now - began));
      if (this.#isUnfinished) this.#goOn();
    });
  }

  /** Nothing is drawn any more. */
  stop(): void {
    if (this.#next !== undefined) cancelAnimationFrame(this.#next);
    this.#next = undefined;
  }

  #learn(drawn: number, took: number): void {
    if (took > AIM_MS) this.#amount = Math.max(this.#first * LEAST_SHARE, (drawn * AIM_MS) / took);
    else if (drawn >= this.#amount) this.#amount *= Math.min(GROWTH, AIM_MS / took);
  }
}
