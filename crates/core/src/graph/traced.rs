//! A number that remembers how it was computed.

use alloc::vec::Vec;
use core::cell::RefCell;
use core::ops::{Add, Div, Mul, Neg, Sub};

use super::{GraphNode, Source};
use crate::operation::{Function, Operation};
use crate::{Dual2, Scalar};

/// What has been recorded so far.
type Tape = RefCell<Vec<GraphNode>>;

/// A constant, or a number by its place on a tape.
#[derive(Clone, Copy)]
pub(super) enum Traced<'a> {
    Constant(f64),
    Varying { tape: &'a Tape, index: usize },
}

impl<'a> Traced<'a> {
    /// Variable 0 or 1, at its value.
    pub(super) fn variable(tape: &'a Tape, variable: usize, value: f64) -> Self {
        let mut gradient = [0.0; 2];
        gradient[variable] = 1.0;
        let node = GraphNode {
            source: Source::Variable(variable),
            from: [variable; 2],
            forward: Dual2 { value, gradient },
            local: [0.0; 2],
            adjoint: 0.0,
        };
        tape.borrow_mut().push(node);
        Self::Varying { tape, index: variable }
    }

    /// Its place on the tape; a constant gets one.
    pub(super) fn on(self, tape: &'a Tape) -> usize {
        match self {
            Self::Varying { index, .. } => index,
            Self::Constant(c) => {
                let number = Dual2::constant(c);
                record(tape, Operation::Constant(c), [0; 2], [number; 2])
            }
        }
    }

    fn forward(self) -> Dual2 {
        match self {
            Self::Constant(c) => Dual2::constant(c),
            Self::Varying { tape, index } => tape.borrow()[index].forward,
        }
    }

    fn unary(self, operation: Operation) -> Self {
        match self {
            Self::Constant(c) => Self::Constant(operation.apply(c, c)),
            Self::Varying { tape, index } => {
                let index = record(tape, operation, [index; 2], [self.forward(); 2]);
                Self::Varying { tape, index }
            }
        }
    }

    /// An operation of two numbers, or what it is if one of them is a constant.
    fn binary(
        self,
        other: Self,
        both: Operation,
        second: impl FnOnce(f64) -> Operation,
        first: impl FnOnce(f64) -> Operation,
    ) -> Self {
        match (self, other) {
            (Self::Constant(a), Self::Constant(b)) => Self::Constant(both.apply(a, b)),
            (Self::Varying { .. }, Self::Constant(c)) => self.unary(second(c)),
            (Self::Constant(c), Self::Varying { .. }) => other.unary(first(c)),
            (Self::Varying { tape, index: a }, Self::Varying { index: b, .. }) => {
                let index = record(tape, both, [a, b], [self.forward(), other.forward()]);
                Self::Varying { tape, index }
            }
        }
    }
}

/// Adds a node; one that is there already is not computed again.
fn record(tape: &Tape, operation: Operation, from: [usize; 2], [a, b]: [Dual2; 2]) -> usize {
    let source = Source::Operation(operation);
    let known = tape.borrow().iter().position(|node| node.source == source && node.from == from);
    known.unwrap_or_else(|| {
        let forward = operation.apply(a, b);
        let node = GraphNode { source, from, forward, local: local(operation, a, b, forward), adjoint: 0.0 };
        tape.borrow_mut().push(node);
        tape.borrow().len() - 1
    })
}

/// The derivatives of an operation by each of its numbers.
fn local(operation: Operation, a: Dual2, b: Dual2, forward: Dual2) -> [f64; 2] {
    // At a point where the conventions for kinks depend on whether the argument slopes, what is carried along decides.
    if a.is_stationary() && forward.gradient == [0.0; 2] && operation.arity() == 1 {
        let seed = Dual2 { value: a.value, gradient: [1.0, 0.0] };
        let [slope, _] = operation.apply(seed, seed).gradient;
        return [if slope.is_finite() { slope } else { 0.0 }, 0.0];
    }
    let [u, v] = Dual2::variables(a.value, b.value);
    if operation.arity() == 1 { [operation.apply(u, u).gradient[0], 0.0] } else { operation.apply(u, v).gradient }
}

/// Functions of one number, by their names.
macro_rules! named {
    ($($method:ident $function:ident,)+) => {
        $(fn $method(self) -> Self {
            self.unary(Operation::Function(Function::$function))
        })+
    };
}

/// An operator between two numbers, and between a number and a constant.
macro_rules! recorded {
    ($operator:ident, $method:ident, $both:ident, $second:ident, $first:ident) => {
        impl $operator for Traced<'_> {
            type Output = Self;

            fn $method(self, other: Self) -> Self {
                self.binary(other, Operation::$both, Operation::$second, Operation::$first)
            }
        }

        impl $operator<f64> for Traced<'_> {
            type Output = Self;

            fn $method(self, constant: f64) -> Self {
                self.unary(Operation::$second(constant))
            }
        }
    };
}

impl Scalar for Traced<'_> {
    fn constant(value: f64) -> Self {
        Self::Constant(value)
    }

    fn value(self) -> f64 {
        self.forward().value
    }

    /// Every function has a name, so that none comes down to its values.
    fn chain(self, f: f64, _df: f64, _d2f: f64) -> Self {
        Self::Constant(f)
    }

    fn is_stationary(self) -> bool {
        self.forward().is_stationary()
    }

    fn square(self) -> Self {
        self.powi(2)
    }

    fn cube(self) -> Self {
        self.powi(3)
    }

    fn min(self, other: Self) -> Self {
        self.binary(other, Operation::Minimum, Operation::AtMost, Operation::AtMost)
    }

    fn max(self, other: Self) -> Self {
        self.binary(other, Operation::Maximum, Operation::AtLeast, Operation::AtLeast)
    }

    fn powi(self, exponent: i32) -> Self {
        self.unary(Operation::WholePower(exponent))
    }

    fn powf(self, exponent: f64) -> Self {
        self.unary(Operation::FixedPower(exponent))
    }

    fn pow(self, exponent: Self) -> Self {
        self.binary(exponent, Operation::Power, Operation::FixedPower, Operation::Exponential)
    }

    fn exponential(self, base: f64) -> Self {
        self.unary(Operation::Exponential(base))
    }

    named! {
        exp Exp, sin Sin, cos Cos, tan Tan, asin Asin, acos Acos, atan Atan, sinh Sinh, cosh Cosh, tanh Tanh, ln Ln,
        log10 Log10, sqrt Sqrt, abs Abs, sign Sign,
    }
}

impl Neg for Traced<'_> {
    type Output = Self;

    fn neg(self) -> Self {
        self.unary(Operation::Negative)
    }
}

recorded!(Add, add, Sum, Plus, Plus);
recorded!(Sub, sub, Difference, Minus, From);
recorded!(Mul, mul, Product, Times, Times);
recorded!(Div, div, Quotient, Over, Into);
