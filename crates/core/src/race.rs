//! A race: several update rules from one start on one objective, every step of each recorded.

use alloc::vec::Vec;

use crate::objective::Objective;
use crate::param::ParamError;
use crate::run::Run;
use crate::runner::Runner;
use crate::surface::Surface;

/// Several rules on one objective. A race is a pure function of its objective, start and runners.
#[derive(Debug)]
pub struct Race<O> {
    objective: O,
    runs: Vec<Run>,
}

impl<O: Objective> Race<O> {
    /// The race at its start: step 0 of every run is recorded.
    ///
    /// # Errors
    /// [`ParamError`] of the first runner that is not valid, with its index.
    ///
    /// # Panics
    /// If `start` does not have the objective's dimension.
    pub fn new<R: Clone + Into<Runner>>(
        objective: O,
        start: &[f64],
        runners: &[R],
    ) -> Result<Self, (usize, ParamError)> {
        assert_eq!(start.len(), objective.dim(), "the start has one number a variable");
        let run = |(index, runner): (usize, &R)| {
            Run::new(runner.clone().into(), &objective, start).map_err(|error| (index, error))
        };
        let runs = runners.iter().enumerate().map(run).collect::<Result<_, _>>()?;
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

    /// The runs, in the order in which they were entered.
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
            let positions = of.positions().chunks_exact(of.dim()).take(step.saturating_add(1));
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
    use crate::{Best, Entry, Evaluations, Status, catalog, surface};

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
