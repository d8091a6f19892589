//! A comparison: several descents on one finite sum, made a piece at a time, so that whoever waits can look in between.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::data::Goal;
use crate::descent::Plan;
use crate::ensemble::Ensemble;
use crate::landscape::Slice;
use crate::math::mean;
use crate::model::{FiniteSum, Optimum};
use crate::param::ParamError;
use crate::training::Training;

/// One of the descents, with its replicas.
#[derive(Debug)]
pub struct Contender {
    updates: usize,
    training: Training,
    ensemble: Ensemble,
}

impl Contender {
    /// Updates that it makes in all, unless it diverges.
    #[must_use]
    pub fn updates(&self) -> usize {
        self.updates
    }

    /// Its run.
    #[must_use]
    pub fn training(&self) -> &Training {
        &self.training
    }

    /// The same with other seeds; the first has the seed of the run itself.
    #[must_use]
    pub fn ensemble(&self) -> &Ensemble {
        &self.ensemble
    }

    /// The mean over the last `count` updates up to `update` of some function of the position: one number for each replica,
    /// or one for the run itself if it has none.
    #[must_use]
    pub fn tail_means(&self, update: usize, count: usize, of: impl Fn(&[f64]) -> f64) -> Vec<f64> {
        let dim = self.training.plan().start.len();
        if self.ensemble.is_empty() {
            let end = update.min(self.training.last()) + 1;
            let tail = self.training.positions().chunks_exact(dim).take(end).skip(end.saturating_sub(count));
            return alloc::vec![mean(&tail.map(of).collect::<Vec<_>>())];
        }
        let mut wide = alloc::vec![0.0; dim];
        self.ensemble.means(update, count, |w| {
            for (wide, w) in wide.iter_mut().zip(w) {
                *wide = f64::from(*w);
            }
            of(&wide)
        })
    }

    /// Updates that are made so far. A run that diverged has made all that it will.
    fn made(&self) -> usize {
        let of_run = if self.training.diverged_at().is_some() { self.updates } else { self.training.last() };
        if self.ensemble.is_empty() { of_run } else { of_run.min(self.ensemble.last()) }
    }

    fn is_done(&self) -> bool {
        self.made() >= self.updates
    }

    /// Gradients of single samples that one update takes, with all that is asked for the picture.
    fn cost(&self, samples: usize) -> usize {
        let batch = self.training.plan().batch.of(samples);
        batch * (1 + self.ensemble.runs()) + samples
    }

    fn advance(&mut self, updates: usize, model: &dyn FiniteSum) {
        self.training.advance(updates.min(self.updates - self.training.last().min(self.updates)), model);
        self.ensemble.advance(updates.min(self.updates - self.ensemble.last()), model);
    }
}

/// Several descents on one finite sum.
pub struct Comparison {
    model: Box<dyn FiniteSum>,
    optimum: Option<Optimum>,
    goal: Option<Goal>,
    contenders: Vec<Contender>,
}

impl core::fmt::Debug for Comparison {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Comparison").field("contenders", &self.contenders).finish_non_exhaustive()
    }
}

impl Comparison {
    /// Descents at their start: plans, each with how many updates it makes, and each run so many times more with other
    /// seeds.
    ///
    /// # Errors
    /// [`ParamError`] of the first plan that is not valid, with its index.
    pub fn new(
        model: Box<dyn FiniteSum>,
        plans: Vec<(Plan, usize)>,
        replicas: usize,
        goal: Option<Goal>,
    ) -> Result<Self, (usize, ParamError)> {
        let contender = |(index, (plan, updates)): (usize, (Plan, usize))| {
            let ensemble = Ensemble::new(&plan, replicas, goal, &*model);
            let training = Training::new(plan, &*model);
            match (training, ensemble) {
                (Ok(training), Ok(ensemble)) => Ok(Contender { updates, training, ensemble }),
                (Err(error), _) | (_, Err(error)) => Err((index, error)),
            }
        };
        let contenders = plans.into_iter().enumerate().map(contender).collect::<Result<_, _>>()?;
        Ok(Self { optimum: model.optimum(), model, goal, contenders })
    }

    /// What is minimised.
    #[must_use]
    pub fn model(&self) -> &dyn FiniteSum {
        &*self.model
    }

    /// Its optimum, if it can be had.
    #[must_use]
    pub fn optimum(&self) -> Option<&Optimum> {
        self.optimum.as_ref()
    }

    /// Where replicas should get.
    #[must_use]
    pub fn goal(&self) -> Option<Goal> {
        self.goal
    }

    /// The descents, in the order of their plans.
    #[must_use]
    pub fn contenders(&self) -> &[Contender] {
        &self.contenders
    }

    /// Where all of them start.
    ///
    /// # Panics
    /// If there are none.
    #[must_use]
    pub fn start(&self) -> &[f64] {
        &self.contenders[0].training.plan().start
    }

