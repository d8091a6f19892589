/** How the page, or the embed, is bundled into one HTML file that needs nothing beside it: `--mode page` or `--mode embed`. */
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

import { publicAddress } from './build/address.ts';
import { formulas } from './build/math.ts';
import { packed } from './build/packed.ts';
import { singleFile } from './build/single-file.ts';

const FILES = {
  page: { entry: 'src/main.ts', template: 'index.html', styles: ['src/tokens.css', 'src/page.css', 'src/controls.css', 'src/charts.css'], output: 'dist-single' },
  embed: { entry: 'src/embedding/embed.ts', template: 'src/embedding/embed.html', styles: [], output: 'dist/embed' },
} as const;

export default defineConfig(({ mode }) => {
  const file = FILES[mode as keyof typeof FILES];
  if (file === undefined) throw new Error(`--mode ${mode}: must be one of ${Object.keys(FILES).join(', ')}`);
  return {
    define: { PUBLIC_ADDRESS: publicAddress() },
    plugins: [packed(), formulas(here('src/generated/formulas.json')), singleFile(file.template, here('.'), file.styles)],
    publicDir: false,
    worker: { format: 'iife', plugins: () => [packed()] },
    build: {
      target: 'es2022',
      outDir: here(file.output),
      emptyOutDir: true,
      modulePreload: false,
      sourcemap: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: here(file.entry),
        // A classic script has no address, and nothing here looks for a file beside it.
        transform: { define: { 'import.meta': '{}' } },
        output: { format: 'iife', codeSplitting: false },
      },
    },
  };
});

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url)).replace(/\/$/, '');
}
