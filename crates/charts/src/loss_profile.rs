//! A loss of one parameter as its picture needs it: the curve, a few samples' own, the minima, and runs on it.

use downhill::data::Goal;
use downhill::{Comparison, Contender};

use crate::profile::{Profile, ProfileMark, loss_at};
use crate::profile_balls::ProfileBalls;

/// Samples whose own losses are drawn faintly.
const FAINT: usize = 5;

/// Updates that a trail goes back at most: a run that has settled would draw itself black.
const TRAIL: usize = 60;

/// The loss of a comparison over a range of its one parameter.
#[derive(Debug)]
pub struct LossProfile {
    /// The range.
    pub range: [f64; 2],
    curve: Vec<[f64; 2]>,
    faint: Vec<Vec<f64>>,
    /// Without names.
    minima: Vec<ProfileMark<'static>>,
    barrier: Option<f64>,
}

/// A contender on a profile at one update.
#[derive(Debug)]
pub struct ProfileScene<'a> {
    balls: &'a [f32],
    heights: Vec<f64>,
    /// Where the run itself is, and its loss there, unless one of them is nowhere.
    pub lead: Option<(f64, f64)>,
    trail: &'a [f64],
    trail_heights: Vec<f64>,
}

impl LossProfile {
    /// The curve, computed at so many places of the range, two at least.
    #[must_use]
    pub fn of(comparison: &Comparison, range: [f64; 2], places: usize) -> Self {
        let (model, goal) = (comparison.model(), comparison.goal());
        let [left, right] = range;
        let place = |k: usize| {
            let part = k as f64 / (places - 1) as f64;
            left * (1.0 - part) + right * part
        };
        let ws: Vec<f64> = (0..places).map(place).collect();
        // Evenly spread: what a batch of one descends.
        let shown = (0..model.samples()).step_by((model.samples() / FAINT).max(1)).take(FAINT);
        let own = |sample: usize| ws.iter().map(|&w| model.add_sample(&[w], sample, &mut [0.0])).collect();
        let mark = |at: &Vec<f64>| ProfileMark {
            at: at[0],
            loss: model.full(at, &mut [0.0]),
            label: "",
            is_goal: goal.is_none_or(|goal| goal.wants(at[0])),
        };
        Self {
            range,
            curve: ws.iter().map(|&w| [w, model.full(&[w], &mut [0.0])]).collect(),
            faint: shown.map(own).collect(),
            minima: model.minima().iter().map(mark).collect(),
            barrier: goal.and_then(Goal::barrier),
        }
    }

    /// The losses of a few single samples, for [`profile`](Self::profile).
    #[must_use]
    pub fn faint(&self) -> Vec<&[f64]> {
        self.faint.iter().map(Vec::as_slice).collect()
    }

    /// The minima with their names, from left to right, for [`profile`](Self::profile); those beyond the names have none.
    #[must_use]
    pub fn marks<'a>(&self, names: &[&'a str]) -> Vec<ProfileMark<'a>> {
        let name = |index: usize| names.get(index).copied().unwrap_or_default();
        self.minima.iter().enumerate().map(|(index, mark)| ProfileMark { label: name(index), ..*mark }).collect()
    }

    /// What is drawn of it.
    #[must_use]
    pub fn profile<'a>(&'a self, faint: &'a [&'a [f64]], marks: &'a [ProfileMark<'a>]) -> Profile<'a> {
        Profile { samples: &self.curve, faint, marks, barrier: self.barrier }
    }

    /// The loss at a place of the range, taken from the places beside it where it was computed.
    #[must_use]
    pub fn height(&self, w: f64) -> f64 {
        loss_at(&self.curve, w).unwrap_or(f64::NAN)
    }

    /// A contender after `update`, or after its last one. `height` gives the loss at a place of the range: exactly, or as
    /// [`height`](Self::height) does, which is fast enough for every frame.
    #[must_use]
    pub fn scene<'a>(&self, of: &'a Contender, update: usize, height: &dyn Fn(f64) -> f64) -> ProfileScene<'a> {
        let [left, right] = self.range;
        let height = |w: f64| if (left..=right).contains(&w) { height(w) } else { f64::NAN };
        let (training, balls) = (of.training(), of.ensemble().positions(update));
        let last = update.min(training.last());
        let (w, loss) = (training.position(last)[0], training.losses()[last]);
        // Where there are replicas, a trail would be lost among them.
        let first = if balls.is_empty() { last.saturating_sub(TRAIL) } else { last + 1 };
        let trail = &training.positions()[first..last + 1];
        ProfileScene {
            balls,
            heights: balls.iter().map(|&w| height(f64::from(w))).collect(),
            lead: (w.is_finite() && loss.is_finite()).then_some((w, loss)),
            trail,
            trail_heights: trail.iter().map(|&w| height(w)).collect(),
        }
    }
}

