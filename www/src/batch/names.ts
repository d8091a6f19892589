/** What runs and contenders are called: as briefly as they can be told apart. */
import { short } from '../format.ts';
import type { BatchSession } from './session.ts';
import type { BatchWords } from './words/index.ts';

/** A batch size: full batch, so many, one sample. `batch` is 0 for all. */
export function batchName(batch: number, samples: number, say: BatchWords): string {
  if (batch === 0 || batch >= samples) return say.fullBatch;
  return batch === 1 ? say.oneSample : say.batchOf(String(batch));
}

/** A run: its rule, and what tells it from others. */
export function runName(session: BatchSession, run: number, say: BatchWords): string {
  const { runs } = session.setup;
  const { params, decay } = runs[run]!;
  const rule = session.rule(run);
  const isAlone = runs.every((other, index) => index === run || other.rule !== rule.id);
  const rate = isAlone ? '' : ` ${short(params[0]!, 3)}`;
  return `${rule.name}${rate}${decay > 0 && !isAlone ? `, ${say.decaying}` : ''}`;
}

/** Every contender: its batch size where that differs, its run where that does. */
export function contenderNames(session: BatchSession, say: BatchWords): string[] {
  const { runs, batches } = session.setup;
  return session.contenders.map(({ run, batch }) => {
    const size = batchName(batch, session.samples, say);
    if (runs.length === 1) return size;
    return batches.length === 1 ? runName(session, run, say) : say.contender(runName(session, run, say), size);
  });
}
