/** What a run shows, in sentences: every number is of the networks that were trained just now. */
import { short } from '../format.ts';
import { compare, extremes, means, SIGNIFICANT } from './compare.ts';
import type { Pair } from './compare.ts';
import type { PairedTest } from './engine.ts';
import { freshGaps, measureWells } from './engine.ts';
import { pValue, percent, runNames, signed } from './names.ts';
import { column } from './rows.ts';
import type { MinimaSession } from './session.ts';
import type { MinimaWords } from './words/index.ts';

export interface Verdict {
  /** What was measured. */
  findings: string[];
  /** The popular claim and what this run says to it. */
  claim?: { quote: string; answer: string; why: string };
  /** Under what conditions, and what it does not show. */
  remarks: string[];
}

/** Training losses that differ by more than this part are not equal. */
const UNEQUAL = 0.1;

/** Accuracies that differ by less than a point, and not clearly, are alike. */
const ALIKE = 0.01;

/** A mean curvature this near to 2/lr, as part of it, hovers there. */
const HOVERS = 0.05;

/** Undefined as long as there is nothing to say. */
export function verdict(session: MinimaSession, say: MinimaWords): Verdict | undefined {
  switch (session.setup.experiment) {
    case 'wells':
      return ofWells(session, say);
    case 'edge':
      return ofEdge(session, say);
    case 'rescale':
      return ofRescaling(session, say);
    default:
      return ofComparison(session, say);
  }
}

function ofComparison(session: MinimaSession, say: MinimaWords): Verdict | undefined {
  const pair = extremes(session);
  if (pair === undefined) return undefined;
  const largest = compare(session, pair, 'largest');
  const { setup } = session;
  const names = runNames(session, say);
  const [large, small] = [names[pair.first]!, names[pair.second]!];
  const lost = lossOf(session, say, names);
  if (largest.pairs === 0) return lost.length === 0 ? undefined : { findings: lost, remarks: [] };
  const accuracy = compare(session, pair, 'testAccuracy');
  if (setup.experiment === 'noise-scale') return ofNoise(session, say, pair, lost);
  const findings = [flatness(session, say, pair, largest, large, small), ...traceOf(session, say, pair), betterOrNot(say, accuracy, small), ...lost];
  const isFlatter = isClear(largest) && largest.mean < 0;
  const remarks = partial(session, say, accuracy.pairs);
  const isAlike = accuracy.pairs > 1 && !isClear(accuracy) && Math.abs(accuracy.mean) < ALIKE;
  if (isFlatter && (isAlike || (isClear(accuracy) && accuracy.mean < 0))) remarks.push(say.flatButNot);
  const [a, b] = means(session, pair, 'trainLoss');
  const losses = [small, short(b, 3), large, short(a, 3)] as const;
  remarks.push(Math.abs(a - b) > UNEQUAL * Math.max(a, b) ? say.unequal(...losses) : say.equal(...losses));
  if (isClear(accuracy) && setup.criterion === 'mse') remarks.push(...conditions(session, say));
  if (setup.experiment === 'sam') return { findings, remarks: [...remarks, say.samCost] };
  const [one, other] = [session.courses[pair.first]!, session.courses[pair.second]!];
  if (one.lr !== other.lr) remarks.push(isAlike ? say.tunedNote : say.ratesDiffer);
  if (setup.criterion === 'ce') remarks.push(say.entropyNote);
  // Runs of one batch size say nothing about batch sizes.
  if (one.batch === other.batch) return { findings, remarks };
  const answer = accuracy.pairs === 1 ? say.claimOne : !isClear(accuracy) ? say.claimOpen : accuracy.mean > 0 ? say.claimNo : say.claimYes;
  return { findings, claim: { quote: say.claim, answer, why: say.claimWhy }, remarks };
}

