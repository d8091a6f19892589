//! Densities of the eigenvalues of curvature, and the Ritz values that they were estimated from.

use plotters_backend::DrawingBackend;

use crate::axes::{Axes, Extent, Room, draw_axes, layout};
use crate::axis::{LossAxis, LossScale};
use crate::end_labels::{EndLabel, draw_end_labels};
use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::line_chart::{decimated, draw_pieces};
use crate::pen::Stroke;
use crate::plot_geometry::PlotGeometry;
use crate::rect::Point;
use crate::theme::{RunnerStyle, Theme};

/// What a chart of spectra shows.
#[derive(Clone, Copy, Debug)]
pub struct SpectrumChart<'a> {
    /// The axes: eigenvalues against density. Without a range, a log axis goes down to a tenth of the least density at a
    /// largest eigenvalue, which is where an outlier alone is seen.
    pub axes: Axes<'a>,
    /// The spectra; the first is drawn on top.
    pub spectra: &'a [Spectrum<'a>],
}

/// The spectrum of one network.
#[derive(Clone, Copy, Debug)]
pub struct Spectrum<'a> {
    /// Its name, written at its largest eigenvalue.
    pub label: &'a str,
    /// What it looks like.
    pub style: RunnerStyle,
    /// Eigenvalues, ascending.
    pub eigenvalues: &'a [f64],
    /// The density at each.
    pub density: &'a [f64],
    /// Ritz values, in any order: short ticks below the curves.
    pub ritz: &'a [f64],
}

/// Height of a spectrum's row of ticks, and room above each.
const TICK: f64 = 7.0;
const TICK_GAP: f64 = 3.0;

/// How many decades below the highest density the axis goes at most.
const MOST_DECADES: f64 = 8.0;

impl Spectrum<'_> {
    /// The largest Ritz value, or the last eigenvalue if there is none.
    fn largest(&self) -> Option<f64> {
        let ritz = self.ritz.iter().copied().filter(|value| value.is_finite());
        ritz.reduce(f64::max).or_else(|| self.eigenvalues.last().copied())
    }

    /// The density at an eigenvalue, taken from those beside it.
    fn density_at(&self, eigenvalue: f64) -> Option<f64> {
        let next = self.eigenvalues.partition_point(|&other| other < eigenvalue);
        let after = *self.density.get(next)?;
        let Some(index) = next.checked_sub(1) else { return Some(after) };
        let (from, to) = (self.eigenvalues[index], self.eigenvalues[next]);
        let part = (eigenvalue - from) / (to - from);
        Some(self.density[index] * (1.0 - part) + after * part)
    }
}

/// Draws the chart and says where things are on it.
///
/// # Errors
/// What the backend reports.
pub fn draw_spectrum_chart<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: Frame,
    theme: &Theme,
    chart: &SpectrumChart<'_>,
) -> Result<PlotGeometry, AreaError<DB>> {
    let SpectrumChart { axes, spectra } = chart;
    draw_on(area, frame, |pen| {
        let ends: Vec<(&str, f64)> = spectra.iter().filter_map(|one| Some((one.label, one.largest()?))).collect();
        let below_plot = (TICK + TICK_GAP) * spectra.len() as f64;
        let room = Room { axis: axis(chart), ends: &ends, below_plot, below_numbers: 0.0 };
        let plot = layout(pen, axes, &room, theme);
        let (geometry, rect) = (plot.geometry, plot.geometry.plot);
        draw_axes(pen, &plot, axes, theme)?;
        let lines: Vec<Vec<Vec<Point>>> =
            spectra.iter().map(|one| decimated(&geometry, one.eigenvalues, one.density)).collect();
        for (one, pieces) in spectra.iter().zip(&lines).rev() {
            draw_pieces(pen, rect, pieces, theme.hue(one.style), one.style.dash.pattern(), theme)?;
        }
        let mut top = rect.y + rect.height + TICK_GAP;
        for one in spectra.iter() {
            for &value in one.ritz.iter().filter(|value| axes.x.has(**value)) {
                let x = geometry.x_of(value);
                pen.line(&[(x, top), (x, top + TICK)], Stroke::new(theme.hue(one.style), 1.25))?;
            }
            top += TICK + TICK_GAP;
        }
        let label = |one: &Spectrum<'_>| -> Option<Point> {
            let largest = one.largest()?;
            Some((geometry.x_of(largest), geometry.y_of(one.density_at(largest)?)?))
                .filter(|&at| rect.grown(1.0).has(at))
        };
        let labels: Vec<EndLabel<'_>> = spectra
            .iter()
            .map(|one| EndLabel {
                text: one.label,
                color: theme.hue(one.style),
                is_bold: true,
                end: label(one),
                is_apart: false,
            })
            .collect();
        let all = lines.iter().flatten().map(Vec::as_slice);
        draw_end_labels(pen, rect, &labels, all, &[], plot.label_size, theme)?;
        Ok(geometry)
    })
}

