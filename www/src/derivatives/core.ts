/** The core of the panel: a wasm file of its own, fetched when the panel is opened. */
import init, { Derivatives } from '../../pkg/derivatives/downhill_derivatives.js';
import address from '../../pkg/derivatives/downhill_derivatives_bg.wasm?url';

import { opened } from '../resource.ts';

export type Pair = [number, number];

/** A node of a graph as the core draws it. */
export interface GraphNode {
  label: string;
  from: number[];
  value: number;
  /** By x and by y. */
  forward: Pair;
  /** By each of `from`. */
  local: number[];
  adjoint: number;
  /** What the backward sweep adds to the adjoints of each of `from`. */
  handed: number[];
  /** (layer, distance across it) */
  place: Pair;
  /** The way of the edge from each of `from`. */
  edges: Pair[][];
}

export interface Graph {
  nodes: GraphNode[];
  value: number;
  forward: Pair;
  backward: Pair;
  layers: number;
  width: number;
}

/** A loss of which derivatives are shown. */
export interface Source {
  graph(x: number, y: number): Graph;
  difference(x: number, y: number, h: number): Float64Array;
  errors(x: number, y: number, perDecade: number): Float64Array;
  free(): void;
}

/** The derivatives of a built-in loss, or of a formula; undefined if there is no such loss. */
export async function derivativesOf(f: string, expr: string | undefined): Promise<Source | undefined> {
  await init({ module_or_path: opened(address) });
  return Derivatives.of(f, expr) as Source | undefined;
}
