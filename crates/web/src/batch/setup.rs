//! A Batch setup as the page holds it: a plain object.

use downhill::View;
use downhill::data::{self, BatchSize, Budget, Sampling};
use downhill_preset::{BatchRun, BatchSetup, Data};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::changes::{ChangeEntry, changes_from, changes_to};
use crate::fields::{Fields, count, is_absent, refusal, view_from, view_to};
use crate::rules::{entry_from, unknown};

/// Reads a setup. Ids and shapes are checked, values are not.
pub(super) fn setup_from(value: &JsValue) -> Result<BatchSetup, JsValue> {
    let fields = Fields(value);
    let id = fields.text("data")?;
    let data = match id.as_str() {
        "own" => Data::Own,
        id => Data::BuiltIn(data::find(id).ok_or_else(|| unknown("data", id))?),
    };
    let runs = fields.list("runs")?.into_iter().map(|run| {
        let decay = Fields(&run).number("decay")?;
        Ok(BatchRun { entry: entry_from(&run)?, decay })
    });
    let runs = runs.collect::<Result<Vec<_>, JsValue>>()?;
    let size = |size: f64| match size {
        0.0 => Ok(BatchSize::All),
        size => Ok(BatchSize::Samples(count("batches", size)?)),
    };
    let amount = count("amount", fields.number("amount")?)?;
    let axes = fields.numbers("axes")?;
    let &[across, up] = axes.as_slice() else { return Err(refusal("axes", "two whole numbers")) };
    let rules: Vec<_> = runs.iter().map(|run| run.entry.rule).collect();
    Ok(BatchSetup {
        data,
        batches: fields.numbers("batches")?.into_iter().map(size).collect::<Result<_, JsValue>>()?,
        budget: if fields.text("unit")? == "epochs" { Budget::Epochs(amount) } else { Budget::Updates(amount) },
        seed: count("seed", fields.number("seed")?)? as u32,
        replicas: count("replicas", fields.number("replicas")?)?,
        sampling: if fields.flag("isReplaced")? { Sampling::Replaced } else { Sampling::Shuffled },
        start: fields.numbers("from")?,
        noise: fields.number("noise")?,
        axes: [count("axes", across)?, count("axes", up)?],
        view: if is_absent(&fields.get("view")) { None } else { Some(view_from(&fields.numbers("view")?)?) },
        changes: changes_from(&fields, &rules)?,
        runs,
    })
}

/// A setup on its way to the page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Setup {
    data: &'static str,
    runs: Vec<Runner>,
    /// 0 stands for all samples.
    batches: Vec<usize>,
    unit: &'static str,
    amount: usize,
    seed: u32,
    replicas: usize,
    is_replaced: bool,
    from: Vec<f64>,
    noise: f64,
    axes: [usize; 2],
    view: Option<[f64; 4]>,
    changes: Vec<ChangeEntry>,
}

#[derive(Serialize)]
struct Runner {
    rule: &'static str,
    params: Vec<f64>,
    decay: f64,
}

/// Batch sizes as the page has them.
pub(super) fn sizes(batches: &[BatchSize]) -> Vec<usize> {
    let size = |batch: &BatchSize| match batch {
        BatchSize::All => 0,
        BatchSize::Samples(size) => *size,
    };
    batches.iter().map(size).collect()
}

/// A budget as the page has it.
pub(super) fn unit_and_amount(budget: Budget) -> (&'static str, usize) {
    match budget {
        Budget::Updates(updates) => ("updates", updates),
        Budget::Epochs(epochs) => ("epochs", epochs),
    }
}

impl From<&BatchSetup> for Setup {
    fn from(setup: &BatchSetup) -> Self {
        let runner =
            |run: &BatchRun| Runner { rule: run.entry.rule.id, params: run.entry.params.clone(), decay: run.decay };
        let rules: Vec<_> = setup.runs.iter().map(|run| run.entry.rule).collect();
        let (unit, amount) = unit_and_amount(setup.budget);
        Self {
            data: match &setup.data {
                Data::BuiltIn(data) => data.id,
                Data::Own => "own",
            },
            runs: setup.runs.iter().map(runner).collect(),
            batches: sizes(&setup.batches),
            unit,
            amount,
            seed: setup.seed,
            replicas: setup.replicas,
            is_replaced: setup.sampling == Sampling::Replaced,
            from: setup.start.clone(),
            noise: setup.noise,
            axes: setup.axes,
            view: setup.view.map(|view: View| view_to(view)),
            changes: changes_to(&setup.changes, &rules),
        }
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A rule with its parameters in the catalogue's order; at update t its rate is lr / (1 + decay t). */
export interface BatchRunner { rule: string; params: number[]; decay: number }
/** What descends on what, with which batch sizes (0 is all samples), how long. */
export interface BatchSetup {
    data: string;
    runs: BatchRunner[];
    batches: number[];
    unit: "updates" | "epochs";
    amount: number;
    seed: number;
    replicas: number;
    isReplaced: boolean;
    from: number[];
    noise: number;
    axes: [number, number];
    view?: [number, number, number, number] | undefined;
    changes: Change[];
}
"#;

#[wasm_bindgen]
extern "C" {
    /// A [`BatchSetup`] on the JavaScript side.
    #[wasm_bindgen(typescript_type = "BatchSetup")]
    pub type JsBatchSetup;
}
