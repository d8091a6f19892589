//! A loss as a block: the surface over its plane, seen from any side.
//!
//! Plotters has three-dimensional charts of its own; they paint the cells of a surface in the order of their nodes, whatever hides
//! which, and round every corner. So the projection is ours, and the surface is made of pixels as heatmaps are. Lines and
//! letters go through the backend as in all other pictures.

mod camera;
mod heads;
mod lines;
mod pixels;
#[cfg(feature = "svg")]
mod poster;
mod trail;
mod walls;

use downhill::{Contour, Grid, Levels, View, contours};

use crate::axis::ticks;
use crate::frame::Frame;
use crate::heat::Tones;
use crate::number::format_number;
use crate::plane_scale::PlaneScale;

pub use camera::{Camera, SolidProjection};
pub use heads::draw_solid_heads;
pub use lines::{SolidWords, draw_solid_lines};
pub use pixels::solid_pixels;
#[cfg(feature = "svg")]
pub use poster::{SOLID_NODES, SolidView};
#[cfg(feature = "svg")]
pub(crate) use poster::{SolidScene, draw_solid_into};
pub use trail::{SolidTrailPen, draw_solid_average_trail, draw_solid_trail};
pub use walls::draw_solid_walls;

/// A scale of tones that goes on beyond its ends, with levels.
pub trait Relief: Tones {
    /// The tone without bounds: below 0 for losses below the low end, above 1 for those above the high one.
    fn unbounded_tone(&self, loss: f64) -> f64;
    /// Losses at which contours are drawn, ascending.
    fn levels(&self) -> &[f64];
    /// The losses at the tones 0 and 1.
    fn range(&self) -> [f64; 2];
}

impl Relief for Levels {
    fn unbounded_tone(&self, loss: f64) -> f64 {
        Self::unbounded_tone(self, loss)
    }

    fn levels(&self) -> &[f64] {
        self.values()
    }

    fn range(&self) -> [f64; 2] {
        Self::range(self)
    }
}

impl Relief for PlaneScale {
    fn unbounded_tone(&self, loss: f64) -> f64 {
        Self::unbounded_tone(self, loss)
    }

    fn levels(&self) -> &[f64] {
        Self::levels(self)
    }

    fn range(&self) -> [f64; 2] {
        Self::range(self)
    }
}

/// How losses become heights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Height {
    /// As tones: logarithmic, so that equal steps of colour are equal steps of height.
    Log,
    /// In proportion.
    Linear,
}

/// How far beyond the ends of the scale heights may go, in lengths of the scale. What goes farther is cut off at the end itself.
const BEYOND: f64 = 0.5;
const BEYOND_LINEAR: f64 = 3.0;

/// Tones below this are low ground; a direction is worth as much as an earlier one if it shows so much more.
const LOW: f64 = 0.4;
const FARTHER: f64 = 0.012;

/// Numbers on the axis of the loss, at most about.
const TICKS: f64 = 5.0;

/// A loss sampled on a grid, as a block of the size 1 by 1 by 1.
#[derive(Clone, Debug)]
pub struct Solid {
    view: View,
    columns: usize,
    rows: usize,
    /// 0 on the floor, 1 at the ceiling, beyond these cut off; NaN where the loss is not finite. As the grid's values.
    heights: Vec<f64>,
    tones: Vec<f64>,
    /// Losses with numbers, and their heights.
    ticks: Vec<(f64, f64)>,
    contours: Vec<Contour>,
}

/// The way from losses to heights.
struct Spread<'a, S> {
    scale: &'a S,
    height: Height,
    low: f64,
    high: f64,
}

impl<'a, S: Relief> Spread<'a, S> {
    fn new(scale: &'a S, height: Height, [least, most]: [f64; 2]) -> Self {
        let mut spread = Self { scale, height, low: 0.0, high: 1.0 };
        let (from, to, beyond) = match height {
            Height::Log => (0.0, 1.0, BEYOND),
            Height::Linear => (scale.range()[0], scale.range()[1], BEYOND_LINEAR),
        };
        let room = beyond * (to - from);
        let (least, most) = (spread.place(least), spread.place(most));
        // What goes farther is a pole. No room is kept for it, or there would be none left for the rest.
        let low = if least < from - room { from } else { least };
        let high = if most > to + room { to } else { most };
        let is_sound = high > low && (high - low).is_finite();
        (spread.low, spread.high) = (low, if is_sound { high } else { low });
        spread
    }

    fn place(&self, loss: f64) -> f64 {
        match self.height {
            Height::Log => self.scale.unbounded_tone(loss),
            Height::Linear => loss,
        }
    }

    fn of(&self, loss: f64) -> f64 {
        // A level loss lies on the floor.
        if self.high <= self.low {
            return 0.0;
        }
        // A pole's neighbour must not stand infinitely far away: what lies between would have no place.
        ((self.place(loss) - self.low) / (self.high - self.low)).clamp(-9.0, 9.0)
    }

