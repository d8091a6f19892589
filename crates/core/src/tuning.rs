//! The best learning rate of a runner, for a loss, a start, a number of steps and a target.
//!
//! Which rate is better, [`Attempt::compare`](crate::Attempt::compare) says. A logarithmic grid finds the neighbourhood, golden-section search on the
//! logarithm (J. Kiefer, 1953) goes on there. Rates have three significant digits, so that they can be read and linked, and the
//! rate that the runner has is one of the candidates: tuning never makes a runner worse.

use alloc::vec::Vec;
use core::cmp::Ordering;

use crate::math::{exp10, log10};
use crate::param::ParamError;
use crate::sweep::{RatePoint, SweepRequest, Trial, log_grid, three_digits};

/// Rates in a decade of the grid: fewer miss rates that suit a run between those that do not.
const PER_DECADE: f64 = 12.0;

/// Evaluations of the golden-section search: the bracket of a sixth of a decade shrinks to three digits.
const GOLDEN_RATES: usize = 12;

/// (√5 − 1)/2
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// A search for the best learning rate.
#[derive(Debug)]
pub struct Tuning {
    request: SweepRequest,
    /// What the grid has left, the next last.
    grid: Vec<f64>,
    current: Option<(f64, Trial)>,
    /// In the order in which they were tried.
    tried: Vec<RatePoint>,
    golden: Option<Golden>,
    golden_left: usize,
    expected: usize,
}

/// The bracket of a golden-section search, in logarithms, with the two rates inside of it.
#[derive(Clone, Copy, Debug)]
struct Golden {
    ends: [f64; 2],
    inner: [f64; 2],
}

impl Golden {
    fn of(ends: [f64; 2]) -> Self {
        let [low, high] = ends;
        let reach = GOLDEN * (high - low);
        Self { ends, inner: [high - reach, low + reach] }
    }

    /// Keeps the side of the better of the two.
    fn narrowed(self, is_left_better: bool) -> Self {
        let ([low, high], [left, right]) = (self.ends, self.inner);
        Self::of(if is_left_better { [low, right] } else { [left, high] })
    }
}

impl Tuning {
    /// Begins a search.
    ///
    /// # Errors
    /// [`ParamError`] if a parameter is not valid.
    pub fn new(request: SweepRequest) -> Result<Self, ParamError> {
        request.runner.entry.rule.build(2, &request.runner.entry.params)?;
        let mut grid: Vec<f64> = log_grid(request.rates, PER_DECADE).iter().map(|lr| three_digits(*lr)).collect();
        grid.push(request.runner.entry.params[0]);
        grid.reverse();
        let expected = grid.len() + GOLDEN_RATES;
        Ok(Self { request, grid, current: None, tried: Vec::new(), golden: None, golden_left: GOLDEN_RATES, expected })
    }

    /// Makes up to so many updates; whether anything is left to do.
    pub fn work(&mut self, updates: usize) -> bool {
        if self.current.is_none() {
            match self.next_rate() {
                Some(lr) => self.current = Some((lr, self.request.trial(lr))),
                None => return false,
            }
        }
        if let Some((lr, trial)) = &mut self.current
            && !trial.work(updates)
        {
            self.tried.push(RatePoint { lr: *lr, attempt: trial.attempt(self.request.target) });
            self.current = None;
        }
        true
    }

    /// The next rate that nobody knows yet.
    fn next_rate(&mut self) -> Option<f64> {
        while let Some(lr) = self.grid.pop() {
            if self.known(lr).is_none() {
                return Some(lr);
            }
        }
        let mut golden = match self.golden {
            Some(golden) => golden,
            None => self.bracket()?,
        };
        while self.golden_left > 0 {
            let [left, right] = golden.inner.map(|log| three_digits(exp10(log)));
            self.golden = Some(golden);
            if let Some(unknown) = [left, right].into_iter().find(|lr| self.known(*lr).is_none()) {
                self.golden_left -= 1;
                return Some(unknown);
            }
            // As far as three digits tell.
            if left >= right {
                break;
            }
            golden = golden.narrowed(self.compare(left, right) != Ordering::Greater);
        }
        self.golden_left = 0;
        None
    }

