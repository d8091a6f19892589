/**
 * The service worker: the site without a network. Everything that the labs need is kept by its content, version by version;
 * a new version waits until the last page of the old one is closed, so that an open page finds what it was made of.
 */
import { clientsClaim } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';
import type { WorkboxPlugin } from 'workbox-core/types.js';

/** What is kept from the first visit on; the build fills it in. */
declare const PRECACHE: { url: string; revision: string | null }[];

/** At most so many files of a kind, each for a month after it was last looked for. */
function atMost(maxEntries: number): WorkboxPlugin {
  // Its optional callbacks are declared as undefined, which our strictness tells from absent.
  return new ExpirationPlugin({ maxEntries, maxAgeSeconds: 30 * 24 * 60 * 60 }) as WorkboxPlugin;
}

/** A path below the worker's own folder, wherever the site lies. */
function within(url: URL): string {
  const root = new URL('./', location.href);
  return url.origin === root.origin && url.pathname.startsWith(root.pathname) ? url.pathname.slice(root.pathname.length) : '';
}

// A page of the first visit is looked after from then on, too: an update must not break it either.
clientsClaim();
cleanupOutdatedCaches();
precacheAndRoute(PRECACHE);

// Pictures have their content in the address, so that an old one is never shown for a new one.
registerRoute(
  ({ url }) => /^(assets|p\/[a-z-]+)\/[^/]+\.png$/.test(within(url)) && (url.search !== '' || within(url).startsWith('assets/')),
  new CacheFirst({ cacheName: 'downhill-pictures', plugins: [atMost(120)] }),
);

// Pages that are only looked up: as they are now if there is a network, else as they were.
registerRoute(
  ({ url, request }) => request.mode === 'navigate' && /^(ko\/)?p\/[a-z-]+\/(index\.html)?$/.test(within(url)),
  new NetworkFirst({ cacheName: 'downhill-presets', plugins: [atMost(60)] }),
);

// The frame of such a page is one file, whatever preset it is told to show.
registerRoute(
  ({ url, request }) => request.mode === 'navigate' && /^embed\/(index\.html)?$/.test(within(url)),
  new NetworkFirst({ cacheName: 'downhill-embed', plugins: [{ cacheKeyWillBeUsed: ({ request }) => Promise.resolve(request.url.replace(/\?.*$/, '')) }] }),
);
