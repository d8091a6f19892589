//! A line search for the strong Wolfe conditions: bracket a step length, then zoom in on it by cubic interpolation.
//!
//! J. Nocedal and S. J. Wright, "Numerical optimization", 2006, algorithms 3.5 and 3.6 and equation (3.59), with the safeguards, constants and
//! limits of PyTorch's `_strong_wolfe`, so that its step lengths are found. Where the loss is not finite, which PyTorch does
//! not look into, a trial counts as too long, and the middle is tried next.

use alloc::vec;
use alloc::vec::Vec;

use super::dot;
use crate::math::sqrt;
use crate::objective::Objective;

/// c₁: the share of the promised descent that is asked for.
const DESCENT: f64 = 1e-4;
/// c₂: the share of the slope that may be left.
const SLOPE: f64 = 0.9;
/// How many step lengths are tried beyond the first.
const TRIALS: usize = 25;
/// A bracket that moves no coordinate by more than this is not divided any more.
const NARROWEST: f64 = 1e-9;

/// A step length, the loss there and its slope along the direction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trial {
    length: f64,
    loss: f64,
    slope: f64,
}

/// Room for a trial's position and gradient.
pub(super) struct Search {
    there: Vec<f64>,
    grad: Vec<f64>,
}

impl Search {
    pub(super) fn new(dim: usize) -> Self {
        Self { there: vec![0.0; dim], grad: vec![0.0; dim] }
    }

    fn at(&mut self, length: f64, x: &[f64], direction: &[f64], oracle: &dyn Objective) -> Trial {
        for ((there, x), d) in self.there.iter_mut().zip(x).zip(direction) {
            *there = x + length * d;
        }
        let loss = oracle.value_grad(&self.there, &mut self.grad);
        let loss = if loss.is_nan() { f64::INFINITY } else { loss };
        Trial { length, loss, slope: dot(&self.grad, direction) }
    }

    /// The step length from `x` along `direction`, where `grad` is the gradient at `x`.
    pub(super) fn run(
        &mut self,
        x: &[f64],
        direction: &[f64],
        grad: &[f64],
        first: f64,
        oracle: &dyn Objective,
    ) -> f64 {
        let start = Trial { length: 0.0, loss: oracle.value(x), slope: dot(grad, direction) };
        let reach = direction.iter().fold(0.0_f64, |most, d| most.max(d.abs()));
        let is_too_high = |it: Trial| it.loss > start.loss + DESCENT * it.length * start.slope;
        let is_flat_enough = |it: Trial| it.slope.abs() <= -SLOPE * start.slope;

        let (mut before, mut now) = (start, self.at(first, x, direction, oracle));
        let mut tried = 0;
        let mut bracket = loop {
            if tried == TRIALS {
                break [start, now];
            }
            if is_too_high(now) || (tried > 1 && now.loss >= before.loss) {
                break [before, now];
            }
            if is_flat_enough(now) {
                return now.length;
            }
            if now.slope >= 0.0 {
                break [before, now];
            }
            let bounds = [now.length + 0.01 * (now.length - before.length), now.length * 10.0];
            let next = interpolated(before, now, bounds);
            before = now;
            now = self.at(next, x, direction, oracle);
            tried += 1;
        };

        let mut low = lower(&bracket);
        let mut has_stalled = false;
        while tried < TRIALS {
            let [left, right] = ends(&bracket);
            if (right - left) * reach < NARROWEST {
                break;
            }
            let mut next = interpolated(bracket[0], bracket[1], [left, right]);
            let margin = 0.1 * (right - left);
            if (right - next).min(next - left) < margin {
                if has_stalled || next >= right || next <= left {
                    next = if (next - right).abs() < (next - left).abs() { right - margin } else { left + margin };
                    has_stalled = false;
                } else {
                    has_stalled = true;
                }
            } else {
                has_stalled = false;
            }
            let now = self.at(next, x, direction, oracle);
            tried += 1;
            if is_too_high(now) || now.loss >= bracket[low].loss {
                bracket[1 - low] = now;
                low = lower(&bracket);
            } else {
                let is_done = is_flat_enough(now);
                if !is_done && now.slope * (bracket[1 - low].length - bracket[low].length) >= 0.0 {
                    bracket[1 - low] = bracket[low];
                }
                bracket[low] = now;
                if is_done {
                    break;
                }
            }
        }
        bracket[low].length
    }
}

/// Which of the two has the lower loss.
fn lower(bracket: &[Trial; 2]) -> usize {
    usize::from(bracket[0].loss > bracket[1].loss)
}

/// The shorter and the longer step length.
fn ends(bracket: &[Trial; 2]) -> [f64; 2] {
    let [a, b] = bracket.map(|trial| trial.length);
    [a.min(b), a.max(b)]
}

/// Where the cubic through both trials, with their slopes, has its minimum, within bounds; the middle if it has none.
fn interpolated(a: Trial, b: Trial, [left, right]: [f64; 2]) -> f64 {
    let mean = a.slope + b.slope - 3.0 * (a.loss - b.loss) / (a.length - b.length);
    let square = mean * mean - a.slope * b.slope;
    // Written so that what is not a number goes to the middle as well.
    if square >= 0.0 && square.is_finite() {
        let root = sqrt(square);
        let minimum = if a.length <= b.length {
            b.length - (b.length - a.length) * ((b.slope + root - mean) / (b.slope - a.slope + 2.0 * root))
        } else {
            a.length - (a.length - b.length) * ((a.slope + root - mean) / (a.slope - b.slope + 2.0 * root))
        };
        if !minimum.is_nan() {
            return minimum.max(left).min(right);
        }
    }
    (left + right) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cubic_of_a_parabola_has_its_minimum() {
        // f(a) = (a − 2)²: at 0 and at 5.
        let [a, b] = [0.0, 5.0].map(|length: f64| Trial {
            length,
            loss: (length - 2.0) * (length - 2.0),
            slope: 2.0 * (length - 2.0),
        });
        assert!((interpolated(a, b, [0.0, 5.0]) - 2.0).abs() < 1e-15);
        assert!((interpolated(b, a, [0.0, 5.0]) - 2.0).abs() < 1e-15);
        assert_eq!(interpolated(a, b, [3.0, 5.0]), 3.0);
    }

    #[test]
    fn a_loss_that_is_not_finite_sends_the_search_to_the_middle() {
        let a = Trial { length: 0.0, loss: 1.0, slope: -1.0 };
        let b = Trial { length: 4.0, loss: f64::INFINITY, slope: f64::NAN };
        assert_eq!(interpolated(a, b, [0.0, 4.0]), 2.0);
    }
}
