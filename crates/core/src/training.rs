//! A training run: descent on a finite sum, with the full loss and gradient recorded after every update.

use alloc::vec::Vec;

use crate::angles::Angles;
use crate::descent::{Descent, Plan};
use crate::math::{norm, sqrt};
use crate::model::FiniteSum;
use crate::param::ParamError;
use crate::record::Record;

/// The part of a run at its end over which the noise floor is taken.
const TAIL: f64 = 0.25;

/// What a loss may seem to rise by, relative to itself, because sums are rounded: a run at rest must not count as climbing.
const ROUNDING: f64 = 16.0 * f64::EPSILON;

/// A run, recorded from update 0 (the start) on.
pub struct Training {
    plan: Plan,
    descent: Descent,
    record: Record,
    /// For every update the cosine of the angle between its step and the full negative gradient where it was made.
    cosines: Vec<f64>,
}

impl core::fmt::Debug for Training {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Training").field("plan", &self.plan).field("updates", &self.last()).finish_non_exhaustive()
    }
}

/// What the losses of a run say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// The share of updates that raised the full loss, by more than rounding does.
    pub raised: f64,
    /// Mean excess over the optimum in the last quarter of the updates: the noise floor, once it no longer falls.
    pub floor: f64,
    /// Standard deviation of the loss over the same updates.
    pub spread: f64,
}

impl Training {
    /// A run at its start.
    ///
    /// # Errors
    /// [`ParamError`] if a parameter of the plan is not valid.
    ///
    /// # Panics
    /// If the start does not have the model's dimension.
    pub fn new(plan: Plan, model: &dyn FiniteSum) -> Result<Self, ParamError> {
        assert_eq!(plan.start.len(), model.dim(), "the start has one number a parameter");
        let descent = Descent::new(&plan, model)?;
        let record = Record::new(&plan.start, 0, false);
        let mut training = Self { plan, descent, record, cosines: Vec::new() };
        training.advance(0, model);
        Ok(training)
    }

    /// Makes up to `updates` more updates; fewer if the run diverges.
    pub fn advance(&mut self, updates: usize, model: &dyn FiniteSum) {
        let (descent, cosines) = (&mut self.descent, &mut self.cosines);
        self.record.extend(updates, |t, before, now| {
            now.position.copy_from_slice(before.position);
            if t > 0 {
                let step = descent.update(model, now.position);
                cosines.push(-cosine(step, before.gradient));
            }
            model.full(now.position, now.gradient)
        });
    }

    /// What was planned.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Updates made so far.
    #[must_use]
    pub fn last(&self) -> usize {
        self.record.last_step()
    }

    /// The parameters after every update, one after another.
    #[must_use]
    pub fn positions(&self) -> &[f64] {
        self.record.positions()
    }

    /// The parameters after `update`, or after the last one made.
    #[must_use]
    pub fn position(&self, update: usize) -> &[f64] {
        let dim = self.record.dim();
        &self.record.positions()[update.min(self.last()) * dim..][..dim]
    }

    /// The full loss after every update.
    #[must_use]
    pub fn losses(&self) -> &[f64] {
        self.record.losses()
    }

    /// The full gradient after `update`, or after the last one made.
    #[must_use]
    pub fn gradient(&self, update: usize) -> &[f64] {
        let dim = self.record.dim();
        &self.record.gradients()[update.min(self.last()) * dim..][..dim]
    }

    /// For every update the cosine of the angle between its step and the way straight down; NaN where either has no
    /// direction.
    #[must_use]
    pub fn cosines(&self) -> &[f64] {
        &self.cosines
    }

    /// The angles between the first `updates` updates and the way straight down. None before the first that has one.
    #[must_use]
    pub fn angles(&self, updates: usize) -> Option<Angles> {
        Angles::of(&self.cosines[..updates.min(self.cosines.len())])
    }

    /// The update after which the run had blown up, if it has.
    #[must_use]
    pub fn diverged_at(&self) -> Option<usize> {
        self.record.diverged_at()
    }

    /// What the losses up to `update` say, with excess counted from `lowest`. None before the first update.
    #[must_use]
    pub fn course(&self, update: usize, lowest: f64) -> Option<Course> {
        let losses = &self.losses()[..=update.min(self.last())];
        let made = losses.len() - 1;
        if made == 0 {
            return None;
        }
        let is_rise = |pair: &&[f64]| pair[1] - pair[0] > ROUNDING * pair[0].abs();
        let raised = losses.windows(2).filter(is_rise).count() as f64 / made as f64;
        let tail = &losses[losses.len() - ((TAIL * losses.len() as f64) as usize).max(1)..];
        let mean = tail.iter().sum::<f64>() / tail.len() as f64;
        let variance = tail.iter().map(|loss| (loss - mean) * (loss - mean)).sum::<f64>() / tail.len() as f64;
        Some(Course { raised, floor: mean - lowest, spread: sqrt(variance) })
    }

    /// The first update up to `update` after which no more than `share` of the excess at the start is left.
    #[must_use]
    pub fn first_within(&self, share: f64, lowest: f64, update: usize) -> Option<usize> {
        let losses = &self.losses()[..=update.min(self.last())];
        losses.iter().position(|loss| loss - lowest <= share * (losses[0] - lowest))
    }

    /// What an update costs.
    #[must_use]
    pub fn costs(&self, model: &dyn FiniteSum) -> Costs {
        let samples = self.plan.batch.of(model.samples());
        let vectors = 2 + self.plan.entry.rule.state.len();
        let numbers = samples * model.sample_width() + vectors * model.dim();
        Costs { samples, flops: samples as u64 * model.flops(), bytes: 8 * numbers as u64 }
    }
}

