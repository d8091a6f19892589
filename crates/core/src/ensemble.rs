//! Many runs of one plan that differ in their seed alone: where they are, update by update, and when they got where they
//! should.

use alloc::vec;
use alloc::vec::Vec;

use crate::data::{Goal, Sampling};
use crate::descent::{Descent, Plan};
use crate::model::FiniteSum;
use crate::param::ParamError;
use crate::record::DIVERGENCE_RADIUS;

/// Replicas of a plan. Computed in f64; the past is kept in f32, which is more than a picture can show.
pub struct Ensemble {
    dim: usize,
    goal: Option<Goal>,
    /// The runs that are made, each of which stands for `copies` replicas: without chance all seeds give one run.
    replicas: Vec<Replica>,
    copies: usize,
    /// Positions of all replicas after update 0, then after update 1, ...
    past: Vec<f32>,
    made: usize,
}

/// One run of an ensemble.
struct Replica {
    descent: Descent,
    w: Vec<f64>,
    is_diverged: bool,
    /// Updates in a row after which it was where it should be.
    in_a_row: usize,
    /// The first update after which it was where it should be, whether it stayed or not.
    reached: Option<usize>,
}

impl core::fmt::Debug for Ensemble {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Ensemble").field("replicas", &self.replicas.len()).field("updates", &self.made).finish()
    }
}

/// How many replicas got where they should.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrivals {
    /// How many.
    pub count: usize,
    /// Out of how many.
    pub replicas: usize,
    /// The median of the updates after which replicas first were there, those included that did not stay.
    pub median: Option<f64>,
}

impl Ensemble {
    /// `replicas` runs at their start, with the seeds `plan.seed`, `plan.seed + 1`, ...
    ///
    /// # Errors
    /// [`ParamError`] if a parameter of the plan is not valid.
    pub fn new(plan: &Plan, replicas: usize, goal: Option<Goal>, model: &dyn FiniteSum) -> Result<Self, ParamError> {
        let replica = |index: usize| {
            let plan = Plan { seed: plan.seed.wrapping_add(index as u64), ..plan.clone() };
            let descent = Descent::new(&plan, model)?;
            Ok(Replica { descent, w: plan.start, is_diverged: false, in_a_row: 0, reached: None })
        };
        let is_certain = plan.sampling == Sampling::Shuffled && plan.batch.of(model.samples()) == model.samples();
        let (runs, copies) = if is_certain { (replicas.min(1), replicas) } else { (replicas, 1) };
        let replicas = (0..runs).map(replica).collect::<Result<Vec<_>, _>>()?;
        let mut ensemble = Self { dim: model.dim(), goal, replicas, copies, past: Vec::new(), made: 0 };
        ensemble.keep();
        Ok(ensemble)
    }

    /// Makes `updates` more updates in every replica.
    pub fn advance(&mut self, updates: usize, model: &dyn FiniteSum) {
        for _ in 0..updates {
            self.made += 1;
            for replica in self.replicas.iter_mut().filter(|replica| !replica.is_diverged) {
                replica.descent.update(model, &mut replica.w);
                replica.is_diverged = !replica.w.iter().all(|w| w.abs() <= DIVERGENCE_RADIUS);
                replica.look(self.goal, self.made);
            }
            self.keep();
        }
    }

    fn keep(&mut self) {
        for replica in &self.replicas {
            for _ in 0..self.copies {
                self.past.extend(replica.w.iter().map(|&w| w as f32));
            }
        }
    }

