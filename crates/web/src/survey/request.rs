//! What is to be surveyed: a plain object with the link of the race, one of its runners, and what to make of it.

use downhill::{
    BasinMap, BasinRequest, FoundMinimum, ParamAxis, ParamError, ParameterMap, ParameterRequest, Runner, Scale, Sweep,
    SweepRequest, Tuning,
};
use downhill_preset::{RaceSetup, parse_race};
use wasm_bindgen::prelude::*;

use crate::error::{Code, error};
use crate::fields::{Fields, count, is_absent, refusal, view_from};

/// The most steps of a run of a map, and the most pixels along a side.
const MOST_STEPS: usize = 10_000;
const MOST_PIXELS: usize = 1024;

/// A survey that is made a piece at a time.
#[derive(Debug)]
pub(super) enum Work {
    Sweep(Box<Sweep>),
    Tune(Box<Tuning>),
    Basins(Box<BasinMap>),
    Parameters(Box<ParameterMap>),
}

/// Begins with what is asked for.
pub(super) fn work_from(request: &JsValue) -> Result<Work, JsValue> {
    let fields = Fields(request);
    // A link says all of a setup, whatever is added to it, and is parsed faster than an object is read.
    let setup = parse_race(&fields.text("link")?).setup;
    let run = count("run", fields.number("run")?)?;
    let runner = setup.runners(0).nth(run).ok_or_else(|| refusal("run", "one of the runs"))?;
    let kind = fields.text("kind")?;
    match kind.as_str() {
        "sweep" => Sweep::new(rates(&fields, &setup, runner)?).map(|sweep| Work::Sweep(Box::new(sweep))),
        "tune" => Tuning::new(rates(&fields, &setup, runner)?).map(|tuning| Work::Tune(Box::new(tuning))),
        "basins" => basins(&fields, setup, runner)?.map(|map| Work::Basins(Box::new(map))),
        "parameters" => parameters(&fields, setup, runner)?.map(|map| Work::Parameters(Box::new(map))),
        _ => return Err(refusal("kind", "sweep, tune, basins or parameters")),
    }
    .map_err(|e| error(Code::Param, &e.to_string()))
}

fn rates(fields: &Fields<'_>, setup: &RaceSetup, runner: Runner) -> Result<SweepRequest, JsValue> {
    let rates: [f64; 2] = fields.numbers("rates")?.try_into().map_err(|_| refusal("rates", "two numbers"))?;
    if !(rates[0] > 0.0 && rates[1] > rates[0] && rates[1].is_finite()) {
        return Err(refusal("rates", "above 0 and ascending"));
    }
    let target = fields.maybe_number("target")?;
    Ok(SweepRequest { loss: setup.loss.clone(), start: setup.start, runner, rates, steps: setup.steps, target })
}

fn basins(fields: &Fields<'_>, setup: RaceSetup, runner: Runner) -> Result<Result<BasinMap, ParamError>, JsValue> {
    let view = view_from(&fields.numbers("view")?)?;
    let known = fields.array("known")?;
    let known = known.as_chunks::<3>().0.iter().map(|&[x, y, loss]| FoundMinimum { at: [x, y], loss }).collect();
    let (size, steps, share) = extent(fields)?;
    Ok(BasinMap::new(BasinRequest { loss: setup.loss, runner, view, size, steps, known, share }))
}

fn parameters(
    fields: &Fields<'_>,
    setup: RaceSetup,
    runner: Runner,
) -> Result<Result<ParameterMap, ParamError>, JsValue> {
    let (size, steps, share) = extent(fields)?;
    let axis = |value: &JsValue| {
        let fields = Fields(value);
        let param = count("param", fields.number("param")?)?;
        let scale = if fields.flag("isLog")? { Scale::Log } else { Scale::Linear };
        if param >= runner.entry.params.len() {
            return Err(refusal("param", "one of the rule's"));
        }
        Ok(ParamAxis { param, from: fields.number("from")?, to: fields.number("to")?, scale })
    };
    let axes: Vec<ParamAxis> = fields.list("axes")?.iter().map(|value| axis(&value)).collect::<Result<_, _>>()?;
    let axes = axes.try_into().map_err(|_| refusal("axes", "two"))?;
    let target = fields.maybe_number("target")?;
    let RaceSetup { loss, start, .. } = setup;
    Ok(ParameterMap::new(ParameterRequest { loss, start, runner, axes, size, steps, target, share }))
}

/// Pixels across and down, steps, and which share.
fn extent(fields: &Fields<'_>) -> Result<([usize; 2], usize, [usize; 2]), JsValue> {
    let size = count("size", fields.number("size")?)?.min(MOST_PIXELS);
    let steps = count("steps", fields.number("steps")?)?.min(MOST_STEPS);
    let share = if is_absent(&fields.get("share")) { vec![0.0, 1.0] } else { fields.numbers("share")? };
    let [number, of] = share[..] else { return Err(refusal("share", "two numbers")) };
    Ok(([size; 2], steps, [count("share", number)?, count("share", of)?.max(1)]))
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A hyper-parameter along a side of a map: its index, and the values at both ends. */
export interface SurveyAxis { param: number; from: number; to: number; isLog: boolean }
/**
 * What is made of one runner of the race that a link describes. `share`: which part of the pixels, number and of how many;
 * `known`: minima that are known already, three numbers each.
 */
export type SurveyRequest = { link: string; run: number; target?: number | undefined } & (
    | { kind: "sweep" | "tune"; rates: [number, number] }
    | { kind: "basins"; view: number[]; size: number; steps: number; known: Float64Array; share: [number, number] }
    | { kind: "parameters"; axes: [SurveyAxis, SurveyAxis]; size: number; steps: number; share: [number, number] }
);
"#;

#[wasm_bindgen]
extern "C" {
    /// A request on the JavaScript side.
    #[wasm_bindgen(typescript_type = "SurveyRequest")]
    pub type JsSurveyRequest;
}
