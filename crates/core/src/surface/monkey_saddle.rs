//! Monkey saddle: three ridges and three valleys meet where the Hessian vanishes.

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// x³ - 3xy², the real part of (x + iy)³: unchanged by a turn of 120°, and without any minimum.
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    x.cube() - x * y.square() * 3.0
}

pub(super) static SURFACE: Surface = Surface {
    id: "monkey-saddle",
    name: "Monkey saddle",
    tex: r"x^3 - 3xy^2",
    source: "D. Hilbert and S. Cohn-Vossen, 1932",
    view: View { x: [-1.6, 1.6], y: [-1.0, 1.0] },
    // A little beside a ridge: the rules slow down towards the flat middle, then leave by one of two valleys.
    start: [1.2, 0.05],
    critical_points: &[CriticalPoint::saddle(0.0, 0.0, 0.0)],
    formula: Formula::MonkeySaddle,
};
