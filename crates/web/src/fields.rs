//! Plain JavaScript objects, read field by field with a word on every field that is not as it should be.
//!
//! A derived deserialiser would say less and is several times the code, all of it in the page's first load.

use downhill::View;
use js_sys::{Array, Reflect};
#[cfg(any(feature = "minima", feature = "survey"))]
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;

use crate::error::{Code, error};

/// An object being read. Every refusal names the field.
pub(crate) struct Fields<'a>(pub(crate) &'a JsValue);

impl Fields<'_> {
    pub(crate) fn get(&self, key: &str) -> JsValue {
        // What is not an object at all has no fields, either.
        Reflect::get(self.0, &key.into()).unwrap_or(JsValue::UNDEFINED)
    }

    pub(crate) fn number(&self, key: &str) -> Result<f64, JsValue> {
        self.get(key).as_f64().ok_or_else(|| refusal(key, "a number"))
    }

    /// A number that may be left out.
    #[cfg(any(feature = "race", feature = "minima", feature = "survey"))]
    pub(crate) fn maybe_number(&self, key: &str) -> Result<Option<f64>, JsValue> {
        let value = self.get(key);
        if is_absent(&value) { Ok(None) } else { self.number(key).map(Some) }
    }

    pub(crate) fn flag(&self, key: &str) -> Result<bool, JsValue> {
        self.get(key).as_bool().ok_or_else(|| refusal(key, "true or false"))
    }

    pub(crate) fn text(&self, key: &str) -> Result<String, JsValue> {
        self.get(key).as_string().ok_or_else(|| refusal(key, "a text"))
    }

    #[cfg(feature = "race")]
    pub(crate) fn maybe_text(&self, key: &str) -> Result<Option<String>, JsValue> {
        let value = self.get(key);
        if is_absent(&value) { Ok(None) } else { self.text(key).map(Some) }
    }

    /// Anything that JavaScript makes an array of.
    pub(crate) fn list(&self, key: &str) -> Result<Array, JsValue> {
        let value = self.get(key);
        if value.is_object() { Ok(Array::from(&value)) } else { Err(refusal(key, "a list")) }
    }

    pub(crate) fn numbers(&self, key: &str) -> Result<Vec<f64>, JsValue> {
        let list = self.list(key)?;
        let number = |index| list.get(index).as_f64().ok_or_else(|| refusal(key, "a list of numbers"));
        (0..list.length()).map(number).collect()
    }

    /// A typed array, copied whole.
    #[cfg(any(feature = "minima", feature = "survey"))]
    pub(crate) fn array(&self, key: &str) -> Result<Vec<f64>, JsValue> {
        let array = self.get(key).dyn_into::<js_sys::Float64Array>();
        array.map(|array| array.to_vec()).map_err(|_| refusal(key, "a Float64Array"))
    }

    pub(crate) fn texts(&self, key: &str) -> Result<Vec<String>, JsValue> {
        let list = self.list(key)?;
        let text = |index| list.get(index).as_string().ok_or_else(|| refusal(key, "a list of texts"));
        (0..list.length()).map(text).collect()
    }
}

/// Whether a field is left out, in any of JavaScript's ways.
pub(crate) fn is_absent(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// A number that counts something.
pub(crate) fn count(key: &str, number: f64) -> Result<usize, JsValue> {
    if (0.0..=f64::from(u32::MAX)).contains(&number) && number.fract() == 0.0 {
        Ok(number as usize)
    } else {
        Err(refusal(key, "a whole number"))
    }
}

pub(crate) fn refusal(key: &str, wanted: &str) -> JsValue {
    error(Code::Shape, &[key, ": must be ", wanted].concat())
}

/// A view of its edges: left, right, bottom, top.
pub(crate) fn view_from(edges: &[f64]) -> Result<View, JsValue> {
    let &[left, right, bottom, top] = edges else { return Err(refusal("view", "four numbers")) };
    Ok(View { x: [left, right], y: [bottom, top] })
}

pub(crate) fn view_to(view: View) -> [f64; 4] {
    [view.x[0], view.x[1], view.y[0], view.y[1]]
}
