/**
 * What is pasted elsewhere. Every snippet of HTML is valid Markdown and MDX as it is: attributes in double quotes, escaped as
 * all three read them, no `style`, no attribute without a value, every tag closed.
 */

/** What a snippet is made of. */
export interface Shared {
  /** The folder that the page lies in, with a slash at its end. */
  host: string;
  /** The link of the setup, as the reader shall see it. */
  link: string;
  /** What it is called in the reader's language. */
  title: string;
}

/** Where somebody finds the setup on the whole page. */
export function pageAddress({ host, link }: Pick<Shared, 'host' | 'link'>): string {
  return `${host}#${link}`;
}

/** A frame around the embed. Blog engines overwrite a frame's fragment, so its link is in the query. */
export function iframe({ host, link, title }: Shared, height: number, width: number | string = '100%'): string {
  return `<iframe src="${attribute(`${host}embed/?${link}`)}" title="${attribute(title)}" width="${width}" height="${height}" loading="lazy" allow="fullscreen; clipboard-write"></iframe>`;
}

/** How an element shall look: its attributes, beside the setup. */
export interface Look {
  lang?: string | undefined;
  theme?: string | undefined;
  hide: readonly string[];
  autoplay: boolean;
}

/** The custom element. `poster` is a picture to be seen before it is there, or where no script runs. */
export function element({ host, link, title }: Shared, look: Look, poster: string | undefined): string {
  const attributes = [
    ['preset', link],
    ['lang', look.lang],
    ['theme', look.theme],
    ['hide', look.hide.length === 0 ? undefined : look.hide.join(',')],
    ['autoplay', look.autoplay ? 'on' : undefined],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${attribute(value)}"`]));
  const inside =
    poster === undefined
      ? `<a href="${attribute(pageAddress({ host, link }))}">${text(title)}</a>`
      : `<img slot="poster" src="${attribute(poster)}" alt="${attribute(title)}" />`;
  return `<script type="module" src="${attribute(`${host}downhill.js`)}"></script>\n<downhill-lab ${attributes.join(' ')}>\n${inside}\n</downhill-lab>`;
}

/** A ready preset's own page, and the picture that lies beside it. */
export function presetPage(host: string, id: string): { page: string; poster: string } {
  return { page: `${host}p/${id}/`, poster: `${host}p/${id}/poster.png` };
}

/** A picture that leads to the preset's page, with a caption: some hosts drop what is said of a picture itself. */
export function posterMarkdown(page: string, poster: string, title: string, caption: string): string {
  const said = markdown(title);
  return `[![${said}](${poster})](${page})\n\n*${said}. ${markdown(caption)}.*`;
}

export function posterHtml(page: string, poster: string, title: string): string {
  return `<a href="${attribute(page)}"><img src="${attribute(poster)}" alt="${attribute(title)}" width="1200" height="630" /></a>`;
}

/** A value between double quotes. HTML, Markdown and JSX decode these references alike. */
export function attribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text between tags; braces begin an expression in MDX, and Markdown reads the rest as emphasis, links or code. */
function text(value: string): string {
  return attribute(value).replace(/[{}*_[\]`\\~]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function markdown(value: string): string {
  return value.replace(/[\\`*_[\]<>{}~&]/g, '\\$&');
}
