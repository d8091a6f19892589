/** A Vite plugin that adds the page for authors to a build, in every language: documents that exist in memory alone. */
import { join } from 'node:path';

import type { Plugin } from 'vite';

import { authorsPage, folderOf } from '../src/authors/page.ts';
import { LANGUAGES } from '../src/words/index.ts';
import type { Language } from '../src/words/index.ts';

const ALL = Object.keys(LANGUAGES) as Language[];

/** The inputs of a build that has the plugin, by the names of their chunks; `page` is the folder of the page's sources. */
export function authorsInputs(page: string): Record<string, string> {
  return Object.fromEntries(ALL.map((language) => [`authors-${language}`, fileOf(page, language)]));
}

/** Provides those inputs; the snippets name `address` until the page's own script knows better. */
export function authors(page: string, address = 'https://HOST'): Plugin {
  const languageOf = (id: string): Language | undefined => ALL.find((language) => fileOf(page, language) === id);
  return {
    name: 'downhill-authors',
    enforce: 'pre',
    resolveId: (id) => (languageOf(id) === undefined ? undefined : id),
    load(id) {
      const language = languageOf(id);
      return language === undefined ? undefined : authorsPage(language, address.replace(/\/$/, ''));
    },
  };
}

function fileOf(page: string, language: Language): string {
  return join(page, folderOf(language), 'index.html');
}
