/** The words of blocks, in Korean. */
import type { SolidWords } from './table.ts';

export const ko: SolidWords = {
  label: (title) => `${title}: 3차원 곡면`,
  hint: '끌어서 돌려 보세요. 화살표 키로도 돌릴 수 있고, Home 키를 누르면 처음 방향으로 돌아갑니다.',
  height: '높이',
  loss: '손실',
  turnLeft: '왼쪽으로 돌리기',
  turnRight: '오른쪽으로 돌리기',
  raise: '더 위에서 보기',
  lower: '더 아래에서 보기',
  reset: '처음 방향',
  seen: (yaw, pitch) => `${yaw}° 돌려서 지면 위 ${pitch}°에서 본 모습입니다.`,
  loading: '곡면을 불러오는 중 …',
  failed: '곡면을 불러오지 못했습니다. 이 패널을 닫았다가 다시 열어 보세요.',
  note: (isLog) =>
    `${isLog ? '높이는 지도의 색과 같은 척도입니다. 색이 한 단계 바뀌면 높이도 한 단계 바뀝니다.' : '높이는 손실에 비례합니다.'} 곡면에 가려진 부분은 가늘게, 표식은 속이 빈 모양으로 그립니다.`,
  map: '지도',
  solid: '3차원',
  shownAs: '평면을 보는 방법',
};
