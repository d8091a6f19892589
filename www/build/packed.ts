/** A Vite plugin for a page that is one file: what code would fetch is deflated and carried along in its place. */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { deflateRawSync } from 'node:zlib';

import type { Plugin } from 'vite';

/** What is packed, by how its name ends. */
const TYPES: Readonly<Record<string, string>> = { '.wasm': 'application/wasm', '.csv': 'text/csv' };

/** The labs' bindings and cores, of which one that has all of them takes the place. */
const CORE = /pkg\/(race|batch|minima|solid|survey|script|derivatives)\/downhill_\1(?=\.js$|_bg\.wasm\?url$)/;

/** Gives `FILE?url` the bytes of the file, as `src/resource.ts` reads them, instead of an address. */
export function packed(): Plugin {
  return {
    name: 'downhill-packed',
    enforce: 'pre',
    resolveId(id, importer, options) {
      if (!CORE.test(id)) return undefined;
      return this.resolve(id.replace(CORE, 'pkg/all/downhill_all'), importer, { ...options, skipSelf: true });
    },
    async load(id) {
      const [path, query] = id.split('?', 2) as [string, string?];
      const type = TYPES[extname(path)];
      if (query !== 'url' || type === undefined) return undefined;
      const bytes = deflateRawSync(await readFile(path), { level: 9 }).toString('base64');
      return `export default ${JSON.stringify(`packed:${type},${bytes}`)};`;
    },
  };
}
