/** The messages between the page and a worker. A worker has one task at a time, and ends each with exactly one message. */
import type { Piece } from './computation.ts';

/** From the page. The greeting comes first, and once; a request only after `ready`, and after the end of the one before. */
export type ToWorker<Q> =
  | { kind: 'greeting'; greeting: unknown }
  | { kind: 'request'; task: number; request: Q }
  /** May cross with the end of its task, and means nothing then. */
  | { kind: 'cancel'; task: number };

/** From the worker. */
export type FromWorker<P, R> =
  /** The greeting was understood. */
  | { kind: 'ready' }
  /** The worker cannot begin. */
  | { kind: 'unable'; reason: string }
  | { kind: 'report'; task: number; part: number; piece: P | undefined }
  | { kind: 'done'; task: number; result: R }
  /** The computation refused or gave up; the worker is sound. */
  | { kind: 'failed'; task: number; reason: string }
  /** The computation was cancelled. */
  | { kind: 'stopped'; task: number }
  /** The core trapped: the worker is of no more use. */
  | { kind: 'broken'; task: number; reason: string };

/** What a piece or a result hands over instead of copying it. */
export function handedOver(value: unknown): Transferable[] {
  const { transfer } = (value ?? {}) as Piece;
  return Array.isArray(transfer) ? transfer : [];
}
