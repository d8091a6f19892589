//! Saddle: up in one direction, down without end in the other.

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// x² - y²: the gradient vanishes at the origin, which is no minimum; there is none.
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    x.square() - y.square()
}

pub(super) static SURFACE: Surface = Surface {
    id: "saddle",
    name: "Saddle",
    tex: r"x^2 - y^2",
    source: "the hyperbolic paraboloid; no single author",
    view: View { x: [-4.0, 4.0], y: [-2.5, 2.5] },
    // A hair beside the ridge: what differs between the rules is how long they stay at the saddle.
    start: [-3.0, 0.01],
    critical_points: &[CriticalPoint::saddle(0.0, 0.0, 0.0)],
    formula: Formula::Saddle,
};
