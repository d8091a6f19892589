//! A race as one still picture: map, trails, heads and loss chart in an SVG document.

use std::convert::Infallible;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use downhill::{Grid, Levels, Run, Surface, View, contours};
use plotters::drawing::DrawingAreaErrorKind;

use crate::axis::LossScale;
use crate::frame::{Area, Frame, draw_on};
use crate::heads::{Head, Heads, draw_heads};
use crate::heat::heat_pixels;
use crate::loss_chart::{Curve, LossChart, LossWords, draw_loss_chart, draw_loss_cursor};
use crate::map::{MapBase, MapLabels, MapProjection, draw_map_base};
use crate::number::format_significant;
use crate::rect::Rect;
use crate::svg::{SvgBackend, escape};
use crate::text::{FONT_FAMILY, Lettering};
use crate::theme::{RunnerStyle, Theme};
use crate::trail::{TrailPen, draw_trail};

/// A runner on a poster.
#[derive(Clone, Copy, Debug)]
pub struct PosterRunner<'a> {
    /// What it looks like.
    pub style: RunnerStyle,
    /// Its name.
    pub label: &'a str,
    /// Its run, of which everything up to the poster's step is shown.
    pub run: &'a Run,
}

/// Words of a poster.
#[derive(Clone, Copy, Debug)]
pub struct PosterWords<'a> {
    /// Words on the map.
    pub map: MapLabels<'a>,
    /// Words on the loss chart.
    pub loss: LossWords<'a>,
    /// Heading of the loss chart, and what stands after it in a lighter tone.
    pub loss_heading: (&'a str, &'a str),
}

/// What a poster shows.
#[derive(Clone, Copy, Debug)]
pub struct Poster<'a> {
    /// The loss.
    pub surface: &'a Surface,
    /// The part of it on the map.
    pub view: View,
    /// Where all runners start.
    pub start: [f64; 2],
    /// The runners.
    pub runners: &'a [PosterRunner<'a>],
    /// The step at which the runners are shown.
    pub step: usize,
    /// The last step of the loss chart.
    pub steps: usize,
    /// Scale of the loss chart.
    pub scale: LossScale,
    /// A loss to reach.
    pub target: Option<f64>,
    /// Title.
    pub title: &'a str,
    /// A sentence under the title; may be empty.
    pub subtitle: &'a str,
    /// Words.
    pub words: PosterWords<'a>,
    /// Colors.
    pub theme: &'a Theme,
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Pixels of the heatmap, and nodes of the grid behind it, per unit of length of the layout; 1 is plenty.
    pub detail: f64,
}

/// The area that the layout is made for; larger and smaller posters are scaled from it.
const LAYOUT_AREA: f64 = 960.0 * 504.0;

/// Backend units per unit of the layout.
const UNITS: f64 = 8.0;

/// Room around everything, and between map and loss chart.
const MARGIN: f64 = 28.0;
const GUTTER: f64 = 22.0;

/// Height of the loss chart's heading.
const HEADING: f64 = 24.0;

/// Wider posters have the loss chart at the right of the map, others below.
const WIDE: f64 = 1.2;

/// Where everything goes.
struct Layout {
    frame: Frame,
    title_at: (f64, f64),
    subtitle_at: (f64, f64),
    map: Rect,
    heading_at: (f64, f64),
    loss: Rect,
}

impl Layout {
    fn new(width: f64, height: f64, has_subtitle: bool) -> Self {
        let scale = (width * height / LAYOUT_AREA).sqrt();
        let frame = Frame { width: width / scale, height: height / scale, units: UNITS };
        let (title_y, subtitle_y) = (MARGIN + 10.0, MARGIN + 36.0);
        let top = MARGIN + if has_subtitle { 58.0 } else { 38.0 };
        let (width, height) = (frame.width - 2.0 * MARGIN, frame.height - top - MARGIN);
        let (map, loss) = if frame.width > WIDE * frame.height {
            let map_width = ((width - GUTTER) * 0.64).round();
            let map = Rect { x: MARGIN, y: top, width: map_width, height };
            let x = MARGIN + map_width + GUTTER;
            (map, Rect { x, y: top + HEADING, width: frame.width - MARGIN - x, height: height - HEADING })
        } else {
            let map_height = ((height - GUTTER - HEADING) * 0.68).round();
            let map = Rect { x: MARGIN, y: top, width, height: map_height };
            let y = top + map_height + GUTTER + HEADING;
            (map, Rect { x: MARGIN, y, width, height: frame.height - MARGIN * 0.6 - y })
        };
        Self {
            frame,
            title_at: (MARGIN, title_y),
            subtitle_at: (MARGIN, subtitle_y),
            map,
            heading_at: (loss.x, loss.y - HEADING + 8.0),
            loss,
        }
    }
}

