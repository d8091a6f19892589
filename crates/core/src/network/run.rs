//! A network's training with all that is measured on the way, made in pieces, so that whoever waits can look in between.

use alloc::vec::Vec;

use super::fitting::Fitting;
use super::measurement::{Measurement, Measuring};
use super::recipe::Recipe;
use crate::data::Digits;
use crate::model::mlp::MlpLoss;

/// How often it is measured, in updates; start and end always are. 0 is never in between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Intervals {
    /// Losses, accuracies and norm.
    pub fits: usize,
    /// The curvature as well.
    pub curvature: usize,
    /// Whether the weights of every measurement are kept, for a picture of the path.
    pub keeps_path: bool,
}

/// A training run and its measurements.
#[derive(Debug)]
pub struct NetworkRun {
    fitting: Fitting,
    losses: [MlpLoss; 2],
    intervals: Intervals,
    measuring: Option<Measuring>,
    rows: Vec<Measurement>,
    path: Vec<f64>,
}

impl NetworkRun {
    /// A run at its start.
    #[must_use]
    pub fn new(recipe: Recipe, intervals: Intervals, digits: &Digits) -> Self {
        let losses = recipe.losses(digits);
        let mut run = Self {
            fitting: Fitting::new(recipe),
            losses,
            intervals,
            measuring: None,
            rows: Vec::new(),
            path: Vec::new(),
        };
        run.measure();
        run
    }

    /// The network being trained.
    #[must_use]
    pub fn fitting(&self) -> &Fitting {
        &self.fitting
    }

    /// The losses on the digits it trains on and on the others.
    pub fn losses(&mut self) -> &mut [MlpLoss; 2] {
        &mut self.losses
    }

    /// What is measured so far.
    #[must_use]
    pub fn rows(&self) -> &[Measurement] {
        &self.rows
    }

    /// The weights of every measurement, one after another, if they are kept.
    #[must_use]
    pub fn path(&self) -> &[f64] {
        &self.path
    }

