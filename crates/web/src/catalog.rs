//! The catalogue: rules, surfaces, ready presets, limits and runner styles, for the page to build itself from.

use downhill::{CriticalKind, Domain, RuleInfo, Scale, Surface, catalog::RULES, surface::SURFACES};
use downhill_preset::{limits, ready};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::to_js;
use crate::setup::view_to;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Catalog {
    rules: Vec<Rule>,
    surfaces: Vec<SurfaceEntry>,
    ready: Vec<Ready>,
    limits: Limits,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    name: &'static str,
    reference: &'static str,
    params: Vec<Param>,
    looks_ahead: bool,
}

#[derive(Serialize)]
struct Param {
    id: &'static str,
    symbol: &'static str,
    default: f64,
    min: f64,
    max: f64,
    scale: &'static str,
    domain: &'static str,
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
}

impl From<&RuleInfo> for Rule {
    fn from(rule: &RuleInfo) -> Self {
        let param = |spec: &downhill::ParamSpec| Param {
            id: spec.id,
            symbol: spec.symbol,
            default: spec.default,
            min: spec.min,
            max: spec.max,
            scale: match spec.scale {
                Scale::Linear => "linear",
                Scale::Log => "log",
            },
            domain: match spec.domain {
                Domain::Positive => "positive",
                Domain::Fraction => "fraction",
            },
        };
        Self {
            id: rule.id,
            name: rule.name,
            reference: rule.reference,
            params: rule.params.iter().map(param).collect(),
            looks_ahead: rule.looks_ahead,
        }
    }
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
        rules: RULES.iter().map(|rule| Rule::from(*rule)).collect(),
        surfaces: SURFACES.iter().map(|surface| SurfaceEntry::from(*surface)).collect(),
        ready: ready::READY.iter().map(|preset| Ready { id: preset.id, link: preset.link }).collect(),
        limits: Limits {
            max_runs: limits::MAX_RUNS,
            max_steps: limits::MAX_STEPS,
            max_coordinate: limits::MAX_COORDINATE,
        },
    })
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A hyper-parameter: PyTorch's name, the paper's letter, and the slider's ends. */
export interface Param {
    id: string; symbol: string; default: number; min: number; max: number;
    scale: "linear" | "log"; domain: "positive" | "fraction";
}
/** An update rule. The first parameter is the learning rate. */
export interface Rule { id: string; name: string; reference: string; params: Param[]; looksAhead: boolean }
/** A loss surface with its known minima. */
export interface SurfaceEntry {
    id: string; name: string; source: string;
    view: [number, number, number, number]; start: [number, number];
    minima: { at: [number, number]; value: number }[];
}
/** Everything that can be chosen, and the limits. */
export interface Catalog {
    rules: Rule[]; surfaces: SurfaceEntry[]; ready: { id: string; link: string }[];
    limits: { maxRuns: number; maxSteps: number; maxCoordinate: number };
}
"#;
