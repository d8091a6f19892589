//! Bowl: the isotropic quadratic, on which every rule should succeed.

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// ½ (x² + y²): the gradient is the position, the Hessian the identity.
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    (x.square() + y.square()) * 0.5
}

pub(super) static SURFACE: Surface = Surface {
    id: "bowl",
    name: "Bowl",
    tex: r"\tfrac{1}{2}\left(x^2 + y^2\right)",
    source: "the sphere function, halved; K. A. De Jong, 1975, function F1",
    view: View { x: [-4.0, 4.0], y: [-2.5, 2.5] },
    start: [-3.0, 1.5],
    critical_points: &[CriticalPoint::minimum(0.0, 0.0, 0.0)],
    formula: Formula::Bowl,
};