/// Drawing into a string cannot fail.
type Sketched<T> = Result<T, DrawingAreaErrorKind<Infallible>>;

/// The poster as an SVG document. The same poster gives the same bytes everywhere.
///
/// # Panics
/// If `width`, `height` or `detail` is not positive.
#[must_use]
pub fn poster_svg(poster: &Poster<'_>) -> String {
    assert!(poster.width > 0.0 && poster.height > 0.0 && poster.detail > 0.0, "a poster has a size");
    let layout = Layout::new(poster.width, poster.height, !poster.subtitle.is_empty());
    let (frame, map) = (layout.frame, layout.map);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\" width=\"{}\" height=\"{}\" \
         viewBox=\"0 0 {} {}\" font-family=\"{FONT_FAMILY}\" stroke-linejoin=\"round\">",
        poster.width,
        poster.height,
        short(frame.width),
        short(frame.height)
    );
    let _ = writeln!(out, "<title id=\"title\">{}</title>", escape(poster.title));
    let _ = writeln!(out, "<desc id=\"desc\">{}</desc>", escape(&description(poster)));
    let _ = writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>", poster.theme.background);
    out.push_str(&panel(frame, |area| draw_words(area, &layout, poster)));
    let _ = writeln!(
        out,
        "<clipPath id=\"map\"><rect width=\"{}\" height=\"{}\" rx=\"10\"/></clipPath>\n\
         <g transform=\"translate({},{})\"><g clip-path=\"url(#map)\">",
        short(map.width),
        short(map.height),
        short(map.x),
        short(map.y)
    );
    draw_map(&mut out, poster, map);
    out.push_str("</g></g>\n");
    let loss = layout.loss;
    let _ = writeln!(out, "<g transform=\"translate({},{})\">", short(loss.x), short(loss.y));
    out.push_str(&panel(frame_of(loss), |area| draw_loss(area, poster, frame_of(loss))));
    out.push_str("</g>\n</svg>\n");
    out
}

fn short(length: f64) -> f64 {
    (length * 1000.0).round() / 1000.0
}

fn frame_of(rect: Rect) -> Frame {
    Frame { width: rect.width, height: rect.height, units: UNITS }
}

