/** Numbers as the page writes them: four significant digits for reading, every digit where exactness is the point. */

const MINUS = '−';

/** A number for reading: `0.1234`, `−1.5`, `2.4e−7`; at most `digits` significant digits. */
export function short(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : `${MINUS}∞`;
  const magnitude = Math.abs(value);
  const text =
    magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e5)
      ? value.toExponential(digits - 1).replace(/\.?0+e/, 'e').replace('e+', 'e')
      : String(Number(value.toPrecision(digits)));
  return text.replaceAll('-', MINUS);
}

/** A number with every digit it takes to get the same bits back. */
export function exact(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** What a person typed, as a finite number; a Unicode minus and spaces are forgiven. */
export function parseNumber(text: string): number | undefined {
  const cleaned = text.trim().replaceAll(MINUS, '-').replace(/\s/g, '');
  if (cleaned === '' || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cleaned)) return undefined;
  const value = Number(cleaned);
  return Number.isFinite(value) ? value : undefined;
}
