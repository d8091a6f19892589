//! Parameters that change on the way, as the page holds them.

use downhill::RuleInfo;
use downhill_preset::Change;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::fields::{Fields, count, refusal};
use crate::rules::unknown;

/// A change on its way to the page.
#[derive(Serialize)]
pub(crate) struct ChangeEntry {
    at: usize,
    run: usize,
    param: &'static str,
    value: f64,
}

/// Reads the changes of a setup whose runs have these rules. Ids and shapes are checked, values are not.
pub(crate) fn changes_from(fields: &Fields<'_>, rules: &[&'static RuleInfo]) -> Result<Vec<Change>, JsValue> {
    fields.list("changes")?.into_iter().map(|change| change_from(&change, rules)).collect()
}

fn change_from(value: &JsValue, rules: &[&'static RuleInfo]) -> Result<Change, JsValue> {
    let fields = Fields(value);
    let run = count("run", fields.number("run")?)?;
    let id = fields.text("param")?;
    let rule = rules.get(run).ok_or_else(|| refusal("run", "one of the runs"))?;
    let param = rule.params.iter().position(|spec| spec.id == id).ok_or_else(|| unknown("param", &id))?;
    Ok(Change { at: count("at", fields.number("at")?)?, run, param, value: fields.number("value")? })
}

/// The changes of a setup whose runs have these rules.
pub(crate) fn changes_to(changes: &[Change], rules: &[&'static RuleInfo]) -> Vec<ChangeEntry> {
    let entry =
        |it: &Change| ChangeEntry { at: it.at, run: it.run, param: rules[it.run].params[it.param].id, value: it.value };
    changes.iter().map(entry).collect()
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** From update `at` on, a parameter of run number `run` (the first is 0) has another value. */
export interface Change { at: number; run: number; param: string; value: number }
"#;
