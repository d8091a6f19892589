//! Axes: round ticks, and the scales of a loss.

use downhill::math::{exp10, floor, log10};

use crate::number::{format_number, power_of_ten};

/// How losses are spread over the height of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LossScale {
    /// Each decade as high as the next.
    Log,
    /// In proportion.
    Linear,
}

/// Multiples of a round step inside `range`, at most about `count`.
pub(crate) fn ticks([from, to]: [f64; 2], count: f64) -> Vec<f64> {
    let span = to - from;
    if !(span > 0.0 && span.is_finite() && count >= 1.0) {
        return Vec::new();
    }
    let rough = span / count;
    let decade = exp10(floor(log10(rough)));
    let digit = [1.0, 2.0, 5.0].into_iter().find(|digit| digit * decade >= rough * 0.999).unwrap_or(10.0);
    // Steps below 1 are divided by, not multiplied with: 3 / 10 is 0.3, 3 * 0.1 is not.
    let (step, divisor) = (digit * decade, (1.0 / (digit * decade)).round());
    let multiple = |k: f64| if step < 1.0 && divisor * step > 0.99 { k / divisor } else { k * step };
    let first = (from / step - 1e-9).ceil();
    let last = floor(to / step + 1e-9);
    let mut ticks = Vec::new();
    let mut k = first;
    while k <= last {
        // -0 would print as such.
        ticks.push(multiple(k) + 0.0);
        k += 1.0;
    }
    ticks
}

/// The vertical axis of a loss chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LossAxis {
    kind: Kind,
    /// Lowest and highest position shown, after the kind's transform.
    low: f64,
    high: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Linear,
    /// log10(loss - offset)
    Log {
        offset: f64,
    },
    /// sign(loss) log10(1 + |loss|), for losses that go below 0 without a known bound.
    SignedLog,
}

/// A tick of an axis.
pub(crate) struct LossTick {
    pub(crate) loss: f64,
    pub(crate) label: String,
}

/// What an axis has to show.
pub(crate) struct LossRange {
    pub(crate) least: f64,
    /// The least loss above the lowest known one, if there is any.
    pub(crate) least_above: Option<f64>,
    pub(crate) most: f64,
    /// The lowest known loss.
    pub(crate) lowest: Option<f64>,
    pub(crate) target: Option<f64>,
}

/// Decades that a log axis shows at most: as many as a double has digits.
const MOST_DECADES: f64 = 16.0;

/// A log axis of fewer decades than this has ticks between the powers of ten.
const FEW_DECADES: f64 = 2.5;

/// How many decades below all losses a target may lie and still be shown.
const TARGET_DECADES: f64 = 2.0;

impl LossAxis {
    pub(crate) fn new(scale: LossScale, range: &LossRange) -> Self {
        let &LossRange { least, most, lowest, .. } = range;
        if !(least.is_finite() && most.is_finite()) {
            return Self { kind: Kind::Linear, low: 0.0, high: 1.0 };
        }
        match scale {
            LossScale::Linear => {
                let low = lowest.map_or(least, |lowest| least.min(lowest));
                let span = (most - low).max(1e-12 * most.abs()).max(f64::MIN_POSITIVE);
                Self { kind: Kind::Linear, low: low - 0.02 * span, high: most + 0.05 * span }
            }
            LossScale::Log if least < 0.0 && lowest.is_none() => {
                let (low, high) = (signed_log(least), signed_log(most));
                let span = (high - low).max(0.5);
                Self { kind: Kind::SignedLog, low: low - 0.03 * span, high: high + 0.05 * span }
            }
            LossScale::Log => Self::log(lowest.unwrap_or(0.0), range),
        }
    }

    /// The axis from one value to another; a log axis needs both above 0, and is linear otherwise.
    pub(crate) fn spanning(scale: LossScale, [low, high]: [f64; 2]) -> Self {
        let kind = if scale == LossScale::Log && low > 0.0 { Kind::Log { offset: 0.0 } } else { Kind::Linear };
        let [low, high] = if kind == Kind::Linear { [low, high] } else { [log10(low), log10(high)] };
        let is_sound = high > low && (high - low).is_finite();
        Self { kind, low, high: if is_sound { high } else { low + 1.0 } }
    }

    fn log(offset: f64, range: &LossRange) -> Self {
        let above = |loss: f64| Some(log10(loss - offset)).filter(|position| position.is_finite());
        let high = above(range.most).unwrap_or(0.0);
        let curves = range.least_above.and_then(above).unwrap_or(high);
        let target = range.target.and_then(above).unwrap_or(high);
        // A target far below all curves would leave them no room.
        let target = if target < curves - TARGET_DECADES { curves } else { target };
        let low = curves.min(target).max(high - MOST_DECADES).min(high - 0.3);
        let is_cut = range.least <= offset;
        // Ticks at powers of ten want a power of ten at the bottom, and so does the floor that zeros are drawn on.
        let low = if high - low >= FEW_DECADES || is_cut { floor(low) } else { low - 0.06 * (high - low) };
        Self { kind: Kind::Log { offset }, low, high: high + 0.04 * (high - low) }
    }

    /// Where a loss stands: 0 at the bottom, 1 at the top, beyond these outside; NaN for NaN.
    ///
    /// Losses at or below what a log axis starts from stand at its bottom.
    pub(crate) fn position(&self, loss: f64) -> f64 {
        let at = match self.kind {
            Kind::Linear => loss,
            Kind::Log { offset } if loss > offset => log10(loss - offset).max(self.low),
            Kind::Log { .. } if loss.is_nan() => f64::NAN,
            Kind::Log { .. } => self.low,
            Kind::SignedLog => signed_log(loss),
        };
        (at - self.low) / (self.high - self.low)
    }

