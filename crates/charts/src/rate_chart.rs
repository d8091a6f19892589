//! Losses against the learning rate: a curve a runner, where each blows up, and which rates suit one of them.

use plotters_backend::DrawingBackend;

use crate::axis::LossScale;
use crate::curve::{Curve, Role, Xs};
use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::loss_chart::{LossChart, LossWords, draw_loss_chart_below};
use crate::marker::{draw_cross, draw_marker};
use crate::pen::{Drawn, Pen, Stroke};
use crate::plot_geometry::PlotGeometry;
use crate::rect::Rect;
use crate::span::{Span, SpanScale};
use crate::text::{Align, Lettering};
use crate::theme::{RunnerStyle, Theme};
use crate::trail::dashes;

/// A chart of learning rates.
#[derive(Clone, Copy, Debug)]
pub struct RateChart<'a> {
    /// The runners; the first is drawn on top.
    pub curves: &'a [RateCurve<'a>],
    /// The lowest and the highest rate.
    pub rates: [f64; 2],
    /// The lowest known loss, from which a log axis measures.
    pub lowest: Option<f64>,
    /// A loss to reach.
    pub target: Option<f64>,
    /// Index of the runner whose suitable rates are marked, if one is.
    pub selected: Option<usize>,
    /// Words.
    pub words: RateWords<'a>,
}

/// Words of a chart of learning rates.
#[derive(Clone, Copy, Debug)]
pub struct RateWords<'a> {
    /// Name of the horizontal axis.
    pub rate: &'a str,
    /// Says that the axis shows how far a loss is above the lowest known one.
    pub above_lowest: &'a str,
    /// What the target is called.
    pub target: &'a str,
    /// What runs do at rates that are too big.
    pub diverges: &'a str,
    /// Rates that are too small, right, and too big.
    pub zones: [&'a str; 3],
}

/// What one runner comes to at every rate.
#[derive(Clone, Copy, Debug)]
pub struct RateCurve<'a> {
    /// What it looks like.
    pub style: RunnerStyle,
    /// Its name.
    pub label: &'a str,
    /// Rates at which it does not blow up, ascending.
    pub rates: &'a [f64],
    /// The lowest loss at each of them.
    pub losses: &'a [f64],
    /// Rates at which it blows up, in pieces from the first to the last.
    pub diverged: &'a [[f64; 2]],
    /// The rate that it has, and the lowest loss with it; NaN if it blows up, or is not known.
    pub current: [f64; 2],
    /// Rates that were tried one after another in search of the best, with their losses.
    pub tried: &'a [[f64; 2]],
    /// The lowest and the highest of the rates that suit it.
    pub suitable: Option<[f64; 2]>,
}

/// Distance of the bars for rates that blow up, and their width. They have a strip above the plot, which is no higher than so much
/// but holds a word, and is so far from the plot that no name at a curve's end reaches into it.
const BAR_GAP: f64 = 6.0;
const BAR: f64 = 3.0;
const STRIP: [f64; 2] = [14.0, 72.0];
const STRIP_GAP: f64 = 8.0;

/// Radius of the dot for a rate that was tried.
const TRIED: f64 = 2.5;

/// Ink and gap of the lines around the suitable rates.
const ZONE_PATTERN: [f64; 2] = [4.0, 4.0];

