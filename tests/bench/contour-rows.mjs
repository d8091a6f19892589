/** Measures the map of a typed loss against d3-contour over a compiled JavaScript function. */

/** @typedef {{ name: string, ours: string, reference: string, ratio: number, bar: string, held: boolean }} Row */

const LEAST = 2;

/** The rows of the table. @param {import('@playwright/test').Page} page with the bench's folder open @returns {Promise<Row[]>} */
export async function contourRows(page) {
  const measured = await page.evaluate(async () => {
    const address = '/contours.js';
    /** @type {typeof import('./contours.js')} */
    const bench = await import(address);
    return bench.measure();
  });
  return measured.map(({ expr, levels, ours, reference, ratio }) => ({
    name: `map of ${expr.slice(0, 24)}, 256 × 256, ${levels} levels`,
    ours: `${(ours / 1000).toFixed(1)} ms`,
    reference: `d3-contour ${(reference / 1000).toFixed(1)} ms`,
    ratio,
    bar: `>= ${LEAST.toFixed(2)}`,
    held: ratio >= LEAST,
  }));
}
