//! What the Race lab runs.

use downhill::{Entry, Loss, Noise, ParamChange, Race, Runner, Schedule, Transforms, View, surface};

use super::{Change, Look, same_bits, same_changes, same_entry, same_view};
use crate::defaults::v1;

/// A race, not yet run. Equal to another if it has the same content, numbers bit for bit.
#[derive(Clone, Debug)]
pub struct RaceSetup {
    /// What is minimised.
    pub loss: Loss,
    /// Where every run starts.
    pub start: [f64; 2],
    /// What the picture shows, if not the loss's own view.
    pub view: Option<View>,
    /// The rules and their parameters, in the order in which they are shown.
    pub runs: Vec<RaceRun>,
    /// How many updates each run makes.
    pub steps: usize,
    /// The loss to reach, if not the one that the loss suggests.
    pub target: Option<f64>,
    /// Parameters that change on the way, by time.
    pub changes: Vec<Change>,
    /// Standard deviation of the Gaussian noise that is added to every component of a gradient; 0 adds none.
    pub noise: f64,
    /// Which noise is drawn; means nothing where none is.
    pub seed: u32,
    /// How many times everything is run, each time with noise of its own; the first is the one that is shown. Means nothing
    /// where there is no noise.
    pub seeds: usize,
    /// What is looked at more closely.
    pub look: Look,
}

/// A rule in the Race lab.
#[derive(Clone, Debug)]
pub struct RaceRun {
    /// The rule and its parameters.
    pub entry: Entry,
    /// How its learning rate changes.
    pub schedule: Schedule,
    /// What is done to its gradients.
    pub transforms: Transforms,
}

impl From<Entry> for RaceRun {
    fn from(entry: Entry) -> Self {
        Self { entry, schedule: Schedule::Constant, transforms: Transforms::default() }
    }
}

impl PartialEq for RaceRun {
    fn eq(&self, other: &Self) -> bool {
        let strengths = |run: &Self| run.transforms.strengths().map(|strength| strength.map(f64::to_bits));
        same_entry(&self.entry, &other.entry)
            && self.schedule.info().id == other.schedule.info().id
            && same_bits(&self.schedule.params(), &other.schedule.params())
            && strengths(self) == strengths(other)
    }
}

impl RaceSetup {
    /// What the picture shows: the view asked for, or the loss's.
    #[must_use]
    pub fn view(&self) -> View {
        self.view.unwrap_or(self.loss.view())
    }

    /// The loss to reach: the one asked for, or 0.001 above the lowest known one; none on a loss without known minimum.
    #[must_use]
    pub fn target(&self) -> Option<f64> {
        self.target.or_else(|| Some(self.loss.lowest()? + v1::TARGET_ABOVE_LOWEST))
    }

    /// Seed and number of times, where there is noise to draw.
    pub(crate) fn draws(&self) -> Option<(u32, usize)> {
        (self.noise > 0.0).then_some((self.seed, self.seeds))
    }

    /// Everything that enters the race, with the noise of the `replica`th time (the first is 0) that it is run.
    pub fn runners(&self, replica: usize) -> impl Iterator<Item = Runner> {
        let seed = u64::from(self.seed) + replica as u64;
        let noise = (self.noise > 0.0).then_some(Noise { sigma: self.noise, seed });
        self.runs.iter().enumerate().map(move |(index, RaceRun { entry, schedule, transforms })| {
            let own = self.changes.iter().filter(|change| change.run == index);
            Runner {
                entry: entry.clone(),
                schedule: *schedule,
                transforms: *transforms,
                changes: own.map(|it| ParamChange { after: it.at, param: it.param, value: it.value }).collect(),
                noise,
            }
        })
    }

    /// The race at its start; [`steps`](Self::steps) updates are still to be made.
    ///
    /// # Panics
    /// If a run's parameters are not valid. [`check`](crate::check()) finds that out, and what
    /// [`parse`](crate::parse()) gives is always valid.
    #[must_use]
    pub fn race(&self) -> Race<Loss> {
        self.replica(0)
    }

    /// The race at its start, with the noise of the `replica`th time that it is run; the first is 0.
    ///
    /// # Panics
    /// As [`race`](Self::race) does.
    #[must_use]
    pub fn replica(&self, replica: usize) -> Race<Loss> {
        match Race::new(self.loss.clone(), &self.start, &self.runners(replica).collect::<Vec<_>>()) {
            Ok(race) => race,
            Err((index, error)) => panic!("run {}: {error}", index + 1),
        }
    }
}

impl Default for RaceSetup {
    /// What a link that says nothing sets up: the default surface, and no run.
    fn default() -> Self {
        let surface = surface::find(v1::SURFACE).expect("the default surface is built in");
        Self {
            loss: surface.into(),
            start: surface.start,
            view: None,
            runs: Vec::new(),
            steps: v1::STEPS,
            target: None,
            changes: Vec::new(),
            noise: 0.0,
            seed: 0,
            seeds: 1,
            look: Look::default(),
        }
    }
}

impl PartialEq for RaceSetup {
    fn eq(&self, other: &Self) -> bool {
        self.loss == other.loss
            && same_bits(&self.start, &other.start)
            && same_view(self.view, other.view)
            && self.runs == other.runs
            && self.steps == other.steps
            && self.target.map(f64::to_bits) == other.target.map(f64::to_bits)
            && same_changes(&self.changes, &other.changes)
            && same_bits(&[self.noise], &[other.noise])
            && self.draws() == other.draws()
            && self.look == other.look
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setups_are_equal_when_they_are_so_bit_for_bit() {
        let at = |start| RaceSetup { start, ..RaceSetup::default() };
        assert_eq!(at([0.0, f64::NAN]), at([0.0, f64::NAN]));
        assert_ne!(at([0.0, 1.0]), at([-0.0, 1.0]));
        let seen = |view| RaceSetup { view, ..RaceSetup::default() };
        assert_ne!(seen(None), seen(Some(RaceSetup::default().view())));
    }
}
