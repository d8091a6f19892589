//! Ackley: a funnel covered with a regular grid of local minima.

use core::f64::consts::{E, PI};

use super::{CriticalKind, CriticalPoint, Surface, View, formula};
use crate::Scalar;

/// -20 exp(-0.2 √((x² + y²)/2)) - exp((cos 2πx + cos 2πy)/2) + e + 20
///
/// At the origin the root has a kink: the gradient does not exist there, and 0, the subgradient of least norm, is given.
fn eval<S: Scalar>(x: S, y: S) -> S {
    let radius = ((x.square() + y.square()) * 0.5).sqrt();
    let waves = ((x * (2.0 * PI)).cos() + (y * (2.0 * PI)).cos()) * 0.5;
    (radius * -0.2).exp() * -20.0 - waves.exp() + E + 20.0
}

pub(super) const SURFACE: Surface = Surface {
    id: "ackley",
    name: "Ackley",
    tex: r"-20\,e^{-0.2\sqrt{\frac{x^2+y^2}{2}}} - e^{\frac{\cos 2\pi x + \cos 2\pi y}{2}} + e + 20",
    source: "D. H. Ackley, 1987",
    view: View { x: [-4.0, 4.0], y: [-2.5, 2.5] },
    start: [-2.6, 1.8],
    critical_points: &[CriticalPoint { at: [0.0, 0.0], value: 0.0, kind: CriticalKind::Kink }],
    formula: formula!(eval),
};
