//! What every picture needs: a canvas to draw on, the theme by its name, and errors that say it was the canvas.

use downhill_charts::{DARK, Frame, LIGHT, Theme};
#[cfg(feature = "link")]
use downhill_charts::{draw_marker_sample, runner_style};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::canvas::PageCanvas;
use crate::error::{Code, error};

/// Backend units per CSS pixel: coordinates are rounded to an eighth of a pixel.
pub(crate) const UNITS: f64 = 8.0;

/// CSS pixels between two nodes of the grid that contours are traced on.
pub(crate) const GRID_PX: f64 = 4.0;

/// CSS pixels to one pixel of the heatmap, which the canvas smooths.
pub(crate) const HEAT_PX: f64 = 2.0;

pub(crate) type Canvas = DrawingArea<PageCanvas, Shift>;

pub(crate) fn theme(name: &str) -> &'static Theme {
    if name == "dark" { &DARK } else { &LIGHT }
}

/// Nodes of the grid along a side of so many CSS pixels.
pub(crate) fn nodes(size: f64) -> usize {
    ((size / GRID_PX) as usize).max(24) + 1
}

/// Pixels of the heatmap along a side of so many CSS pixels.
pub(crate) fn heat_pixels_along(size: f64) -> usize {
    (size / HEAT_PX).ceil() as usize
}

/// A canvas to draw on, emptied first unless it holds what is to stay.
pub(crate) fn area(canvas: &HtmlCanvasElement, frame: &Frame, keeps: bool) -> Result<Canvas, JsValue> {
    let backend = PageCanvas::new(canvas, frame)?;
    if !keeps {
        backend.clear();
    }
    Ok(backend.into_drawing_area())
}

pub(crate) fn drawn<T, E: std::fmt::Display>(result: Result<T, E>) -> Result<T, JsValue> {
    result.map_err(|e| error(Code::Canvas, &format!("canvas: {e}")))
}

/// Draws a piece of a runner's line with its marker, as a key beside its name.
#[cfg(feature = "link")]
#[wasm_bindgen(js_name = drawRunnerKey)]
pub fn draw_runner_key(
    canvas: &HtmlCanvasElement,
    run: usize,
    width: f64,
    height: f64,
    theme_name: &str,
) -> Result<(), JsValue> {
    let frame = Frame { width, height, units: UNITS };
    drawn(draw_marker_sample(&area(canvas, &frame, false)?, frame, theme(theme_name), runner_style(run)))
}
