/** The fixture's computations: counting, with every fault that a computation can have, and a race in the real core. */
import { Race } from '../../../www/pkg/race/downhill_race.js';
import type { Computation, Compute, Piece } from '../../../www/src/pool/computation.ts';

export interface Order {
  /** Counts so far, a millisecond each; in a race, updates. */
  count: number;
  isRace?: boolean;
  /** What happens when half is counted. */
  fault?: 'throw' | 'trap' | 'overflow' | 'stray' | 'hang';
  /** Happens in the worker of this name only. */
  only?: string;
  /** What cannot be copied to a worker. */
  callback?: () => void;
}

/** The numbers counted since the last piece. */
export interface Counted extends Piece {
  numbers: Float64Array<ArrayBuffer>;
}

export interface Outcome {
  /** The sum of all counted numbers; of a race, that of all its losses. */
  sum: number;
  /** Who counted: the worker's name, or nothing on the page. */
  by: string;
  /** Median duration of a call of `work`, in milliseconds. */
  slice: number;
  /** Computations begun and not freed, this one among them. */
  alive: number;
  /** Bytes of the pieces that are still here: none when they were handed over. */
  kept: number;
}

/** The smallest module that traps: it exports `trap`, which is `unreachable`. */
const TRAP = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 116, 114, 97, 112, 0, 0, 10, 5, 1, 3, 0, 0, 11,
]);

export const begin: Compute<Order, Counted, Outcome> = (order) => (order.isRace ? new Racing(order) : new Counting(order));

class Counting implements Computation<Counted, Outcome> {
  static alive = 0;
  readonly #order: Order;
  #counted = 0;
  #taken = 0;
  #sum = 0;
  readonly #slices: number[] = [];
  readonly #buffers: ArrayBuffer[] = [];

  constructor(order: Order) {
    if (order.count < 0) throw new Error(`cannot count to ${order.count}`);
    this.#order = order;
    Counting.alive++;
  }

  get progress(): number {
    return this.#counted / this.#order.count;
  }

  work(milliseconds: number): boolean {
    const { count, fault, only = self.name } = this.#order;
    const start = performance.now();
    while (this.#counted < count && performance.now() - start < milliseconds) {
      const until = performance.now() + 1;
      while (performance.now() < until);
      this.#sum += ++this.#counted;
      if (this.#counted === Math.floor(count / 2) && only === self.name) this.#go(fault);
    }
    this.#slices.push(performance.now() - start);
    return this.#counted < count;
  }

  take(): Counted | undefined {
    if (this.#taken === this.#counted) return undefined;
    const numbers = Float64Array.from({ length: this.#counted - this.#taken }, (_, index) => this.#taken + index + 1);
    this.#taken = this.#counted;
    this.#buffers.push(numbers.buffer);
    return { numbers, transfer: [numbers.buffer] };
  }

  finish(): Outcome {
    const slice = this.#slices.toSorted((a, b) => a - b)[this.#slices.length >> 1]!;
    const kept = this.#buffers.reduce((bytes, buffer) => bytes + buffer.byteLength, 0);
    return { sum: this.#sum, by: self.name, slice, alive: Counting.alive, kept };
  }

  free(): void {
    Counting.alive--;
  }

  #go(wrong: Order['fault']): void {
    switch (wrong) {
      case 'throw':
        throw new Error('lost count');
      case 'trap':
        return (new WebAssembly.Instance(new WebAssembly.Module(TRAP)).exports['trap'] as () => void)();
      case 'overflow': {
        const deeper = (): number => 1 + deeper();
        return void deeper();
      }
      case 'stray':
        setTimeout(() => {
          throw new Error('gone astray');
        });
        return;
      case 'hang':
        for (;;);
    }
  }
}

class Racing implements Computation<Counted, Outcome> {
  readonly #race: Race;
  readonly #updates: number;
  #done = 0;

  constructor({ count }: Order) {
    this.#race = new Race({ f: 'rosenbrock', from: [-1, 1], runs: [{ rule: 'sgd', params: [0.001] }], steps: count });
    this.#updates = count;
  }

  get progress(): number {
    return this.#done / this.#updates;
  }

  work(): boolean {
    const updates = Math.min(1000, this.#updates - this.#done);
    this.#race.step(updates);
    this.#done += updates;
    return this.#done < this.#updates;
  }

  take(): undefined {
    return undefined;
  }

  finish(): Outcome {
    return { sum: this.#race.losses(0).reduce((sum, loss) => sum + loss, 0), by: self.name, slice: 0, alive: 1, kept: 0 };
  }

  free(): void {
    this.#race.free();
  }
}
