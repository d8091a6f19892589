//! Pictures of a loss as numbers: a grid of its values, the scale its tones and levels follow, and its contours.

mod contour;
mod critical;
mod framing;
mod grid;
mod level;
mod slice;

pub use contour::{Contour, Polyline, contours};
pub use critical::{MAX_CRITICAL_POINTS, find_critical_points};
pub use framing::{Framing, frame};
pub use grid::Grid;
pub use level::Levels;
pub use slice::Slice;
