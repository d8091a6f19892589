//! Ackley: a funnel covered with a regular grid of local minima.

use core::f64::consts::{E, PI};

use super::{CriticalKind, CriticalPoint, Formula, Surface, View};
use crate::Scalar;

/// -20 exp(-0.2 √((x² + y²)/2)) - exp((cos 2πx + cos 2πy)/2) + e + 20
///
/// The root has a kink at the origin: no gradient exists there, and 0, the subgradient of least norm, is taken.
#[inline(always)]
pub(super) fn eval<S: Scalar>(x: S, y: S) -> S {
    let radius = ((x.square() + y.square()) * 0.5).sqrt();
    let waves = ((x * (2.0 * PI)).cos() + (y * (2.0 * PI)).cos()) * 0.5;
    (radius * -0.2).exp() * -20.0 - waves.exp() + E + 20.0
}

pub(super) static SURFACE: Surface = Surface {
    id: "ackley",
    name: "Ackley",
    tex: r"-20\,e^{-0.2\sqrt{\frac{x^2+y^2}{2}}} - e^{\frac{\cos 2\pi x + \cos 2\pi y}{2}} + e + 20",
    source: "D. H. Ackley, 1987",
    view: View { x: [-3.6, 3.6], y: [-2.25, 2.25] },
    start: [-2.6, 1.8],
    // The minima lie near the points with whole coordinates, pulled towards the middle.
    critical_points: &[
        CriticalPoint { at: [0.0, 0.0], value: 0.0, kind: CriticalKind::Kink },
        CriticalPoint::minimum(0.0, -0.9521665459501717, 2.579927557029872),
        CriticalPoint::minimum(0.0, 0.9521665459501717, 2.579927557029872),
        CriticalPoint::minimum(-0.9521665459501717, 0.0, 2.579927557029872),
        CriticalPoint::minimum(0.9521665459501717, 0.0, 2.579927557029872),
        CriticalPoint::minimum(-0.9684776587077244, -0.9684776587077244, 3.57445187725768),
        CriticalPoint::minimum(-0.9684776587077244, 0.9684776587077244, 3.57445187725768),
        CriticalPoint::minimum(0.9684776587077244, -0.9684776587077244, 3.57445187725768),
        CriticalPoint::minimum(0.9684776587077244, 0.9684776587077244, 3.57445187725768),
        CriticalPoint::minimum(0.0, -1.9589197181217173, 4.884065258091154),
        CriticalPoint::minimum(0.0, 1.9589197181217173, 4.884065258091154),
        CriticalPoint::minimum(-1.9589197181217173, 0.0, 4.884065258091154),
        CriticalPoint::minimum(1.9589197181217173, 0.0, 4.884065258091154),
        CriticalPoint::minimum(-0.9824160350791393, -1.9646166628629864, 5.381864187490192),
        CriticalPoint::minimum(-0.9824160350791393, 1.9646166628629864, 5.381864187490192),
        CriticalPoint::minimum(0.9824160350791393, -1.9646166628629864, 5.381864187490192),
        CriticalPoint::minimum(0.9824160350791393, 1.9646166628629864, 5.381864187490192),
        CriticalPoint::minimum(-1.9646166628629864, -0.9824160350791393, 5.381864187490192),
        CriticalPoint::minimum(-1.9646166628629864, 0.9824160350791393, 5.381864187490192),
        CriticalPoint::minimum(1.9646166628629864, -0.9824160350791393, 5.381864187490192),
        CriticalPoint::minimum(1.9646166628629864, 0.9824160350791393, 5.381864187490192),
        CriticalPoint::minimum(-1.9744519864841166, -1.9744519864841166, 6.559645375627878),
        CriticalPoint::minimum(-1.9744519864841166, 1.9744519864841166, 6.559645375627878),
        CriticalPoint::minimum(1.9744519864841166, -1.9744519864841166, 6.559645375627878),
        CriticalPoint::minimum(1.9744519864841166, 1.9744519864841166, 6.559645375627878),
        CriticalPoint::minimum(-2.964619443112052, 0.0, 6.882582646801293),
        CriticalPoint::minimum(2.964619443112052, 0.0, 6.882582646801293),
        CriticalPoint::minimum(-2.9672595287625643, -0.9891541864816626, 7.180951647715365),
        CriticalPoint::minimum(-2.9672595287625643, 0.9891541864816626, 7.180951647715365),
        CriticalPoint::minimum(2.9672595287625643, -0.9891541864816626, 7.180951647715365),
        CriticalPoint::minimum(2.9672595287625643, 0.9891541864816626, 7.180951647715365),
        CriticalPoint::minimum(-2.973139419924383, -1.9821399503814776, 7.9617112746898275),
        CriticalPoint::minimum(-2.973139419924383, 1.9821399503814776, 7.9617112746898275),
        CriticalPoint::minimum(2.973139419924383, -1.9821399503814776, 7.9617112746898275),
        CriticalPoint::minimum(2.973139419924383, 1.9821399503814776, 7.9617112746898275),
    ],
    formula: Formula::Ackley,
};