/** That not all seeds are there, or too few to decide anything. */
function partial(session: MinimaSession, say: MinimaWords, pairs: number): string[] {
  const { seeds } = session;
  if (seeds === 1) return [say.oneSeed];
  return session.isTrained ? [] : [say.partial(String(pairs), String(seeds))];
}

/** What the initial scale has to do with it. */
function conditions(session: MinimaSession, say: MinimaWords): string[] {
  const { gain } = session.setup;
  if (gain === 1) return [say.standardStart];
  return gain > 1 ? [say.largeStart(short(gain))] : [];
}

function isClear({ pairs, p }: PairedTest): boolean {
  return pairs > 1 && p < SIGNIFICANT;
}

/** How likely that is by chance, if there are seeds enough to say. */
function chance({ p }: PairedTest): string {
  return Number.isNaN(p) ? '' : ` (p = ${pValue(p)})`;
}

function flatness(session: MinimaSession, say: MinimaWords, pair: Pair, test: PairedTest, large: string, small: string): string {
  const [a, b] = means(session, pair, 'largest').map((value) => short(value, 3)) as [string, string];
  if (test.pairs > 1 && !isClear(test)) return say.noFlatter(small, large, b, a, chance(test));
  const isFlatter = test.mean < 0;
  const count = String(isFlatter ? test.pairs - test.higher : test.higher);
  return (isFlatter ? say.flatter : say.sharper)(small, count, String(test.pairs), b, a, chance(test));
}

function traceOf(session: MinimaSession, say: MinimaWords, pair: Pair): string[] {
  const [a, b] = means(session, pair, 'trace').map((value) => short(value, 3)) as [string, string];
  return [say.traceToo(b, a, chance(compare(session, pair, 'trace')))];
}

function betterOrNot(say: MinimaWords, test: PairedTest, small: string): string {
  const points = 100 * test.mean;
  const p = chance(test);
  if (test.pairs > 1 && !isClear(test)) return say.noBetter(signed(points, 2), p);
  return points >= 0 ? say.better(small, short(points, 3), p) : say.worse(small, short(-points, 3), p);
}

/** What got lost: runs that diverged, or did not reach the loss at which to stop. */
function lossOf(session: MinimaSession, say: MinimaWords, names: string[]): string[] {
  const { setup } = session;
  return names.flatMap((name, run) => {
    const diverged = session.diverged(run);
    const said = diverged === 0 ? [] : [say.divergedSome(name, String(diverged), String(setup.seeds))];
    const isShort = setup.stop !== undefined && setup.polish === undefined && session.ends(run, 'trainLoss').some((loss) => loss > setup.stop!);
    return isShort ? [...said, say.neverStopped(name)] : said;
  });
}

function ofNoise(session: MinimaSession, say: MinimaWords, pair: Pair, lost: string[]): Verdict {
  const one = partial(session, say, compare(session, pair, 'largest').pairs);
  if (hasOneRatio(session)) return { findings: [ofOneRatio(session, say), ...lost], remarks: [...one, say.noiseSameWhy] };
  const [a, b] = means(session, pair, 'largest').map((value) => short(value, 3)) as [string, string];
  const [from, to] = means(session, pair, 'testAccuracy').map((share) => percent(share)) as [string, string];
  const [largest, accuracy] = [compare(session, pair, 'largest'), compare(session, pair, 'testAccuracy')];
  const findings = [say.noiseUp(a, b, chance(largest), from, to, chance(accuracy)), ...lost];
  return { findings, remarks: [...one, say.noiseWhy, ...(isClear(accuracy) ? conditions(session, say) : [])] };
}

/** Whether all runs have the same rate over batch size, up to rounding. */
function hasOneRatio({ courses }: MinimaSession): boolean {
  const ratios = courses.map(({ lr, batch }) => lr / batch);
  return Math.max(...ratios) < 1.001 * Math.min(...ratios);
}

