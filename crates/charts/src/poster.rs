//! A race as one still picture: map, trails, heads and loss chart in an SVG document.

use std::fmt::Write as _;

use downhill::{Levels, Loss, Run, View, contours};

use crate::averaged::Averaged;
use crate::axis::LossScale;
use crate::curve::{Curve, Role, Xs};
use crate::frame::{Area, Frame};
use crate::heads::{Head, Heads, draw_heads};
use crate::loss_chart::{LossChart, LossWords, draw_loss_chart, draw_loss_cursor};
use crate::map::{MapBase, MapLabels, MapProjection, draw_map_base};
use crate::number::format_significant;
use crate::rate_chart::{RateChart, draw_rate_chart};
use crate::rect::Rect;
use crate::sheet::{
    GUTTER, HEADING, LAYOUT_AREA, MARGIN, SheetWords, Sketched, define_map_shape, frame_of, frame_of_area, heat_image,
    move_to, nodes, open, picture, pixel_image, top,
};
use crate::solid::{SOLID_NODES, SolidScene, SolidView, draw_solid_into, extent};
use crate::span::{Span, SpanScale};
use crate::survey_map::{SurveyMap, draw_survey_map};
use crate::survey_pixels::{Tint, survey_pixels};
use crate::svg::SvgBackend;
use crate::theme::{RunnerStyle, Theme};
use crate::trail::{TrailPen, draw_average_trail, draw_faint_trail, draw_trail};

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

impl<'a> PosterRunner<'a> {
    fn averaged(&self) -> Averaged<'a> {
        Averaged { iterates: self.run.positions(), averages: self.run.averages() }
    }
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

/// The large picture of a poster.
#[derive(Clone, Copy, Debug)]
pub enum PosterMain<'a> {
    /// The map of the loss, with the runs on it.
    Map,
    /// The loss as a block.
    Solid(SolidView<'a>),
    /// Losses against the learning rate.
    Rates(RateChart<'a>),
    /// A map in which each pixel is a run.
    Runs(RunsMap<'a>),
}

/// A map in which each pixel is a run.
#[derive(Clone, Copy, Debug)]
pub struct RunsMap<'a> {
    /// What its pixels show, row by row from the top.
    pub tints: &'a [Tint],
    /// Pixels along a side of it.
    pub size: usize,
    /// What stands over them.
    pub marks: SurveyMap<'a>,
}

/// What a poster shows.
#[derive(Clone, Copy, Debug)]
pub struct Poster<'a> {
    /// The loss.
    pub loss: &'a Loss,
    /// The part of it on the map.
    pub view: View,
    /// Where all runners start.
    pub start: [f64; 2],
    /// The runners.
    pub runners: &'a [PosterRunner<'a>],
    /// The same runs with other noise, each in its runner's style: faint on the map.
    pub cloud: &'a [(RunnerStyle, &'a Run)],
    /// The step at which the runners are shown.
    pub step: usize,
    /// The last step of the loss chart.
    pub steps: usize,
    /// The picture beside the loss chart.
    pub main: PosterMain<'a>,
    /// Whether the losses stand against gradient evaluations instead of steps.
    pub is_per_evaluation: bool,
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

/// Wider posters have the loss chart at the right of the map, others below.
const WIDE: f64 = 1.2;

/// Where everything goes.
struct Layout {
    frame: Frame,
    map: Rect,
    loss: Rect,
}

impl Layout {
    fn new(width: f64, height: f64, has_subtitle: bool) -> Self {
        let frame = frame_of_area(width, height, LAYOUT_AREA);
        let top = top(has_subtitle);
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
        Self { frame, map, loss }
    }
}

