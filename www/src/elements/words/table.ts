/** What is said of what is done around a rule: schedules, clipping, decay, changes on the way, noise. */

export type ScheduleId = 'constant' | 'step' | 'exponential' | 'cosine' | 'warm-up' | 'inverse-time' | 'one-cycle';

/** Parameters of schedules. */
export type ScheduleParamId =
  | 'step_size' | 'gamma' | 't_max' | 'eta_min' | 'start_factor' | 'total_iters' | 'decay' | 'total_steps' | 'pct_start'
  | 'div_factor' | 'final_div_factor';

export type TransformId = 'clip_value' | 'clip_norm' | 'weight_decay';

export interface AroundWords {
  /** What opens all that is done around the rule, and how much of it there is. */
  around: string;
  schedule: string;
  schedules: Record<ScheduleId, string>;
  scheduleParams: Record<ScheduleParamId, string>;
  transforms: Record<TransformId, string>;
  changeHere: (step: string) => string;
  changed: (step: string, symbol: string, value: string) => string;
  /** Why what is done around the rule cannot be set while a change is made on the way. */
  wholeRun: (step: string) => string;
  removeChange: (step: string, symbol: string) => string;

  /** What the thin line of a runner is. */
  average: string;

  noise: string;
  noiseNote: string;
  sigma: string;
  seed: string;
  times: string;
  /** Which of all runs is shown, if a race is run several times. */
  oneOf: (seed: string, times: string, last: string) => string;
  spread: (times: string) => string;
  lowerQuartile: string;
  median: string;
  upperQuartile: string;

  per: string;
  perUpdate: string;
  perEvaluation: string;
  /** The horizontal axis of the loss chart. */
  evaluations: string;
  againstEvaluations: string;
  evaluationsTo: (target: string) => string;
  /** What is counted and what is not. */
  evaluationsNote: string;
  /** Heading of a column: the gradients so far. */
  gradients: string;
}
