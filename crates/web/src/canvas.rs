//! A Plotters backend for the page's canvas: `plotters-canvas`, with text, paths and size done better.
//!
//! The stock backend measures text by adding an element to the page's body, which costs a forced layout per label and
//! meddles with pages that embed us; here the context measures. Coordinates arrive in `units` per CSS pixel and a
//! transform brings them to device pixels, because Plotters rounds coordinates to integers.

use std::cell::Cell;

use downhill_charts::Frame;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::error::{Code, error};

type Error = DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>;

/// How many segments of a path are stroked at once. The browser's rasteriser pays for every pair of segments that cross:
/// in one stroke, a trail that bounces for 100,000 steps takes half a minute; in strokes of this length, a moment.
const STROKED_AT_ONCE: usize = 16;

/// Text in the charts is set in the page's own font.
const FONT: &str = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"Noto Sans KR\", \"Noto Sans CJK KR\", \
                    \"Apple SD Gothic Neo\", \"Malgun Gothic\", sans-serif";

/// The page's canvas as a drawing backend.
pub(crate) struct PageCanvas {
    stock: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    /// Whether the context's font is bold, and its size; `None` until this backend has set one.
    font: Cell<Option<(bool, f64)>>,
}

impl PageCanvas {
    /// A backend over the whole canvas, whose backing store may have any number of device pixels.
    pub(crate) fn new(canvas: &HtmlCanvasElement, frame: &Frame) -> Result<Self, JsValue> {
        let refused = || error(Code::Canvas, "canvas: no 2d context");
        let context = canvas.get_context("2d")?.ok_or_else(refused)?;
        let context: CanvasRenderingContext2d = context.dyn_into().map_err(|_| refused())?;
        let size = (frame.width * frame.units, frame.height * frame.units);
        let (sx, sy) = (f64::from(canvas.width()) / size.0, f64::from(canvas.height()) / size.1);
        context.set_transform(sx, 0.0, 0.0, sy, 0.0, 0.0)?;
        context.set_line_join("round");
        // Dashes come as separate lines of exact length: round caps would close the gaps between dots.
        context.set_line_cap("butt");
        let stock = CanvasBackend::with_canvas_object(canvas.clone()).ok_or_else(refused)?;
        Ok(Self { stock, context, size: (size.0 as u32, size.1 as u32), font: Cell::new(None) })
    }

    /// Empties the canvas.
    pub(crate) fn clear(&self) {
        self.context.clear_rect(0.0, 0.0, f64::from(self.size.0), f64::from(self.size.1));
    }

    fn set_font<S: BackendTextStyle>(&self, style: &S) {
        let font = Some((matches!(style.style(), FontStyle::Bold), style.size()));
        // A browser reads the whole list of families again at every assignment, equal or not.
        if self.font.replace(font) == font {
            return;
        }
        let weight = if font.is_some_and(|(is_bold, _)| is_bold) { "600" } else { "400" };
        self.context.set_font(&format!("{weight} {}px {FONT}", style.size()));
    }
}

fn css(color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    format!("rgba({r},{g},{b},{})", color.alpha)
}

impl DrawingBackend for PageCanvas {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Result<(), Error> {
        self.stock.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Result<(), Error> {
        // The stock backend shifts level lines by half a unit, which is meant for whole device pixels.
        self.stock.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), Error> {
        self.stock.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Error> {
        // Translucent strokes would show where they overlap; opaque ones with round ends meet without a seam.
        if style.color().alpha < 1.0 {
            return self.stock.draw_path(path, style);
        }
        let path: Vec<BackendCoord> = path.into_iter().collect();
        let mut start = 0;
        while start + 1 < path.len() {
            let end = (start + STROKED_AT_ONCE).min(path.len() - 1);
            self.stock.draw_path(path[start..=end].iter().copied(), style)?;
            start = end;
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), Error> {
        self.stock.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Result<(), Error> {
        self.stock.fill_polygon(vertices, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Result<(), Error> {
        let context = &self.context;
        self.set_font(style);
        context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        context.set_text_baseline(match style.anchor().v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        });
        context.set_fill_style_str(&css(style.color()));
        // fillText throws for no arguments that can arrive here.
        let _ = context.fill_text(text, f64::from(at.0), f64::from(at.1));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Result<(u32, u32), Error> {
        self.set_font(style);
        let width = self.context.measure_text(text).map_or(0.0, |metrics| metrics.width());
        Ok((width.max(0.0).ceil() as u32, style.size().ceil() as u32))
    }
}
