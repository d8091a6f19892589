/** The frame of every static page: what browsers, search engines and other people's pages are told, header and footer. */
import { html } from '@lit-labs/ssr';

import { GALLERY_WORDS } from '../../src/gallery/words/index.ts';
import type { LabId } from '../../src/lab.ts';
import { LANGUAGES } from '../../src/words/index.ts';
import type { Language } from '../../src/words/index.ts';

/** A piece of a page. */
export type Piece = ReturnType<typeof html>;

/** What the bundler called the files that all static pages share, from the root of the site. */
export interface Shared {
  style: string;
  theme: string;
  search: string;
  /** The public address of the site, ending in a slash. */
  address: string;
}

/** What is particular to one page. */
export interface Page {
  language: Language;
  /** Its folder below the root in English, with a slash at the end; Korean is the same below `ko/`. */
  folder: string;
  title: string;
  description: string;
  /** The file of its picture for previews, from the root; 1200 by 630. */
  picture: string;
  pictureText: string;
  /** More of the head, such as the link to oEmbed. */
  head?: Piece;
  isGallery?: boolean;
  content: Piece;
}

const LABS: readonly LabId[] = ['race', 'batch', 'minima'];

/** Nothing from elsewhere, nothing inline; frames are our own embeds. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/** Open Graph's names for the languages. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en_GB', ko: 'ko_KR' };

/** The folder of a page in a language. */
export function folderIn(language: Language, folder: string): string {
  return language === 'en' ? folder : `${language}/${folder}`;
}

/** The way from a page up to the root of the site. */
export function rootFrom(language: Language, folder: string): string {
  return '../'.repeat(folderIn(language, folder).split('/').length - 1);
}

/** A whole document. */
export function framed(page: Page, shared: Shared): Piece {
  const { language, folder, title, description } = page;
  const { words } = LANGUAGES[language];
  const gallery = GALLERY_WORDS[language];
  const root = rootFrom(language, folder);
  const other: Language = language === 'en' ? 'ko' : 'en';
  const address = (which: Language): string => shared.address + folderIn(which, folder);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${description}">
<script src="${root}${shared.theme}"></script>
<link rel="stylesheet" href="${root}${shared.style}">
<link rel="icon" href="${root}icon.svg" type="image/svg+xml">
<link rel="manifest" href="${root}downhill.webmanifest">
<link rel="canonical" href="${address(language)}">
<link rel="alternate" hreflang="en" href="${address('en')}">
<link rel="alternate" hreflang="ko" href="${address('ko')}">
<link rel="alternate" hreflang="x-default" href="${address('en')}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="Downhill">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${address(language)}">
<meta property="og:locale" content="${LOCALES[language]}">
<meta property="og:locale:alternate" content="${LOCALES[other]}">
<meta property="og:image" content="${shared.address}${page.picture}">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="${page.pictureText}">
<meta name="twitter:card" content="summary_large_image">
${page.head ?? ''}
<script type="module" src="${root}${shared.search}"></script>
</head>
<body class="static">
<a class="skip" href="#content">${gallery.skipToContent}</a>
<header>
  <a class="brand" href="${root}" aria-label="Downhill">
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><path d="M3 7c6 0 7 18 13 18S23 11 29 11" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round"/><circle cx="16" cy="25" r="3.6" class="brand-ball"/></svg>
    <span>Downhill</span>
  </a>
  <nav class="labs" aria-label="${words.labs}">
    ${LABS.map((lab) => html`<a href="${root}#lab=${lab}${language === 'en' ? '' : `&lang=${language}`}&v=1">${words.labNames[lab]}</a>
    `)}<a href="${root}${folderIn(language, 'gallery/')}" aria-current="${page.isGallery === true ? 'page' : 'false'}">${gallery.gallery}</a>
  </nav>
  <div class="header-tools">
    <nav class="languages" aria-label="${words.language}">
      ${(Object.keys(LANGUAGES) as Language[]).map((which) => html`<a lang="${which}" hreflang="${which}" href="${root}${folderIn(which, folder)}" aria-current="${which === language ? 'true' : 'false'}">${LANGUAGES[which].name}</a>
      `)}
    </nav>
  </div>
</header>
<main id="content" class="lab" tabindex="-1">
${page.content}
</main>
<footer>${words.footer}</footer>
</body>
</html>
`;
}
