//! The scale of a picture of a loss: where each value stands between the lowest and the highest, and round levels for
//! contours.

use alloc::vec::Vec;

use super::Grid;
use crate::math::{exp, exp10, floor, ln, log10};

/// Levels at which contours are drawn, about.
const COUNT: f64 = 18.0;

/// On either side of a simple pole the loss is four times as far from the median at the 1st percentile as at the 4th, on a grid that meets it
/// by chance between 1.9 and 20 times; over a
/// well it is not.
const POLE: f64 = 1.8;

/// Values that quantiles are computed from, at most about.
const SAMPLE: usize = 4096;

/// A monotone scale from losses to tones, with contour levels evenly spread over it.
///
/// The tone of f is log(1 + (f - low) / c), divided by its value at `high`: linear near `low`, logarithmic far above
/// it. `low` is the least value on the grid and `high` its 98th percentile, so that a pole does not flatten the rest;
/// below a pole to minus infinity, `low` is the 2nd percentile. c puts the tone 0.5 at the 40th percentile: every loss
/// uses the whole ramp, be its range one decade or six.
///
/// Between poles to either side of 0, most of a picture is far from both ends: there the tone is logarithmic both ways from the
/// median, c is half of the range of the middle fifth, and `low` and `high` are the 5th and 95th percentile.
#[derive(Clone, Debug, PartialEq)]
pub struct Levels {
    low: f64,
    /// From where the tone is logarithmic: `low`, but between poles.
    center: f64,
    /// The width of the linear part.
    c: f64,
    /// The logarithm at `low`, on the scale whose 0 is at the center.
    bottom: f64,
    /// How far the logarithm at `high` is above the bottom: log(1 + (high - low) / c), but between poles.
    full: f64,
    values: Vec<f64>,
}

impl Levels {
    /// The scale for the values of a grid.
    #[must_use]
    pub fn of(grid: &Grid) -> Self {
        let finite = || grid.values.iter().copied().filter(|value| value.is_finite());
        // Quantiles of a part of the values that is as evenly spread as the whole.
        let stride = grid.values.len() / SAMPLE + 1;
        let sample: Vec<f64> = finite().step_by(stride).collect();
        if sample.is_empty() {
            return Self::level(0.0);
        }
        let quantile = |part: f64| order_statistic(&sample, (part * (sample.len() - 1) as f64) as usize);
        let (second, middle, high) = (quantile(0.02), quantile(0.4), quantile(0.98));
        let (least, most) = (finite().fold(sample[0], f64::min), finite().fold(sample[0], f64::max));
        if let Some(mut between) = Self::between_poles(quantile) {
            between.values = between.spread(least, most);
            return between;
        }
        let is_pole = second - least > 20.0 * (high - second);
        let low = if is_pole { second } else { least };
        let span = high - low;
        if !(span > 0.0 && span.is_finite()) {
            return Self::level(low);
        }
        // log(1 + a/c) = log(1 + b/c) / 2 has the solution c = a² / (b - 2a), if the middle lies low enough.
        let rise = middle - low;
        let c = if span > 2.0 * rise { rise * rise / (span - 2.0 * rise) } else { f64::INFINITY };
        let c = c.clamp(1e-9 * span, 8.0 * span);
        let mut levels = Self { c, full: ln(1.0 + span / c), ..Self::level(low) };
        levels.values = levels.spread(least, most);
        levels
    }

    /// The scale of a loss that has one value only.
    fn level(low: f64) -> Self {
        Self { low, center: low, c: 1.0, bottom: 0.0, full: 1.0, values: Vec::new() }
    }

    /// The scale between poles to both sides, if that is what there is: a quarter as many losses are several times as far away.
    fn between_poles(quantile: impl Fn(f64) -> f64) -> Option<Self> {
        let center = quantile(0.5);
        let is_pole = |far: f64, near: f64| (quantile(far) - center).abs() > POLE * (quantile(near) - center).abs();
        let c = 0.5 * (quantile(0.6) - quantile(0.4));
        if !(is_pole(0.01, 0.04) && is_pole(0.99, 0.96) && c > 0.0) {
            return None;
        }
        let [low, high] = [quantile(0.05), quantile(0.95)];
        let [bottom, top] = [-ln(1.0 + (center - low) / c), ln(1.0 + (high - center) / c)];
        Some(Self { low, center, c, bottom, full: top - bottom, values: Vec::new() })
    }

    /// Where a loss stands on the scale: 0 at the low end and below, 1 at the high end and above; NaN for NaN.
    #[must_use]
    pub fn tone(&self, loss: f64) -> f64 {
        self.unbounded_tone(loss).clamp(0.0, 1.0)
    }

