/** The words of the panel "Inside the rule" in Korean. */
import type { InsideWords } from './table.ts';

export const ko: InsideWords = {
  heading: (name, step) => `${name}, ${step}번째 갱신`,
  atStart: '여기는 출발점이라 아직 갱신이 없습니다. 한 걸음 나아가거나 위치를 옮겨 보세요.',
  endedAtStart: '실행이 출발점에서 끝나서 기록된 갱신이 없습니다.',
  nobody: '아직 달리는 규칙이 없습니다.',
  asked: '이 규칙은 갱신마다 기울기를 여러 번 봅니다. 여기에는 그 결과를 보여 줍니다.',
  formula: '이번 갱신의 숫자를 넣은 식',
  coordinate: (axis) => `${axis} 방향`,
  points: '여기서 x, y, z는 이 규칙이 다루는 점이고, 각 점의 좌표 하나를 보여 줍니다.',
  state: '규칙이 기억하는 것',
  vector: '벡터',
  noState: '없습니다. 이 규칙은 아무것도 기억하지 않습니다.',
  squareNote: '척도: 좌표마다 숫자 하나',
  pointNote: '지도 위의 위치',
  arrows: '지도 위의 화살표',
  arrowsNote: '음의 기울기와 규칙의 벡터, 위치를 달리는 점에 그립니다. 기울기와 그 평균은 같은 축척입니다.',
  rate: '실효 학습률',
  rateLabel: (name) => `${name}의 두 좌표의 실효 학습률, 갱신마다`,
  noRate: '이 규칙의 걸음은 학습률과 기울기의 곱이 아닙니다.',
  length: '걸음의 길이',
  lengthLabel: (name) => `${name}의 걸음마다의 길이`,
  angle: '−∇f와 이루는 각도(도)',
  angleLabel: (name) => `${name}의 걸음과 음의 기울기 사이의 각도`,
};