/// The poster as an SVG document. The same poster gives the same bytes everywhere.
///
/// # Panics
/// If `width`, `height` or `detail` is not positive.
#[must_use]
pub fn poster_svg(poster: &Poster<'_>) -> String {
    assert!(poster.width > 0.0 && poster.height > 0.0 && poster.detail > 0.0, "a poster has a size");
    let layout = Layout::new(poster.width, poster.height, !poster.subtitle.is_empty());
    let Layout { frame, map, loss } = layout;
    let words = SheetWords {
        title: poster.title,
        subtitle: poster.subtitle,
        description: &description(poster),
        heading: Some((loss, poster.words.loss_heading)),
    };
    let mut out = open(poster.width, poster.height, frame, poster.theme, &words);
    define_map_shape(&mut out, map);
    move_to(&mut out, map);
    if let PosterMain::Rates(chart) = &poster.main {
        out.push('\n');
        let frame = frame_of(map);
        out.push_str(&picture(frame, |area| draw_rate_chart(area, frame, poster.theme, chart).map(drop)));
        out.push_str("</g>\n");
    } else {
        out.push_str("<g clip-path=\"url(#map)\">\n");
        draw_map(&mut out, poster, map);
        out.push_str("</g></g>\n");
    }
    move_to(&mut out, loss);
    out.push('\n');
    out.push_str(&picture(frame_of(loss), |area| draw_loss(area, poster, frame_of(loss))));
    out.push_str("</g>\n</svg>\n");
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
    text
}

fn draw_map(out: &mut String, poster: &Poster<'_>, rect: Rect) {
    match poster.main {
        PosterMain::Solid(view) => return draw_solid(out, poster, rect, view),
        PosterMain::Runs(map) => return draw_runs(out, poster, rect, &map),
        PosterMain::Map | PosterMain::Rates(_) => {}
    }
    let (width, height) = (nodes(rect.width, poster.detail), nodes(rect.height, poster.detail));
    let grid = poster.loss.sample(poster.view, width, height);
    let levels = Levels::of(&grid);
    out.push_str(&heat_image(&grid, &levels, poster.theme, rect, poster.detail, ""));
    let contours = contours(&grid, levels.values());
    let projection = MapProjection::new(poster.view, frame_of(rect));
    let base = MapBase {
        grid: &grid,
        levels: &levels,
        contours: &contours,
        critical_points: poster.loss.critical_points(),
        labels: poster.words.map,
    };
    out.push_str(&picture(projection.frame, |area| {
        let avoid = draw_map_base(area, &projection, &base, poster.theme)?;
        for &(style, run) in poster.cloud {
            let mut pen = TrailPen::default();
            draw_faint_trail(area, &projection, poster.theme, style, run.positions(), poster.step, &mut pen)?;
        }
        for runner in poster.runners.iter().rev() {
            let (positions, mut pen) = (runner.run.positions(), TrailPen::default());
            draw_trail(area, &projection, poster.theme, runner.style, positions, poster.step, &mut pen)?;
        }
        for runner in poster.runners.iter().rev() {
            let (averaged, mut pen) = (runner.averaged(), TrailPen::default());
            draw_average_trail(area, &projection, poster.theme, runner.style, averaged, poster.step, &mut pen)?;
        }
        let heads: Vec<Head<'_>> = poster.runners.iter().map(|runner| head(runner, poster.step)).collect();
        let scene =
            Heads { heads: &heads, start: Some(poster.start), start_label: poster.words.map.start, avoid: &avoid };
        draw_heads(area, &projection, poster.theme, &scene)
    }));
}

fn draw_runs(out: &mut String, poster: &Poster<'_>, rect: Rect, map: &RunsMap<'_>) {
    let frame = frame_of(rect);
    let pixels = survey_pixels(map.tints, map.size, poster.theme);
    out.push_str(&pixel_image(&pixels, map.size, map.tints.len() / map.size.max(1), rect));
    out.push_str(&picture(frame, |area| draw_survey_map(area, frame, poster.theme, &map.marks)));
}

