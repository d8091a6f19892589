//! Learning-rate sweeps: what one runner comes to at every learning rate of a range.
//!
//! Rates have three significant digits: what a run came to is said of the very rate that is read, linked and taken over.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::cmp::Ordering;

use crate::loss::Loss;
use crate::math::{exp10, floor, log10, sqrt};
use crate::param::ParamError;
use crate::race::Race;
use crate::run::Run;
use crate::runner::Runner;

/// Learning rates in a decade, before the sweep looks closer.
const PER_DECADE: f64 = 12.0;

/// How often the gap between a rate that diverges and one that does not is halved.
const EDGE_HALVINGS: usize = 6;

/// How often the neighbourhood of the best rate is made twice as dense.
const BEST_DOUBLINGS: usize = 2;

/// What a run came to, up to a number of steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attempt {
    /// The lowest finite loss on the way; none if not even the start has one.
    pub best: Option<f64>,
    /// The loss after the last step.
    pub last: f64,
    /// The first step after which the loss was at most the target.
    pub reached: Option<usize>,
    /// The step at which the run diverged, if it did.
    pub diverged_at: Option<usize>,
}

impl Attempt {
    /// Makes the run, all at once.
    #[must_use]
    pub fn of(loss: &Loss, start: [f64; 2], runner: &Runner, steps: usize, target: Option<f64>) -> Self {
        let mut trial = Trial::new(loss.clone(), start, runner.clone(), steps);
        while trial.work(usize::MAX) {}
        trial.attempt(target)
    }

    /// `Less` if this run is better than another: if it does not diverge and the other does; then, if it reaches the target in
    /// fewer steps, or at all; then, if its lowest loss is lower.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        let diverged = self.diverged_at.is_some().cmp(&other.diverged_at.is_some());
        let steps = |of: &Self| of.reached.unwrap_or(usize::MAX);
        let loss = |of: &Self| of.best.unwrap_or(f64::INFINITY);
        diverged.then(steps(self).cmp(&steps(other))).then(loss(self).total_cmp(&loss(other)))
    }
}

/// A run on its way, made some updates at a time.
#[derive(Debug)]
pub(crate) struct Trial {
    /// None if a parameter is not valid.
    race: Option<Race<Loss>>,
    left: usize,
}

impl Trial {
    pub(crate) fn new(loss: Loss, start: [f64; 2], runner: Runner, steps: usize) -> Self {
        Self { race: Race::new(loss, &start, &[runner]).ok(), left: steps }
    }

    fn run(&self) -> Option<&Run> {
        self.race.as_ref()?.runs().first()
    }

    /// Makes up to so many updates; whether any are left.
    pub(crate) fn work(&mut self, updates: usize) -> bool {
        let updates = updates.min(self.left);
        if let Some(race) = &mut self.race {
            race.advance(updates);
        }
        self.left -= updates;
        self.left > 0 && self.run().is_some_and(|run| run.diverged_at().is_none())
    }

    pub(crate) fn attempt(&self, target: Option<f64>) -> Attempt {
        let Some(run) = self.run() else {
            return Attempt { best: None, last: f64::NAN, reached: None, diverged_at: Some(0) };
        };
        Attempt {
            best: run.best(usize::MAX).map(|best| best.loss),
            last: run.losses().last().copied().unwrap_or(f64::NAN),
            reached: target.and_then(|target| run.first_at_most(target)),
            diverged_at: run.diverged_at(),
        }
    }
}

/// A learning rate, and what the run with it came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatePoint {
    /// The learning rate.
    pub lr: f64,
    /// What became of the run.
    pub attempt: Attempt,
}

/// What is swept.
#[derive(Clone, Debug)]
pub struct SweepRequest {
    /// What is minimised.
    pub loss: Loss,
    /// From where.
    pub start: [f64; 2],
    /// By what; its learning rate, the first parameter, is replaced.
    pub runner: Runner,
    /// The lowest and the highest rate.
    pub rates: [f64; 2],
    /// Steps of each run.
    pub steps: usize,
    /// The loss to reach, if there is one.
    pub target: Option<f64>,
}

impl SweepRequest {
    /// The same run at another learning rate.
    pub(crate) fn trial(&self, lr: f64) -> Trial {
        let mut runner = self.runner.clone();
        runner.entry.params[0] = lr;
        Trial::new(self.loss.clone(), self.start, runner, self.steps)
    }
}

/// A sweep on its way: few rates first, then those between them, then where it begins to diverge and where it is best.
#[derive(Debug)]
pub struct Sweep {
    request: SweepRequest,
    queue: VecDeque<f64>,
    current: Option<(f64, Trial)>,
    /// By rate.
    points: Vec<RatePoint>,
    rounds: usize,
    expected: usize,
}

