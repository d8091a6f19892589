//! Runs with different batches as one still picture: a panel each, and a loss chart of all, in an SVG document.

use std::fmt::Write as _;

use downhill::{Grid, View};

use crate::balls::draw_balls;
use crate::frame::{Area, Frame, draw_on};
use crate::heads::{Head, Heads, draw_heads};
use crate::loss_chart::{LossChart, draw_loss_chart};
use crate::map::{MapBase, MapProjection, draw_map_base};
use crate::marker::draw_marker_sample;
use crate::profile::{Profile, ProfileWords, draw_profile};
use crate::profile_balls::{ProfileBalls, draw_profile_balls};
use crate::rect::Rect;
use crate::sheet::{
    GUTTER, HEADING, LAYOUT_AREA, MARGIN, SheetWords, Sketched, define_map_shape, draw_fitting, frame_of,
    frame_of_area, heat_image, move_to, open, picture, top,
};
use crate::svg::SvgBackend;
use crate::text::Lettering;
use crate::theme::{RunnerStyle, Theme};
use crate::trail::{TrailPen, draw_trail};

/// What a poster of runs with different batches shows.
#[derive(Clone, Copy, Debug)]
pub struct BatchPoster<'a> {
    /// The runs, [`MOST_PANELS`] at most.
    pub panels: &'a [BatchPanel<'a>],
    /// Losses of all runs.
    pub loss: LossChart<'a>,
    /// Heading of the loss chart, and what stands after it in a lighter tone.
    pub loss_heading: (&'a str, &'a str),
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

/// One run.
#[derive(Clone, Copy, Debug)]
pub struct BatchPanel<'a> {
    /// What it looks like.
    pub style: RunnerStyle,
    /// Its name.
    pub label: &'a str,
    /// A line under the name; may be empty.
    pub caption: &'a str,
    /// Its picture.
    pub picture: Panel<'a>,
}

/// The picture of a run, after the parameters that it has.
#[derive(Clone, Copy, Debug)]
pub enum Panel<'a> {
    /// Two parameters. Maps with the same grid share one heatmap.
    Map {
        /// The loss.
        base: MapBase<'a>,
        /// The part of it on the map.
        view: View,
        /// x and y of the run at every step.
        trail: &'a [f64],
        /// The step at which the run is shown.
        to_step: usize,
        /// Whether it has blown up there.
        is_diverged: bool,
        /// Where replicas of the run are; may be empty.
        balls: &'a [[f32; 2]],
    },
    /// One parameter.
    Profile {
        /// The loss.
        profile: Profile<'a>,
        /// Names of its axes.
        words: ProfileWords<'a>,
        /// The run and its replicas.
        balls: ProfileBalls<'a>,
    },
}

/// How many panels fit on a poster.
pub const MOST_PANELS: usize = 12;

/// Height of a panel's name and caption, and of its name alone.
const NAMES: f64 = 42.0;
const NAME: f64 = 24.0;

/// Room between the title and the panels' names, beside what the title keeps.
const ROOM_ABOVE: f64 = 6.0;

/// Room between panels.
const PANEL_GAP: f64 = 18.0;

/// How wide a picture may be for its height, and how high for its width.
const WIDEST: f64 = 2.2;
const HIGHEST: f64 = 0.95;

/// The part of the sheet that the loss chart has, beside the panels or below, at least.
const LOSS_BESIDE: f64 = 0.34;
const LOSS_BELOW: f64 = 0.3;

/// Posters are given a loss chart beside the panels only if they are this much wider than high.
const WIDE: f64 = 1.2;

/// The size of a piece of line with its marker, before a name.
const SAMPLE: (f64, f64) = (28.0, 16.0);

/// Where everything goes.
struct Layout {
    frame: Frame,
    /// The pictures, all of one size, with their names above.
    pictures: Vec<Rect>,
    loss: Rect,
}

