/** The page for authors as HTML: made from the words when the page is built, so that it can be read without scripts. */
import { LANGUAGES } from '../words/index.ts';
import type { Language } from '../words/index.ts';
import { SNIPPETS } from './snippets.ts';
import type { Experiment } from './snippets.ts';
import { AUTHORS_WORDS } from './words/index.ts';
import type { AuthorsWords } from './words/index.ts';

/** Where the page stands, below the root of the site. */
export function folderOf(language: Language): string {
  return language === 'en' ? 'authors/' : `${language}/authors/`;
}

/** The way back up to the root of the site. */
function rootOf(language: Language): string {
  return language === 'en' ? '../' : '../../';
}

type HostName = keyof AuthorsWords['hosts'];

/** What is left out of a frame in a column of text. */
const HIDDEN = 'hide=heading,presets,controls,charts,table,about';

/** An experiment of its own for each host; heights fit the map and the playback in this page's columns. */
const SHOWN: Readonly<Record<HostName, { surface: string; link: string }>> = {
  html: { surface: 'Himmelblau', link: 'lab=race&f=himmelblau&run=adam,lr:0.1&run=momentum,lr:0.001' },
  hugo: { surface: 'Beale', link: 'lab=race&f=beale&from=0.9,-2.3&run=adam,lr:0.08&run=rmsprop,lr:0.01' },
  jekyll: { surface: 'Rosenbrock', link: 'lab=race&f=rosenbrock&from=-1.5,2&run=adam,lr:0.05&run=momentum,lr:0.001&steps=500' },
  mdx: { surface: 'Ackley', link: 'lab=race&f=ackley&run=adam,lr:0.2&run=sgd,lr:0.05' },
  mdbook: { surface: 'Six-hump camel', link: 'lab=race&f=six-hump-camel&run=momentum,lr:0.01&run=sgd,lr:0.02' },
  jupyter: { surface: 'Saddle', link: 'lab=race&f=saddle&run=adam,lr:0.05&run=sgd,lr:0.05&steps=200' },
  reveal: { surface: 'Goldstein–Price', link: 'lab=race&f=goldstein-price&run=adam,lr:0.05' },
  coep: { surface: 'Booth', link: 'lab=race&f=booth&run=sgd,lr:0.05&run=momentum,lr:0.01' },
  element: { surface: 'Styblinski–Tang', link: 'lab=race&f=styblinski-tang&run=adam,lr:0.1&run=sgd,lr:0.01' },
};

const HEIGHT = 600;

const PROTOCOL = `frame.contentWindow.postMessage({ type: 'downhill', method: 'hello' }, '*');
frame.contentWindow.postMessage({ type: 'downhill', id: 1, method: 'seek', args: [120] }, '*');

addEventListener('message', ({ source, data }) => {
  if (source !== frame.contentWindow || data?.type !== 'downhill') return;
  // { type, id, result } · { type, id, error: { code, message } }
  // { type, event: 'ready' | 'step' | 'change' | 'status' | 'error', detail } · { type, event: 'resize', height }
});`;

const helper = (host: string): string => `<script type="module" src="${host}/host.js?auto"></script>

<script type="module">
import { connect } from '${host}/host.js';
const lab = connect(document.querySelector('iframe'));
await lab.call('play');
lab.on('step', (state) => console.log(state.step));
</script>`;

const policies = (host: string): string => `iframe   frame-src ${host}
element  script-src ${host} 'wasm-unsafe-eval'; connect-src ${host}; worker-src blob:`;

