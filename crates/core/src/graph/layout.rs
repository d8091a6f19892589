//! Where the nodes of a graph stand when it is drawn: in layers, so that every edge leads from an earlier to a later one
//! (K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", 1981).

use alloc::vec;
use alloc::vec::Vec;

use super::Graph;

/// How often layers are put in order, down and up.
const ROUNDS: usize = 8;
/// How often places are evened out.
const RELAXATIONS: usize = 24;
/// Room for an edge on its way past a layer, where a node has 1.
const EDGE_ROOM: f64 = 0.5;

/// A drawing of a graph. A place is (layer, distance across it): layers are 1 apart, and so are at least the nodes of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The place of every node; the smallest distance across is 0.
    pub nodes: Vec<[f64; 2]>,
    /// For every node, for each of the nodes that it is computed from, the places that the edge from there goes through.
    pub edges: Vec<Vec<Vec<[f64; 2]>>>,
    /// The number of layers.
    pub layers: usize,
    /// The largest distance across.
    pub width: f64,
}

/// Something that takes room in a layer: a node, or an edge that goes past.
struct Item {
    layer: usize,
    room: f64,
    across: f64,
    /// The items it is joined with in the layers before and after.
    before: Vec<usize>,
    after: Vec<usize>,
}

impl Graph {
    /// A drawing of the graph.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let nodes = self.nodes();
        let mut layer = vec![0; nodes.len()];
        for (index, node) in nodes.iter().enumerate() {
            let deepest = node.from.iter().take(node.source.arity()).map(|&from| layer[from] + 1).max();
            layer[index] = deepest.unwrap_or(0);
        }
        let item = |layer, room| Item { layer, room, across: 0.0, before: Vec::new(), after: Vec::new() };
        let mut items: Vec<Item> = layer.iter().map(|&layer| item(layer, 1.0)).collect();
        // Which items every edge goes through, both ends included.
        let mut paths: Vec<Vec<Vec<usize>>> = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            let mut own = Vec::new();
            for &from in node.from.iter().take(node.source.arity()) {
                let mut path = vec![from];
                for between in layer[from] + 1..layer[index] {
                    items.push(item(between, EDGE_ROOM));
                    path.push(items.len() - 1);
                }
                path.push(index);
                for pair in path.windows(2) {
                    items[pair[0]].after.push(pair[1]);
                    items[pair[1]].before.push(pair[0]);
                }
                own.push(path);
            }
            paths.push(own);
        }
        let layers = layer.iter().max().map_or(0, |deepest| deepest + 1);
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); layers];
        items.iter().enumerate().for_each(|(index, item)| rows[item.layer].push(index));
        arrange(&mut items, &mut rows);
        let least = items.iter().map(|item| item.across).fold(f64::INFINITY, f64::min);
        items.iter_mut().for_each(|item| item.across -= least);
        let place = |index: &usize| [items[*index].layer as f64, items[*index].across];
        Layout {
            nodes: (0..nodes.len()).map(|index| place(&index)).collect(),
            edges: paths.iter().map(|own| own.iter().map(|path| path.iter().map(place).collect()).collect()).collect(),
            layers,
            width: items.iter().map(|item| item.across).fold(0.0, f64::max),
        }
    }
}

/// Orders the layers so that few edges cross, then moves items towards those they are joined with.
fn arrange(items: &mut [Item], rows: &mut [Vec<usize>]) {
    for row in rows.iter() {
        spread(items, row);
    }
    for round in 0..ROUNDS {
        let is_down = round % 2 == 0;
        for step in 0..rows.len() {
            let row = if is_down { step } else { rows.len() - 1 - step };
            let mut order: Vec<(f64, usize)> = rows[row]
                .iter()
                .map(|&index| {
                    let joined = if is_down { &items[index].before } else { &items[index].after };
                    (mean(items, joined).unwrap_or(items[index].across), index)
                })
                .collect();
            order.sort_by(|a, b| a.0.total_cmp(&b.0));
            rows[row] = order.into_iter().map(|(_, index)| index).collect();
            spread(items, &rows[row]);
        }
    }
    for _ in 0..RELAXATIONS {
        for row in rows.iter() {
            let wanted: Vec<f64> = row
                .iter()
                .map(|&index| {
                    let Item { before, after, across, .. } = &items[index];
                    let (one, other) = (mean(items, before), mean(items, after));
                    match (one, other) {
                        (Some(one), Some(other)) => 0.5 * (one + other),
                        _ => one.or(other).unwrap_or(*across),
                    }
                })
                .collect();
            settle(items, row, &wanted);
        }
    }
}

