//! The loss on a plane around a solution: contours with a ladder of numbers, and the solution in the middle.

use downhill::{Grid, contours};
use plotters_backend::DrawingBackend;

use crate::clip::between;
use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::heat::heat_pixels;
use crate::map::{MapProjection, project, stroke_contours};
use crate::map_ground::Ground;
use crate::marker::draw_marker;
use crate::number::format_number;
use crate::pen::{Drawn, Pen};
use crate::placement::{Obstacles, free_place};
use crate::plane_scale::PlaneScale;
use crate::rect::{Point, Rect};
use crate::refined::refined;
use crate::text::{Align, Lettering};
use crate::theme::{RunnerStyle, Theme};
use crate::trail::{TrailPen, draw_trail};

/// What a map of a plane shows.
#[derive(Clone, Copy, Debug)]
pub struct PlaneMap<'a> {
    /// The loss; x and y of its view in units of the two directions, the solution at (0, 0).
    pub grid: &'a Grid,
    /// Tones and levels, the same for all planes that are compared.
    pub scale: &'a PlaneScale,
    /// What the solution looks like.
    pub style: RunnerStyle,
    /// The way to the solution, projected on the plane; may be empty.
    pub path: &'a [[f64; 2]],
    /// Words.
    pub labels: PlaneLabels<'a>,
}

/// Words on a map of a plane; each may be empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlaneLabels<'a> {
    /// What the solution is called.
    pub solution: &'a str,
    /// The direction to the right.
    pub x: &'a str,
    /// The direction upwards.
    pub y: &'a str,
}

/// The heatmap under [`draw_plane_map`] as `width * height` RGBA pixels, as [`heat_pixels`] makes them.
#[must_use]
pub fn plane_heat(grid: &Grid, scale: &PlaneScale, theme: &Theme, width: usize, height: usize) -> Vec<u8> {
    heat_pixels(&refined(grid), scale, theme, width, height)
}

/// Room around the solution that numbers of contours leave free, and between them.
const MARKER_ROOM: f64 = 20.0;
const NUMBER_GAP: f64 = 3.0;

/// How far numbers stay from the edges.
const EDGE: f64 = 5.0;

/// Directions in which a ladder of numbers may lead, as right and down, the best first: steep, so that numbers on
/// neighbouring lines stand above each other.
const LADDERS: [(f64, f64); 8] =
    [(0.26, -0.97), (-0.26, -0.97), (0.0, -1.0), (0.26, 0.97), (-0.26, 0.97), (0.5, -0.87), (-0.5, -0.87), (0.5, 0.87)];

/// Draws the contours of a plane, their numbers, the path and the solution, over a heatmap that is already there.
///
/// # Errors
/// What the backend reports.
pub fn draw_plane_map<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: Frame,
    theme: &Theme,
    map: &PlaneMap<'_>,
) -> Result<(), AreaError<DB>> {
    let grid = refined(map.grid);
    let projection = MapProjection::new(grid.view, frame);
    let levels = map.scale.levels();
    let lines = project(&contours(&grid, levels), &projection);
    let ground = Ground { projection: &projection, grid: &grid, scale: map.scale, theme };
    draw_on(area, frame, |pen| stroke_contours(pen, &lines, theme))?;
    draw_trail(area, &projection, theme, map.style, map.path.as_flattened(), usize::MAX, &mut TrailPen::default())?;
    draw_on(area, frame, |pen| {
        let mut taken = Vec::new();
        ground.draw_ticks(pen, &mut taken)?;
        draw_directions(pen, &ground, &map.labels, &mut taken)?;
        let solution = projection.to_px(0.0, 0.0);
        let marker = Rect::around(solution, MARKER_ROOM, MARKER_ROOM);
        let path: Vec<Rect> =
            map.path.iter().map(|at| Rect::around(projection.to_px(at[0], at[1]), 6.0, 6.0)).collect();
        taken.push(marker);
        let numbers = ladder(pen, levels, &lines, solution, &taken, &path);
        for (text, place) in &numbers {
            let lettering = lettering(theme);
            pen.text_with_halo(text, place.center(), lettering, ground.tone_at(place.center()))?;
        }
        draw_marker(pen, solution, map.style, theme)?;
        if map.labels.solution.is_empty() {
            return Ok(());
        }
        let lettering = Lettering::new(12.5, theme.hue(map.style)).bold().align(Align::Center);
        let (width, height) = pen.text_size(map.labels.solution, lettering);
        let side = 12.0 + 0.5 * width;
        let offsets = [(side, 0.0), (-side, 0.0), (0.0, 18.0), (0.0, -18.0), (side, 18.0), (-side, 18.0)];
        let candidates = offsets.map(|(dx, dy)| Rect::around((solution.0 + dx, solution.1 + dy), width, height));
        taken.extend(numbers.iter().map(|(_, place)| *place));
        let obstacles = Obstacles { marks: vec![marker], labels: taken, soft: path };
        let place = free_place(&candidates, solution, &obstacles, &pen.bounds().grown(-EDGE));
        pen.text_with_halo(map.labels.solution, place.center(), lettering, theme.casing)
    })
}

