//! What a rule has in mind, over the map: its vectors as arrows from the runner, its other places as points.

use downhill::{Objective, Run, StateKind};
use plotters_backend::DrawingBackend;

use crate::arrow::{distance, head};
use crate::frame::{Area, AreaError, draw_on};
use crate::map::MapProjection;
use crate::pen::{Drawn, Pen, Stroke};
use crate::rect::Point;
use crate::text::{Align, Lettering};
use crate::theme::{Rgb, RunnerStyle, Theme};

/// A vector or a place.
#[derive(Clone, Debug, PartialEq)]
struct RuleArrow {
    /// Its letter.
    label: String,
    /// From the runner's position, in the map's coordinates.
    vector: [f64; 2],
    kind: ArrowKind,
}

/// How an arrow of a rule is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ArrowKind {
    /// As a gradient is: all of these share one scale, on which the longest has a length that can be seen.
    Slope,
    /// To where it leads, in the map's own scale.
    Step,
    /// A point where it leads.
    Point,
}

/// The longest slope, as a part of the shorter side of the map.
const LONGEST: f64 = 0.22;
const WIDTH: f64 = 2.25;
const CASING: f64 = 1.5;
const HEAD: (f64, f64) = (10.0, 5.0);
const DOT: f64 = 4.5;
/// Shorter arrows are left out.
const SHORTEST: f64 = 3.0;

/// Draws the update that made `step` from where it began: the negative of the gradient that the rule was given, in ink, and in the
/// runner's color that of the loss's if it is another, the vectors that came of it, and other places. At the start there is none.
///
/// # Errors
/// What the backend reports.
pub fn draw_rule_arrows<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &MapProjection,
    theme: &Theme,
    style: RunnerStyle,
    objective: &impl Objective,
    run: &Run,
    step: usize,
) -> Result<(), AreaError<DB>> {
    let Some(before) = step.min(run.last_step()).checked_sub(1) else { return Ok(()) };
    let from = [run.position(before)[0], run.position(before)[1]];
    let arrows = arrows_of(objective, run, before);
    let frame = projection.frame;
    let at = projection.to_px(from[0], from[1]);
    let there = |vector: [f64; 2]| projection.to_px(from[0] + vector[0], from[1] + vector[1]);
    let slopes = arrows.iter().filter(|arrow| arrow.kind == ArrowKind::Slope);
    let longest = slopes.map(|arrow| distance(at, there(arrow.vector))).filter(|it| it.is_finite()).fold(0.0, f64::max);
    let stretch = LONGEST * frame.width.min(frame.height) / longest;
    draw_on(area, frame, |pen| {
        for (index, arrow) in arrows.iter().enumerate().rev() {
            let color = if index == 0 { theme.ink } else { theme.hue(style) };
            let mut to = there(arrow.vector);
            if arrow.kind == ArrowKind::Slope {
                to = (at.0 + (to.0 - at.0) * stretch, at.1 + (to.1 - at.1) * stretch);
            }
            let length = distance(at, to);
            // What leads far out of the picture is cut on its way: no canvas takes every number.
            if !length.is_finite() || (length < SHORTEST && arrow.kind != ArrowKind::Point) {
                continue;
            }
            let far = 2.0 * (frame.width + frame.height);
            if length > far {
                to = (at.0 + (to.0 - at.0) * far / length, at.1 + (to.1 - at.1) * far / length);
            }
            if arrow.kind == ArrowKind::Point {
                pen.line(&[at, to], Stroke::new(color, 1.0))?;
                pen.disc(to, DOT + CASING, theme.casing)?;
                pen.disc(to, DOT, color)?;
            } else {
                draw_arrow(pen, at, to, color, theme)?;
            }
            let lettering = Lettering::new(13.0, color).bold().align(Align::Center);
            pen.text_with_halo(&arrow.label, beside(at, to, index), lettering, theme.casing)?;
        }
        Ok(())
    })
}

/// What there is to draw of the update after the step `before`.
fn arrows_of(objective: &impl Objective, run: &Run, before: usize) -> Vec<RuleArrow> {
    let specs = run.entry().rule.state;
    let (from, to) = (run.position(before), run.position(before + 1));
    let made = [to[0] - from[0], to[1] - from[1]];
    let grad = &run.gradients()[2 * before..];
    let arrow = |label: &str, vector, kind| RuleArrow { label: label.to_owned(), vector, kind };
    let mut arrows = vec![arrow("−g", [-grad[0], -grad[1]], ArrowKind::Slope)];
    if !run.runner().sees_the_loss_itself() {
        let mut slope = [0.0; 2];
        objective.value_grad(from, &mut slope);
        arrows.push(arrow("−∇f", slope.map(|part| -part), ArrowKind::Slope));
    }
    let states = run.states()[2 * (before + 1) * specs.len()..].chunks_exact(2);
    for (spec, state) in specs.iter().zip(states) {
        let (label, vector, kind) = match spec.kind {
            StateKind::Direction => (format!("−{}", spec.symbol), [-state[0], -state[1]], ArrowKind::Slope),
            StateKind::Step => (spec.symbol.to_owned(), [state[0], state[1]], ArrowKind::Step),
            // Kept as an offset from where the update led.
            StateKind::Point | StateKind::Average => {
                (spec.symbol.to_owned(), [made[0] + state[0], made[1] + state[1]], ArrowKind::Point)
            }
            StateKind::Square => continue,
        };
        arrows.push(RuleArrow { label, vector, kind });
    }
    if let Some(probe) = run.probes().get(2 * before..2 * before + 2) {
        arrows.push(arrow("∇f", [probe[0] - from[0], probe[1] - from[1]], ArrowKind::Point));
    }
    arrows
}

/// A little further on than the tip, the first to its one side, the others to the other: arrows often coincide.
fn beside(from: Point, to: Point, index: usize) -> Point {
    let length = distance(from, to);
    if length < 1.0 {
        return (to.0 + 12.0, to.1 - 12.0);
    }
    let (along, across) = (9.0 / length, if index == 0 { 12.0 } else { -14.0 * index as f64 } / length);
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    (to.0 + dx * along + dy * across, to.1 + dy * along - dx * across)
}

fn draw_arrow<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    from: Point,
    to: Point,
    color: Rgb,
    theme: &Theme,
) -> Drawn<DB> {
    let [left, notch, right] = head(from, to, HEAD);
    pen.line(&[from, notch], Stroke::new(theme.casing, WIDTH + 2.0 * CASING))?;
    pen.line(&[to, left, right, to, left], Stroke::new(theme.casing, 2.0 * CASING))?;
    pen.line(&[from, notch], Stroke::new(color, WIDTH))?;
    pen.polygon(&[to, left, right], color)
}
