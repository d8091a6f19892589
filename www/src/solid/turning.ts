/** Turning a block: by dragging, by the arrow keys, by buttons. One finger that moves up or down scrolls the page. */
import type { Preferences } from '../preferences.ts';

/** Yaw and pitch, in degrees. */
export type Camera = readonly [yaw: number, pitch: number];

/** Degrees to a CSS pixel of a drag, and to a press of a key or button; Shift takes a third of it. */
const DRAG_DEGREES = 0.45;
export const STEP_DEGREES = 9;
const FINE = 1 / 3;

/** Parts of a degree that a link says. */
const PARTS = 10;

/** What the arrow keys turn. */
const ARROWS: Readonly<Record<string, Camera>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** A direction as a link says it. */
export function told(camera: Camera): [number, number] {
  return camera.map((degrees) => Math.round(PARTS * degrees) / PARTS) as [number, number];
}

/** What can be turned. */
export interface Turned {
  readonly preferences: Preferences;
  /** Turns by so many degrees; `isMoving` as long as a pointer may turn it on. */
  turnBy(yaw: number, pitch: number, isMoving: boolean): void;
  /** The pointer is gone. */
  rest(): void;
  resetCamera(): void;
}

export class Turning {
  readonly #turned: Turned;
  #last: { id: number; x: number; y: number } | undefined;

  constructor(turned: Turned) {
    this.#turned = turned;
  }

  listen(stage: HTMLElement): void {
    stage.addEventListener('pointerdown', this.#down);
    stage.addEventListener('pointermove', this.#move);
    stage.addEventListener('pointerup', this.#end);
    stage.addEventListener('pointercancel', this.#end);
    stage.addEventListener('dblclick', this.#reset);
    stage.addEventListener('keydown', this.#key);
  }

  #down = (event: PointerEvent): void => {
    if (event.button !== 0 || this.#last !== undefined || this.#turned.preferences.gestures === 'none') return;
    this.#last = { id: event.pointerId, x: event.clientX, y: event.clientY };
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };

  #move = (event: PointerEvent): void => {
    const last = this.#last;
    if (last?.id !== event.pointerId) return;
    this.#last = { id: last.id, x: event.clientX, y: event.clientY };
    // A finger's way up and down belongs to the page.
    const up = event.pointerType === 'touch' ? 0 : event.clientY - last.y;
    this.#turned.turnBy(DRAG_DEGREES * (event.clientX - last.x), DRAG_DEGREES * up, true);
  };

  #end = (event: PointerEvent): void => {
    if (this.#last?.id !== event.pointerId) return;
    this.#last = undefined;
    this.#turned.rest();
  };

  #reset = (event: MouseEvent): void => {
    if (this.#turned.preferences.gestures === 'none') return;
    event.preventDefault();
    this.#turned.resetCamera();
  };

  #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow === undefined && event.key !== 'Home') return;
    event.preventDefault();
    const degrees = STEP_DEGREES * (event.shiftKey ? FINE : 1);
    if (arrow === undefined) this.#turned.resetCamera();
    else this.#turned.turnBy(arrow[0] * degrees, arrow[1] * degrees, false);
  };
}