/** How far apart the runs end, on average over their seeds, though their batch sizes differ. */
function ofOneRatio(session: MinimaSession, say: MinimaWords): string {
  const range = (name: 'largest' | 'testAccuracy'): [number, number] => {
    const all = session.courses.map((_, run) => {
      const known = [...session.ends(run, name)].filter((value) => Number.isFinite(value));
      return known.reduce((sum, value) => sum + value, 0) / known.length;
    });
    return [Math.min(...all), Math.max(...all)];
  };
  const batches = session.courses.map(({ batch }) => batch);
  const [least, most] = range('largest').map((value) => short(value, 3)) as [string, string];
  const [from, to] = range('testAccuracy').map((share) => percent(share)) as [string, string];
  return say.noiseSame(short(Math.max(...batches) / Math.min(...batches), 3), least, most, from, to);
}

function ofEdge(session: MinimaSession, say: MinimaWords): Verdict | undefined {
  const network = session.networks[0]?.[0];
  if (network?.result === undefined) return undefined;
  const { rows } = network;
  const names = runNames(session, say);
  if (network.result.divergedAt !== undefined) return { findings: lossOf(session, say, names), remarks: [] };
  const bound = 2 / session.courses[0]!.lr;
  const [updates, largest, losses] = [column(rows, 'update'), column(rows, 'largest'), column(rows, 'trainLoss')];
  const crossed = largest.findIndex((value) => value >= bound);
  if (crossed === -1) return { findings: [say.edgeBelow(short(bound, 3), short(Math.max(...largest), 3))], remarks: [] };
  const tail = largest.slice(Math.floor((3 * largest.length) / 4));
  const ratio = tail.reduce((sum, value) => sum + value, 0) / tail.length / bound;
  const half = losses.slice(Math.floor(losses.length / 2));
  const rises = half.slice(1).filter((loss, index) => loss > half[index]!).length / Math.max(1, half.length - 1);
  const start = crossed === 0 ? say.edgeAbove(short(bound, 3)) : say.edgeCrossed(String(updates[crossed]), short(bound, 3));
  const isThere = Math.abs(ratio - 1) < HOVERS;
  return { findings: [start, (isThere ? say.edgeHovers : say.edgeAway)(ratio.toFixed(2)), say.edgeLoss(percent(rises, 2), short(half[0]!, 3), short(half.at(-1)!, 3))], remarks: [] };
}

function ofRescaling(session: MinimaSession, say: MinimaWords): Verdict | undefined {
  const { plain, other } = session.rescaled;
  if (plain === undefined || other === undefined) return undefined;
  const at = (row: Float64Array, name: 'largest' | 'trace' | 'testAccuracy'): number => column(row, name)[0]!;
  const times = (name: 'largest' | 'trace'): string => short(at(other.row, name) / at(plain.row, name), 3);
  const accuracy = percent(at(other.row, 'testAccuracy'), 4);
  return {
    findings: [
      say.rescaled(short(other.alpha, 3), times('largest'), times('trace')),
      other.outputChange === 0 ? say.rescaledExact(accuracy) : say.rescaledSame(pValue(other.outputChange), accuracy),
      say.rescaledInvariant((other.relative / plain.relative).toFixed(6)),
    ],
    remarks: [say.rescaledSo],
  };
}

/** Mean and standard deviation of the gaps at the sharp and at the flat minimum; always the same, and hundreds of losses to find. */
let fresh: string[] | undefined;

function ofWells(session: MinimaSession, say: MinimaWords): Verdict {
  const gaps = measureWells(session.setup.shift).map(({ train, test }) => short(test - train, 3));
  fresh ??= [...freshGaps()].map((gap) => short(gap, 2));
  const [sharp, wide, flat, narrow] = fresh;
  return { findings: [say.wellsGap(gaps[0]!, gaps[1]!)], remarks: [say.wellsHonest, say.wellsFresh(`${sharp} ± ${wide}`, `${flat} ± ${narrow}`)] };
}
