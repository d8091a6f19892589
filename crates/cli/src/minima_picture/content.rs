//! What one picture of a poster shows, with all that a chart of it borrows.

use downhill::math::mean;
use downhill::{Grid, Paired};
use downhill_charts::{
    Axes, Dash, Level, Line, LineColor, NumberFormat, PairedCondition, Place, RunnerStyle, ScatterSeries,
};

/// One picture and its words.
pub(super) struct Scene {
    pub(super) title: String,
    pub(super) subtitle: String,
    /// Big numbers and what they are.
    pub(super) figures: Vec<(String, &'static str)>,
    pub(super) style: Option<RunnerStyle>,
    pub(super) content: Content,
}

/// What is shown.
pub(super) enum Content {
    Plane(Grid),
    Lines { axes: Axes<'static>, lines: Vec<OwnLine>, levels: Vec<OwnMark>, places: Vec<OwnMark> },
    Paired { conditions: Vec<OwnCondition>, format: NumberFormat },
    Scatter { axes: Axes<'static>, series: Vec<OwnSeries> },
}

/// A line of a chart.
pub(super) struct OwnLine {
    pub(super) label: String,
    pub(super) color: LineColor,
    pub(super) dash: Dash,
    pub(super) xs: Vec<f64>,
    pub(super) ys: Vec<f64>,
}

/// A level or a place of note.
pub(super) struct OwnMark {
    pub(super) label: String,
    pub(super) color: LineColor,
    pub(super) at: f64,
}

/// What was measured of all seeds of a run.
pub(super) struct OwnCondition {
    pub(super) label: String,
    pub(super) style: RunnerStyle,
    pub(super) values: Vec<f64>,
}

/// Points that are joined.
pub(super) struct OwnSeries {
    pub(super) label: String,
    pub(super) style: RunnerStyle,
    pub(super) xs: Vec<f64>,
    pub(super) ys: Vec<f64>,
    pub(super) intervals: Vec<[f64; 2]>,
}

impl OwnLine {
    pub(super) fn line(&self) -> Line<'_> {
        Line { label: &self.label, color: self.color, dash: self.dash, xs: &self.xs, ys: &self.ys }
    }
}

impl OwnMark {
    pub(super) fn level(&self) -> Level<'_> {
        Level { label: &self.label, color: self.color, at: self.at }
    }

    pub(super) fn place(&self) -> Place<'_> {
        Place { label: &self.label, color: self.color, at: self.at }
    }
}

impl OwnCondition {
    pub(super) fn condition(&self) -> PairedCondition<'_> {
        let (mean, margin) = summary(&self.values);
        let interval = [mean - margin, mean + margin];
        PairedCondition { label: &self.label, style: self.style, values: &self.values, mean, interval }
    }
}

impl OwnSeries {
    pub(super) fn series(&self) -> ScatterSeries<'_> {
        ScatterSeries { label: &self.label, style: self.style, xs: &self.xs, ys: &self.ys, intervals: &self.intervals }
    }
}

/// Mean of those that are there, and half the width of its 95 % interval, NaN for fewer than two.
pub(super) fn summary(values: &[f64]) -> (f64, f64) {
    let there: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    (mean(&there), Paired::margin_of(&there))
}
