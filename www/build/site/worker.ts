/** The service worker with its list: what a visit without a network needs, each file under its content. */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';

import { build } from 'vite';

/** What is kept from the first visit on. Pictures, pages that are only looked up, embeds and the archive are not. */
const KEPT = [
  /^index\.html$/,
  /^(ko\/)?gallery\/index\.html$/,
  /^assets\/.+\.(js|css|wasm|csv|woff2)$/,
  /^icon\.svg$/,
  /^icon-192\.png$/,
  /^downhill\.webmanifest$/,
];

/** Names with the content in them need no revision. */
const HASHED = /^assets\/.+-[\w-]{8}\.\w+$/;

interface Kept {
  url: string;
  revision: string | null;
}

/** The list for a finished folder. */
export async function precache(dist: string): Promise<Kept[]> {
  const files = (await readdir(dist, { recursive: true })).map((file) => file.split(sep).join('/')).toSorted();
  const kept = files.filter((file) => KEPT.some((pattern) => pattern.test(file)));
  for (const pattern of KEPT.slice(0, 3)) {
    if (!kept.some((file) => pattern.test(file))) throw new Error(`nothing in ${dist} matches ${String(pattern)}: the page must be built first`);
  }
  return Promise.all(
    kept.map(async (url) => ({
      url,
      revision: HASHED.test(url) ? null : createHash('sha256').update(await readFile(join(dist, url))).digest('hex').slice(0, 16),
    })),
  );
}

/** Writes `sw.js` into a finished folder: one script, Workbox included, so that it asks nobody for anything. */
export async function writeWorker(root: string, dist: string): Promise<void> {
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    define: { PRECACHE: JSON.stringify(await precache(dist)) },
    build: {
      target: 'es2022',
      outDir: dist,
      emptyOutDir: false,
      modulePreload: false,
      sourcemap: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: join(root, 'src/offline/worker.ts'),
        output: { entryFileNames: 'sw.js', format: 'iife' },
      },
    },
  });
}
