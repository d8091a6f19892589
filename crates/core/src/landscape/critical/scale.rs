//! The scale of a loss: what is nothing beside it is no slope and no curvature, but what underflow has left of one.

use alloc::vec::Vec;

use crate::Jet2;
use crate::landscape::Grid;
use crate::surface::View;

/// Nodes at which a loss is looked at.
const NODES: [usize; 2] = [33, 21];

/// Beside a loss of about 1, slopes and curvatures that make no more of it over a whole region are taken for 0.
const NOTHING: f64 = 1e-100;

/// By which power of two a loss is divided so that it differs by about 1 over a region. Powers of two change no digit.
pub(super) struct LossScale {
    factor: f64,
    /// The shorter side of the region.
    size: f64,
}

impl LossScale {
    pub(super) fn of(jet: &impl Fn(f64, f64) -> Jet2, region: View, size: f64) -> Self {
        let mut losses: Vec<f64> = Grid::sample(|x, y| jet(x, y).value, region, NODES[0], NODES[1]).values;
        losses.retain(|loss| loss.is_finite());
        losses.sort_by(f64::total_cmp);
        let (Some(least), Some(most)) = (losses.first(), losses.last()) else { return Self { factor: 1.0, size } };
        // Half of the region reaches the median, so a pole does not count; where that is level, all of it does.
        let spreads = [losses[losses.len() / 2] - least, most - least];
        let spread = spreads.into_iter().find(|spread| spread.is_normal()).unwrap_or(1.0);
        let power_of_two = f64::from_bits(spread.to_bits() & f64::INFINITY.to_bits());
        Self { factor: 1.0 / power_of_two, size }
    }

    pub(super) fn scaled(&self, Jet2 { value, gradient, hessian }: Jet2) -> Jet2 {
        let gradient = gradient.map(|slope| slope * self.factor);
        let hessian = hessian.map(|bend| bend * self.factor);
        let nothing = NOTHING / self.size;
        let is_nothing = gradient.iter().all(|slope| slope.abs() <= nothing)
            && hessian.iter().all(|bend| bend.abs() <= nothing / self.size);
        let (gradient, hessian) = if is_nothing { ([0.0; 2], [0.0; 3]) } else { (gradient, hessian) };
        Jet2 { value: value * self.factor, gradient, hessian }
    }
}