impl ProfileScene<'_> {
    /// What is drawn of it.
    #[must_use]
    pub fn balls(&self) -> ProfileBalls<'_> {
        let Self { balls, heights, lead, trail, trail_heights } = self;
        ProfileBalls { balls, heights, lead: *lead, trail, trail_heights }
    }
}

#[cfg(test)]
mod tests {
    use downhill::data::{BatchSize, Sampling};
    use downhill::model::TwoWells;
    use downhill::{Entry, Plan, Schedule, catalog};

    use super::*;

    fn comparison(replicas: usize) -> Comparison {
        let plan = Plan {
            entry: Entry { rule: catalog::find("sgd").expect("built in"), params: vec![0.09] },
            schedule: Schedule::Constant,
            batch: BatchSize::Samples(4),
            sampling: Sampling::Shuffled,
            seed: 1000,
            start: vec![-1.0],
            changes: Vec::new(),
        };
        let goal = Goal::Beyond { barrier: -0.29, updates: 10 };
        let wells = Box::new(TwoWells::new());
        let mut comparison = Comparison::new(wells, vec![(plan, 100)], replicas, Some(goal)).expect("a valid plan");
        comparison.finish();
        comparison
    }

    #[test]
    fn the_flat_well_is_the_goal_and_heights_lie_on_the_curve() {
        let comparison = comparison(0);
        let profile = LossProfile::of(&comparison, [-2.0, 4.0], 601);
        let marks = profile.marks(&["sharp"]);
        let of_mark = |mark: &ProfileMark<'_>| (mark.at, mark.label.to_owned(), mark.is_goal);
        let marks: Vec<_> = marks.iter().map(of_mark).collect();
        assert_eq!(marks, [(-1.0, "sharp".to_owned(), false), (2.0, String::new(), true)]);
        let faint = profile.faint();
        assert_eq!((faint.len(), faint[0].len(), profile.barrier), (5, 601, Some(-0.29)));
        for w in [-2.0, -0.123, 1.9, 4.0] {
            let exact = comparison.model().full(&[w], &mut [0.0]);
            assert!((profile.height(w) - exact).abs() < 1e-3, "{w}: {} {exact}", profile.height(w));
        }
    }

    #[test]
    fn a_trail_is_short_and_where_there_are_replicas_there_is_none() {
        for (replicas, trail) in [(0, 61), (3, 0)] {
            let comparison = comparison(replicas);
            let profile = LossProfile::of(&comparison, [-1.1, -0.9], 11);
            let scene = profile.scene(&comparison.contenders()[0], 1000, &|w| profile.height(w));
            let balls = scene.balls();
            assert_eq!((balls.balls.len(), balls.trail.len(), balls.trail_heights.len()), (replicas, trail, trail));
            assert!(scene.lead.is_some());
            for (w, height) in balls.trail.iter().zip(balls.trail_heights) {
                assert_eq!(height.is_nan(), !(-1.1..=-0.9).contains(w), "{w}: {height}");
            }
        }
    }
}
