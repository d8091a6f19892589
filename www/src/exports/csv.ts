/** Numbers as CSV, byte for byte as the command line writes them. */
import type { Numbers } from '../picture.ts';

/** The shortest decimal that gives the same bits, with an exponent where that saves two characters. */
export function shortest(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa, power] = Math.abs(value).toExponential().split('e') as [string, string];
  const digits = mantissa.replace('.', '');
  const point = Number(power) + 1;
  const sign = value < 0 ? '-' : '';
  const exponent = `${sign}${mantissa}e${Number(power)}`;
  const plain = sign + withPoint(digits, point);
  return exponent.length + 2 <= plain.length ? exponent : plain;
}

/** Digits with a decimal point after so many of them, which may be none, or more than there are. */
function withPoint(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** A table with a line of names; texts with a comma or a quotation mark are quoted. What was not measured is an empty field. */
export function csvOf({ columns, rows }: Numbers): string {
  const field = (cell: number | string): string => {
    if (typeof cell === 'number') return shortest(cell);
    return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  return [columns, ...rows].map((row) => `${row.map(field).join(',')}\n`).join('');
}
