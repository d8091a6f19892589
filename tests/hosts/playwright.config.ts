/**
 * How the tests of the hosts run: the built embed inside pages of other people's, made by the programs that those people use.
 *
 * `cargo xtask test --only hosts` finds or installs those programs, serves the built page and passes its address in
 * `BASE_URL`; a plain `npx playwright test` serves the last build on a port of its own.
 */
import { defineConfig, devices } from '@playwright/test';

import { CHROMIUM_ARGUMENTS } from '../browser/chromium.ts';
import { EMBED } from './places.ts';

const chromium = process.env['CHROMIUM'];

export default defineConfig({
  testDir: '.',
  outputDir: 'output/results',
  globalSetup: './sites.ts',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Generous: a busy machine is slow to start a browser.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  projects: [
    { name: 'hosts', testIgnore: ['table.spec.ts', 'scrolling.spec.ts'] },
    // When nothing else keeps the processors busy.
    { name: 'scrolling', testMatch: 'scrolling.spec.ts', dependencies: ['hosts'] },
    // What the others have found, as a table: compared with the one in the documentation.
    { name: 'table', testMatch: 'table.spec.ts', dependencies: ['hosts'] },
  ],
  use: {
    ...devices['Desktop Chrome'],
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: CHROMIUM_ARGUMENTS,
    },
  },
  ...(process.env['BASE_URL']
    ? {}
    : {
        webServer: {
          command: `cargo xtask serve --no-build --port ${new URL(EMBED).port}`,
          url: `${EMBED}/`,
          reuseExistingServer: false,
          timeout: 120_000,
        },
      }),
});
