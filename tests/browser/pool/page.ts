/** The fixture's page: a pool whose workers are numbered and whose messages are counted. */
import init from '../../../www/pkg/race/downhill_race.js';
import address from '../../../www/pkg/race/downhill_race_bg.wasm?url';
import { WorkPool } from '../../../www/src/pool/pool.ts';
import { begin } from './orders.ts';
import type { Counted, Order, Outcome } from './orders.ts';
import type { Greeting } from './worker.ts';
import CountingWorker from './worker.ts?worker&inline';

export interface Circumstances {
  size?: number;
  manners?: Greeting['manners'];
  /** The constructor of a worker throws. */
  isForbidden?: boolean;
}

/** How a task ended, and what it told before. */
export interface Account {
  outcome: Outcome | undefined;
  /** Name and message of what it was rejected with. */
  error: string | undefined;
  parts: number[];
  numbers: number[];
  restarts: number;
  /** Milliseconds from the request to the end. */
  took: number;
}

export class Bench {
  readonly pool: WorkPool<Order, Counted, Outcome>;
  /** Workers by the order of their making: their names count from 1. */
  readonly workers: Worker[] = [];
  /** Messages of all workers. */
  heard = 0;
  /** How often the page was asked to compute itself. */
  asked = 0;

  constructor(module: WebAssembly.Module, { size, manners = 'good', isForbidden = false }: Circumstances) {
    this.pool = new WorkPool<Order, Counted, Outcome>({
      spawn: () => {
        if (isForbidden) throw new Error('no workers');
        const worker = new CountingWorker({ name: `${this.workers.length + 1}` });
        worker.addEventListener('message', () => this.heard++);
        this.workers.push(worker);
        return worker;
      },
      greeting: { module, manners } satisfies Greeting,
      local: async () => {
        this.asked++;
        await init({ module_or_path: module });
        return begin;
      },
      ...(size === undefined ? {} : { size }),
    });
  }

  async run(order: Order, signal?: AbortSignal, group?: object): Promise<Account> {
    const start = performance.now();
    const account: Account = { outcome: undefined, error: undefined, parts: [], numbers: [], restarts: 0, took: 0 };
    try {
      account.outcome = await this.pool.run(
        order,
        {
          progress: (part) => account.parts.push(part),
          piece: ({ numbers }) => account.numbers.push(...numbers),
          restart: () => account.restarts++,
        },
        signal,
        group,
      );
    } catch (error) {
      account.error = `${(error as Error).name}: ${(error as Error).message}`;
    }
    account.took = performance.now() - start;
    return account;
  }
}

/** Compiles the core, once for all workers, and makes a pool. */
export async function bench(circumstances: Circumstances = {}): Promise<Bench> {
  return new Bench(await WebAssembly.compileStreaming(fetch(address)), circumstances);
}

Object.assign(globalThis, { bench });
