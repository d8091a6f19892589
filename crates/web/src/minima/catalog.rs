//! What the Minima lab can choose from.

use downhill_preset::{Experiment, MinimaSetup, limits, ready};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::setup::Setup;
use crate::error::to_js;

#[derive(Serialize)]
struct Catalog {
    experiments: Vec<Entry>,
    ready: Vec<Ready>,
    limits: Limits,
}

#[derive(Serialize)]
struct Entry {
    id: &'static str,
    /// What the lab opens with on this question.
    setup: Setup,
}

#[derive(Serialize)]
struct Ready {
    id: &'static str,
    link: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Limits {
    max_runs: usize,
    max_seeds: usize,
    max_updates: usize,
}

/// Everything that can be chosen, and the limits.
#[wasm_bindgen(js_name = minimaCatalog, unchecked_return_type = "MinimaCatalog")]
pub fn minima_catalog() -> Result<JsValue, JsValue> {
    let entry =
        |&experiment: &Experiment| Entry { id: experiment.id(), setup: Setup::from(&MinimaSetup::of(experiment)) };
    to_js(&Catalog {
        experiments: Experiment::ALL.iter().map(entry).collect(),
        ready: ready::MINIMA_READY.iter().map(|preset| Ready { id: preset.id, link: preset.link }).collect(),
        limits: Limits {
            max_runs: limits::MAX_RUNS,
            max_seeds: limits::MAX_SEEDS,
            max_updates: limits::MAX_NETWORK_UPDATES,
        },
    })
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Everything that the Minima lab can choose from. */
export interface MinimaCatalog {
    experiments: { id: ExperimentId; setup: MinimaSetup }[];
    ready: { id: string; link: string }[];
    limits: { maxRuns: number; maxSeeds: number; maxUpdates: number };
}
"#;
