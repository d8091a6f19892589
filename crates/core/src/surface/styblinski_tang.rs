//! Styblinski-Tang: a separable quartic whose four minima differ in depth.

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// ½ (x⁴ - 16x² + 5x + y⁴ - 16y² + 5y): the same curve with two minima along each axis.
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    let along = |u: S| u.square().square() - u.square() * 16.0 + u * 5.0;
    (along(x) + along(y)) * 0.5
}

/// The lower and the higher minimum of ½ (u⁴ - 16u² + 5u): roots of 4u³ - 32u + 5.
const LOW: f64 = -2.903534027771177;
const HIGH: f64 = 2.746802770990837;

pub(super) static SURFACE: Surface = Surface {
    id: "styblinski-tang",
    name: "Styblinski-Tang",
    tex: r"\tfrac{1}{2}\left(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y\right)",
    source: "M. A. Styblinski and T.-S. Tang, 1990",
    view: View { x: [-5.6, 5.6], y: [-3.5, 3.5] },
    // Above the shallowest of the four; momentum carries on to a deeper one.
    start: [4.8, 3.2],
    critical_points: &[
        CriticalPoint::minimum(LOW, LOW, -78.33233140754282),
        CriticalPoint::minimum(LOW, HIGH, -64.19561235905536),
        CriticalPoint::minimum(HIGH, LOW, -64.19561235905536),
        CriticalPoint::minimum(HIGH, HIGH, -50.05889331056788),
    ],
    formula: Formula::StyblinskiTang,
};
