/** What there is to say. Each language fills this in; the compiler refuses a gap. */
import type { Complaint } from '../engine.ts';
import type { LabId } from '../lab.ts';

export type SurfaceId =
  | 'bowl' | 'ravine' | 'rosenbrock' | 'himmelblau' | 'beale' | 'booth' | 'matyas' | 'three-hump-camel'
  | 'six-hump-camel' | 'styblinski-tang' | 'ackley' | 'rastrigin' | 'goldstein-price' | 'easom' | 'saddle'
  | 'monkey-saddle';

/** A parameter of any rule; `rule.parameter` where one rule means something else by the name. */
export type ParamId =
  | 'lr' | 'momentum' | 'eps' | 'rho' | 'alpha' | 'beta1' | 'beta2' | 'weight_decay' | 'momentum_decay' | 'etaminus' | 'etaplus'
  | 'step_min' | 'step_max' | 'lambd' | 't0' | 'damping' | 'asgd.alpha' | 'rprop.lr' | 'sam.rho' | 'lbfgs.lr' | 'newton.lr'
  | 'schedulefree.momentum';

export type ReadyId =
  | 'beale-race' | 'lr-too-big' | 'ravine-momentum' | 'adagrad-stalls' | 'adadelta-no-rate' | 'saddle-escape'
  | 'local-minima' | 'himmelblau-four' | 'backpropagation' | 'inside-adagrad' | 'rate-sweep' | 'basins' | 'second-order'
  | 'rates-that-fall' | 'averages' | 'rate-and-momentum' | 'two-ways-to-quiet-noise' | 'change-on-the-way' | 'clipping' | 'weight-decay' | 'only-the-sign'
  | 'sam-and-the-hole' | 'in-space';

/** The codes of everything that can be wrong with a link or a setup. */
export type WarningCode =
  | 'too-long' | 'too-many-pairs' | 'too-many-runs' | 'repeated' | 'newer-version' | 'unknown-version' | 'unknown-lab'
  | 'unknown-surface' | 'expression' | 'beside-expr' | 'not-a-point' | 'not-a-view' | 'coordinate' | 'view-order' | 'unknown-rule'
  | 'not-a-parameter' | 'unknown-parameter' | 'not-a-number' | 'parameter' | 'parameter-count' | 'steps' | 'target'
  | 'unknown-lang' | 'unknown-theme' | 'unknown-data' | 'batch-size' | 'no-contenders' | 'too-many-contenders' | 'budget'
  | 'updates' | 'epochs' | 'seed' | 'replicas' | 'unknown-sampling' | 'noise' | 'axes' | 'not-here' | 'not-a-change'
  | 'change-at' | 'change-run' | 'change-order' | 'too-many-changes' | 'unknown-experiment' | 'unknown-activation'
  | 'unknown-schedule' | 'unknown-panel' | 'runner' | 'not-a-sweep' | 'unknown-count' | 'unknown-height' | 'unknown-part' | 'unknown-switch' | 'unknown-gestures' | 'not-a-name' | 'unknown-loss' | 'width' | 'ntrain' | 'seeds' | 'needs-relu' | 'not-in-experiment' | 'too-much-work';

/** A heading and one sentence. */
export interface Lesson {
  title: string;
  sentence: string;
}

export interface Words {
  pageTitle: string;
  labs: string;
  labNames: Record<LabId, string>;
  unsupported: string;
  loadFailed: string;
  broken: string;
  tryAgain: string;
  skipToLab: string;

  save: string;
  savePicture: (title: string) => string;
  share: string;
  language: string;
  toDark: string;
  toLight: string;

  surfaces: Record<SurfaceId, Lesson>;
  ready: Record<ReadyId, Lesson>;
  readyHeading: string;
  moreReady: (count: number) => string;
  fewerReady: string;
  setupLine: (runners: number, steps: string) => string;

  warningsHeading: string;
  dismiss: string;
  warning: (complaint: Complaint) => string;

  mapLabel: string;
  minimum: string;
  start: string;
  startHandle: (x: string, y: string) => string;
  mapHint: string;
  zoomHint: string;
  zoomIn: string;
  zoomOut: string;
  resetView: string;
  readoutPoint: string;
  readoutNearest: (runner: string, step: string) => string;
  undefinedHere: string;

  transport: string;
  reset: string;
  stepBack: string;
  play: string;
  pause: string;
  stepForward: string;
  scrub: string;
  speed: string;
  stepOf: (step: string, steps: string) => string;
  summary: (step: string, steps: string, surface: string, leader: string, loss: string, diverged: string[]) => string;
  summaryNobody: (surface: string) => string;

  lossHeading: string;
  lossAgainstStep: string;
  lossChartLabel: string;
  lossAboveLowest: string;
  targetWord: string;
  log: string;
  linear: string;

  standings: string;
  rule: string;
  lossNow: string;
  best: string;
  stepsTo: (target: string) => string;
  noTarget: string;
  outcome: string;
  running: string;
  converged: string;
  divergedAt: (step: string) => string;
  never: string;
  atStep: (step: string) => string;

  surface: string;
  typedLoss: string;
  typeLoss: string;
  formula: string;
  raceSetup: string;
  steps: string;
  target: string;
  targetNone: string;
  runners: string;
  addRunner: string;
  addRunnerPick: string;
  removeRunner: (name: string) => string;
  duplicateRunner: (name: string) => string;
  runnerFull: (count: number) => string;
  noRunners: string;
  tune: string;
  tuneHint: string;
  tuneStop: string;
  params: Record<ParamId, string>;
  showParams: (name: string) => string;
  exactValue: (name: string) => string;
  resetParams: string;

  notANumber: (field: string, text: string) => string;
  notAWhole: (field: string, text: string) => string;

  table: string;
  tableNote: string;
  tableCaption: string;
  tablePage: (from: string, to: string, rows: string) => string;
  previousPage: string;
  nextPage: string;
  run: string;
  step: string;
  loss: string;

  badge: (tolerance: string) => string;
  verification: string;
  verificationIntro: (vectors: string, torch: string, tolerance: string) => string;
  worstError: string;
  vectors: string;
  surfaceCount: string;
  verificationNote: string;

  footer: string;
  gallery: string;
  forAuthors: string;
  offlineCopy: string;
}
