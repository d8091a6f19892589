//! Pictures of a loss as numbers: a grid of its values, the scale its tones and levels follow, and its contours.

mod contour;
mod grid;
mod level;
mod slice;

pub use contour::{Contour, Polyline, contours};
pub use grid::Grid;
pub use level::Levels;
pub use slice::Slice;
