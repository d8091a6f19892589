/** Measures whether the page's memory grows while presets are switched. */

/** Switches after the first look, before which every preset was shown twice: whatever is made or fetched once is by then. */
const SWITCHES = 50;
const ROUNDS = 2;
/** Measured garbage differs by this much from one collection to the next. */
const MOST_GROWTH = 1.05;

/**
 * @param {import('@playwright/test').Browser} browser @param {string} address
 * @returns {Promise<import('./run.mjs').Row[]>}
 */
export async function memoryRow(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    // Every memory of wasm is seen when it is made.
    await page.addInitScript(() => {
      /** @type {WebAssembly.Memory[]} */
      const memories = [];
      /** @type {any} */ (window).wasmBytes = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
      const plain = WebAssembly.instantiateStreaming;
      WebAssembly.instantiateStreaming = async (source, imports) => {
        const made = await plain.call(WebAssembly, source, imports);
        memories.push(/** @type {WebAssembly.Memory} */ (made.instance.exports['memory']));
        return made;
      };
    });
    await page.goto(`${address}/#lab=race&v=1`);
    const presets = page.locator('.ready a');
    await presets.first().waitFor();
    const count = await presets.count();
    const session = await page.context().newCDPSession(page);
    const bytes = async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      const wasm = await page.evaluate(() => /** @type {number} */ (/** @type {any} */ (window).wasmBytes()));
      if (wasm === 0) throw new Error('no memory of wasm was seen');
      return usedSize + wasm;
    };
    /** @param {number} from @param {number} to */
    const show = async (from, to) => {
      for (let nth = from; nth < to; nth += 1) {
        await presets.nth(nth % count).click();
        await page.waitForTimeout(60);
      }
    };
    const warm = ROUNDS * count;
    await show(0, warm);
    const before = await bytes();
    await show(warm, warm + SWITCHES);
    const after = await bytes();
    const ratio = after / before;
    return [
      {
        name: `memory after ${SWITCHES} more presets`,
        ours: `${(after / 1e6).toFixed(1)} MB`,
        reference: `before ${(before / 1e6).toFixed(1)} MB`,
        ratio,
        bar: `<= ${MOST_GROWTH.toFixed(2)}`,
        held: ratio <= MOST_GROWTH,
      },
    ];
  } finally {
    await page.close();
  }
}
