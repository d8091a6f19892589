/** What is said around the panels below a race, in Korean. */
import type { CloserWords } from './table.ts';

export const ko: CloserWords = {
  heading: '자세히 보기',
  hint: '패널을 열어 보세요. 모두 위의 경주를 보여 주며, 설정을 바꾸면 바로 다시 계산합니다.',
  panels: {
    inside: { name: '규칙의 내부', sentence: '선택한 주자의 규칙이 이 걸음에서 하는 일을 실제 수치로 보여 줍니다.' },
    derivatives: { name: '미분', sentence: '아무도 도함수를 손으로 구하지 않았는데 기울기가 연산 하나하나에서 만들어지는 과정입니다.' },
    rates: { name: '학습률', sentence: '주어진 걸음 수 안에서 학습률마다 도달한 가장 낮은 손실입니다. 너무 작음, 알맞음, 너무 큼이 한눈에 보입니다.' },
    basins: { name: '끌림 영역', sentence: '픽셀 하나가 그곳에서 시작한 실행 하나입니다. 색은 도달한 최솟점, 밝기는 도달한 속도입니다.' },
    '3d': { name: '3차원', sentence: '같은 곡면을 입체로 보고 그 위에 궤적을 얹었습니다. 끌거나 화살표 키로 돌려 보세요.' },
  },
};