    /// The slice of the loss along two parameters, in which all others are at the optimum, or at the start if that cannot be
    /// had.
    ///
    /// # Panics
    /// If there are no descents.
    #[must_use]
    pub fn slice(&self, axes: [usize; 2]) -> Slice {
        let through = self.optimum.as_ref().map_or_else(|| self.start(), |optimum| &optimum.at);
        Slice { through: through.to_vec(), axes }
    }

    /// Updates of the contender that makes most of them: positions on the way are counted in these.
    #[must_use]
    pub fn length(&self) -> usize {
        self.contenders.iter().map(Contender::updates).max().unwrap_or(0)
    }

    /// The update of a contender that belongs to a position: each has made the same part of its own updates by then, so
    /// the same number of epochs, or of updates, whichever they were given.
    #[must_use]
    pub fn update_at(&self, contender: usize, position: usize) -> usize {
        let (updates, length) = (self.contenders[contender].updates, self.length().max(1));
        (position as u64 * updates as u64 / length as u64) as usize
    }

    /// The position up to which every contender has been computed.
    #[must_use]
    pub fn ready(&self) -> usize {
        let length = self.length();
        let ready = self.contenders.iter().filter(|contender| !contender.is_done()).map(|contender| {
            // The last position that still belongs to an update that is made.
            ((contender.made() as u64 + 1) * length as u64 - 1) as usize / contender.updates.max(1)
        });
        ready.min().unwrap_or(length).min(length)
    }

    /// Makes updates that take about `gradients` gradients of single samples, whoever is farthest behind first; whether
    /// anything is left to do.
    pub fn work(&mut self, gradients: usize) -> bool {
        let samples = self.model.samples();
        let mut left = gradients;
        loop {
            let behind = |contender: &Contender| contender.made() as f64 / contender.updates.max(1) as f64;
            let pending = self.contenders.iter_mut().filter(|contender| !contender.is_done());
            let Some(next) = pending.min_by(|a, b| behind(a).total_cmp(&behind(b))) else { return false };
            // In about a hundred pieces, so that all go on side by side.
            let piece = (next.updates / 100).max(1);
            let updates = (left / next.cost(samples)).clamp(1, piece);
            next.advance(updates, &*self.model);
            let spent = updates * next.cost(samples);
            if spent >= left {
                return true;
            }
            left -= spent;
        }
    }

    /// Makes all updates.
    pub fn finish(&mut self) {
        while self.work(1 << 20) {}
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::catalog;
    use crate::data::{BatchSize, Sampling};
    use crate::model::Valley;
    use crate::runner::Entry;
    use crate::schedule::Schedule;

    fn plan(batch: usize) -> Plan {
        Plan {
            entry: Entry { rule: catalog::find("sgd").expect("built in"), params: vec![0.1] },
            schedule: Schedule::Constant,
            batch: BatchSize::Samples(batch),
            sampling: Sampling::Shuffled,
            seed: 2000,
            start: vec![3.0, 1.0 / 3.0],
            changes: Vec::new(),
        }
    }

    fn comparison(replicas: usize) -> Comparison {
        let plans = vec![(plan(20), 20), (plan(5), 80), (plan(1), 400)];
        Comparison::new(Box::new(Valley::new()), plans, replicas, None).expect("valid plans")
    }

    #[test]
    fn in_pieces_or_at_once_the_runs_are_the_same() {
        for replicas in [0, 3] {
            let (mut whole, mut pieces) = (comparison(replicas), comparison(replicas));
            whole.finish();
            let mut calls = 0;
            while pieces.work(60) {
                calls += 1;
            }
            assert!(calls > 20, "{calls}");
            for (a, b) in whole.contenders().iter().zip(pieces.contenders()) {
                assert_eq!((a.training().last(), a.updates()), (a.updates(), b.updates()));
                assert_eq!(a.training().positions(), b.training().positions());
                assert_eq!(a.ensemble().positions(7), b.ensemble().positions(7));
            }
        }
    }

    #[test]
    fn positions_are_the_same_part_of_every_run_and_ready_ones_are_computed() {
        let mut comparison = comparison(2);
        assert_eq!((comparison.length(), comparison.ready()), (400, 0));
        assert_eq!([0, 1, 2].map(|index| comparison.update_at(index, 200)), [10, 40, 200]);
        while comparison.work(200) {
            let ready = comparison.ready();
            for (index, contender) in comparison.contenders().iter().enumerate() {
                assert!(comparison.update_at(index, ready) <= contender.training().last(), "{index} at {ready}");
            }
        }
        assert_eq!(comparison.ready(), 400);
    }

    #[test]
    fn a_contender_that_diverged_holds_nobody_up() {
        let mut wild = plan(20);
        wild.entry.params = vec![30.0];
        let mut comparison =
            Comparison::new(Box::new(Valley::new()), vec![(wild, 50), (plan(1), 50)], 0, None).expect("valid plans");
        comparison.finish();
        assert_eq!(comparison.ready(), 50);
        assert!(comparison.contenders()[0].training().diverged_at().is_some());
        assert_eq!(comparison.contenders()[1].training().last(), 50);
    }
}
