/** 페이지의 한국어 문구. */
import type { Complaint } from '../engine.ts';
import type { WarningCode, Words } from './table.ts';

const value = ({ value }: Complaint): string => (value === '' ? '(비어 있음)' : value);
const field = ({ field }: Complaint): string => field.replace(/^run (\d+)/, '$1번 주자').replace(/^setup/, '설정');

/** 영어 문장의 뒷부분에 해당하는 말. */
const reasons: Record<WarningCode, (rule: string) => string> = {
  'too-long': (rule) => `글자 수는 ${rule} 이어야 하며, 나머지는 읽지 않았습니다`,
  'too-many-pairs': (rule) => `항목 수는 ${rule} 이어야 하며, 나머지는 읽지 않았습니다`,
  'too-many-runs': (rule) => `주자 수는 ${rule} 이어야 하며, 나머지는 뺐습니다`,
  repeated: () => '한 번만 적어야 하며, 처음 값을 씁니다',
  'newer-version': (rule) => `버전은 ${rule} 이어야 합니다. 이 링크는 더 새로운 Downhill에서 만든 것입니다`,
  'unknown-version': (rule) => `버전은 ${rule} 이어야 합니다`,
  'unknown-lab': (rule) => `다음 중 하나여야 합니다: ${rule}`,
  'unknown-surface': (rule) => `다음 중 하나여야 합니다: ${rule}`,
  unsupported: () => '직접 입력한 손실 함수는 아직 지원하지 않아 f를 씁니다',
  'not-a-point': (rule) => `숫자 두 개여야 합니다: ${rule}`,
  'not-a-view': (rule) => `숫자 네 개여야 합니다: ${rule}`,
  coordinate: (rule) => `좌표의 범위를 벗어났습니다: ${rule}`,
  'view-order': (rule) => `보기 범위가 올바르지 않습니다: ${rule}`,
  'unknown-rule': (rule) => `다음 중 하나여야 합니다: ${rule}`,
  'not-a-parameter': (rule) => `다음 꼴이어야 합니다: ${rule}`,
  'unknown-parameter': (rule) => `없는 매개변수입니다. 쓸 수 있는 것: ${rule}`,
  'not-a-number': (rule) => `숫자여야 합니다: ${rule}`,
  parameter: (rule) => `허용 범위를 벗어났습니다: ${rule}`,
  'parameter-count': (rule) => `매개변수는 ${rule}개여야 합니다`,
  steps: (rule) => `정수여야 합니다: ${rule}`,
  target: () => '유한한 숫자여야 합니다',
  'unknown-lang': (rule) => `다음 중 하나여야 합니다: ${rule}`,
  'unknown-theme': (rule) => `다음 중 하나여야 합니다: ${rule}`,
};