/// What one update costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Costs {
    /// Gradients of single samples.
    pub samples: usize,
    /// Floating-point operations of these gradients; what the rule adds is the same for every batch size.
    pub flops: u64,
    /// What must be held at once, in bytes: the batch's samples, the parameters, a gradient, and the rule's state.
    pub bytes: u64,
}

/// The cosine of the angle between two vectors; NaN if one of them is 0.
#[must_use]
pub fn cosine(a: &[f64], b: &[f64]) -> f64 {
    let dot: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
    // Rounding must not lead out of the arc cosine's domain.
    let cosine = dot / (norm(a) * norm(b));
    cosine.clamp(-1.0, 1.0)
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::catalog;
    use crate::data::{BatchSize, Sampling};
    use crate::descent::{BatchReplay, ParamChange};
    use crate::model::{TwoWells, Valley};
    use crate::runner::Entry;
    use crate::schedule::Schedule;

    fn plan(rule: &str, params: &[f64], batch: usize, seed: u64, start: &[f64]) -> Plan {
        let rule = catalog::find(rule).expect("a rule of the catalogue");
        Plan {
            entry: Entry { rule, params: params.to_vec() },
            schedule: Schedule::Constant,
            batch: BatchSize::Samples(batch),
            sampling: Sampling::Shuffled,
            seed,
            start: start.to_vec(),
            changes: Vec::new(),
        }
    }

    #[test]
    fn in_the_valley_every_step_shrinks_the_imbalance_by_its_law_exactly() {
        let valley = Valley::new();
        for batch in [1, 2, 4, 10] {
            let plan = plan("sgd", &[0.1], batch, 2000, &[3.0, 1.0 / 3.0]);
            let mut replay = BatchReplay::new(&plan, 20);
            let mut training = Training::new(plan, &valley).expect("a valid plan");
            training.advance(500, &valley);
            for update in 0..500 {
                let (before, after) = (training.position(update), training.position(update + 1));
                let g = valley.slope(before, replay.of_update(update));
                let want = Valley::imbalance(before) * (1.0 - 0.01 * g * g);
                let scale = Valley::sharpness(before);
                assert!((Valley::imbalance(after) - want).abs() <= 1e-15 * scale, "batch {batch}, update {update}");
            }
        }
    }

    #[test]
    fn a_change_leaves_what_was_before_it_and_changes_what_comes_after() {
        let wells = TwoWells::new();
        let steady = plan("momentum", &[0.01, 0.5], 4, 1000, &[-1.0]);
        let changes =
            vec![ParamChange { after: 10, param: 1, value: 0.9 }, ParamChange { after: 20, param: 0, value: 1e-12 }];
        let run = |plan: Plan| {
            let mut training = Training::new(plan, &wells).expect("a valid plan");
            training.advance(30, &wells);
            training
        };
        let (steady, changed) = (run(steady.clone()), run(Plan { changes, ..steady }));
        assert_eq!(steady.positions()[..=10], changed.positions()[..=10]);
        assert_ne!(steady.positions()[11], changed.positions()[11]);
        // PyTorch's momentum takes the rate outside its memory: with hardly any rate nothing moves.
        let rest = &changed.positions()[20..];
        assert!(rest.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 1e-9), "{rest:?}");
    }

    #[test]
    fn a_full_batch_steps_straight_down() {
        let valley = Valley::new();
        let mut training = Training::new(plan("sgd", &[0.05], 20, 0, &[2.0, 1.5]), &valley).expect("a valid plan");
        training.advance(20, &valley);
        assert!(training.cosines().iter().all(|cosine| *cosine > 1.0 - 1e-12), "{:?}", training.cosines());
        let course = training.course(20, 0.125).expect("updates were made");
        assert_eq!(course.raised, 0.0);
        let within = training.first_within(0.05, 0.125, 20).expect("it gets there");
        let excess = |update: usize| training.losses()[update] - 0.125;
        assert!(excess(within) <= 0.05 * excess(0) && excess(within - 1) > 0.05 * excess(0), "{within}");
        assert_eq!(training.first_within(0.05, 0.125, within - 1), None);
    }

    #[test]
    fn divergence_ends_a_run_and_is_dated() {
        let valley = Valley::new();
        let mut training = Training::new(plan("sgd", &[3.0], 20, 0, &[3.0, 2.0]), &valley).expect("a valid plan");
        training.advance(100, &valley);
        let at = training.diverged_at().expect("it blows up");
        assert_eq!(training.last(), at);
        assert!(at < 10, "{at}");
    }

    #[test]
    fn costs_grow_with_the_batch_and_with_the_memory_of_the_rule() {
        let valley = Valley::new();
        let costs = |rule: &str, params: &[f64], batch| {
            let training = Training::new(plan(rule, params, batch, 0, &[1.0, 1.0]), &valley).expect("a valid plan");
            training.costs(&valley)
        };
        assert_eq!(costs("sgd", &[0.1], 1), Costs { samples: 1, flops: 9, bytes: 8 * (2 + 2 + 2) });
        assert_eq!(costs("sgd", &[0.1], 20), Costs { samples: 20, flops: 180, bytes: 8 * (40 + 2 + 2) });
        assert_eq!(costs("adam", &[0.1, 0.9, 0.999, 1e-8], 1).bytes, 8 * (2 + 4 * 2));
    }

    #[test]
    fn a_plan_with_an_invalid_change_is_refused_by_name() {
        let valley = Valley::new();
        let mut plan = plan("sgd", &[0.1], 1, 0, &[1.0, 1.0]);
        plan.changes = vec![ParamChange { after: 3, param: 0, value: -1.0 }];
        let error = Training::new(plan, &valley).expect_err("a negative rate");
        assert_eq!(std::format!("{error}"), "lr = -1: must be > 0");
    }
}
