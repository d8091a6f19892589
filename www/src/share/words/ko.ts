/** 공유에 쓰는 한국어 문구. */
import type { ShareWords } from './index.ts';

export const ko: ShareWords = {
  heading: '공유하기',
  close: '닫기',
  ways: '공유하는 방법',

  link: '링크',
  copyLink: '링크 복사',
  linkNote: '설정 전체가 링크에 들어 있습니다. 다른 곳에는 아무것도 저장하지 않습니다.',
  characters: (count) => `${count.toLocaleString('ko')}자`,
  long: (most) => `깁니다. 메일이나 메신저에서 잘릴 수 있습니다. Downhill은 ${most.toLocaleString('ko')}자까지 읽습니다.`,
  tooLong: (most) => `너무 깁니다. Downhill은 ${most.toLocaleString('ko')}자까지만 읽으므로 이 링크는 열리지 않습니다.`,
  ownFile: '파일에서 연 페이지입니다. 이 링크들은 이 컴퓨터에서만 열립니다.',

  copy: '복사',
  copied: '복사했습니다.',
  pressKeys: (keys) => `이 페이지에서는 클립보드를 쓸 수 없습니다. 글이 선택되어 있으니 ${keys}를 누르세요.`,

  language: '언어',
  colours: '색상',
  readers: '읽는 사람의 설정',
  light: '밝게',
  dark: '어둡게',

  embed: '임베드',
  embedNote: 'iframe을 쓸 수 있는 블로그나 강의 페이지용입니다. 같은 글을 HTML, Markdown, MDX에 그대로 쓸 수 있습니다.',
  embedHosts: 'velog, Medium, GitHub에서는 외부 iframe을 쓸 수 없습니다. 그런 곳에는 ‘그림’을 쓰세요.',
  element: '요소',
  elementNote: '스크립트를 쓸 수 있는 페이지용입니다. Downhill이 페이지의 일부가 되어 다른 스크립트로 재생할 수 있습니다. HTML, Markdown, MDX에 그대로 쓸 수 있습니다.',
  codepen: 'CodePen에 넣기',
  codepenSteps: [
    '아래 글을 복사합니다.',
    'codepen.io/pen에서 새 펜을 열고 HTML 칸에 붙여 넣습니다.',
    '펜을 저장합니다. velog처럼 CodePen만 넣을 수 있는 곳에는 펜의 주소를 적습니다.',
  ],
  velogPen: 'velog에 쓸 때 (이름은 자신의 것으로)',

  picture: '그림',
  pictureNote: 'velog, GitHub, Medium처럼 iframe을 쓸 수 없는 곳용입니다. 그림을 누르면 실험이 열립니다.',
  pictureMarkdown: '링크가 달린 그림, Markdown',
  pictureHtml: '링크가 달린 그림, HTML',
  picturePage: '미리 보기가 있는 페이지 (글이나 메시지용)',
  pictureCaption: '그림을 누르면 직접 실행할 수 있습니다',
  noPicture:
    '주소가 있는 그림은 준비된 프리셋에만 있고, 지금 설정은 프리셋이 아닙니다. 그림을 저장해서(화면 캡처도 됩니다) 글에 넣고, 그 그림에 이 주소를 링크로 거세요.',

  qr: 'QR 코드',
  qrNote: '발표 화면이나 포스터용입니다. 위의 링크가 들어 있습니다.',
  qrImage: '링크의 QR 코드',
  qrDense: '링크가 길어 칸이 작습니다. 크게 띄워 보여 주세요.',
  qrTooLong: '링크가 너무 길어 QR 코드에 담을 수 없습니다.',
  saveSvg: 'SVG로 저장',
  savePng: 'PNG로 저장',
  fullScreen: '전체 화면',

  slides: '슬라이드',
  slidesNote: '링크 하나로 하는 발표입니다. 준비된 프리셋을 차례로, 큰 글씨로, 키보드로 보여 줍니다.',
  addSlide: '슬라이드 추가',
  add: '추가',
  noSlides: '아직 슬라이드가 없습니다. 준비된 프리셋을 추가하세요.',
  slide: (position, title) => `슬라이드 ${position}: ${title}`,
  earlier: (title) => `앞으로: ${title}`,
  later: (title) => `뒤로: ${title}`,
  removeSlide: (title) => `${title} 빼기`,
  predict: '먼저 예측하기: 슬라이드마다 결과를 보이기 전에 묻습니다',
  slidesLink: '슬라이드 링크',
  present: '지금 발표하기',
  presentThis: '지금 설정을 발표하기',
  presetsFailed: '프리셋 목록을 불러오지 못했습니다.',

  hide: '뺄 것',
  parts: {
    heading: '제목',
    presets: '준비된 프리셋',
    controls: '조절판',
    transport: '재생 막대',
    charts: '차트',
    table: '데이터 표',
    about: '수식과 출처',
  },
  autoplay: '화면에 보이면 재생하기',
  height: '높이',
  pixels: '픽셀',

  embedTitle: (title) => `${title}: 직접 해 보는 Downhill`,
};