export const ko: Words = {
  pageTitle: 'Downhill: 눈앞에서 정확하게 계산하는 경사하강법',
  brandLine: '눈앞에서 정확하게 계산하는 경사하강법',
  unsupported:
    '이 브라우저에서는 Downhill을 실행할 수 없습니다. SIMD를 지원하는 WebAssembly가 필요합니다(Chrome 91, Firefox 89, Safari 16.4 이상).',
  loadFailed: 'Downhill을 불러오지 못했습니다. 연결이 끊겼을 수 있으며, 링크에는 문제가 없습니다.',
  broken: 'Downhill 내부에 문제가 생겼습니다. 저희의 실수입니다. 설정은 주소에 남아 있으니 다시 시작하면 그대로 돌아옵니다.',
  tryAgain: '다시 시작',
  skipToRace: '경주로 건너뛰기',

  share: '공유',
  copied: '링크를 복사했습니다. 경주 전체가 담겨 있습니다.',
  copyByHand: '이 링크를 복사하세요:',
  close: '닫기',
  language: '언어',
  toDark: '어두운 색으로',
  toLight: '밝은 색으로',

  surfaces: {
    bowl: { title: '그릇', sentence: '어느 쪽으로나 똑같이 가파릅니다. 단순한 하강법만으로 충분한 유일한 곡면입니다.' },
    ravine: { title: '협곡', sentence: '가로가 세로보다 백 배 가파릅니다. 한 방향에 맞는 학습률은 다른 방향에 맞지 않습니다.' },
    rosenbrock: { title: '로젠브록: 굽은 골짜기', sentence: '골짜기에 들어가기는 쉽지만, 바닥의 기울기가 거의 없어 따라가기는 느립니다.' },
    himmelblau: { title: '힘멜블라우: 네 개의 최솟점', sentence: '똑같이 좋은 최솟점이 네 개입니다. 어디에 닿을지는 시작점과 규칙, 학습률이 정합니다.' },
    beale: { title: '빌: 벽이 가파른 골짜기', sentence: '평평한 들판과 가파른 벽, 그리고 골짜기 끝의 최솟점 하나.' },
    booth: { title: '부스', sentence: '비스듬히 놓인 이차 곡면이라 좌표를 하나씩 따로 내려갈 수 없습니다.' },
    matyas: { title: '마티아스', sentence: '얕고 비스듬한 홈통입니다. 마지막 구간이 깁니다.' },
    'three-hump-camel': { title: '혹이 셋인 낙타', sentence: '얕은 두 최솟점 사이에 깊은 최솟점이 하나 있습니다.' },
    'six-hump-camel': { title: '혹이 여섯인 낙타', sentence: '최솟점 여섯 개 가운데 둘이 가장 낮습니다.' },
    'styblinski-tang': { title: '스티블린스키–탕', sentence: '네 개의 분지 중 더 높은 세 곳은 함정입니다.' },
    ackley: { title: '애클리: 올록볼록한 깔때기', sentence: '벽이 작은 홈으로 가득한 깔때기입니다. 걸음이 작으면 첫 홈에 갇힙니다.' },
    rastrigin: { title: '라스트리긴: 달걀판', sentence: '정수 좌표 근처마다 국소 최솟점이 있는 그릇입니다.' },
    'goldstein-price': { title: '골드스타인–프라이스', sentence: '손실이 3에서 백만까지 한 그림에 있어 온갖 크기의 기울기가 나옵니다.' },
    easom: { title: '이점: 들판의 구멍', sentence: '거의 모든 곳이 평평해서 구멍에서 멀면 따라갈 기울기가 없습니다.' },
    saddle: { title: '안장', sentence: '한 방향은 내리막, 다른 방향은 오르막이고 바닥은 없습니다.' },
    'monkey-saddle': { title: '원숭이 안장', sentence: '두 다리와 꼬리를 위한 세 갈래 내리막이 있고, 한가운데는 곡률마저 0입니다.' },
  },
  ready: {
    'beale-race': { title: '네 규칙, 한 골짜기', sentence: '같은 시작점과 같은 손실에서 네 갈래 길. 시작점을 끌거나 학습률을 바꾸면 모두 다시 계산합니다.' },
    'lr-too-big': { title: '너무 작게, 알맞게, 너무 크게', sentence: '같은 규칙에 학습률 셋: 하나는 기어가고, 하나는 도착하고, 하나는 튕겨 나갑니다.' },
    'ravine-momentum': { title: '협곡의 모멘텀', sentence: '단순한 하강은 벽 사이를 지그재그로 오가고, 모멘텀은 그 흔들림을 평균으로 지웁니다.' },
    'adagrad-stalls': { title: 'Adagrad가 멈추는 까닭', sentence: 'Adagrad는 기울기를 잊지 않아 걸음이 계속 줄어듭니다. RMSprop은 잊기 때문에 계속 나아갑니다.' },
    'adadelta-no-rate': { title: '학습률 없이', sentence: 'Adadelta는 지난 걸음에서 보폭을 얻습니다. 출발은 느리지만 아무도 학습률을 고르지 않았습니다.' },
    'saddle-escape': { title: '안장 벗어나기', sentence: '거의 능선 위에서 출발합니다. 좌표마다 크기를 맞추는 규칙이 먼저 빠져나갑니다.' },
    'local-minima': { title: '넘어가거나 갇히거나', sentence: '국소 최솟점은 단순한 하강을 멈춰 세우지만, 모멘텀은 다음 언덕을 넘기도 합니다.' },
    'himmelblau-four': { title: '한 시작점, 여러 도착점', sentence: '똑같은 네 최솟점 중 어디에 닿는지는 규칙에 달려 있습니다.' },
  },
  readyHeading: '준비된 경주',
  setupLine: (runners, steps) => `주자 ${runners}명, 시작점 하나, ${steps}걸음.`,

  warningsHeading: '이 링크에서 쓸 수 없는 부분이 있습니다:',
  dismiss: '닫기',
  warning: (complaint) => {
    const reason = reasons[complaint.code as WarningCode];
    return `${field(complaint)} = ${value(complaint)}: ${reason(complaint.rule)}`;
  },

  mapLabel: '손실 지도와 각 주자의 경로',
  minimum: '최솟점',
  start: '시작',
  startHandle: (x, y) => `시작점, x ${x}, y ${y}. 화살표 키로 옮기고, Shift는 크게, Alt는 작게 움직입니다.`,
  mapHint: '시작점을 끌거나, 원하는 곳을 눌러 시작점을 놓으세요.',
  zoomHint: '확대와 축소. Ctrl과 휠, 또는 두 손가락으로도 됩니다. 끌거나 화살표 키를 누르면 보기가 움직입니다.',
  zoomIn: '확대',
  zoomOut: '축소',
  resetView: '전체 보기',
  readoutPoint: '이 지점',
  readoutNearest: (runner, step) => `${runner}, ${step}걸음`,
  undefinedHere: '정의되지 않음',

  transport: '재생',
  reset: '처음으로',
  stepBack: '한 걸음 뒤로',
  play: '재생',
  pause: '멈춤',
  stepForward: '한 걸음 앞으로',
  scrub: '보이는 걸음',
  speed: '빠르기',
  stepOf: (step, steps) => `${steps}걸음 중 ${step}걸음`,
  summary: (step, steps, surface, leader, loss, diverged) =>
    `${surface}, ${steps}걸음 중 ${step}걸음.` +
    (leader === '' ? '' : ` 가장 낮은 손실: ${leader}, ${loss}.`) +
    (diverged.length === 0 ? '' : ` 발산: ${diverged.join(', ')}.`),
  summaryNobody: (surface) => `${surface}. 달리는 주자가 없습니다.`,

  lossHeading: '손실',
  lossAgainstStep: '걸음에 따라',
  lossChartLabel: '걸음에 따른 각 주자의 손실 그래프',
  lossAboveLowest: '알려진 최저 손실 위로',
  targetWord: '목표',
  log: '로그',
  linear: '선형',

  standings: '순위',
  rule: '규칙',
  lossNow: '지금 손실',
  best: '최저',
  stepsTo: (target) => `${target}까지 걸음`,
  noTarget: '목표까지 걸음',
  outcome: '상태',
  running: '달리는 중',
  converged: '정지',
  divergedAt: (step) => `${step}걸음에 발산`,
  never: '아직',
  atStep: (step) => `${step}걸음에서`,

  surface: '곡면',
  formula: '손실 함수',
  raceSetup: '경주',
  steps: '걸음 수',
  target: '목표 손실',
  targetNone: '없음',
  runners: '주자',
  addRunner: '주자 추가',
  addRunnerPick: '추가…',
  removeRunner: (name) => `${name} 빼기`,
  duplicateRunner: (name) => `${name} 복제`,
  runnerFull: (count) => `최대 ${count}명`,
  noRunners: '아직 주자가 없습니다. 주자를 추가하세요.',
  params: {
    lr: '학습률',
    momentum: '모멘텀',
    eps: '0 나눗셈 방지',
    rho: '기억',
    alpha: '기억',
    beta1: '기울기 기억',
    beta2: '크기 기억',
  },
  showParams: (name) => `${name}: 매개변수`,
  exactValue: (name) => `${name}, 정확한 값`,
  resetParams: 'PyTorch 기본값',

  notANumber: (name, text) => `${name}: “${text}” 은(는) 숫자가 아닙니다`,
  notAWhole: (name, text) => `${name}: “${text}” 은(는) 정수가 아닙니다`,

  table: '데이터 표',
  tableNote: '명령줄이 이 링크에 대해 출력하는 행과 같으며, 모든 자릿수를 보여 줍니다.',
  tableCaption: '모든 걸음에서 각 주자의 위치와 손실',
  tablePage: (from, to, rows) => `${rows}행 중 ${from}–${to}행`,
  previousPage: '이전',
  nextPage: '다음',
  run: '주자',
  step: '걸음',
  loss: '손실',

  badge: (tolerance) => `PyTorch와 ${tolerance}까지 일치`,
  verification: 'PyTorch와 맞춰 보았습니다',
  verificationIntro: (vectors, torch, tolerance) =>
    `모든 규칙을 배정밀도로 PyTorch ${torch}와 함께 돌려 위치 ${vectors}개를 비교합니다. ` +
    `상대 오차가 어디서든 ${tolerance}을 넘으면 테스트가 실패합니다. 표는 이 페이지를 만들 때 실제로 잰 값입니다.`,
  worstError: '최대 상대 오차',
  vectors: '비교한 위치 수',
  surfaceCount: '곡면 수',
  verificationNote:
    '비교하는 것은 산술입니다. 어떤 곡면에서는 경로가 혼돈적이어서 반올림 하나의 차이로 수백 걸음 안에 갈라지며, PyTorch끼리도 그렇습니다. 그런 경로는 뺐습니다. ' +
    'Nesterov는 교과서의 앞보기 꼴입니다. PyTorch의 변형은 앞보기 점을 따라가며, 이 점도 함께 검사합니다.',

  footer: '모든 것을 이 브라우저에서 계산합니다. 실행하지 않은 것은 그리지 않습니다. 쿠키도, 추적도, 다른 서버도 없습니다.',
};
