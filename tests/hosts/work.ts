/** What a document asks of the browser, counted: animation frames, messages of workers, compiled modules, long tasks. */

/** A page or a frame, of whichever driver. */
interface Document {
  evaluate<T>(look: () => T): Promise<T>;
}

/** What a document has asked the browser for so far. */
export interface Work {
  frames: number;
  messages: number;
  compiled: number;
  longTasks: number;
}

/** Counts, from the first line of every document on, what it asks for. Runs in the page. */
export function count(): void {
  const work: Work = { frames: 0, messages: 0, compiled: 0, longTasks: 0 };
  Object.assign(globalThis, { work });
  const request = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (callback) => ((work.frames += 1), request(callback));
  const post = Worker.prototype.postMessage as (...message: unknown[]) => void;
  Worker.prototype.postMessage = function (this: Worker, ...message: unknown[]) {
    work.messages += 1;
    post.apply(this, message);
  };
  globalThis.Worker = class extends Worker {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      this.addEventListener('message', () => (work.messages += 1));
    }
  };
  for (const name of ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming'] as const) {
    const original = WebAssembly[name] as (source: unknown, ...rest: unknown[]) => unknown;
    const counted = (source: unknown, ...rest: unknown[]): unknown => {
      if (!(source instanceof WebAssembly.Module)) work.compiled += 1;
      return original.call(WebAssembly, source, ...rest);
    };
    Object.assign(WebAssembly, { [name]: counted });
  }
  new PerformanceObserver((list) => (work.longTasks += list.getEntries().length)).observe({ type: 'longtask', buffered: true });
}

export const STILL: Work = { frames: 0, messages: 0, compiled: 0, longTasks: 0 };

export const workOf = (document: Document): Promise<Work> => document.evaluate(() => (globalThis as unknown as { work: Work }).work);

/** What documents do in a second, one after the other in their order. */
export async function inASecond(documents: Document[]): Promise<Work[]> {
  const before = await Promise.all(documents.map(workOf));
  await new Promise((done) => setTimeout(done, 1000));
  const after = await Promise.all(documents.map(workOf));
  return after.map((work, index) => {
    const { frames, messages, compiled, longTasks } = before[index]!;
    return {
      frames: work.frames - frames,
      messages: work.messages - messages,
      compiled: work.compiled - compiled,
      longTasks: work.longTasks - longTasks,
    };
  });
}