impl Layout {
    fn new(width: f64, height: f64, has_subtitle: bool, panels: usize, names: f64) -> Self {
        let rows = match panels {
            0..=3 => 1,
            4..=6 => 2,
            _ => 3,
        };
        let columns = panels.div_ceil(rows).max(1);
        // More panels are given a larger sheet, so that everything on them is smaller.
        let frame = frame_of_area(width, height, LAYOUT_AREA * (0.65 + 0.55 * rows as f64));
        let top = top(has_subtitle) + ROOM_ABOVE;
        let (width, height) = (frame.width - 2.0 * MARGIN, frame.height - top - MARGIN * 0.8);
        let split = |length: f64, count: usize| (length - (count - 1) as f64 * PANEL_GAP) / count as f64;
        let picture = |width: f64, height: f64| {
            let (width, height) = (split(width, columns), split(height, rows) - names);
            (width.min(WIDEST * height).floor(), height.min(HIGHEST * width).floor())
        };
        let beside = picture((1.0 - LOSS_BESIDE) * width - GUTTER, height);
        let below = picture(width, (1.0 - LOSS_BELOW) * height - GUTTER - HEADING);
        let area = |(width, height): (f64, f64)| width * height;
        let is_beside = frame.width > WIDE * frame.height && area(beside) > area(below);
        let (panel_width, panel_height) = if is_beside { beside } else { below };
        let pictures = (0..panels)
            .map(|index| {
                let (row, column) = ((index / columns) as f64, (index % columns) as f64);
                let (x, y) = (column * (panel_width + PANEL_GAP), row * (panel_height + names + PANEL_GAP));
                Rect { x: MARGIN + x, y: top + names + y, width: panel_width, height: panel_height }
            })
            .collect();
        let all = |size: f64, count: usize| size * count as f64 + PANEL_GAP * (count - 1) as f64;
        let loss = if is_beside {
            let x = MARGIN + all(panel_width, columns) + GUTTER;
            Rect { x, y: top + HEADING, width: frame.width - MARGIN - x, height: height - HEADING }
        } else {
            let y = top + all(panel_height + names, rows) + GUTTER + HEADING;
            Rect { x: MARGIN, y, width, height: frame.height - MARGIN * 0.6 - y }
        };
        Self { frame, pictures, loss }
    }
}

/// The poster as an SVG document. The same poster gives the same bytes everywhere.
///
/// # Panics
/// If `width`, `height` or `detail` is not positive, or if there are more than [`MOST_PANELS`] panels.
#[must_use]
pub fn batch_poster_svg(poster: &BatchPoster<'_>) -> String {
    let &BatchPoster { panels, theme, width, height, detail, .. } = poster;
    assert!(width > 0.0 && height > 0.0 && detail > 0.0, "a poster has a size");
    assert!(panels.len() <= MOST_PANELS, "no more panels than fit");
    let names = if panels.iter().all(|panel| panel.caption.is_empty()) { NAME } else { NAMES };
    let Layout { frame, pictures, loss } = Layout::new(width, height, !poster.subtitle.is_empty(), panels.len(), names);
    let words = SheetWords {
        title: poster.title,
        subtitle: poster.subtitle,
        description: &description(poster),
        heading: Some((loss, poster.loss_heading)),
    };
    let mut out = open(width, height, frame, theme, &words);
    if let Some(&first) = pictures.first() {
        define_map_shape(&mut out, first);
    }
    let mut heats: Vec<&Grid> = Vec::new();
    for (panel, &rect) in panels.iter().zip(&pictures) {
        move_to(&mut out, Rect { y: rect.y - names, ..rect });
        out.push('\n');
        let head = Frame { height: names, ..frame_of(rect) };
        out.push_str(&picture(head, |area| draw_names(area, head, panel, theme)));
        let sample = frame_of(Rect { x: 0.0, y: 0.0, width: SAMPLE.0, height: SAMPLE.1 });
        out.push_str(&picture(sample, |area| draw_marker_sample(area, sample, theme, panel.style)));
        out.push_str("</g>\n");
        move_to(&mut out, rect);
        match panel.picture {
            Panel::Map { base, .. } => {
                out.push_str("<g clip-path=\"url(#map)\">\n");
                // A heatmap is most of a map's bytes: maps of the same loss refer to the first one's.
                let known = heats.iter().position(|&grid| std::ptr::eq(grid, base.grid));
                if let Some(index) = known {
                    let _ = writeln!(out, "<use href=\"#heat{index}\"/>");
                } else {
                    let id = format!(" id=\"heat{}\"", heats.len());
                    out.push_str(&heat_image(base.grid, base.levels, theme, rect, detail, &id));
                    heats.push(base.grid);
                }
            }
            Panel::Profile { .. } => out.push_str("<g>\n"),
        }
        out.push_str(&picture(frame_of(rect), |area| draw_panel(area, frame_of(rect), panel, theme)));
        out.push_str("</g></g>\n");
    }
    move_to(&mut out, loss);
    out.push('\n');
    out.push_str(&picture(frame_of(loss), |area| draw_loss_chart(area, frame_of(loss), theme, &poster.loss).map(drop)));
    out.push_str("</g>\n</svg>\n");
    out
}

