/** What the tests have found out, as the table of the documentation. */
import type { Finding, Rights } from './findings.ts';

/** The rows, in this order; a finding about another host is an error. */
const HOSTS = [
  'plain HTML', '`sandbox="allow-scripts"`', '`srcdoc`', '`srcdoc` in a sandbox', '`file://`', 'WordPress', 'strict CSP', 'COEP',
  'dark page', 'page from right to left', 'reveal.js', 'Hugo', 'Jekyll', 'MDX', 'Jupyter', 'mdBook', 'six on one page',
] as const;

/** What the lack of a right means to a reader. */
const LACKS: Readonly<Record<Exclude<keyof Rights, 'opaque'>, string>> = {
  storage: 'nothing is stored, so the reader’s choice of colours lasts as long as the page',
  clipboard: 'the link is copied by hand',
  fullscreen: 'no full screen',
  blobWorkers: 'networks, learning rates, basins and Tune are computed in slices on the page’s own thread',
};

/** The table as Markdown. */
export function table(findings: readonly Finding[]): string {
  const strange = findings.find(({ host }) => !HOSTS.some((known) => known === host));
  if (strange !== undefined) throw new Error(`the table has no row for ${strange.host}`);
  const rows = HOSTS.map((host) => {
    const about = findings.filter((finding) => finding.host === host);
    if (about.length === 0) throw new Error(`nothing was found out about ${host}`);
    const { madeBy } = about[0]!;
    return `| ${host} | ${madeBy} | ${shown(about, 'iframe')} | ${shown(about, 'element')} | ${differences(about).join('; ') || '–'} |`;
  });
  return ['| host | made by | iframe | element | what differs |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** The browsers that everything works in. */
function shown(findings: readonly Finding[], way: Finding['way']): string {
  const browsers = findings.filter((finding) => finding.way === way).map(({ browser }) => browser);
  return browsers.length === 0 ? '–' : `works: ${browsers.toSorted().join(', ')}`;
}

function differences(findings: readonly Finding[]): string[] {
  const rights = findings.find(({ way, browser, rights }) => way === 'iframe' && browser === 'Chromium' && rights)?.rights;
  const lacks = rights === undefined ? [] : (Object.keys(LACKS) as (keyof typeof LACKS)[]).filter((right) => !rights[right]);
  const sandboxed = rights?.opaque === true ? ['the frame has no origin of its own'] : [];
  return [...new Set([...sandboxed, ...lacks.map((right) => LACKS[right]), ...findings.flatMap(({ notes }) => notes ?? [])])];
}
