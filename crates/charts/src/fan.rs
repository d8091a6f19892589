//! The gradient fan: where every sample would push, what the batch makes of it, and the full gradient.

use plotters_backend::DrawingBackend;

use crate::arrow::{SHORTEST, distance, draw_batch_arrow, draw_full_arrow, fan_stretch, head};
use crate::clip::between;
use crate::frame::{Area, AreaError, draw_on};
use crate::map::MapProjection;
use crate::marker::MARKER_RADIUS;
use crate::pen::{Drawn, Pen, Stroke};
use crate::placement::{Obstacles, free_place};
use crate::rect::{Point, Rect};
use crate::text::{Align, Lettering};
use crate::theme::{RunnerStyle, Theme};

/// Step directions of samples at one place on a map: gradients with their signs turned, in data units.
#[derive(Clone, Copy, Debug)]
pub struct GradientFan<'a> {
    /// Where the gradients were taken, in data coordinates.
    pub at: [f64; 2],
    /// Every sample's own direction.
    pub samples: &'a [[f64; 2]],
    /// Which samples are in the batch; may be empty.
    pub in_batch: &'a [bool],
    /// The batch's mean.
    pub batch: [f64; 2],
    /// The mean of all samples.
    pub full: [f64; 2],
    /// The runner that the batch belongs to.
    pub style: RunnerStyle,
}

/// Words on a gradient fan; what is empty is left out.
#[derive(Clone, Copy, Debug)]
pub struct FanLabels<'a> {
    /// What the batch's mean is called.
    pub batch: &'a str,
    /// What the mean of all samples is called.
    pub full: &'a str,
}

/// How many samples have an arrow, unless the batch has more.
const MOST_ARROWS: usize = 600;

/// Opacity of the arrow of a sample outside the batch, and of one inside.
pub(crate) const SAMPLE_ALPHA: f64 = 0.22;
pub(crate) const BATCH_ALPHA: f64 = 0.75;

/// The length that arrows of samples are cut to, as a part of the smaller side of the map.
pub(crate) const LONGEST_SAMPLE: f64 = 0.9;

/// Length and half the width of the head of a sample's arrow.
const SAMPLE_HEAD: (f64, f64) = (4.0, 2.0);

/// Draws a gradient fan. All arrows share one scale, chosen so that most of them fit.
///
/// # Errors
/// What the backend reports.
pub fn draw_fan<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &MapProjection,
    theme: &Theme,
    fan: &GradientFan<'_>,
    labels: FanLabels<'_>,
) -> Result<(), AreaError<DB>> {
    draw_on(area, projection.frame, |pen| {
        let at = projection.to_px(fan.at[0], fan.at[1]);
        let room = projection.frame.width.min(projection.frame.height);
        let length = |direction: [f64; 2]| distance((0.0, 0.0), pixels(projection, direction));
        let lengths = fan.samples.iter().map(|&sample| length(sample));
        let Some(stretch) = fan_stretch(lengths, [fan.batch, fan.full].map(length), room) else { return Ok(()) };
        if !(at.0.is_finite() && at.1.is_finite()) {
            return Ok(());
        }
        let tip = |direction: [f64; 2]| {
            let (dx, dy) = pixels(projection, direction);
            let length = stretch * distance((0.0, 0.0), (dx, dy));
            let is_drawn = length >= SHORTEST && length.is_finite();
            let part = (LONGEST_SAMPLE * room / length).min(1.0) * stretch;
            is_drawn.then_some(((at.0 + part * dx, at.1 + part * dy), length > LONGEST_SAMPLE * room))
        };
        for is_in in [false, true] {
            let alpha = if is_in { BATCH_ALPHA } else { SAMPLE_ALPHA };
            let stroke = Stroke { color: theme.map_ink, alpha, width: 1.0 };
            for index in shown_samples(fan.samples.len(), fan.in_batch, is_in, MOST_ARROWS) {
                let Some((to, is_cut)) = tip(fan.samples[index]) else { continue };
                pen.line(&[at, to], stroke)?;
                if is_in && !is_cut {
                    let [left, _, right] = head(at, to, SAMPLE_HEAD);
                    pen.line(&[left, to, right], stroke)?;
                }
            }
        }
        let [full, batch] = [fan.full, fan.batch].map(|mean| tip(mean).map(|(to, _)| to));
        if let Some(to) = full {
            draw_full_arrow(pen, at, to, theme)?;
        }
        if let Some(to) = batch {
            draw_batch_arrow(pen, at, to, fan.style, theme)?;
        }
        let bold = Lettering::new(12.0, theme.hue(fan.style)).bold();
        let ends = [(labels.batch, batch, bold), (labels.full, full, Lettering::new(12.0, theme.ink))];
        if pen.bounds().has(at) { draw_labels(pen, at, ends, theme) } else { Ok(()) }
    })
}

