//! Trails of runners draped over a block, appended step by step.

use plotters_backend::DrawingBackend;

use crate::averaged::Averaged;
use crate::clip::visible_part;
use crate::frame::{Area, AreaError, draw_on};
use crate::pen::Stroke;
use crate::rect::{Point, Rect};
use crate::solid::Solid;
use crate::solid::camera::SolidProjection;
use crate::theme::{RunnerStyle, Theme};
use crate::trail::{
    AVERAGE_CASING, AVERAGE_WIDTH, CASING_WIDTH, Dasher, LINE_WIDTH, OVERSHOOT, SHORTEST_STEP, Strokes,
};

/// Width of what is behind the surface, and how far its hue is mixed into the ground's.
const HIDDEN_WIDTH: f64 = 1.25;
const FAINT: f64 = 0.55;

/// How a line over a block looks where it is in sight.
#[derive(Clone, Copy)]
struct Look {
    pattern: &'static [f64],
    width: f64,
    casing: f64,
}

/// The plane, as places.
const PLANE: Rect = Rect { x: 0.0, y: 0.0, width: 1.0, height: 1.0 };

/// How far a trail has been drawn over a block. A new one, from `default()`, starts at step 0.
#[derive(Clone, Debug, Default)]
pub struct SolidTrailPen {
    next_step: usize,
    /// The last place drawn to, and where it is in the picture.
    last: Option<([f64; 2], Point)>,
    /// The end of the ink, and a point on it a little before, if there is ink up to the end.
    joint: Option<(Point, Point)>,
    phase: f64,
    length: f64,
}

impl SolidTrailPen {
    /// A pen that begins at a step, for the newest part of a trail.
    #[must_use]
    pub fn from_step(step: usize) -> Self {
        Self { next_step: step, ..Self::default() }
    }

    /// The first step that is not drawn yet.
    #[must_use]
    pub fn next_step(&self) -> usize {
        self.next_step
    }
}

/// Draws the part of a trail from where `pen` stands to `to_step` (included). The line follows the surface below the straight
/// way from each step to the next; what the surface hides is thin and faint, what lies outside the block is left out.
///
/// `positions` are x and y of every step. After the projection changed, clear the area and begin with a new pen. The line ends
/// at the first position that is not finite.
///
/// # Errors
/// What the backend reports.
#[allow(clippy::too_many_arguments, reason = "what a trail is drawn with, and nothing of it belongs together")]
pub fn draw_solid_trail<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &SolidProjection,
    theme: &Theme,
    solid: &Solid,
    style: RunnerStyle,
    positions: &[f64],
    to_step: usize,
    pen: &mut SolidTrailPen,
) -> Result<(), AreaError<DB>> {
    let look = Look { pattern: style.dash.pattern(), width: LINE_WIDTH, casing: CASING_WIDTH };
    drape(area, projection, theme, solid, style, look, positions, to_step, pen)
}

/// Draws the same part of the trail of the iterates' average, as [`draw_average_trail`](crate::draw_average_trail) does on a map.
///
/// # Errors
/// What the backend reports.
#[allow(clippy::too_many_arguments, reason = "as of the trail of the iterates")]
pub fn draw_solid_average_trail<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &SolidProjection,
    theme: &Theme,
    solid: &Solid,
    style: RunnerStyle,
    averaged: Averaged<'_>,
    to_step: usize,
    pen: &mut SolidTrailPen,
) -> Result<(), AreaError<DB>> {
    if pen.last.is_none() {
        pen.next_step = averaged.first_drawn(pen.next_step, to_step);
    }
    let look = Look { pattern: &[], width: AVERAGE_WIDTH, casing: AVERAGE_CASING };
    drape(area, projection, theme, solid, style, look, averaged.averages, to_step, pen)
}

#[allow(clippy::too_many_arguments, reason = "as of the trail of the iterates")]
fn drape<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &SolidProjection,
    theme: &Theme,
    solid: &Solid,
    style: RunnerStyle,
    look: Look,
    positions: &[f64],
    to_step: usize,
    pen: &mut SolidTrailPen,
) -> Result<(), AreaError<DB>> {
    let frame = projection.frame;
    let bounds = Rect { x: 0.0, y: 0.0, width: frame.width, height: frame.height }.grown(OVERSHOOT);
    let mut dasher = Dasher { pattern: look.pattern, phase: pen.phase, length: pen.length };
    let [mut casing, mut ink, mut faint, mut nothing] = [(); 4].map(|()| Strokes::default());
    if let Some((before, end)) = pen.joint {
        ink.resume(before, end);
    }
    let mut inked = pen.joint.map(|(_, end)| end);
    let steps = positions.chunks_exact(2).take(to_step.saturating_add(1)).skip(pen.next_step);
    for position in steps {
        pen.next_step += 1;
        let to = solid.place([position[0], position[1]]);
        if !(to[0].is_finite() && to[1].is_finite()) {
            break;
        }
        let to_px = projection.project(to, 0.0);
        let Some((from, from_px)) = pen.last else {
            pen.last = Some((to, to_px));
            continue;
        };
        let (dx, dy) = (to_px.0 - from_px.0, to_px.1 - from_px.1);
        if dx * dx + dy * dy < SHORTEST_STEP * SHORTEST_STEP {
            continue;
        }
        pen.last = Some((to, to_px));
        let Some((enters, leaves)) = visible_part((from[0], from[1]), (to[0], to[1]), &PLANE) else {
            lift([&mut casing, &mut ink, &mut faint]);
            continue;
        };
        let between = |part: f64| [0, 1].map(|axis| from[axis] * (1.0 - part) + to[axis] * part);
        let (start, stop) = (between(enters), between(leaves));
        let way = [0, 1].map(|axis| (stop[axis] - start[axis]).abs() * (solid.columns.max(solid.rows) - 1) as f64);
        let pieces = (way[0].max(way[1]).ceil() as usize).max(1);
        let mut last = solid.on_surface(projection, start);
        for piece in 1..=pieces {
            let part = enters + (leaves - enters) * piece as f64 / pieces as f64;
            let next = solid.on_surface(projection, between(part));
            match (last, next) {
                (Some((a, was_hidden)), Some((b, is_hidden))) => {
                    if was_hidden && is_hidden {
                        lift([&mut casing, &mut ink]);
                        dasher.walk(a, b, &bounds, &mut nothing, &mut faint);
                    } else {
                        faint.lift();
                        dasher.walk(a, b, &bounds, &mut casing, &mut ink);
                        inked = Some(b);
                    }
                }
                _ => {
                    lift([&mut casing, &mut ink, &mut faint]);
                }
            }
            last = next;
        }
        if leaves < 1.0 {
            lift([&mut casing, &mut ink, &mut faint]);
        }
    }
    pen.joint = ink.before_end().zip(inked);
    (pen.phase, pen.length) = (dasher.phase, dasher.length);
    draw_on(area, frame, |canvas| {
        let hue = theme.hue(style);
        for piece in faint.finish() {
            canvas.line(&piece, Stroke::new(hue.mix(theme.heat(0.5), FAINT), HIDDEN_WIDTH))?;
        }
        for piece in casing.finish() {
            canvas.line(&piece, Stroke::new(theme.casing, look.casing))?;
        }
        for piece in ink.finish() {
            canvas.line(&piece, Stroke::new(hue, look.width))?;
        }
        Ok(())
    })
}

fn lift<const COUNT: usize>(lines: [&mut Strokes; COUNT]) {
    lines.into_iter().for_each(Strokes::lift);
}