/// The subtitle, and every run's name and caption.
fn description(poster: &BatchPoster<'_>) -> String {
    let mut text = poster.subtitle.to_owned();
    for BatchPanel { label, caption, .. } in poster.panels {
        text.push(' ');
        text.push_str(label);
        if !caption.is_empty() {
            text.push_str(": ");
            text.push_str(caption);
        }
        text.push('.');
    }
    text
}

fn draw_names(area: &Area<SvgBackend<'_>>, frame: Frame, panel: &BatchPanel<'_>, theme: &Theme) -> Sketched<()> {
    draw_on(area, frame, |pen| {
        let (name, after) = (Lettering::new(13.5, theme.hue(panel.style)).bold(), SAMPLE.0 + 8.0);
        draw_fitting(pen, panel.label, (after, 0.5 * SAMPLE.1), name, frame.width - after)?;
        draw_fitting(pen, panel.caption, (0.0, 27.0), Lettering::new(12.0, theme.second_ink), frame.width)
    })
}

fn draw_panel(area: &Area<SvgBackend<'_>>, frame: Frame, panel: &BatchPanel<'_>, theme: &Theme) -> Sketched<()> {
    let style = panel.style;
    match panel.picture {
        Panel::Map { base, view, trail, to_step, is_diverged, balls } => {
            let projection = MapProjection::new(view, frame);
            let avoid = draw_map_base(area, &projection, &base, theme)?;
            draw_trail(area, &projection, theme, style, trail, to_step, &mut TrailPen::default())?;
            draw_balls(area, &projection, theme, style, balls)?;
            let place = |step: usize| Some([*trail.get(2 * step)?, *trail.get(2 * step + 1)?]);
            let last = (trail.len() / 2).saturating_sub(1);
            let head = |at| Head { style, at, label: "", is_diverged, average: None };
            let heads: Vec<Head<'_>> = place(to_step.min(last)).map(head).into_iter().collect();
            let scene = Heads { heads: &heads, start: place(0), start_label: "", avoid: &avoid };
            draw_heads(area, &projection, theme, &scene)
        }
        Panel::Profile { profile, words, balls } => {
            let geometry = draw_profile(area, frame, theme, &profile, words)?;
            draw_profile_balls(area, &geometry, theme, style, &balls)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_and_chart_lie_inside_apart_and_large_at_every_shape() {
        for (width, height) in [(1200.0, 630.0), (1600.0, 900.0), (800.0, 800.0), (600.0, 1000.0)] {
            for panels in 1..=MOST_PANELS {
                let Layout { frame, pictures, loss } = Layout::new(width, height, true, panels, NAMES);
                let what = format!("{panels} on {width} x {height}");
                let page = Rect { x: 0.0, y: 0.0, width: frame.width, height: frame.height };
                let heading = Rect { y: loss.y - HEADING, height: HEADING, ..loss };
                assert!(
                    page.contains(&loss) && loss.height > 80.0 && loss.width > 200.0,
                    "{what}: {loss:?} on {page:?}"
                );
                assert_eq!(pictures.len(), panels);
                for (k, picture) in pictures.iter().enumerate() {
                    let named = Rect { y: picture.y - NAMES, height: picture.height + NAMES, ..*picture };
                    assert!(page.contains(&named), "{what}: {named:?}");
                    assert!(!named.overlaps(&loss) && !named.overlaps(&heading), "{what}: {named:?} {loss:?}");
                    assert!(pictures[..k].iter().all(|other| !other.overlaps(&named)), "{what}");
                    assert!(picture.width > 100.0 && picture.height > 70.0, "{what}: {picture:?}");
                }
                let part = pictures.iter().map(|picture| picture.width * picture.height).sum::<f64>();
                assert!(part > 0.13 * page.width * page.height, "{what}: {}", part / (page.width * page.height));
            }
        }
    }
}
