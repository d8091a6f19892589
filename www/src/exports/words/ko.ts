/** The words of saving, in Korean. */
import type { ExportWords } from './table.ts';

export const ko: ExportWords = {
  savePicture: (title) => `저장: ${title}`,
  saveLab: '보이는 것 저장',
  png: 'PNG 그림',
  transparentPng: 'PNG 그림, 투명 배경',
  anySize: '크기 자유',
  numbers: '차트의 숫자',
  allNumbers: '모든 숫자',
  setup: '설정',
  film: '경주 영상',
  script: 'PyTorch 코드로 복사',
  scriptNote: '파이썬',
  scriptFile: 'PyTorch 스크립트',
  making: '파일을 만드는 중 …',
  saved: (name) => `${name} 파일로 저장했습니다`,
  copied: '복사했습니다.',
  copyByHand: '이 페이지에서는 클립보드를 쓸 수 없습니다. 직접 복사하세요.',
  byHand: '내려받기가 되지 않았나요? 여기서 가져가세요.',
  failed: '저장하지 못했습니다. 이유는 브라우저 콘솔에 있습니다.',
  filming: '경주를 찍는 중',
  frameOf: (frame, frames) => `${frames}장면 중 ${frame}번째`,
  cancel: '취소',
  close: '닫기',
};
