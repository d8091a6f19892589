//! Errors on their way to JavaScript: an `Error` with a stable `code`.

use wasm_bindgen::JsValue;

/// Why a call was refused. The page tells them apart by [`code`](Self::code).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// An argument does not have the shape that it should.
    Shape,
    /// An id that the catalogue does not know.
    UnknownId,
    /// A hyper-parameter outside its domain, or a wrong number of them.
    Param,
    /// The canvas cannot be drawn on.
    Canvas,
    /// A CSV that cannot be read.
    #[cfg(feature = "batch")]
    Csv,
}

impl Code {
    fn name(self) -> &'static str {
        match self {
            Self::Shape => "shape",
            Self::UnknownId => "unknown-id",
            Self::Param => "param",
            Self::Canvas => "canvas",
            #[cfg(feature = "batch")]
            Self::Csv => "csv",
        }
    }
}

/// A JavaScript `Error` with message and code.
pub(crate) fn error(code: Code, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // A fresh Error object is extensible, so this cannot fail.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &code.name().into());
    error.into()
}

/// Turns plain data into JavaScript objects and arrays.
pub(crate) fn to_js<T: serde::Serialize>(data: &T) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::new();
    data.serialize(&serializer).map_err(|e| error(Code::Shape, &e.to_string()))
}
