//! The catalogue: rules, surfaces, ready presets, limits and runner styles, for the page to build itself from.

use downhill::schedule::SCHEDULES;
use downhill::{CriticalKind, Surface, TRANSFORMS, surface::SURFACES};
use downhill_preset::{limits, ready};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::to_js;
use crate::fields::view_to;
use crate::rules::{self, Param, Rule};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Catalog {
    rules: Vec<Rule>,
    schedules: Vec<ScheduleEntry>,
    transforms: Vec<Param>,
    surfaces: Vec<SurfaceEntry>,
    ready: Vec<Ready>,
    limits: Limits,
}

#[derive(Serialize)]
struct SurfaceEntry {
    id: &'static str,
    name: &'static str,
    source: &'static str,
    view: [f64; 4],
    start: [f64; 2],
    minima: Vec<Minimum>,
}

#[derive(Serialize)]
struct ScheduleEntry {
    id: &'static str,
    name: &'static str,
    reference: &'static str,
    params: Vec<Param>,
}

#[derive(Serialize)]
struct Minimum {
    at: [f64; 2],
    value: f64,
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
    max_steps: usize,
    max_coordinate: f64,
    max_changes: usize,
    max_noise: f64,
    max_cloud: usize,
}

impl From<&Surface> for SurfaceEntry {
    fn from(surface: &Surface) -> Self {
        let minima = surface.critical_points.iter().filter(|point| point.kind != CriticalKind::Saddle);
        Self {
            id: surface.id,
            name: surface.name,
            source: surface.source,
            view: view_to(surface.view),
            start: surface.start,
            minima: minima.map(|point| Minimum { at: point.at, value: point.value }).collect(),
        }
    }
}

/// Everything that can be chosen, and the limits.
#[wasm_bindgen(unchecked_return_type = "Catalog")]
pub fn catalog() -> Result<JsValue, JsValue> {
    to_js(&Catalog {
        rules: rules::all(),
        schedules: SCHEDULES
            .iter()
            .map(|schedule| ScheduleEntry {
                id: schedule.id,
                name: schedule.name,
                reference: schedule.reference,
                params: schedule.params.iter().map(Param::from).collect(),
            })
            .collect(),
        transforms: TRANSFORMS.iter().map(Param::from).collect(),
        surfaces: SURFACES.iter().map(|surface| SurfaceEntry::from(*surface)).collect(),
        ready: ready::READY.iter().map(|preset| Ready { id: preset.id, link: preset.link }).collect(),
        limits: Limits {
            max_runs: limits::MAX_RUNS,
            max_steps: limits::MAX_STEPS,
            max_coordinate: limits::MAX_COORDINATE,
            max_changes: limits::MAX_CHANGES,
            max_noise: limits::MAX_NOISE,
            max_cloud: limits::MAX_CLOUD,
        },
    })
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A loss surface with its known minima. */
export interface SurfaceEntry {
    id: string; name: string; source: string;
    view: [number, number, number, number]; start: [number, number];
    minima: { at: [number, number]; value: number }[];
}
/** A learning-rate schedule; its parameters are none of the rule's. */
export interface ScheduleEntry { id: string; name: string; reference: string; params: Param[] }
/** Everything that can be chosen, and the limits. */
export interface Catalog {
    rules: Rule[]; schedules: ScheduleEntry[]; transforms: Param[]; surfaces: SurfaceEntry[]; ready: { id: string; link: string }[];
    limits: { maxRuns: number; maxSteps: number; maxCoordinate: number; maxChanges: number; maxNoise: number; maxCloud: number };
}
"#;
