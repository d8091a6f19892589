//! The curves of a comparison: one measure of every contender against what its runs are counted in.

use downhill::model::Valley;
use downhill::{Comparison, Contender};

use crate::axis::LossScale;
use crate::curve::{Curve, Role, Xs};
use crate::loss_chart::{LossChart, LossWords};
use crate::span::{Span, SpanScale};
use crate::theme::runner_style;

/// What a curve shows of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The full loss.
    Loss,
    /// The share of replicas that are where they should be, in percent.
    Arrived,
    /// u² + v², in the valley.
    Sharpness,
    /// u² − v², in the valley, with its law.
    Imbalance,
}

impl Measure {
    /// What it is of a contender after every update that is made so far, the start first.
    ///
    /// # Panics
    /// If a measure of the valley is asked of something else.
    #[must_use]
    pub fn of(self, contender: &Contender) -> Vec<f64> {
        let training = contender.training();
        let pairs = training.positions().chunks_exact(2);
        match self {
            Self::Loss => training.losses().to_vec(),
            Self::Arrived => contender.ensemble().shares().into_iter().map(|share| 100.0 * share).collect(),
            Self::Sharpness => pairs.map(Valley::sharpness).collect(),
            Self::Imbalance => pairs.map(Valley::imbalance).collect(),
        }
    }

    /// The law that it follows, of the same updates, if it has one: that of imbalance is about SGD.
    #[must_use]
    pub fn law(self, contender: &Contender) -> Option<Vec<f64>> {
        let training = contender.training();
        let has_law = self == Self::Imbalance && training.plan().entry.rule.id == "sgd";
        has_law.then(|| Valley::new().law(training.plan(), training.positions()))
    }
}

/// What the horizontal axis counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Updates.
    Updates,
    /// Passes over all samples.
    Epochs,
    /// Gradients of single samples.
    Gradients,
}

/// All curves' numbers, as far as they are computed.
#[derive(Debug)]
pub struct ComparisonCurves {
    series: Vec<Series>,
    /// How far the horizontal axis goes.
    to: f64,
    /// Where parameters were changed on the way.
    marks: Vec<f64>,
    lowest: Option<f64>,
}

/// One curve's numbers.
#[derive(Debug)]
struct Series {
    contender: usize,
    label: String,
    every: f64,
    ys: Vec<f64>,
    is_diverged: bool,
    role: Role,
}

impl ComparisonCurves {
    /// A measure of all contenders. `names` are theirs; `law` is what their law is called, if there is one.
    ///
    /// # Panics
    /// If there are fewer names than contenders, or if a measure of the valley is asked of something else.
    #[must_use]
    pub fn of(comparison: &Comparison, measure: Measure, axis: Axis, names: &[String], law: &str) -> Self {
        let samples = comparison.model().samples();
        let mut curves = Self { series: Vec::new(), to: 0.0, marks: Vec::new(), lowest: Some(0.0) };
        if measure == Measure::Loss {
            curves.lowest = comparison.optimum().map(|optimum| optimum.loss);
        }
        for (contender, of) in comparison.contenders().iter().enumerate() {
            let training = of.training();
            let plan = training.plan();
            let every = match axis {
                Axis::Updates => 1.0,
                Axis::Epochs => 1.0 / plan.batch.per_epoch(samples) as f64,
                Axis::Gradients => plan.batch.of(samples) as f64,
            };
            curves.to = curves.to.max(of.updates() as f64 * every);
            curves.marks.extend(plan.changes.iter().map(|change| change.after as f64 * every));
            let ys = measure.of(of);
            // One run that diverged does not tell what its replicas did.
            let is_diverged = training.diverged_at().is_some() && measure != Measure::Arrived;
            let label = names[contender].clone();
            curves.series.push(Series { contender, label, every, ys, is_diverged, role: Role::Run });
            if let Some(ys) = measure.law(of) {
                // Named once: all laws look alike.
                let is_first = curves.series.iter().all(|other| other.role == Role::Run);
                let label = if is_first { law.to_owned() } else { String::new() };
                curves.series.push(Series { contender, label, every, ys, is_diverged: false, role: Role::Law });
            }
        }
        // One mark for all contenders that are changed at the same place.
        curves.marks.sort_by(f64::total_cmp);
        curves.marks.dedup();
        curves
    }

