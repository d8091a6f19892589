//! Inside the rule: what each update of a run made of its gradient, from what was recorded of it.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use crate::math::{atan, norm, sqrt};
use crate::objective::Objective;
use crate::rule::{Around, Rule, Worked, worked};
use crate::run::Run;

/// Every update of a run: entry k is that of update k + 1, which made step k + 1 of step k.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inside {
    /// The effective learning rate of every coordinate, update by update; empty if the rule has none.
    pub rates: Vec<f64>,
    /// How long each step was.
    pub lengths: Vec<f64>,
    /// The angle of each step to the negative gradient of the loss where it began, in degrees; NaN where one of them is 0.
    /// What the rule was given may be another gradient: clipped, with noise, or from where the rule looked.
    pub angles: Vec<f64>,
}

/// The numbers of one update, for one coordinate: names as the worked formula has them, and values.
pub type Numbers = Vec<(&'static str, f64)>;

impl Inside {
    /// All updates of a run on `objective` so far.
    #[must_use]
    pub fn of(run: &Run, objective: &impl Objective) -> Self {
        let mut inside = Self::default();
        let mut grad = vec![0.0; run.dim()];
        let mut replay = Replay::new(run);
        for t in 1..=run.last_step() {
            replay.make(t);
            if let Some(rate) = run.entry().rule.rate {
                inside.rates.extend((0..run.dim()).map(|k| replay.around(t, k, rate)));
            }
            let (before, after) = (run.position(t - 1), run.position(t));
            let step: Vec<f64> = after.iter().zip(before).map(|(after, before)| after - before).collect();
            objective.value_grad(before, &mut grad);
            inside.lengths.push(norm(&step));
            inside.angles.push(angle_to_descent(&step, &grad));
        }
        inside
    }
}

/// The angle between a step and the negative of a gradient, in degrees. Not by its cosine, of which no angle below 1e-6 degrees
/// is left: a sum and a difference of vectors of one length have half the angle between them (W. Kahan, "How futile are
/// mindless assessments of roundoff in floating-point computation?", 2006, section 12).
fn angle_to_descent(step: &[f64], grad: &[f64]) -> f64 {
    let (length, slope) = (norm(step), norm(grad));
    let [mut apart, mut along] = [0.0; 2];
    for (step, grad) in step.iter().zip(grad) {
        let [step, descent] = [step / length, -grad / slope];
        apart += (step - descent) * (step - descent);
        along += (step + descent) * (step + descent);
    }
    2.0 * atan(sqrt(apart) / sqrt(along)).to_degrees()
}

/// The numbers of update `t` (the first is 1) of a run, coordinate by coordinate; none if there was no such update.
#[must_use]
pub fn numbers(run: &Run, t: usize) -> Vec<Numbers> {
    if t == 0 || t > run.last_step() {
        return Vec::new();
    }
    let Worked { derived, .. } = worked(run.entry().rule.id);
    let mut replay = Replay::new(run);
    (1..=t).for_each(|t| replay.make(t));
    let of = |k: usize| {
        let now = run.position(t)[k];
        let mut numbers = replay.around(t, k, |it| {
            let mut numbers = vec![("x", it.x), ("g", it.g), ("t", it.t as f64), ("xnew", now)];
            numbers.extend(derived(it, now));
            numbers
        });
        let rule = run.entry().rule;
        let params = rule.params.iter().zip(&replay.params).map(|(spec, value)| (spec.id, *value));
        numbers.extend(params.filter(|(id, _)| *id != "lr"));
        numbers.push(("lr", replay.lr));
        let states = rule.state.iter().enumerate().map(|(vector, spec)| (spec.id, run.state(t, vector, k)));
        numbers.extend(states.filter(|(id, _)| numbers.iter().all(|(known, _)| known != id)).collect::<Vec<_>>());
        numbers
    };
    (0..run.dim()).map(of).collect()
}

/// A run's rule, shown the recorded gradients again: what it remembers beside its vectors is in no record.
struct Replay<'a> {
    run: &'a Run,
    rule: Box<dyn Rule>,
    params: Vec<f64>,
    lr: f64,
    step: Vec<f64>,
    before: Vec<f64>,
    after: Vec<f64>,
}

impl<'a> Replay<'a> {
    fn new(run: &'a Run) -> Self {
        let params = run.runner().params_at(0);
        let vectors = run.entry().rule.state.len();
        let rule =
            run.entry().rule.build(run.dim(), &params).unwrap_or_else(|_| unreachable!("the run was built of it"));
        Self {
            rule,
            params,
            lr: 0.0,
            step: vec![0.0; run.dim()],
            before: vec![0.0; vectors],
            after: vec![0.0; vectors],
            run,
        }
    }

    /// Makes update `t` once more. A rule that asks cannot: it has nobody to ask, and no scalars that are shown.
    fn make(&mut self, t: usize) {
        let runner = self.run.runner();
        if runner.changes.iter().any(|change| change.after == t - 1) {
            self.params = runner.params_at(t - 1);
            self.rule.retune(&self.params);
        }
        self.lr = runner.rate_at(t - 1);
        if !self.run.entry().rule.asks {
            self.rule.update(t as u64, self.lr, self.run.position(t - 1), self.run.gradient(t - 1), &mut self.step);
        }
    }

    /// Hands out one coordinate around update `t`, the last that was made.
    fn around<T>(&mut self, t: usize, k: usize, what: impl FnOnce(Around<'_>) -> T) -> T {
        for vector in 0..self.before.len() {
            self.before[vector] = self.run.state(t - 1, vector, k);
            self.after[vector] = self.run.state(t, vector, k);
        }
        what(Around {
            params: &self.params,
            lr: self.lr,
            t: t as u64,
            x: self.run.position(t - 1)[k],
            g: self.run.gradient(t - 1)[k],
            before: &self.before,
            after: &self.after,
            scalars: self.rule.scalars(),
        })
    }
}

#[cfg(test)]
mod tests;
