//! A program on a row of points with their derivatives: the list is read once for all of them, arithmetic becomes vector
//! instructions, and no point waits for its own last operation. The bits are those of point by point.

use super::program::{Instruction, Program, REGISTERS};
use crate::Dual2;
use crate::operation::Operation;

/// A number with its gradient at each point.
#[derive(Clone, Copy)]
struct Row<const N: usize> {
    values: [f64; N],
    gradients: [[f64; N]; 2],
}

impl<const N: usize> Row<N> {
    #[inline(always)]
    fn at(&self, lane: usize) -> Dual2 {
        Dual2 { value: self.values[lane], gradient: [self.gradients[0][lane], self.gradients[1][lane]] }
    }
}

impl Program {
    /// Values and gradients at a row of points.
    pub(super) fn duals_at<const N: usize>(&self, x: &[f64; N], y: &[f64; N]) -> [Dual2; N] {
        // The first two are the variables; what the others hold is never read.
        let mut registers = [Row { values: *x, gradients: [[1.0; N], [0.0; N]] }; REGISTERS];
        registers[1] = Row { values: *y, gradients: [[0.0; N], [1.0; N]] };
        for &Instruction { operation, from: [a, b], to } in &self.instructions {
            let to = usize::from(to) % REGISTERS;
            // A result never goes where one of its numbers is.
            let (before, rest) = registers.split_at_mut(to);
            let Some((out, after)) = rest.split_first_mut() else { continue };
            let row = |index: u8| {
                let index = usize::from(index) % REGISTERS;
                if index < to { before.get(index) } else { after.get((index - to).saturating_sub(1)) }
            };
            // An operation of one number names any other beside it.
            let (Some(a), Some(b)) = (row(a), row(b).or(row(a))) else { continue };
            apply(operation, a, b, out);
        }
        let result = &registers[usize::from(self.result) % REGISTERS];
        core::array::from_fn(|lane| result.at(lane))
    }
}

/// One operation on a whole row. The short ones each get a loop of their own.
fn apply<const N: usize>(operation: Operation, a: &Row<N>, b: &Row<N>, out: &mut Row<N>) {
    #[inline(always)]
    fn each<const N: usize>(operation: Operation, a: &Row<N>, b: &Row<N>, out: &mut Row<N>) {
        for lane in 0..N {
            let Dual2 { value, gradient } = operation.apply(a.at(lane), b.at(lane));
            out.values[lane] = value;
            [out.gradients[0][lane], out.gradients[1][lane]] = gradient;
        }
    }
    match operation {
        Operation::Negative => each(Operation::Negative, a, b, out),
        Operation::Sum => each(Operation::Sum, a, b, out),
        Operation::Difference => each(Operation::Difference, a, b, out),
        Operation::Product => each(Operation::Product, a, b, out),
        Operation::Plus(c) => each(Operation::Plus(c), a, b, out),
        Operation::Minus(c) => each(Operation::Minus(c), a, b, out),
        Operation::Times(c) => each(Operation::Times(c), a, b, out),
        Operation::Over(c) => each(Operation::Over(c), a, b, out),
        Operation::WholePower(2) => each(Operation::WholePower(2), a, b, out),
        _ => each(operation, a, b, out),
    }
}
