/** The computation graph as SVG: a box for every number, an edge for every use of one. */
import { nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';

import { short } from '../format.ts';
import type { Graph, GraphNode, Pair } from './core.ts';
import type { DerivativesWords } from './words/index.ts';

export type Sweep = 'forward' | 'backward';

/** How far a sweep has come: so many nodes are done. */
export interface Progress {
  sweep: Sweep;
  done: number;
}

/** Where things are, in CSS pixels. */
export interface Frame {
  width: number;
  height: number;
  box: Pair;
  at: (place: Pair) => Pair;
  /** Whether layers follow each other from left to right, and not downwards. */
  isAcross: boolean;
}

/** A box, and the least distance of layers from left to right: where that does not fit, they follow each other downwards. */
const BOX = 104;
const LAYER = 136;
const MARGIN = 10;

/** A frame for a graph in a stage so many pixels wide. */
export function frameOf({ layers, width }: Graph, stage: number): Frame {
  const room = stage - 2 * MARGIN;
  const isAcross = room >= BOX + (layers - 1) * LAYER;
  const box: Pair = isAcross ? [BOX, 58] : [Math.max(74, Math.min(112, room / (width + 1) - 8)), 58];
  const [layer, across] = isAcross
    ? [Math.max(LAYER, Math.min(210, (room - box[0]) / Math.max(1, layers - 1))), box[1] + 18]
    : [box[1] + 48, box[0] + 8];
  const length = (layers - 1) * layer;
  const breadth = width * across;
  const [total, tall] = isAcross ? [length + box[0], breadth + box[1]] : [breadth + box[0], length + box[1]];
  const left = Math.max(MARGIN, (stage - total) / 2);
  const at = ([along, aside]: Pair): Pair =>
    isAcross
      ? [left + box[0] / 2 + along * layer, MARGIN + box[1] / 2 + aside * across]
      : [left + box[0] / 2 + aside * across, MARGIN + box[1] / 2 + along * layer];
  return { width: Math.max(stage, total + 2 * MARGIN), height: tall + 2 * MARGIN, box, at, isAcross };
}

/** Whether the number of a node is known at this point of the sweep. */
export function isDone(index: number, count: number, { sweep, done }: Progress): boolean {
  return sweep === 'forward' ? index < done : index >= count - done;
}

/** The node that was done last. */
export function current(count: number, { sweep, done }: Progress): number | undefined {
  if (done === 0 || done > count) return undefined;
  return sweep === 'forward' ? done - 1 : count - done;
}

export function graphView(graph: Graph, frame: Frame, progress: Progress, words: DerivativesWords): TemplateResult {
  const { nodes } = graph;
  const now = current(nodes.length, progress);
  const edges = nodes.flatMap((node, index) => node.from.map((_, input) => edge(nodes, index, input, frame, progress, now)));
  return svg`<svg
      class="graph"
      width=${frame.width}
      height=${frame.height}
      viewBox="0 0 ${frame.width} ${frame.height}"
      role="img"
      aria-label=${words.graphLabel(nodes.length)}
    >
      ${edges.map(({ line }) => line)}
      ${nodes.map((node, index) => box(node, index, nodes.length, frame, progress, now))}
      ${edges.map(({ text }) => text)}
    </svg>`;
}

function edge(
  nodes: readonly GraphNode[],
  index: number,
  input: number,
  frame: Frame,
  progress: Progress,
  now: number | undefined,
): { line: TemplateResult; text: TemplateResult | typeof nothing } {
  const node = nodes[index]!;
  const points = node.edges[input]!.map(frame.at);
  const [width, height] = frame.box;
  // From the edge of one box to the edge of the other.
  const half = frame.isAcross ? width / 2 : height / 2;
  const shifted = ([x, y]: Pair, by: number): Pair => (frame.isAcross ? [x + by, y] : [x, y + by]);
  const spread = node.from.length > 1 ? (input === 0 ? -1 : 1) * (frame.isAcross ? 9 : 14) : 0;
  const first = shifted(points[0]!, half);
  const end = shifted(points.at(-1)!, -half);
  const last: Pair = frame.isAcross ? [end[0], end[1] + spread] : [end[0] + spread, end[1]];
  const path = [first, ...points.slice(1, -1), last];
  const isKnown = isDone(index, nodes.length, progress);
  const state = now === index ? 'now' : isKnown ? 'done' : 'open';
  const label = short(node.local[input]!, 3);
  const name = node.from.length > 1 ? `${'uv'[input]} ` : '';
  const at: Pair = frame.isAcross ? [last[0] - 6, last[1] - 5] : [last[0] + (spread < 0 ? -5 : 5), last[1] - 9];
  const anchor = frame.isAcross || spread < 0 ? 'end' : 'start';
  return {
    line: svg`<path class="edge ${state}" d=${curve(path, frame.isAcross)} />`,
    text: isKnown
      ? svg`<text class="local ${state}" x=${at[0]} y=${at[1]} text-anchor=${anchor}><tspan class="input">${name}</tspan>${label}</text>`
      : nothing,
  };
}

/** A smooth line through points, level where it meets each. */
function curve(points: readonly Pair[], isAcross: boolean): string {
  const [[x, y], ...rest] = points as [Pair, ...Pair[]];
  let path = `M${x.toFixed(1)} ${y.toFixed(1)}`;
  let [px, py] = [x, y];
  for (const [qx, qy] of rest) {
    const [mx, my] = [(px + qx) / 2, (py + qy) / 2];
    const [a, b]: [Pair, Pair] = isAcross ? [[mx, py], [mx, qy]] : [[px, my], [qx, my]];
    path += ` C${[...a, ...b, qx, qy].map((part) => part.toFixed(1)).join(' ')}`;
    [px, py] = [qx, qy];
  }
  return path;
}

function box(node: GraphNode, index: number, count: number, frame: Frame, progress: Progress, now: number | undefined): TemplateResult {
  const [width, height] = frame.box;
  const [x, y] = frame.at(node.place);
  const isKnown = isDone(index, count, progress);
  const isForward = progress.sweep === 'forward';
  const state = now === index ? 'now' : isKnown ? 'done' : 'open';
  const hasValue = !isForward || isKnown;
  const [byX, byY] = node.forward;
  return svg`<g class="node ${state}" transform="translate(${x - width / 2} ${y - height / 2})">
      <rect width=${width} height=${height} rx="8" />
      <text class="label" x=${width / 2} y="17">${node.label}</text>
      <text class="value" x=${width / 2} y="33">${hasValue ? short(node.value, 4) : '·'}</text>
      <text class="slope" x=${width / 2} y="49">${!isKnown ? '·' : isForward ? `${short(byX, 3)}, ${short(byY, 3)}` : short(node.adjoint, 4)}</text>
    </g>`;
}
