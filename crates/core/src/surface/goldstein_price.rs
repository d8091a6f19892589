//! Goldstein-Price: four minima on a surface whose values span five orders of magnitude.

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// (1 + (x + y + 1)² (19 - 14x + 3x² - 14y + 6xy + 3y²)) (30 + (2x - 3y)² (18 - 32x + 12x² + 48y - 36xy + 27y²))
///
/// With s = x + y and t = 2x - 3y the factors are functions of one variable each, 3s² - 14s + 19 and 3t² - 16t + 18
/// inside; the quadratics are written in x and y, as published.
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    let (x2, xy, y2) = (x.square(), x * y, y.square());
    let first = x2 * 3.0 + xy * 6.0 + y2 * 3.0 - x * 14.0 - y * 14.0 + 19.0;
    let second = x2 * 12.0 - xy * 36.0 + y2 * 27.0 - x * 32.0 + y * 48.0 + 18.0;
    ((x + y + 1.0).square() * first + 1.0) * ((x * 2.0 - y * 3.0).square() * second + 30.0)
}

pub(super) static SURFACE: Surface = Surface {
    id: "goldstein-price",
    name: "Goldstein-Price",
    tex: r"\begin{aligned} &\left(1 + (x + y + 1)^2\left(19 - 14x + 3x^2 - 14y + 6xy + 3y^2\right)\right) \\ &\cdot \left(30 + (2x - 3y)^2\left(18 - 32x + 12x^2 + 48y - 36xy + 27y^2\right)\right) \end{aligned}",
    source: "A. A. Goldstein and J. F. Price, 1971",
    view: View { x: [-2.4, 2.4], y: [-1.8, 1.2] },
    start: [-1.6, 0.6],
    critical_points: &[
        CriticalPoint::minimum(0.0, -1.0, 3.0),
        CriticalPoint::minimum(-0.6, -0.4, 30.0),
        CriticalPoint::minimum(1.8, 0.2, 84.0),
        CriticalPoint::minimum(1.2, 0.8, 840.0),
    ],
    formula: Formula::GoldsteinPrice,
};
