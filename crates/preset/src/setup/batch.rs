//! What the Batch lab runs.

use downhill::data::{BatchSize, Budget, DATA_SETS, DataSet, Sampling};
use downhill::{Entry, Schedule, Slice, View, catalog, data};

use super::{Change, RaceRun, same_bits, same_changes, same_entry, same_view};
use crate::defaults::v1;

/// What the Batch lab computes: the same problem, descended with several batch sizes. Equal to another if it has the
/// same content, numbers bit for bit.
///
/// Every contender is one of the runs with one of the batch sizes.
#[derive(Clone, Debug)]
pub struct BatchSetup {
    /// What is learned from.
    pub data: Data,
    /// The rules and their parameters, in the order in which they are shown.
    pub runs: Vec<BatchRun>,
    /// The batch sizes, in the order in which they are shown. All samples of a built-in data set are `All`, however many
    /// that is.
    pub batches: Vec<BatchSize>,
    /// How long every contender runs.
    pub budget: Budget,
    /// Which random numbers are drawn.
    pub seed: u32,
    /// How many runs with other seeds each contender makes beside its first.
    pub replicas: usize,
    /// How batches are drawn.
    pub sampling: Sampling,
    /// Where every run starts, one number a parameter. Empty for an own table.
    pub start: Vec<f64>,
    /// How much noise is added to the targets, where the data set has that.
    pub noise: f64,
    /// Which two parameters the picture shows, where there are more than two.
    pub axes: [usize; 2],
    /// What the picture shows, if that is asked for. In one dimension y is 0 to 1 and means nothing.
    pub view: Option<View>,
    /// What changes on the way, by time.
    pub changes: Vec<Change>,
}

/// What the Batch lab learns from.
#[derive(Clone, Copy, Debug)]
pub enum Data {
    /// A built-in data set.
    BuiltIn(&'static DataSet),
    /// A table of one's own, which no link carries.
    Own,
}

/// A rule in the Batch lab.
#[derive(Clone, Debug)]
pub struct BatchRun {
    /// The rule and its parameters.
    pub entry: Entry,
    /// How fast the learning rate shrinks, at least 0: for update t, from 0, it is lr / (1 + decay t).
    pub decay: f64,
}

/// A run with one batch size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contender {
    /// The run, as an index.
    pub run: usize,
    /// The batch size.
    pub batch: BatchSize,
}

impl From<RaceRun> for BatchRun {
    /// Only one of the schedules is for batches.
    fn from(RaceRun { entry, schedule, .. }: RaceRun) -> Self {
        let decay = if let Schedule::InverseTime { decay } = schedule { decay } else { 0.0 };
        Self { entry, decay }
    }
}

impl BatchSetup {
    /// What a link that names this data set and nothing else sets up.
    #[must_use]
    pub fn of(data: Data) -> Self {
        let rule = catalog::find(v1::RULE).expect("the default rule is built in");
        let run = |lr| BatchRun { entry: Entry { rule, params: vec![lr] }, decay: 0.0 };
        let (lr, batches, budget, replicas, start) = match data {
            Data::BuiltIn(set) => (set.lr, set.batches, set.budget, set.replicas, set.start),
            Data::Own => (v1::OWN_LR, v1::OWN_BATCHES, v1::OWN_BUDGET, 0, [].as_slice()),
        };
        Self {
            data,
            runs: vec![run(lr)],
            batches: batches.to_vec(),
            budget,
            seed: 0,
            replicas,
            sampling: Sampling::Shuffled,
            start: start.to_vec(),
            noise: 0.0,
            axes: v1::axes(data.id()),
            view: None,
            changes: Vec::new(),
        }
    }

    /// Every run with every batch size, run by run.
    pub fn contenders(&self) -> impl Iterator<Item = Contender> {
        (0..self.runs.len()).flat_map(|run| self.batches.iter().map(move |&batch| Contender { run, batch }))
    }

    /// The two parameters that the picture of a loss of so many shows.
    #[must_use]
    pub fn axes_on(&self, dim: usize) -> [usize; 2] {
        if dim == 2 { [0, 1] } else { self.axes }
    }

    /// What the picture of a slice shows of it: what is asked for, or what the data set says of the parameters that it shows
    /// first, or the way from `start`.
    #[must_use]
    pub fn view_on(&self, slice: &Slice, start: &[f64]) -> View {
        let is_first = start.len() == 2 || slice.axes == v1::axes(self.data.id());
        let own = self.data.built_in().filter(|_| is_first).map(|set| {
            let [left, right, bottom, top] = set.view;
            View { x: [left, right], y: [bottom, top] }
        });
        self.view.or(own).unwrap_or_else(|| slice.view_from(start))
    }

    /// What the picture of a loss of one parameter shows of it.
    #[must_use]
    pub fn range(&self) -> [f64; 2] {
        let own = || self.data.built_in().map_or(v1::OWN_RANGE, |set| [set.view[0], set.view[1]]);
        self.view.map_or_else(own, |view| view.x)
    }

    /// The updates of the contender that makes most, on so many samples.
    #[must_use]
    pub fn updates(&self, samples: usize) -> usize {
        self.batches.iter().map(|&batch| self.budget.updates(samples, batch)).max().unwrap_or(0)
    }
}

