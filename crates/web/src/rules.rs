//! Update rules and their parameters, as both labs show and take them.

use downhill::{Domain, Entry, ParamError, ParamSpec, RuleInfo, Scale, catalog};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::{Code, error};
use crate::fields::Fields;

/// A rule of the catalogue on its way to the page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Rule {
    id: &'static str,
    name: &'static str,
    reference: &'static str,
    params: Vec<Param>,
    looks_ahead: bool,
    asks: bool,
    has_rate: bool,
}

#[derive(Serialize)]
pub(crate) struct Param {
    id: &'static str,
    symbol: &'static str,
    default: f64,
    min: f64,
    max: f64,
    scale: &'static str,
    domain: &'static str,
}

impl From<&ParamSpec> for Param {
    fn from(spec: &ParamSpec) -> Self {
        Self {
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
                Domain::NonNegative => "non-negative",
                Domain::Fraction => "fraction",
                Domain::Between => "between",
                Domain::AboveOne => "above-one",
                Domain::Count => "count",
            },
        }
    }
}

impl From<&RuleInfo> for Rule {
    fn from(rule: &RuleInfo) -> Self {
        Self {
            id: rule.id,
            name: rule.name,
            reference: rule.reference,
            params: rule.params.iter().map(Param::from).collect(),
            looks_ahead: rule.looks_ahead,
            asks: rule.asks,
            has_rate: rule.rate.is_some(),
        }
    }
}

/// Every rule, in the catalogue's order.
pub(crate) fn all() -> Vec<Rule> {
    catalog::RULES.iter().map(|rule| Rule::from(*rule)).collect()
}

/// Reads a rule and its parameters; their number is checked, their values are not.
pub(crate) fn entry_from(value: &JsValue) -> Result<Entry, JsValue> {
    let fields = Fields(value);
    let id = fields.text("rule")?;
    let rule = catalog::find(&id).ok_or_else(|| unknown("rule", &id))?;
    let params = fields.numbers("params")?;
    let (expected, given) = (rule.params.len(), params.len());
    if expected != given {
        return Err(error(Code::Param, &ParamError::Count { rule: rule.id, expected, given }.to_string()));
    }
    Ok(Entry { rule, params })
}

/// An id that the catalogue does not have.
pub(crate) fn unknown(kind: &str, id: &str) -> JsValue {
    error(Code::UnknownId, &[kind, " = ", id, ": not in the catalogue"].concat())
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A hyper-parameter: PyTorch's name, the paper's letter, and the slider's ends. */
export interface Param {
    id: string; symbol: string; default: number; min: number; max: number;
    scale: "linear" | "log"; domain: "positive" | "non-negative" | "fraction" | "between" | "above-one" | "count";
}
/**
 * An update rule. The first parameter is the learning rate. `asks`: it wants more than one gradient an update. `hasRate`: its steps
 * are an effective learning rate times a gradient, coordinate by coordinate.
 */
export interface Rule { id: string; name: string; reference: string; params: Param[]; looksAhead: boolean; asks: boolean; hasRate: boolean }
"#;
