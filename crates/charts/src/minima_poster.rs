//! Minima of networks as one still picture: a panel a chart, with its numbers below, in an SVG document.

use plotters_backend::DrawingBackend;

use crate::averaged::Averaged;
use crate::frame::{Area, Frame, draw_on};
use crate::heads::{Head, Heads};
use crate::line_chart::{LineChart, draw_line_chart};
use crate::paired_chart::{PairedChart, draw_paired_chart};
use crate::pen::{Drawn, Pen};
use crate::plane_map::{PlaneMap, draw_plane_map};
use crate::rect::Rect;
use crate::refined::refined;
use crate::scatter_chart::{ScatterChart, draw_scatter_chart};
use crate::sheet::{
    GUTTER, LAYOUT_AREA, MARGIN, SheetWords, Sketched, define_map_shape, draw_fitting, frame_of, frame_of_area,
    heat_image, move_to, open, picture, top,
};
use crate::solid::{Camera, SolidScene, SolidView, draw_solid_into};
use crate::spectrum_chart::{SpectrumChart, draw_spectrum_chart};
use crate::svg::SvgBackend;
use crate::text::Lettering;
use crate::theme::{RunnerStyle, Theme};

/// What a poster of minima shows.
#[derive(Clone, Copy, Debug)]
pub struct MinimaPoster<'a> {
    /// The charts, row by row, [`MOST_MINIMA_PANELS`] at most.
    pub panels: &'a [MinimaPanel<'a>],
    /// Title.
    pub title: &'a str,
    /// A sentence under the title; may be empty.
    pub subtitle: &'a str,
    /// Colors.
    pub theme: &'a Theme,
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Pixels of a heatmap per unit of length of the layout; 1 is plenty.
    pub detail: f64,
}

/// One chart.
#[derive(Clone, Copy, Debug)]
pub struct MinimaPanel<'a> {
    /// What it shows.
    pub title: &'a str,
    /// What stands after the title in a lighter tone; may be empty.
    pub subtitle: &'a str,
    /// The network that it shows, as a dot before the title; `None` for several.
    pub style: Option<RunnerStyle>,
    /// The chart.
    pub picture: MinimaPicture<'a>,
    /// Numbers below the chart; may be empty.
    pub figures: &'a [Figure<'a>],
}

