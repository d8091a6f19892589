//! Arrows of gradients, and the scale that a fan of them shares.

use plotters_backend::DrawingBackend;

use crate::clip::between;
use crate::pen::{Drawn, Pen, Stroke};
use crate::rect::Point;
use crate::theme::{RunnerStyle, Theme};
use crate::trail::dashes;

/// The length that most arrows of single samples stay below, as a part of the room; and how many they are.
const USUAL_LENGTH: f64 = 0.30;
const USUAL_SHARE: f64 = 0.9;

/// The length that no arrow of a mean exceeds, as a part of the room.
const LONGEST_MEAN: f64 = 0.45;

/// Width of the arrow of a batch's mean, and of the full gradient's; the casing is wider by its margin on both sides.
const BATCH_WIDTH: f64 = 3.5;
const FULL_WIDTH: f64 = 2.0;
const CASING: f64 = 1.5;

/// Length and half the width of a head, filled or open; the open one shows around the filled one.
const FILLED_HEAD: (f64, f64) = (11.0, 5.5);
const OPEN_HEAD: (f64, f64) = (10.0, 7.0);

/// The dashes of the full gradient's arrow.
const FULL_PATTERN: [f64; 2] = [5.0, 3.0];

/// Arrows shorter than this are left out.
pub(crate) const SHORTEST: f64 = 0.75;

/// What all lengths of a fan, in pixels, are multiplied with so that it fits into `room`; `None` if all are 0.
pub(crate) fn fan_stretch(samples: impl Iterator<Item = f64>, means: [f64; 2], room: f64) -> Option<f64> {
    let is_length = |length: &f64| *length > 0.0 && length.is_finite();
    let mut lengths: Vec<f64> = samples.filter(is_length).collect();
    let longest_mean = means.into_iter().filter(is_length).fold(0.0, f64::max);
    lengths.sort_unstable_by(f64::total_cmp);
    let usual = lengths.get((USUAL_SHARE * lengths.len() as f64) as usize).copied().unwrap_or(longest_mean);
    let stretch = (USUAL_LENGTH * room / usual).min(LONGEST_MEAN * room / longest_mean);
    (stretch > 0.0 && stretch.is_finite()).then_some(stretch)
}

/// The arrow of a batch's mean: bold, with a casing and a filled head. It must not be of length 0.
pub(crate) fn draw_batch_arrow<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    from: Point,
    to: Point,
    style: RunnerStyle,
    theme: &Theme,
) -> Drawn<DB> {
    let [left, notch, right] = head(from, to, FILLED_HEAD);
    let shaft = [from, notch];
    let corners = [to, left, right];
    pen.line(&shaft, Stroke::new(theme.casing, BATCH_WIDTH + 2.0 * CASING))?;
    pen.line(&[to, left, right, to, left], Stroke::new(theme.casing, 2.0 * CASING))?;
    pen.line(&shaft, Stroke::new(theme.hue(style), BATCH_WIDTH))?;
    pen.polygon(&corners, theme.hue(style))
}

/// The arrow of the full gradient: dashed, in ink, with an open head. It must not be of length 0.
pub(crate) fn draw_full_arrow<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    from: Point,
    to: Point,
    theme: &Theme,
) -> Drawn<DB> {
    let [left, _, right] = head(from, to, OPEN_HEAD);
    let casing = Stroke::new(theme.casing, FULL_WIDTH + 2.0 * CASING);
    let ink = Stroke::new(theme.ink, FULL_WIDTH);
    pen.line(&[from, to], casing)?;
    pen.line(&[left, to, right], casing)?;
    // Dashed from the tip, which always has ink that way.
    for dash in dashes(&[to, from], &FULL_PATTERN) {
        pen.line(&dash, ink)?;
    }
    pen.line(&[left, to, right], ink)
}

/// The left corner of a head, the middle between its corners, and the right corner; smaller on a short arrow.
pub(crate) fn head(from: Point, to: Point, (long, half): (f64, f64)) -> [Point; 3] {
    let length = distance(from, to);
    let part = (long / length).min(0.7);
    let middle = between(to, from, part);
    let across = part * half / long;
    let (dx, dy) = ((to.0 - from.0) * across, (to.1 - from.1) * across);
    [(middle.0 + dy, middle.1 - dx), middle, (middle.0 - dy, middle.1 + dx)]
}

pub(crate) fn distance(a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    (dx * dx + dy * dy).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_arrows_and_both_means_stay_inside_their_parts_of_the_room() {
        let lengths = || (1..=100).map(f64::from);
        let stretch = fan_stretch(lengths(), [10.0, 20.0], 200.0).expect("lengths");
        assert!((stretch * 91.0 - 60.0).abs() < 1e-9, "nine in ten are shorter than three tenths");
        let stretch = fan_stretch(lengths(), [1000.0, 20.0], 200.0).expect("lengths");
        assert!((stretch * 1000.0 - 90.0).abs() < 1e-9);
        let stretch = fan_stretch([].into_iter(), [0.0, 5.0], 200.0).expect("a length");
        assert!((stretch * 5.0 - 60.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_has_no_scale() {
        assert_eq!(fan_stretch([0.0, f64::NAN].into_iter(), [0.0, f64::INFINITY], 200.0), None);
        assert_eq!(fan_stretch([].into_iter(), [0.0, 0.0], 200.0), None);
    }

    #[test]
    fn heads_are_square_to_their_arrow_and_fit_on_short_ones() {
        let [left, middle, right] = head((0.0, 0.0), (100.0, 0.0), (10.0, 5.0));
        assert_eq!((left, middle, right), ((90.0, -5.0), (90.0, 0.0), (90.0, 5.0)));
        let [left, middle, _] = head((0.0, 0.0), (4.0, 0.0), (10.0, 5.0));
        assert!(middle.0 > 1.0 && left.1 > -2.0, "{left:?} {middle:?}");
    }
}
