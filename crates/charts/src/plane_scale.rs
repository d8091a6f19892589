//! One scale for several planes of losses: logarithmic tones, and levels at powers of two.

use downhill::Grid;
use downhill::math::{exp, floor, ln};

use crate::heat::Tones;

/// How many times a loss doubles from the low end to the high one at most: what lies below has the low end's tone.
const MOST_DOUBLINGS: f64 = 12.0;

/// A scale with fewer powers of two than this also has levels at 1.5 times them.
const FEW_LEVELS: usize = 4;

/// The share of all losses that may lie above the high end, so that a few huge ones do not flatten the rest.
const ABOVE: f64 = 0.005;

/// A scale shared by planes of losses that are compared: equal tones and equal contours are equal losses.
///
/// The tone of f is log(f / low) / log(high / low). `high` is what all losses but one in 200 lie below, `low` the least
/// positive one, but not less than high / 2¹². Losses of 0 and below have the lowest tone.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaneScale {
    low: f64,
    high: f64,
    levels: Vec<f64>,
}

impl PlaneScale {
    /// The scale for the values of all grids. Without a positive finite value, everything has the lowest tone.
    #[must_use]
    pub fn of(grids: &[&Grid]) -> Self {
        let all = grids.iter().flat_map(|grid| grid.values.iter().copied());
        let mut losses: Vec<f64> = all.filter(|loss| loss.is_finite() && *loss > 0.0).collect();
        let Some(last) = losses.len().checked_sub(1) else {
            return Self { low: 1.0, high: 1.0, levels: Vec::new() };
        };
        let rank = last - (ABOVE * last as f64) as usize;
        let (_, &mut high, _) = losses.select_nth_unstable_by(rank, f64::total_cmp);
        let least = losses.iter().copied().fold(high, f64::min);
        let low = least.max(high * exp(-MOST_DOUBLINGS * ln(2.0)));
        let mut levels = levels([low, high], &[1.0]);
        if levels.len() < FEW_LEVELS {
            levels = self::levels([low, high], &[1.0, 1.5]);
        }
        Self { low, high, levels }
    }

    /// The losses at the ends of the scale.
    #[must_use]
    pub fn range(&self) -> [f64; 2] {
        [self.low, self.high]
    }

    /// The tone continued beyond both ends; minus infinity for losses of 0 and below.
    #[must_use]
    pub fn unbounded_tone(&self, loss: f64) -> f64 {
        let above = if loss > 0.0 {
            ln(loss / self.low)
        } else if loss.is_nan() {
            f64::NAN
        } else {
            f64::NEG_INFINITY
        };
        above / ln(self.high / self.low)
    }

    /// The losses at which contours are drawn, ascending.
    #[must_use]
    pub fn levels(&self) -> &[f64] {
        &self.levels
    }
}

impl Tones for PlaneScale {
    fn tone(&self, loss: f64) -> f64 {
        if loss.is_nan() {
            return f64::NAN;
        }
        if loss <= self.low {
            return 0.0;
        }
        (ln(loss / self.low) / ln(self.high / self.low)).min(1.0)
    }
}

/// The multiples of powers of two inside a range.
fn levels([low, high]: [f64; 2], multiples: &[f64]) -> Vec<f64> {
    // A power of two that is exact: halving and doubling lose no bits.
    let mut power = 1.0_f64;
    let doublings = floor(ln(low) / ln(2.0));
    for _ in 0..doublings.abs() as u32 {
        power *= if doublings < 0.0 { 0.5 } else { 2.0 };
    }
    let mut levels = Vec::new();
    while power < high && power > 0.0 {
        levels.extend(multiples.iter().map(|multiple| multiple * power).filter(|level| *level > low && *level < high));
        power *= 2.0;
    }
    levels
}

#[cfg(test)]
mod tests {
    use downhill::View;

    use super::*;

    const VIEW: View = View { x: [-1.0, 1.0], y: [-1.0, 1.0] };

    fn bowl(floor: f64, curvature: f64) -> Grid {
        Grid::sample(|x, y| floor + curvature * (x * x + y * y), VIEW, 41, 41)
    }

    #[test]
    fn planes_share_levels_at_powers_of_two() {
        let scale = PlaneScale::of(&[&bowl(0.05, 2.0), &bowl(0.3, 16.0)]);
        assert_eq!(scale.levels(), [0.0625, 0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0]);
        let [low, high] = scale.range();
        assert_eq!(low, 0.05);
        assert!((25.0..32.3).contains(&high), "{high}");
    }

    #[test]
    fn tones_are_logarithmic_and_ends_hold_what_lies_beyond() {
        let scale = PlaneScale { low: 0.125, high: 8.0, levels: Vec::new() };
        for (loss, tone) in
            [(-1.0, 0.0), (0.0, 0.0), (0.125, 0.0), (1.0, 0.5), (8.0, 1.0), (1e9, 1.0), (f64::INFINITY, 1.0)]
        {
            assert!((scale.tone(loss) - tone).abs() < 1e-12, "{loss}: {}", scale.tone(loss));
        }
        assert!(scale.tone(f64::NAN).is_nan());
    }

    #[test]
    fn huge_and_tiny_losses_do_not_take_the_scale() {
        let mut grid = bowl(1e-9, 4.0);
        grid.values[0] = 1e12;
        grid.values[1] = f64::INFINITY;
        let scale = PlaneScale::of(&[&grid]);
        let [low, high] = scale.range();
        assert!(high <= 8.0 && (low - high / 4096.0).abs() < 1e-12, "{low} {high}");
        assert_eq!(scale.levels().len(), 12);
    }

    #[test]
    fn a_short_range_has_levels_between_and_no_range_has_none() {
        assert_eq!(PlaneScale::of(&[&bowl(1.1, 1.5)]).levels(), [1.5, 2.0, 3.0]);
        for loss in [2.0, 0.0, -1.0, f64::NAN] {
            let scale = PlaneScale::of(&[&Grid::sample(|_, _| loss, VIEW, 5, 5)]);
            assert_eq!(scale.levels(), [], "{loss}");
            assert!(loss.is_nan() || scale.tone(loss) == 0.0);
        }
        assert_eq!(PlaneScale::of(&[]).levels(), []);
    }
}
