/** How the npm package is bundled: the element, its registration and the host helper as modules, cores and data beside them. */
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

import { publicAddress } from './build/address.ts';
import { formulas } from './build/math.ts';
import { packageFiles } from './build/package-files.ts';

export default defineConfig({
  base: './',
  define: { PUBLIC_ADDRESS: publicAddress() },
  plugins: [formulas(here('src/generated/formulas.json')), packageFiles(here('.').replace(/\/$/, ''))],
  publicDir: false,
  worker: { format: 'iife' },
  build: {
    target: 'es2022',
    outDir: here('package/dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        element: here('src/embedding/downhill-lab.ts'),
        define: here('src/embedding/define-package.ts'),
        host: here('src/embedding/host.ts'),
      },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', assetFileNames: 'files/[name]-[hash][extname]' },
    },
  },
});

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
