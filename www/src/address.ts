/**
 * The address bar follows what is shown: the canonical link, 300 ms after the visitor's last change, and one history entry
 * for each preset opened. A link that the visitor did not change stays as it came.
 */
import type { App } from './app.ts';
import type { Entry } from './lab.ts';

const DELAY_MS = 300;

/** Follows `app` from now on. */
export function followAddress(app: App): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written: string | undefined;
  const first = { hash: location.hash, link: app.link };

  const write = (how: 'pushState' | 'replaceState'): void => {
    written = `#${app.link}`;
    try {
      history[how](null, '', written);
    } catch (error) {
      // WebKit refuses more than a hundred calls in ten seconds; the next change tries again.
      console.warn('Downhill: the address bar could not follow.', error);
    }
  };

  app.addEventListener('link', (event) => {
    const entry = (event as CustomEvent<Entry>).detail;
    clearTimeout(timer);
    // A talk keeps its own address.
    if (document.documentElement.dataset['presenting'] !== undefined) return;
    if (entry === 'push') write('pushState');
    if (entry === 'replace') timer = setTimeout(() => write('replaceState'), DELAY_MS);
  });

  const arrive = (): void => {
    clearTimeout(timer);
    const { hash } = location;
    // The address that the page was opened with may say nothing of what it opened with.
    if (hash !== written && hash === first.hash) void app.open(first.link, 'none');
    if (hash !== written && isLink(hash)) void app.open(hash, 'none');
    written = hash;
  };
  addEventListener('hashchange', arrive);
  addEventListener('popstate', arrive);
}

/** Whether a fragment is meant as a link, and not as a place on the page. */
export function isLink(fragment: string): boolean {
  return fragment.includes('=');
}
