//! How near two points of a picture are to count as the same place.

use crate::math::sqrt;
use crate::surface::View;

/// Distances in a view, measured along each axis in parts of its side, so that they look the same in the picture whatever the
/// units of its axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closeness {
    /// How far along each axis is just close.
    radii: [f64; 2],
}

impl Closeness {
    /// Within this part of the view's sides.
    #[must_use]
    pub fn of(view: View, part: f64) -> Self {
        Self { radii: [part * (view.x[1] - view.x[0]), part * (view.y[1] - view.y[0])] }
    }

    /// How far along each axis is just close, in units of the axes.
    #[must_use]
    pub fn radii(&self) -> [f64; 2] {
        self.radii
    }

    /// The distance of two points; 1 is just close.
    #[must_use]
    pub fn distance(&self, a: [f64; 2], b: [f64; 2]) -> f64 {
        let [dx, dy] = [(a[0] - b[0]) / self.radii[0], (a[1] - b[1]) / self.radii[1]];
        sqrt(dx * dx + dy * dy)
    }
}
