/** The worker's side: begins by the greeting, then works off one request after another. */
import { isTrap, reasonOf } from './computation.ts';
import type { Compute } from './computation.ts';
import { drive } from './drive.ts';
import { handedOver } from './protocol.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** Milliseconds of a slice: a worker hears after so long, at most, that its task is cancelled. */
const SLICE_MS = 25;

/** What is needed of a worker's scope; `self` is one. */
export interface Scope {
  postMessage(message: unknown, options: StructuredSerializeOptions): void;
  addEventListener(type: 'message' | 'messageerror', listener: (event: MessageEvent) => void): void;
}

/** Serves a pool: `begin` makes, of the pool's greeting, what computes its requests. */
export function serve<Q, P, R>(
  scope: Scope,
  begin: (greeting: unknown) => Compute<Q, P, R> | Promise<Compute<Q, P, R>>,
): void {
  let compute: Compute<Q, P, R> | undefined;
  let current: { task: number; isStopped: boolean } | undefined;

  const say = (message: FromWorker<P, R>, given?: unknown): void => {
    scope.postMessage(message, { transfer: handedOver(given) });
  };

  const greet = async (greeting: unknown): Promise<void> => {
    try {
      compute = await begin(greeting);
      say({ kind: 'ready' });
    } catch (error) {
      say({ kind: 'unable', reason: reasonOf(error) });
    }
  };

  /** The last word on a request. */
  const work = async (task: number, request: Q): Promise<void> => {
    const own = { task, isStopped: false };
    current = own;
    try {
      const end = await drive(() => compute!(request), {
        slice: SLICE_MS,
        isStopped: () => own.isStopped,
        report: (part, piece) => say({ kind: 'report', task, part, piece }, piece),
      });
      if (end === undefined) say({ kind: 'stopped', task });
      else say({ kind: 'done', task, result: end.result }, end.result);
    } catch (error) {
      say({ kind: isTrap(error) ? 'broken' : 'failed', task, reason: reasonOf(error) });
    }
  };

  scope.addEventListener('message', ({ data }: MessageEvent<ToWorker<Q>>) => {
    switch (data.kind) {
      case 'greeting':
        return void greet(data.greeting);
      case 'request':
        return void work(data.task, data.request);
      case 'cancel':
        if (current?.task === data.task) current.isStopped = true;
    }
  });
  scope.addEventListener('messageerror', () => {
    // The page hears of it as of any other error: by the event of its worker.
    throw new Error('a message to the worker cannot be read');
  });
}
