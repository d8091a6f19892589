//! The map of a loss of one parameter: a cross-section, with its minima.

use plotters_backend::DrawingBackend;

use crate::axis::ticks;
use crate::clip::{between, visible_pieces};
use crate::frame::{Area, AreaError, Frame, draw_on};
use crate::map::straightened;
use crate::marker::draw_crosshair;
use crate::number::format_number;
use crate::pen::{Drawn, Pen, Stroke};
use crate::placement::{Obstacles, free_place};
use crate::rect::{Point, Rect};
use crate::text::{Align, Lettering};
use crate::theme::Theme;
use crate::trail::dashes;

/// What a profile shows.
#[derive(Clone, Copy, Debug)]
pub struct Profile<'a> {
    /// The loss at places of the parameter, ascending.
    pub samples: &'a [[f64; 2]],
    /// Losses of single samples at the same places, drawn faintly; may be empty.
    pub faint: &'a [&'a [f64]],
    /// Minima.
    pub marks: &'a [ProfileMark<'a>],
    /// Where the barrier between two minima is highest.
    pub barrier: Option<f64>,
}

/// A minimum of a profile.
#[derive(Clone, Copy, Debug)]
pub struct ProfileMark<'a> {
    /// Where it is.
    pub at: f64,
    /// Its loss.
    pub loss: f64,
    /// Its name; may be empty.
    pub label: &'a str,
    /// Whether it is what runs should find.
    pub is_goal: bool,
}

/// Words on a profile.
#[derive(Clone, Copy, Debug)]
pub struct ProfileWords<'a> {
    /// Name of the parameter.
    pub parameter: &'a str,
    /// Name of the loss.
    pub loss: &'a str,
}

/// Where things are on a profile, in CSS pixels from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProfileGeometry {
    /// The rectangle in which the curve is drawn.
    pub plot: Rect,
    pub(crate) frame: Frame,
    /// The parameter at the left and at the right edge.
    range: [f64; 2],
    /// The loss at the lower and at the upper edge.
    losses: [f64; 2],
}

impl ProfileGeometry {
    /// Where a loss at a place of the parameter lies; a loss beyond the plot lies on its edge.
    #[must_use]
    pub fn to_px(&self, w: f64, loss: f64) -> (f64, f64) {
        let (x, y) = self.point(w, loss);
        (x, y.clamp(self.plot.y, self.plot.y + self.plot.height))
    }

    /// The place of the parameter under a pixel, also beyond the plot.
    #[must_use]
    pub fn w_at(&self, px: f64) -> f64 {
        let part = (px - self.plot.x) / self.plot.width;
        self.range[0] * (1.0 - part) + self.range[1] * part
    }

    /// Where a loss lies, a hundred heights beyond the plot at most; NaN for NaN.
    fn point(&self, w: f64, loss: f64) -> Point {
        let ([left, right], [low, high]) = (self.range, self.losses);
        let position = ((loss - low) / (high - low)).clamp(-100.0, 100.0);
        let Rect { x, y, width, height } = self.plot;
        (x + (w - left) / (right - left) * width, y + (1.0 - position) * height)
    }
}

/// Room at the left of the plot for the numbers of the loss, and at the right: the same for all profiles, so that what
/// stands above each other has the same parameter.
pub(crate) const LEFT: f64 = 40.0;
pub(crate) const RIGHT: f64 = 12.0;

/// Room above the plot for the name of the loss, and below for the numbers of the parameter.
const TOP: f64 = 20.0;
const BOTTOM: f64 = 22.0;

/// Losses above what nine in ten places need are cut off.
const SHOWN_SHARE: f64 = 0.9;

/// Room below the lowest loss and above the highest shown, as parts of their distance.
const ROOM_BELOW: f64 = 0.06;
const ROOM_ABOVE: f64 = 0.08;

/// Pixels below the lowest loss for the names of minima.
const NAME_ROOM: f64 = 27.0;

/// Tones between the lowest and the highest.
const STRATA: u8 = 8;

/// Dots of vertical lines at single places.
pub(crate) const DOTS: [f64; 2] = [1.5, 2.5];

