/**
 * How the browser tests run: real Chromium against the built page.
 *
 * `cargo xtask test` serves the page itself and passes its address in `BASE_URL` and the browser in `CHROMIUM`; a plain
 * `npx playwright test` serves the last build on a port of its own, and needs `CHROMIUM` where Playwright has none.
 */
import { defineConfig, devices } from '@playwright/test';

import { CHROMIUM_ARGUMENTS } from './chromium.ts';

const served = process.env['BASE_URL'];
const ownPort = 8190;
const chromium = process.env['CHROMIUM'];

export default defineConfig({
  testDir: '.',
  outputDir: 'output',
  globalSetup: ['./command-line.ts', './warm-up.ts'],
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Generous: a busy machine is slow to start a browser, and no test measures time.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `${served ?? `http://127.0.0.1:${ownPort}`}/`,
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    // One that answers from its cache would hide what a test intercepts; offline.spec.ts has it.
    serviceWorkers: 'block',
    // Recording costs a quarter of the time; `npx playwright test --trace=on FILE` shows what a failing test saw.
    trace: 'off',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: CHROMIUM_ARGUMENTS,
    },
  },
  ...(served
    ? {}
    : {
        webServer: {
          command: `cargo xtask serve --no-build --port ${ownPort}`,
          url: `http://127.0.0.1:${ownPort}/`,
          reuseExistingServer: false,
          timeout: 180_000,
        },
      }),
});
