/** How the page is bundled: a static folder that works below any path, on any host, under a strict content policy. */
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

import { publicAddress } from './build/address.ts';
import { authors, authorsInputs } from './build/authors.ts';
import { formulas } from './build/math.ts';

/** Scripts that other pages load by name; everything else has its hash in it. */
const BY_NAME = ['downhill', 'host'];

/** What the page and every lab have in common. */
const BASE = /node_modules\/(lit|@lit)|preload-helper|rolldown-runtime|src\/(elements|words)\/|src\/(preferences|format|formula|resource|core-loading|playback|plane|canvas-size|session-controller|entry|slider-scale)\.ts/;

export default defineConfig(({ mode }) => ({
  // Relative addresses: the folder may be put anywhere.
  base: './',
  define: { PUBLIC_ADDRESS: publicAddress() },
  plugins: [formulas(here('src/generated/formulas.json')), authors(here('.'), process.env['DOWNHILL_ADDRESS'])],
  // Workers are inlined (`?worker&inline`) and started from a blob, whose policy and address allow classic scripts everywhere.
  worker: { format: 'iife' },
  build: {
    target: 'es2022',
    // Every asset stays a file of its own: `data:` addresses need a wider content policy, and wasm must be streamed.
    assetsInlineLimit: 0,
    // Every browser that runs the page's wasm (SIMD) knows modulepreload.
    modulePreload: { polyfill: false },
    sourcemap: false,
    // Another mode is another's page, built like ours.
    rolldownOptions: mode !== 'production' ? {} : {
      input: { index: here('index.html'), ...authorsInputs(here('.')), downhill: here('src/embedding/define.ts'), host: here('src/embedding/host.ts') },
      // What those scripts export is for other pages.
      preserveEntrySignatures: 'exports-only',
      output: {
        entryFileNames: ({ name }) => (BY_NAME.includes(name) ? '[name].js' : 'assets/[name]-[hash].js'),
        // What every lab needs is one file, and not one for each way of sharing it.
        codeSplitting: { groups: [{ name: 'base', test: BASE, minShareCount: 2 }] },
      },
    },
    reportCompressedSize: false,
  },
}));

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