/// Draws a profile and says where things are on it.
///
/// # Errors
/// What the backend reports.
pub fn draw_profile<DB: DrawingBackend>(
    area: &Area<DB>,
    frame: Frame,
    theme: &Theme,
    profile: &Profile<'_>,
    words: ProfileWords<'_>,
) -> Result<ProfileGeometry, AreaError<DB>> {
    draw_on(area, frame, |pen| {
        let geometry = geometry(frame, profile);
        let plot = geometry.plot;
        draw_strata(pen, &geometry, profile, theme)?;
        draw_losses(pen, &geometry, theme, words.loss)?;
        draw_parameter(pen, &geometry, theme, words.parameter)?;
        if let Some(w) = profile.barrier {
            draw_dotted_vertical(pen, geometry.to_px(w, 0.0).0, plot, theme)?;
        }
        let faint = Stroke { color: theme.map_ink, alpha: 0.3, width: 1.0 };
        for losses in profile.faint {
            let places = profile.samples.iter().zip(*losses).map(|(sample, &loss)| [sample[0], loss]);
            draw_curve(pen, &geometry, places, faint)?;
        }
        draw_curve(pen, &geometry, profile.samples.iter().copied(), Stroke::new(theme.contour, 1.75))?;
        let bottom = plot.y + plot.height;
        pen.line(&[(plot.x, bottom), (plot.x + plot.width, bottom)], Stroke::new(theme.second_ink, 1.0))?;
        draw_marks(pen, &geometry, profile.marks, theme)?;
        Ok(geometry)
    })
}

/// The axes that show all minima, the barrier and most of the rest.
fn geometry(frame: Frame, profile: &Profile<'_>) -> ProfileGeometry {
    let plot = Rect {
        x: LEFT,
        y: TOP,
        width: (frame.width - LEFT - RIGHT).max(1.0),
        height: (frame.height - TOP - BOTTOM).max(1.0),
    };
    let mut losses: Vec<f64> = profile.samples.iter().map(|sample| sample[1]).filter(|loss| loss.is_finite()).collect();
    losses.sort_unstable_by(f64::total_cmp);
    let usual = losses.get((SHOWN_SHARE * losses.len() as f64) as usize).copied().unwrap_or(1.0);
    let least = losses.first().copied().unwrap_or(0.0);
    let least = profile.marks.iter().map(|mark| mark.loss).fold(least, f64::min);
    let barrier = profile.barrier.and_then(|w| loss_at(profile.samples, w)).filter(|loss| loss.is_finite());
    let most = barrier.map_or(usual, |barrier| barrier.max(usual));
    let span = if most > least { most - least } else { least.abs().max(1.0) };
    // Names stand below their minima, where neither curve nor balls are.
    let is_named = profile.marks.iter().any(|mark| !mark.label.is_empty());
    let name_part = if is_named { NAME_ROOM / (plot.height - NAME_ROOM).max(NAME_ROOM) } else { 0.0 };
    let below = ROOM_BELOW.max((1.0 + ROOM_ABOVE) * name_part);
    let range = match profile.samples {
        [first, .., last] if last[0] > first[0] => [first[0], last[0]],
        _ => [0.0, 1.0],
    };
    ProfileGeometry { plot, frame, range, losses: [least - below * span, least + (1.0 + ROOM_ABOVE) * span] }
}

/// The loss at a place between samples.
pub(crate) fn loss_at(samples: &[[f64; 2]], w: f64) -> Option<f64> {
    let next = samples.partition_point(|sample| sample[0] < w);
    let after = samples.get(next)?;
    let Some(before) = next.checked_sub(1).map(|index| samples[index]) else { return Some(after[1]) };
    let part = (w - before[0]) / (after[0] - before[0]);
    Some(before[1] * (1.0 - part) + after[1] * part)
}

/// Fills the area under the curve: the lower, the lower the map's tone.
fn draw_strata<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &ProfileGeometry,
    profile: &Profile<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let plot = geometry.plot;
    let bottom = plot.y + plot.height;
    let places = profile.samples.iter().map(|&[w, loss]| geometry.point(w, loss));
    let curve: Vec<Point> = places.filter(|(x, y)| x.is_finite() && y.is_finite()).collect();
    let curve = straightened(&curve);
    let Some((first, last)) = curve.first().zip(curve.last()) else { return Ok(()) };
    for stratum in (0..STRATA).rev() {
        let part = f64::from(stratum + 1) / f64::from(STRATA);
        let ceiling = bottom - part * plot.height;
        let mut outline = vec![(first.0, bottom)];
        outline.extend(capped(&curve, ceiling));
        outline.push((last.0, bottom));
        pen.polygon(&outline, theme.heat(f64::from(stratum) / f64::from(STRATA - 1)))?;
    }
    Ok(())
}

/// A line, of which what is above the ceiling lies on it instead.
fn capped(line: &[Point], ceiling: f64) -> Vec<Point> {
    let mut capped: Vec<Point> = Vec::new();
    for (index, &to) in line.iter().enumerate() {
        let from = line[index.saturating_sub(1)];
        if (from.1 < ceiling) != (to.1 < ceiling) {
            let (x, _) = between(from, to, (ceiling - from.1) / (to.1 - from.1));
            capped.push((x, ceiling));
        }
        // The ends stay; of what is above between them nothing remains.
        if to.1 >= ceiling || index == 0 || index + 1 == line.len() {
            capped.push((to.0, to.1.max(ceiling)));
        }
    }
    capped
}

