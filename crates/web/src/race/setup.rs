//! A race's setup as the page holds it: a plain object.

use downhill::{Schedule, Transforms, schedule};
use downhill_preset::{Look, Panel, RaceRun, RaceSetup};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::typed::loss_of;
use crate::changes::{ChangeEntry, changes_from, changes_to};
use crate::error::{Code, error};
use crate::fields::{Fields, count, is_absent, refusal, view_from, view_to};
use crate::rules::{entry_from, unknown};

/// Reads a setup. Ids and the number of parameters are checked, values are not. Noise, changes and what is looked at may be
/// left out.
pub(crate) fn setup_from(value: &JsValue) -> Result<RaceSetup, JsValue> {
    let fields = Fields(value);
    let start = fields.numbers("from")?.try_into().map_err(|_| refusal("from", "two numbers"))?;
    let view = if is_absent(&fields.get("view")) { None } else { Some(view_from(&fields.numbers("view")?)?) };
    let runs = fields.list("runs")?.iter().map(|run| run_from(&run)).collect::<Result<Vec<_>, JsValue>>()?;
    let rules: Vec<_> = runs.iter().map(|run| run.entry.rule).collect();
    Ok(RaceSetup {
        loss: loss_of(&fields.text("f")?, fields.maybe_text("expr")?.as_deref())?,
        start,
        view,
        steps: count("steps", fields.number("steps")?)?,
        target: fields.maybe_number("target")?,
        changes: if is_absent(&fields.get("changes")) { Vec::new() } else { changes_from(&fields, &rules)? },
        noise: fields.maybe_number("noise")?.unwrap_or(0.0),
        seed: count("seed", fields.maybe_number("seed")?.unwrap_or(0.0))? as u32,
        seeds: count("seeds", fields.maybe_number("seeds")?.unwrap_or(1.0))?,
        look: look_from(&fields.get("look"))?,
        runs,
    })
}

/// Reads what is looked at; what is left out is nothing.
fn look_from(value: &JsValue) -> Result<Look, JsValue> {
    if is_absent(value) {
        return Ok(Look::default());
    }
    let fields = Fields(value);
    let panel = if is_absent(&fields.get("panel")) { None } else { Some(fields.text("panel")?) };
    let known = |id: String| Panel::ALL.iter().copied().find(|it| it.id() == id).ok_or_else(|| unknown("panel", &id));
    let runner = fields.maybe_number("runner")?.map(|index| count("runner", index)).transpose()?;
    let pair = |key: &str| if is_absent(&fields.get(key)) { Ok(None) } else { fields.numbers(key).map(Some) };
    let point =
        pair("point")?.map(|point| point.try_into().map_err(|_| refusal("point", "two numbers"))).transpose()?;
    let sweep = if is_absent(&fields.get("sweep")) { None } else { Some(fields.texts("sweep")?) };
    Ok(Look {
        panel: panel.map(known).transpose()?,
        runner,
        point,
        sweep: sweep.map(|names| names.try_into().map_err(|_| refusal("sweep", "two texts"))).transpose()?,
        each: fields.maybe_number("each")?.map(|steps| count("each", steps)).transpose()?,
        eye: pair("eye")?.map(|eye| eye.try_into().map_err(|_| refusal("eye", "two numbers"))).transpose()?,
        is_linear: !is_absent(&fields.get("isLinear")) && fields.flag("isLinear")?,
        is_per_evaluation: !is_absent(&fields.get("isPerEvaluation")) && fields.flag("isPerEvaluation")?,
    })
}

fn run_from(value: &JsValue) -> Result<RaceRun, JsValue> {
    let fields = Fields(value);
    let scheduled = fields.get("schedule");
    let schedule = if is_absent(&scheduled) { Schedule::Constant } else { schedule_from(&Fields(&scheduled))? };
    let strengths =
        [fields.maybe_number("clipValue")?, fields.maybe_number("clipNorm")?, fields.maybe_number("weightDecay")?];
    Ok(RaceRun { entry: entry_from(value)?, schedule, transforms: Transforms::new(strengths) })
}

/// Reads a schedule; the number of its parameters is checked, their values are not.
fn schedule_from(fields: &Fields<'_>) -> Result<Schedule, JsValue> {
    let id = fields.text("id")?;
    let info = schedule::find(&id).ok_or_else(|| unknown("schedule", &id))?;
    info.unchecked(&fields.numbers("params")?).map_err(|refused| error(Code::Param, &refused.to_string()))
}

