//! Names at the ends of a chart's curves.

use plotters_backend::DrawingBackend;

use crate::clip::between;
use crate::pen::{Drawn, Pen, Stroke};
use crate::placement::{Obstacles, free_place, spread};
use crate::rect::{Point, Rect};
use crate::text::{Align, Lettering};
use crate::theme::{Rgb, Theme};

/// Room between the plot and its end labels.
pub(crate) const LABEL_GAP: f64 = 10.0;

/// Height of the labels' rows; they shrink when there are too many.
const LABEL_ROW: f64 = 15.0;

/// The name of one curve.
#[derive(Clone, Copy)]
pub(crate) struct EndLabel<'a> {
    pub(crate) text: &'a str,
    pub(crate) color: Rgb,
    pub(crate) is_bold: bool,
    /// Where its curve ends; `None` if it has no point in the plot.
    pub(crate) end: Option<Point>,
    /// Whether no other curve is where this one ends, as at the top, where a run that blew up leaves.
    pub(crate) is_apart: bool,
}

/// Names at the curves' ends: in a column right of the plot, or beside the end of a curve that stops early, off `lines`
/// and off the texts in `taken`.
pub(crate) fn draw_end_labels<'l, DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: Rect,
    labels: &[EndLabel<'_>],
    lines: impl Iterator<Item = &'l [Point]>,
    taken: &[Rect],
    label_size: f64,
    theme: &Theme,
) -> Drawn<DB> {
    let right = plot.x + plot.width;
    let bottom = plot.y + plot.height + 4.0;
    let row = LABEL_ROW.min(bottom / labels.len().max(1) as f64);
    let lettering = |label: &EndLabel<'_>| Lettering {
        is_bold: label.is_bold,
        ..Lettering::new(label_size.min(0.85 * row), label.color)
    };
    let ended: Vec<(&EndLabel<'_>, Point)> = labels.iter().filter_map(|label| Some((label, label.end?))).collect();
    let (late, early): (Vec<_>, Vec<_>) = ended.into_iter().partition(|(_, at)| at.0 > right - 24.0);

    let wanted: Vec<f64> = late.iter().map(|(_, at)| at.1).collect();
    let rows = spread(&wanted, row, 0.0, bottom);
    for ((label, at), y) in late.iter().zip(rows) {
        if (y - at.1).abs() > 4.0 {
            let stroke = Stroke { color: label.color, alpha: 0.6, width: 1.0 };
            pen.line(&[(at.0 + 1.0, at.1), (right + LABEL_GAP - 2.0, y)], stroke)?;
        }
        pen.text(label.text, (right + LABEL_GAP, y), lettering(label))?;
    }

    let mut obstacles = Obstacles { labels: taken.to_vec(), ..Obstacles::default() };
    if early.iter().any(|(label, _)| !label.is_apart) {
        for line in lines {
            cover(line, &mut obstacles.soft);
        }
    }
    obstacles.marks.extend(early.iter().map(|(_, at)| Rect::around(*at, 14.0, 14.0)));
    for (label, at) in early {
        let (width, height) = pen.text_size(label.text, lettering(label));
        let place = |dx: f64, dy: f64| Rect::around((at.0 + dx, at.1 + dy), width, height);
        let side = 10.0 + 0.5 * width;
        let candidates: Vec<Rect> = (0..8)
            .flat_map(|rows_away| {
                let dy = f64::from(rows_away) * row;
                [place(side, dy), place(side, -dy), place(-side, dy)]
            })
            .collect();
        let found = free_place(&candidates, at, &obstacles, &plot);
        obstacles.labels.push(found);
        let lettering = lettering(label).align(Align::Center);
        pen.text_with_halo(label.text, found.center(), lettering, theme.background)?;
    }
    Ok(())
}

/// Covers a line with rectangles, one for every few pixels of its way to the right.
pub(crate) fn cover(line: &[Point], covers: &mut Vec<Rect>) {
    const WIDTH: f64 = 8.0;
    let first = covers.len();
    for pair in line.windows(2) {
        let pieces = ((pair[1].0 - pair[0].0).abs() / WIDTH).ceil().clamp(1.0, 500.0);
        let mut from = pair[0];
        for piece in 1..=pieces as u16 {
            let to = between(pair[0], pair[1], f64::from(piece) / pieces);
            let (top, bottom) = (from.1.min(to.1) - 1.0, from.1.max(to.1) + 1.0);
            match covers[first..].last_mut() {
                Some(last) if to.0 < last.x + WIDTH => {
                    let low = bottom.max(last.y + last.height);
                    last.y = last.y.min(top);
                    last.height = low - last.y;
                    last.width = last.width.max(to.0 - last.x);
                }
                _ => covers.push(Rect { x: from.0, y: top, width: to.0 - from.0, height: bottom - top }),
            }
            from = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_covered_whole_by_few_rectangles() {
        let line: Vec<Point> =
            (0..400).map(|k| (f64::from(k) * 0.5, 50.0 + f64::from(k % 7))).chain([(400.0, 0.0)]).collect();
        let mut covers = vec![Rect::around((0.0, 0.0), 1.0, 1.0)];
        cover(&line, &mut covers);
        assert!(covers.len() < 60, "{}", covers.len());
        for pair in line.windows(2) {
            for part in [0.0, 0.3, 1.0] {
                let at = between(pair[0], pair[1], part);
                assert!(covers.iter().any(|cover| cover.grown(1e-9).has(at)), "{at:?}");
            }
        }
    }
}
