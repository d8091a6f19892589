//! The keys of the Batch lab.

use downhill::View;
use downhill::data::{BatchSize, Budget, Sampling};

use super::{Reader, list, numbers, view, whole};
use crate::check;
use crate::fit;
use crate::limits::{EPOCHS, MAX_CONTENDERS, MAX_OWN_COLUMNS, MAX_OWN_ROWS, NOISE, REPLICAS, UPDATES};
use crate::number;
use crate::setup::{BatchRun, BatchSetup, Data, sampling_id};
use crate::warning::{Extras, Field, Problem};

/// What may be given once, in canonical order.
const ONCE: &[&str] =
    &["lab", "data", "updates", "epochs", "seed", "replicas", "sampling", "from", "noise", "axes", "view"];

impl Reader<'_> {
    pub(super) fn batch(&mut self) -> BatchSetup {
        self.name_repetitions(ONCE);
        let data = self.single("data", |id| Data::find(id).ok_or(Problem::UnknownData));
        let mut setup = data.map(BatchSetup::of).unwrap_or_default();
        let runs = self.runs(Extras::Batch);
        if !runs.is_empty() {
            setup.runs = runs.into_iter().map(BatchRun::from).collect();
        }
        self.batches(&mut setup);
        self.budget(&mut setup);
        if let Some(seed) = self.single("seed", |value| whole(value, 0..=u32::MAX, Problem::SEED)) {
            setup.seed = seed;
        }
        if let Some(replicas) = self.single("replicas", |value| whole(value, REPLICAS, Problem::REPLICAS)) {
            setup.replicas = replicas;
        }
        self.warnings.extend(fit::work(&mut setup, None));
        let all = [Sampling::Shuffled, Sampling::Replaced];
        if let Some(sampling) = self.one_of("sampling", &all, sampling_id, Problem::UnknownSampling) {
            setup.sampling = sampling;
        }
        if let Some(start) = self.single("from", |value| start(value, setup.data)) {
            setup.start = start;
        }
        if let Some(noise) = self.single("noise", |value| noise(value, setup.data)) {
            setup.noise = noise;
        }
        if let Some(axes) = self.single("axes", |value| axes(value, setup.data)) {
            setup.axes = axes;
        }
        setup.view = self.single("view", if setup.data.is_flat() { span } else { view });
        let rules: Vec<_> = setup.runs.iter().map(|run| run.entry.rule).collect();
        setup.changes = self.changes(&rules);
        self.warnings.extend(fit::length(&mut setup));
        setup
    }

    fn batches(&mut self, setup: &mut BatchSetup) {
        let samples = setup.data.built_in().map_or(MAX_OWN_ROWS, |set| set.samples);
        let mut batches = Vec::new();
        for value in self.values("batch") {
            match batch_size(value, samples).map(|size| setup.data.batch(size)) {
                None => self.warn(Field::Key("batch"), value, Problem::BatchSize(samples)),
                Some(size) if batches.contains(&size) => self.warn(Field::Key("batch"), value, Problem::Repeated),
                Some(size) => batches.push(size),
            }
        }
        if !batches.is_empty() {
            setup.batches = batches;
        }
        let contenders = setup.runs.len() * setup.batches.len();
        if contenders > MAX_CONTENDERS {
            self.warn(Field::Key("contenders"), &contenders.to_string(), Problem::TooManyContenders);
            setup.batches.truncate(MAX_CONTENDERS / setup.runs.len());
        }
    }

    fn budget(&mut self, setup: &mut BatchSetup) {
        let updates = self.single("updates", |value| whole(value, UPDATES, Problem::UPDATES));
        let epochs = self.single("epochs", |value| match updates {
            Some(_) => Err(Problem::TwoBudgets),
            None => whole(value, EPOCHS, Problem::EPOCHS),
        });
        setup.budget = updates.map(Budget::Updates).or(epochs.map(Budget::Epochs)).unwrap_or(setup.budget);
    }
}

pub(super) fn batch_size(value: &str, samples: usize) -> Option<BatchSize> {
    if value == "all" {
        return Some(BatchSize::All);
    }
    value.parse().ok().filter(|size| (1..=samples).contains(size)).map(BatchSize::Samples)
}

fn start(value: &str, data: Data) -> Result<Vec<f64>, Problem> {
    let set = data.built_in().filter(|set| set.has_start).ok_or(Problem::NotHere(data))?;
    let start = list(value).filter(|start| start.len() == set.parameters.len()).ok_or(Problem::NotAStart(set))?;
    check::start(&start).map_or(Ok(start), Err)
}

fn noise(value: &str, data: Data) -> Result<f64, Problem> {
    data.built_in().filter(|set| set.has_noise).ok_or(Problem::NotHere(data))?;
    number::parse(value).filter(|noise| NOISE.contains(noise)).ok_or(Problem::Noise)
}

fn axes(value: &str, data: Data) -> Result<[usize; 2], Problem> {
    let index = |name: &str| match data {
        Data::BuiltIn(set) => set.parameters.iter().position(|known| *known == name.trim()),
        Data::Own => name.trim().parse().ok().filter(|column| *column < MAX_OWN_COLUMNS),
    };
    if !check::has_axes(data) {
        return Err(Problem::NotHere(data));
    }
    let axes = value.split_once(',').and_then(|(right, up)| Some([index(right)?, index(up)?]));
    axes.filter(|[right, up]| right != up).ok_or(Problem::Axes(data))
}

/// A view in one dimension.
fn span(value: &str) -> Result<View, Problem> {
    let x = numbers(value).ok_or(Problem::NotASpan)?;
    check::span(x).map_or(Ok(View { x, y: [0.0, 1.0] }), Err)
}
