/** A Vite plugin that adds the static pages to a bundle, and wraps up the finished folder. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { render } from '@lit-labs/ssr';
import type { Plugin, Rolldown } from 'vite';

import { LANGUAGES } from '../../src/words/index.ts';
import type { Language } from '../../src/words/index.ts';
import { writeArchive } from './archive.ts';
import { readyPresets } from './catalogue.ts';
import { folderIn, framed } from './frame.ts';
import type { Page, Shared } from './frame.ts';
import { galleryPage } from './gallery-page.ts';
import { POSTER } from './posters.ts';
import type { Posters } from './posters.ts';
import { oEmbed, readyPage } from './ready-page.ts';
import { siteMap } from './site-map.ts';
import { writeWorker } from './worker.ts';

/** Builds for `address`, which previews, oEmbed and search engines need; `root` is the folder of the page's sources. */
export function site(root: string, address: string | undefined): Plugin {
  const dist = join(root, 'dist');
  const generated = (path: string): string => join(root, 'src/generated', path);
  if (address === undefined) throw new Error('DOWNHILL_ADDRESS is not set: build with `cargo xtask build`, or set it to where the site will be');
  return {
    name: 'downhill-site',
    async generateBundle(_, bundle) {
      const presets = await readyPresets(generated('catalogue.json'));
      const drawn = new Map<string, string>();
      for (const { id } of presets) {
        const poster = await readFile(generated(`posters/${id}.png`));
        this.emitFile({ type: 'asset', fileName: POSTER(id), source: poster });
        drawn.set(id, `${POSTER(id)}?${createHash('sha256').update(poster).digest('hex').slice(0, 8)}`);
        for (const theme of ['light', 'dark'] as const) {
          const source = await readFile(generated(`posters/${id}-${theme}.png`));
          drawn.set(`${id}-${theme}`, this.getFileName(this.emitFile({ type: 'asset', name: `${id}-${theme}.png`, source })));
        }
      }
      const posters: Posters = { poster: (id) => drawn.get(id)!, card: (id, theme) => drawn.get(`${id}-${theme}`)! };
      const shared: Shared = { ...filesOf(bundle), address };
      const write = (page: Page): void => {
        const source = collectResultSync(render(framed(page, shared)));
        this.emitFile({ type: 'asset', fileName: `${folderIn(page.language, page.folder)}index.html`, source });
      };
      for (const language of Object.keys(LANGUAGES) as Language[]) {
        write(galleryPage(language, presets, posters));
        for (const [at, ready] of presets.entries()) {
          const page = readyPage(language, ready, { previous: presets[at - 1], next: presets[at + 1] }, address, posters);
          write(page);
          this.emitFile({ type: 'asset', fileName: `${folderIn(language, page.folder)}oembed.json`, source: oEmbed(language, ready, address) });
        }
      }
      this.emitFile({ type: 'asset', fileName: 'sitemap.xml', source: siteMap(['', 'gallery/', ...presets.map(({ id }) => `p/${id}/`)], address) });
      for (const icon of ['icon-192.png', 'icon-512.png', 'icon-maskable-512.png']) {
        this.emitFile({ type: 'asset', fileName: icon, source: await readFile(generated(`icons/${icon}`)) });
      }
    },
    async closeBundle(error) {
      if (error !== undefined) return;
      await writeWorker(root, dist);
      await writeArchive(root, dist);
    },
  };
}

/** The files that the bundler made of the static pages' style and scripts. */
function filesOf(bundle: Rolldown.OutputBundle): Pick<Shared, 'style' | 'theme' | 'search'> {
  const chunk = (name: string): Rolldown.OutputChunk => {
    const found = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry && file.name === name);
    if (found?.type !== 'chunk') throw new Error(`the bundle has no chunk ${name}`);
    return found;
  };
  const [theme, search] = [chunk('theme'), chunk('gallery')];
  // It runs in the head, as a classic script.
  if (theme.imports.length > 0 || theme.exports.length > 0) throw new Error('the script of the theme must stand alone');
  const style = Object.values(bundle).find((file) => file.type === 'asset' && file.names.includes('gallery.css'));
  if (style === undefined) throw new Error('the bundle has no style for the static pages');
  return { theme: theme.fileName, search: search.fileName, style: style.fileName };
}
