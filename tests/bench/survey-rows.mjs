/** Measures the basin map: against JavaScript written by hand, and with two workers against one. */

/** @typedef {{ name: string, ours: string, reference: string, ratio: number, bar: string, held: boolean }} Row */

const LEAST = 3.5;
const LEAST_OF_TWO = 1.7;

/** The rows of the table. @param {import('@playwright/test').Page} page with the bench's folder open @returns {Promise<Row[]>} */
export async function surveyRows(page) {
  const { differing, ours, reference, ratio, one, two } = await page.evaluate(async () => {
    const address = '/basins.js';
    /** @type {typeof import('./basins.js')} */
    const bench = await import(address);
    return { ...(await bench.measure()), ...(await bench.measureWorkers()) };
  });
  if (differing > 0) throw new Error(`basin map: the two sides differ in ${differing} pixels, so that their times cannot be compared`);
  return [
    {
      name: 'basin map, 256 × 256 × 300 Adam, one thread',
      ours: `${ours.toFixed(0)} ms`,
      reference: `JS ${reference.toFixed(0)} ms`,
      ratio,
      bar: `>= ${LEAST.toFixed(2)}`,
      held: ratio >= LEAST,
    },
    {
      name: 'the same map, two workers',
      ours: `${two.toFixed(0)} ms`,
      reference: `one ${one.toFixed(0)} ms`,
      ratio: one / two,
      bar: `>= ${LEAST_OF_TWO.toFixed(2)}`,
      held: one / two >= LEAST_OF_TWO,
    },
  ];
}
