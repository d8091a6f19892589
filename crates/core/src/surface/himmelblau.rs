//! Himmelblau: four minima of the same depth around one hill.

use super::{CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// (x² + y - 11)² + (x + y² - 7)²: zero where two parabolas cross, which they do four times.
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    (x.square() + y - 11.0).square() + (x + y.square() - 7.0).square()
}

pub(super) static SURFACE: Surface = Surface {
    id: "himmelblau",
    name: "Himmelblau",
    tex: r"\left(x^2 + y - 11\right)^2 + \left(x + y^2 - 7\right)^2",
    source: "D. M. Himmelblau, 1972",
    view: View { x: [-6.4, 6.4], y: [-4.0, 4.0] },
    // Near the top of the hill, where small differences between the rules decide which minimum they reach.
    start: [0.2, -0.8],
    critical_points: &[
        CriticalPoint::minimum(3.0, 2.0, 0.0),
        CriticalPoint::minimum(-2.805118086952745, 3.131312518250573, 0.0),
        CriticalPoint::minimum(-3.779310253377747, -3.2831859912861696, 0.0),
        CriticalPoint::minimum(3.5844283403304917, -1.8481265269644036, 0.0),
        CriticalPoint::saddle(3.385154183607021, 0.07385187983774928, 13.31192627040559),
        CriticalPoint::saddle(0.08667750455539636, 2.884254701174776, 67.71915008752615),
        CriticalPoint::saddle(-3.0730257507643897, -0.08135304428796751, 104.0151629175581),
        CriticalPoint::saddle(-0.12796134673068008, -1.9537149802445763, 178.33723920192747),
    ],
    formula: Formula::Himmelblau,
};