/// Draws the chart and says where things are on it.
///
/// # Errors
/// What the backend reports.
pub fn draw_rate_chart<'a, DB: DrawingBackend>(
    area: &Area<DB>,
    frame: Frame,
    theme: &Theme,
    chart: &RateChart<'a>,
) -> Result<PlotGeometry, AreaError<DB>> {
    let curve = |of: &RateCurve<'a>| Curve {
        style: of.style,
        label: of.label,
        xs: Xs::At(of.rates),
        ys: of.losses,
        is_diverged: false,
        role: Role::Run,
    };
    let curves: Vec<Curve<'a>> = chart.curves.iter().map(curve).collect();
    let [from, to] = chart.rates;
    let RateWords { rate, above_lowest, target, .. } = chart.words;
    let losses = LossChart {
        curves: &curves,
        span: Span { scale: SpanScale::Log, from, to },
        scale: LossScale::Log,
        lowest: chart.lowest,
        target: chart.target,
        marks: &[],
        words: LossWords { span: rate, above_lowest, target },
    };
    let bars = Bars::of(chart);
    let geometry = draw_loss_chart_below(area, frame, theme, &losses, bars.room())?;
    draw_on(area, frame, |pen| {
        draw_zones(pen, &geometry, chart, theme)?;
        bars.draw(pen, &geometry, chart, theme)?;
        for curve in chart.curves.iter().rev() {
            for &[lr, loss] in curve.tried.iter().filter(|[lr, _]| geometry.span.has(*lr)) {
                let Some(at) = geometry.point(lr, loss).filter(|at| geometry.plot.has(*at)) else { continue };
                pen.disc(at, TRIED + 1.0, theme.casing)?;
                pen.disc(at, TRIED, theme.hue(curve.style))?;
            }
        }
        for (index, curve) in chart.curves.iter().enumerate().rev() {
            let [lr, loss] = curve.current;
            if !geometry.span.has(lr) {
                continue;
            }
            match geometry.y_of(loss) {
                Some(y) => draw_marker(pen, (geometry.x_of(lr), y), curve.style, theme)?,
                None => draw_cross(pen, (geometry.x_of(lr), bars.y(&geometry, index)), curve.style, theme)?,
            }
        }
        Ok(())
    })?;
    Ok(geometry)
}

/// The strip above the plot, with a bar a runner over the rates at which it blows up.
struct Bars {
    count: usize,
    gap: f64,
}

impl Bars {
    /// Bars of all runners, so that each has its place; none if nobody blows up.
    fn of(chart: &RateChart<'_>) -> Self {
        let is_needed = chart.curves.iter().any(|curve| !curve.diverged.is_empty() || curve.current[1].is_nan());
        let count = if is_needed { chart.curves.len() } else { 0 };
        Self { count, gap: BAR_GAP.min(STRIP[1] / count.max(1) as f64) }
    }

    fn height(&self) -> f64 {
        (self.gap * self.count as f64).max(STRIP[0])
    }

    /// What the strip takes from the plot.
    fn room(&self) -> f64 {
        if self.count == 0 { 0.0 } else { self.height() + STRIP_GAP }
    }

    /// The middle of the strip.
    fn middle(&self, geometry: &PlotGeometry) -> f64 {
        geometry.plot.y - STRIP_GAP - 0.5 * self.height()
    }

    /// Where the bar of a runner is.
    fn y(&self, geometry: &PlotGeometry, index: usize) -> f64 {
        self.middle(geometry) + self.gap * (index as f64 + 0.5 - 0.5 * self.count as f64)
    }

    /// The bars, and beside them the word for what they are.
    fn draw<DB: DrawingBackend>(
        &self,
        pen: &mut Pen<'_, DB>,
        geometry: &PlotGeometry,
        chart: &RateChart<'_>,
        theme: &Theme,
    ) -> Drawn<DB> {
        let (mut first, mut last) = (f64::INFINITY, f64::NEG_INFINITY);
        for (index, curve) in chart.curves.iter().enumerate() {
            let y = self.y(geometry, index);
            for ends in curve.diverged {
                let [from, to] = ends.map(|lr| geometry.x_of(lr.clamp(chart.rates[0], chart.rates[1])));
                pen.line(&[(from, y), (to.max(from + BAR), y)], Stroke::new(theme.hue(curve.style), BAR))?;
                (first, last) = (first.min(from), last.max(to));
            }
        }
        if !first.is_finite() {
            return Ok(());
        }
        let word = chart.words.diverges;
        let lettering = Lettering::new(11.0, theme.second_ink);
        let (width, _) = pen.text_size(word, lettering);
        let Rect { x: left, width: along, .. } = geometry.plot;
        // Crosses stick out a little.
        let beside = 8.0;
        let (x, align) = if first - beside - width >= left {
            (first - beside, Align::Right)
        } else if last + beside + width <= left + along {
            (last + beside, Align::Left)
        } else {
            (left, Align::Left)
        };
        pen.text_with_halo(word, (x, self.middle(geometry)), lettering.align(align), theme.background)
    }
}

