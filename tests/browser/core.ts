/** The compiled cores without the page around them: the bindings of the last build, over the very wasm that the page loads. */
import { fileURLToPath } from 'node:url';

import type { JSHandle, Page } from '@playwright/test';

/** What the binding of the race exports. */
export type Core = typeof import('../../www/pkg/race/downhill_race.js');
/** What the binding of the Batch lab exports. */
export type BatchCore = typeof import('../../www/pkg/batch/downhill_batch.js');

/** What the binding of the Minima lab exports. */
export type MinimaCore = typeof import('../../www/pkg/minima/downhill_minima.js');

interface Cores {
  race: Core;
  batch: BatchCore;
  minima: MinimaCore;
}

/** Opens the page in a lab, and starts that lab's core a second time beside the page's own. */
export async function loadCore(page: Page): Promise<JSHandle<Core>>;
export async function loadCore<L extends keyof Cores>(page: Page, lab: L): Promise<JSHandle<Cores[L]>>;
export async function loadCore(page: Page, lab: keyof Cores = 'race'): Promise<JSHandle<Core | BatchCore | MinimaCore>> {
  const name = `downhill_${lab}.js`;
  const path = fileURLToPath(new URL(`../../www/pkg/${lab}/${name}`, import.meta.url));
  // Other cores may be on their way too: what was open before asked for its own, and a page that rests keeps all of them for later.
  const wasm = page.waitForResponse((response) => new RegExp(`/downhill_${lab}_bg[^/]*\\.wasm$`).test(new URL(response.url()).pathname));
  // The page's bundle exports nothing; the binding that it was bundled from does.
  await page.route(`**/binding/${name}`, (route) => route.fulfill({ path, contentType: 'text/javascript' }));
  await page.goto(lab === 'race' ? './' : `./#lab=${lab}&v=1`);
  const address = (await wasm).url();
  return page.evaluateHandle(
    async ([name, address]) => {
      const core = (await import(new URL(`./binding/${name}`, location.href).href)) as Core | BatchCore | MinimaCore;
      await core.default({ module_or_path: address! });
      return core;
    },
    [name, address],
  );
}
