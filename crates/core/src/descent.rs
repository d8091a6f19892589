//! Descent on a finite sum: batches are drawn, a rule makes updates of their gradients.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use crate::data::{BatchSize, Sampler, Sampling};
use crate::model::FiniteSum;
use crate::param::ParamError;
use crate::rng::SplitMix64;
use crate::rule::Rule;
use crate::runner::Entry;
use crate::schedule::Schedule;

/// Everything that decides a descent, beside the model.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The rule and its parameters.
    pub entry: Entry,
    /// How the learning rate changes.
    pub schedule: Schedule,
    /// How many samples an update looks at.
    pub batch: BatchSize,
    /// How they are drawn.
    pub sampling: Sampling,
    /// The seed of the generator that draws them.
    pub seed: u64,
    /// Where it starts.
    pub start: Vec<f64>,
    /// Parameters that change on the way, in the order in which they do.
    pub changes: Vec<ParamChange>,
}

/// A hyper-parameter that has another value from some update on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParamChange {
    /// How many updates are made before.
    pub after: usize,
    /// Which one, by its place in [`RuleInfo::params`](crate::RuleInfo::params).
    pub param: usize,
    /// Its new value.
    pub value: f64,
}

impl Plan {
    /// The sampler at its beginning.
    #[must_use]
    pub fn sampler(&self, samples: usize) -> Sampler {
        Sampler::new(samples, self.batch, self.sampling, SplitMix64::new(self.seed))
    }
}

/// A descent on its way. It owns no model and keeps no past; an update allocates nothing.
pub struct Descent {
    rule: Box<dyn Rule>,
    params: Vec<f64>,
    schedule: Schedule,
    changes: Vec<ParamChange>,
    sampler: Sampler,
    looks_ahead: bool,
    /// Updates made so far.
    made: usize,
    gradient: Vec<f64>,
    step: Vec<f64>,
}

impl Descent {
    /// A descent before its first update.
    ///
    /// # Errors
    /// [`ParamError`] if a parameter of the plan, or one that it is changed to, is not valid.
    pub fn new(plan: &Plan, model: &dyn FiniteSum) -> Result<Self, ParamError> {
        let dim = model.dim();
        for change in &plan.changes {
            plan.entry.rule.params[change.param].check(change.value)?;
        }
        Ok(Self {
            rule: plan.entry.rule.build(dim, &plan.entry.params)?,
            params: plan.entry.params.clone(),
            schedule: plan.schedule,
            changes: plan.changes.clone(),
            sampler: plan.sampler(model.samples()),
            looks_ahead: plan.entry.rule.looks_ahead,
            made: 0,
            gradient: vec![0.0; dim],
            step: vec![0.0; dim],
        })
    }

    /// Makes one update of `w`; gives the step that was added.
    pub fn update(&mut self, model: &dyn FiniteSum, w: &mut [f64]) -> &[f64] {
        let mut is_changed = false;
        for change in self.changes.iter().filter(|change| change.after == self.made) {
            self.params[change.param] = change.value;
            is_changed = true;
        }
        if is_changed {
            self.rule.retune(&self.params);
        }
        let batch = self.sampler.draw();
        if self.looks_ahead {
            self.rule.probe(w, &mut self.step);
            model.batch(&self.step, batch, &mut self.gradient);
        } else {
            model.batch(w, batch, &mut self.gradient);
        }
        let lr = self.schedule.rate(self.params[0], self.made as u64);
        self.made += 1;
        self.rule.update(self.made as u64, lr, w, &self.gradient, &mut self.step);
        for (w, step) in w.iter_mut().zip(&self.step) {
            *w += step;
        }
        &self.step
    }
}

impl core::fmt::Debug for Descent {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Descent").field("params", &self.params).field("made", &self.made).finish_non_exhaustive()
    }
}

/// The batches of a plan again, one update after another: what each one looked at need not be kept.
#[derive(Clone, Debug)]
pub struct BatchReplay {
    plan: Plan,
    samples: usize,
    sampler: Sampler,
    drawn: usize,
    last: Vec<usize>,
}

impl BatchReplay {
    /// The batches that a plan draws out of `samples` samples.
    #[must_use]
    pub fn new(plan: &Plan, samples: usize) -> Self {
        Self { plan: plan.clone(), samples, sampler: plan.sampler(samples), drawn: 0, last: Vec::new() }
    }

    /// The samples that update number `update` (the first is 0) looks at. Going back begins anew.
    pub fn of_update(&mut self, update: usize) -> &[usize] {
        if update + 1 < self.drawn {
            *self = Self::new(&self.plan, self.samples);
        }
        while self.drawn <= update {
            let batch = self.sampler.draw();
            self.drawn += 1;
            if self.drawn > update {
                self.last = batch.to_vec();
            }
        }
        &self.last
    }
}
