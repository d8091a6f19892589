//! The sheet that a poster is set on: its scale, its margins, its words, and the pictures placed on it.

use std::convert::Infallible;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use downhill::Grid;
use plotters::drawing::DrawingAreaErrorKind;
use plotters_backend::DrawingBackend;

use crate::frame::{Area, Frame, draw_on};
use crate::heat::{Tones, heat_pixels};
use crate::pen::{Drawn, Pen};
use crate::rect::{Point, Rect};
use crate::svg::{SvgBackend, escape};
use crate::text::{FONT_FAMILY, Lettering};
use crate::theme::Theme;

/// The area that a layout is made for; larger and smaller posters are scaled from it.
pub(crate) const LAYOUT_AREA: f64 = 960.0 * 504.0;

/// Backend units per unit of the layout.
const UNITS: f64 = 8.0;

/// Room around everything, and between pictures.
pub(crate) const MARGIN: f64 = 28.0;
pub(crate) const GUTTER: f64 = 22.0;

/// Height of the loss chart's heading.
pub(crate) const HEADING: f64 = 24.0;

/// Drawing into a string cannot fail.
pub(crate) type Sketched<T> = Result<T, DrawingAreaErrorKind<Infallible>>;

/// The words of a sheet.
pub(crate) struct SheetWords<'a> {
    pub(crate) title: &'a str,
    /// May be empty.
    pub(crate) subtitle: &'a str,
    /// Everything that the picture says, for those who do not see it.
    pub(crate) description: &'a str,
    /// Heading of the loss chart, and what stands after it in a lighter tone; none on a sheet without one chart of all.
    pub(crate) heading: Option<(Rect, (&'a str, &'a str))>,
}

/// The frame of a layout of the given area, with the proportions of a poster.
pub(crate) fn frame_of_area(width: f64, height: f64, area: f64) -> Frame {
    let scale = (width * height / area).sqrt();
    Frame { width: width / scale, height: height / scale, units: UNITS }
}

/// Where the pictures begin, below the title.
pub(crate) fn top(has_subtitle: bool) -> f64 {
    MARGIN + if has_subtitle { 58.0 } else { 38.0 }
}

/// The document up to the pictures: its size, its names, its ground and its words.
pub(crate) fn open(width: f64, height: f64, frame: Frame, theme: &Theme, words: &SheetWords<'_>) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {} {}\" font-family=\"{FONT_FAMILY}\" stroke-linejoin=\"round\">",
        short(frame.width),
        short(frame.height)
    );
    let _ = writeln!(out, "<title id=\"title\">{}</title>", escape(words.title));
    let _ = writeln!(out, "<desc id=\"desc\">{}</desc>", escape(words.description.trim()));
    let _ = writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>", theme.background);
    out.push_str(&picture(frame, |area| {
        draw_on(area, frame, |pen| {
            let room = frame.width - 2.0 * MARGIN;
            let title = Lettering::new(25.0, theme.ink).bold();
            draw_fitting(pen, words.title, (MARGIN, MARGIN + 10.0), title, room)?;
            let subtitle = Lettering::new(14.5, theme.second_ink);
            draw_fitting(pen, words.subtitle, (MARGIN, MARGIN + 36.0), subtitle, room)?;
            let Some((chart, (heading, after))) = words.heading else { return Ok(()) };
            let bold = Lettering::new(13.0, theme.ink).bold();
            let (width, _) = pen.text_size(heading, bold);
            let y = chart.y - HEADING + 8.0;
            pen.text(heading, (chart.x, y), bold)?;
            pen.text(after, (chart.x + width + 2.0, y), Lettering::new(13.0, theme.second_ink))
        })
    }));
    out
}

/// Draws a text; what is too long for `room` is set smaller.
pub(crate) fn draw_fitting<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    text: &str,
    at: Point,
    lettering: Lettering,
    room: f64,
) -> Drawn<DB> {
    if text.is_empty() {
        return Ok(());
    }
    let (width, _) = pen.text_size(text, lettering);
    let size = (lettering.size * (room / width).min(1.0) * 10.0).floor() / 10.0;
    pen.text(text, at, Lettering { size, ..lettering })
}

/// Opens a group whose origin is the rectangle's top left corner.
pub(crate) fn move_to(out: &mut String, rect: Rect) {
    let _ = write!(out, "<g transform=\"translate({},{})\">", short(rect.x), short(rect.y));
}

/// The shape that maps of this size are cut to.
pub(crate) fn define_map_shape(out: &mut String, map: Rect) {
    let (width, height) = (short(map.width), short(map.height));
    let _ = writeln!(out, "<clipPath id=\"map\"><rect width=\"{width}\" height=\"{height}\" rx=\"10\"/></clipPath>");
}

/// A heatmap of `detail` pixels per unit of length, with more attributes if given.
pub(crate) fn heat_image(
    grid: &Grid,
    scale: &impl Tones,
    theme: &Theme,
    rect: Rect,
    detail: f64,
    more: &str,
) -> String {
    let (width, height) = (nodes(rect.width, detail), nodes(rect.height, detail));
    let pixels = heat_pixels(grid, scale, theme, width, height);
    format!(
        "<image{more} width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" href=\"data:image/png;base64,{}\"/>\n",
        short(rect.width),
        short(rect.height),
        STANDARD.encode(png(&pixels, width, height))
    )
}

/// `width * height` RGBA pixels spread over a rectangle, what is transparent among them left so.
pub(crate) fn pixel_image(pixels: &[u8], width: usize, height: usize, rect: Rect) -> String {
    format!(
        "<image width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" href=\"data:image/png;base64,{}\"/>\n",
        short(rect.width),
        short(rect.height),
        STANDARD.encode(encoded(pixels, width, height, png::ColorType::Rgba))
    )
}

/// Pixels of a heatmap, and nodes of the grid behind it, along a length.
pub(crate) fn nodes(length: f64, detail: f64) -> usize {
    ((length * detail).ceil() as usize).max(2)
}

pub(crate) fn short(length: f64) -> f64 {
    (length * 1000.0).round() / 1000.0
}

pub(crate) fn frame_of(rect: Rect) -> Frame {
    Frame { width: rect.width, height: rect.height, units: UNITS }
}

/// What a part of a poster draws.
pub(crate) fn picture(frame: Frame, draw: impl FnOnce(&Area<SvgBackend<'_>>) -> Sketched<()>) -> String {
    let mut out = String::new();
    let area = Area::from(SvgBackend::new(&mut out, frame));
    draw(&area).expect("writing into a string cannot fail");
    drop(area);
    out
}

/// RGBA pixels as a PNG without alpha.
fn png(pixels: &[u8], width: usize, height: usize) -> Vec<u8> {
    let rgb: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    encoded(&rgb, width, height, png::ColorType::Rgb)
}

fn encoded(pixels: &[u8], width: usize, height: usize, color: png::ColorType) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, height as u32);
    encoder.set_color(color);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().expect("writing into memory cannot fail");
    writer.write_image_data(pixels).expect("there are as many pixels as the header says");
    writer.finish().expect("writing into memory cannot fail");
    bytes
}
