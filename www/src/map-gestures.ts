/**
 * Pointers on the map: drag the start, click to put it elsewhere, drag the ground to pan, pinch or ctrl+wheel to zoom,
 * double-click for the whole view. One finger and the plain wheel scroll the page.
 */
import { moved, zoomed } from './plane.ts';
import type { Point, View } from './plane.ts';
import type { Preferences } from './preferences.ts';
import type { Session } from './session.ts';

/** What gestures do to a map. */
interface Gestured {
  readonly session: Session;
  readonly preferences: Preferences;
  pointAt(event: { clientX: number; clientY: number }): Point;
  hoverAt(point: Point | undefined): void;
  moveStart(point: Point): void;
  look(view: View): void;
}

/** A press that moves less than this, in CSS pixels, is a click. */
const CLICK_PX = 4;
/** Both clicks of a double one fall into this time, however slow the system lets them be. */
const DOUBLE_CLICK_MS = 1000;

type Drag = { kind: 'start'; from: Point } | { kind: 'ground'; at: Point; view: View; pressed: PointerEvent; isPan: boolean };

export class MapGestures {
  readonly #map: Gestured;
  readonly #pointers = new Map<number, PointerEvent>();
  #drag: Drag | undefined;
  #pinch: { distance: number; view: View; at: Point } | undefined;
  #click: { from: Point; time: number } | undefined;

  constructor(map: Gestured) {
    this.#map = map;
  }

  listen(stage: HTMLElement): void {
    stage.addEventListener('pointerdown', this.#down);
    stage.addEventListener('pointermove', this.#move);
    stage.addEventListener('pointerup', this.#up);
    stage.addEventListener('pointercancel', this.#cancel);
    stage.addEventListener('dblclick', this.#reset);
    stage.addEventListener('wheel', this.#wheel, { passive: false });
  }

  #down = (event: PointerEvent): void => {
    if (event.button !== 0 || this.#map.preferences.gestures === 'none') return;
    const stage = event.currentTarget as HTMLElement;
    this.#pointers.set(event.pointerId, event);
    if (this.#pointers.size === 2) {
      this.#drag = undefined;
      this.#startPinch();
      return;
    }
    const isOnStart = event.target instanceof Element && event.target.closest('.start-handle') !== null;
    const { setup, view } = this.#map.session;
    this.#drag = isOnStart
      ? { kind: 'start', from: setup.from }
      : { kind: 'ground', at: this.#map.pointAt(event), view, pressed: event, isPan: false };
    // Without capture a finger may still scroll the page; only a grabbed start point must not.
    if (isOnStart || event.pointerType !== 'touch') stage.setPointerCapture(event.pointerId);
  };

  #move = (event: PointerEvent): void => {
    if (this.#pointers.has(event.pointerId)) this.#pointers.set(event.pointerId, event);
    if (this.#pinch !== undefined) return this.#movePinch(this.#pinch);
    const point = this.#map.pointAt(event);
    if (event.pointerType !== 'touch') this.#map.hoverAt(point);
    const drag = this.#drag;
    if (drag === undefined) return;
    if (drag.kind === 'start') return this.#map.moveStart(point);
    const distance = Math.hypot(event.clientX - drag.pressed.clientX, event.clientY - drag.pressed.clientY);
    drag.isPan ||= distance > CLICK_PX && event.pointerType !== 'touch';
    // The view moves under the pointer, so the distance is taken from where the pointer is on the view of the moment.
    if (drag.isPan) this.#map.look(moved(this.#map.session.view, drag.at[0] - point[0], drag.at[1] - point[1]));
  };

  #up = (event: PointerEvent): void => {
    const drag = this.#drag;
    const wasPinch = this.#pinch !== undefined;
    this.#release(event);
    if (wasPinch || drag?.kind !== 'ground' || drag.isPan) return;
    this.#click = { from: this.#map.session.setup.from, time: event.timeStamp };
    this.#map.moveStart(drag.at);
  };

  /** The system took the pointer away: what the gesture changed is put back. */
  #cancel = (event: PointerEvent): void => {
    const drag = this.#drag;
    this.#release(event);
    if (drag?.kind === 'start') this.#map.session.change({ from: drag.from });
    if (drag?.kind === 'ground' && drag.isPan) this.#map.look(drag.view);
  };

  #release(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    this.#drag = undefined;
    if (this.#pointers.size < 2) this.#pinch = undefined;
  }

  /** The first click of a double one has moved the start: that is undone. */
  #reset = (event: MouseEvent): void => {
    event.preventDefault();
    const { session, preferences } = this.#map;
    if (preferences.gestures === 'none') return;
    const click = this.#click;
    if (click !== undefined && event.timeStamp - click.time < DOUBLE_CLICK_MS) session.change({ from: click.from });
    session.lookHome();
  };

  #wheel = (event: WheelEvent): void => {
    const { gestures } = this.#map.preferences;
    if (gestures === 'none' || (gestures === 'cooperative' && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    const factor = Math.exp(-event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 0.05 : 0.004));
    this.#map.look(zoomed(this.#map.session.view, this.#map.pointAt(event), factor));
  };

  #fingers(): { distance: number; at: Point } {
    const [a, b] = [...this.#pointers.values()] as [PointerEvent, PointerEvent];
    const middle = { clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 };
    return { distance: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), at: this.#map.pointAt(middle) };
  }

  #startPinch(): void {
    this.#pinch = { ...this.#fingers(), view: this.#map.session.view };
  }

  #movePinch(pinch: { distance: number; view: View; at: Point }): void {
    const now = this.#fingers();
    this.#map.look(zoomed(pinch.view, pinch.at, now.distance / Math.max(1, pinch.distance)));
  }
}
