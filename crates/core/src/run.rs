//! One rule's run in a race, recorded step by step.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::math::norm;
use crate::objective::{Evaluations, Objective, Oracle};
use crate::param::ParamError;
use crate::record::Record;
use crate::rng::SplitMix64;
use crate::rule::{Rule, StateKind};
use crate::runner::{Entry, Runner};
use crate::schedule::Schedule;
use crate::transform::Transformed;

/// A run counts as converged while the length of its gradient is at most this.
pub const GRADIENT_TOLERANCE: f64 = 1e-8;

/// How a run stands after some step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// On its way.
    Running,
    /// Its gradient is no longer than [`GRADIENT_TOLERANCE`]; momentum may still carry it on.
    Converged,
    /// It blew up: its position, loss or gradient stopped being finite, or left [`DIVERGENCE_RADIUS`](crate::DIVERGENCE_RADIUS).
    Diverged {
        /// The first step after which that was so, and the last one recorded.
        at: usize,
    },
}

/// A lowest loss and where it was reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Best {
    /// The loss.
    pub loss: f64,
    /// The first step with that loss.
    pub step: usize,
}

/// One rule's run, recorded from step 0 (the start) on: step k is what stood after k updates.
pub struct Run {
    runner: Runner,
    rule: Box<dyn Rule>,
    /// The generator of the noise, where it stands.
    generator: SplitMix64,
    record: Record,
    /// What the rule asked for beside the one gradient of every step, up to each step; empty for a rule that asks for nothing.
    asked: Vec<Evaluations>,
    /// The average of iterates at every step; empty for a rule that keeps none.
    averages: Vec<f64>,
}

impl core::fmt::Debug for Run {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Run").field("runner", &self.runner).field("steps", &self.last_step()).finish_non_exhaustive()
    }
}

impl Run {
    pub(crate) fn new(runner: Runner, objective: &impl Objective, start: &[f64]) -> Result<Self, ParamError> {
        let info = runner.entry.rule;
        runner.check_changes()?;
        let rule = info.build(objective.dim(), &runner.entry.params)?;
        let record = Record::new(start, info.state.len(), info.looks_ahead);
        let mut run =
            Self { generator: runner.generator(), runner, rule, record, asked: Vec::new(), averages: Vec::new() };
        run.reset(objective);
        Ok(run)
    }

    /// Forgets all but the start.
    pub(crate) fn reset(&mut self, objective: &impl Objective) {
        self.rule.reset();
        self.rule.retune(&self.runner.entry.params);
        self.generator = self.runner.generator();
        self.asked.clear();
        self.averages.clear();
        self.record.clear();
        self.advance_within(0, objective);
        self.extend_averages();
    }

    /// Makes up to `updates` more updates; fewer if the run diverges.
    pub(crate) fn advance(&mut self, updates: usize, objective: &impl Objective) {
        let end = self.last_step() + updates;
        while self.last_step() < end && self.diverged_at().is_none() {
            let made = self.last_step();
            if self.runner.changes.iter().any(|change| change.after == made) {
                self.rule.retune(&self.runner.params_at(made));
            }
            let next = self.runner.changes.iter().map(|change| change.after).filter(|after| *after > made).min();
            self.advance_within(next.map_or(end, |next| next.min(end)) - made, objective);
        }
        self.extend_averages();
    }

    /// Where the averages lie that were recorded as offsets since the last time.
    fn extend_averages(&mut self) {
        let specs = self.runner.entry.rule.state;
        let Some(vector) = specs.iter().position(|spec| spec.kind == StateKind::Average) else { return };
        let dim = self.dim();
        for step in self.averages.len() / dim..=self.last_step() {
            let offset = &self.record.states()[(step * specs.len() + vector) * dim..][..dim];
            let position = &self.record.positions()[step * dim..][..dim];
            self.averages.extend(position.iter().zip(offset).map(|(x, away)| x + away));
        }
    }

    /// Makes up to `updates` more updates, between which no parameter changes.
    fn advance_within(&mut self, updates: usize, objective: &impl Objective) {
        let Self { runner, rule, generator, record, asked, .. } = self;
        let lr = runner.params_at(record.last_step_or_start())[0];
        let is_plain = runner.sees_the_loss_itself() && runner.schedule == Schedule::Constant;
        let surface = objective.as_surface().filter(|_| is_plain);
        if surface.is_some_and(|surface| rule.advance_on(surface, lr, updates, record)) {
            return;
        }
        let info = runner.entry.rule;
        let oracle = Oracle::new(objective);
        let transformed = Transformed { objective: &oracle, transforms: runner.transforms };
        let earlier = asked.last().copied().unwrap_or_default();
        record.extend(updates, |t, before, now| {
            now.position.copy_from_slice(before.position);
            if t > 0 {
                let lr = runner.schedule.rate(lr, t - 1);
                let [x, g] = [before.position, before.gradient];
                if info.asks {
                    rule.update_asking(t, lr, x, g, &transformed, now.gradient);
                } else {
                    rule.update(t, lr, x, g, now.gradient);
                }
                for (x, step) in now.position.iter_mut().zip(&*now.gradient) {
                    *x += step;
                }
            }
            if info.asks {
                asked.push(earlier + oracle.evaluations());
            }
            rule.write_state(now.state);
            let at: &[f64] = if info.looks_ahead {
                rule.probe(now.position, now.probe);
                now.probe
            } else {
                now.position
            };
            let mut loss = objective.value_grad(at, now.gradient);
            if let Some(noise) = runner.noise {
                for g in &mut *now.gradient {
                    *g += noise.sigma * generator.normal();
                }
            }
            runner.transforms.apply(at, now.gradient);
            if info.looks_ahead {
                // Asked for the picture, not by the rule.
                loss = objective.value(now.position);
            }
            loss
        });
    }

