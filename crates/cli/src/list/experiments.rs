//! The experiments of the Minima lab, for reading and as JSON.

use downhill_preset::{Experiment, MinimaSetup, print_minima};
use serde::Serialize;

/// What a link of the lab may have, if its experiment has a use for it, beside what links of every lab have.
const KEYS: [&str; 14] = [
    "batch",
    "lr",
    "gain",
    "width",
    "ntrain",
    "updates",
    "stop",
    "polish",
    "activation",
    "loss",
    "seed",
    "seeds",
    "alpha",
    "shift",
];

/// What may follow the size in a `batch`.
const PARTS: [&str; 2] = ["lr", "rho"];

/// An experiment and what its link may have.
#[derive(Serialize)]
pub(super) struct JsonExperiment {
    id: &'static str,
    /// What a link that names the experiment and nothing else sets up.
    link: String,
    keys: Vec<&'static str>,
    /// Empty where there is no `batch`.
    batch_parts: Vec<&'static str>,
}

/// A row each: id, what a link that names nothing else sets up, and the keys, with the parts of a `batch` in brackets.
pub(super) fn rows() -> Vec<Vec<String>> {
    let row = |of: JsonExperiment| {
        let keys = of.keys.iter().map(|&key| match key {
            "batch" => format!("batch({})", of.batch_parts.join(",")),
            key => key.to_owned(),
        });
        vec![of.id.into(), own_pairs(&of.link), keys.collect::<Vec<_>>().join(" ")]
    };
    json().into_iter().map(row).collect()
}

/// All that is known of every experiment.
pub(super) fn json() -> Vec<JsonExperiment> {
    Experiment::ALL.iter().copied().map(json_experiment).collect()
}

fn json_experiment(experiment: Experiment) -> JsonExperiment {
    let keys: Vec<&str> = KEYS.into_iter().filter(|key| experiment.takes(key)).collect();
    let has_batch = keys.contains(&"batch");
    let has_part = |part: &&str| has_batch && experiment.takes(part);
    JsonExperiment {
        id: experiment.id(),
        link: print_minima(&MinimaSetup::of(experiment)),
        batch_parts: PARTS.into_iter().filter(has_part).collect(),
        keys,
    }
}

/// The pairs of a link that are the experiment's own, without lab, experiment and version.
fn own_pairs(link: &str) -> String {
    let is_own = |pair: &&str| !["lab=", "experiment=", "v="].iter().any(|key| pair.starts_with(key));
    link.split('&').filter(is_own).collect::<Vec<_>>().join("&")
}