    /// The losses at the tones 0 and 1.
    #[must_use]
    pub fn range(&self) -> [f64; 2] {
        [self.low, self.loss(1.0)]
    }

    /// The contour levels, ascending and all different.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The scale continued beyond both ends (as an odd function around the center).
    #[must_use]
    pub fn unbounded_tone(&self, loss: f64) -> f64 {
        let above = (loss - self.center) / self.c;
        let size = ln(1.0 + above.abs());
        ((if above < 0.0 { -size } else { size }) - self.bottom) / self.full
    }

    fn loss(&self, tone: f64) -> f64 {
        let size = tone * self.full + self.bottom;
        let above = self.c * (exp(size.abs()) - 1.0);
        self.center + if size < 0.0 { -above } else { above }
    }

    /// Round values near evenly spread tones, between `least` and `most`.
    fn spread(&self, least: f64, most: f64) -> Vec<f64> {
        // Contours go on a little into what lies beyond the ends.
        let first = floor(self.unbounded_tone(least).max(-0.5) * COUNT);
        let end = floor(self.unbounded_tone(most).min(1.5) * COUNT);
        let exact = |k: f64| self.loss((k + 0.5) / COUNT);
        let mut values = Vec::new();
        let mut k = first;
        while k <= end {
            let value = exact(k);
            let gap = (value - exact(k - 1.0)).min(exact(k + 1.0) - value);
            // Less than half the gap, so that neighbours stay apart.
            let rounded = roundest(value, 0.3 * gap);
            if rounded > least && rounded < most && values.last().is_none_or(|&last| rounded > last) {
                values.push(rounded);
            }
            k += 1.0;
        }
        values
    }
}

/// The value that would stand at `rank` if the values were sorted.
///
/// Found by halving the range of possible bit patterns: a sort would be as fast, but the code of one weighs more than all
/// the rest of this file, and this code is loaded with every page.
fn order_statistic(values: &[f64], rank: usize) -> f64 {
    let (mut low, mut high) = (0, u64::MAX);
    while low < high {
        let middle = low + (high - low) / 2;
        let up_to_middle = values.iter().filter(|&&value| ordered_bits(value) <= middle).count();
        if up_to_middle > rank { high = middle } else { low = middle + 1 }
    }
    from_ordered_bits(low)
}

const SIGN: u64 = 1 << 63;

/// Whole numbers in the order of the values.
fn ordered_bits(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits & SIGN == 0 { bits | SIGN } else { !bits }
}

fn from_ordered_bits(ordered: u64) -> f64 {
    f64::from_bits(if ordered & SIGN == 0 { !ordered } else { ordered & !SIGN })
}

/// The roundest number that is at most `slack` away: the nearest multiple of the largest possible step out of
/// 1, 2 and 5 x 10^k.
fn roundest(value: f64, slack: f64) -> f64 {
    let mut decade = floor(log10(value.abs().max(slack))) + 1.0;
    // A step no larger than the slack has a multiple within it: the search ends there at the latest.
    let last = floor(log10(slack));
    while decade >= last {
        for digit in [5.0, 2.0, 1.0] {
            let rounded = multiple_near(value, digit, decade);
            if (rounded - value).abs() <= slack {
                return rounded;
            }
        }
        decade -= 1.0;
    }
    value
}

/// The multiple of `digit` x 10^`decade` nearest to `value`, as the double that its decimals parse to.
fn multiple_near(value: f64, digit: f64, decade: f64) -> f64 {
    // Negative powers of ten are no doubles, positive ones are: 3 / 10 is 0.3, 3 * 0.1 is not.
    if decade < 0.0 {
        let divisor = exp10(-decade);
        floor(value * divisor / digit + 0.5) * digit / divisor
    } else {
        let step = digit * exp10(decade);
        floor(value / step + 0.5) * step
    }
}

#[cfg(test)]
mod tests {
    use std::format;

    use super::*;
    use crate::surface::{SURFACES, View};

    const VIEW: View = View { x: [-2.0, 2.0], y: [-1.0, 1.0] };

    fn levels(loss: impl Fn(f64, f64) -> f64) -> Levels {
        Levels::of(&Grid::sample(loss, VIEW, 65, 33))
    }

    #[test]
    fn every_surface_gets_enough_distinct_round_levels() {
        for surface in SURFACES {
            let grid = Grid::sample(|x, y| surface.value_at(x, y), surface.view, 128, 80);
            let levels = Levels::of(&grid);
            let count = levels.values().len();
            assert!((12..=28).contains(&count), "{}: {count} levels", surface.id);
            assert!(levels.values().windows(2).all(|pair| pair[0] < pair[1]), "{}", surface.id);
            for value in levels.values() {
                let digits = format!("{value:e}");
                let digits = digits.split('e').next().expect("a mantissa").trim_start_matches('-').len();
                assert!(digits <= 6, "{}: level {value} is not round", surface.id);
            }
        }
    }