    /// How many replicas there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.replicas.len() * self.copies
    }

    /// How many different runs have to be made for them.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.replicas.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.replicas.is_empty()
    }

    /// Updates made so far.
    #[must_use]
    pub fn last(&self) -> usize {
        self.made
    }

    /// All replicas' positions after `update`, or after the last one made, `dim` numbers each.
    #[must_use]
    pub fn positions(&self, update: usize) -> &[f32] {
        let width = self.len() * self.dim;
        &self.past[update.min(self.made) * width..][..width]
    }

    /// How many replicas have got where they should by `update`.
    #[must_use]
    pub fn arrivals(&self, update: usize) -> Arrivals {
        let update = update.min(self.made);
        let reached = self.replicas.iter().filter_map(|replica| replica.reached);
        let mut at: Vec<usize> = reached.flat_map(|at| core::iter::repeat_n(at, self.copies)).collect();
        // A row of updates is known to be one only when it is over.
        let row = self.goal.map_or(1, Goal::row);
        at.retain(|at| at + row <= update + 1);
        let count = match self.goal {
            Some(goal @ Goal::SettledNear { updates, .. }) => {
                (0..self.len()).filter(|&index| goal.wants(self.mean(index, update, updates))).count()
            }
            Some(Goal::Beyond { .. }) => at.len(),
            None => 0,
        };
        at.sort_unstable();
        Arrivals { count, replicas: self.len(), median: median(&at) }
    }

    /// Whether the replicas start where the goal wants them.
    #[must_use]
    pub fn starts_there(&self) -> bool {
        self.goal.zip(self.past.first()).is_some_and(|(goal, &start)| goal.wants(f64::from(start)))
    }

    /// The share of replicas that are, after each update, where the goal wants them.
    #[must_use]
    pub fn shares(&self) -> Vec<f64> {
        let is_there = |w: f32| self.goal.is_some_and(|goal| goal.wants(f64::from(w)));
        let share = |positions: &[f32]| {
            let firsts = positions.iter().step_by(self.dim);
            firsts.filter(|w| is_there(**w)).count() as f64 / self.len() as f64
        };
        (0..=self.made).map(|update| share(self.positions(update))).collect()
    }

    /// The mean of a replica's last `count` iterates up to `update`, fewer if there are not so many.
    fn mean(&self, index: usize, update: usize, count: usize) -> f64 {
        let first = (update + 1).saturating_sub(count);
        let iterates = (first..=update).map(|update| f64::from(self.past[update * self.len() + index]));
        iterates.sum::<f64>() / (update + 1 - first) as f64
    }

    /// For every replica the mean over the last `count` updates up to `update` of some function of the position.
    #[must_use]
    pub fn means(&self, update: usize, count: usize, mut of: impl FnMut(&[f32]) -> f64) -> Vec<f64> {
        let update = update.min(self.made);
        let first = (update + 1).saturating_sub(count);
        let mut sums = vec![0.0; self.len()];
        for update in first..=update {
            for (sum, position) in sums.iter_mut().zip(self.positions(update).chunks_exact(self.dim)) {
                *sum += of(position);
            }
        }
        sums.into_iter().map(|sum| sum / (update + 1 - first) as f64).collect()
    }
}

impl Replica {
    /// Looks whether the replica has got where it should, after `update`.
    fn look(&mut self, goal: Option<Goal>, update: usize) {
        let Some(goal) = goal.filter(|_| self.reached.is_none()) else { return };
        let row = goal.row();
        self.in_a_row = if goal.wants(self.w[0]) { self.in_a_row + 1 } else { 0 };
        if self.in_a_row == row {
            // The first of them: that is when it got there.
            self.reached = Some(update + 1 - row);
        }
    }
}

fn median(sorted: &[usize]) -> Option<f64> {
    let n = sorted.len();
    let (low, high) = (sorted.get(n.checked_sub(1)? / 2)?, sorted.get(n / 2)?);
    Some(0.5 * (*low as f64 + *high as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;
    use crate::data::BatchSize;
    use crate::model::TwoWells;
    use crate::runner::Entry;
    use crate::schedule::Schedule;

    fn ensemble(batch: usize, sampling: Sampling) -> Ensemble {
        let plan = Plan {
            entry: Entry { rule: catalog::find("sgd").expect("built in"), params: vec![0.09] },
            schedule: Schedule::Constant,
            batch: BatchSize::Samples(batch),
            sampling,
            seed: 1000,
            start: vec![-0.9],
            changes: Vec::new(),
        };
        let wells = TwoWells::new();
        let goal = Some(Goal::Beyond { barrier: -0.29, updates: 10 });
        let mut ensemble = Ensemble::new(&plan, 6, goal, &wells).expect("a valid plan");
        ensemble.advance(40, &wells);
        ensemble
    }

    #[test]
    fn replicas_differ_in_their_seed_alone_and_the_full_batch_is_run_once_for_all() {
        let one = ensemble(1, Sampling::Shuffled);
        let positions = one.positions(1);
        assert!(positions.iter().any(|w| *w != positions[0]), "{positions:?}");
        let full = ensemble(32, Sampling::Shuffled);
        assert_eq!((full.len(), full.runs(), full.positions(40).len()), (6, 1, 6));
        assert!(full.positions(40).iter().all(|w| *w == full.positions(40)[0]));
        assert_eq!(ensemble(32, Sampling::Replaced).runs(), 6, "drawn with replacement, a full batch is chance too");
    }

    #[test]
    fn arrivals_are_counted_up_to_the_update_that_is_asked_for() {
        let one = ensemble(1, Sampling::Shuffled);
        let counts: Vec<usize> = (0..=40).map(|update| one.arrivals(update).count).collect();
        assert_eq!((counts[0], counts[9]), (0, 0), "ten updates in a row take ten updates");
        assert!(counts.windows(2).all(|pair| pair[0] <= pair[1]) && counts[40] > 0, "{counts:?}");
        let shares = one.shares();
        assert_eq!((shares.len(), shares[0], one.starts_there()), (41, 0.0, false));
        assert!((shares[40] * 6.0) as usize >= counts[40], "{shares:?}");
        assert_eq!(median(&[3, 5, 8]), Some(5.0));
        assert_eq!(median(&[3, 5]), Some(4.0));
        assert_eq!(median(&[]), None);
    }
}
