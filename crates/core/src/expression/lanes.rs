//! A program on many points at once: every operation does a whole row of numbers before the next one starts, so that the
//! list is read once for all of them and arithmetic becomes vector instructions. The bits are those of point by point.

use alloc::vec;
use alloc::vec::Vec;

use super::program::{Instruction, Program, REGISTERS};
use crate::operation::Operation;

/// Points at once.
pub(super) const LANES: usize = 128;

type Row = [f64; LANES];

/// The registers of a program, for a row of points.
#[derive(Debug)]
pub(super) struct Lanes {
    rows: Vec<Row>,
}

impl Lanes {
    /// Room for every program.
    pub(super) fn new() -> Self {
        Self { rows: vec![[0.0; LANES]; REGISTERS] }
    }

    /// Sets the points: up to [`LANES`] values of x, and one of y for all.
    pub(super) fn set_points(&mut self, x: &[f64], y: f64) {
        self.rows[0][..x.len()].copy_from_slice(x);
        self.rows[1] = [y; LANES];
    }

    /// The values of the program at the points.
    pub(super) fn run(&mut self, program: &Program) -> &Row {
        for instruction in &program.instructions {
            self.execute(instruction);
        }
        &self.rows[usize::from(program.result) % REGISTERS]
    }

    fn execute(&mut self, &Instruction { operation, from, to }: &Instruction) {
        let to = usize::from(to) % REGISTERS;
        // A result never goes where one of its numbers is.
        let (before, rest) = self.rows.split_at_mut(to);
        let Some((out, after)) = rest.split_first_mut() else { return };
        let row = |index: u8| {
            let index = usize::from(index) % REGISTERS;
            if index < to { &before[index] } else { &after[(index - to).saturating_sub(1)] }
        };
        apply(operation, row(from[0]), row(from[1]), out);
    }
}

/// One operation on whole rows.
fn apply(operation: Operation, a: &Row, b: &Row, out: &mut Row) {
    /// The short operations each get a loop of their own; the others spend their time inside.
    macro_rules! each {
        (|$u:ident| $value:expr) => {
            for (out, &$u) in out.iter_mut().zip(a) {
                *out = $value;
            }
        };
        (|$u:ident, $v:ident| $value:expr) => {
            for ((out, &$u), &$v) in out.iter_mut().zip(a).zip(b) {
                *out = $value;
            }
        };
    }
    match operation {
        Operation::Negative => each!(|u| -u),
        Operation::Sum => each!(|u, v| u + v),
        Operation::Difference => each!(|u, v| u - v),
        Operation::Product => each!(|u, v| u * v),
        Operation::Quotient => each!(|u, v| u / v),
        Operation::Plus(c) => each!(|u| u + c),
        Operation::Minus(c) => each!(|u| u - c),
        Operation::From(c) => each!(|u| -u + c),
        Operation::Times(c) => each!(|u| u * c),
        Operation::Over(c) => each!(|u| u / c),
        Operation::WholePower(2) => each!(|u| u * u),
        Operation::WholePower(3) => each!(|u| u * u * u),
        Operation::WholePower(4) => each!(|u| (u * u) * (u * u)),
        _ => each!(|u, v| operation.apply(u, v)),
    }
}
