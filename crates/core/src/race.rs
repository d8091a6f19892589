//! A race: several update rules from one start on one objective, every step of each recorded.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::math::norm;
use crate::objective::{Evaluations, Objective};
use crate::param::ParamError;
use crate::record::Record;
use crate::rule::{Rule, RuleInfo};
use crate::surface::Surface;

/// A run counts as converged while the length of its gradient is at most this.
pub const GRADIENT_TOLERANCE: f64 = 1e-8;

/// A rule with its hyper-parameters, entered into a race.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The rule.
    pub rule: &'static RuleInfo,
    /// Its parameters, in the order of [`RuleInfo::params`].
    pub params: Vec<f64>,
}

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
    entry: Entry,
    rule: Box<dyn Rule>,
    record: Record,
}

impl core::fmt::Debug for Run {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Run").field("entry", &self.entry).field("steps", &self.last_step()).finish_non_exhaustive()
    }
}

impl Run {
    fn new(entry: &Entry, objective: &impl Objective, start: &[f64]) -> Result<Self, ParamError> {
        let rule = entry.rule.build(objective.dim(), &entry.params)?;
        let record = Record::new(start, entry.rule.state.len(), entry.rule.looks_ahead);
        let mut run = Self { entry: entry.clone(), rule, record };
        run.reset(objective);
        Ok(run)
    }

    /// Forgets all but the start.
    fn reset(&mut self, objective: &impl Objective) {
        self.rule.reset();
        self.record.clear();
        self.advance(0, objective);
    }

    /// Makes up to `updates` more updates; fewer if the run diverges.
    fn advance(&mut self, updates: usize, objective: &impl Objective) {
        let lr = self.entry.params[0];
        let surface = objective.as_surface();
        if surface.is_some_and(|surface| self.rule.advance_on(surface, lr, updates, &mut self.record)) {
            return;
        }
        let rule = &mut *self.rule;
        let looks_ahead = self.entry.rule.looks_ahead;
        self.record.extend(updates, |t, before, now| {
            now.position.copy_from_slice(before.position);
            if t > 0 {
                rule.update(t, lr, before.position, before.gradient, now.gradient);
                for (x, step) in now.position.iter_mut().zip(&*now.gradient) {
                    *x += step;
                }
            }
            rule.write_state(now.state);
            if !looks_ahead {
                return objective.value_grad(now.position, now.gradient);
            }
            rule.probe(now.position, now.probe);
            objective.value_grad(now.probe, now.gradient);
            // Asked for the picture, not by the rule.
            objective.value(now.position)
        });
    }