/// The vertical axis, down to where the rarest outlier is seen.
fn axis(chart: &SpectrumChart<'_>) -> LossAxis {
    let SpectrumChart { axes, spectra } = chart;
    if let Some(range) = axes.range {
        return LossAxis::spanning(axes.scale, range);
    }
    let mut extent = Extent::of(spectra.iter().flat_map(|one| one.density.iter().copied()));
    if axes.scale == LossScale::Log {
        let outliers = spectra.iter().filter_map(|one| one.density_at(one.largest()?)).filter(|density| *density > 0.0);
        let least = outliers.fold(extent.most, f64::min);
        let farthest = extent.most / downhill::math::exp10(MOST_DECADES);
        extent.least_positive = extent.least_positive.max(0.1 * least).max(farthest);
    }
    extent.axis(axes.scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::NumberFormat;
    use crate::recording::{Record, frame, record};
    use crate::rect::Rect;
    use crate::span::{Span, SpanScale};
    use crate::theme::{LIGHT, runner_style};

    fn draw(spectra: &[Spectrum<'_>], width: f64) -> (Record, PlotGeometry) {
        let x = Span { scale: SpanScale::Linear, from: -1.0, to: 12.0 };
        let (scale, format) = (LossScale::Log, NumberFormat::Plain);
        let axes = Axes { x, scale, range: None, format, x_name: "λ", y_name: "density" };
        let frame = frame(width, 220.0);
        let chart = SpectrumChart { axes, spectra };
        let (record, geometry) = record(frame, |area| draw_spectrum_chart(area, frame, &LIGHT, &chart));
        (record, geometry.expect("recording does not fail"))
    }

    /// A bulk at 0 and outliers, each as wide as the sum of the weights is one.
    fn density(at: f64, ritz: &[f64]) -> f64 {
        let bump = |center: f64, weight: f64| weight * (-0.5 * ((at - center) / 0.1).powi(2)).exp() / 0.25;
        bump(0.0, 1.0) + ritz.iter().map(|&center| bump(center, 1e-3)).sum::<f64>()
    }

    #[test]
    fn curves_ticks_and_names_stand_at_their_eigenvalues() {
        let eigenvalues: Vec<f64> = (0..=1300).map(|k| -1.0 + 0.01 * f64::from(k)).collect();
        let ritz = [[0.0, 2.0, 4.3], [11.9, 3.0, 9.0]];
        let densities = ritz.map(|ritz| eigenvalues.iter().map(|&at| density(at, &ritz)).collect::<Vec<f64>>());
        let spectrum = |index: usize| Spectrum {
            label: ["batch 4", "batch 150"][index],
            style: runner_style(index),
            eigenvalues: &eigenvalues,
            density: &densities[index],
            ritz: &ritz[index],
        };
        for width in [320.0, 600.0] {
            let (record, geometry) = draw(&[spectrum(0), spectrum(1)], width);
            let plot = geometry.plot;
            for (index, ritz) in ritz.iter().enumerate() {
                let is_tick = |line: &&crate::recording::Line| line.color == LIGHT.runners[index] && line.width == 1.25;
                let ticks: Vec<f64> = record.lines.iter().filter(is_tick).map(|line| line.points[0].0).collect();
                assert_eq!(ticks.len(), 3);
                assert!(ticks.iter().zip(ritz).all(|(x, &value)| (x - geometry.x_of(value)).abs() < 0.1));
            }
            let names = [0, 1].map(|index| record.texts_in(LIGHT.runners[index])[0].rect);
            // Beside its last bump, and right of the plot.
            assert!(
                (names[0].x - geometry.x_of(4.3)).abs() < 110.0 && names[0].x + names[0].width < plot.x + plot.width
            );
            assert!(names[1].x > plot.x + plot.width && names[1].x + names[1].width <= width);
            let bounds = Rect { x: 0.0, y: -1.0, width, height: 221.0 };
            assert!(record.texts.iter().all(|text| text.color == LIGHT.background || bounds.contains(&text.rect)));
            let outlier = geometry.y_of(density(4.3, &[4.3])).expect("a number");
            assert!(outlier < plot.y + 0.95 * plot.height, "outliers stand off the bottom");
        }
    }

    #[test]
    fn spectra_without_numbers_are_left_out() {
        let empty = Spectrum { label: "batch 4", style: runner_style(0), eigenvalues: &[], density: &[], ritz: &[] };
        let (record, _) = draw(&[empty, Spectrum { ritz: &[f64::NAN, 2.0], ..empty }], 320.0);
        assert!(record.texts_in(LIGHT.runners[0]).is_empty());
        draw(&[], 320.0);
    }
}
