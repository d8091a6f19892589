/** What is said of what is done around a rule, in English. */
import type { AroundWords } from './table.ts';

export const en: AroundWords = {
  around: 'Schedule, clipping, decay',
  schedule: 'Learning rate over time',
  schedules: {
    constant: 'constant',
    step: 'steps down',
    exponential: 'exponential',
    cosine: 'cosine',
    'warm-up': 'warm-up',
    'inverse-time': '1/(1 + kt)',
    'one-cycle': 'one cycle',
  },
  scheduleParams: {
    step_size: 'updates between falls',
    gamma: 'factor',
    t_max: 'updates until the lowest',
    eta_min: 'lowest rate',
    start_factor: 'share at the start',
    total_iters: 'updates until the whole',
    decay: 'decay',
    total_steps: 'updates of the cycle',
    pct_start: 'share that goes up',
    div_factor: 'highest over first rate',
    final_div_factor: 'first over last rate',
  },
  transforms: { clip_value: 'clip components', clip_norm: 'clip length', weight_decay: 'weight decay' },
  changeHere: (step) => `change from step ${step} on`,
  changed: (step, symbol, value) => `from step ${step}: ${symbol} = ${value}`,
  removeChange: (step, symbol) => `Take back the change of ${symbol} at step ${step}`,

  noise: 'Noise',
  noiseNote: 'Injected: seeded Gaussian numbers are added to every gradient. The noise of real batches is in the Batch lab.',
  sigma: 'noise on the gradient, σ',
  seed: 'seed',
  times: 'times run',

  per: 'Progress is counted in',
  perUpdate: 'updates',
  perEvaluation: 'gradients',
  evaluations: 'gradient evaluations',
  againstEvaluations: 'against gradient evaluations',
  evaluationsTo: (target) => `gradients to ${target}`,
};
