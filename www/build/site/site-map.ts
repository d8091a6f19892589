/** The map of the site for search engines, as https://www.sitemaps.org/protocol.html has it, with every language of a page. */
import { LANGUAGES } from '../../src/words/index.ts';
import type { Language } from '../../src/words/index.ts';
import { folderIn } from './frame.ts';

/** The map of pages given by their folders; the root itself speaks every language at one address. */
export function siteMap(folders: readonly string[], address: string): string {
  const languages = Object.keys(LANGUAGES) as Language[];
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const entry = (folder: string, language: Language): string => {
    const others = languages.map((other) => `<xhtml:link rel="alternate" hreflang="${other}" href="${escape(address + folderIn(other, folder))}"/>`);
    return `<url><loc>${escape(address + folderIn(language, folder))}</loc>${others.join('')}</url>`;
  };
  const urls = folders.flatMap((folder) => (folder === '' ? `<url><loc>${escape(address)}</loc></url>` : languages.map((language) => entry(folder, language))));
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('\n')}
</urlset>
`;
}
