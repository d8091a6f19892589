//! Matyas: a shallow quadratic trough along the diagonal.

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// 0.26 (x² + y²) - 0.48 xy: the Hessian's eigenvalues are 0.04 along the trough and 1 across it.
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    (x.square() + y.square()) * 0.26 - x * y * 0.48
}

pub(super) static SURFACE: Surface = Surface {
    id: "matyas",
    name: "Matyas",
    tex: r"0.26\left(x^2 + y^2\right) - 0.48\,xy",
    source: "traditional; in the survey of M. Jamil and X.-S. Yang, 2013",
    view: View { x: [-8.0, 8.0], y: [-5.0, 5.0] },
    start: [-6.0, 4.0],
    critical_points: &[CriticalPoint::minimum(0.0, 0.0, 0.0)],
    formula: Formula::Matyas,
};
