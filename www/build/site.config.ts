/**
 * The second half of the build, after the page and the embed: what is made of the catalogue (gallery, a page for each ready
 * preset), and what is made of all of it (the service worker, the archive for a USB stick).
 */
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

import { site } from './site/plugin.ts';

const inPage = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

export default defineConfig({
  root: inPage(''),
  base: './',
  publicDir: false,
  plugins: [site(inPage(''), process.env['DOWNHILL_ADDRESS'])],
  build: {
    target: 'es2022',
    outDir: 'dist',
    // The page is there already.
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: { input: { gallery: inPage('src/gallery/gallery.ts'), theme: inPage('src/gallery/theme.ts') } },
  },
});
