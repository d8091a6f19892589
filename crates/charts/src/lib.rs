//! Downhill's pictures: maps of a loss, trails over them, loss charts, and posters made of all three.
//!
//! Everything is drawn through Plotters' `DrawingBackend` and knows neither browser nor file. Sizes and positions are in
//! CSS pixels, fractions included; a [`Frame`] says how many of a backend's whole-numbered units make one pixel.

#![forbid(unsafe_code)]

mod axis;
mod clip;
mod contour_labels;
mod curve;
mod frame;
mod heads;
mod heat;
mod loss_chart;
mod map;
mod marker;
mod number;
mod pen;
mod placement;
#[cfg(feature = "svg")]
mod poster;
#[cfg(test)]
mod recording;
mod rect;
mod runner_labels;
#[cfg(feature = "svg")]
mod svg;
mod text;
mod theme;
mod trail;

pub use axis::LossScale;
pub use frame::{Area, AreaError, Frame};
pub use heads::{Head, Heads, draw_heads};
pub use heat::heat_pixels;
pub use loss_chart::{Curve, LossChart, LossWords, PlotGeometry, draw_loss_chart, draw_loss_cursor};
pub use map::{MapBase, MapLabels, MapProjection, draw_contours, draw_map_base};
pub use marker::draw_marker_sample;
pub use number::format_number;
#[cfg(feature = "svg")]
pub use poster::{Poster, PosterRunner, PosterWords, poster_svg};
pub use rect::Rect;
pub use runner_labels::runner_labels;
#[cfg(feature = "svg")]
pub use svg::SvgBackend;
pub use text::FONT_FAMILY;
pub use theme::{DARK, Dash, LIGHT, MAX_RUNNERS, Marker, Rgb, RunnerStyle, Theme, runner_style};
pub use trail::{TrailPen, draw_trail};
