/** The `test` of the host specs: a server of hosts, and an account of everything that a page asks for and complains about. */
import { test as base, expect } from '@playwright/test';
import type { Page, Request } from '@playwright/test';

import { HostServer } from './host-server.ts';
import { EMBED } from './places.ts';

export { expect };

/** What a page asked for and complained about since it was opened. */
export interface Account {
  requests: Request[];
  complaints: string[];
}

interface TestFixtures {
  account: Account;
  /** What the host itself brings about; any other complaint fails the test. */
  expected: RegExp;
}

interface WorkerFixtures {
  host: HostServer;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  host: [
    // The fixture needs no other one, and Playwright asks for the empty pattern.
    async ({}, use) => {
      const server = await HostServer.start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],

  expected: [/(?!)/, { option: true }],

  account: [
    async ({ context, expected }, use) => {
      const account: Account = { requests: [], complaints: [] };
      context.on('console', (message) => {
        if (message.type() !== 'error' && message.type() !== 'warning') return;
        account.complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (event) => account.complaints.push(`uncaught: ${event.error().message}`));
      context.on('request', (request) => {
        if (!/^(data|blob):/.test(request.url())) account.requests.push(request);
      });
      // What a host fetches from others for itself is no concern of ours, and there may be no network.
      await context.route(
        (url) => /^https?:/.test(url.protocol) && url.origin !== EMBED && url.hostname !== 'localhost',
        (route) => route.fulfill({ status: 200, contentType: 'text/javascript', body: '' }),
      );
      await use(account);
      expect(account.complaints.filter((complaint) => !expected.test(complaint)), 'complaints').toEqual([]);
    },
    { auto: true },
  ],
});

/** What the documents of ours on a page asked for after themselves: an embed holds everything that it needs. */
export function askedByEmbeds(page: Page, { requests }: Account): string[] {
  return requests
    .filter((request) => !request.isNavigationRequest() && request.frame() !== page.mainFrame())
    .map((request) => request.url());
}
