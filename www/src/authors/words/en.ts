/** The words of the page for authors, in English. Between backticks stands code. */

/** A host whose snippet is one of ours. */
interface HostWords {
  name: string;
  /** What to do, and what to know. */
  text: string;
}

/** A platform that decides for its authors what they may embed. */
interface PlatformWords {
  name: string;
  allows: string;
  does: string;
}

/** A name, and what it is for. */
type Entry = readonly [name: string, meaning: string];

export interface AuthorsWords {
  title: string;
  description: string;
  lead: string;
  toPage: string;
  otherLanguage: string;
  copy: string;
  copied: string;
  copyByHand: string;
  live: string;
  /** What a frame shows, for those who do not see it. */
  experiment: (name: string) => string;

  linkHeading: string;
  linkText: string;

  hostsHeading: string;
  hosts: Record<'html' | 'hugo' | 'jekyll' | 'mdx' | 'mdbook' | 'jupyter' | 'reveal' | 'coep' | 'element', HostWords>;

  platformsHeading: string;
  platformsText: string;
  platformColumns: readonly [string, string, string];
  platforms: readonly PlatformWords[];
  posterHeading: string;
  posterText: string;
  codepenHeading: string;
  codepenText: string;

  elementHeading: string;
  elementText: string;
  attributesHeading: string;
  attributes: readonly Entry[];
  membersHeading: string;
  members: readonly Entry[];
  eventsHeading: string;
  events: readonly Entry[];
  styleHeading: string;
  style: readonly Entry[];

  protocolHeading: string;
  protocolText: string;
  helperHeading: string;
  helperText: string;

  policyHeading: string;
  policyText: string;
  serverHeading: string;
  serverText: string;
}

