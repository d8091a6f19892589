//! An expression as it was typed: nodes in a list, children before their parents, the root last.

use alloc::vec::Vec;

use crate::operation::Function;

/// A node by its place in the list.
pub(super) type Place = u16;

/// An operator or function of two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    /// a + b
    Sum,
    /// a − b
    Difference,
    /// a · b
    Product,
    /// a / b
    Quotient,
    /// a^b, or pow(a, b)
    Power,
    /// min(a, b)
    Minimum,
    /// max(a, b)
    Maximum,
}

/// A variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Variable {
    /// The first.
    X,
    /// The second.
    Y,
}

/// A piece of an expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Node {
    /// A number.
    Number(f64),
    /// The circle's π.
    Pi,
    /// Euler's e.
    E,
    /// x or y.
    Variable(Variable),
    /// A changed sign.
    Negative(Place),
    /// Two pieces.
    Pair(Pair, Place, Place),
    /// A function of one piece.
    Call(Function, Place),
}

/// The whole.
pub(super) type Tree = Vec<Node>;
