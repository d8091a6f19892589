//! Rosenbrock's valley: easy to enter, slow to follow.

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// (1 - x)² + 100 (y - x²)²
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    (S::constant(1.0) - x).square() + (y - x.square()).square() * 100.0
}

pub(super) static SURFACE: Surface = Surface {
    id: "rosenbrock",
    name: "Rosenbrock",
    tex: r"(1 - x)^2 + 100\left(y - x^2\right)^2",
    source: "H. H. Rosenbrock, 1960",
    view: View { x: [-2.4, 2.4], y: [-0.4, 2.6] },
    start: [-1.5, 2.0],
    critical_points: &[CriticalPoint::minimum(1.0, 1.0, 0.0)],
    formula: Formula::Rosenbrock,
};
