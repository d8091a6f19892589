/** The npm package, as somebody gets it who installs it: its contents, its types, a server, a bundler. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { expect, test } from './watched.ts';
import { en } from './words.ts';

const PACKAGE = fileURLToPath(new URL('../../www/package', import.meta.url));
const VITE = fileURLToPath(new URL('../../www/node_modules/vite/bin/vite.js', import.meta.url));
const TOOLS = fileURLToPath(new URL('node_modules', import.meta.url));
const MEDIA: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.csv': 'text/csv' };

test.describe.configure({ mode: 'serial' });

let folder: string;
/** Where the package lies once it is installed. */
let installed: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-package-'));
  const packed = execFileSync('npm', ['pack', '--pack-destination', folder, '--json'], { cwd: PACKAGE, encoding: 'utf8' });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  installed = join(folder, 'node_modules/downhill-lab');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', installed]);
});

test.afterAll(() => rmSync(folder, { recursive: true }));

const tool = (path: string, ...given: string[]): string =>
  execFileSync(process.execPath, [join(TOOLS, path), ...given], { cwd: PACKAGE, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });

test('publint and attw find nothing wrong', () => {
  expect(tool('publint/src/cli.js', 'run', '.', '--strict')).toContain('All good!');
  // It ends in an error unless all is well. A manifest is no module, so no way of importing finds types for it.
  const types = tool('@arethetypeswrong/cli/dist/index.js', '--pack', '.', '--profile', 'esm-only', '--exclude-entrypoints', './custom-elements.json');
  expect(types.match(/^(node16 \(from ESM\)|bundler): 🟢/gm)).toHaveLength(2 * 4);
});

test('the manifest names the element, and everything that its README does', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'custom-elements.json'), 'utf8')) as {
    modules: { path: string; declarations: { name: string; tagName?: string; attributes?: { name: string }[]; events?: { name: string }[]; cssParts?: { name: string }[]; cssProperties?: { name: string }[]; members?: { kind: string; name: string; privacy?: string }[] }[] }[];
  };
  const lab = manifest.modules.find(({ path }) => path === 'dist/element.js')!.declarations.find(({ name }) => name === 'DownhillLab')!;
  expect(lab.tagName).toBe('downhill-lab');
  const readme = readFileSync(join(installed, 'README.md'), 'utf8');
  const methods = lab.members!.filter(({ kind, name, privacy }) => kind === 'method' && privacy !== 'private' && !name.startsWith('#') && !/Callback$/.test(name));
  expect(methods.length).toBeGreaterThanOrEqual(8);
  for (const { name } of [...lab.attributes!, ...lab.events!, ...lab.cssParts!, ...lab.cssProperties!, ...methods]) {
    expect(readme, name).toMatch(new RegExp(`${name}\\b`));
  }
});

test('a server can import the class, which registers nothing', () => {
  const program = `import(${JSON.stringify(pathToFileURL(join(installed, 'dist/element.js')).href)}).then(({ DownhillLab }) => console.log(typeof DownhillLab, DownhillLab.observedAttributes.join()))`;
  expect(execFileSync(process.execPath, ['--eval', program], { encoding: 'utf8' }).trim()).toBe('function preset,lang,theme,autoplay,gestures,hide');
});

test('a bundler packs it, with its core beside it', async ({ page }) => {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html lang="en"><title>App</title><script type="module" src="./main.js"></script><downhill-lab hide="charts"></downhill-lab>');
  writeFileSync(join(folder, 'main.js'), `import 'downhill-lab/define.js';\ndocument.querySelector('downhill-lab').preset = 'lab=race&f=beale&run=adam,lr:0.1&steps=50';`);
  execFileSync(process.execPath, [VITE, 'build', folder, '--base=./', '--logLevel=error'], { cwd: folder });
  await page.route('**/app/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/app/')[1] || 'index.html';
    return route.fulfill({ body: readFileSync(join(folder, 'dist', path)), contentType: MEDIA[extname(path)] ?? 'application/octet-stream' });
  });
  await page.goto('./app/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.surfaces.beale.title);
  await page.getByRole('button', { name: en.reset }).click();
  await expect(page.locator('.step-count')).toHaveText('0 / 50');
});
