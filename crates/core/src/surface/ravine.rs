//! Ravine: a quadratic with condition number 100, steep across and nearly flat along its floor.

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// ½ (x² + 100 y²): the Hessian is diag(1, 100).
///
/// The axes of the ellipses are those of the plane, so rules that scale each coordinate by itself see two problems of
/// one variable; turned by 45° they would lose that advantage.
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    (x.square() + y.square() * 100.0) * 0.5
}

pub(super) static SURFACE: Surface = Surface {
    id: "ravine",
    name: "Ravine",
    tex: r"\tfrac{1}{2}\left(x^2 + 100\,y^2\right)",
    source: "the textbooks' ill-conditioned quadratic; the word is I. M. Gelfand and M. L. Tsetlin's, 1961",
    view: View { x: [-4.0, 4.0], y: [-2.5, 2.5] },
    start: [-3.2, 1.6],
    critical_points: &[CriticalPoint::minimum(0.0, 0.0, 0.0)],
    formula: Formula::Ravine,
};