fn draw_solid(out: &mut String, poster: &Poster<'_>, rect: Rect, view: SolidView<'_>) {
    let grid = poster.loss.sample(poster.view, SOLID_NODES, SOLID_NODES);
    // The scale of the map that would be here: a mesh is too coarse to tell a pole from a peak.
    let (width, height) = (nodes(rect.width, poster.detail), nodes(rect.height, poster.detail));
    let levels = Levels::of(&poster.loss.sample(poster.view, width, height));
    let trails: Vec<(RunnerStyle, Averaged<'_>)> =
        poster.runners.iter().map(|runner| (runner.style, runner.averaged())).collect();
    let heads: Vec<Head<'_>> = poster.runners.iter().map(|runner| head(runner, poster.step)).collect();
    let scene = SolidScene {
        grid: &grid,
        view,
        losses: extent(&grid.values),
        axes: ["x", "y"],
        critical_points: poster.loss.critical_points(),
        minimum: poster.words.map.minimum,
        trails: &trails,
        step: poster.step,
        heads: Heads { heads: &heads, start: Some(poster.start), start_label: poster.words.map.start, avoid: &[] },
    };
    draw_solid_into(out, &scene, &levels, poster.theme, rect, poster.detail);
}

fn head<'a>(runner: &PosterRunner<'a>, step: usize) -> Head<'a> {
    let position = runner.run.position(step);
    Head {
        style: runner.style,
        at: [position[0], position[1]],
        label: runner.label,
        is_diverged: runner.run.diverged_at().is_some_and(|at| step >= at),
        average: runner.averaged().at(step),
    }
}

fn draw_loss(area: &Area<SvgBackend<'_>>, poster: &Poster<'_>, frame: Frame) -> Sketched<()> {
    let cost = |run: &Run| (0..=run.last_step()).map(|step| run.cost(step) as f64).collect();
    let costs: Option<Vec<Vec<f64>>> =
        poster.is_per_evaluation.then(|| poster.runners.iter().map(|runner| cost(runner.run)).collect());
    let curves: Vec<Curve<'_>> = poster
        .runners
        .iter()
        .enumerate()
        .map(|(index, runner)| Curve {
            style: runner.style,
            label: runner.label,
            xs: costs.as_ref().map_or(Xs::Every(1.0), |costs| Xs::At(&costs[index])),
            ys: runner.run.losses(),
            is_diverged: runner.run.diverged_at().is_some(),
            role: Role::Run,
        })
        .collect();
    let dearest = costs.iter().flatten().filter_map(|run| run.last()).copied().fold(1.0, f64::max);
    let to = if costs.is_some() { dearest } else { poster.steps as f64 };
    let chart = LossChart {
        curves: &curves,
        span: Span { scale: SpanScale::Linear, from: 0.0, to },
        scale: poster.scale,
        lowest: poster.loss.lowest(),
        target: poster.target,
        marks: &[],
        words: poster.words.loss,
    };
    let geometry = draw_loss_chart(area, frame, poster.theme, &chart)?;
    if poster.step < poster.steps {
        // Against evaluations the line is where the first run stands.
        let first = costs.iter().flatten().next().and_then(|costs| costs.get(poster.step).or(costs.last()));
        let at = first.copied().unwrap_or(poster.step as f64);
        draw_loss_cursor(area, &geometry, poster.theme, at, &curves, &vec![poster.step; curves.len()])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn map_and_chart_lie_inside_apart_and_large_at_every_shape() {
        for (width, height) in [(1200.0, 630.0), (1600.0, 900.0), (800.0, 800.0), (400.0, 900.0), (2400.0, 800.0)] {
            for has_subtitle in [false, true] {
                let Layout { frame, map, loss } = Layout::new(width, height, has_subtitle);
                let ratio = frame.width / frame.height;
                assert!((ratio - width / height).abs() < 1e-9, "{width} x {height}");
                let page = Rect { x: 0.0, y: 0.0, width: frame.width, height: frame.height };
                assert!(page.contains(&map) && page.contains(&loss), "{width} x {height}: {map:?} {loss:?}");
                let heading = Rect { y: loss.y - HEADING, height: HEADING, ..loss };
                assert!(!map.overlaps(&loss) && !map.overlaps(&heading), "{width} x {height}");
                let part = |rect: Rect| rect.width * rect.height / (page.width * page.height);
                assert!(part(map) > 0.3 && part(loss) > 0.12, "{width} x {height}: {} {}", part(map), part(loss));
            }
        }
    }
}
