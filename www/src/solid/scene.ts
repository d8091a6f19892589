/** What a block shows: the losses it is made of, and the runs over it. */
import type { Point, View } from '../plane.ts';

/** The losses at the nodes of a mesh. Another object is another mesh. */
export interface Ground {
  /** Row by row from the top. */
  values: Float64Array;
  columns: number;
  view: View;
  /** The losses of all planes whose scale this one shares; empty for the map's own scale. */
  compared: Float64Array;
  /** The losses at the nodes of a map of the same view, which has the map's scale; empty where planes are compared. */
  mapped: Float64Array;
  /** x, y and loss of every minimum that is marked. */
  minima: Float64Array;
}

/** A run over a block. */
export interface SolidRun {
  /** Whose look it has. */
  style: number;
  /** x and y of every step. */
  positions: Float64Array;
  /** The same of the average of its iterates; none if there is none to see. */
  averages?: Float64Array | undefined;
  /** The step at which it blew up. */
  ended?: number | undefined;
}

export interface SolidScene {
  /** What the losses are of: another one is seen from its own side. */
  about: string;
  ground: Ground;
  /** Another array is other runs. */
  runs: readonly SolidRun[];
  names: readonly string[];
  start?: Point;
  step: number;
  /** What the axes are called: x, y. */
  axes: readonly [string, string];
}