    /// The rule and its parameters.
    #[must_use]
    pub fn entry(&self) -> &Entry {
        &self.runner.entry
    }

    /// Everything that was entered.
    #[must_use]
    pub fn runner(&self) -> &Runner {
        &self.runner
    }

    pub(crate) fn dim(&self) -> usize {
        self.record.dim()
    }

    /// The last recorded step.
    #[must_use]
    pub fn last_step(&self) -> usize {
        self.record.last_step()
    }

    /// All positions, step by step, `dim` numbers each.
    #[must_use]
    pub fn positions(&self) -> &[f64] {
        self.record.positions()
    }

    /// The loss at every position.
    #[must_use]
    pub fn losses(&self) -> &[f64] {
        self.record.losses()
    }

    /// The gradient that each step's update was given, `dim` numbers a step: at the position, or where the rule looked.
    #[must_use]
    pub fn gradients(&self) -> &[f64] {
        self.record.gradients()
    }

    /// Where a rule that looks ahead asked for its gradient, `dim` numbers a step; empty for every other rule.
    #[must_use]
    pub fn probes(&self) -> &[f64] {
        self.record.probes()
    }

    /// The average of the iterates that the rule gives as its answer, step by step, `dim` numbers each: the iterate itself until
    /// averaging begins; empty for a rule that keeps none, or whose iterate is the average.
    #[must_use]
    pub fn averages(&self) -> &[f64] {
        &self.averages
    }

    /// The state vectors after each step, in the order of [`RuleInfo::state`], `dim` numbers each.
    #[must_use]
    pub fn states(&self) -> &[f64] {
        self.record.states()
    }

    /// The position after `step`, or the last one recorded if the run ended before.
    #[must_use]
    pub fn position(&self, step: usize) -> &[f64] {
        let step = step.min(self.last_step());
        let dim = self.record.dim();
        &self.positions()[step * dim..][..dim]
    }

    /// The gradient that the update after `step` was given.
    pub(crate) fn gradient(&self, step: usize) -> &[f64] {
        let dim = self.record.dim();
        &self.gradients()[step * dim..][..dim]
    }

    /// A component of a state vector after a step.
    pub(crate) fn state(&self, step: usize, vector: usize, coordinate: usize) -> f64 {
        let dim = self.record.dim();
        self.states()[(step * self.runner.entry.rule.state.len() + vector) * dim + coordinate]
    }

    /// What the run has cost so far.
    #[must_use]
    pub fn evaluations(&self) -> Evaluations {
        self.record.evaluations() + self.asked.last().copied().unwrap_or_default()
    }

    /// The gradients that were evaluated to get to `step`, or to where the run ended before: one a step, and whatever the rule asked
    /// for beside it.
    #[must_use]
    pub fn cost(&self, step: usize) -> u64 {
        let step = step.min(self.last_step());
        step as u64 + self.asked.get(step).map_or(0, |asked| asked.gradients)
    }

    /// The step at which the run blew up, if it did.
    #[must_use]
    pub fn diverged_at(&self) -> Option<usize> {
        self.record.diverged_at()
    }

    /// How the run stands after `step`.
    #[must_use]
    pub fn status(&self, step: usize) -> Status {
        match self.diverged_at() {
            Some(at) if step >= at => Status::Diverged { at },
            _ => {
                let step = step.min(self.last_step());
                let dim = self.record.dim();
                let gradient = &self.gradients()[step * dim..][..dim];
                if norm(gradient) <= GRADIENT_TOLERANCE { Status::Converged } else { Status::Running }
            }
        }
    }

    /// The lowest finite loss up to `step`, included.
    #[must_use]
    pub fn best(&self, step: usize) -> Option<Best> {
        let losses = self.losses().iter().take(step.saturating_add(1)).enumerate();
        losses.filter(|(_, loss)| loss.is_finite()).fold(None, |best, (step, &loss)| match best {
            Some(Best { loss: lowest, .. }) if lowest <= loss => best,
            _ => Some(Best { loss, step }),
        })
    }

    /// The first step after which the loss is at most `target`.
    #[must_use]
    pub fn first_at_most(&self, target: f64) -> Option<usize> {
        self.losses().iter().position(|&loss| loss <= target)
    }
}

#[cfg(test)]
mod tests;
