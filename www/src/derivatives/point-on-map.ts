/** The point at which derivatives are taken, on the map: a handle to move it by, and the gradient as an arrow. */
import { quantizePoint } from '../plane.ts';
import type { Point, View } from '../plane.ts';

/** How long the arrow is, in CSS pixels: it tells a direction, its length is in the panel. */
const LENGTH = 58;
const HEAD = 10;
/** Share of the view that an arrow key moves by. */
const KEY_SHARE = 0.01;

/** What is asked of a map. */
interface Plane extends HTMLElement {
  placeOf(point: Point): Point | undefined;
  pointAt(event: { clientX: number; clientY: number }): Point;
  readonly updateComplete: Promise<unknown>;
}

const SVG = 'http://www.w3.org/2000/svg';

export class PointOnMap {
  readonly map: Plane;
  readonly #root = document.createElement('div');
  readonly #arrow = document.createElementNS(SVG, 'svg');
  readonly #path = document.createElementNS(SVG, 'path');
  readonly #casing = document.createElementNS(SVG, 'path');
  readonly #handle = document.createElement('button');
  readonly #moved: (point: Point) => void;
  #shown: { point: Point; gradient: readonly [number, number]; view: View } | undefined;
  readonly #resize = new ResizeObserver(() => void this.#draw());

  constructor(map: Plane, moved: (point: Point) => void) {
    this.map = map;
    this.#moved = moved;
    this.#root.className = 'derivative-point';
    this.#arrow.setAttribute('aria-hidden', 'true');
    this.#casing.setAttribute('class', 'casing');
    this.#arrow.append(this.#casing, this.#path);
    this.#handle.className = 'point-handle';
    this.#root.append(this.#arrow, this.#handle);
    this.#handle.addEventListener('pointerdown', this.#take);
    this.#handle.addEventListener('keydown', this.#key);
    const stage = map.querySelector<HTMLElement>('.map-stage')!;
    stage.append(this.#root);
    this.#resize.observe(stage);
  }

  show(point: Point, gradient: readonly [number, number], label: string, view: View): void {
    this.#shown = { point, gradient, view };
    this.#handle.setAttribute('aria-label', label);
    this.#handle.title = label;
    void this.#draw();
  }

  remove(): void {
    this.#resize.disconnect();
    this.#root.remove();
  }

  async #draw(): Promise<void> {
    // The map may be about to show another view.
    await this.map.updateComplete;
    if (this.#shown === undefined) return;
    const { point, gradient } = this.#shown;
    const at = this.map.placeOf(point);
    const { width, height } = this.#root.getBoundingClientRect();
    const isInside = at !== undefined && at[0] >= 0 && at[1] >= 0 && at[0] <= width && at[1] <= height;
    this.#root.hidden = !isInside;
    if (!isInside) return;
    this.#handle.style.translate = `${at[0]}px ${at[1]}px`;
    const beside = this.map.placeOf([point[0] + gradient[0], point[1] + gradient[1]]);
    const [dx, dy] = [(beside?.[0] ?? NaN) - at[0], (beside?.[1] ?? NaN) - at[1]];
    const length = Math.hypot(dx, dy);
    const path = Number.isFinite(length) && length > 0 ? arrow(at, dx / length, dy / length) : '';
    this.#path.setAttribute('d', path);
    this.#casing.setAttribute('d', path);
  }

  readonly #take = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    // The map below would take it for a drag of its own.
    event.stopPropagation();
    event.preventDefault();
    this.#handle.focus();
    this.#handle.setPointerCapture(event.pointerId);
    const move = (event: PointerEvent): void => {
      event.stopPropagation();
      this.#moved(quantizePoint(this.map.pointAt(event), this.#shown!.view));
    };
    const end = (event: PointerEvent): void => {
      event.stopPropagation();
      this.#handle.removeEventListener('pointermove', move);
      this.#handle.removeEventListener('pointerup', end);
      this.#handle.removeEventListener('pointercancel', end);
    };
    this.#handle.addEventListener('pointermove', move);
    this.#handle.addEventListener('pointerup', end);
    this.#handle.addEventListener('pointercancel', end);
  };

  readonly #key = (event: KeyboardEvent): void => {
    const way = ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] } as Record<string, Point>)[event.key];
    if (way === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const { point, view } = this.#shown!;
    const [left, right, bottom, top] = view;
    const share = KEY_SHARE * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1);
    this.#moved(quantizePoint([point[0] + way[0] * share * (right - left), point[1] + way[1] * share * (top - bottom)], view));
  };
}

/** An arrow of one length from a point, along a direction. */
function arrow([x, y]: Point, dx: number, dy: number): string {
  const [tipX, tipY] = [x + LENGTH * dx, y + LENGTH * dy];
  const wing = (side: number): string => `${(tipX - HEAD * dx + side * 0.55 * HEAD * dy).toFixed(1)} ${(tipY - HEAD * dy - side * 0.55 * HEAD * dx).toFixed(1)}`;
  return `M${x.toFixed(1)} ${y.toFixed(1)} L${tipX.toFixed(1)} ${tipY.toFixed(1)} M${wing(1)} L${tipX.toFixed(1)} ${tipY.toFixed(1)} L${wing(-1)}`;
}