    #[test]
    fn tones_rise_with_the_loss_from_0_to_1() {
        for surface in SURFACES {
            let grid = Grid::sample(|x, y| surface.value_at(x, y), surface.view, 96, 60);
            let levels = Levels::of(&grid);
            let mut sorted = grid.values.clone();
            sorted.sort_by(f64::total_cmp);
            let tones: Vec<f64> = sorted.iter().map(|&loss| levels.tone(loss)).collect();
            assert!(tones.windows(2).all(|pair| pair[0] <= pair[1]), "{}", surface.id);
            assert_eq!((tones[0], tones[tones.len() - 1]), (0.0, 1.0), "{}", surface.id);
            let middle = tones[tones.len() * 2 / 5];
            assert!(middle >= 0.3, "{}: 40 % of the picture below tone {middle}", surface.id);
        }
    }

    #[test]
    fn tone_and_loss_are_inverse() {
        let levels = levels(|x, y| exp(3.0 * x) + y * y);
        for tone in [-0.4, 0.0, 0.1, 0.5, 0.9, 1.3] {
            let back = levels.unbounded_tone(levels.loss(tone));
            assert!((back - tone).abs() < 1e-12, "{tone} -> {back}");
        }
    }

    #[test]
    fn poles_and_holes_leave_the_rest_visible() {
        let levels = levels(|x, y| if y > 0.9 { f64::NAN } else { 1.0 / x });
        assert!(levels.tone(f64::NAN).is_nan());
        assert_eq!((levels.tone(f64::NEG_INFINITY), levels.tone(f64::INFINITY)), (0.0, 1.0));
        assert!(levels.tone(1.0) - levels.tone(-1.0) > 0.05, "{} {}", levels.tone(-1.0), levels.tone(1.0));
        assert!(levels.values().len() >= 10);
        assert!(levels.values().iter().all(|value| value.is_finite()));
    }

    #[test]
    fn between_poles_levels_resolve_what_lies_there() {
        let view = View { x: [-2.7, 3.7], y: [-1.5, 2.5] };
        let at = |width| Levels::of(&Grid::sample(|x, y| x * y + 1.0 / x + 1.0 / y, view, width, width * 5 / 8));
        // How near a node is to a pole by chance is no matter.
        for width in [65, 129, 160, 200, 220, 228, 229, 230, 240, 260] {
            let [low, high] = at(width).range();
            assert!(low > -20.0 && high < 20.0, "{width}: {low} to {high}");
        }
        let levels = at(128);
        // The minimum is 3, at (1, 1), and at most 8 around it in the same quadrant, but near the poles.
        let around = levels.values().iter().filter(|&&level| level > 3.0 && level < 8.0).count();
        assert!((3..=8).contains(&around), "{:?}", levels.values());
        assert!(levels.tone(8.0) - levels.tone(3.0) > 0.2, "{} {}", levels.tone(3.0), levels.tone(8.0));
        assert!(levels.tone(0.0) - levels.tone(-5.0) > 0.2, "{} {}", levels.tone(-5.0), levels.tone(0.0));
        for tone in [-0.3, 0.0, 0.2, 0.7, 1.0, 1.3] {
            assert!((levels.unbounded_tone(levels.loss(tone)) - tone).abs() < 1e-12, "{tone}");
        }
    }

    #[test]
    fn a_constant_or_undefined_loss_has_no_levels() {
        for loss in [3.0, f64::NAN, f64::INFINITY] {
            let levels = levels(|_, _| loss);
            assert_eq!(levels.values(), []);
        }
    }

    #[test]
    fn order_statistics_are_those_of_the_sorted_values() {
        let values: Vec<f64> = (0..101).map(|k| f64::from(k * 37 % 101 - 50) * 1.5e-3).collect();
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        for rank in [0, 1, 40, 50, 99, 100] {
            assert_eq!(order_statistic(&values, rank), sorted[rank], "rank {rank}");
        }
        assert_eq!(order_statistic(&[-1e300, f64::MAX, 0.0], 2), f64::MAX);
    }

    #[test]
    fn levels_are_rounded_as_far_as_the_slack_allows_and_exactly() {
        for (value, slack, rounded) in [
            (2.3, 0.35, 2.0),
            (0.31, 0.02, 0.3),
            (-0.072, 0.003, -0.07),
            (12_345.0, 500.0, 12_000.0),
            (0.04, 0.05, 0.0),
            (-78.3, 0.01, -78.3),
            (1e-9, 1e-12, 1e-9),
        ] {
            assert_eq!(roundest(value, slack), rounded, "{value} ± {slack}");
        }
    }
}
