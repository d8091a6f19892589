//! Losses against the learning rate: a curve a runner, where each blows up, and which rates suit one of them.

use plotters_backend::DrawingBackend;

use crate::axis::LossScale;
use crate::curve::{Curve, Role, Xs};
use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::loss_chart::{LossChart, LossWords, draw_loss_chart};
use crate::marker::{draw_cross, draw_marker};
use crate::pen::{Drawn, Pen, Stroke};
use crate::plot_geometry::PlotGeometry;
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

/// Distance of the bars for rates that blow up, and their width.
const BAR_GAP: f64 = 6.0;
const BAR: f64 = 3.0;

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
    let geometry = draw_loss_chart(area, frame, theme, &losses)?;
    draw_on(area, frame, |pen| {
        draw_zones(pen, &geometry, chart, theme)?;
        draw_bars(pen, &geometry, chart, theme)?;
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
                None => draw_cross(pen, (geometry.x_of(lr), bar_height(&geometry, index)), curve.style, theme)?,
            }
        }
        Ok(())
    })?;
    Ok(geometry)
}

/// Where the bar of a runner is.
fn bar_height(geometry: &PlotGeometry, index: usize) -> f64 {
    geometry.plot.y + BAR_GAP * (index as f64 + 0.5)
}

/// Bars over the rates at which runners blow up, and the word for it.
fn draw_bars<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &PlotGeometry,
    chart: &RateChart<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let mut first = f64::INFINITY;
    for (index, curve) in chart.curves.iter().enumerate() {
        let y = bar_height(geometry, index);
        for ends in curve.diverged {
            let [from, to] = ends.map(|lr| geometry.x_of(lr.clamp(chart.rates[0], chart.rates[1])));
            pen.line(&[(from, y), (to.max(from + BAR), y)], Stroke::new(theme.hue(curve.style), BAR))?;
            first = first.min(from);
        }
    }
    if !first.is_finite() {
        return Ok(());
    }
    let lettering = Lettering::new(11.0, theme.second_ink).align(Align::Right);
    let y = bar_height(geometry, chart.curves.len()) + 5.0;
    pen.text_with_halo(chart.words.diverges, (geometry.plot.x + geometry.plot.width, y), lettering, theme.background)
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