    /// Whether the run has ended and is measured.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.fitting.is_done() && self.measuring.is_none()
    }

    /// How much is done, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        if self.is_done() { 1.0 } else { 0.99 * self.fitting.progress() }
    }

    /// Does what takes about so many floating-point operations; whether anything is left to do.
    pub fn work(&mut self, flops: u64) -> bool {
        let mut left = flops;
        while !self.is_done() {
            let spent = if self.measuring.is_some() { self.step_measuring() } else { self.train(left) };
            if spent >= left {
                return !self.is_done();
            }
            left -= spent;
        }
        false
    }

    /// Trains and measures to the end.
    pub fn finish(&mut self) {
        while self.work(1 << 32) {}
    }

    /// One product of the Hessian; what it took.
    fn step_measuring(&mut self) -> u64 {
        let [train, _] = &mut self.losses;
        let row = self.measuring.as_mut().and_then(|measuring| measuring.step(self.fitting.w(), train));
        if let Some(row) = row {
            self.rows.push(row);
            self.measuring = None;
        }
        2 * train.mlp().flops() * train.examples() as u64
    }

    /// Trains up to the next measurement, or as far as so many operations go; what it took.
    fn train(&mut self, flops: u64) -> u64 {
        let each = self.fitting.flops().max(1);
        let before = self.fitting.updates();
        let next = [self.intervals.fits, self.intervals.curvature].into_iter().filter(|&every| every > 0);
        let until = next.map(|every| every - before % every).min().unwrap_or(usize::MAX);
        let updates = usize::try_from(flops / each).unwrap_or(usize::MAX).clamp(1, until);
        // In short pieces: what an update takes is known only for the phase that the run is in.
        self.fitting.advance(updates.min(Fitting::CHECK), &mut self.losses[0]);
        let made = self.fitting.updates() - before;
        let due = made > 0 && (self.is_due(self.intervals.fits) || self.is_due(self.intervals.curvature));
        if due || self.fitting.is_done() {
            return made as u64 * each + self.measure();
        }
        made as u64 * each
    }

    fn is_due(&self, every: usize) -> bool {
        every > 0 && self.fitting.updates().is_multiple_of(every)
    }

    /// Measures losses and accuracies, and begins with the curvature if it is due; what it took.
    fn measure(&mut self) -> u64 {
        let updates = self.fitting.updates();
        match self.rows.last() {
            Some(row) if row.update == updates && row.curvature.is_some() => return 0,
            // The run turned out to end where only losses were measured.
            Some(row) if row.update == updates => {
                self.rows.pop();
                self.path.truncate(self.path.len().saturating_sub(self.fitting.w().len()));
            }
            _ => {}
        }
        let measuring = Measuring::new(updates, self.fitting.w(), &mut self.losses);
        if self.intervals.keeps_path {
            self.path.extend_from_slice(self.fitting.w());
        }
        let is_end = self.fitting.is_done() && self.fitting.diverged_at().is_none();
        if is_end || updates == 0 || self.is_due(self.intervals.curvature) {
            self.measuring = Some(measuring);
        } else {
            self.rows.push(measuring.without_curvature());
        }
        let [train, test] = &self.losses;
        (train.examples() + test.examples()) as u64 * train.mlp().flops() / 3
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::data::BatchSize;
    use crate::model::mlp::{Activation, Criterion};
    use crate::network::Length;
    use crate::rng::SplitMix64;

    /// Thirty random digits of three kinds, and a network of four neurons to tell ten of them apart.
    fn run(length: Length, intervals: Intervals) -> NetworkRun {
        let mut rng = SplitMix64::new(3);
        let labels: Vec<u8> = (0..30).map(|digit| digit % 3).collect();
        let bright = |digit: usize, pixel: usize| if pixel % 3 == digit % 3 { 12.0 } else { 2.0 };
        let pixels = (0..30 * 64).map(|k| bright(k / 64, k % 64) + 2.0 * rng.uniform()).collect();
        let recipe = Recipe {
            hidden: vec![4],
            activation: Activation::Tanh,
            criterion: Criterion::SquaredError,
            gain: 1.0,
            train: 20,
            seed: 1,
            batch: BatchSize::Samples(5),
            lr: 0.1,
            rho: 0.0,
            length,
        };
        NetworkRun::new(recipe, intervals, &Digits { pixels, labels })
    }

    fn updates(updates: usize) -> Length {
        Length { updates, stop: None, polish: None }
    }

    #[test]
    fn in_pieces_or_at_once_a_run_is_the_same() {
        let intervals = Intervals { fits: 7, curvature: 20, keeps_path: true };
        let (mut whole, mut pieces) = (run(updates(60), intervals), run(updates(60), intervals));
        whole.finish();
        let mut calls = 0;
        let mut before = 0.0;
        while pieces.work(20_000) {
            calls += 1;
            assert!(pieces.progress() >= before && pieces.progress() < 1.0);
            before = pieces.progress();
        }
        assert!(calls > 50, "{calls}");
        assert_eq!((whole.rows(), whole.path()), (pieces.rows(), pieces.path()));
        assert_eq!(pieces.progress(), 1.0);
    }

    #[test]
    fn losses_and_curvature_are_measured_when_they_are_due_and_at_both_ends() {
        let mut run = run(updates(50), Intervals { fits: 10, curvature: 25, keeps_path: true });
        run.finish();
        let rows: Vec<(usize, bool)> = run.rows().iter().map(|row| (row.update, row.curvature.is_some())).collect();
        let want = [(0, true), (10, false), (20, false), (25, true), (30, false), (40, false), (50, true)];
        assert_eq!(rows, want);
        assert_eq!(run.path().len(), want.len() * run.fitting().w().len());
    }

    #[test]
    fn a_run_stops_at_its_loss_and_is_polished_further_and_no_update_is_measured_twice() {
        let length = Length { updates: 5000, stop: Some(0.2), polish: Some(0.1) };
        let mut run = run(length, Intervals { fits: 25, curvature: 0, keeps_path: true });
        run.finish();
        let stopped = run.rows().iter().position(|row| row.train.loss <= 0.2).expect("it gets there");
        assert!(run.rows()[stopped].update < 5000);
        let last = run.rows().last().expect("the end is measured");
        assert!(last.train.loss <= 0.1 && last.curvature.is_some());
        assert!(run.rows().windows(2).all(|pair| pair[0].update < pair[1].update), "{:?}", run.rows());
        assert_eq!(run.path().len(), run.rows().len() * run.fitting().w().len());
    }

    #[test]
    fn an_update_goes_down_by_the_gradient_of_its_batch() {
        let mut run = run(updates(1), Intervals::default());
        let before = run.fitting().w().to_vec();
        let mut grad = vec![0.0; before.len()];
        let recipe = run.fitting().recipe().clone();
        let first = SplitMix64::new(5000 + recipe.seed).permutation(20);
        run.losses()[0].batch_grad(&before, &first[..5], &mut grad);
        run.finish();
        for ((after, before), g) in run.fitting().w().iter().zip(&before).zip(&grad) {
            assert_eq!(*after, before - 0.1 * g);
        }
    }
}