fn draw_curve<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &ProfileGeometry,
    places: impl Iterator<Item = [f64; 2]>,
    stroke: Stroke,
) -> Drawn<DB> {
    let points: Vec<Point> = places.map(|[w, loss]| geometry.point(w, loss)).collect();
    for run in points.split(|point| !(point.0.is_finite() && point.1.is_finite())) {
        for piece in visible_pieces(&straightened(run), &geometry.plot) {
            pen.line(&piece, stroke)?;
        }
    }
    Ok(())
}

/// The numbers of the loss at the left, quiet lines to them, and its name above.
fn draw_losses<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &ProfileGeometry,
    theme: &Theme,
    name: &str,
) -> Drawn<DB> {
    let plot = geometry.plot;
    let lettering = Lettering::new(11.0, theme.second_ink).align(Align::Right);
    let room = LEFT - 8.0;
    for tick in ticks(geometry.losses, (plot.height / 45.0).max(1.0)) {
        let (_, y) = geometry.to_px(0.0, tick);
        let text = format_number(tick);
        let (width, _) = pen.text_size(&text, lettering);
        let size = lettering.size * (room / width).min(1.0);
        pen.line(&[(plot.x, y), (plot.x + plot.width, y)], Stroke { color: theme.map_ink, alpha: 0.13, width: 1.0 })?;
        pen.text(&text, (plot.x - 6.0, y), Lettering { size, ..lettering })?;
    }
    let (width, _) = pen.text_size(name, lettering);
    let right = (plot.x - 6.0).max(2.0 + width);
    pen.text(name, (right, plot.y - 12.0), lettering)
}

/// The numbers of the parameter below, and its name at the right.
fn draw_parameter<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &ProfileGeometry,
    theme: &Theme,
    name: &str,
) -> Drawn<DB> {
    let plot = geometry.plot;
    let (right, bottom) = (plot.x + plot.width, plot.y + plot.height);
    let y = bottom + 13.0;
    let lettering = Lettering::new(11.0, theme.second_ink);
    let (width, _) = pen.text_size(name, lettering);
    pen.text(name, (right, y), lettering.align(Align::Right))?;
    let name_left = right - width - 6.0;
    for tick in ticks(geometry.range, (plot.width / 60.0).max(1.0)) {
        let (x, _) = geometry.to_px(tick, 0.0);
        pen.line(&[(x, bottom), (x, bottom + 4.0)], Stroke::new(theme.second_ink, 1.0))?;
        let text = format_number(tick);
        let (width, _) = pen.text_size(&text, lettering);
        if x + 0.5 * width < name_left {
            pen.text(&text, (x, y), lettering.align(Align::Center))?;
        }
    }
    Ok(())
}

/// A dotted line down a plot, if it is inside.
pub(crate) fn draw_dotted_vertical<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    x: f64,
    plot: Rect,
    theme: &Theme,
) -> Drawn<DB> {
    if !plot.has((x, plot.y)) {
        return Ok(());
    }
    for dot in dashes(&[(x, plot.y), (x, plot.y + plot.height)], &DOTS) {
        pen.line(&dot, Stroke::new(theme.second_ink, 1.0))?;
    }
    Ok(())
}

/// Minima with their names below.
fn draw_marks<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &ProfileGeometry,
    marks: &[ProfileMark<'_>],
    theme: &Theme,
) -> Drawn<DB> {
    let plot = geometry.plot;
    let (tone, mut obstacles) = (theme.heat[0], Obstacles::default());
    let shown = || {
        let places = marks.iter().map(|mark| (mark, geometry.to_px(mark.at, mark.loss)));
        places.filter(|&(_, at)| plot.has(at))
    };
    for (mark, at) in shown() {
        if mark.is_goal {
            draw_crosshair(pen, at, tone, theme)?;
        } else {
            pen.disc(at, 4.0, tone)?;
            pen.ring(at, 4.0, Stroke::new(theme.ink, 1.5))?;
        }
        obstacles.marks.push(Rect::around(at, 20.0, 20.0));
    }
    let lettering = Lettering::new(11.5, theme.map_ink).align(Align::Center);
    for (mark, at) in shown().filter(|(mark, _)| !mark.label.is_empty()) {
        let (width, height) = pen.text_size(mark.label, lettering);
        let offsets = [(0.0, 18.0), (0.3 * width, 18.0), (-0.3 * width, 18.0), (0.0, 32.0), (0.0, -20.0), (0.0, -34.0)];
        let candidates = offsets.map(|(dx, dy)| Rect::around((at.0 + dx, at.1 + dy), width, height));
        let place = free_place(&candidates, at, &obstacles, &plot.grown(-1.5));
        pen.text_with_halo(mark.label, place.center(), lettering, tone)?;
        obstacles.labels.push(place);
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests;
