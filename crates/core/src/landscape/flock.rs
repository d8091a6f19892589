//! Runs of one runner from many starts, none of them kept for longer than it takes to see what it came to.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::landscape::lanes::{LANES, LaneRule, Lanes, lanes_of};
use crate::loss::Loss;
use crate::param::ParamError;
use crate::race::Race;
use crate::record::DIVERGENCE_RADIUS;
use crate::runner::Runner;
use crate::surface::{Slopes, Surface};

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Landing {
    /// Where it was after its last step, or when it diverged.
    pub end: [f64; 2],
    /// The loss there.
    pub loss: f64,
    /// The step at which it diverged, if it did.
    pub diverged_at: Option<usize>,
}

/// Up to [`LANES`] runs at a time, from as many starts. The numbers are those that a [`Race`] has, to the last bit.
pub struct Flock {
    loss: Loss,
    runner: Runner,
    steps: usize,
    lanes: Option<Box<dyn LaneRule>>,
    /// The positions after each step.
    past: Vec<[Lanes; 2]>,
    landings: Vec<Landing>,
}

impl core::fmt::Debug for Flock {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Flock").field("runner", &self.runner).field("steps", &self.steps).finish_non_exhaustive()
    }
}

impl Flock {
    /// Runs of a runner with this many steps each.
    ///
    /// # Errors
    /// [`ParamError`] if a parameter is not valid.
    pub fn new(loss: Loss, runner: impl Into<Runner>, steps: usize) -> Result<Self, ParamError> {
        let runner = runner.into();
        let rule = runner.entry.rule.build(2, &runner.entry.params)?;
        // What changes on the way, or stands between loss and rule, is the race's matter.
        let is_plain = runner.sees_the_loss_itself() && runner.changes.is_empty();
        let lanes = if is_plain { lanes_of(rule) } else { None };
        Ok(Self { loss, runner, steps, lanes, past: alloc::vec![[[0.0; LANES]; 2]; steps + 1], landings: Vec::new() })
    }

    /// What is minimised.
    #[must_use]
    pub fn loss(&self) -> &Loss {
        &self.loss
    }

    /// How many steps a run has.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Makes a run from each of the starts, of which those beyond [`LANES`] are left out, and says what they came to.
    pub fn run(&mut self, starts: &[[f64; 2]]) -> &[Landing] {
        let starts = &starts[..starts.len().min(LANES)];
        self.landings.clear();
        self.landings.resize(starts.len(), Landing::default());
        match self.lanes.take() {
            // So few would not fill the lanes, and cost as much as many.
            Some(mut rule) if 4 * starts.len() > LANES => {
                self.run_abreast(&mut *rule, starts);
                self.lanes = Some(rule);
            }
            lanes => {
                self.lanes = lanes;
                starts.iter().enumerate().for_each(|(lane, &start)| self.run_alone(lane, start));
            }
        }
        &self.landings
    }

    /// One run after another, through the race itself.
    fn run_alone(&mut self, lane: usize, start: [f64; 2]) {
        let Ok(mut race) = Race::new(&self.loss, &start, core::slice::from_ref(&self.runner)) else { return };
        race.advance(self.steps);
        let [run] = race.runs() else { return };
        for (past, at) in self.past.iter_mut().zip(run.positions().as_chunks::<2>().0) {
            [past[0][lane], past[1][lane]] = *at;
        }
        let last = run.last_step();
        let (end, loss) = ([run.position(last)[0], run.position(last)[1]], run.losses()[last]);
        self.landings[lane] = Landing { end, loss, diverged_at: run.diverged_at() };
    }

