//! Where the runners stand: a marker and a label each, and the start.

use plotters_backend::DrawingBackend;

use crate::frame::{Area, AreaError, draw_on};
use crate::map::MapProjection;
use crate::marker::{MARKER_RADIUS, draw_cross, draw_marker};
use crate::pen::{Drawn, Pen, Stroke};
use crate::placement::{Obstacles, free_place};
use crate::rect::{Point, Rect};
use crate::text::{Align, Lettering};
use crate::theme::{RunnerStyle, Theme};

/// A runner at one step.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// What it looks like.
    pub style: RunnerStyle,
    /// Where it is, in data coordinates.
    pub at: [f64; 2],
    /// Its name.
    pub label: &'a str,
    /// Whether it has blown up.
    pub is_diverged: bool,
    /// Where the average of its iterates is, if it keeps one that is elsewhere.
    pub average: Option<[f64; 2]>,
}

/// All that stands on a map at one step.
#[derive(Clone, Copy, Debug)]
pub struct Heads<'a> {
    /// The runners; the first is drawn on top.
    pub heads: &'a [Head<'a>],
    /// Where they started, in data coordinates.
    pub start: Option<[f64; 2]>,
    /// What the start is called.
    pub start_label: &'a str,
    /// Places that labels leave free if they can: what [`draw_map_base`](crate::draw_map_base) returned.
    pub avoid: &'a [Rect],
}

/// Room between a marker's middle and its label.
const ASIDE: f64 = 11.0;

/// Labels farther than this from their marker get a line to it.
const FAR: f64 = 14.0;

/// Radius of the ring where an average is, and width of its line.
const AVERAGE_RADIUS: f64 = 5.0;
const AVERAGE_LINE: f64 = 2.0;

/// How far the markers of runners outside the map stay from its edges.
pub(crate) const EDGE: f64 = 13.0;

/// Radius of the start's ring.
const START_RADIUS: f64 = 7.5;

/// Where a head is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spot {
    Inside(Point),
    /// Behind what is drawn.
    Hidden(Point),
    /// At the edge, with the direction in which the head lies.
    Outside(Point, Point),
}

impl Spot {
    pub(crate) fn at(&self) -> Point {
        match *self {
            Self::Inside(at) | Self::Hidden(at) | Self::Outside(at, _) => at,
        }
    }
}

/// Draws markers and labels. Labels overlap neither each other nor a marker as long as there is room, and stay inside.
///
/// A runner outside the map is an arrow at its edge; one that is nowhere (NaN) is left out. Averages are hollow marks below all
/// others, as long as they are inside.
///
/// # Errors
/// What the backend reports.
pub fn draw_heads<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &MapProjection,
    theme: &Theme,
    scene: &Heads<'_>,
) -> Result<(), AreaError<DB>> {
    draw_on(area, projection.frame, |pen| {
        let spots: Vec<Spots> = scene.heads.iter().map(|head| head.spots(|at| spot(projection, at))).collect();
        let start = scene.start.map(|[x, y]| projection.to_px(x, y)).filter(|&at| pen.bounds().has(at));
        draw_spots(pen, theme, scene, &spots, start)
    })
}

/// Where a head is shown, and the average of its iterates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spots {
    head: Option<Spot>,
    average: Option<Spot>,
}

impl Head<'_> {
    /// Its places, by what finds the place of a point.
    pub(crate) fn spots(&self, find: impl Fn([f64; 2]) -> Option<Spot>) -> Spots {
        Spots { head: find(self.at), average: self.average.and_then(find) }
    }
}

