//! Rastrigin: a bowl covered with deep, regular waves.

use core::f64::consts::PI;

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// 20 + x² - 10 cos 2πx + y² - 10 cos 2πy
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    let along = |u: S| u.square() - (u * (2.0 * PI)).cos() * 10.0;
    along(x) + along(y) + 20.0
}

pub(super) static SURFACE: Surface = Surface {
    id: "rastrigin",
    name: "Rastrigin",
    tex: r"20 + x^2 - 10\cos 2\pi x + y^2 - 10\cos 2\pi y",
    source: "L. A. Rastrigin, 1974",
    view: View { x: [-3.6, 3.6], y: [-2.25, 2.25] },
    start: [-2.6, 1.55],
    // The minima lie near the points with whole coordinates, pulled towards the middle.
    critical_points: &[
        CriticalPoint::minimum(0.0, 0.0, 0.0),
        CriticalPoint::minimum(0.0, -0.9949586376523348, 0.9949590570932914),
        CriticalPoint::minimum(0.0, 0.9949586376523348, 0.9949590570932914),
        CriticalPoint::minimum(-0.9949586376523348, 0.0, 0.9949590570932914),
        CriticalPoint::minimum(0.9949586376523348, 0.0, 0.9949590570932914),
        CriticalPoint::minimum(-0.9949586376523348, -0.9949586376523348, 1.9899181141865827),
        CriticalPoint::minimum(-0.9949586376523348, 0.9949586376523348, 1.9899181141865827),
        CriticalPoint::minimum(0.9949586376523348, -0.9949586376523348, 1.9899181141865827),
        CriticalPoint::minimum(0.9949586376523348, 0.9949586376523348, 1.9899181141865827),
        CriticalPoint::minimum(0.0, -1.9899122337085495, 3.9798311905540875),
        CriticalPoint::minimum(0.0, 1.9899122337085495, 3.9798311905540875),
        CriticalPoint::minimum(-1.9899122337085495, 0.0, 3.9798311905540875),
        CriticalPoint::minimum(1.9899122337085495, 0.0, 3.9798311905540875),
        CriticalPoint::minimum(-0.9949586376523348, -1.9899122337085495, 4.974790247647379),
        CriticalPoint::minimum(-0.9949586376523348, 1.9899122337085495, 4.974790247647379),
        CriticalPoint::minimum(0.9949586376523348, -1.9899122337085495, 4.974790247647379),
        CriticalPoint::minimum(0.9949586376523348, 1.9899122337085495, 4.974790247647379),
        CriticalPoint::minimum(-1.9899122337085495, -0.9949586376523348, 4.974790247647379),
        CriticalPoint::minimum(-1.9899122337085495, 0.9949586376523348, 4.974790247647379),
        CriticalPoint::minimum(1.9899122337085495, -0.9949586376523348, 4.974790247647379),
        CriticalPoint::minimum(1.9899122337085495, 0.9949586376523348, 4.974790247647379),
        CriticalPoint::minimum(-1.9899122337085495, -1.9899122337085495, 7.959662381108175),
        CriticalPoint::minimum(-1.9899122337085495, 1.9899122337085495, 7.959662381108175),
        CriticalPoint::minimum(1.9899122337085495, -1.9899122337085495, 7.959662381108175),
        CriticalPoint::minimum(1.9899122337085495, 1.9899122337085495, 7.959662381108175),
        CriticalPoint::minimum(-2.984855701039481, 0.0, 8.95460124148701),
        CriticalPoint::minimum(2.984855701039481, 0.0, 8.95460124148701),
        CriticalPoint::minimum(-2.984855701039481, -0.9949586376523348, 9.949560298580302),
        CriticalPoint::minimum(-2.984855701039481, 0.9949586376523348, 9.949560298580302),
        CriticalPoint::minimum(2.984855701039481, -0.9949586376523348, 9.949560298580302),
        CriticalPoint::minimum(2.984855701039481, 0.9949586376523348, 9.949560298580302),
        CriticalPoint::minimum(-2.984855701039481, -1.9899122337085495, 12.934432432041097),
        CriticalPoint::minimum(-2.984855701039481, 1.9899122337085495, 12.934432432041097),
        CriticalPoint::minimum(2.984855701039481, -1.9899122337085495, 12.934432432041097),
        CriticalPoint::minimum(2.984855701039481, 1.9899122337085495, 12.934432432041097),
    ],
    formula: Formula::Rastrigin,
};
