/** What the Batch lab has to say. Each language fills this in; the compiler refuses a gap. */
import type { Lesson } from '../../words/table.ts';

export type DataId = 'diabetes' | 'two-wells' | 'valley' | 'frequency';

export type BatchReadyId =
  | 'three-kinds' | 'batch-too-big-rate' | 'noise-floor' | 'decaying-rate' | 'momentum-noise'
  | 'two-wells' | 'frequency' | 'valley';

/** The codes of everything that can be wrong with a CSV. */
export type CsvCode =
  | 'empty' | 'too-many-rows' | 'too-many-columns' | 'too-few-columns' | 'row-length' | 'not-a-number' | 'malformed'
  | 'target' | 'constant' | 'too-large' | 'one-row';

/** What is wrong with a CSV, in parts. */
export interface CsvProblem {
  kind: CsvCode;
  row: string;
  column: string;
  value: string;
}

export interface BatchWords {
  pageTitle: string;
  data: Record<DataId | 'own', Lesson>;
  ready: Record<BatchReadyId, Lesson>;
  readyHeading: string;
  /** The honest remark that belongs to a data set. */
  remark: Record<DataId, string>;

  fullBatch: string;
  oneSample: string;
  batchOf: (size: string) => string;
  contender: (run: string, batch: string) => string;
  decaying: string;
  computing: (percent: string) => string;
  setupLine: (contenders: number, samples: string, length: string) => string;
  updatesOf: (count: string) => string;
  epochsOf: (count: string) => string;

  panel: (name: string) => string;
  slice: (x: string, y: string) => string;
  sliceOfAll: string;
  minimum: string;
  flattest: string;
  start: string;
  batchArrow: string;
  fullArrow: string;
  fanShown: string;
  fanHint: string;
  sharpWell: string;
  flatWell: string;
  parameter: string;
  update: (update: string, updates: string) => string;
  angleTo: (degrees: string) => string;
  sameWay: string;
  otherWay: string;
  noWay: string;
  uphill: (count: string, samples: string) => string;
  divergedAt: (update: string) => string;
  startHint: string;
  dots: (count: string) => string;
  stacked: string;
  hiddenWeights: string;
  startsThere: string;
  histogram: (name: string) => string;

  charts: string;
  excess: string;
  lossMeasure: string;
  sharpness: string;
  imbalance: string;
  law: string;
  against: Record<'updates' | 'epochs' | 'gradients', string>;
  countedIn: (unit: string) => string;
  lawNote: string;
  axis: string;
  logAxis: string;
  aboveLowest: string;
  chartLabel: (measure: string) => string;
  changeNote: string;

  angles: string;
  anglesNote: string;
  anglesLabel: string;

  pace: string;
  paceNote: string;
  paceRun: string;
  paceRunning: string;
  paceAgain: string;
  paceLabel: string;
  perUpdate: string;
  perEpoch: string;
  samplesPerSecond: string;
  batchSize: string;
  paceFinding: (best: string, rate: string, one: string, factor: string) => string;

  course: string;
  costs: string;
  contenders: string;
  updates: string;
  epochs: string;
  gradients: string;
  loss: string;
  raised: string;
  floor: string;
  spread: string;
  memory: string;
  flops: string;
  reached: string;
  never: string;
  outcome: string;
  running: string;
  finished: string;
  leftOver: string;
  bytes: (bytes: string) => string;

  findings: string;
  /** Between the parts of a sentence about one contender. */
  and: string;
  findRaised: (percent: string) => string;
  findTail: (excess: string, spread: string) => string;
  findReached: (gradients: string) => string;
  findAngle: (mean: string, deviation: string) => string;
  findDiverged: (name: string, update: string) => string;
  findStable: (bound: string) => string;
  findArrived: Record<'beyond' | 'settled', (name: string, count: string, replicas: string, percent: string) => string>;
  findSharpness: (name: string, sharpness: string, loss: string) => string;
  findSharpnessOf: (replicas: string) => string;
  findLaw: (error: string) => string;

  arrivals: Record<'beyond' | 'settled', string>;
  arrivalsNote: (seeds: string) => string;
  thisRun: string;
  recorded: string;
  recordedNote: string;
  notRecorded: string;
  medianUpdate: string;

  problem: string;
  setup: string;
  batches: string;
  addBatch: string;
  removeBatch: (name: string) => string;
  batchRange: (samples: string) => string;
  miniSlider: string;
  rules: string;
  addRule: string;
  removeRule: (name: string) => string;
  rulesFull: (count: number) => string;
  decay: string;
  fromHere: (position: string) => string;
  fromStart: string;
  undoChanges: string;
  changes: (count: number) => string;
  budget: string;
  seed: string;
  replicas: string;
  sampling: string;
  shuffled: string;
  replaced: string;
  noise: string;
  axes: string;
  axisX: string;
  axisY: string;

  own: string;
  ownHint: string;
  ownDrop: string;
  ownPaste: string;
  ownRead: string;
  ownFile: string;
  ownTarget: string;
  ownStays: string;
  ownLink: string;
  ownExample: string;
  ownLoaded: (rows: string, columns: string) => string;
  ownRegression: (target: string) => string;
  ownClasses: (target: string) => string;
  ownOther: string;
  ownBack: string;
  csv: (problem: CsvProblem) => string;

  tableCaption: string;
  run: string;
  batch: string;
  updateWord: string;
  summary: (scene: string, position: string, length: string, states: string[]) => string;
  state: (name: string, loss: string) => string;
  stateDiverged: (name: string) => string;
}
