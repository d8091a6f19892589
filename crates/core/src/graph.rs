//! The computation of a loss at a point as a graph, with the derivatives that both ways through it give.
//!
//! The graph is recorded while the formula is computed, by a number that remembers where it came from. Forward, every node
//! has its value and its derivatives by x and by y, computed as [`Dual2`] computes them (R. E. Wengert, 1964). Backward,
//! every node gets the derivative of the loss by it, its adjoint: a single sweep gives the whole gradient, however many
//! variables there are (S. Linnainmaa, 1970), which is why frameworks that train networks go this way.

mod layout;
mod traced;

use alloc::vec::Vec;
use core::cell::RefCell;

pub use self::layout::Layout;
use self::traced::Traced;
use crate::operation::Operation;
use crate::{Dual2, Scalar};

/// Where the number at a node comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Source {
    /// Variable 0 (x) or 1 (y).
    Variable(usize),
    /// An operation on earlier nodes.
    Operation(Operation),
}

impl Source {
    /// How many earlier nodes it takes.
    #[must_use]
    pub const fn arity(self) -> usize {
        match self {
            Self::Variable(_) => 0,
            Self::Operation(operation) => operation.arity(),
        }
    }
}

/// A number on the way from the variables to the loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GraphNode {
    /// Where it comes from.
    pub source: Source,
    /// The nodes that it is computed from: as many as [`Source::arity`] says count.
    pub from: [usize; 2],
    /// The number, with its derivatives by x and by y: what the forward sweep computes.
    pub forward: Dual2,
    /// Its derivative by each of the nodes that it is computed from, all others held fixed.
    pub local: [f64; 2],
    /// The derivative of the loss by it: what the backward sweep computes.
    pub adjoint: f64,
}

/// A computation at a point. Nodes stand in the order in which they were computed: the variables first, the loss last.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    nodes: Vec<GraphNode>,
}

impl Graph {
    /// The graph of a formula at a point.
    #[must_use]
    pub fn record(formula: &impl Formula, [x, y]: [f64; 2]) -> Self {
        let tape = RefCell::new(Vec::new());
        let [u, v] = [Traced::variable(&tape, 0, x), Traced::variable(&tape, 1, y)];
        let result = formula.eval(u, v).on(&tape);
        let mut nodes = tape.into_inner();
        keep_used(&mut nodes, result);
        let mut graph = Self { nodes };
        graph.sweep_backward();
        graph
    }

    /// The nodes, the variables first, the loss last.
    #[must_use]
    pub fn nodes(&self) -> &[GraphNode] {
        &self.nodes
    }

    /// The loss with the gradient that the forward sweep gives.
    #[must_use]
    pub fn forward(&self) -> Dual2 {
        self.nodes[self.nodes.len() - 1].forward
    }

    /// The gradient that the backward sweep gives: the adjoints of x and y.
    #[must_use]
    pub fn backward(&self) -> [f64; 2] {
        [self.nodes[0].adjoint, self.nodes[1].adjoint]
    }

    /// From the last node to the first, each hands its adjoint on, times the derivative along the edge.
    fn sweep_backward(&mut self) {
        let last = self.nodes.len() - 1;
        self.nodes[last].adjoint = 1.0;
        for index in (0..=last).rev() {
            let GraphNode { source, from, local, adjoint, .. } = self.nodes[index];
            for (from, local) in from.into_iter().zip(local).take(source.arity()) {
                self.nodes[from].adjoint += adjoint * local;
            }
        }
    }
}

/// A formula that any number can be put into.
pub trait Formula {
    /// Its value.
    fn eval<S: Scalar>(&self, x: S, y: S) -> S;
}

impl Formula for crate::Surface {
    fn eval<S: Scalar>(&self, x: S, y: S) -> S {
        Self::eval(self, x, y)
    }
}

impl Formula for crate::Loss {
    fn eval<S: Scalar>(&self, x: S, y: S) -> S {
        Self::eval(self, x, y)
    }
}

impl Formula for crate::Expression {
    fn eval<S: Scalar>(&self, x: S, y: S) -> S {
        Self::eval(self, x, y)
    }
}

/// Drops what the result does not depend on, except for the variables; the result comes last.
fn keep_used(nodes: &mut Vec<GraphNode>, result: usize) {
    nodes.truncate(result.max(1) + 1);
    let mut used: Vec<bool> = (0..nodes.len()).map(|index| index < 2 || index == result).collect();
    for index in (0..nodes.len()).rev().filter(|&index| index >= 2) {
        if used[index] {
            let GraphNode { source, from, .. } = nodes[index];
            from.into_iter().take(source.arity()).for_each(|from| used[from] = true);
        }
    }
    let mut place = Vec::with_capacity(nodes.len());
    let mut kept = 0;
    for used in &used {
        place.push(kept);
        kept += usize::from(*used);
    }
    let mut is_used = used.into_iter();
    nodes.retain(|_| is_used.next() == Some(true));
    for node in nodes.iter_mut() {
        node.from = node.from.map(|from| place[from]);
    }
    // A loss that is a variable itself gets a node of its own, so that the loss is always the last.
    if result < 2 {
        let forward = nodes[result].forward;
        let source = Source::Operation(Operation::Times(1.0));
        nodes.push(GraphNode { source, from: [result; 2], forward, local: [1.0, 0.0], adjoint: 0.0 });
    }
}

#[cfg(test)]
mod tests;