    /// The rule and its parameters.
    #[must_use]
    pub fn entry(&self) -> &Entry {
        &self.entry
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

    /// What the run has cost so far.
    #[must_use]
    pub fn evaluations(&self) -> Evaluations {
        self.record.evaluations()
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

/// Several rules on one objective. A race is a pure function of its objective, start and entries.
#[derive(Debug)]
pub struct Race<O> {
    objective: O,
    runs: Vec<Run>,
}

impl<O: Objective> Race<O> {
    /// The race at its start: step 0 of every run is recorded.
    ///
    /// # Errors
    /// [`ParamError`] of the first entry that is not valid, with its index.
    ///
    /// # Panics
    /// If `start` does not have the objective's dimension.
    pub fn new(objective: O, start: &[f64], entries: &[Entry]) -> Result<Self, (usize, ParamError)> {
        assert_eq!(start.len(), objective.dim(), "the start has one number a variable");
        let run = |(index, entry)| Run::new(entry, &objective, start).map_err(|error| (index, error));
        let runs = entries.iter().enumerate().map(run).collect::<Result<_, _>>()?;
        Ok(Self { objective, runs })
    }

    /// Makes `updates` more updates in every run that has not diverged.
    pub fn advance(&mut self, updates: usize) {
        for run in &mut self.runs {
            run.advance(updates, &self.objective);
        }
    }

    /// Back to the start, exactly.
    pub fn reset(&mut self) {
        for run in &mut self.runs {
            run.reset(&self.objective);
        }
    }

    /// What is minimised.
    #[must_use]
    pub fn objective(&self) -> &O {
        &self.objective
    }

    /// The runs, in the order of the entries.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The run and step nearest to `point` among steps up to `step`, with distances measured after stretching each
    /// coordinate by `stretch` (so that a picture can ask in its own pixels). The latest of equally near steps wins.
    #[must_use]
    pub fn nearest(&self, point: &[f64], stretch: &[f64], step: usize) -> Option<Nearest> {
        let mut nearest: Option<Nearest> = None;
        for (run, of) in self.runs.iter().enumerate() {
            let positions = of.positions().chunks_exact(of.record.dim()).take(step.saturating_add(1));
            for (step, position) in positions.enumerate() {
                let axes = position.iter().zip(point).zip(stretch);
                let squared = axes.map(|((x, p), s)| (x - p) * s).map(|d| d * d).sum::<f64>();
                if nearest.is_none_or(|best| squared <= best.squared_distance) {
                    nearest = Some(Nearest { run, step, squared_distance: squared });
                }
            }
        }
        nearest
    }
}

/// What [`Race::nearest`] found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// Index of the run.
    pub run: usize,
    /// The step.
    pub step: usize,
    /// Square of the stretched distance.
    pub squared_distance: f64,
}

impl<O: Objective> Objective for &O {
    fn dim(&self) -> usize {
        (**self).dim()
    }

    fn value(&self, x: &[f64]) -> f64 {
        (**self).value(x)
    }

    fn value_grad(&self, x: &[f64], grad: &mut [f64]) -> f64 {
        (**self).value_grad(x, grad)
    }

    fn hessian(&self, x: &[f64], hessian: &mut [f64]) {
        (**self).hessian(x, hessian);
    }

    fn as_surface(&self) -> Option<&Surface> {
        (**self).as_surface()
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::{catalog, surface};

    fn entry(rule: &str, params: &[f64]) -> Entry {
        Entry { rule: catalog::find(rule).expect("a rule of the catalogue"), params: params.to_vec() }
    }

    fn race(surface: &str, start: [f64; 2], entries: &[Entry]) -> Race<&'static Surface> {
        Race::new(surface::find(surface).expect("a built-in surface"), &start, entries).expect("valid entries")
    }

    #[test]
    fn sgd_on_the_bowl_shrinks_by_one_minus_lr_each_step() {
        let mut race = race("bowl", [1.0, -2.0], &[entry("sgd", &[0.25])]);
        race.advance(3);
        let run = &race.runs()[0];
        assert_eq!(run.position(3), [0.75 * 0.75 * 0.75, -2.0 * 0.75 * 0.75 * 0.75]);
        assert_eq!(run.losses().len(), 4);
        assert_eq!(run.evaluations().gradients, 4);
    }

    #[test]
    fn divergence_is_recorded_with_its_step_and_ends_the_run_alone() {
        let mut race = race("bowl", [1.0, 1.0], &[entry("sgd", &[12.0]), entry("sgd", &[0.1])]);
        race.advance(100);
        let [wild, tame] = race.runs() else { panic!("two runs") };
        // Each step multiplies by -11: 11^5 < 1e6 < 11^6.
        assert_eq!(wild.diverged_at(), Some(6));
        assert_eq!(wild.last_step(), 6);
        assert_eq!(wild.status(5), Status::Running);
        assert_eq!(wild.status(6), Status::Diverged { at: 6 });
        assert_eq!(tame.last_step(), 100);
    }

    #[test]
    fn nesterov_shows_the_point_it_looked_at() {
        let mut race = race("bowl", [1.0, 0.0], &[entry("nesterov", &[0.1, 0.5])]);
        race.advance(1);
        let run = &race.runs()[0];
        // v₁ = -0.1·1, x₁ = 0.9, look-ahead 0.9 - 0.05
        assert_eq!(run.probes(), [1.0, 0.0, 0.9 + 0.5 * -0.1, 0.0]);
        assert_eq!(run.gradients()[2], run.probes()[2]);
        assert_eq!(run.evaluations(), Evaluations { gradients: 2, ..Evaluations::default() });
    }

    #[test]
    fn resting_at_a_minimum_is_converged() {
        let race = race("bowl", [0.0, 0.0], &[entry("adam", &[0.1, 0.9, 0.999, 1e-8])]);
        assert_eq!(race.runs()[0].status(0), Status::Converged);
    }

    #[test]
    fn best_and_target_name_their_first_step() {
        let mut race = race("bowl", [1.0, 0.0], &[entry("sgd", &[0.5])]);
        race.advance(4);
        let run = &race.runs()[0];
        assert_eq!(run.first_at_most(0.125), Some(1));
        assert_eq!(run.first_at_most(1e-9), None);
        assert_eq!(run.best(2), Some(Best { loss: 0.5 / 16.0, step: 2 }));
    }

    #[test]
    fn nearest_measures_in_stretched_units_and_only_up_to_the_step() {
        let mut race = race("bowl", [1.0, 0.0], &[entry("sgd", &[0.5])]);
        race.advance(4);
        let nearest = race.nearest(&[0.26, 0.1], &[10.0, 1.0], 4).expect("there are runs");
        assert_eq!((nearest.run, nearest.step), (0, 2));
        let early = race.nearest(&[0.26, 0.1], &[10.0, 1.0], 1).expect("there are runs");
        assert_eq!(early.step, 1);
    }

    #[test]
    fn a_bad_entry_is_named_by_its_index() {
        let bowl = surface::find("bowl").expect("built in");
        let entries = vec![entry("sgd", &[0.1]), entry("sgd", &[-1.0])];
        let (index, error) = Race::new(bowl, &[0.0, 0.0], &entries).expect_err("lr < 0");
        assert_eq!((index, std::format!("{error}").as_str()), (1, "lr = -1: must be > 0"));
    }
}
