//! Downhill's pictures: maps of a loss, trails over them, loss charts, and posters made of all three.
//!
//! Everything is drawn through Plotters' `DrawingBackend` and knows neither browser nor file. Sizes and positions are in
//! CSS pixels, fractions included; a [`Frame`] says how many of a backend's whole-numbered units make one pixel.

#![forbid(unsafe_code)]

mod arrow;
mod averaged;
mod axes;
mod axis;
mod balls;
#[cfg(feature = "svg")]
mod batch_poster;
mod clip;
mod comparison_curves;
mod contour_labels;
mod curve;
mod end_labels;
mod fan;
mod frame;
mod heads;
mod heat;
mod interval_chart;
mod line_chart;
mod loss_chart;
mod loss_map;
mod loss_profile;
mod map;
mod map_ground;
mod marker;
#[cfg(feature = "svg")]
mod minima_poster;
mod name_rows;
mod number;
mod paired_chart;
mod pen;
mod placement;
mod plane_map;
mod plane_scale;
mod plot_geometry;
#[cfg(feature = "svg")]
mod poster;
mod profile;
mod profile_balls;
mod profile_fan;
mod profile_histogram;
mod rate_chart;
#[cfg(test)]
mod recording;
mod rect;
mod refined;
mod rule_arrows;
mod runner_labels;
mod scatter_chart;
#[cfg(feature = "svg")]
mod sheet;
mod solid;
mod span;
mod span_axis;
mod spectrum_chart;
mod survey_map;
mod survey_pixels;
#[cfg(feature = "svg")]
mod svg;
mod text;
mod theme;
mod trail;

pub use averaged::Averaged;
pub use axes::Axes;
pub use axis::LossScale;
pub use balls::draw_balls;
#[cfg(feature = "svg")]
pub use batch_poster::{BatchPanel, BatchPoster, MOST_PANELS, Panel, batch_poster_svg};
pub use comparison_curves::{Axis, ComparisonCurves, Measure};
pub use curve::{Curve, Role, Xs};
pub use fan::{FanLabels, GradientFan, draw_fan};
pub use frame::{Area, AreaError, Frame};
pub use heads::{Head, Heads, draw_heads};
pub use heat::{Tones, heat_pixels};
pub use interval_chart::{IntervalChart, IntervalRow, draw_intervals, interval_quantiles};
pub use line_chart::{Level, Line, LineChart, LineColor, Place, draw_line_chart};
pub use loss_chart::{LossChart, LossWords, draw_loss_chart, draw_loss_cursor};
pub use loss_map::LossMap;
pub use loss_profile::{LossProfile, ProfileScene};
pub use map::{MapBase, MapLabels, MapProjection, draw_contours, draw_map_base};
pub use marker::draw_marker_sample;
#[cfg(feature = "svg")]
pub use minima_poster::{
    Figure, MOST_MINIMA_PANELS, MinimaPanel, MinimaPicture, MinimaPoster, PlaneBlock, minima_poster_svg,
};
pub use number::{NumberFormat, format_number};
pub use paired_chart::{PairedChart, PairedCondition, draw_paired_chart};
pub use plane_map::{PlaneLabels, PlaneMap, draw_plane_map, plane_heat};
pub use plane_scale::PlaneScale;
pub use plot_geometry::PlotGeometry;
#[cfg(feature = "svg")]
pub use poster::{Poster, PosterMain, PosterRunner, PosterWords, RunsMap, poster_svg};
pub use profile::{Profile, ProfileGeometry, ProfileMark, ProfileWords, draw_profile};
pub use profile_balls::{ProfileBalls, draw_profile_balls};
pub use profile_fan::{ProfileFan, draw_profile_fan};
pub use profile_histogram::{ProfileHistogram, draw_profile_histogram};
pub use rate_chart::{RateChart, RateCurve, RateWords, draw_rate_chart};
pub use rect::Rect;
pub use refined::refined;
pub use rule_arrows::draw_rule_arrows;
pub use runner_labels::{race_labels, runner_labels};
pub use scatter_chart::{ScatterChart, ScatterSeries, draw_scatter_chart};
pub use solid::{
    Camera, Height, Relief, Solid, SolidProjection, SolidTrailPen, SolidWords, draw_solid_average_trail,
    draw_solid_heads, draw_solid_lines, draw_solid_trail, draw_solid_walls, extent, solid_pixels,
};
#[cfg(feature = "svg")]
pub use solid::{SOLID_NODES, SolidView};
pub use span::{Span, SpanScale};
pub use spectrum_chart::{Spectrum, SpectrumChart, draw_spectrum_chart};
pub use survey_map::{SurveyMap, draw_survey_map};
pub use survey_pixels::{Outcome, Tint, place_color, survey_pixels, survey_tints};
#[cfg(feature = "svg")]
pub use svg::SvgBackend;
pub use text::FONT_FAMILY;
pub use theme::{DARK, Dash, LIGHT, MAX_RUNNERS, Marker, Rgb, RunnerStyle, Theme, runner_style};
pub use trail::{TrailPen, draw_average_trail, draw_faint_trail, draw_trail};