/// Draws markers and labels where the heads and the start are shown.
pub(crate) fn draw_spots<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    theme: &Theme,
    scene: &Heads<'_>,
    averaged: &[Spots],
    start: Option<Point>,
) -> Drawn<DB> {
    let spots: Vec<Option<Spot>> = averaged.iter().map(|of| of.head).collect();
    let averages = || averaged.iter().filter_map(|of| of.average);
    let mut obstacles = Obstacles { soft: scene.avoid.to_vec(), ..Obstacles::default() };
    let marker = 2.0 * MARKER_RADIUS + 3.0;
    obstacles.marks.extend(spots.iter().flatten().map(|spot| Rect::around(spot.at(), marker, marker)));
    obstacles.marks.extend(averages().map(|spot| Rect::around(spot.at(), marker, marker)));
    obstacles.marks.extend(start.map(|at| Rect::around(at, 2.0 * START_RADIUS + 3.0, 2.0 * START_RADIUS + 3.0)));

    let lettering = |head: &Head<'_>| Lettering::new(12.5, theme.hue(head.style)).bold().align(Align::Center);
    let mut places = Vec::with_capacity(spots.len());
    for (head, spot) in scene.heads.iter().zip(&spots) {
        places.push(spot.map(|spot| {
            let size = pen.text_size(head.label, lettering(head));
            let place = free_place(&candidates(spot.at(), size), spot.at(), &obstacles, &pen.bounds().grown(-4.0));
            obstacles.labels.push(place);
            place
        }));
    }

    if let Some(at) = start {
        pen.disc(at, START_RADIUS + 3.0, theme.casing)?;
        pen.ring(at, START_RADIUS, Stroke::new(theme.ink, 2.5))?;
    }
    for (head, of) in scene.heads.iter().zip(averaged).rev() {
        draw_average(pen, of.average, head.style, theme)?;
    }
    for (spot, place) in spots.iter().zip(&places) {
        if let (Some(spot), Some(place)) = (spot, place) {
            draw_leader(pen, spot.at(), place, theme)?;
        }
    }
    for (head, spot) in scene.heads.iter().zip(&spots).rev() {
        match *spot {
            Some(Spot::Inside(at)) if head.is_diverged => draw_cross(pen, at, head.style, theme)?,
            Some(Spot::Inside(at)) => draw_marker(pen, at, head.style, theme)?,
            Some(Spot::Hidden(at)) => draw_hidden(pen, at, head.style, theme)?,
            Some(Spot::Outside(at, direction)) => draw_arrow(pen, at, direction, head.style, theme)?,
            None => {}
        }
    }
    if let Some(at) = start.filter(|_| !scene.start_label.is_empty()) {
        let lettering = Lettering::new(12.5, theme.ink).bold().align(Align::Center);
        let size = pen.text_size(scene.start_label, lettering);
        let place = free_place(&start_candidates(at, size), at, &obstacles, &pen.bounds().grown(-4.0));
        pen.text_with_halo(scene.start_label, place.center(), lettering, theme.casing)?;
    }
    for (head, place) in scene.heads.iter().zip(&places) {
        if let Some(place) = place {
            pen.text_with_halo(head.label, place.center(), lettering(head), theme.casing)?;
        }
    }
    Ok(())
}

/// Where a head is shown: on its place if that is inside, else on the edge towards it; `None` if it has no place.
fn spot(projection: &MapProjection, [x, y]: [f64; 2]) -> Option<Spot> {
    let (px, py) = projection.to_px(x, y);
    if px.is_nan() || py.is_nan() {
        return None;
    }
    let bounds = Rect { x: 0.0, y: 0.0, width: projection.frame.width, height: projection.frame.height };
    if bounds.has((px, py)) {
        return Some(Spot::Inside((px, py)));
    }
    let inner = bounds.grown(-EDGE);
    let (cx, cy) = bounds.center();
    let (dx, dy) = (px.clamp(-1e9, 1e9) - cx, py.clamp(-1e9, 1e9) - cy);
    // How far the way from the middle to the head stays inside.
    let part = (0.5 * inner.width / dx.abs()).min(0.5 * inner.height / dy.abs());
    let length = (dx * dx + dy * dy).sqrt();
    Some(Spot::Outside((cx + part * dx, cy + part * dy), (dx / length, dy / length)))
}

