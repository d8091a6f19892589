/** Times two ways of doing the same, in turn and in short batches, so that a slow moment of the machine falls on both. */

/** A batch lasts this long, so that the clock's 0.1 ms does not matter. */
const BATCH_MS = 8;
const WARM_UP_MS = 250;
const ROUNDS = 41;

/**
 * Medians in microseconds a call, and how many times faster the first is.
 * @param {() => void} ours @param {() => void} reference
 */
export function inTurn(ours, reference) {
  const perBatch = Math.max(1, Math.ceil(BATCH_MS / Math.max(warmUp(ours), warmUp(reference))));
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    // Who goes first alternates too.
    const oursFirst = round % 2 === 0;
    const first = time(oursFirst ? ours : reference, perBatch);
    const second = time(oursFirst ? reference : ours, perBatch);
    return oursFirst ? { ours: first, reference: second } : { ours: second, reference: first };
  });
  return {
    ours: 1000 * median(rounds.map((round) => round.ours)),
    reference: 1000 * median(rounds.map((round) => round.reference)),
    ratio: median(rounds.map((round) => round.reference / round.ours)),
  };
}

/** Runs until the engine has compiled its best code; the milliseconds that one call then takes. @param {() => void} run */
function warmUp(run) {
  const end = performance.now() + WARM_UP_MS;
  while (performance.now() < end) run();
  return time(run, 50);
}

/** Milliseconds a call. @param {() => void} run @param {number} calls */
function time(run, calls) {
  const start = performance.now();
  for (let call = 0; call < calls; call++) run();
  return (performance.now() - start) / calls;
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
