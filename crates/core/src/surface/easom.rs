//! Easom: one narrow well in a plane that is flat everywhere else.

use core::f64::consts::PI;

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// -cos x · cos y · exp(-(x - π)² - (y - π)²)
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    let distance = (x - PI).square() + (y - PI).square();
    -(x.cos() * y.cos() * (-distance).exp())
}

/// The ripples beside the well: π ± u with tan u = -2u.
const LEFT: f64 = 1.3049954504376675;
const RIGHT: f64 = 4.978189856741919;
const RIPPLE: f64 = -8.110223891570066e-5;

pub(super) static SURFACE: Surface = Surface {
    id: "easom",
    name: "Easom",
    tex: r"-\cos x\,\cos y\; e^{-(x - \pi)^2 - (y - \pi)^2}",
    source: "E. E. Easom, 1990",
    view: View { x: [-0.8, 7.2], y: [0.6, 5.6] },
    // On the rim of the well: a little farther out no rule feels it.
    start: [1.6, 2.2],
    critical_points: &[
        CriticalPoint::minimum(PI, PI, -1.0),
        CriticalPoint::minimum(LEFT, LEFT, RIPPLE),
        CriticalPoint::minimum(LEFT, RIGHT, RIPPLE),
        CriticalPoint::minimum(RIGHT, LEFT, RIPPLE),
        CriticalPoint::minimum(RIGHT, RIGHT, RIPPLE),
    ],
    formula: Formula::Easom,
};
