//! Beale: a curved valley between high walls, with its minimum far down a nearly flat floor.

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// (1.5 - x + xy)² + (2.25 - x + xy²)² + (2.625 - x + xy³)²
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    let residual = |target: f64, power: S| x * power - x + target;
    residual(1.5, y).square() + residual(2.25, y.square()).square() + residual(2.625, y.cube()).square()
}

pub(super) static SURFACE: Surface = Surface {
    id: "beale",
    name: "Beale",
    tex: r"(1.5 - x + xy)^2 + \left(2.25 - x + xy^2\right)^2 + \left(2.625 - x + xy^3\right)^2",
    source: "E. M. L. Beale, 1958",
    view: View { x: [-0.8, 4.0], y: [-1.0, 2.0] },
    start: [0.8, 1.4],
    critical_points: &[CriticalPoint::minimum(3.0, 0.5, 0.0), CriticalPoint::saddle(0.0, 1.0, 14.203125)],
    formula: Formula::Beale,
};
