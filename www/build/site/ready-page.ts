/** The page of one ready preset: its lesson, its picture, the preset itself, and how to take it along. */
import { html } from '@lit-labs/ssr';

import { GALLERY_WORDS } from '../../src/gallery/words/index.ts';
import { LANGUAGES } from '../../src/words/index.ts';
import type { Language } from '../../src/words/index.ts';
import { iframe } from '../../src/snippets.ts';
import { frameLinkIn, linkIn } from './catalogue.ts';
import type { Ready } from './catalogue.ts';
import { folderIn, rootFrom } from './frame.ts';
import type { Page, Piece } from './frame.ts';
import { POSTER, POSTER_SIZE } from './posters.ts';
import type { Posters } from './posters.ts';

/** Parts that a frame in other people's pages leaves out. */
const HIDDEN = 'presets,table,about';

/** The height at which an embed shows all of a preset on a page of usual width. */
const FRAME = { width: 800, height: 560 } as const;

const folderOf = (id: string): string => `p/${id}/`;

/** A page between its neighbours in the catalogue. */
export function readyPage(
  language: Language,
  ready: Ready,
  neighbours: { previous: Ready | undefined; next: Ready | undefined },
  address: string,
  posters: Posters,
): Page {
  const words = GALLERY_WORDS[language];
  const { id, lab, link, tags, lesson } = ready;
  const { title, sentence } = lesson[language];
  const root = rootFrom(language, folderOf(id));
  const shown = linkIn(language, link);
  const labName = LANGUAGES[language].words.labNames[lab];
  const way = (kind: 'previous' | 'next'): Piece | string => {
    const other = neighbours[kind];
    return other === undefined ? '' : html`<a class="${kind}" rel="${kind === 'next' ? 'next' : 'prev'}" href="../${other.id}/"><span>${words[kind]}</span>${other.lesson[language].title}</a>`;
  };
  return {
    language,
    folder: folderOf(id),
    title: `${title} · Downhill`,
    description: sentence,
    picture: POSTER(id),
    pictureText: words.posterOf(title),
    head: html`<link rel="alternate" type="application/json+oembed" href="${address}${folderIn(language, folderOf(id))}oembed.json" title="${title}">`,
    content: html`<div class="heading"><p class="eyebrow"><a href="../../gallery/#lab=${lab}">${labName}</a></p>
<h1>${title}</h1>
<p>${sentence}</p>
<ul class="tags">${tags.map((tag) => html`<li><a href="../../gallery/#tag=${tag}">${words.tags[tag]}</a></li>`)}</ul>
<p><a class="primary" href="${root}#${shown}">${words.open}</a></p></div>
<figure class="poster"><img src="${root}${posters.poster(id)}" width="${POSTER_SIZE.width}" height="${POSTER_SIZE.height}" alt="${words.posterOf(title)}">
<figcaption>${words.posterNote}</figcaption></figure>
<section class="live" aria-labelledby="live"><h2 id="live">${words.liveHeading} <small>${lab === 'minima' ? words.liveMinimaNote : words.liveNote}</small></h2>
<iframe src="${root}embed/?${frameLinkIn(language, link, `heading,${HIDDEN}`)}" title="${words.liveOf(title)}" height="${FRAME.height}" loading="lazy" allow="fullscreen; clipboard-write"></iframe></section>
<section class="take" aria-labelledby="link"><h2 id="link">${words.linkHeading}</h2>
<p>${words.linkNote}</p>
<pre><code>#${link}</code></pre></section>
<section class="take" aria-labelledby="embed"><h2 id="embed">${words.embedHeading}</h2>
<p>${words.embedNote}</p>
<pre><code>${frameSnippet(language, ready, address, '100%')}</code></pre></section>
<nav class="neighbours" aria-label="${words.gallery}">${way('previous')}${way('next')}</nav>`,
  };
}

/** The frame for other people's pages. */
function frameSnippet(language: Language, { link, lesson }: Ready, address: string, width: number | string): string {
  const title = GALLERY_WORDS[language].liveOf(lesson[language].title);
  return iframe({ host: address, link: frameLinkIn(language, link, HIDDEN), title }, FRAME.height, width);
}

/** What a page answers to those that want to embed it, as https://oembed.com (version 1.0) has it. */
export function oEmbed(language: Language, ready: Ready, address: string): string {
  return `${JSON.stringify({
    version: '1.0',
    type: 'rich',
    title: ready.lesson[language].title,
    provider_name: 'Downhill',
    provider_url: address,
    html: frameSnippet(language, ready, address, FRAME.width),
    width: FRAME.width,
    height: FRAME.height,
    thumbnail_url: address + POSTER(ready.id),
    thumbnail_width: POSTER_SIZE.width,
    thumbnail_height: POSTER_SIZE.height,
  })}\n`;
}
