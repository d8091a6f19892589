/**
 * The `test` of every spec: Playwright's own, under which no page may complain on its console, throw, or ask another
 * origin for anything.
 */
import { test as base, expect } from '@playwright/test';
import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test';

export { expect };

interface Fixtures {
  /** What a test provokes on purpose; any other complaint fails it. */
  provoked: RegExp;
  /** A page of somebody else's: a fresh browser profile, watched like the first. */
  visitor: (options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  provoked: [/(?!)/, { option: true }],

  context: async ({ context, baseURL, provoked }, use) => {
    const complaints = watch(context, baseURL!);
    await use(context);
    expect(unprovoked(complaints, provoked), 'complaints of the page').toEqual([]);
  },

  visitor: async ({ browser, baseURL, provoked }, use) => {
    const contexts: BrowserContext[] = [];
    const complaints: string[][] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      complaints.push(watch(context, baseURL!));
      return context.newPage();
    });
    for (const context of contexts) await context.close();
    expect(unprovoked(complaints.flat(), provoked), 'complaints of the visitors’ pages').toEqual([]);
  },
});

/** Collects, from now on, what the pages of a context complain about, and whom else they ask. */
export function watch(context: BrowserContext, baseURL: string): string[] {
  const found: string[] = [];
  const own = new URL(baseURL).origin;
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (message.text() === 'Service Worker registration blocked by Playwright') return;
    found.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (event) => found.push(`uncaught: ${event.error().message}`));
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== own) found.push(`stranger: ${request.url()}`);
  });
  return found;
}

function unprovoked(complaints: string[], provoked: RegExp): string[] {
  return complaints.filter((complaint) => !provoked.test(complaint));
}