/// The chart of a panel.
#[derive(Clone, Copy, Debug)]
pub enum MinimaPicture<'a> {
    /// The loss on a plane around a solution.
    Plane(PlaneMap<'a>),
    /// The same as a block.
    Solid(PlaneBlock<'a>),
    /// Measurements as lines.
    Lines(LineChart<'a>),
    /// Seeds under several conditions.
    Paired(PairedChart<'a>),
    /// Eigenvalue densities.
    Spectrum(SpectrumChart<'a>),
    /// Measurements as points.
    Scatter(ScatterChart<'a>),
}

/// The loss on a plane as a block.
#[derive(Clone, Copy, Debug)]
pub struct PlaneBlock<'a> {
    /// The plane, and the scale of all that are compared.
    pub map: PlaneMap<'a>,
    /// How it is shown. Without a camera all planes are seen from one place, so that they can be compared.
    pub view: SolidView<'a>,
    /// The lowest and the highest loss of all planes: equal heights are equal losses.
    pub losses: [f64; 2],
}

/// A number of note, large, with what it is below.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// The number, as it is written.
    pub value: &'a str,
    /// What it is.
    pub caption: &'a str,
}

/// How many panels fit on a poster.
pub const MOST_MINIMA_PANELS: usize = 9;

/// Height of a panel's heading, and of the figures below its chart.
const HEADING: f64 = 28.0;
const FIGURES: f64 = 52.0;

/// Room between rows and between columns of panels.
const ROW_GAP: f64 = 18.0;
const COLUMN_GAP: f64 = GUTTER + 8.0;

/// How wide a chart is for its height, at best, and how high for its width at most.
const BEST_SHAPE: f64 = 1.6;
const HIGHEST: f64 = 1.15;

/// Radius of the dot before a title, and room for it.
const DOT: f64 = 5.0;
const DOT_ROOM: f64 = 16.0;

/// Where everything goes.
struct Layout {
    frame: Frame,
    /// The charts, with their headings above and their figures below.
    pictures: Vec<Rect>,
}

impl Layout {
    /// A layout for panels of which some have figures.
    fn new(width: f64, height: f64, has_subtitle: bool, has_figures: &[bool]) -> Self {
        let with = |columns: usize| Self::with_columns(width, height, has_subtitle, has_figures, columns);
        let others = 2..=has_figures.len().min(4);
        others.map(with).fold(with(1), |best, other| if other.worth() > best.worth() { other } else { best })
    }

    /// The part of the sheet that the charts have, less where their shape is not the best one.
    fn worth(&self) -> f64 {
        let areas: f64 = self.pictures.iter().map(|picture| picture.width * picture.height).sum();
        let shape = self.pictures.first().map_or(1.0, |first| first.width / first.height / BEST_SHAPE);
        let wrong = shape.max(1.0 / shape);
        areas / (self.frame.width * self.frame.height) / (wrong * wrong)
    }

    fn with_columns(width: f64, height: f64, has_subtitle: bool, has_figures: &[bool], columns: usize) -> Self {
        let rows = has_figures.len().div_ceil(columns).max(1);
        // More rows are given a larger sheet, so that everything on them is smaller.
        let frame = frame_of_area(width, height, LAYOUT_AREA * (0.75 + 0.4 * rows.max(columns) as f64));
        let top = top(has_subtitle);
        let below = |row: usize| {
            let panels = has_figures.iter().skip(row * columns).take(columns);
            if panels.into_iter().any(|has| *has) { FIGURES } else { 0.0 }
        };
        let words = rows as f64 * HEADING + (0..rows).map(below).sum::<f64>() + (rows - 1) as f64 * ROW_GAP;
        let gutters = (columns - 1) as f64 * COLUMN_GAP;
        let panel_width = ((frame.width - 2.0 * MARGIN - gutters) / columns as f64).floor().max(1.0);
        let panel_height = (frame.height - top - 0.7 * MARGIN - words) / rows as f64;
        let panel_height = panel_height.min(HIGHEST * panel_width).floor().max(1.0);
        let mut y = top;
        let mut pictures = Vec::with_capacity(has_figures.len());
        for row in 0..rows {
            y += HEADING;
            let x = |column: usize| MARGIN + column as f64 * (panel_width + COLUMN_GAP);
            let in_row = (has_figures.len() - (row * columns).min(has_figures.len())).min(columns);
            pictures.extend((0..in_row).map(|column| Rect {
                x: x(column),
                y,
                width: panel_width,
                height: panel_height,
            }));
            y += panel_height + below(row) + ROW_GAP;
        }
        Self { frame, pictures }
    }
}

/// The poster as an SVG document. The same poster gives the same bytes everywhere.
///
/// # Panics
/// If `width`, `height` or `detail` is not positive, or if there are more than [`MOST_MINIMA_PANELS`] panels.
#[must_use]
pub fn minima_poster_svg(poster: &MinimaPoster<'_>) -> String {
    let &MinimaPoster { panels, theme, width, height, detail, .. } = poster;
    assert!(width > 0.0 && height > 0.0 && detail > 0.0, "a poster has a size");
    assert!(panels.len() <= MOST_MINIMA_PANELS, "no more panels than fit");
    let has_figures: Vec<bool> = panels.iter().map(|panel| !panel.figures.is_empty()).collect();
    let Layout { frame, pictures } = Layout::new(width, height, !poster.subtitle.is_empty(), &has_figures);
    let words =
        SheetWords { title: poster.title, subtitle: poster.subtitle, description: &description(poster), heading: None };
    let mut out = open(width, height, frame, theme, &words);
    if let Some(&first) = pictures.first() {
        define_map_shape(&mut out, first);
    }
    for (panel, &rect) in panels.iter().zip(&pictures) {
        move_to(&mut out, Rect { y: rect.y - HEADING, ..rect });
        out.push('\n');
        let heading = Frame { height: HEADING, ..frame_of(rect) };
        out.push_str(&picture(heading, |area| draw_on(area, heading, |pen| draw_heading(pen, panel, theme))));
        out.push_str("</g>\n");
        move_to(&mut out, rect);
        let is_plane = matches!(panel.picture, MinimaPicture::Plane(_) | MinimaPicture::Solid(_));
        out.push_str(if is_plane { "<g clip-path=\"url(#map)\">\n" } else { "<g>\n" });
        match &panel.picture {
            MinimaPicture::Solid(block) => draw_block(&mut out, block, theme, rect, detail),
            other => {
                if let MinimaPicture::Plane(map) = other {
                    out.push_str(&heat_image(&refined(map.grid), map.scale, theme, rect, detail, ""));
                }
                out.push_str(&picture(frame_of(rect), |area| draw_picture(area, frame_of(rect), other, theme)));
            }
        }
        out.push_str("</g></g>\n");
        if !panel.figures.is_empty() {
            move_to(&mut out, Rect { y: rect.y + rect.height, ..rect });
            out.push('\n');
            let figures = Frame { height: FIGURES, ..frame_of(rect) };
            out.push_str(&picture(figures, |area| {
                draw_on(area, figures, |pen| draw_figures(pen, panel.figures, theme))
            }));
            out.push_str("</g>\n");
        }
    }
    out.push_str("</svg>\n");
    out
}

/// The subtitle, and every panel's words and numbers.
fn description(poster: &MinimaPoster<'_>) -> String {
    let mut text = poster.subtitle.to_owned();
    for panel in poster.panels {
        text.extend([" ", panel.title]);
        if !panel.subtitle.is_empty() {
            text.extend([", ", panel.subtitle]);
        }
        for (index, figure) in panel.figures.iter().enumerate() {
            text.extend([if index == 0 { ": " } else { ", " }, figure.caption, " ", figure.value]);
        }
        text.push('.');
    }
    text
}

fn draw_picture(area: &Area<SvgBackend<'_>>, frame: Frame, of: &MinimaPicture<'_>, theme: &Theme) -> Sketched<()> {
    match of {
        // It is made of pixels and lines in turns, and draws itself.
        MinimaPicture::Solid(_) => Ok(()),
        MinimaPicture::Plane(map) => draw_plane_map(area, frame, theme, map),
        MinimaPicture::Lines(chart) => draw_line_chart(area, frame, theme, chart).map(drop),
        MinimaPicture::Paired(chart) => draw_paired_chart(area, frame, theme, chart),
        MinimaPicture::Spectrum(chart) => draw_spectrum_chart(area, frame, theme, chart).map(drop),
        MinimaPicture::Scatter(chart) => draw_scatter_chart(area, frame, theme, chart).map(drop),
    }
}

/// A plane as a block, with the solution in its middle.
fn draw_block(out: &mut String, block: &PlaneBlock<'_>, theme: &Theme, rect: Rect, detail: f64) {
    let PlaneBlock { map, view, losses } = *block;
    let middle = [0.0; 2];
    let heads = [Head { style: map.style, at: middle, label: "", is_diverged: false, average: None }];
    let scene = SolidScene {
        grid: &refined(map.grid),
        view: SolidView { camera: view.camera.or(Some(Camera::INTO_BOWLS)), ..view },
        losses,
        axes: [""; 2],
        critical_points: &[],
        minimum: "",
        trails: &[(map.style, Averaged { iterates: &middle, averages: &[] })],
        step: 0,
        heads: Heads { heads: &heads, start: None, start_label: "", avoid: &[] },
    };
    draw_solid_into(out, &scene, map.scale, theme, rect, detail);
}

/// A dot, the title, and what stands after it as far as there is room.
fn draw_heading<DB: DrawingBackend>(pen: &mut Pen<'_, DB>, panel: &MinimaPanel<'_>, theme: &Theme) -> Drawn<DB> {
    const Y: f64 = 12.0;
    let mut x = 0.0;
    if let Some(style) = panel.style {
        pen.disc((DOT, Y), DOT, theme.hue(style))?;
        x = DOT_ROOM;
    }
    let title = Lettering::new(14.0, theme.ink).bold();
    let room = pen.frame.width - x;
    draw_fitting(pen, panel.title, (x, Y), title, room)?;
    let (width, _) = pen.text_size(panel.title, title);
    let after = x + width + 2.0;
    if after < pen.frame.width {
        let room = pen.frame.width - after;
        let subtitle = Lettering::new(13.0, theme.second_ink);
        let (wanted, _) = pen.text_size(panel.subtitle, subtitle);
        // Set smaller than half it says nothing.
        if wanted * 0.7 < room {
            draw_fitting(pen, panel.subtitle, (after, Y), subtitle, room)?;
        }
    }
    Ok(())
}

/// Numbers, large, with what they are below, from the left.
fn draw_figures<DB: DrawingBackend>(pen: &mut Pen<'_, DB>, figures: &[Figure<'_>], theme: &Theme) -> Drawn<DB> {
    const GAP: f64 = 26.0;
    let (value, caption) = (Lettering::new(19.0, theme.ink).bold(), Lettering::new(12.0, theme.second_ink));
    let width = |pen: &Pen<'_, DB>, figure: &Figure<'_>| {
        pen.text_size(figure.value, value).0.max(pen.text_size(figure.caption, caption).0)
    };
    let widths: Vec<f64> = figures.iter().map(|figure| width(pen, figure)).collect();
    let gaps = GAP * figures.len().saturating_sub(1) as f64;
    // What is too wide for the panel is set smaller, all alike.
    let part = (pen.frame.width / (widths.iter().sum::<f64>() + gaps)).min(1.0);
    let smaller = |lettering: Lettering| Lettering { size: (part * lettering.size * 10.0).floor() / 10.0, ..lettering };
    let mut x = 0.0;
    for (figure, width) in figures.iter().zip(widths) {
        pen.text(figure.value, (x, 20.0), smaller(value))?;
        pen.text(figure.caption, (x, 42.0), smaller(caption))?;
        x += part * (width + GAP);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_lie_inside_apart_and_large_at_every_shape() {
        for (width, height) in [(1200.0, 630.0), (1600.0, 900.0), (800.0, 800.0), (600.0, 1000.0)] {
            for count in 1..=MOST_MINIMA_PANELS {
                let has_figures: Vec<bool> = (0..count).map(|panel| panel < 2).collect();
                let Layout { frame, pictures } = Layout::new(width, height, true, &has_figures);
                let what = format!("{count} on {width} x {height}");
                let page = Rect { x: 0.0, y: 0.0, width: frame.width, height: frame.height };
                assert_eq!(pictures.len(), count);
                let whole = |index: usize, picture: &Rect| {
                    let below = if has_figures[index] { FIGURES } else { 0.0 };
                    Rect { y: picture.y - HEADING, height: picture.height + HEADING + below, ..*picture }
                };
                for (index, picture) in pictures.iter().enumerate() {
                    let (panel, mut others) = (whole(index, picture), pictures[..index].iter().enumerate());
                    assert!(page.contains(&panel), "{what}: {panel:?}");
                    assert!(others.all(|(other, rect)| !whole(other, rect).overlaps(&panel)), "{what}");
                    assert!(picture.width > 190.0 && picture.height > 100.0, "{what}: {picture:?}");
                    assert!((0.8..4.0).contains(&(picture.width / picture.height)), "{what}: {picture:?}");
                }
            }
        }
    }
}
