/** What a sweep did last, in words: the chain rule with this point's numbers in it. */
import { short } from '../format.ts';
import type { Graph } from './core.ts';
import { current } from './graph-view.ts';
import type { Progress } from './graph-view.ts';
import type { DerivativesWords } from './words/index.ts';

/** A number that stands behind a dot or a plus. */
function factor(value: number): string {
  return value < 0 ? `(${short(value)})` : short(value);
}

export function sentences(graph: Graph, progress: Progress, say: DerivativesWords): string[] {
  const { nodes } = graph;
  const index = current(nodes.length, progress);
  if (index === undefined) return [say.notBegun];
  const node = nodes[index]!;
  const isEnd = progress.done === nodes.length;
  const both = isEnd ? [say.both(`(${short(graph.forward[0], 8)}, ${short(graph.forward[1], 8)})`)] : [];
  if (progress.sweep === 'forward') {
    if (node.from.length === 0) return [say.given(node.label, short(node.value, 6))];
    const inputs = node.from.map((from, input) => `${'uv'[input]} = ${short(nodes[from]!.value)}`).join(', ');
    const slopes = (['x', 'y'] as const).map((variable, axis) => {
      const sum = node.from.map((from, input) => `${factor(node.local[input]!)} · ${factor(nodes[from]!.forward[axis]!)}`).join(' + ');
      return say.slope(variable, sum, short(node.forward[axis]!));
    });
    return [say.computed(`${node.label} (${inputs})`, short(node.value, 6)), ...slopes, ...both];
  }
  const seed = index === nodes.length - 1 ? [say.seed] : [];
  if (node.from.length === 0) return [...seed, say.ends(node.label, short(node.adjoint, 6)), ...both];
  const shares = node.from.map((from, input) =>
    say.share(`${'uv'[input]} = ${nodes[from]!.label}`, `${factor(node.adjoint)} · ${factor(node.local[input]!)}`, short(node.handed[input]!)),
  );
  return [...seed, say.handsOn(node.label, short(node.adjoint)), ...shares, ...both];
}
