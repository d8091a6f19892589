//! Links: text in, setup and warnings out, and back.

use downhill_preset::{Lab, Lang, Preset, Setup as PresetSetup, Theme, Warning, check, parse, print, ready};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::to_js;
use crate::setup::{JsSetup, Setup, setup_from};

#[derive(Serialize)]
struct Parsed {
    setup: Setup,
    lang: Option<&'static str>,
    theme: Option<&'static str>,
    lab: Option<&'static str>,
    #[serde(rename = "isRefused")]
    is_refused: bool,
    warnings: Vec<Complaint>,
}

/// A warning in parts, so that the page can say it in its own language.
#[derive(Serialize)]
struct Complaint {
    code: &'static str,
    field: String,
    value: String,
    rule: String,
    text: String,
}

impl From<&Warning> for Complaint {
    fn from(warning: &Warning) -> Self {
        Self {
            code: warning.code(),
            field: warning.field(),
            value: warning.value(),
            rule: warning.rule(),
            text: warning.to_string(),
        }
    }
}

/// Reads a link, a fragment, or a query. Never fails: what is wrong with it comes back as warnings.
#[wasm_bindgen(js_name = parseLink, unchecked_return_type = "ParsedLink")]
pub fn parse_link(text: &str) -> Result<JsValue, JsValue> {
    let parsed = parse(text);
    let PresetSetup::Race(setup) = &parsed.preset.setup;
    to_js(&Parsed {
        setup: setup.into(),
        lang: parsed.preset.lang.map(Lang::id),
        theme: parsed.preset.theme.map(Theme::id),
        lab: parsed.lab.map(Lab::id),
        is_refused: parsed.is_refused,
        warnings: parsed.warnings.iter().map(Complaint::from).collect(),
    })
}

/// The canonical link of a setup, without the leading `#`.
#[wasm_bindgen(js_name = printLink)]
pub fn print_link(setup: JsSetup) -> Result<String, JsValue> {
    let setup = PresetSetup::Race(setup_from(&setup)?);
    Ok(print(&Preset { setup, lang: None, theme: None }))
}

/// What is wrong with a setup, by the rules that a link is held to; empty if it is sound.
#[wasm_bindgen(js_name = checkSetup, unchecked_return_type = "Complaint[]")]
pub fn check_setup(setup: JsSetup) -> Result<JsValue, JsValue> {
    let warnings = check(&setup_from(&setup)?);
    to_js(&warnings.iter().map(Complaint::from).collect::<Vec<_>>())
}

/// The setup that the page opens with.
#[wasm_bindgen(js_name = openingSetup, unchecked_return_type = "Setup")]
pub fn opening_setup() -> Result<JsValue, JsValue> {
    let PresetSetup::Race(setup) = &ready::opening().setup;
    to_js(&Setup::from(setup))
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** One thing that is wrong with a link or a setup. `text` is the English sentence. */
export interface Complaint { code: string; field: string; value: string; rule: string; text: string }
/** What a link says. */
export interface ParsedLink {
    setup: Setup;
    lang?: "en" | "ko";
    theme?: "light" | "dark";
    lab?: "race";
    isRefused: boolean;
    warnings: Complaint[];
}
"#;
