/** The words of sharing in English. */
import type { Part } from '../../engine.ts';

export const en = {
  heading: 'Share',
  close: 'Close',
  ways: 'Ways to share',

  link: 'Link',
  copyLink: 'Copy link',
  linkNote: 'The link holds the whole setup. Nothing is stored anywhere else.',
  characters: (count: number) => `${count.toLocaleString('en')} characters`,
  long: (most: number) => `Long: mail and chat may cut it off. Downhill itself reads at most ${most.toLocaleString('en')}.`,
  tooLong: (most: number) => `Too long: Downhill reads at most ${most.toLocaleString('en')} characters, so this link would not work.`,
  ownFile: 'This page was opened from a file: its links work on this computer only.',

  copy: 'Copy',
  copied: 'Copied.',
  pressKeys: (keys: string) => `This page may not use the clipboard. The text is selected: press ${keys}.`,

  language: 'Language',
  colours: 'Colours',
  readers: 'the reader’s own',
  light: 'light',
  dark: 'dark',

  embed: 'Embed',
  embedNote: 'For a blog or course page that allows iframes. The same text is right in HTML, Markdown and MDX.',
  embedHosts: 'Velog, Medium and GitHub allow no iframes from elsewhere: use “Picture” there.',
  element: 'Element',
  elementNote: 'For a page that allows scripts: Downhill becomes part of it, and other scripts can play it. Right in HTML, Markdown and MDX.',
  codepen: 'In CodePen',
  codepenSteps: [
    'Copy the text below.',
    'Open a new pen at codepen.io/pen and paste it into the HTML field.',
    'Save the pen. Where only CodePen is allowed, as on velog, write its address there.',
  ],
  velogPen: 'On velog, with your own names',

  picture: 'Picture',
  pictureNote: 'For velog, GitHub, Medium and everything that allows no iframes: a picture that opens the experiment.',
  pictureMarkdown: 'Picture with link, Markdown',
  pictureHtml: 'Picture with link, HTML',
  picturePage: 'Page with a preview, for posts and messages',
  pictureCaption: 'Press the picture to run it yourself',
  noPicture:
    'Only ready presets have a picture at an address of their own, and this setup is none of them. Save a picture of it (a screenshot does), put that into your post, and make it a link to this address:',

  qr: 'QR code',
  qrNote: 'For a slide or a poster: it holds the link above.',
  qrImage: 'QR code of the link',
  qrDense: 'This link is long, so the squares are small: show the code large.',
  qrTooLong: 'The link is too long for a QR code.',
  saveSvg: 'Save SVG',
  savePng: 'Save PNG',
  fullScreen: 'Full screen',

  slides: 'Slides',
  slidesNote: 'A talk in one link: ready presets one after another, in big type, by keyboard.',
  addSlide: 'Add a slide',
  add: 'Add',
  noSlides: 'No slides yet. Add a ready preset.',
  slide: (position: number, title: string) => `Slide ${position}: ${title}`,
  earlier: (title: string) => `Earlier: ${title}`,
  later: (title: string) => `Later: ${title}`,
  removeSlide: (title: string) => `Remove ${title}`,
  predict: 'Predict, then reveal: each slide asks before it shows',
  slidesLink: 'Link to the slides',
  present: 'Present now',
  presentThis: 'Present this setup',
  presetsFailed: 'The list of presets could not be loaded.',

  hide: 'Leave out',
  parts: {
    heading: 'title',
    presets: 'ready presets',
    controls: 'controls',
    transport: 'playback',
    charts: 'charts',
    table: 'data table',
    about: 'formula and sources',
  } satisfies Record<Part, string> as Record<Part, string>,
  autoplay: 'Play once it can be seen',
  height: 'Height',
  pixels: 'pixels',

  embedTitle: (title: string) => `${title}: interactive, on Downhill`,
};
