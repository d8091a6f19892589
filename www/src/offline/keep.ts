/** Keeps the site for visits without a network, by a service worker that is fetched once everything else is there. */

/** Registers the worker beside the page's root, `root` being the way there; where that is forbidden, nothing is kept. */
export function keepForOffline(root = './'): void {
  // A page from a folder has no worker, and needs none.
  if (!location.protocol.startsWith('http')) return;
  const register = async (): Promise<void> => {
    try {
      await navigator.serviceWorker.register(new URL(`${root}sw.js`, location.href));
    } catch {
      // Private windows and sandboxed frames forbid it; without TLS there is no such thing.
    }
  };
  if (document.readyState === 'complete') void register();
  else addEventListener('load', () => void register(), { once: true });
}
