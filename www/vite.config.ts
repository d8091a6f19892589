/** How the page is bundled: a static folder that works below any path, on any host, under a strict content policy. */
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

import { formulas } from './build/math.ts';

export default defineConfig({
  // Relative addresses: the folder may be put anywhere.
  base: './',
  plugins: [formulas(fileURLToPath(new URL('src/generated/formulas.json', import.meta.url)))],
  // Workers are inlined (`?worker&inline`) and started from a blob, whose policy and address allow classic scripts everywhere.
  worker: { format: 'iife' },
  build: {
    target: 'es2022',
    // Every asset stays a file of its own: `data:` addresses need a wider content policy, and wasm must be streamed.
    assetsInlineLimit: 0,
    // Every browser that runs the page's wasm (SIMD) knows modulepreload.
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
  },
});
