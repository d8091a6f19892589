/** A Vite plugin that puts a bundle of one script into one HTML file, under a policy that allows that script and no other. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import type { Plugin } from 'vite';

/** Makes `index.html` of a template whose own scripts, style sheets and icon are left out for what is inlined. */
export function singleFile(template: string, folder: string, styles: readonly string[]): Plugin {
  return {
    name: 'downhill-single-file',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const [entry, ...others] = Object.values(bundle);
      if (entry?.type !== 'chunk' || others.length > 0) {
        this.error(`not one script, but ${Object.keys(bundle).join(', ')}`);
      }
      delete bundle[entry.fileName];
      const script = unclosed(entry.code.trim());
      const sheets = await Promise.all(styles.map((name) => readFile(`${folder}/${name}`, 'utf8')));
      const style = sheets.join('\n').trim();
      const icon = (await readFile(`${folder}/public/icon.svg`)).toString('base64');
      const policy =
        `default-src 'none'; script-src '${hash(script)}' 'wasm-unsafe-eval'; style-src ${style === '' ? "'none'" : `'${hash(style)}'`}; ` +
        "img-src data: blob:; worker-src blob:; connect-src blob:; base-uri 'none'; form-action 'none'";
      const html = (await readFile(`${folder}/${template}`, 'utf8'))
        .replace(/(<meta http-equiv="Content-Security-Policy" content=")[^"]*/, (_, start: string) => start + policy)
        .replaceAll(/<link rel="(?:stylesheet|manifest|apple-touch-icon)"[^>]*>\n/g, '')
        .replace(/(<link rel="icon" href=")[^"]*/, (_, start: string) => `${start}data:image/svg+xml;base64,${icon}`)
        .replaceAll(/<script type="module"[^>]*><\/script>\n/g, '')
        .replace('</head>', () => `${style === '' ? '' : `<style>${style}</style>\n`}</head>`)
        // After what it works on: a classic script does not wait for the document.
        .replace('</body>', () => `<script>${script}</script>\n</body>`);
      this.emitFile({ type: 'asset', fileName: 'index.html', source: html });
    },
  };
}

/** A script that ends where its element does. */
function unclosed(code: string): string {
  return code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
