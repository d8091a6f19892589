//! The built-in data sets, for reading and as JSON.

use downhill::data::{BatchSize, Budget, DATA_SETS, DataSet, Goal};
use downhill::network::{CLASSES, PIXELS};
use downhill_data::bundled;
use downhill_preset::{Lab, shortest};
use serde::Serialize;

use super::JsonView;
use crate::batch_table::JsonBudget;

/// What the digits, which are no data set of the Batch lab, are called, and where they come from.
const DIGITS: [&str; 3] = [
    "digits",
    "Handwritten digits: classification",
    "E. Alpaydin and C. Kaynak, 1998: Optical recognition of handwritten digits, UCI",
];

/// A row each: id, name, size, what a link that names nothing else sets up, and where it comes from. The digits, which no
/// link names, have the lab that learns from them.
pub(super) fn rows() -> Vec<Vec<String>> {
    let row = |set: &DataSet| {
        let parameters = match set.parameters {
            [only] => format!("parameter {only}"),
            parameters => format!("parameters {}", parameters.join(",")),
        };
        let size = format!("{} samples, {parameters}", set.samples);
        vec![set.id.into(), set.name.into(), size, defaults(set), set.source.into()]
    };
    let [id, name, source] = DIGITS;
    let size = format!("{} samples, {PIXELS} pixels, {CLASSES} classes", bundled::digits().labels.len());
    let digits = vec![id.into(), name.into(), size, format!("lab={}", Lab::Minima.id()), source.into()];
    DATA_SETS.iter().map(row).chain([digits]).collect()
}

/// The pairs of a link that say what its data set means anyway.
fn defaults(set: &DataSet) -> String {
    let mut pairs = vec![format!("run=sgd,lr:{}", shortest(set.lr))];
    pairs.extend(set.batches.iter().map(|batch| match batch {
        BatchSize::All => "batch=all".to_owned(),
        BatchSize::Samples(size) => format!("batch={size}"),
    }));
    pairs.push(match set.budget {
        Budget::Updates(updates) => format!("updates={updates}"),
        Budget::Epochs(epochs) => format!("epochs={epochs}"),
    });
    if set.replicas > 0 {
        pairs.push(format!("replicas={}", set.replicas));
    }
    if set.has_start {
        pairs.push(format!("from={}", set.start.iter().copied().map(shortest).collect::<Vec<_>>().join(",")));
    }
    pairs.join("&")
}

/// A data set of the Batch lab, or the digits.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum JsonData {
    Batch(Box<JsonDataSet>),
    Digits(JsonDigits),
}

#[derive(Serialize)]
pub(super) struct JsonDataSet {
    id: &'static str,
    name: &'static str,
    tex: &'static str,
    source: &'static str,
    samples: usize,
    parameters: &'static [&'static str],
    start: &'static [f64],
    /// Whether a link may have runs start elsewhere.
    has_start: bool,
    lr: f64,
    batches: Vec<JsonBatch>,
    budget: JsonBudget,
    replicas: usize,
    seed_base: u64,
    has_noise: bool,
    view: JsonView,
    goal: Option<JsonGoal>,
}

/// Pictures to tell apart.
#[derive(Serialize)]
pub(super) struct JsonDigits {
    id: &'static str,
    name: &'static str,
    source: &'static str,
    lab: &'static str,
    samples: usize,
    pixels: usize,
    classes: usize,
}

/// `"all"`, or how many.
#[derive(Serialize)]
#[serde(untagged)]
enum JsonBatch {
    All(&'static str),
    Samples(usize),
}

/// Where replicas should get.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum JsonGoal {
    Beyond { barrier: f64, updates: usize },
    SettledNear { minimum: f64, radius: f64, updates: usize },
}

/// All that is known of every data set.
pub(super) fn json() -> Vec<JsonData> {
    let [id, name, source] = DIGITS;
    let (lab, samples) = (Lab::Minima.id(), bundled::digits().labels.len());
    let digits = JsonDigits { id, name, source, lab, samples, pixels: PIXELS, classes: CLASSES };
    let batch = DATA_SETS.iter().map(|set| JsonData::Batch(Box::new(json_data_set(set))));
    batch.chain([JsonData::Digits(digits)]).collect()
}

fn json_data_set(set: &'static DataSet) -> JsonDataSet {
    let [left, right, bottom, top] = set.view;
    let batch = |batch: &BatchSize| match *batch {
        BatchSize::All => JsonBatch::All("all"),
        BatchSize::Samples(size) => JsonBatch::Samples(size),
    };
    JsonDataSet {
        id: set.id,
        name: set.name,
        tex: set.tex,
        source: set.source,
        samples: set.samples,
        parameters: set.parameters,
        start: set.start,
        has_start: set.has_start,
        lr: set.lr,
        batches: set.batches.iter().map(batch).collect(),
        budget: set.budget.into(),
        replicas: set.replicas,
        seed_base: set.seed_base,
        has_noise: set.has_noise,
        view: JsonView { x: [left, right], y: (set.parameters.len() > 1).then_some([bottom, top]) },
        goal: set.goal.map(|goal| match goal {
            Goal::Beyond { barrier, updates } => JsonGoal::Beyond { barrier, updates },
            Goal::SettledNear { minimum, radius, updates } => JsonGoal::SettledNear { minimum, radius, updates },
        }),
    }
}
