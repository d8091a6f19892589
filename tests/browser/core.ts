/** The compiled core without the page around it: the binding of the last build, over the very wasm that the page loads. */
import { fileURLToPath } from 'node:url';

import type { JSHandle, Page } from '@playwright/test';

/** What the binding exports. */
export type Core = typeof import('../../www/pkg/downhill_web.js');

const BINDING = fileURLToPath(new URL('../../www/pkg/downhill_web.js', import.meta.url));

/** Opens the page, and starts the core a second time beside the page's own. */
export async function loadCore(page: Page): Promise<JSHandle<Core>> {
  const wasm = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith('.wasm'));
  // The page's bundle exports nothing; the binding that it was bundled from does.
  await page.route('**/binding/downhill_web.js', (route) => route.fulfill({ path: BINDING, contentType: 'text/javascript' }));
  await page.goto('./');
  const address = (await wasm).url();
  return page.evaluateHandle(async (address) => {
    const path = new URL('./binding/downhill_web.js', location.href).href;
    const core = (await import(path)) as Core;
    await core.default({ module_or_path: address });
    return core;
  }, address);
}
