//! Booth: a tilted quadratic, the squared residual of two linear equations.

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// (x + 2y - 7)² + (2x + y - 5)²: the Hessian's eigenvalues are 2 and 18, along the diagonals.
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    (x + y * 2.0 - 7.0).square() + (x * 2.0 + y - 5.0).square()
}

pub(super) static SURFACE: Surface = Surface {
    id: "booth",
    name: "Booth",
    tex: r"(x + 2y - 7)^2 + (2x + y - 5)^2",
    source: "traditional; in the survey of M. Jamil and X.-S. Yang, 2013",
    view: View { x: [-7.0, 9.0], y: [-2.0, 8.0] },
    start: [-5.0, 6.5],
    critical_points: &[CriticalPoint::minimum(1.0, 3.0, 0.0)],
    formula: Formula::Booth,
};
