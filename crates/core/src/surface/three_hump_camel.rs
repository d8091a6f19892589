//! Three-hump camel: a global minimum between two shallow ones.

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// 2x² - 1.05x⁴ + x⁶/6 + xy + y²
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    let x2 = x.square();
    x2 * 2.0 - x2.square() * 1.05 + x2.cube() / 6.0 + x * y + y.square()
}

pub(super) static SURFACE: Surface = Surface {
    id: "three-hump-camel",
    name: "Three-hump camel",
    tex: r"2x^2 - 1.05\,x^4 + \tfrac{1}{6}x^6 + xy + y^2",
    source: "F. H. Branin, 1972",
    view: View { x: [-2.4, 2.4], y: [-1.5, 1.5] },
    // Plain descent rests in the side minimum; momentum can cross the saddle to the global one.
    start: [2.0, 1.2],
    critical_points: &[
        CriticalPoint::minimum(0.0, 0.0, 0.0),
        CriticalPoint::minimum(-1.7475523458302888, 0.8737761729151444, 0.2986384422368598),
        CriticalPoint::minimum(1.7475523458302888, -0.8737761729151444, 0.2986384422368598),
        CriticalPoint::saddle(-1.07054229182366, 0.53527114591183, 0.8773615577631402),
        CriticalPoint::saddle(1.07054229182366, -0.53527114591183, 0.8773615577631402),
    ],
    formula: Formula::ThreeHumpCamel,
};