    /// The neighbours of the best rate of the grid.
    fn bracket(&self) -> Option<Golden> {
        let best = self.best()?.lr;
        let rates = || self.tried.iter().map(|of| of.lr);
        let below =
            rates().filter(|lr| *lr < best).fold(best, |low, lr| if low == best || lr > low { lr } else { low });
        let above =
            rates().filter(|lr| *lr > best).fold(best, |high, lr| if high == best || lr < high { lr } else { high });
        (below < above).then(|| Golden::of([log10(below), log10(above)]))
    }

    fn known(&self, lr: f64) -> Option<&RatePoint> {
        self.tried.iter().find(|of| of.lr == lr)
    }

    fn compare(&self, left: f64, right: f64) -> Ordering {
        match (self.known(left), self.known(right)) {
            (Some(left), Some(right)) => left.attempt.compare(&right.attempt),
            _ => Ordering::Equal,
        }
    }

    /// What was tried so far, in order.
    #[must_use]
    pub fn tried(&self) -> &[RatePoint] {
        &self.tried
    }

    /// The best of what was tried; of equals the first. None while nothing was, or if all diverged.
    #[must_use]
    pub fn best(&self) -> Option<&RatePoint> {
        let sound = self.tried.iter().filter(|of| of.attempt.diverged_at.is_none());
        sound.reduce(|best, of| if of.attempt.compare(&best.attempt) == Ordering::Less { of } else { best })
    }

    /// About how much is done, from 0 to 1; exactly 1 at the end.
    #[must_use]
    pub fn progress(&self) -> f64 {
        if self.grid.is_empty() && self.current.is_none() && self.golden_left == 0 {
            return 1.0;
        }
        (self.tried.len() as f64 / self.expected as f64).min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;
    use crate::{Entry, catalog, math, surface};

    fn tuned(surface: &str, start: [f64; 2], rule: &str, steps: usize, target: Option<f64>) -> Tuning {
        let loss = surface::find(surface).expect("a surface").into();
        let rule = catalog::find(rule).expect("a rule");
        let runner = Entry { rule, params: rule.defaults().collect() }.into();
        let mut tuning = Tuning::new(SweepRequest { loss, start, runner, rates: [1e-5, 10.0], steps, target })
            .expect("a valid entry");
        while tuning.work(1000) {}
        tuning
    }

    #[test]
    fn on_a_quadratic_the_best_rate_is_two_over_the_sum_of_the_curvatures() {
        // The larger of the factors |1 − lr λ| is smallest there, and if both directions begin with the same share of the
        // loss, it alone counts.
        let ravine = surface::find("ravine").expect("a surface");
        let [low, high] = ravine.jet_at(0.3, 0.2).hessian_eigenvalues();
        let tuning = tuned("ravine", [math::sqrt(high / low), 1.0], "sgd", 300, None);
        let best = tuning.best().expect("some rate is sound").lr;
        let exact = 2.0 / (low + high);
        assert!((best / exact - 1.0).abs() < 0.01, "{best}, expected {exact}");
        assert_eq!(tuning.progress(), 1.0);
    }

    #[test]
    fn fewest_steps_to_the_target_come_first_and_what_one_has_counts() {
        let tuning = tuned("bowl", [3.0, -2.0], "sgd", 100, Some(1e-6));
        let best = tuning.best().expect("some rate is sound");
        assert_eq!((best.lr, best.attempt.reached), (1.0, Some(1)));
        for rule in catalog::RULES {
            let tuning = tuned("himmelblau", [0.0, -2.0], rule.id, 200, Some(1e-3));
            let best = *tuning.best().expect("some rate is sound");
            let own = tuning.known(rule.params[0].default).expect("its own rate is tried");
            assert_ne!(best.attempt.compare(&own.attempt), Ordering::Greater, "{}", rule.id);
            assert!(tuning.tried().iter().all(|of| best.attempt.compare(&of.attempt) != Ordering::Greater));
            assert!(best.lr.to_string().len() <= 9, "{}", best.lr);
        }
    }
}
