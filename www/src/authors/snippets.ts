/**
 * What an author pastes, host by host. The page for authors shows it, the tests of the hosts paste it: it is written once.
 */

import { attribute, iframe } from '../snippets.ts';

/** One experiment in somebody's page. */
export interface Experiment {
  /** Where Downhill is, without a final slash. */
  host: string;
  /** What stands after the `#` of its address. */
  link: string;
  /** What it shows, in a few words. */
  title: string;
  /** In CSS pixels. */
  height: number;
}

/** The hosts whose snippet is one of ours. */
export type HostId =
  | 'html' | 'markdown' | 'hugo' | 'jekyll' | 'mdx' | 'jupyter' | 'mdbook' | 'reveal' | 'coep' | 'element' | 'codepen' | 'poster';

const address = ({ host, link }: Experiment): string => `${host}/embed/?${link}`;

const frame = ({ host, link, title, height }: Experiment): string => iframe({ host: `${host}/`, link, title }, height);

/** The snippet for each host. */
export const SNIPPETS: Readonly<Record<HostId, (experiment: Experiment) => string>> = {
  html: frame,
  markdown: frame,
  mdbook: frame,
  hugo: ({ link, title, height }) => `{{< downhill link="${link}" title="${quoted(title)}" height="${height}" >}}`,
  jekyll: ({ link, title, height }) => `{% include downhill.html link="${link}" title="${quoted(title)}" height="${height}" %}`,
  mdx: ({ link, title, height }) =>
    `import { Downhill } from './Downhill.js';\n\n<Downhill link="${link}" title="${attribute(title)}" height={${height}} />`,
  jupyter: (experiment) =>
    `from IPython.display import IFrame\n\nIFrame("${address(experiment)}", width="100%", height=${experiment.height})`,
  reveal: (experiment) =>
    `<section>\n  <iframe data-src="${attribute(address(experiment))}"\n` +
    `          title="${attribute(experiment.title)}" width="100%" height="${experiment.height}" allow="fullscreen"></iframe>\n</section>`,
  coep: (experiment) => frame(experiment).replace('<iframe ', '<iframe credentialless '),
  element: ({ host, link, title }) =>
    `<script type="module" src="${host}/downhill.js"></script>\n\n` +
    `<downhill-lab preset="${attribute(link)}" theme="auto" aria-label="${attribute(title)}"></downhill-lab>`,
  codepen: ({ host, link }) =>
    `<script type="module" src="${host}/downhill.js"></script>\n<downhill-lab preset="${attribute(link)}"></downhill-lab>`,
  poster: ({ host, link, title }) => `[![${title}](${host}/p/${link}/poster.png)](${host}/p/${link}/)\n*${title}*`,
};

/** Text between the double quotes of a template language. */
function quoted(text: string): string {
  return text.replaceAll('"', '”');
}
