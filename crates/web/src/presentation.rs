//! How a setup is shown, as a link says it: read for the page, and printed for those who share.

use downhill_preset::{Gestures, Lang, Part, Presentation, Theme, print_shown};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::fields::{Fields, is_absent};
use crate::rules::unknown;

/// A presentation on its way to the page.
#[derive(Serialize)]
pub(crate) struct Shown {
    lang: Option<&'static str>,
    theme: Option<&'static str>,
    hide: Vec<&'static str>,
    autoplay: bool,
    gestures: Option<&'static str>,
    slides: Vec<String>,
    predict: bool,
}

impl From<&Presentation> for Shown {
    fn from(presentation: &Presentation) -> Self {
        Self {
            lang: presentation.lang.map(Lang::id),
            theme: presentation.theme.map(Theme::id),
            hide: presentation.hide.iter().map(|part| part.id()).collect(),
            autoplay: presentation.autoplay,
            gestures: presentation.gestures.map(Gestures::id),
            slides: presentation.slides.clone(),
            predict: presentation.predict,
        }
    }
}

/// A link of whichever lab, without the leading `#`, shown in another way than it says itself.
#[wasm_bindgen(js_name = linkWith)]
pub fn link_with(link: &str, presentation: JsPresentation) -> Result<String, JsValue> {
    let fields = Fields(&presentation);
    let hidden = fields.texts("hide")?;
    if let Some(stranger) = hidden.iter().find(|id| Part::ALL.iter().all(|part| part.id() != *id)) {
        return Err(unknown("hide", stranger));
    }
    let presentation = Presentation {
        lang: one_of(&fields, "lang", Lang::ALL, Lang::id)?,
        theme: one_of(&fields, "theme", Theme::ALL, Theme::id)?,
        hide: Part::ALL.iter().copied().filter(|part| hidden.iter().any(|id| id == part.id())).collect(),
        autoplay: fields.flag("autoplay")?,
        gestures: one_of(&fields, "gestures", Gestures::ALL, Gestures::id)?,
        slides: fields.texts("slides")?,
        predict: fields.flag("predict")?,
    };
    Ok(print_shown(link, &presentation))
}

/// One of a few by its id, or none if the field is left out.
fn one_of<T: Copy>(fields: &Fields<'_>, key: &str, all: &[T], id: fn(T) -> &'static str) -> Result<Option<T>, JsValue> {
    if is_absent(&fields.get(key)) {
        return Ok(None);
    }
    let given = fields.text(key)?;
    all.iter().copied().find(|one| id(*one) == given).map(Some).ok_or_else(|| unknown(key, &given))
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A part of the page that a link may leave out. */
export type Part = "heading" | "presets" | "controls" | "transport" | "charts" | "table" | "about";
/** How a setup is shown: what a link says to the page, and not to the core. */
export interface Presentation {
    lang?: "en" | "ko" | undefined;
    theme?: "light" | "dark" | undefined;
    hide: Part[];
    autoplay: boolean;
    gestures?: "cooperative" | "greedy" | "none" | undefined;
    slides: string[];
    predict: boolean;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// A [`Presentation`] on the JavaScript side.
    #[wasm_bindgen(typescript_type = "Presentation")]
    pub type JsPresentation;
}
