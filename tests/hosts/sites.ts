/** The sites that real hosts make of our snippets: each is built anew before the tests, by the program that its authors use. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { evaluate } from '@mdx-js/mdx';
import { createElement } from 'react';
import * as jsx from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';

import { SNIPPETS } from '../../www/src/authors/snippets.ts';
import type { Experiment, HostId } from '../../www/src/authors/snippets.ts';
import { document } from './document.ts';
import { BUILT, EMBED, FINDINGS, LINK, SITES } from './places.ts';
import { run } from './tools.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SOURCES = join(HERE, 'sites');
const SHIPPED = fileURLToPath(new URL('../../integrations', import.meta.url));

const EXPERIMENT: Experiment = { host: EMBED, link: LINK, title: 'Two rules on a bowl', height: 640 };

/** The snippet for a host, as the page for authors gives it. */
export function snippet(host: HostId, experiment: Partial<Experiment> = {}): string {
  return SNIPPETS[host]({ ...EXPERIMENT, ...experiment });
}

/** Builds all of them. */
export default async function build(): Promise<void> {
  for (const made of [SITES, FINDINGS]) await rm(made, { recursive: true, force: true });
  await Promise.all([hugo(), jekyll(), mdx(), mdbook(), jupyter(), reveal(), wordpress()]);
}

/** A copy of the sources of a site, with our snippets in one of its files. */
async function site(name: string, file: string, filled: Record<string, string>): Promise<string> {
  const folder = join(SITES, `${name}-source`);
  await cp(join(SOURCES, name), folder, { recursive: true });
  let text = await readFile(join(folder, file), 'utf8');
  for (const [hole, content] of Object.entries(filled)) {
    if (!text.includes(hole)) throw new Error(`${name}/${file} has no ${hole}`);
    text = text.replace(hole, () => content);
  }
  await writeFile(join(folder, file), text);
  return folder;
}

async function hugo(): Promise<void> {
  const folder = await site('hugo', 'content/posts/post.md', { DOWNHILL_SNIPPET: snippet('hugo') });
  await inConfiguration(join(folder, 'config.toml'));
  await cp(join(SHIPPED, 'hugo'), folder, { recursive: true });
  await run('hugo', ['--quiet', '--destination', join(SITES, 'hugo')], folder);
}

async function jekyll(): Promise<void> {
  const folder = await site('jekyll', '_posts/2026-01-01-post.md', { DOWNHILL_SNIPPET: snippet('jekyll') });
  await inConfiguration(join(folder, '_config.yml'));
  await cp(join(SHIPPED, 'jekyll'), folder, { recursive: true });
  await run('jekyll', ['build', '--quiet', '--disable-disk-cache', '--destination', join(SITES, 'jekyll')], folder);
}

/** Says in a site's configuration where Downhill is, as its author does once. */
async function inConfiguration(file: string): Promise<void> {
  await writeFile(file, (await readFile(file, 'utf8')).replace('https://HOST', EMBED));
}

/** The snippet of HTML and the component, both in one post, rendered as a static site does. */
async function mdx(): Promise<void> {
  const [imports, component] = snippet('mdx', { host: EMBED }).split('\n\n');
  const folder = await site('mdx', 'post.mdx', {
    DOWNHILL_IMPORT: imports!,
    DOWNHILL_FRAME: snippet('html'),
    DOWNHILL_COMPONENT: component!,
  });
  const shipped = (await readFile(join(SHIPPED, 'mdx/Downhill.js'), 'utf8')).replace("'https://HOST'", `'${EMBED}'`);
  await writeFile(join(folder, 'Downhill.js'), shipped);
  const post = await readFile(join(folder, 'post.mdx'), 'utf8');
  const { default: Post } = await evaluate(post, { ...jsx, baseUrl: pathToFileURL(join(folder, 'post.mdx')).href });
  await mkdir(join(SITES, 'mdx'), { recursive: true });
  await writeFile(join(SITES, 'mdx/index.html'), document('A post', renderToStaticMarkup(createElement(Post))));
}

async function mdbook(): Promise<void> {
  const folder = await site('mdbook', 'src/chapter.md', { DOWNHILL_SNIPPET: snippet('mdbook') });
  await run('mdbook', ['build', '--dest-dir', join(SITES, 'mdbook')], folder);
}

/** The cell is run by a kernel, and the notebook exported with what it gave. */
async function jupyter(): Promise<void> {
  const source = JSON.stringify(snippet('jupyter')).slice(1, -1);
  const folder = await site('jupyter', 'notebook.ipynb', { DOWNHILL_SNIPPET: source });
  await run('jupyter-nbconvert', ['--execute', '--to=html', '--output=index', `--output-dir=${join(SITES, 'jupyter')}`, 'notebook.ipynb'], folder);
}

async function reveal(): Promise<void> {
  const folder = await site('reveal', 'index.html', { DOWNHILL_FRAME: snippet('reveal'), DOWNHILL_ELEMENT: snippet('element') });
  await cp(join(HERE, 'node_modules/reveal.js/dist'), join(folder, 'reveal'), { recursive: true });
  await cp(folder, join(SITES, 'reveal'), { recursive: true });
}

/** A post in which the address of a ready preset stands on a line of its own: what its page offers by oEmbed, WordPress's own filter, style and script. */
async function wordpress(): Promise<void> {
  const installed = process.env['HOST_WORDPRESS'] ?? '/usr/share/wordpress';
  const folder = join(SITES, 'wordpress');
  await mkdir(folder, { recursive: true });
  // Built for its own address, which is another one here.
  const answer = JSON.parse(await readFile(join(BUILT, 'p/beale-race/oembed.json'), 'utf8')) as { html: string; provider_url: string };
  const offered = answer.html.replaceAll(answer.provider_url, `${EMBED}/`);
  const filtered = await run('php', [join(SOURCES, 'wordpress/filter.php'), installed], folder, offered);
  await cp(join(installed, 'wp-includes/js/wp-embed.js'), join(folder, 'wp-embed.js'));
  await cp(join(installed, 'wp-includes/blocks/embed/style.css'), join(folder, 'embed.css'));
  const post = `<h1>Going downhill</h1>\n<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">${filtered}</div></figure>\n${'<p>Some words.</p>\n'.repeat(20)}<script src="wp-embed.js"></script>`;
  await writeFile(join(folder, 'index.html'), document('A blog', post, { head: '<link rel="stylesheet" href="embed.css">' }));
}
