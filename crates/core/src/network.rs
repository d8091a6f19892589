//! Small networks that learn to read digits, and what is measured of them on the way: loss, accuracy, and curvature.

mod fitting;
mod measurement;
mod recipe;
mod rescaling;
mod run;
mod slices;
mod spectrum;

pub use fitting::{Fitting, POLISH_RATE};
pub use measurement::{Curvature, Measurement, Measuring};
pub use recipe::{CLASSES, Length, PIXELS, Recipe};
pub use rescaling::Rescaling;
pub use run::{Intervals, NetworkRun};
pub use slices::{LineSlice, PlaneKind, PlaneSlice};
pub use spectrum::Spectrum;