    /// The curves, for [`chart`](Self::chart).
    #[must_use]
    pub fn lines(&self) -> Vec<Curve<'_>> {
        let mut lines = Vec::with_capacity(self.series.len());
        for Series { contender, label, every, ys, is_diverged, role } in &self.series {
            let (style, xs) = (runner_style(*contender), Xs::Every(*every));
            lines.push(Curve { style, label, xs, ys, is_diverged: *is_diverged, role: *role });
        }
        lines
    }

    /// Their chart. `lines` is what [`lines`](Self::lines) gives.
    #[must_use]
    pub fn chart<'a>(
        &'a self,
        lines: &'a [Curve<'a>],
        span: SpanScale,
        scale: LossScale,
        words: LossWords<'a>,
    ) -> LossChart<'a> {
        LossChart {
            curves: lines,
            span: Span { scale: span, from: 0.0, to: self.to },
            scale,
            lowest: self.lowest,
            target: None,
            marks: &self.marks,
            words,
        }
    }

    /// The point of every curve that belongs to a position of the comparison.
    #[must_use]
    pub fn points_at(&self, comparison: &Comparison, position: usize) -> Vec<usize> {
        self.series.iter().map(|series| comparison.update_at(series.contender, position)).collect()
    }
}

#[cfg(test)]
mod tests {
    use downhill::data::{BatchSize, Sampling};
    use downhill::{Entry, ParamChange, Plan, Schedule, catalog};

    use super::*;

    fn plan(rule: &str, batch: usize, change: usize) -> Plan {
        let rule = catalog::find(rule).expect("built in");
        Plan {
            entry: Entry { rule, params: rule.params.iter().map(|spec| spec.default).collect() },
            schedule: Schedule::Constant,
            batch: BatchSize::Samples(batch),
            sampling: Sampling::Shuffled,
            seed: 2000,
            start: vec![3.0, 1.0 / 3.0],
            changes: vec![ParamChange { after: change, param: 0, value: 0.05 }],
        }
    }

    /// Ten epochs of Adam and of SGD with batches of all 20 samples, and of SGD with batches of 8.
    fn comparison() -> Comparison {
        let plans = vec![(plan("adam", 20, 5), 10), (plan("sgd", 20, 5), 10), (plan("sgd", 8, 10), 20)];
        let mut comparison = Comparison::new(Box::new(Valley::new()), plans, 0, None).expect("valid plans");
        comparison.finish();
        comparison
    }

    fn curves(measure: Measure, axis: Axis) -> ComparisonCurves {
        let names = ["Adam", "all", "8"].map(String::from);
        ComparisonCurves::of(&comparison(), measure, axis, &names, "law")
    }

    #[test]
    fn an_axis_is_as_long_as_the_longest_run_and_marks_at_one_place_are_one() {
        for (axis, to, marks) in [
            (Axis::Updates, 20.0, vec![5.0, 10.0]),
            (Axis::Epochs, 10.0, vec![5.0]),
            (Axis::Gradients, 200.0, vec![80.0, 100.0]),
        ] {
            let curves = curves(Measure::Loss, axis);
            assert_eq!((curves.to, curves.marks), (to, marks), "{axis:?}");
        }
    }

    #[test]
    fn the_law_is_that_of_sgd_and_is_named_once() {
        let curves = curves(Measure::Imbalance, Axis::Epochs);
        let lines = curves.lines();
        let labels: Vec<(&str, Role)> = lines.iter().map(|line| (line.label, line.role)).collect();
        let (run, law) = (Role::Run, Role::Law);
        assert_eq!(labels, [("Adam", run), ("all", run), ("law", law), ("8", run), ("", law)]);
        assert_eq!(curves.points_at(&comparison(), 10), [5, 5, 5, 10, 10]);
    }

    #[test]
    fn only_losses_are_counted_from_the_optimum() {
        let lowest = |measure| curves(measure, Axis::Updates).lowest;
        assert_eq!(lowest(Measure::Loss), comparison().optimum().map(|optimum| optimum.loss));
        assert!(lowest(Measure::Loss).is_some_and(|lowest| lowest > 0.1));
        assert_eq!([Measure::Sharpness, Measure::Imbalance].map(lowest), [Some(0.0); 2]);
    }
}
