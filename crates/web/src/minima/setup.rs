//! A Minima setup as the page holds it: a plain object.

use downhill::data::BatchSize;
use downhill::model::mlp::{Activation, Criterion};
use downhill_preset::{Experiment, MinimaSetup, NetworkRun, PlaneLook};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::to_js;
use crate::fields::{Fields, count, is_absent, refusal};
use crate::rules::unknown;

/// Reads a setup. Ids and shapes are checked, values are not. How planes are shown may be left out.
pub(super) fn setup_from(value: &JsValue) -> Result<MinimaSetup, JsValue> {
    let fields = Fields(value);
    let id = fields.text("experiment")?;
    let experiment = Experiment::find(&id).ok_or_else(|| unknown("experiment", &id))?;
    let widths = fields.numbers("widths")?.into_iter().map(|width| count("widths", width));
    let (activation, criterion) = (fields.text("activation")?, fields.text("criterion")?);
    Ok(MinimaSetup {
        experiment,
        runs: fields.list("runs")?.into_iter().map(|run| run_from(&run)).collect::<Result<_, JsValue>>()?,
        lr: fields.number("lr")?,
        gain: fields.number("gain")?,
        widths: widths.collect::<Result<_, JsValue>>()?,
        train: count("train", fields.number("train")?)?,
        updates: count("updates", fields.number("updates")?)?,
        stop: fields.maybe_number("stop")?,
        polish: fields.maybe_number("polish")?,
        activation: match activation.as_str() {
            "tanh" => Activation::Tanh,
            "relu" => Activation::Relu,
            id => return Err(unknown("activation", id)),
        },
        criterion: match criterion.as_str() {
            "mse" => Criterion::SquaredError,
            "ce" => Criterion::CrossEntropy,
            id => return Err(unknown("criterion", id)),
        },
        seed: count("seed", fields.number("seed")?)? as u32,
        seeds: count("seeds", fields.number("seeds")?)?,
        alpha: fields.number("alpha")?,
        shift: fields.number("shift")?,
        look: look_from(&fields.get("look"))?,
    })
}

fn look_from(value: &JsValue) -> Result<PlaneLook, JsValue> {
    if is_absent(value) {
        return Ok(PlaneLook::default());
    }
    let fields = Fields(value);
    let eye = if is_absent(&fields.get("eye")) { None } else { Some(fields.numbers("eye")?) };
    Ok(PlaneLook {
        is_solid: fields.flag("isSolid")?,
        eye: eye.map(|eye| eye.try_into().map_err(|_| refusal("eye", "two numbers"))).transpose()?,
        is_linear: fields.flag("isLinear")?,
    })
}

fn run_from(value: &JsValue) -> Result<NetworkRun, JsValue> {
    let fields = Fields(value);
    let batch = match count("batch", fields.number("batch")?)? {
        0 => BatchSize::All,
        size => BatchSize::Samples(size),
    };
    Ok(NetworkRun { batch, lr: fields.maybe_number("lr")?, rho: fields.number("rho")? })
}

/// A setup on its way to the page.
#[derive(Serialize)]
pub(super) struct Setup {
    experiment: &'static str,
    runs: Vec<Run>,
    lr: f64,
    gain: f64,
    widths: Vec<usize>,
    train: usize,
    updates: usize,
    stop: Option<f64>,
    polish: Option<f64>,
    activation: &'static str,
    criterion: &'static str,
    seed: u32,
    seeds: usize,
    alpha: f64,
    shift: f64,
    look: Look,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Look {
    is_solid: bool,
    eye: Option<[f64; 2]>,
    is_linear: bool,
}

#[derive(Serialize)]
struct Run {
    /// 0 stands for all digits.
    batch: usize,
    lr: Option<f64>,
    rho: f64,
}

impl From<&MinimaSetup> for Setup {
    fn from(setup: &MinimaSetup) -> Self {
        let run = |run: &NetworkRun| Run {
            batch: match run.batch {
                BatchSize::All => 0,
                BatchSize::Samples(size) => size,
            },
            lr: run.lr,
            rho: run.rho,
        };
        Self {
            experiment: setup.experiment.id(),
            runs: setup.runs.iter().map(run).collect(),
            lr: setup.lr,
            gain: setup.gain,
            widths: setup.widths.clone(),
            train: setup.train,
            updates: setup.updates,
            stop: setup.stop,
            polish: setup.polish,
            activation: match setup.activation {
                Activation::Tanh => "tanh",
                Activation::Relu => "relu",
            },
            criterion: match setup.criterion {
                Criterion::SquaredError => "mse",
                Criterion::CrossEntropy => "ce",
            },
            seed: setup.seed,
            seeds: setup.seeds,
            alpha: setup.alpha,
            shift: setup.shift,
            look: Look { is_solid: setup.look.is_solid, eye: setup.look.eye, is_linear: setup.look.is_linear },
        }
    }
}

/// What each run of a setup comes down to.
#[derive(Serialize)]
struct Course {
    batch: usize,
    lr: f64,
    rho: f64,
    updates: usize,
}

/// What each run of a setup comes down to: how many digits an update looks at, its rate and radius, and its updates.
#[wasm_bindgen(js_name = minimaCourses, unchecked_return_type = "MinimaCourse[]")]
pub fn minima_courses(setup: JsMinimaSetup) -> Result<JsValue, JsValue> {
    let setup = setup_from(&setup)?;
    let course = |(index, run): (usize, &NetworkRun)| Course {
        batch: run.batch.of(setup.train),
        lr: setup.rate(index),
        rho: run.rho,
        updates: setup.updates_of(index),
    };
    to_js(&setup.runs.iter().enumerate().map(course).collect::<Vec<_>>())
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export type ExperimentId = "batch-size" | "fair" | "noise-scale" | "edge" | "sam" | "rescale" | "wells";
/** A network that is trained: with batches of so many digits (0 is all), at its own rate if it has one, by SAM if rho > 0. */
export interface NetworkSetup { batch: number; lr?: number | undefined; rho: number }
/** What the Minima lab asks, and of which networks. */
export interface MinimaSetup {
    experiment: ExperimentId;
    runs: NetworkSetup[];
    lr: number;
    gain: number;
    widths: number[];
    train: number;
    updates: number;
    stop?: number | undefined;
    polish?: number | undefined;
    activation: "tanh" | "relu";
    criterion: "mse" | "ce";
    seed: number;
    seeds: number;
    alpha: number;
    shift: number;
    look: PlaneLook;
}
/** How planes are shown: as blocks or as maps, from where blocks are seen (yaw and pitch in degrees), and their heights. */
export interface PlaneLook { isSolid: boolean; eye?: [number, number] | undefined; isLinear: boolean }
/** A setup that may say nothing of how its planes are shown. */
export type MinimaSetupLike = Omit<MinimaSetup, "look"> & Partial<MinimaSetup>;
/** What a run of a setup comes down to. */
export interface MinimaCourse { batch: number; lr: number; rho: number; updates: number }
"#;

#[wasm_bindgen]
extern "C" {
    /// A [`MinimaSetup`] on the JavaScript side.
    #[wasm_bindgen(typescript_type = "MinimaSetupLike")]
    pub type JsMinimaSetup;
}
