//! Six-hump camel: three pairs of minima at three depths.

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// (4 - 2.1x² + x⁴/3) x² + xy + (4y² - 4) y²: unchanged when both coordinates change sign.
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    let (x2, y2) = (x.square(), y.square());
    (x2.square() / 3.0 - x2 * 2.1 + 4.0) * x2 + x * y + (y2 * 4.0 - 4.0) * y2
}

pub(super) static SURFACE: Surface = Surface {
    id: "six-hump-camel",
    name: "Six-hump camel",
    tex: r"\left(4 - 2.1\,x^2 + \tfrac{1}{3}x^4\right)x^2 + xy + \left(4y^2 - 4\right)y^2",
    source: "L. C. W. Dixon and G. P. Szegö, 1978",
    view: View { x: [-2.08, 2.08], y: [-1.3, 1.3] },
    // On a high flank, above the worst of the six minima.
    start: [-1.9, -1.0],
    critical_points: &[
        CriticalPoint::minimum(-0.08984201310031806, 0.7126564030207396, -1.0316284534898774),
        CriticalPoint::minimum(0.08984201310031806, -0.7126564030207396, -1.0316284534898774),
        CriticalPoint::minimum(-1.703606714969981, 0.7960835686726251, -0.21546382438371764),
        CriticalPoint::minimum(1.703606714969981, -0.7960835686726251, -0.21546382438371764),
        CriticalPoint::minimum(-1.6071047529201972, -0.5686514548841314, 2.1042503103112584),
        CriticalPoint::minimum(1.6071047529201972, 0.5686514548841314, 2.1042503103112584),
    ],
    formula: Formula::SixHumpCamel,
};