/// What a part of the poster draws.
fn panel(frame: Frame, draw: impl FnOnce(&Area<SvgBackend<'_>>) -> Sketched<()>) -> String {
    let mut out = String::new();
    let area = Area::from(SvgBackend::new(&mut out, frame));
    draw(&area).expect("writing into a string cannot fail");
    drop(area);
    out
}

/// The subtitle, and every runner's loss, for those who do not see the picture.
fn description(poster: &Poster<'_>) -> String {
    let mut text = poster.subtitle.to_owned();
    for runner in poster.runners {
        let losses = runner.run.losses();
        let loss = losses[poster.step.min(losses.len() - 1)];
        let _ = write!(text, " {}: {}.", runner.label, format_significant(loss, 4));
    }
    text.trim().to_owned()
}

fn draw_words(area: &Area<SvgBackend<'_>>, layout: &Layout, poster: &Poster<'_>) -> Sketched<()> {
    draw_on(area, layout.frame, |pen| {
        let theme = poster.theme;
        let room = layout.frame.width - 2.0 * MARGIN;
        for (text, at, lettering) in [
            (poster.title, layout.title_at, Lettering::new(25.0, theme.ink).bold()),
            (poster.subtitle, layout.subtitle_at, Lettering::new(14.5, theme.second_ink)),
        ] {
            if !text.is_empty() {
                // What is too long is set smaller.
                let (width, _) = pen.text_size(text, lettering);
                let size = (lettering.size * (room / width).min(1.0) * 10.0).floor() / 10.0;
                pen.text(text, at, Lettering { size, ..lettering })?;
            }
        }
        let (heading, after) = poster.words.loss_heading;
        let bold = Lettering::new(13.0, theme.ink).bold();
        let (width, _) = pen.text_size(heading, bold);
        let (x, y) = layout.heading_at;
        pen.text(heading, (x, y), bold)?;
        pen.text(after, (x + width + 2.0, y), Lettering::new(13.0, theme.second_ink))
    })
}

fn draw_map(out: &mut String, poster: &Poster<'_>, rect: Rect) {
    let nodes = |length: f64| ((length * poster.detail).ceil() as usize).max(2);
    let (width, height) = (nodes(rect.width), nodes(rect.height));
    let grid = Grid::sample(|x, y| poster.surface.value_at(x, y), poster.view, width, height);
    let levels = Levels::of(&grid);
    let pixels = heat_pixels(&grid, &levels, poster.theme, width, height);
    let _ = writeln!(
        out,
        "<image width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" href=\"data:image/png;base64,{}\"/>",
        short(rect.width),
        short(rect.height),
        STANDARD.encode(png(&pixels, width, height))
    );
    let contours = contours(&grid, levels.values());
    let projection = MapProjection::new(poster.view, frame_of(rect));
    let base = MapBase {
        grid: &grid,
        levels: &levels,
        contours: &contours,
        critical_points: poster.surface.critical_points,
        labels: poster.words.map,
    };
    out.push_str(&panel(projection.frame, |area| {
        let avoid = draw_map_base(area, &projection, &base, poster.theme)?;
        for runner in poster.runners.iter().rev() {
            let (positions, mut pen) = (runner.run.positions(), TrailPen::default());
            draw_trail(area, &projection, poster.theme, runner.style, positions, poster.step, &mut pen)?;
        }
        let heads: Vec<Head<'_>> = poster.runners.iter().map(|runner| head(runner, poster.step)).collect();
        let scene =
            Heads { heads: &heads, start: Some(poster.start), start_label: poster.words.map.start, avoid: &avoid };
        draw_heads(area, &projection, poster.theme, &scene)
    }));
}

fn head<'a>(runner: &PosterRunner<'a>, step: usize) -> Head<'a> {
    let position = runner.run.position(step);
    Head {
        style: runner.style,
        at: [position[0], position[1]],
        label: runner.label,
        is_diverged: runner.run.diverged_at().is_some_and(|at| step >= at),
    }
}

fn draw_loss(area: &Area<SvgBackend<'_>>, poster: &Poster<'_>, frame: Frame) -> Sketched<()> {
    let curves: Vec<Curve<'_>> = poster
        .runners
        .iter()
        .map(|runner| Curve {
            style: runner.style,
            label: runner.label,
            losses: runner.run.losses(),
            is_diverged: runner.run.diverged_at().is_some(),
        })
        .collect();
    let chart = LossChart {
        curves: &curves,
        steps: poster.steps,
        scale: poster.scale,
        lowest: poster.surface.lowest(),
        target: poster.target,
        words: poster.words.loss,
    };
    let geometry = draw_loss_chart(area, frame, poster.theme, &chart)?;
    if poster.step < poster.steps {
        draw_loss_cursor(area, &geometry, poster.theme, poster.step, &curves)?;
    }
    Ok(())
}

/// RGBA pixels as a PNG without alpha.
fn png(pixels: &[u8], width: usize, height: usize) -> Vec<u8> {
    let rgb: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, height as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().expect("writing into memory cannot fail");
    writer.write_image_data(&rgb).expect("there are as many pixels as the header says");
    writer.finish().expect("writing into memory cannot fail");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn map_and_chart_lie_inside_apart_and_large_at_every_shape() {
        for (width, height) in [(1200.0, 630.0), (1600.0, 900.0), (800.0, 800.0), (400.0, 900.0), (2400.0, 800.0)] {
            for has_subtitle in [false, true] {
                let Layout { frame, map, loss, heading_at, .. } = Layout::new(width, height, has_subtitle);
                let ratio = frame.width / frame.height;
                assert!((ratio - width / height).abs() < 1e-9, "{width} x {height}");
                let page = Rect { x: 0.0, y: 0.0, width: frame.width, height: frame.height };
                assert!(page.contains(&map) && page.contains(&loss), "{width} x {height}: {map:?} {loss:?}");
                assert!(!map.overlaps(&loss) && !map.has(heading_at), "{width} x {height}");
                let part = |rect: Rect| rect.width * rect.height / (page.width * page.height);
                assert!(part(map) > 0.3 && part(loss) > 0.12, "{width} x {height}: {} {}", part(map), part(loss));
            }
        }
    }
}