impl Sweep {
    /// Begins a sweep.
    ///
    /// # Errors
    /// [`ParamError`] if a parameter is not valid.
    pub fn new(request: SweepRequest) -> Result<Self, ParamError> {
        request.runner.entry.rule.build(2, &request.runner.entry.params)?;
        let own = request.runner.entry.params[0];
        let mut grid: Vec<f64> = log_grid(request.rates, PER_DECADE).into_iter().map(three_digits).collect();
        grid.dedup();
        grid.retain(|lr| *lr != own);
        let mut queue = coarse_first(&grid);
        // The rate that the runner has comes first: it is what the curve is looked at for.
        queue.push_front(own);
        let expected = queue.len() + EDGE_HALVINGS + 2 * BEST_DOUBLINGS;
        Ok(Self { request, queue, current: None, points: Vec::new(), rounds: 0, expected })
    }

    /// Makes up to so many updates; whether anything is left to do.
    pub fn work(&mut self, updates: usize) -> bool {
        let (lr, trial) = match &mut self.current {
            Some(current) => current,
            None => match self.queue.pop_front() {
                Some(lr) => self.current.insert((lr, self.request.trial(lr))),
                None => return self.look_closer(),
            },
        };
        if !trial.work(updates) {
            let point = RatePoint { lr: *lr, attempt: trial.attempt(self.request.target) };
            let place = self.points.partition_point(|of| of.lr < point.lr);
            self.points.insert(place, point);
            self.current = None;
        }
        true
    }

    /// Rates between those that are known, where the curve changes most; whether there are any.
    fn look_closer(&mut self) -> bool {
        if self.rounds == EDGE_HALVINGS.max(BEST_DOUBLINGS) {
            return false;
        }
        let pairs = self.points.windows(2);
        let best = self.best().map(|of| of.lr);
        for pair in pairs {
            let (low, high) = (&pair[0], &pair[1]);
            let is_edge = low.attempt.diverged_at.is_some() != high.attempt.diverged_at.is_some();
            let is_best = best.is_some_and(|lr| low.lr == lr || high.lr == lr);
            let middle = three_digits(sqrt(low.lr * high.lr));
            let is_new = low.lr < middle && middle < high.lr;
            let is_wanted = (is_edge && self.rounds < EDGE_HALVINGS) || (is_best && self.rounds < BEST_DOUBLINGS);
            if is_new && is_wanted {
                self.queue.push_back(middle);
            }
        }
        self.rounds += 1;
        self.expected = self.points.len() + self.queue.len();
        true
    }

    /// What is swept.
    #[must_use]
    pub fn request(&self) -> &SweepRequest {
        &self.request
    }

    /// What is known so far, by rate.
    #[must_use]
    pub fn points(&self) -> &[RatePoint] {
        &self.points
    }

    /// The best rate so far, of those that did not diverge; of equals the one that the runner has, then the lowest.
    #[must_use]
    pub fn best(&self) -> Option<&RatePoint> {
        let own = self.request.runner.entry.params[0];
        let sound = self.points.iter().filter(|of| of.attempt.diverged_at.is_none());
        sound.min_by(|a, b| a.attempt.compare(&b.attempt).then((a.lr != own).cmp(&(b.lr != own))))
    }

    /// The lowest and the highest of the rates around the best one that suit the runner: those that reach the target; if none
    /// does, those that lower the loss nine tenths as far as the best one.
    #[must_use]
    pub fn suitable(&self) -> Option<[f64; 2]> {
        let best = *self.best()?;
        let start = self.request.loss.value_at(self.request.start[0], self.request.start[1]);
        let enough = start - 0.9 * (start - best.attempt.best?);
        let suits = |of: &&RatePoint| {
            let attempt = &of.attempt;
            let is_low = attempt.best.is_some_and(|loss| loss <= enough);
            attempt.diverged_at.is_none()
                && if best.attempt.reached.is_some() { attempt.reached.is_some() } else { is_low }
        };
        let place = self.points.partition_point(|of| of.lr < best.lr);
        let low = self.points[..=place].iter().rev().take_while(suits).last().unwrap_or(&best).lr;
        let high = self.points[place..].iter().take_while(suits).last().unwrap_or(&best).lr;
        Some([low, high])
    }

    /// About how much is done, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        (self.points.len() as f64 / self.expected.max(1) as f64).min(1.0)
    }
}

/// Rates that are equally far apart on a logarithmic scale, both ends included.
pub(crate) fn log_grid([low, high]: [f64; 2], per_decade: f64) -> Vec<f64> {
    let (from, to) = (log10(low), log10(high));
    let gaps = floor((to - from) * per_decade + 0.5).clamp(1.0, 1000.0);
    (0..=gaps as usize).map(|k| exp10(from + (to - from) * (k as f64 / gaps))).collect()
}

/// The nearest number with three significant digits, as it is written.
pub(crate) fn three_digits(value: f64) -> f64 {
    let places = 2.0 - floor(log10(value));
    let power = exp10(places.abs());
    if places >= 0.0 { floor(value * power + 0.5) / power } else { floor(value / power + 0.5) * power }
}

