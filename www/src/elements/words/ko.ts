/** What is said of what is done around a rule, in Korean. */
import type { AroundWords } from './table.ts';

export const ko: AroundWords = {
  around: '스케줄, 클리핑, 감쇠',
  schedule: '시간에 따른 학습률',
  schedules: {
    constant: '일정',
    step: '계단',
    exponential: '지수',
    cosine: '코사인',
    'warm-up': '워밍업',
    'inverse-time': '1/(1 + kt)',
    'one-cycle': '원 사이클',
  },
  scheduleParams: {
    step_size: '낮아지는 간격(업데이트)',
    gamma: '곱하는 값',
    t_max: '최저까지의 업데이트',
    eta_min: '최저 학습률',
    start_factor: '시작할 때의 비율',
    total_iters: '전부가 될 때까지',
    decay: '감쇠',
    total_steps: '한 주기의 업데이트',
    pct_start: '올라가는 비율',
    div_factor: '최고 ÷ 처음',
    final_div_factor: '처음 ÷ 마지막',
  },
  transforms: { clip_value: '성분 클리핑', clip_norm: '길이 클리핑', weight_decay: '가중치 감쇠' },
  changeHere: (step) => `${step}단계부터 바꾸기`,
  changed: (step, symbol, value) => `${step}단계부터: ${symbol} = ${value}`,
  removeChange: (step, symbol) => `${step}단계의 ${symbol} 변경 취소`,

  noise: '잡음',
  noiseNote: '인위적으로 넣은 잡음입니다. 시드로 정해지는 가우스 난수를 기울기마다 더합니다. 실제 배치의 잡음은 배치 실험실에서 볼 수 있습니다.',
  sigma: '기울기에 더할 잡음 σ',
  seed: '시드',
  times: '실행 횟수',

  per: '진행을 세는 단위',
  perUpdate: '업데이트',
  perEvaluation: '기울기 계산',
  evaluations: '기울기 계산 횟수',
  againstEvaluations: '기울기 계산 횟수에 따라',
  evaluationsTo: (target) => `${target}까지의 기울기 계산`,
};
