//! What is minimised, and an oracle that counts how often it was asked.

use core::cell::Cell;
use core::ops::Add;

use crate::surface::Surface;

/// A differentiable function of `dim` variables.
///
/// All slices have length [`dim`](Self::dim), Hessians `dim * dim`, row by row. An argument at which the function is
/// undefined gives NaN or an infinity, never a panic.
pub trait Objective {
    /// Number of variables.
    fn dim(&self) -> usize;
    /// f(x)
    fn value(&self, x: &[f64]) -> f64;
    /// f(x), writing ∇f(x) into `grad`.
    fn value_grad(&self, x: &[f64], grad: &mut [f64]) -> f64;
    /// Writes ∇²f(x) into `hessian`, row by row.
    fn hessian(&self, x: &[f64], hessian: &mut [f64]);
    /// The built-in surface that this is, if it is one: there may be a loop with its formula compiled into it.
    fn as_surface(&self) -> Option<&Surface> {
        None
    }
}

/// A loss that can be differentiated twice.
///
/// All slices have length [`dim`](Self::dim). `&mut`, because what is needed on the way is kept and used again: no call
/// allocates. Where the loss overflows, numbers are NaN or infinite; nothing panics.
pub trait TwiceDifferentiable {
    /// Number of parameters.
    fn dim(&self) -> usize;
    /// f(w).
    fn value(&mut self, w: &[f64]) -> f64;
    /// f(w), writing ∇f(w) into `grad`.
    fn value_grad(&mut self, w: &[f64], grad: &mut [f64]) -> f64;
    /// Writes ∇²f(w) v into `product`, exactly.
    fn hessian_vector(&mut self, w: &[f64], v: &[f64], product: &mut [f64]);
}

/// How often an objective was evaluated, by what was asked of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evaluations {
    /// Values alone.
    pub values: u64,
    /// Gradients (each gives the value as well).
    pub gradients: u64,
    /// Hessians.
    pub hessians: u64,
}

impl Add for Evaluations {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            values: self.values + other.values,
            gradients: self.gradients + other.gradients,
            hessians: self.hessians + other.hessians,
        }
    }
}

/// An objective that counts every evaluation, so that methods can be compared by what they cost.
#[derive(Debug)]
pub struct Oracle<'a, O: ?Sized> {
    objective: &'a O,
    evaluations: Cell<Evaluations>,
}

impl<'a, O: Objective + ?Sized> Oracle<'a, O> {
    /// An oracle that has not been asked yet.
    #[must_use]
    pub fn new(objective: &'a O) -> Self {
        Self { objective, evaluations: Cell::default() }
    }

    /// The evaluations so far.
    #[must_use]
    pub fn evaluations(&self) -> Evaluations {
        self.evaluations.get()
    }

    fn count(&self, one: impl FnOnce(&mut Evaluations)) {
        let mut evaluations = self.evaluations.get();
        one(&mut evaluations);
        self.evaluations.set(evaluations);
    }
}

impl<O: Objective + ?Sized> Objective for Oracle<'_, O> {
    fn dim(&self) -> usize {
        self.objective.dim()
    }

    fn value(&self, x: &[f64]) -> f64 {
        self.count(|e| e.values += 1);
        self.objective.value(x)
    }

    fn value_grad(&self, x: &[f64], grad: &mut [f64]) -> f64 {
        self.count(|e| e.gradients += 1);
        self.objective.value_grad(x, grad)
    }

    fn hessian(&self, x: &[f64], hessian: &mut [f64]) {
        self.count(|e| e.hessians += 1);
        self.objective.hessian(x, hessian);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface;

    #[test]
    fn the_oracle_counts_each_kind_of_question() {
        let bowl = surface::find("bowl").expect("the bowl is built in");
        let oracle = Oracle::new(bowl);
        let (mut grad, mut hessian) = ([0.0; 2], [0.0; 4]);
        oracle.value(&[1.0, 2.0]);
        for _ in 0..3 {
            oracle.value_grad(&[1.0, 2.0], &mut grad);
        }
        oracle.hessian(&[1.0, 2.0], &mut hessian);
        assert_eq!(oracle.evaluations(), Evaluations { values: 1, gradients: 3, hessians: 1 });
    }
}