/// Every eighth, then those in the middle between them, and so on.
fn coarse_first(rates: &[f64]) -> VecDeque<f64> {
    let mut queue = VecDeque::with_capacity(rates.len());
    for (first, stride) in [(0, 8), (4, 8), (2, 4), (1, 2)] {
        queue.extend(rates.iter().skip(first).step_by(stride));
    }
    queue
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::{Entry, catalog, surface};

    fn sweep(surface: &str, start: [f64; 2], rule: &str, params: &[f64], steps: usize) -> Sweep {
        let loss = surface::find(surface).expect("a surface").into();
        let runner = Entry { rule: catalog::find(rule).expect("a rule"), params: params.to_vec() }.into();
        let request = SweepRequest { loss, start, runner, rates: [1e-5, 10.0], steps, target: Some(1e-3) };
        let mut sweep = Sweep::new(request).expect("a valid entry");
        while sweep.work(64) {}
        sweep
    }

    fn edge(sweep: &Sweep) -> [f64; 2] {
        let points = sweep.points();
        let first = points.iter().position(|of| of.attempt.diverged_at.is_some()).expect("some rate diverges");
        assert!(points[first..].iter().all(|of| of.attempt.diverged_at.is_some()), "and so do all above it");
        [points[first - 1].lr, points[first].lr]
    }

    #[test]
    fn descent_diverges_above_two_over_the_largest_curvature() {
        // The bowl's curvature is 1, the ravine's largest 50.
        for (surface, limit) in [("bowl", 2.0), ("ravine", 2.0 / largest_curvature("ravine"))] {
            let [below, above] = edge(&sweep(surface, [1.0, 0.7], "sgd", &[0.1], 400));
            // Just above the limit a run grows too slowly to blow up within its steps.
            assert!(below < 1.05 * limit && above > limit && above / below < 1.01, "{surface}: {below} to {above}");
        }
    }

    fn largest_curvature(surface: &str) -> f64 {
        surface::find(surface).expect("a surface").jet_at(0.3, 0.2).hessian_eigenvalues()[1]
    }

    #[test]
    fn the_curve_is_dense_and_in_order_and_knows_its_best_rate() {
        let sweep = sweep("bowl", [1.0, 0.7], "sgd", &[0.1], 8);
        let points = sweep.points();
        assert!(points.len() >= 73 && points.windows(2).all(|pair| pair[0].lr < pair[1].lr));
        // At 1 the bowl is left in one step.
        let best = sweep.best().expect("some rate is sound");
        assert_eq!((best.lr, best.attempt.best), (1.0, Some(0.0)));
        assert_eq!(sweep.progress(), 1.0);
        // Below a target of 1e-3, from a loss of 0.745, in 8 steps: |1 − lr| at most 0.6616.
        let [low, high] = sweep.suitable().expect("some rate reaches the target");
        assert!((0.3384..0.41).contains(&low) && (1.4..1.6616).contains(&high), "{low} to {high}");
        let slow = &points[0].attempt;
        assert_eq!((slow.reached, slow.diverged_at), (None, None));
    }

    #[test]
    fn work_may_be_cut_into_any_pieces() {
        let whole = sweep("himmelblau", [0.0, -2.0], "adam", &[0.1, 0.9, 0.999, 1e-8], 400);
        let mut pieces = Sweep::new(whole.request().clone()).expect("a valid entry");
        while pieces.work(7) {}
        assert_eq!(pieces.points(), whole.points());
        assert_eq!(vec![1e-5, 1e-4, 1e-3], log_grid([1e-5, 1e-3], 1.0));
    }

    #[test]
    fn rates_are_as_they_are_written() {
        let rates: Vec<f64> = [0.0177827941, 1.0, 5.6234, 9.999, 1e-5, 0.00123456, 1234.5].map(three_digits).to_vec();
        assert_eq!(rates, [0.0178, 1.0, 5.62, 10.0, 1e-5, 0.00123, 1230.0]);
    }

    #[test]
    fn the_best_rate_is_what_it_is_said_to_be() {
        // Close to where momentum diverges on Rosenbrock's valley a fourth digit decides about it.
        for (surface, start, rule, params) in [
            ("rosenbrock", [-1.5, 2.0], "momentum", &[0.001, 0.9][..]),
            ("himmelblau", [0.0, -2.0], "sgd", &[0.01]),
            ("rosenbrock", [-1.5, 2.0], "adam", &[0.0512345, 0.9, 0.999, 1e-8]),
        ] {
            let sweep = sweep(surface, start, rule, params, 300);
            let best = sweep.best().expect("some rate is sound");
            let SweepRequest { loss, runner, steps, target, .. } = sweep.request();
            let mut taken = runner.clone();
            taken.entry.params[0] = best.lr;
            let [written, read] = [three_digits(best.lr), std::format!("{}", best.lr).parse().expect("a number")];
            assert!(best.lr == params[0] || best.lr == written && best.lr == read, "{rule}: {}", best.lr);
            assert_eq!(Attempt::of(loss, start, &taken, *steps, *target), best.attempt, "{rule} at {}", best.lr);
            assert!(sweep.points().iter().all(|of| of.lr == params[0] || of.lr == three_digits(of.lr)));
        }
    }

    #[test]
    fn of_equally_good_rates_a_runner_keeps_its_own() {
        // Every rate leaves a start at the minimum where it is.
        let sweep = sweep("bowl", [0.0, 0.0], "sgd", &[0.25], 10);
        assert_eq!(sweep.best().map(|of| of.lr), Some(0.25));
    }
}