    /// All runs at once, update by update.
    fn run_abreast(&mut self, rule: &mut dyn LaneRule, starts: &[[f64; 2]]) {
        rule.reset();
        let Self { loss, runner, past, landings, .. } = self;
        let Runner { entry, schedule, .. } = &*runner;
        let looks_ahead = entry.rule.looks_ahead;
        // Lanes without a start repeat the first.
        let start = |lane: usize| starts.get(lane).unwrap_or(&starts[0]);
        let mut x: [Lanes; 2] = core::array::from_fn(|axis| core::array::from_fn(|lane| start(lane)[axis]));
        let mut probe = x;
        let mut slopes = Slopes { values: [0.0; LANES], gradients: [[0.0; LANES]; 2] };
        // Within the radius a smooth built-in surface is finite, and so is its gradient: it is enough to look at positions.
        let is_tame = loss.surface().is_some_and(Surface::is_smooth);
        let mut gone = Vec::new();
        for (step, past) in past.iter_mut().enumerate() {
            let mut are_near = false;
            if step == 0 {
                *past = x;
            } else {
                let t = step as u64;
                let rate = schedule.rate(entry.params[0], t - 1);
                are_near = rule.update(t, rate, &mut x, &slopes.gradients, past);
                // A run that blew up is parked where it began, so that it is no matter for the others.
                for &lane in &gone {
                    [x[0][lane], x[1][lane]] = *start(lane);
                }
            }
            if looks_ahead {
                rule.probe(&x, &mut probe);
            }
            let asked = if looks_ahead { &probe } else { &x };
            if is_tame {
                loss.gradients_at(asked, &mut slopes.gradients);
            } else {
                loss.slopes_at(asked, &mut slopes);
                if looks_ahead {
                    values_at(loss, &x, &mut slopes.values);
                }
            }
            if (are_near || x.iter().all(all_near)) && (is_tame || all_finite(&slopes)) {
                continue;
            }
            for (lane, landing) in landings.iter_mut().enumerate().filter(|(_, it)| it.diverged_at.is_none()) {
                let position = [x[0][lane], x[1][lane]];
                let gradient = [slopes.gradients[0][lane], slopes.gradients[1][lane]];
                let value = loss.value_at(position[0], position[1]);
                if !is_sound(position, value, gradient) {
                    gone.push(lane);
                    *landing = Landing { end: position, loss: value, diverged_at: Some(step) };
                }
            }
            if gone.len() == landings.len() {
                return;
            }
        }
        for (lane, landing) in landings.iter_mut().enumerate().filter(|(_, it)| it.diverged_at.is_none()) {
            let end = [x[0][lane], x[1][lane]];
            *landing = Landing { end, loss: loss.value_at(end[0], end[1]), diverged_at: None };
        }
    }

    /// For each of the runs just made, the first step from which on it was within an ellipse with these radii around its
    /// own target. A run that diverged, or ended outside, has none.
    #[must_use]
    pub fn settled(&self, targets: &[Option<[f64; 2]>], radii: [f64; 2]) -> Vec<Option<usize>> {
        let far = [f64::INFINITY; 2];
        let target = |lane: usize| targets.get(lane).copied().flatten().unwrap_or(far);
        let aims: [Lanes; 2] = core::array::from_fn(|axis| core::array::from_fn(|lane| target(lane)[axis]));
        let scales = radii.map(|radius| 1.0 / radius);
        let mut inside = [1.0; LANES];
        let mut steps = [0.0; LANES];
        for past in self.past.iter().rev() {
            for lane in 0..LANES {
                let dx = (past[0][lane] - aims[0][lane]) * scales[0];
                let dy = (past[1][lane] - aims[1][lane]) * scales[1];
                inside[lane] = if dx * dx + dy * dy <= 1.0 { inside[lane] } else { 0.0 };
                steps[lane] += inside[lane];
            }
            if inside.iter().all(|inside| *inside == 0.0) {
                break;
            }
        }
        let landed = self.landings.iter().zip(steps);
        let settled = landed.map(|(landing, steps)| {
            (landing.diverged_at.is_none() && steps > 0.0).then(|| self.past.len() - steps as usize)
        });
        settled.collect()
    }
}

fn values_at(loss: &Loss, [x, y]: &[Lanes; 2], values: &mut Lanes) {
    for ((value, x), y) in values.iter_mut().zip(x).zip(y) {
        *value = loss.value_at(*x, *y);
    }
}

fn all_near(x: &Lanes) -> bool {
    x.iter().fold(true, |all, x| all & (x.abs() <= DIVERGENCE_RADIUS))
}

fn all_finite(Slopes { values, gradients: [along_x, along_y] }: &Slopes) -> bool {
    let is_finite = |all: bool, x: &f64| all & (x.abs() <= f64::MAX);
    [values, along_x, along_y].iter().all(|of| of.iter().fold(true, is_finite))
}

fn is_sound(position: [f64; 2], loss: f64, gradient: [f64; 2]) -> bool {
    position.iter().all(|x| x.abs() <= DIVERGENCE_RADIUS) && loss.is_finite() && gradient.iter().all(|g| g.is_finite())
}

#[cfg(test)]
mod tests;
