/** Weighs the first load of the page: everything a fresh browser asks for, each body compressed by gzip -9. */
import { gzipSync } from 'node:zlib';

/** @typedef {{ path: string, bytes: number, isWasm: boolean }} Part */

/**
 * Opens `address` in a fresh context and weighs what it requests until the network is quiet.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} address
 * @returns {Promise<Part[]>}
 */
export async function weigh(browser, address) {
  // What is fetched for later visits, once the page is there, is no part of it.
  const context = await browser.newContext({ serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    /** @type {import('@playwright/test').Response[]} */
    const responses = [];
    page.on('response', (response) => responses.push(response));
    await page.goto(address, { waitUntil: 'networkidle' });
    // What stands in the page itself is not loaded: it is weighed with the file that holds it.
    return await Promise.all(responses.filter((response) => response.url().startsWith('http:')).map(part));
  } finally {
    await context.close();
  }
}

/** @param {import('@playwright/test').Response} response @returns {Promise<Part>} */
async function part(response) {
  const path = new URL(response.url()).pathname;
  if (!response.ok()) throw new Error(`${path}: ${response.status()} ${response.statusText()}`);
  return { path, bytes: gzipSync(await response.body(), { level: 9 }).length, isWasm: path.endsWith('.wasm') };
}