impl Default for BatchSetup {
    /// What a link that only names the lab sets up.
    fn default() -> Self {
        Self::of(Data::find(v1::DATA).expect("the default data set is built in"))
    }
}

impl PartialEq for BatchSetup {
    fn eq(&self, other: &Self) -> bool {
        let batches = |setup: &Self| setup.batches.iter().map(|&size| setup.data.batch(size)).collect::<Vec<_>>();
        let same_run =
            |(a, b): (&BatchRun, &BatchRun)| same_entry(&a.entry, &b.entry) && same_bits(&[a.decay], &[b.decay]);
        self.data.id() == other.data.id()
            && self.runs.len() == other.runs.len()
            && self.runs.iter().zip(&other.runs).all(same_run)
            && batches(self) == batches(other)
            && (self.budget, self.seed, self.replicas, self.sampling, self.axes)
                == (other.budget, other.seed, other.replicas, other.sampling, other.axes)
            && same_bits(&self.start, &other.start)
            && same_bits(&[self.noise], &[other.noise])
            && same_view(self.view, other.view)
            && same_changes(&self.changes, &other.changes)
    }
}

impl Data {
    /// The data that a link calls so.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        if id == Self::Own.id() { Some(Self::Own) } else { data::find(id).map(Self::BuiltIn) }
    }

    /// Everything that can be learned from, the own table last.
    pub fn all() -> impl Iterator<Item = Self> {
        DATA_SETS.iter().map(Self::BuiltIn).chain([Self::Own])
    }

    /// Stable name in links.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::BuiltIn(set) => set.id,
            Self::Own => "own",
        }
    }

    /// The built-in data set, if it is one.
    #[must_use]
    pub fn built_in(self) -> Option<&'static DataSet> {
        match self {
            Self::BuiltIn(set) => Some(set),
            Self::Own => None,
        }
    }

    /// Whether there is only one parameter, so that a picture has nothing to show upwards but the loss.
    pub(crate) fn is_flat(self) -> bool {
        self.built_in().is_some_and(|set| set.parameters.len() == 1)
    }

    /// The one name that a batch size has: a batch of all samples is `All`.
    pub(crate) fn batch(self, size: BatchSize) -> BatchSize {
        match self.built_in() {
            Some(set) if size == BatchSize::Samples(set.samples) => BatchSize::All,
            _ => size,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setups_are_equal_when_they_are_so_bit_for_bit() {
        let plain = BatchSetup::default;
        let change = |value| BatchSetup { changes: vec![Change { at: 1, run: 0, param: 0, value }], ..plain() };
        assert_eq!(change(f64::NAN), change(f64::NAN));
        assert_ne!(change(0.1), change(0.2));
        assert_ne!(change(0.1), plain());
        assert_ne!(BatchSetup { noise: -0.0, ..plain() }, plain());
        assert_ne!(BatchSetup { seed: 1, ..plain() }, plain());
        let mut decaying = plain();
        decaying.runs[0].decay = 0.1;
        assert_ne!(decaying, plain());
        let of = |size| BatchSetup { batches: vec![size], ..plain() };
        assert_eq!(of(BatchSize::Samples(442)), of(BatchSize::All));
        assert_ne!(of(BatchSize::Samples(441)), of(BatchSize::All));
    }

    #[test]
    fn contenders_are_every_run_with_every_batch_size_run_by_run() {
        let mut setup = BatchSetup::default();
        setup.runs.push(setup.runs[0].clone());
        setup.batches.truncate(2);
        let of = |run, batch| Contender { run, batch };
        let (all, few) = (BatchSize::All, BatchSize::Samples(32));
        assert!(setup.contenders().eq([of(0, all), of(0, few), of(1, all), of(1, few)]), "{setup:?}");
        assert_eq!(setup.updates(442), 20 * 13);
    }

    #[test]
    fn a_picture_shows_what_is_asked_for_or_else_what_its_data_set_says() {
        let of = |id| BatchSetup::of(Data::find(id).expect("built in"));
        let shown = |setup: &BatchSetup, start: &[f64]| {
            let slice = Slice { through: vec![1.0; start.len()], axes: setup.axes_on(start.len()) };
            (slice.axes, setup.view_on(&slice, start))
        };
        let asked = View { x: [-1.0, 1.0], y: [0.0, 2.0] };
        let mut diabetes = of("diabetes");
        assert_eq!(shown(&diabetes, &[0.0; 10]), ([2, 8], View { x: [-0.25, 0.85], y: [-0.2, 0.75] }));
        diabetes.axes = [0, 1];
        let way = View { x: [-0.7, 1.7], y: [-0.7, 1.7] };
        assert_eq!(shown(&diabetes, &[0.0; 10]), ([0, 1], way), "the data set's view is of other parameters");
        diabetes.view = Some(asked);
        assert_eq!(shown(&diabetes, &[0.0; 10]), ([0, 1], asked));
        assert_eq!(shown(&of("valley"), &[3.0, 0.3]), ([0, 1], View { x: [0.0, 3.6], y: [-0.35, 1.9] }));
        assert_eq!(shown(&of("own"), &[0.0; 3]), ([0, 1], way));
        assert_eq!([of("two-wells").range(), of("own").range()], [[-2.0, 4.2], [-3.0, 3.0]]);
        assert_eq!(BatchSetup { view: Some(asked), ..of("two-wells") }.range(), [-1.0, 1.0]);
    }
}