fn lettering(theme: &Theme) -> Lettering {
    Lettering::new(11.0, theme.map_ink).align(Align::Center)
}

/// Names the directions: that of x at the right end of its ticks, that of y at the top of its own.
fn draw_directions<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    ground: &Ground<'_, PlaneScale>,
    labels: &PlaneLabels<'_>,
    taken: &mut Vec<Rect>,
) -> Drawn<DB> {
    let (bounds, lettering) = (pen.bounds(), lettering(ground.theme));
    for (text, is_x) in [(labels.x, true), (labels.y, false)].into_iter().filter(|(text, _)| !text.is_empty()) {
        let (width, height) = pen.text_size(text, lettering);
        // In the lower right corner, above the numbers of x, and in the upper left one.
        let at =
            if is_x { (bounds.width - 9.0 - 0.5 * width, bounds.height - 30.0) } else { (9.0 + 0.5 * width, 14.0) };
        let place = Rect::around(at, width, height);
        if taken.iter().any(|other| other.overlaps(&place)) {
            continue;
        }
        pen.text_with_halo(text, at, lettering, ground.tone_at(at))?;
        taken.push(place);
    }
    Ok(())
}

/// The numbers of the contours on the way from the solution to an edge, on the way that has room for most of them.
fn ladder<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    levels: &[f64],
    lines: &[Vec<Vec<Point>>],
    solution: Point,
    taken: &[Rect],
    path: &[Rect],
) -> Vec<(String, Rect)> {
    let inner = pen.bounds().grown(-EDGE);
    let lettering = lettering(&crate::theme::LIGHT);
    let mut best: (f64, Vec<(String, Rect)>) = (0.0, Vec::new());
    for (rank, direction) in LADDERS.into_iter().enumerate() {
        let mut numbers: Vec<(String, Rect)> = Vec::new();
        let mut crossed = 0.0;
        for (&level, lines) in levels.iter().zip(lines) {
            let Some(at) = first_crossing(lines, solution, direction) else { continue };
            let text = format_number(level);
            let (width, height) = pen.text_size(&text, lettering);
            let place = Rect::around(at, width, height);
            let is_near = |other: &Rect| other.grown(NUMBER_GAP).overlaps(&place);
            if inner.contains(&place) && !taken.iter().any(is_near) && !numbers.iter().any(|(_, other)| is_near(other))
            {
                crossed += f64::from(u8::from(path.iter().any(is_near)));
                numbers.push((text, place));
            }
        }
        let worth = numbers.len() as f64 - 0.6 * crossed - 0.1 * rank as f64;
        if worth > best.0 {
            best = (worth, numbers);
        }
    }
    best.1
}