    /// Losses with numbers: on a log axis some of the contours' levels, evenly spaced.
    fn ticks(&self) -> Vec<(f64, f64)> {
        let losses = match self.height {
            Height::Linear => ticks([self.low, self.high], TICKS),
            Height::Log => {
                let is_shown = |loss: &&f64| (0.0..=1.0).contains(&self.of(**loss));
                let shown: Vec<f64> = self.scale.levels().iter().filter(is_shown).copied().collect();
                let stride = (shown.len() as f64 / TICKS).ceil().max(1.0) as usize;
                shown.into_iter().skip(stride / 2).step_by(stride).collect()
            }
        };
        losses.into_iter().map(|loss| (loss, self.of(loss))).collect()
    }
}

/// The lowest and the highest of some losses that are finite; the other way round if none is.
#[must_use]
pub fn extent(losses: &[f64]) -> [f64; 2] {
    let finite = || losses.iter().copied().filter(|loss| loss.is_finite());
    [finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max)]
}

impl Solid {
    /// The block of a grid. The scale is that of the map of the same loss, so that both have the same colours.
    #[must_use]
    pub fn new(grid: &Grid, scale: &impl Relief, height: Height) -> Self {
        Self::within(grid, scale, height, extent(&grid.values))
    }

    /// The same with a floor and a ceiling at given losses: equal heights of several blocks are then equal losses.
    #[must_use]
    pub fn within(grid: &Grid, scale: &impl Relief, height: Height, losses: [f64; 2]) -> Self {
        let spread = Spread::new(scale, height, losses);
        let heights = grid.values.iter().map(|&loss| if loss.is_finite() { spread.of(loss) } else { f64::NAN });
        Self {
            view: grid.view,
            columns: grid.width,
            rows: grid.height,
            heights: heights.collect(),
            tones: grid.values.iter().map(|&loss| scale.tone(loss)).collect(),
            ticks: spread.ticks(),
            contours: contours(grid, scale.levels()),
        }
    }

    /// The place of a point in the plane: 0 at the left and at the bottom of the view, 1 at the right and at the top.
    fn place(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let View { x: [left, right], y: [bottom, top] } = self.view;
        [(x - left) / (right - left), (y - bottom) / (top - bottom)]
    }

    /// The height above a place, between the nodes as the surface is drawn; NaN where there is none.
    fn height_at(&self, [u, v]: [f64; 2]) -> f64 {
        let node = |at: f64, nodes: usize| {
            let along = at.clamp(0.0, 1.0) * (nodes - 1) as f64;
            let node = (along as usize).min(nodes - 2);
            (node, along - node as f64)
        };
        if !(u.is_finite() && v.is_finite()) {
            return f64::NAN;
        }
        let ((column, right), (row, down)) = (node(u, self.columns), node(1.0 - v, self.rows));
        let at = row * self.columns + column;
        let [a, b] = [self.heights[at], self.heights[at + 1]];
        let [c, d] = [self.heights[at + self.columns], self.heights[at + self.columns + 1]];
        let (above, below) = (a + (b - a) * right, c + (d - c) * right);
        above + (below - above) * down
    }

    /// Where the block is best seen from: from [`Camera::HOME`], unless another side shows clearly more of the low ground and of
    /// what stands at the given points (which may be none).
    #[must_use]
    pub fn best_camera(&self, points: impl Iterator<Item = [f64; 2]>) -> Camera {
        let on_ground = |point: [f64; 2]| {
            let place = self.place(point);
            let height = self.height_at(place);
            let is_inside = place.iter().all(|part| (0.0..=1.0).contains(part));
            (is_inside && Self::is_shown(height)).then_some((place, height))
        };
        let points: Vec<([f64; 2], f64)> = points.filter_map(on_ground).collect();
        let ground: Vec<([f64; 2], f64)> = self.low_ground().collect();
        let mut best = (f64::NEG_INFINITY, Camera::HOME);
        for (rank, camera) in Camera::candidates().enumerate() {
            let projection = SolidProjection::new(camera, Frame { width: 100.0, height: 100.0, units: 1.0 });
            let seen = |places: &[([f64; 2], f64)]| {
                let seen = places.iter().filter(|&&(place, height)| !self.hides(&projection, place, height)).count();
                if places.is_empty() { 1.0 } else { seen as f64 / places.len() as f64 }
            };
            let worth = 0.4 * seen(&ground) + 0.6 * seen(&points) - FARTHER * rank as f64;
            if worth > best.0 {
                best = (worth, camera);
            }
        }
        best.1
    }

    /// Every third node of low tone, with its height.
    fn low_ground(&self) -> impl Iterator<Item = ([f64; 2], f64)> {
        let node = |row: usize, column: usize| {
            let at = row * self.columns + column;
            let place = [column as f64 / (self.columns - 1) as f64, 1.0 - row as f64 / (self.rows - 1) as f64];
            (place, self.heights[at], self.tones[at])
        };
        let columns = move |row| (1..self.columns).step_by(3).map(move |column| node(row, column));
        let low = (1..self.rows)
            .step_by(3)
            .flat_map(columns)
            .filter(|&(_, height, tone)| tone < LOW && Self::is_shown(height));
        low.map(|(place, height, _)| (place, height))
    }

    /// Whether the surface is there at a height, not cut off.
    fn is_shown(height: f64) -> bool {
        (0.0..=1.0).contains(&height)
    }

    /// Numbers on the axis of the loss, with their heights.
    fn numbers(&self) -> impl Iterator<Item = (String, f64)> {
        self.ticks.iter().map(|&(loss, height)| (format_number(loss), height))
    }
}

#[cfg(test)]
mod tests;
