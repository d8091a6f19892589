/** Links to the other pages of the site, which a page that is a single file on a disk does not have beside it. */
import { nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { Language } from '../words/index.ts';

/** Shows a link to what lies below the site's root, in a language, if there is a site around the page. */
export function siteAt(path: string, language: Language, link: (address: string) => TemplateResult): TemplateResult | typeof nothing {
  if (!location.protocol.startsWith('http')) return nothing;
  return link(language === 'en' ? `./${path}` : `./${language}/${path}`);
}
