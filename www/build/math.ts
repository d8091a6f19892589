/** A Vite plugin that turns TeX into MathML while the page is built, so that no formula library is shipped. */
import { readFile } from 'node:fs/promises';

import temml from 'temml';
import type { Plugin } from 'vite';

const PUBLIC_ID = 'virtual:formulas/';
// Rollup's convention: the zero byte keeps other plugins from taking the id for a file.
const RESOLVED_ID = `\0${PUBLIC_ID}`;

/**
 * Provides `virtual:formulas/KIND`: those of the JSON table `path` of TeX by id whose ids begin with `KIND-`, as MathML by
 * id. A lab is sent the kinds that it shows.
 */
export function formulas(path: string): Plugin {
  return {
    name: 'downhill-formulas',
    resolveId: (id) => (id.startsWith(PUBLIC_ID) ? id.replace(PUBLIC_ID, RESOLVED_ID) : undefined),
    async load(id) {
      if (!id.startsWith(RESOLVED_ID)) return undefined;
      const kind = `${id.slice(RESOLVED_ID.length)}-`;
      this.addWatchFile(path);
      const table = readTable(await readFile(path, 'utf8'));
      const markup = Object.fromEntries(Object.entries(table)
          .filter(([name]) => name.startsWith(kind))
          .map(([name, tex]) => [name, toMathML(name, tex)]),
      );
      return `export default Object.freeze(${JSON.stringify(markup)});`;
    },
  };
}

function readTable(json: string): Record<string, string> {
  const table: unknown = JSON.parse(json);
  if (typeof table !== 'object' || table === null || Array.isArray(table)) throw new Error('formulas: not a table of TeX by id');
  for (const [name, tex] of Object.entries(table)) {
    if (typeof tex !== 'string') throw new Error(`formula ${name}: not a string of TeX`);
  }
  return table as Record<string, string>;
}

/** One formula as display MathML that carries its TeX as `alttext`; TeX that Temml does not know fails the build. */
function toMathML(name: string, tex: string): string {
  let markup: string;
  try {
    markup = temml.renderToString(tex, { displayMode: true, strict: true, throwOnError: true });
  } catch (error) {
    throw new Error(`formula ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  // Inline styles would be refused (and reported as errors) by a page whose policy allows style sheets only.
  return markup.replaceAll(/ style="[^"]*"/g, '').replace('<math', `<math alttext="${escapeAttribute(tex)}"`);
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
