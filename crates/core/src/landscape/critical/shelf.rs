//! Telling the floor of a valley from a shelf, which sinks away until rounding leaves nothing of its slope.

use super::Search;
use crate::Jet2;
use crate::math::norm;

/// Places along a line, on either side of a point.
const PLACES: usize = 24;
/// A rise that is seen, beside a loss of about 1.
const RISE: f64 = 1e-9;

impl<J: Fn(f64, f64) -> Jet2> Search<'_, J> {
    /// Whether the ground around a point, level along some line as far as can be told, is so on one side only up to the edge
    /// of the region, and rises on the other. e^(-x) + y² has no minimum, far as its floor looks level.
    pub(super) fn is_on_a_shelf(&self, at: [f64; 2], jet: &Jet2) -> bool {
        let Some(along) = level_direction(jet) else { return false };
        let rises = |side: f64| {
            let places = (1..=PLACES).map(|k| {
                // Near ones and far ones; the last is the farthest from which no other place of the region is farther.
                let part = (k as f64 / PLACES as f64) * (k as f64 / PLACES as f64);
                let way = side * part * 2.0 * self.size;
                [at[0] + way * along[0], at[1] + way * along[1]]
            });
            places
                .take_while(|place| self.is_inside(*place))
                .any(|place| (self.at(place).value - jet.value).abs() > RISE)
        };
        rises(1.0) != rises(-1.0)
    }
}

/// The direction in which a jet bends least, if it bends at all.
fn level_direction(jet: &Jet2) -> Option<[f64; 2]> {
    let [a, b, c] = jet.hessian;
    let [_, large] = jet.hessian_eigenvalues();
    let across = if (a - large).abs() > (c - large).abs() { [b, large - a] } else { [large - c, b] };
    let length = norm(&across);
    (length > 0.0).then(|| [-across[1] / length, across[0] / length])
}