export const en: AuthorsWords = {
  title: 'Put it into your page',
  description: 'How to embed a live Downhill experiment in a blog, a book, a notebook or a slide, host by host.',
  lead: 'Every experiment can stand in your own page, live: one line, no account, no script of yours. Copy the snippet for your host; what it gives is shown beside it.',
  toPage: 'To Downhill',
  otherLanguage: '한국어',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'Selected: press Ctrl+C',
  live: 'Live',
  experiment: (name) => `Gradient descent, live (${name})`,

  linkHeading: 'The experiment is in the link',
  linkText:
    'Set up what you want to show, press Share, and take what stands after the `#`. It goes after `embed/?` in a frame, and into `preset` of the element. Five keys say how it is shown: `lang=ko`, `theme=dark`, `hide=presets,about,table` leaves parts out (`heading presets controls transport charts table about`), `autoplay=on` plays it once it is seen, `gestures=greedy` gives wheel and finger to the map instead of the page (`gestures=none` to neither).',

  hostsHeading: 'Host by host',
  hosts: {
    html: {
      name: 'HTML and Markdown',
      text: 'The same text is valid in HTML, in Markdown that lets HTML through, and in MDX: no style, no attribute without a value, a closing tag. The frame is one file, keeps its hands off your page, and loads when it comes near the screen. Where the height should follow the content, add the helper below.',
    },
    hugo: {
      name: 'Hugo',
      text: 'Hugo drops HTML in Markdown, so there is a shortcode: put `integrations/hugo/layouts/shortcodes/downhill.html` below `layouts/shortcodes/`, and say once in the configuration where Downhill is: `params.downhill`.',
    },
    jekyll: {
      name: 'Jekyll',
      text: 'Put `integrations/jekyll/_includes/downhill.html` into `_includes/`, and `downhill: https://…` into `_config.yml`. The plain snippet works too.',
    },
    mdx: {
      name: 'MDX',
      text: 'A component of React’s, `integrations/mdx/Downhill.js`; it renders on the server. The plain snippet can be pasted as it is.',
    },
    mdbook: { name: 'mdBook', text: 'The plain snippet, in any chapter.' },
    jupyter: {
      name: 'Jupyter',
      text: 'A cell, shown in trusted notebooks and kept by `nbconvert --to html`. For a notebook without a network, copy `embed/index.html` beside it and name that file.',
    },
    reveal: {
      name: 'reveal.js',
      text: 'With `data-src` the frame is loaded when its slide comes. A click lands where it was made, at any scale of the deck. While the frame has the focus, the arrow keys are its own: click beside it to go on.',
    },
    coep: {
      name: 'Pages that isolate themselves (COEP)',
      text: 'A page with `Cross-Origin-Embedder-Policy: require-corp` refuses frames that do not ask for it. Chromium shows one that is marked `credentialless`; elsewhere use the element, or serve the files of Downhill with `Cross-Origin-Embedder-Policy: require-corp` and `Cross-Origin-Resource-Policy: cross-origin`.',
    },
    element: {
      name: 'The element',
      text: 'For pages that allow scripts: no frame, as tall as it needs to be, in your colours, with methods and events.',
    },
  },

  platformsHeading: 'Where somebody else decides',
  platformsText: 'These let through what they know. A picture that links to the live page works everywhere.',
  platformColumns: ['Platform', 'What it allows', 'What to do'],
  platforms: [
    { name: 'velog', allows: 'frames of YouTube, CodePen and CodeSandbox alone', does: 'a picture with a link; or a pen of your own, see below. It drops a picture’s alternative text: say it in the caption' },
    { name: 'Medium', allows: 'no frames but those of providers that it knows', does: 'a picture with a link' },
    { name: 'GitHub', allows: 'no frames and no scripts, in READMEs as in comments', does: 'a picture with a link' },
    { name: 'Notion', allows: 'a pasted address as an embed block, sized by hand', does: 'paste the address of an embed, `HOST/embed/?…`' },
    { name: 'WordPress', allows: 'the address of a preset’s page on a line of its own (oEmbed), in a sandbox for scripts alone', does: 'paste the address of a page below `HOST/p/`, or the snippet into an HTML block. It is as tall as it asks, up to 1,000 pixels' },
  ],
  posterHeading: 'A picture with a link',
  posterText: 'Every ready preset has a page of its own with a picture.',
  codepenHeading: 'A pen for velog',
  codepenText: 'Make a pen with this as its HTML, then write `!codepen[NAME/embed/PEN]` in the post.',

  elementHeading: 'The element in full',
  elementText: 'It can be imported where there is no browser, and loads what it shows when it comes near the screen. Off screen and in hidden tabs it does nothing.',
  attributesHeading: 'Attributes',
  attributes: [
    ['preset', 'the link of the experiment: what stands behind the `#` of its address'],
    ['lang', '`en` or `ko`; else what the link says, the page around it, or the browser'],
    ['theme', '`light`, `dark` or `auto`: what the page around it has chosen by `color-scheme`, else the browser'],
    ['hide', 'parts to leave out: `heading presets controls transport charts table about`'],
    ['gestures', '`cooperative`: wheel and one finger scroll the page, Ctrl and the wheel zoom; `greedy` or `none`'],
    ['autoplay', 'plays once it is seen, unless the reader prefers less motion. Networks never train by themselves'],
    ['slot="poster"', 'what is shown until it is loaded'],
  ],
  membersHeading: 'Properties and methods',
  members: [
    ['ready', 'a promise of the element that can be used'],
    ['state, playing, step', 'how it stands; `state` is plain data with `lab`, `link`, `step`, `length`, `status`'],
    ['play(), pause(), reset()', 'as the buttons do'],
    ['stepBy(n), seek(t)', 'steps on or back, or to a step'],
    ['setState(link)', 'another experiment'],
    ['getTable()', 'the numbers of the data table'],
    ['toURL(), toPNG(), toSVG()', 'the address of this setup; pictures'],
  ],
  eventsHeading: 'Events',
  events: [
    ['downhill-ready', 'it can be used'],
    ['downhill-step', 'another step is shown; ten times a second at most'],
    ['downhill-change', 'the setup has changed'],
    ['downhill-status', 'it plays, pauses, trains, or has ended'],
    ['downhill-error', 'what is wrong with the link or an attribute: `code`, `message`'],
  ],
  styleHeading: 'Style',
  style: [
    ['--downhill-background, --downhill-ink, --downhill-accent', 'colours'],
    ['--downhill-font, --downhill-radius', 'type and corners'],
    ['::part(…)', '`frame heading picture transport charts closer controls table about`'],
  ],

  protocolHeading: 'Talking to a frame',
  protocolText:
    'The same verbs go by `postMessage`, and are answered to the page around the frame alone. After `hello` it also tells of steps, changes and status; `ready`, `resize` and `error` it tells by itself.',
  helperHeading: 'The helper',
  helperText: 'Keeps every frame of the page as tall as it asks, or gives the verbs of one as promises.',

  policyHeading: 'What a strict page has to allow',
  policyText:
    'Measured by leaving out one after another; the frame needs less, because its file brings its own policy. Without `worker-src blob:` the element works too: what workers compute (networks, learning rates, basins, Tune) is then computed in slices of the page.',
  serverHeading: 'What the server of Downhill has to send',
  serverText:
    'For frames nothing. A browser loads a module of another origin only where its server says `Access-Control-Allow-Origin: *`, so the folder that you host needs that header on all its files for `downhill.js` and `host.js` to work in pages elsewhere. Without it the element shows its poster.',
};
