/** The words of the page for authors, in Korean. Between backticks stands code. */
import type { AuthorsWords } from './en.ts';

export const ko: AuthorsWords = {
  title: '내 글에 넣기',
  description: '블로그, 책, 노트북, 슬라이드에 살아 있는 Downhill 실험을 넣는 방법을 도구별로 안내합니다.',
  lead: '모든 실험은 여러분의 글 안에서 그대로 움직입니다. 한 줄이면 되고, 계정도 따로 쓸 스크립트도 없습니다. 쓰는 도구에 맞는 코드를 복사하세요. 결과는 바로 옆에 있습니다.',
  toPage: 'Downhill로',
  otherLanguage: 'English',
  copy: '복사',
  copied: '복사했습니다',
  copyByHand: '선택했습니다. Ctrl+C를 누르세요',
  live: '실행 결과',
  experiment: (name) => `경사 하강법 실험 (${name})`,

  linkHeading: '실험은 링크에 들어 있습니다',
  linkText:
    '보여 주고 싶은 상태를 만들고 공유를 누른 다음 `#` 뒤를 가져오세요. 프레임에서는 `embed/?` 뒤에, 요소에서는 `preset`에 넣습니다. 보이는 방식은 다섯 가지 키로 정합니다. `lang=ko`, `theme=dark`, 일부를 숨기는 `hide=presets,about,table`(고를 수 있는 부분은 `heading presets controls transport charts table about`), 화면에 보이면 재생하는 `autoplay=on`, 휠과 손가락을 페이지가 아니라 지도에 맡기는 `gestures=greedy`(지도가 아예 반응하지 않게 하려면 `gestures=none`)입니다.',

  hostsHeading: '도구별 방법',
  hosts: {
    html: {
      name: 'HTML과 마크다운',
      text: '같은 코드가 HTML에서도, HTML을 허용하는 마크다운에서도, MDX에서도 유효합니다. style도, 값 없는 속성도 없고 닫는 태그가 있기 때문입니다. 프레임은 파일 하나이고 바깥 페이지를 건드리지 않으며, 화면에 가까워질 때 불러옵니다. 높이를 내용에 맞추려면 아래의 도우미를 함께 넣으세요.',
    },
    hugo: {
      name: 'Hugo',
      text: 'Hugo는 마크다운 안의 HTML을 지우므로 숏코드를 씁니다. `integrations/hugo/layouts/shortcodes/downhill.html`을 `layouts/shortcodes/`에 넣고, Downhill의 주소를 설정 파일의 `params.downhill`에 한 번 적으세요.',
    },
    jekyll: {
      name: 'Jekyll',
      text: '`integrations/jekyll/_includes/downhill.html`을 `_includes/`에 넣고 `_config.yml`에 `downhill: https://…`를 적으세요. 기본 코드도 그대로 쓸 수 있습니다.',
    },
    mdx: {
      name: 'MDX',
      text: 'React 컴포넌트 `integrations/mdx/Downhill.js`를 쓰면 서버에서도 렌더링됩니다. 기본 코드를 그대로 붙여 넣어도 됩니다.',
    },
    mdbook: { name: 'mdBook', text: '어느 장에든 기본 코드를 그대로 넣습니다.' },
    jupyter: {
      name: 'Jupyter',
      text: '셀 하나면 됩니다. 신뢰한 노트북에서 보이고 `nbconvert --to html`로 내보내도 남습니다. 네트워크 없이 쓰려면 `embed/index.html`을 노트북 옆에 복사하고 그 파일 이름을 적으세요.',
    },
    reveal: {
      name: 'reveal.js',
      text: '`data-src`로 적으면 그 슬라이드가 나올 때 불러옵니다. 덱의 배율이 얼마든 클릭한 자리에 정확히 찍힙니다. 프레임에 초점이 있는 동안 화살표 키는 프레임의 것이니, 다음 슬라이드로 가려면 바깥을 한 번 누르세요.',
    },
    coep: {
      name: '스스로를 격리하는 페이지 (COEP)',
      text: '`Cross-Origin-Embedder-Policy: require-corp`를 보내는 페이지는 그에 동의하지 않은 프레임을 거절합니다. Chromium은 `credentialless`라고 적은 프레임을 보여 줍니다. 다른 브라우저에서는 요소를 쓰거나, Downhill의 파일을 `Cross-Origin-Embedder-Policy: require-corp`와 `Cross-Origin-Resource-Policy: cross-origin` 헤더와 함께 제공하세요.',
    },
    element: {
      name: '요소',
      text: '스크립트를 허용하는 페이지라면 프레임 없이 씁니다. 필요한 만큼 높아지고, 글의 색을 따르며, 메서드와 이벤트가 있습니다.',
    },
  },

  platformsHeading: '플랫폼이 정하는 곳',
  platformsText: '아래 플랫폼은 자신이 아는 것만 통과시킵니다. 실험으로 연결되는 그림은 어디서나 쓸 수 있습니다.',
  platformColumns: ['플랫폼', '허용하는 것', '방법'],
  platforms: [
    { name: 'velog', allows: 'YouTube, CodePen, CodeSandbox 프레임만', does: '링크가 걸린 그림을 쓰거나, 아래처럼 펜을 만드세요. 그림의 대체 텍스트는 지워지므로 설명은 캡션에 적으세요' },
    { name: 'Medium', allows: 'Medium이 아는 제공처의 프레임만', does: '링크가 걸린 그림을 쓰세요' },
    { name: 'GitHub', allows: 'README와 댓글 모두 프레임과 스크립트 불가', does: '링크가 걸린 그림을 쓰세요' },
    { name: 'Notion', allows: '붙여 넣은 주소를 임베드 블록으로 표시하며 크기는 손으로 조절', does: '임베드 주소 `HOST/embed/?…`를 붙여 넣으세요' },
    { name: 'WordPress', allows: '한 줄에 홀로 적은 프리셋 페이지 주소(oEmbed)를 스크립트만 허용하는 샌드박스에 표시', does: '`HOST/p/` 아래 페이지의 주소를 붙여 넣거나 HTML 블록에 기본 코드를 넣으세요. 요청한 높이를 따르되 1,000픽셀까지입니다' },
  ],
  posterHeading: '링크가 걸린 그림',
  posterText: '준비된 프리셋마다 그림이 있는 페이지가 하나씩 있습니다.',
  codepenHeading: 'velog를 위한 펜',
  codepenText: '아래를 HTML로 하는 펜을 만들고, 글에는 `!codepen[이름/embed/펜]`이라고 적으세요.',

  elementHeading: '요소의 모든 것',
  elementText: '브라우저가 없는 곳에서도 import할 수 있고, 화면에 가까워질 때 필요한 것을 불러옵니다. 화면 밖이나 숨은 탭에서는 아무 일도 하지 않습니다.',
  attributesHeading: '속성',
  attributes: [
    ['preset', '실험의 링크. 주소의 `#` 뒤에 있는 부분'],
    ['lang', '`en` 또는 `ko`. 없으면 링크, 둘러싼 페이지, 브라우저 순으로 따릅니다'],
    ['theme', '`light`, `dark` 또는 `auto`. `auto`는 둘러싼 페이지가 `color-scheme`으로 고른 색을, 없으면 브라우저의 색을 따릅니다'],
    ['hide', '숨길 부분: `heading presets controls transport charts table about`'],
    ['gestures', '`cooperative`에서는 휠과 한 손가락이 페이지를 움직이고 Ctrl과 휠이 확대합니다. 그 밖에 `greedy`, `none`'],
    ['autoplay', '화면에 보이면 재생합니다. 움직임을 줄이도록 설정한 독자에게는 재생하지 않고, 신경망은 저절로 학습하지 않습니다'],
    ['slot="poster"', '불러오기 전까지 보여 줄 것'],
  ],
  membersHeading: '프로퍼티와 메서드',
  members: [
    ['ready', '쓸 수 있게 된 요소의 프라미스'],
    ['state, playing, step', '지금 상태. `state`는 `lab`, `link`, `step`, `length`, `status`를 담은 데이터입니다'],
    ['play(), pause(), reset()', '같은 이름의 단추와 같습니다'],
    ['stepBy(n), seek(t)', '앞뒤로 몇 걸음, 또는 어떤 걸음으로'],
    ['setState(link)', '다른 실험으로'],
    ['getTable()', '데이터 표의 수치'],
    ['toURL(), toPNG(), toSVG()', '이 상태의 주소와 그림'],
  ],
  eventsHeading: '이벤트',
  events: [
    ['downhill-ready', '쓸 수 있게 되었을 때'],
    ['downhill-step', '다른 걸음이 보일 때. 1초에 많아야 열 번'],
    ['downhill-change', '설정이 바뀌었을 때'],
    ['downhill-status', '재생, 정지, 학습, 종료가 바뀌었을 때'],
    ['downhill-error', '링크나 속성이 잘못되었을 때: `code`, `message`'],
  ],
  styleHeading: '모양',
  style: [
    ['--downhill-background, --downhill-ink, --downhill-accent', '색'],
    ['--downhill-font, --downhill-radius', '글꼴과 모서리'],
    ['::part(…)', '`frame heading picture transport charts closer controls table about` 부분을 꾸밉니다'],
  ],

  protocolHeading: '프레임과 주고받기',
  protocolText:
    '같은 동작을 `postMessage`로 부탁할 수 있고, 답은 프레임을 둘러싼 페이지에만 갑니다. `hello`를 보내면 걸음, 변경, 상태도 알려 줍니다. `ready`, `resize`, `error`는 스스로 알립니다.',
  helperHeading: '도우미',
  helperText: '페이지의 모든 프레임을 요청한 높이로 유지하거나, 한 프레임의 동작을 프라미스로 줍니다.',

  policyHeading: '엄격한 페이지가 허용해야 하는 것',
  policyText:
    '하나씩 빼 가며 측정한 최소한입니다. 프레임은 자기 정책을 파일에 담고 있어서 더 적게 필요합니다. `worker-src blob:`이 없어도 요소는 동작합니다. 워커가 하던 계산(신경망 학습, 학습률 곡선, 끌림 영역, 학습률 조정)을 페이지가 조금씩 나누어 합니다.',
  serverHeading: 'Downhill을 제공하는 서버가 보내야 하는 것',
  serverText:
    '프레임에는 아무것도 필요 없습니다. 브라우저는 서버가 `Access-Control-Allow-Origin: *`을 보낼 때만 다른 출처의 모듈을 불러오므로, 다른 곳의 페이지에서 `downhill.js`와 `host.js`를 쓰려면 직접 호스팅하는 폴더의 모든 파일에 이 헤더가 있어야 합니다. 없으면 요소 자리에는 포스터만 보입니다.',
};
