/** An SVG of the page drawn again on a canvas, as it looks now: how the graph and the chart of errors are saved. */
import type { Layers } from '../picture.ts';

/** Pixels between two points of a curve that is drawn as a polyline. */
const STRIDE = 3;

/** Draws every rectangle, line, path, circle and text of an SVG whose unit is a CSS pixel. */
export function drawSvg(source: SVGSVGElement, layer: Layers): void {
  const { width, height } = source.viewBox.baseVal;
  const canvas = layer({ x: 0, y: 0, width, height });
  const context = canvas.getContext('2d')!;
  context.setTransform(canvas.width / width, 0, 0, canvas.height / height, 0, 0);
  for (const element of source.querySelectorAll<SVGGraphicsElement>('rect, line, path, circle, text')) {
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.visibility === 'hidden' || Number(style.opacity) === 0) continue;
    if (element instanceof SVGTextElement) write(context, element, style);
    else shape(context, element as SVGGeometryElement, style);
  }
}

/** The outline of a shape as points, closed shapes ending where they begin. */
function outline(element: SVGGeometryElement): DOMPoint[] {
  const matrix = element.getCTM() ?? new DOMMatrix();
  const length = element.getTotalLength();
  const count = Math.max(1, Math.ceil(length / STRIDE));
  return Array.from({ length: count + 1 }, (_, k) => {
    const { x, y } = element.getPointAtLength((length * k) / count);
    return new DOMPoint(x, y).matrixTransform(matrix);
  });
}

function shape(context: CanvasRenderingContext2D, element: SVGGeometryElement, style: CSSStyleDeclaration): void {
  const isOpen = element instanceof SVGLineElement || element instanceof SVGPathElement;
  const points = outline(element);
  if (!isOpen && style.fill !== 'none') {
    context.fillStyle = style.fill;
    trace(context, points);
    context.closePath();
    context.fill();
  }
  if (style.stroke === 'none' || parseFloat(style.strokeWidth) === 0) return;
  context.strokeStyle = style.stroke;
  context.lineWidth = parseFloat(style.strokeWidth);
  context.lineJoin = 'round';
  for (const piece of dashed(points, pattern(style))) {
    trace(context, piece);
    context.stroke();
  }
}

function trace(context: CanvasRenderingContext2D, points: readonly DOMPoint[]): void {
  context.beginPath();
  for (const [place, { x, y }] of points.entries()) {
    if (place === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

/** Lengths of ink and of gaps, or none. */
function pattern({ strokeDasharray }: CSSStyleDeclaration): number[] {
  const lengths = strokeDasharray.split(/[\s,]+/).map(parseFloat);
  return lengths.every((length) => length > 0) ? lengths : [];
}

/** A line in dashes: what is saved as SVG knows no pattern of its own. */
function dashed(points: readonly DOMPoint[], lengths: readonly number[]): DOMPoint[][] {
  if (lengths.length === 0) return [[...points]];
  const pieces: DOMPoint[][] = [];
  let [nth, left] = [0, lengths[0]!];
  let piece: DOMPoint[] = [points[0]!];
  for (let k = 1; k < points.length; k += 1) {
    let from = points[k - 1]!;
    const to = points[k]!;
    for (;;) {
      const way = Math.hypot(to.x - from.x, to.y - from.y);
      if (way < left) {
        left -= way;
        piece.push(to);
        break;
      }
      const share = left / way;
      from = new DOMPoint(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
      if (nth % 2 === 0) pieces.push([...piece, from]);
      nth += 1;
      left = lengths[nth % lengths.length]!;
      piece = [from];
    }
  }
  if (nth % 2 === 0 && piece.length > 1) pieces.push(piece);
  return pieces;
}

/** Every run of letters where the browser put it, raised ones too. */
function write(context: CanvasRenderingContext2D, element: SVGTextElement, style: CSSStyleDeclaration): void {
  const matrix = element.getCTM() ?? new DOMMatrix();
  const runs = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let first = 0;
  while (runs.nextNode() !== null) {
    const { data, parentElement } = runs.currentNode as Text;
    const own = parentElement === null ? style : getComputedStyle(parentElement);
    if (first < element.getNumberOfChars() && data.trim() !== '') {
      const { x, y } = new DOMPoint(element.getStartPositionOfChar(first).x, element.getStartPositionOfChar(first).y).matrixTransform(matrix);
      context.font = `${own.fontWeight} ${parseFloat(own.fontSize)}px ${own.fontFamily}`;
      context.fillStyle = own.fill;
      context.textAlign = 'left';
      context.textBaseline = 'alphabetic';
      context.fillText(data, x, y);
    }
    first += data.length;
  }
}