/// Where the way from `from` in a direction first meets one of the lines.
fn first_crossing(lines: &[Vec<Point>], from: Point, (dx, dy): Point) -> Option<Point> {
    let mut first: Option<(f64, Point)> = None;
    for pair in lines.iter().flat_map(|line| line.windows(2)) {
        // Signed distances of both ends from the way.
        let side = |at: Point| (at.0 - from.0) * dy - (at.1 - from.1) * dx;
        let (a, b) = (side(pair[0]), side(pair[1]));
        if (a < 0.0) == (b < 0.0) {
            continue;
        }
        let at = between(pair[0], pair[1], a / (a - b));
        let along = (at.0 - from.0) * dx + (at.1 - from.1) * dy;
        if along > 0.0 && first.is_none_or(|(least, _)| along < least) {
            first = Some((along, at));
        }
    }
    first.map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use downhill::View;

    use super::*;
    use crate::recording::{Record, frame, record};
    use crate::theme::{LIGHT, runner_style};

    const VIEW: View = View { x: [-1.4, 1.4], y: [-1.0, 1.0] };

    fn draw(grid: &Grid, path: &[[f64; 2]], width: f64, height: f64) -> Record {
        let (frame, scale) = (frame(width, height), PlaneScale::of(&[grid]));
        let labels = PlaneLabels { solution: "batch 4", x: "direction 1", y: "direction 2" };
        let map = PlaneMap { grid, scale: &scale, style: runner_style(0), path, labels };
        let (record, result) = record(frame, |area| draw_plane_map(area, frame, &LIGHT, &map));
        assert!(result.is_ok());
        record
    }

    fn bowl(curvature: f64, columns: usize) -> Grid {
        Grid::sample(|x, y| 0.05 + curvature * (x * x + 0.6 * x * y + 1.5 * y * y), VIEW, columns, columns)
    }

    #[test]
    fn contours_have_numbers_apart_on_their_lines_at_every_width() {
        for (width, height) in [(320.0, 220.0), (440.0, 315.0), (900.0, 560.0)] {
            for curvature in [1.0, 12.0] {
                let record = draw(&bowl(curvature, 31), &[], width, height);
                let texts: Vec<_> = record.texts_in(LIGHT.map_ink);
                let bounds = Rect { x: 0.0, y: 0.0, width, height };
                for (k, text) in texts.iter().enumerate() {
                    assert!(bounds.contains(&text.rect), "{text:?}");
                    assert!(texts[..k].iter().all(|other| !other.rect.overlaps(&text.rect)), "{text:?} at {width}");
                }
                let is_level = |text: &str| ["0.25", "0.5", "1", "2", "4", "8", "16"].contains(&text);
                let levels = texts.iter().filter(|text| is_level(&text.text)).count();
                assert!(levels >= 3, "{levels} at {width}, {curvature}");
            }
        }
    }

    #[test]
    fn a_number_stands_where_the_loss_has_that_value() {
        let record = draw(&bowl(12.0, 31), &[], 440.0, 315.0);
        let projection = MapProjection::new(VIEW, frame(440.0, 315.0));
        for (text, level) in [("2", 2.0), ("4", 4.0), ("8", 8.0)] {
            // Numbers of ticks are smaller than 2.
            let found = record.texts_in(LIGHT.map_ink).into_iter().find(|found| found.text == text).expect("a number");
            let (x, y) = found.rect.center();
            let (x, y) = projection.to_data(x, y);
            let loss = 0.05 + 12.0 * (x * x + 0.6 * x * y + 1.5 * y * y);
            assert!((loss - level).abs() < 0.06 * level, "{level}: {loss}");
        }
    }

    #[test]
    fn the_solution_stands_in_the_middle_and_the_path_leads_there() {
        let path: Vec<[f64; 2]> = (0..50).map(|k| f64::from(49 - k) / 60.0).map(|t| [t, 0.5 * t * t]).collect();
        let record = draw(&bowl(4.0, 31), &path, 400.0, 300.0);
        let hue = LIGHT.runners[0];
        assert!(record.circles.iter().any(|&(at, _, color)| at == (200.0, 150.0) && color == hue));
        let line = record.lines.iter().find(|line| line.color == hue).expect("a path");
        let end = line.points.last().expect("points");
        assert!((end.0 - 200.0).abs() < 1.0 && (end.1 - 150.0).abs() < 1.0, "{end:?}");
        assert_eq!(record.texts_in(hue).len(), 1, "its name");
    }

    #[test]
    fn a_plane_without_numbers_is_drawn_without_contours() {
        for loss in [f64::NAN, 0.0, f64::INFINITY] {
            let record = draw(&Grid::sample(|_, _| loss, VIEW, 5, 5), &[[f64::NAN, 0.0]], 300.0, 200.0);
            assert!(record.words().contains(&"batch 4"), "{loss}");
        }
    }
}
