/** The gallery: every ready preset as a card, in a list that a script may filter. */
import { html } from '@lit-labs/ssr';

import { GALLERY_WORDS } from '../../src/gallery/words/index.ts';
import type { TagId } from '../../src/gallery/words/table.ts';
import type { LabId } from '../../src/lab.ts';
import { LANGUAGES } from '../../src/words/index.ts';
import type { Language } from '../../src/words/index.ts';
import type { Ready } from './catalogue.ts';
import { rootFrom } from './frame.ts';
import type { Page, Piece } from './frame.ts';
import { POSTER } from './posters.ts';
import type { Posters } from './posters.ts';

const FOLDER = 'gallery/';

/** The page of all presets in a language. */
export function galleryPage(language: Language, presets: readonly Ready[], posters: Posters): Page {
  const words = GALLERY_WORDS[language];
  const { labNames } = LANGUAGES[language].words;
  const labs = [...new Set(presets.map(({ lab }) => lab))];
  const used = (Object.keys(words.tags) as TagId[]).filter((tag) => presets.some(({ tags }) => tags.includes(tag)));
  const [first] = presets;
  if (first === undefined) throw new Error('the catalogue has no ready presets');
  return {
    language,
    folder: FOLDER,
    title: words.pageTitle,
    description: words.intro(presets.length),
    picture: POSTER(first.id),
    pictureText: words.posterOf(first.lesson[language].title),
    isGallery: true,
    content: html`<div class="heading"><h1>${words.heading}</h1>
<p>${words.intro(presets.length)}</p></div>
<form class="search" role="search" hidden>
  <label class="search-words"><span>${words.search}</span>
    <input type="search" name="q" autocomplete="off" spellcheck="false" maxlength="80" placeholder="${words.searchExample}"></label>
  <label><span>${words.lab}</span>
    <select name="lab"><option value="">${words.everyLab}</option>${labs.map((lab) => html`<option value="${lab}">${labNames[lab]}</option>`)}</select></label>
  <label><span>${words.subject}</span>
    <select name="tag"><option value="">${words.everySubject}</option>${used.map((tag) => html`<option value="${tag}">${words.tags[tag]}</option>`)}</select></label>
  <p class="count" role="status" data-counts="${JSON.stringify(presets.map((_, shown) => words.count(shown + 1, presets.length)))}" data-nothing="${words.nothingFits}"></p>
  <button type="reset" class="quiet" hidden>${words.showAll}</button>
</form>
${labs.map((lab) => labSection(language, lab, presets, posters))}`,
  };
}

function labSection(language: Language, lab: LabId, presets: readonly Ready[], posters: Posters): Piece {
  const { labNames } = LANGUAGES[language].words;
  return html`<section class="lab-presets" aria-labelledby="${lab}">
<h2 id="${lab}">${labNames[lab]}</h2>
<ul class="cards">
${presets.filter((ready) => ready.lab === lab).map((ready) => card(language, ready, posters))}</ul>
</section>
`;
}

function card(language: Language, { id, lab, tags, lesson, found }: Ready, posters: Posters): Piece {
  const words = GALLERY_WORDS[language];
  const root = rootFrom(language, FOLDER);
  const picture = (theme: 'light' | 'dark'): Piece =>
    html`<img class="on-${theme}" src="${root}${posters.card(id, theme)}" width="600" height="315" alt="" loading="lazy" decoding="async">`;
  const { title, sentence } = lesson[language];
  return html`<li class="card" data-lab="${lab}" data-tags="${tags.join(' ')}" data-found="${found}">
  <div class="card-picture">${picture('light')}${picture('dark')}</div>
  <h3><a href="../p/${id}/">${title}</a></h3>
  <p>${sentence}</p>
  <ul class="tags">${tags.map((tag) => html`<li><a href="#tag=${tag}">${words.tags[tag]}</a></li>`)}</ul>
</li>
`;
}