/// A direction in pixels.
fn pixels(projection: &MapProjection, [x, y]: [f64; 2]) -> Point {
    let [[left, right], [bottom, top]] = [projection.view.x, projection.view.y];
    (x / (right - left) * projection.frame.width, -y / (top - bottom) * projection.frame.height)
}

/// The samples that have an arrow: all that are in the batch, or an even choice of those that are not, `most` in all.
pub(crate) fn shown_samples(samples: usize, in_batch: &[bool], is_in: bool, most: usize) -> Vec<usize> {
    let is_batch = |index: &usize| in_batch.get(*index).copied().unwrap_or(false);
    let inside = (0..samples).filter(is_batch).count();
    if is_in {
        return (0..samples).filter(is_batch).collect();
    }
    let (outside, most) = (samples - inside, most.saturating_sub(inside));
    let chosen = |rank: usize| outside <= most || rank * most / outside != (rank + 1) * most / outside;
    let outsiders = (0..samples).filter(|index| !is_batch(index));
    outsiders.enumerate().filter(|&(rank, _)| chosen(rank)).map(|(_, index)| index).collect()
}

/// Names at the tips of the two means' arrows, off both arrows as far as there is room.
fn draw_labels<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    at: Point,
    ends: [(&str, Option<Point>, Lettering); 2],
    theme: &Theme,
) -> Drawn<DB> {
    let mut obstacles = Obstacles::default();
    obstacles.marks.push(Rect::around(at, 2.0 * MARKER_RADIUS + 3.0, 2.0 * MARKER_RADIUS + 3.0));
    for to in ends.iter().filter_map(|end| end.1) {
        obstacles.marks.push(Rect::around(to, 12.0, 12.0));
        obstacles.soft.extend((1..8).map(|k| Rect::around(between(at, to, f64::from(k) / 8.0), 9.0, 9.0)));
    }
    for (text, tip, lettering) in ends {
        let Some(tip) = tip.filter(|_| !text.is_empty()) else { continue };
        let lettering = lettering.align(Align::Center);
        let (width, height) = pen.text_size(text, lettering);
        let length = distance(at, tip);
        let (dx, dy) = ((tip.0 - at.0) / length, (tip.1 - at.1) / length);
        let beside = |x: f64, y: f64, far: f64| {
            let center = (tip.0 + x * (0.5 * width + far), tip.1 + y * (0.5 * height + far));
            Rect::around(center, width, height)
        };
        let mut candidates = Vec::new();
        for far in [6.0, 12.0, 20.0, 30.0] {
            // Ahead of the tip, then square to it on either side.
            candidates.extend([beside(dx, dy, far), beside(-dy, dx, far), beside(dy, -dx, far)]);
            candidates.extend([beside(1.0, 0.0, far), beside(-1.0, 0.0, far)]);
            candidates.extend([(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)].map(|(x, y)| beside(x, y, far)));
        }
        let place = free_place(&candidates, tip, &obstacles, &pen.bounds().grown(-4.0));
        pen.text_with_halo(text, place.center(), lettering, theme.casing)?;
        obstacles.labels.push(place);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
