/** Rows of measurements, nine numbers each, as they come from the core. */

export const COLUMNS = 9;

/** Places of the numbers in a row. */
export const COLUMN = {
  update: 0,
  trainLoss: 1,
  testLoss: 2,
  trainAccuracy: 3,
  testAccuracy: 4,
  norm: 5,
  largest: 6,
  trace: 7,
  traceError: 8,
} as const;

export type Column = keyof typeof COLUMN;

/** What the columns are called in files. */
export const FILE_NAME: Readonly<Record<Column, string>> = {
  update: 'update',
  trainLoss: 'train_loss',
  testLoss: 'test_loss',
  trainAccuracy: 'train_acc',
  testAccuracy: 'test_acc',
  norm: 'w_norm',
  largest: 'lambda_max',
  trace: 'trace',
  traceError: 'trace_error',
};

/** One column of all rows. */
export function column(rows: Float64Array, name: Column): Float64Array {
  const at = COLUMN[name];
  return Float64Array.from({ length: rows.length / COLUMNS }, (_, row) => rows[row * COLUMNS + at]!);
}

/** One number of the last row; NaN of none. */
export function last(rows: Float64Array, name: Column): number {
  return rows.length === 0 ? NaN : rows[rows.length - COLUMNS + COLUMN[name]]!;
}

/** Rows after rows. */
export function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
