//! Where replicas end: a histogram in a strip, with the same horizontal axis as a profile above it.

use plotters_backend::DrawingBackend;

use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::number::format_significant;
use crate::pen::Stroke;
use crate::profile::{LEFT, RIGHT, draw_dotted_vertical};
use crate::rect::{Point, Rect};
use crate::text::{Align, Lettering};
use crate::theme::{RunnerStyle, Theme};

/// How many replicas are where.
#[derive(Clone, Copy, Debug)]
pub struct ProfileHistogram<'a> {
    /// The parameter at the left edge of the first bin and at the right edge of the last: the profile's ends.
    pub range: [f64; 2],
    /// How many are in every bin.
    pub bins: &'a [u32],
    /// How many there are in all.
    pub total: u32,
    /// Places with a dotted line, as the minima.
    pub marks: &'a [f64],
}

/// Room above the highest bar and below the baseline.
const TOP: f64 = 8.0;
const BOTTOM: f64 = 3.0;

/// How much of the runner's hue is in a bar.
const BAR_PART: f64 = 0.55;

/// Draws a histogram.
///
/// # Errors
/// What the backend reports.
pub fn draw_profile_histogram<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: Frame,
    theme: &Theme,
    style: RunnerStyle,
    histogram: &ProfileHistogram<'_>,
) -> Result<(), AreaError<DB>> {
    draw_on(area, frame, |pen| {
        let plot = Rect {
            x: LEFT,
            y: TOP,
            width: (frame.width - LEFT - RIGHT).max(1.0),
            height: (frame.height - TOP - BOTTOM).max(1.0),
        };
        let (right, bottom) = (plot.x + plot.width, plot.y + plot.height);
        let most = histogram.bins.iter().copied().max().unwrap_or(0);
        if most > 0 {
            // One outline for all bars: bars of their own would show seams.
            let mut outline: Vec<Point> = vec![(plot.x, bottom)];
            let count = histogram.bins.len() as f64;
            for (index, &bin) in histogram.bins.iter().enumerate() {
                let y = bottom - f64::from(bin) / f64::from(most) * plot.height;
                let edges = [index, index + 1].map(|edge| plot.x + edge as f64 / count * plot.width);
                outline.extend(edges.map(|x| (x, y)));
            }
            outline.push((right, bottom));
            pen.polygon(&outline, theme.background.mix(theme.hue(style), BAR_PART))?;
            let share = 100.0 * f64::from(most) / f64::from(histogram.total.max(most));
            let lettering = Lettering::new(11.0, theme.second_ink).align(Align::Right);
            pen.text(&(format_significant(share, 2) + "%"), (plot.x - 6.0, plot.y + 1.0), lettering)?;
        }
        let [from, to] = histogram.range;
        for mark in histogram.marks {
            draw_dotted_vertical(pen, plot.x + (mark - from) / (to - from) * plot.width, plot, theme)?;
        }
        pen.line(&[(plot.x, bottom), (right, bottom)], Stroke::new(theme.hairline, 1.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recording::{frame, record};
    use crate::theme::{LIGHT, runner_style};

    #[test]
    fn bars_are_as_high_as_their_share_and_the_highest_is_named() {
        let histogram = ProfileHistogram { range: [-1.0, 1.0], bins: &[0, 5, 20, 0], total: 40, marks: &[0.0, 7.0] };
        let frame = frame(300.0, 50.0);
        let (record, result) =
            record(frame, |area| draw_profile_histogram(area, frame, &LIGHT, runner_style(0), &histogram));
        assert!(result.is_ok());
        let (bars, _) = record.polygons.first().expect("bars");
        let highest = bars.iter().map(|at| at.1).fold(f64::INFINITY, f64::min);
        assert!((highest - TOP).abs() < 0.1);
        assert!(bars.iter().any(|at| (47.0 - at.1 - 39.0 / 4.0).abs() < 0.1), "a quarter of it: {bars:?}");
        assert_eq!(record.words(), ["50%"]);
        let dots: Vec<_> = record.lines.iter().filter(|line| line.color == LIGHT.second_ink).collect();
        assert!(dots.len() > 5 && dots.iter().all(|dot| (dot.points[0].0 - (LEFT + 124.0)).abs() < 0.1));
    }

    #[test]
    fn no_replicas_have_a_baseline() {
        let histogram = ProfileHistogram { range: [0.0, 0.0], bins: &[], total: 0, marks: &[0.0] };
        let frame = frame(300.0, 50.0);
        let (record, result) =
            record(frame, |area| draw_profile_histogram(area, frame, &LIGHT, runner_style(0), &histogram));
        assert!(result.is_ok());
        assert_eq!((record.lines.len(), record.polygons.len()), (1, 0));
    }
}