/// Places for a label around a marker, the best first: beside it, above and below, then in rows farther away, then in a
/// second column beyond these.
fn candidates((x, y): Point, (width, height): (f64, f64)) -> Vec<Rect> {
    /// Rows above and below, and how much farther out the second column is.
    const ROWS: u8 = 11;
    const COLUMN: f64 = 84.0;
    let at = |dx: f64, dy: f64| Rect::around((x + dx, y + dy), width, height);
    let side = ASIDE + 0.5 * width;
    let mut candidates = vec![at(side, 0.0), at(-side, 0.0), at(0.0, -ASIDE - 5.0), at(0.0, ASIDE + 5.0)];
    for column in [0.0, COLUMN] {
        for row in 1..=ROWS {
            let dy = f64::from(row) * (height + 1.0);
            let out = side + (3.0 * f64::from(row)).min(8.0) + column;
            candidates.extend([at(out, -dy), at(out, dy), at(-out, -dy), at(-out, dy)]);
        }
    }
    candidates
}

/// Places for the start's label: up to the right, as long as nothing is there.
fn start_candidates((x, y): Point, (width, height): (f64, f64)) -> Vec<Rect> {
    let at = |dx: f64, dy: f64| Rect::around((x + dx, y + dy), width, height);
    let side = 14.0 + 0.5 * width;
    let mut candidates = Vec::new();
    for row in 0..=3 {
        let dy = f64::from(row) * (height + 1.0);
        candidates.extend([at(side, -10.0 - dy), at(-side, -10.0 - dy), at(side, 10.0 + dy), at(-side, 10.0 + dy)]);
    }
    candidates.extend([at(0.0, -20.0), at(0.0, 20.0)]);
    candidates
}

/// A thin line from a marker to its label, if the label is not beside it.
fn draw_leader<DB: DrawingBackend>(pen: &mut Pen<'_, DB>, at: Point, place: &Rect, theme: &Theme) -> Drawn<DB> {
    let nearest = place.nearest(at);
    let (dx, dy) = (nearest.0 - at.0, nearest.1 - at.1);
    if (dx * dx + dy * dy).sqrt() <= FAR {
        return Ok(());
    }
    let end = (nearest.0, place.center().1);
    pen.line(&[at, end], Stroke::new(theme.casing, 3.0))?;
    pen.line(&[at, end], Stroke::new(theme.map_ink, 1.0))
}

/// A hollow mark: the head is behind what is drawn.
fn draw_hidden<DB: DrawingBackend>(pen: &mut Pen<'_, DB>, at: Point, style: RunnerStyle, theme: &Theme) -> Drawn<DB> {
    pen.ring(at, MARKER_RADIUS, Stroke::new(theme.casing, 3.5))?;
    pen.ring(at, MARKER_RADIUS, Stroke::new(theme.hue(style), 1.5))
}

/// The mark of an average: hollow, with paper in it where it is in sight. Outside there is none.
fn draw_average<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    spot: Option<Spot>,
    style: RunnerStyle,
    theme: &Theme,
) -> Drawn<DB> {
    let hue = theme.hue(style);
    match spot {
        Some(Spot::Inside(at)) => {
            pen.disc(at, AVERAGE_RADIUS + AVERAGE_LINE, theme.casing)?;
            pen.ring(at, AVERAGE_RADIUS, Stroke::new(hue, AVERAGE_LINE))
        }
        Some(Spot::Hidden(at)) => pen.ring(at, AVERAGE_RADIUS, Stroke::new(hue, 1.0)),
        Some(Spot::Outside(..)) | None => Ok(()),
    }
}

/// An arrow head that points out of the map.
pub(crate) fn draw_arrow<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    (x, y): Point,
    (dx, dy): Point,
    style: RunnerStyle,
    theme: &Theme,
) -> Drawn<DB> {
    let at = |along: f64, across: f64| (x + along * dx - across * dy, y + along * dy + across * dx);
    let corners = [at(9.0, 0.0), at(-4.0, 6.0), at(-1.5, 0.0), at(-4.0, -6.0)];
    let mut closed = corners.to_vec();
    closed.extend_from_slice(&corners[..2]);
    pen.line(&closed, Stroke::new(theme.casing, 3.0))?;
    pen.polygon(&corners, theme.hue(style))
}

#[cfg(test)]
mod tests;
