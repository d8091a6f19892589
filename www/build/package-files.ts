/** A Vite plugin that completes the npm package: types, the custom elements manifest, licences. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Plugin } from 'vite';

/** What the package says of its types; everything that they lean on is among them. */
const TYPED = ['downhill-lab', 'define-package', 'host', 'protocol', 'state'];

/** What the package's modules are made of. */
const MODULES = { 'downhill-lab': 'element', 'define-package': 'define' };

export function packageFiles(page: string): Plugin {
  const own = join(page, 'package');
  const tool = (path: string, ...given: string[]): void => {
    execFileSync(process.execPath, [join(page, 'node_modules', path), ...given], { cwd: page, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  return {
    name: 'downhill-package-files',
    closeBundle() {
      const emitted = join(own, 'emitted');
      tool('typescript/bin/tsc', '--project', '.', '--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', '.', '--outDir', emitted);
      mkdirSync(join(own, 'dist/types'), { recursive: true });
      for (const name of TYPED) {
        const types = readFileSync(join(emitted, `src/embedding/${name}.d.ts`), 'utf8');
        // A consumer has the modules under the names that they are compiled to.
        writeFileSync(join(own, `dist/types/${name}.d.ts`), types.replaceAll(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'"));
      }
      rmSync(emitted, { recursive: true });
      tool('@custom-elements-manifest/analyzer/cem.js', 'analyze', '--config', 'build/elements-manifest.config.js');
      const manifest = join(own, 'custom-elements.json');
      let text = readFileSync(manifest, 'utf8');
      for (const [source, module] of Object.entries(MODULES)) text = text.replaceAll(`src/embedding/${source}.ts`, `dist/${module}.js`);
      // Events whose names are put together are found twice: once without a name.
      const named = (key: string, value: unknown): unknown =>
        key === 'events' && Array.isArray(value) ? value.filter((event: { name?: string }) => event.name !== undefined) : value;
      writeFileSync(manifest, `${JSON.stringify(JSON.parse(text, named), undefined, 2)}\n`);
      for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) cpSync(join(page, '..', licence), join(own, licence));
    },
  };
}