/** Nothing from elsewhere, nothing inline. The element on the page computes here; frames bring a policy of their own. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "worker-src 'self' blob:; frame-src 'self'; base-uri 'none'; form-action 'none'";

/** The whole document; `host` is the address that its snippets name until a script puts in the page's own. */
export function authorsPage(language: Language, host: string): string {
  const words = AUTHORS_WORDS[language];
  const root = rootOf(language);
  const other: Language = language === 'en' ? 'ko' : 'en';
  const code = (text: string): string => codeBlock(text, words);
  const hosts = (Object.keys(words.hosts) as HostName[]).map((name) => hostSection(name, language, host)).join('\n');
  return `<!doctype html>
<html lang="${language}" data-root="${root}" data-host="${escape(host)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escape(words.description)}">
<title>${escape(words.title)} · Downhill</title>
<link rel="icon" href="${root}icon.svg" type="image/svg+xml">
<link rel="alternate" hreflang="${other}" href="${root}${folderOf(other)}">
<link rel="stylesheet" href="${root}src/tokens.css">
<link rel="stylesheet" href="${root}src/authors/authors.css">
<script type="module" src="${root}src/authors/authors.ts"></script>
</head>
<body>
<header>
<a class="brand" href="${root}${language === 'en' ? '' : `#lang=${language}`}">Downhill</a>
<a href="${root}${folderOf(other)}" lang="${other}">${LANGUAGES[other].name}</a>
</header>
<main>
<h1>${escape(words.title)}</h1>
<p class="lead">${inline(words.lead)}</p>
<h2>${escape(words.linkHeading)}</h2>
<p>${inline(words.linkText)}</p>
<h2>${escape(words.hostsHeading)}</h2>
${hosts}
<section>
<h2>${escape(words.platformsHeading)}</h2>
<p>${inline(words.platformsText)}</p>
${platforms(words)}
<h3>${escape(words.posterHeading)}</h3>
<p>${inline(words.posterText)}</p>
${code(SNIPPETS.poster({ host, link: 'beale-race', title: words.experiment('Beale'), height: HEIGHT }))}
<h3>${escape(words.codepenHeading)}</h3>
<p>${inline(words.codepenText)}</p>
${code(SNIPPETS.codepen({ host, link: `${SHOWN.html.link}&lang=${language}&v=1`, title: '', height: HEIGHT }))}
</section>
<section>
<h2>${escape(words.elementHeading)}</h2>
<p>${inline(words.elementText)}</p>
${entries(words.attributesHeading, words.attributes)}
${entries(words.membersHeading, words.members)}
${entries(words.eventsHeading, words.events)}
${entries(words.styleHeading, words.style)}
</section>
<section>
<h2>${escape(words.helperHeading)}</h2>
<p>${inline(words.helperText)}</p>
${code(helper(host))}
<h2>${escape(words.protocolHeading)}</h2>
<p>${inline(words.protocolText)}</p>
${code(PROTOCOL)}
<h2>${escape(words.policyHeading)}</h2>
<p>${inline(words.policyText)}</p>
${code(policies(host))}
<h2>${escape(words.serverHeading)}</h2>
<p>${inline(words.serverText)}</p>
</section>
</main>
<p class="visually-hidden" role="status"></p>
</body>
</html>
`;
}

/** The snippet for a host, and beside it what the snippet gives. */
function hostSection(name: HostName, language: Language, host: string): string {
  const words = AUTHORS_WORDS[language];
  const { surface, link } = SHOWN[name];
  const title = words.experiment(surface);
  const experiment: Experiment = { host, link: `${link}&lang=${language}&${HIDDEN}&v=1`, title, height: HEIGHT };
  // Below the page's own root, whatever its address is.
  const root = rootOf(language).replace(/\/$/, '');
  const shown = { ...experiment, host: root };
  const live = name === 'element' ? SNIPPETS.element(shown).split('\n\n')[1]! : SNIPPETS.html(shown);
  return `<section class="host" id="${name}">
<div class="how">
<h3>${escape(words.hosts[name].name)}</h3>
<p>${inline(words.hosts[name].text)}</p>
${codeBlock(SNIPPETS[name](experiment), words)}
</div>
<figure>
<figcaption>${escape(words.live)}</figcaption>
${live}
</figure>
</section>`;
}

function platforms({ platforms, platformColumns }: AuthorsWords): string {
  const rows = platforms.map(
    ({ name, allows, does }) => `<tr><th scope="row">${escape(name)}</th><td>${inline(allows)}</td><td>${inline(does)}</td></tr>`,
  );
  const heads = platformColumns.map((head) => `<th scope="col">${escape(head)}</th>`);
  return `<div class="scroll"><table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

function entries(heading: string, list: AuthorsWords['attributes']): string {
  const rows = list.map(([name, meaning]) => `<tr><th scope="row"><code>${escape(name)}</code></th><td>${inline(meaning)}</td></tr>`);
  return `<h3>${escape(heading)}</h3>\n<div class="scroll"><table><tbody>${rows.join('\n')}</tbody></table></div>`;
}

function codeBlock(text: string, { copy, copied, copyByHand }: AuthorsWords): string {
  return (
    `<div class="snippet"><pre tabindex="0"><code>${escape(text)}</code></pre>` +
    `<button type="button" hidden data-copied="${escape(copied)}" data-by-hand="${escape(copyByHand)}">${escape(copy)}</button></div>`
  );
}

/** Words in which code stands between backticks. */
function inline(text: string): string {
  return escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
