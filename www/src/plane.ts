/** The part of the plane that the map shows: rounding, panning, zooming. */

export type View = [left: number, right: number, bottom: number, top: number];
export type Point = [x: number, y: number];

/** Digits after the point of the power of ten that is at most a five-hundredth of `span`: what a pointer can tell apart. */
function digitsFor(span: number): number {
  return Math.ceil(-Math.log10(span / 500));
}

/** The least by which a quantized value can change. */
export function grain(span: number): number {
  return 10 ** -digitsFor(span);
}

/** Rounds to the grain of `span`, which also keeps links short. */
export function quantize(value: number, span: number): number {
  const digits = digitsFor(span);
  if (digits >= 0) return Number(value.toFixed(Math.min(digits, 20)));
  const unit = 10 ** -digits;
  return Math.round(value / unit) * unit;
}

/** The point as a pointer on this view can mean it. */
export function quantizePoint([x, y]: Point, [left, right, bottom, top]: View): Point {
  return [quantize(x, right - left), quantize(y, top - bottom)];
}

/** The view after zooming by `factor` (above 1: closer) about a point that stays where it is. */
export function zoomed([left, right, bottom, top]: View, [x, y]: Point, factor: number): View {
  return tidy([x - (x - left) / factor, x + (right - x) / factor, y - (y - bottom) / factor, y + (top - y) / factor]);
}

/** The view moved by a distance. */
export function moved([left, right, bottom, top]: View, dx: number, dy: number): View {
  return tidy([left + dx, right + dx, bottom + dy, top + dy]);
}

/** The middle of a view. */
export function center([left, right, bottom, top]: View): Point {
  return [(left + right) / 2, (bottom + top) / 2];
}

function tidy([left, right, bottom, top]: View): View {
  const [width, height] = [right - left, top - bottom];
  return [quantize(left, width / 10), quantize(right, width / 10), quantize(bottom, height / 10), quantize(top, height / 10)];
}
