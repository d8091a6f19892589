//! A race's setup as the page holds it: a plain object.

use downhill::{Entry, surface};
use downhill_preset::RaceSetup;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::fields::{Fields, is_absent, refusal, view_from, view_to};
use crate::rules::{entry_from, unknown};

/// Reads a setup. Ids and the number of parameters are checked, values are not.
pub(crate) fn setup_from(value: &JsValue) -> Result<RaceSetup, JsValue> {
    let fields = Fields(value);
    let id = fields.text("f")?;
    let surface = surface::find(&id).ok_or_else(|| unknown("f", &id))?;
    let start = fields.numbers("from")?.try_into().map_err(|_| refusal("from", "two numbers"))?;
    let view = if is_absent(&fields.get("view")) { None } else { Some(view_from(&fields.numbers("view")?)?) };
    let runs = fields.list("runs")?.iter().map(|run| entry_from(&run)).collect::<Result<_, _>>()?;
    let steps = fields.number("steps")?;
    if !(0.0..=f64::from(u32::MAX)).contains(&steps) || steps.fract() != 0.0 {
        return Err(refusal("steps", "a whole number"));
    }
    Ok(RaceSetup { surface, start, view, runs, steps: steps as usize, target: fields.maybe_number("target")? })
}

/// A setup on its way to the page.
#[derive(Serialize)]
pub(crate) struct Setup {
    f: &'static str,
    from: [f64; 2],
    view: Option<[f64; 4]>,
    runs: Vec<Runner>,
    steps: usize,
    target: Option<f64>,
}

#[derive(Serialize)]
struct Runner {
    rule: &'static str,
    /// In the catalogue's order.
    params: Vec<f64>,
}

impl From<&RaceSetup> for Setup {
    fn from(setup: &RaceSetup) -> Self {
        let runner = |entry: &Entry| Runner { rule: entry.rule.id, params: entry.params.clone() };
        Self {
            f: setup.surface.id,
            from: setup.start,
            view: setup.view.map(view_to),
            runs: setup.runs.iter().map(runner).collect(),
            steps: setup.steps,
            target: setup.target,
        }
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A runner: a rule of the catalogue and its parameters in the catalogue's order. */
export interface Runner { rule: string; params: number[] }
/** What races, from where, how far. `view` is left, right, bottom, top. */
export interface Setup {
    f: string;
    from: [number, number];
    view?: [number, number, number, number] | undefined;
    runs: Runner[];
    steps: number;
    target?: number | undefined;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// A [`Setup`] on the JavaScript side.
    #[wasm_bindgen(typescript_type = "Setup")]
    pub type JsSetup;
}
