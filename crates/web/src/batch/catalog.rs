//! What the Batch lab can choose from.

use downhill::data::{DATA_SETS, DataSet, Goal, RECORDED_RATES};
use downhill_preset::{BatchSetup, Data, limits, ready};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::setup::Setup;
use crate::error::to_js;
use crate::rules::{self, Rule};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Catalog {
    rules: Vec<Rule>,
    data: Vec<DataEntry>,
    ready: Vec<Ready>,
    recorded: Vec<Recorded>,
    limits: Limits,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DataEntry {
    id: &'static str,
    name: &'static str,
    source: &'static str,
    samples: usize,
    parameters: &'static [&'static str],
    has_start: bool,
    has_noise: bool,
    goal: Option<&'static str>,
    /// What the lab opens with on this data.
    setup: Setup,
}

#[derive(Serialize)]
struct Ready {
    id: &'static str,
    link: &'static str,
}

#[derive(Serialize)]
struct Recorded {
    data: &'static str,
    noise: f64,
    lr: f64,
    batch: usize,
    percent: f64,
    median: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Limits {
    max_contenders: usize,
    max_updates: usize,
    max_epochs: usize,
    max_replicas: usize,
    max_changes: usize,
    max_rows: usize,
    max_columns: usize,
}

impl From<&'static DataSet> for DataEntry {
    fn from(data: &'static DataSet) -> Self {
        Self {
            id: data.id,
            name: data.name,
            source: data.source,
            samples: data.samples,
            parameters: data.parameters,
            has_start: data.has_start,
            has_noise: data.has_noise,
            goal: data.goal.map(|goal| match goal {
                Goal::Beyond { .. } => "beyond",
                Goal::SettledNear { .. } => "settled",
            }),
            setup: Setup::from(&BatchSetup::of(Data::BuiltIn(data))),
        }
    }
}

/// Everything that can be chosen, the rates that were recorded, and the limits.
#[wasm_bindgen(js_name = batchCatalog, unchecked_return_type = "BatchCatalog")]
pub fn batch_catalog() -> Result<JsValue, JsValue> {
    let recorded = RECORDED_RATES.iter().flat_map(|row| {
        row.cells.iter().map(|&(batch, percent, median)| Recorded {
            data: row.data,
            noise: row.noise,
            lr: row.lr,
            batch,
            percent,
            median,
        })
    });
    to_js(&Catalog {
        rules: rules::all(),
        data: DATA_SETS.iter().map(DataEntry::from).collect(),
        ready: ready::BATCH_READY.iter().map(|preset| Ready { id: preset.id, link: preset.link }).collect(),
        recorded: recorded.collect(),
        limits: Limits {
            max_contenders: limits::MAX_RUNS,
            max_updates: limits::MAX_STEPS,
            max_epochs: limits::MAX_EPOCHS,
            max_replicas: limits::MAX_REPLICAS,
            max_changes: limits::MAX_CHANGES,
            max_rows: downhill_data::MAX_ROWS,
            max_columns: downhill_data::MAX_COLUMNS,
        },
    })
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A built-in problem. `setup` is what the lab opens with on it. */
export interface DataEntry {
    id: string; name: string; source: string; samples: number; parameters: string[];
    hasStart: boolean; hasNoise: boolean; goal?: "beyond" | "settled"; setup: BatchSetup;
}
/** An escape rate of 200 seeds that an independent implementation recorded. */
export interface Recorded { data: string; noise: number; lr: number; batch: number; percent: number; median?: number }
/** Everything that the Batch lab can choose from. */
export interface BatchCatalog {
    rules: Rule[]; data: DataEntry[]; ready: { id: string; link: string }[]; recorded: Recorded[];
    limits: {
        maxContenders: number; maxUpdates: number; maxEpochs: number; maxReplicas: number; maxChanges: number;
        maxRows: number; maxColumns: number;
    };
}
"#;