/// A row about 0, everything as close as its room allows.
fn spread(items: &mut [Item], row: &[usize]) {
    let mut across = 0.0;
    for (place, &index) in row.iter().enumerate() {
        if place > 0 {
            across += gap(items, row[place - 1], index);
        }
        items[index].across = across;
    }
    row.iter().for_each(|&index| items[index].across -= 0.5 * across);
}

/// Places as wanted, in their order and not closer than their rooms: the mean of what pushing to the right makes of that,
/// and pushing to the left.
fn settle(items: &mut [Item], row: &[usize], wanted: &[f64]) {
    let mut right = wanted.to_vec();
    let mut left = wanted.to_vec();
    for place in 1..row.len() {
        right[place] = right[place].max(right[place - 1] + gap(items, row[place - 1], row[place]));
    }
    for place in (1..row.len()).rev() {
        left[place - 1] = left[place - 1].min(left[place] - gap(items, row[place - 1], row[place]));
    }
    for (place, &index) in row.iter().enumerate() {
        items[index].across = 0.5 * (left[place] + right[place]);
    }
}

fn gap(items: &[Item], a: usize, b: usize) -> f64 {
    0.5 * (items[a].room + items[b].room)
}

fn mean(items: &[Item], joined: &[usize]) -> Option<f64> {
    let sum: f64 = joined.iter().map(|&index| items[index].across).sum();
    (!joined.is_empty()).then(|| sum / joined.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Expression, surface};

    #[test]
    fn edges_lead_onwards_and_nodes_keep_their_distance() {
        for text in ["(x^2+y-11)^2+(x+y^2-7)^2", "x", "sin(x)*cos(y)+x*y-exp(x+y)/(1+x^2)", "x+y+x*y+x/y+x^y+min(x,y)"]
        {
            let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            let graph = Graph::record(&expression, [1.0, 2.0]);
            let layout = graph.layout();
            assert_eq!(layout.nodes.len(), graph.nodes().len());
            for (index, node) in graph.nodes().iter().enumerate() {
                assert_eq!(layout.edges[index].len(), node.source.arity(), "{text}");
                for (edge, from) in layout.edges[index].iter().zip(node.from) {
                    assert_eq!((edge[0], edge[edge.len() - 1]), (layout.nodes[from], layout.nodes[index]), "{text}");
                    assert!(edge.windows(2).all(|pair| pair[1][0] == pair[0][0] + 1.0), "{text}: a layer at a time");
                }
                for other in 0..index {
                    let ([layer, across], [other_layer, other_across]) = (layout.nodes[index], layout.nodes[other]);
                    let apart = (across - other_across).abs();
                    assert!(layer != other_layer || apart > 1.0 - 1e-9, "{text}: nodes {index} and {other}: {apart}");
                }
                assert!((0.0..=layout.width).contains(&layout.nodes[index][1]), "{text}");
            }
            let variables = [layout.nodes[0][0], layout.nodes[1][0]];
            assert_eq!((variables, layout.nodes[graph.nodes().len() - 1][0]), ([0.0; 2], layout.layers as f64 - 1.0));
        }
    }

    #[test]
    fn himmelblau_is_as_wide_as_its_two_parabolas() {
        let himmelblau = surface::find("himmelblau").expect("built in");
        let layout = Graph::record(himmelblau, [1.0, 2.0]).layout();
        assert_eq!(layout.layers, 6);
        assert!(layout.width <= 2.5, "{}", layout.width);
    }
}