    /// Where a loss stands as [`position`](Self::position) says, but on a log axis what lies below its bottom stands there
    /// too, and what has no logarithm infinitely far below.
    pub(crate) fn unbounded_position(&self, loss: f64) -> f64 {
        match self.kind {
            Kind::Log { offset } if loss > offset => (log10(loss - offset) - self.low) / (self.high - self.low),
            Kind::Log { offset } if loss <= offset => f64::NEG_INFINITY,
            _ => self.position(loss),
        }
    }

    /// Whether a loss lies between the ends of the axis.
    pub(crate) fn shows(&self, loss: f64) -> bool {
        let is_below = matches!(self.kind, Kind::Log { offset } if self.is_cut(loss - offset));
        !is_below && (0.0..=1.0).contains(&self.position(loss))
    }

    /// Whether a log axis is too short for a distance above its offset.
    fn is_cut(&self, above: f64) -> bool {
        above <= 0.0 || log10(above) < self.low - 1e-9
    }

    /// What the axis subtracts from every loss.
    pub(crate) fn offset(&self) -> f64 {
        if let Kind::Log { offset } = self.kind { offset } else { 0.0 }
    }

    /// At most about `count` ticks, upwards. If some of `losses` lie below the bottom of a log axis, they are drawn
    /// there, and the bottom tick says so.
    pub(crate) fn ticks(&self, count: f64, mut losses: impl Iterator<Item = f64>) -> Vec<LossTick> {
        match self.kind {
            Kind::Linear => {
                let tick = |loss: f64| LossTick { loss, label: format_number(loss) };
                ticks([self.low, self.high], count).into_iter().map(tick).collect()
            }
            Kind::Log { offset } => {
                let is_cut = losses.any(|loss| self.is_cut(loss - offset));
                if self.high - self.low < FEW_DECADES && !is_cut {
                    return self.fine_ticks(offset, count);
                }
                let tick = |exponent: f64| {
                    let label = power_of_ten(exponent as i32);
                    let label = if is_cut && exponent == self.low { format!("≤{label}") } else { label };
                    LossTick { loss: offset + exp10(exponent), label }
                };
                decades(self.low.ceil(), self.high, count).into_iter().map(tick).collect()
            }
            Kind::SignedLog => self.signed_ticks(count),
        }
    }

    /// Ticks at 1, 2 and 5 times the powers of ten, or at fewer of them.
    fn fine_ticks(&self, offset: f64, count: f64) -> Vec<LossTick> {
        let at = |digits: &[f64]| {
            let mut ticks = Vec::new();
            let mut exponent = floor(self.low);
            while exponent <= self.high {
                for digit in digits {
                    let above = if exponent < 0.0 { digit / exp10(-exponent) } else { digit * exp10(exponent) };
                    if self.shows(offset + above) {
                        ticks.push(LossTick { loss: offset + above, label: format_number(above) });
                    }
                }
                exponent += 1.0;
            }
            ticks
        };
        let choices = [at(&[1.0, 2.0, 3.0, 5.0, 7.0]), at(&[1.0, 2.0, 5.0]), at(&[1.0, 3.0])];
        let fitting = choices.into_iter().find(|ticks| ticks.len() as f64 <= count);
        fitting.unwrap_or_else(|| at(&[1.0]))
    }

    /// Ticks at 0 and at powers of ten with both signs, none too close to another.
    fn signed_ticks(&self, count: f64) -> Vec<LossTick> {
        let largest = floor(self.low.abs().max(self.high.abs()));
        let mut exponents = decades(0.0, largest, 0.8 * count);
        // Far ones first: near 0 the powers of ten crowd.
        exponents.reverse();
        let mut ticks: Vec<LossTick> = Vec::new();
        let signed = exponents.into_iter().flat_map(|exponent| {
            let (size, label) = (exp10(exponent), power_of_ten(exponent as i32));
            let label = if exponent < 2.0 { format_number(size) } else { label };
            [(size, label.clone()), (-size, format!("−{label}"))]
        });
        for (loss, label) in std::iter::once((0.0, "0".to_owned())).chain(signed) {
            let position = self.position(loss);
            let is_apart = ticks.iter().all(|tick| (self.position(tick.loss) - position).abs() >= 0.7 / count);
            if self.shows(loss) && is_apart {
                let place = ticks.partition_point(|tick| tick.loss < loss);
                ticks.insert(place, LossTick { loss, label });
            }
        }
        ticks
    }
}

/// Whole exponents from `low` to `high`, in round steps, `low` among them.
fn decades(low: f64, high: f64, count: f64) -> Vec<f64> {
    let span = floor(high) - low;
    let steps = [1.0, 2.0, 3.0, 4.0, 5.0, 10.0, 20.0, 50.0, 100.0];
    let step = steps.into_iter().find(|step| span / step <= count.max(1.0)).unwrap_or(200.0);
    let mut exponents = Vec::new();
    let mut exponent = low;
    while exponent <= high {
        exponents.push(exponent);
        exponent += step;
    }
    exponents
}

fn signed_log(loss: f64) -> f64 {
    let size = log10(1.0 + loss.abs());
    if loss < 0.0 { -size } else { size }
}

#[cfg(test)]
mod tests;