/// Lines around the rates that suit the selected runner, and what those on either side are.
fn draw_zones<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &PlotGeometry,
    chart: &RateChart<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let Some(curve) = chart.selected.and_then(|selected| chart.curves.get(selected)) else { return Ok(()) };
    let Some(suitable) = curve.suitable else { return Ok(()) };
    let (plot, hue) = (geometry.plot, theme.hue(curve.style));
    let [left, right] = suitable.map(|lr| geometry.x_of(lr.clamp(chart.rates[0], chart.rates[1])));
    for x in [left, right] {
        for dash in dashes(&[(x, plot.y), (x, plot.y + plot.height)], &ZONE_PATTERN) {
            pen.line(&dash, Stroke { color: hue, alpha: 0.6, width: 1.0 })?;
        }
    }
    let lettering = Lettering::new(11.5, hue).bold().align(Align::Center);
    // Curves run along the top and the bottom.
    let y = plot.y + 0.55 * plot.height;
    let edges = [plot.x, left, right, plot.x + plot.width];
    for (word, edges) in chart.words.zones.into_iter().zip(edges.windows(2)) {
        let (width, _) = pen.text_size(word, lettering);
        // Where there is no room, the lines speak for themselves.
        if edges[1] - edges[0] > width + 6.0 {
            pen.text_with_halo(word, (0.5 * (edges[0] + edges[1]), y), lettering, theme.background)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recording::{frame, record};
    use crate::theme::{LIGHT, runner_style};

    const NAMES: [&str; 5] = ["Newton", "L-BFGS", "SAM", "Adadelta", "Rprop"];

    /// Curves that rise to a loss of 100 at the rate at which they begin to blow up.
    fn draw(edges: &[f64], to: f64) -> (crate::recording::Record, PlotGeometry) {
        let frame = frame(760.0, 300.0);
        let rates: Vec<Vec<f64>> = edges
            .iter()
            .map(|edge| (0..40).map(|k| 1e-5 * (edge / 1e-5).powf(f64::from(k) / 39.0)).collect())
            .collect();
        let losses: Vec<f64> = (0..40).map(|k| 10_f64.powi((k % 7) - 4).min(100.0)).chain([100.0]).skip(1).collect();
        let beyond: Vec<[[f64; 2]; 1]> = edges.iter().map(|edge| [[edge * 1.01, to]]).collect();
        let curves: Vec<RateCurve<'_>> = edges
            .iter()
            .enumerate()
            .map(|(index, edge)| RateCurve {
                style: runner_style(index),
                label: NAMES[index],
                rates: &rates[index],
                losses: &losses,
                diverged: if *edge < to { &beyond[index] } else { &[] },
                current: if index == 1 { [edge * 2.0, f64::NAN] } else { [edge / 2.0, 1.0] },
                tried: &[],
                suitable: None,
            })
            .collect();
        let words = RateWords {
            rate: "learning rate",
            above_lowest: "above the lowest",
            target: "target",
            diverges: "diverges",
            zones: ["too small", "right", "too big"],
        };
        let chart = RateChart {
            curves: &curves,
            rates: [1e-5, 10.0],
            lowest: Some(0.0),
            target: None,
            selected: Some(0),
            words,
        };
        let (record, geometry) = record(frame, |area| draw_rate_chart(area, frame, &LIGHT, &chart));
        (record, geometry.expect("recording does not fail"))
    }

    #[test]
    fn bars_of_what_blows_up_stand_above_the_plot_and_no_text_on_them() {
        for edges in [&[1.0, 0.003, 0.01, 5.0, 0.2][..], &[0.02], &[1e-5, 1e-5]] {
            let (record, geometry) = draw(edges, 10.0);
            let is_bar = |line: &&crate::recording::Line| line.width == BAR && line.points[0].1 == line.points[1].1;
            let bars: Vec<_> = record.lines.iter().filter(is_bar).collect();
            assert_eq!(bars.len(), edges.len());
            for bar in &bars {
                let [(left, y), (right, _)] = bar.points[..] else { panic!("a bar is one line") };
                assert!(y + BAR < geometry.plot.y && y > BAR, "{y} above {}", geometry.plot.y);
                if edges[0] == 1e-5 {
                    continue;
                }
                let covered = Rect { x: left, y: y - 0.5 * BAR, width: right - left, height: BAR };
                for text in &record.texts {
                    assert!(!text.rect.overlaps(&covered), "{} lies on a bar", text.text);
                }
            }
            assert!(record.texts.iter().any(|text| text.text == "diverges"));
        }
    }

    #[test]
    fn where_nobody_blows_up_the_plot_has_all_the_room() {
        let top = |edges: &[f64]| draw(edges, 10.0).1.plot.y;
        assert!(top(&[10.0]) + STRIP[0] + STRIP_GAP == top(&[0.1]));
    }
}