/// A setup on its way to the page.
#[derive(Serialize)]
pub(crate) struct Setup {
    f: String,
    expr: Option<String>,
    from: [f64; 2],
    view: Option<[f64; 4]>,
    runs: Vec<Runner>,
    steps: usize,
    target: Option<f64>,
    changes: Vec<ChangeEntry>,
    noise: f64,
    seed: u32,
    seeds: usize,
    look: LookEntry,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LookEntry {
    panel: Option<&'static str>,
    runner: Option<usize>,
    point: Option<[f64; 2]>,
    sweep: Option<[String; 2]>,
    each: Option<usize>,
    eye: Option<[f64; 2]>,
    is_linear: bool,
    is_per_evaluation: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Runner {
    rule: &'static str,
    /// In the catalogue's order.
    params: Vec<f64>,
    schedule: Option<ScheduleEntry>,
    clip_value: Option<f64>,
    clip_norm: Option<f64>,
    weight_decay: Option<f64>,
}

#[derive(Serialize)]
struct ScheduleEntry {
    id: &'static str,
    params: Vec<f64>,
}

impl From<&RaceRun> for Runner {
    fn from(RaceRun { entry, schedule, transforms }: &RaceRun) -> Self {
        let info = schedule.info();
        let params = schedule.params()[..info.params.len()].to_vec();
        let [clip_value, clip_norm, weight_decay] = transforms.strengths();
        Self {
            rule: entry.rule.id,
            params: entry.params.clone(),
            schedule: (*schedule != Schedule::Constant).then_some(ScheduleEntry { id: info.id, params }),
            clip_value,
            clip_norm,
            weight_decay,
        }
    }
}

impl From<&RaceSetup> for Setup {
    fn from(setup: &RaceSetup) -> Self {
        let rules: Vec<_> = setup.runs.iter().map(|run| run.entry.rule).collect();
        Self {
            f: setup.loss.id().to_owned(),
            expr: setup.loss.typed().map(|typed| typed.text().to_owned()),
            from: setup.start,
            view: setup.view.map(view_to),
            runs: setup.runs.iter().map(Runner::from).collect(),
            steps: setup.steps,
            target: setup.target,
            changes: changes_to(&setup.changes, &rules),
            noise: setup.noise,
            seed: setup.seed,
            seeds: setup.seeds,
            look: LookEntry {
                panel: setup.look.panel.map(Panel::id),
                runner: setup.look.runner,
                point: setup.look.point,
                sweep: setup.look.sweep.clone(),
                each: setup.look.each,
                eye: setup.look.eye,
                is_linear: setup.look.is_linear,
                is_per_evaluation: setup.look.is_per_evaluation,
            },
        }
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A runner: a rule of the catalogue and its parameters in the catalogue's order, and what is done around it. */
export interface Runner {
    rule: string; params: number[];
    /** How its rate changes, if it does: an id of the catalogue, and parameters in its order. */
    schedule?: { id: string; params: number[] } | undefined;
    clipValue?: number | undefined; clipNorm?: number | undefined; weightDecay?: number | undefined;
}
/** What races, from where, how far. A formula counts more than `f`. `view` is left, right, bottom, top. */
export interface Setup {
    f: string;
    expr?: string | undefined;
    from: [number, number];
    view?: [number, number, number, number] | undefined;
    runs: Runner[];
    steps: number;
    target?: number | undefined;
    changes: Change[];
    /** Standard deviation of the noise that is added to gradients, which noise, and how many times all is run. */
    noise: number; seed: number; seeds: number;
    look: Look;
}
/** A setup of which what is seldom used may be left out. */
export type SetupLike = Omit<Setup, "changes" | "noise" | "seed" | "seeds" | "look"> & Partial<Setup>;
/** A panel below a race. */
export type PanelId = "inside" | "derivatives" | "rates" | "basins" | "3d";
/**
 * What is looked at more closely: the open panel, the run it is about, where derivatives are taken, what spans the map of runs and
 * how long each is, where the surface in space is seen from (yaw and pitch in degrees) and whether its heights are linear.
 */
export interface Look {
    panel?: PanelId | undefined; runner?: number | undefined; point?: [number, number] | undefined;
    sweep?: [string, string] | undefined; each?: number | undefined;
    eye?: [number, number] | undefined; isLinear: boolean; isPerEvaluation: boolean;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// A [`Setup`] on the JavaScript side.
    #[wasm_bindgen(typescript_type = "SetupLike")]
    pub type JsSetup;
}
