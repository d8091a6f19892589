//! Pictures of a loss as numbers: a grid of its values, the scale its tones and levels follow, and its contours.

mod basin;
mod closeness;
mod coarse_first;
mod contour;
mod critical;
mod flock;
mod framing;
mod grid;
mod lanes;
mod level;
mod minima;
mod parameter_map;
mod slice;

pub use basin::{BASIN_TOLERANCE, BasinCell, BasinMap, BasinRequest, Fate};
pub use closeness::Closeness;
pub use coarse_first::Cell;
pub use contour::{Contour, Polyline, contours};
pub use critical::{MAX_CRITICAL_POINTS, find_critical_points};
pub use flock::{Flock, Landing};
pub use framing::{Framing, frame};
pub use grid::Grid;
pub use lanes::LANES;
pub(crate) use lanes::Lanes;
pub use level::Levels;
pub use minima::{FoundMinima, FoundMinimum, MOST_FOUND};
pub use parameter_map::{ParamAxis, ParameterCell, ParameterMap, ParameterRequest};
pub use slice::Slice;
