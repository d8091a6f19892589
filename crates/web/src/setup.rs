//! A race's setup as the page holds it: a plain object.

use downhill::{Entry, ParamError, View, catalog, surface};
use downhill_preset::RaceSetup;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::error::{Code, error};

/// What races, from where, how far.
#[derive(Serialize, Deserialize)]
pub(crate) struct Setup {
    /// Surface id.
    f: String,
    from: [f64; 2],
    /// Left, right, bottom, top; the surface's own view if absent.
    #[serde(default)]
    view: Option<[f64; 4]>,
    runs: Vec<Runner>,
    steps: u32,
    /// The loss to reach; a thousandth above the surface's lowest if absent.
    #[serde(default)]
    target: Option<f64>,
}

#[derive(Serialize, Deserialize)]
struct Runner {
    rule: String,
    /// In the catalogue's order.
    params: Vec<f64>,
}

impl Setup {
    pub(crate) fn from_js(value: JsValue) -> Result<RaceSetup, JsValue> {
        let setup: Self = serde_wasm_bindgen::from_value(value).map_err(|e| error(Code::Shape, &e.to_string()))?;
        let unknown = |kind: &str, id: &str| error(Code::UnknownId, &format!("{kind} = {id}: not in the catalogue"));
        let entry = |runner: Runner| {
            let rule = catalog::find(&runner.rule).ok_or_else(|| unknown("rule", &runner.rule))?;
            let (expected, given) = (rule.params.len(), runner.params.len());
            if expected != given {
                return Err(error(Code::Param, &ParamError::Count { rule: rule.id, expected, given }.to_string()));
            }
            Ok(Entry { rule, params: runner.params })
        };
        Ok(RaceSetup {
            surface: surface::find(&setup.f).ok_or_else(|| unknown("f", &setup.f))?,
            start: setup.from,
            view: setup.view.map(view_from),
            runs: setup.runs.into_iter().map(entry).collect::<Result<_, _>>()?,
            steps: setup.steps as usize,
            target: setup.target,
        })
    }
}

impl From<&RaceSetup> for Setup {
    fn from(setup: &RaceSetup) -> Self {
        let runner = |entry: &Entry| Runner { rule: entry.rule.id.to_owned(), params: entry.params.clone() };
        Self {
            f: setup.surface.id.to_owned(),
            from: setup.start,
            view: setup.view.map(view_to),
            runs: setup.runs.iter().map(runner).collect(),
            steps: u32::try_from(setup.steps).unwrap_or(u32::MAX),
            target: setup.target,
        }
    }
}

pub(crate) fn view_from([left, right, bottom, top]: [f64; 4]) -> View {
    View { x: [left, right], y: [bottom, top] }
}

pub(crate) fn view_to(view: View) -> [f64; 4] {
    [view.x[0], view.x[1], view.y[0], view.y[1]]
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
