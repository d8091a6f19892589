//! The chart of a poster: what matters most about its data, of every contender, against what the budget counts.

use downhill::data::{Budget, Goal};
use downhill_charts::{Axis, ComparisonCurves, Curve, LossChart, LossScale, LossWords, Measure, SpanScale};

use super::Finished;

/// All curves' numbers, and what they are of.
pub(super) struct Curves {
    measure: Measure,
    goal: Option<Goal>,
    /// What the horizontal axis counts.
    unit: &'static str,
    curves: ComparisonCurves,
}

impl Curves {
    pub(super) fn of(finished: Finished<'_>, labels: &[String]) -> Self {
        let Finished { setup, set, comparison } = finished;
        let goal = comparison.goal().filter(|_| setup.replicas > 0);
        let measure = match goal {
            Some(_) => Measure::Arrived,
            None if set.id == "valley" => Measure::Imbalance,
            None => Measure::Loss,
        };
        let (axis, unit) = match setup.budget {
            Budget::Updates(_) => (Axis::Updates, "updates"),
            Budget::Epochs(_) => (Axis::Epochs, "epochs"),
        };
        Self { measure, goal, unit, curves: ComparisonCurves::of(comparison, measure, axis, labels, "law") }
    }

    /// The heading, and what stands after it.
    pub(super) fn heading(&self) -> (&'static str, String) {
        let against = format!("against {}", self.unit);
        match self.goal {
            Some(Goal::Beyond { .. }) => ("Out of the sharp well", format!("% of runs, {against}")),
            Some(Goal::SettledNear { .. }) => ("Near the global minimum", format!("% of runs, {against}")),
            None if self.measure == Measure::Imbalance => ("Imbalance u² − v²", format!("{against}, log")),
            // What a log axis counts losses from, the chart itself says.
            None => ("Loss", format!("{against}, log")),
        }
    }

    /// The curves, for [`chart`](Self::chart).
    pub(super) fn lines(&self) -> Vec<Curve<'_>> {
        self.curves.lines()
    }

    pub(super) fn chart<'a>(&'a self, lines: &'a [Curve<'a>]) -> LossChart<'a> {
        let scale = if self.measure == Measure::Arrived { LossScale::Linear } else { LossScale::Log };
        let words = LossWords { span: self.unit, above_lowest: "above the optimum", target: "" };
        self.curves.chart(lines, SpanScale::Linear, scale, words)
    }
}
