//! What lies on a block and along its edges: contours, minima, numbers and names of the axes.

use downhill::{CriticalPoint, View};
use plotters_backend::DrawingBackend;

use crate::axis::ticks;
use crate::frame::{Area, AreaError, draw_on};
use crate::map::{MAX_LABELLED_MINIMA, is_global, minima, minimum_label, straightened};
use crate::marker::draw_crosshair;
use crate::number::format_number;
use crate::pen::{Drawn, Pen, Stroke};
use crate::placement::{Obstacles, free_place};
use crate::rect::{Point, Rect};
use crate::solid::Solid;
use crate::solid::camera::SolidProjection;
use crate::text::{Align, Lettering};
use crate::theme::Theme;

/// Words on a block.
#[derive(Clone, Copy, Debug)]
pub struct SolidWords<'a> {
    /// The direction to the right of the map.
    pub x: &'a str,
    /// The direction upwards on the map.
    pub y: &'a str,
    /// What the height is.
    pub loss: &'a str,
    /// What a global minimum is called.
    pub minimum: &'a str,
}

/// How far a surface must stand above the way to the viewer to hide what is there, as a part of the block's height.
const COVER: f64 = 0.012;

/// Cells that a way to the viewer leads through before anything is looked for: a line must not be hidden by the cell it lies
/// on.
const OWN_CELLS: f64 = 0.5;

/// Numbers along an edge, at most about; a shorter height than this has none.
const NUMBERS: f64 = 5.0;
const SHORTEST: f64 = 36.0;

/// A narrower picture has no room for the names of minima beside those of runners.
const LETTERED: f64 = 440.0;

/// From an edge to the middle of its numbers, and to the name of the axis, beside half of their own size.
const TO_NUMBER: f64 = 9.0;
const TICK: f64 = 4.0;

impl Solid {
    /// Whether the surface hides what stands at a place on it from the viewer.
    pub(crate) fn hides(&self, projection: &SolidProjection, [u, v]: [f64; 2], height: f64) -> bool {
        let [lean, upright] = projection.pitch;
        // From above nothing hides anything.
        if upright < 0.02 {
            return false;
        }
        let cell = 1.0 / (self.columns.max(self.rows) - 1) as f64;
        let rise = cell * lean / (upright * crate::solid::camera::HEIGHT);
        let [across, along] = projection.yaw.map(|part| -part * cell);
        // Where the way leaves the block, its near edge may still stand in between.
        let way_out = |at: f64, step: f64| match step {
            0.0 => f64::INFINITY,
            _ => (f64::from(u8::from(step > 0.0)) - at) / step,
        };
        let end = way_out(u, across).min(way_out(v, along));
        let mut cells = OWN_CELLS.min(end);
        loop {
            let height = height + cells * rise + COVER;
            if height > 1.0 {
                return false;
            }
            let surface = self.height_at([u + cells * across, v + cells * along]);
            if surface > height && surface <= 1.0 {
                return true;
            }
            if cells >= end {
                return false;
            }
            cells = (cells + 1.0).min(end);
        }
    }

    /// A place on the surface in the picture, and whether it is hidden; `None` where there is no surface.
    pub(crate) fn on_surface(&self, projection: &SolidProjection, place: [f64; 2]) -> Option<(Point, bool)> {
        let height = self.height_at(place);
        Self::is_shown(height).then(|| (projection.project(place, height), self.hides(projection, place, height)))
    }
}

/// Draws contours, minima, numbers and names: call it over the pixels.
///
/// Returns the rectangles of all text and marks, for labels to keep off.
///
/// # Errors
/// What the backend reports.
pub fn draw_solid_lines<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &SolidProjection,
    theme: &Theme,
    solid: &Solid,
    critical_points: &[CriticalPoint],
    words: SolidWords<'_>,
) -> Result<Vec<Rect>, AreaError<DB>> {
    draw_on(area, projection.frame, |pen| {
        let front = Front { solid, projection, theme, words };
        front.draw_contours(pen)?;
        front.draw_edges(pen)?;
        let mut taken = front.draw_numbers(pen)?;
        front.draw_minima(pen, critical_points, &mut taken)?;
        Ok(taken)
    })
}

/// What is drawn over the pixels.
struct Front<'a> {
    solid: &'a Solid,
    projection: &'a SolidProjection,
    theme: &'a Theme,
    words: SolidWords<'a>,
}

impl Front<'_> {
    /// The contours as far as they are in sight.
    fn draw_contours<DB: DrawingBackend>(&self, pen: &mut Pen<'_, DB>) -> Drawn<DB> {
        let stroke = Stroke { color: self.theme.contour, alpha: self.theme.contour_alpha, width: 0.75 };
        for line in self.solid.contours.iter().flat_map(|contour| &contour.lines) {
            let mut piece: Vec<Point> = Vec::new();
            for &point in &line.points {
                match self.solid.on_surface(self.projection, self.solid.place(point)) {
                    Some((at, false)) => piece.push(at),
                    _ => {
                        pen.line(&straightened(&piece), stroke)?;
                        piece.clear();
                    }
                }
            }
            pen.line(&straightened(&piece), stroke)?;
        }
        Ok(())
    }

    /// The surface's edges as far as they are in sight, and the corner between its walls.
    fn draw_edges<DB: DrawingBackend>(&self, pen: &mut Pen<'_, DB>) -> Drawn<DB> {
        let (solid, projection) = (self.solid, self.projection);
        let stroke = Stroke { color: self.theme.contour, alpha: (1.6 * self.theme.contour_alpha).min(1.0), width: 1.0 };
        let along = |node: usize, nodes: usize| node as f64 / (nodes - 1) as f64;
        for (side, is_x) in [(0.0, true), (1.0, true), (0.0, false), (1.0, false)] {
            let nodes = if is_x { solid.columns } else { solid.rows };
            let mut piece = Vec::new();
            for node in 0..nodes {
                let place = if is_x { [along(node, nodes), side] } else { [side, along(node, nodes)] };
                match solid.on_surface(projection, place) {
                    Some((at, false)) => piece.push(at),
                    _ => {
                        pen.line(&piece, stroke)?;
                        piece.clear();
                    }
                }
            }
            pen.line(&piece, stroke)?;
        }
        let [near_u, near_v] = projection.near();
        let corner = solid.height_at([near_u, near_v]);
        if corner > 0.0 {
            let top = self.projection.project([near_u, near_v], corner.min(1.0));
            pen.line(&[self.projection.project([near_u, near_v], 0.0), top], stroke)?;
        }
        Ok(())
    }

    /// Numbers along the two near edges of the floor and up the corner at the left; returns their places.
    fn draw_numbers<DB: DrawingBackend>(&self, pen: &mut Pen<'_, DB>) -> Result<Vec<Rect>, Failure<DB>> {
        let (projection, View { x, y }) = (self.projection, self.solid.view);
        let [near_u, near_v] = projection.near();
        let mut taken = Vec::new();
        // The axis of the loss stands at the corner that is farthest to the left.
        let corners = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];
        let left = corners.into_iter().fold([near_u, near_v], |left, corner| {
            if projection.project(corner, 0.0).0 < projection.project(left, 0.0).0 { corner } else { left }
        });
        let (foot, top) = (projection.project(left, 0.0), projection.project(left, 1.0));
        if foot.1 - top.1 >= SHORTEST {
            let axis = Stroke::new(self.theme.second_ink, 1.0);
            pen.line(&[foot, top], axis)?;
            for (text, height) in self.solid.numbers() {
                let at = projection.project(left, height);
                pen.line(&[at, (at.0 - TICK, at.1)], axis)?;
                self.letter(pen, &text, at, (-1.0, 0.0), false, &mut taken)?;
            }
            self.letter(pen, self.words.loss, top, (0.0, -1.0), true, &mut taken)?;
        }
        let place = |at: f64, [from, to]: [f64; 2]| (at - from) / (to - from);
        let middle = projection.project([0.5, 0.5], 0.0);
        for (range, name, is_x) in [(x, self.words.x, true), (y, self.words.y, false)] {
            let on_edge = |part: f64| projection.project(if is_x { [part, near_v] } else { [near_u, part] }, 0.0);
            // Away from the block, at a right angle to the edge in the plane.
            let (edge, out) =
                (on_edge(0.5), if is_x { [0.5, near_v + (near_v - 0.5)] } else { [near_u + (near_u - 0.5), 0.5] });
            let beyond = projection.project(out, 0.0);
            let way = (beyond.0 - edge.0, beyond.1 - edge.1);
            let size = (way.0 * way.0 + way.1 * way.1).sqrt();
            if size < 1e-6 || (edge.0 - middle.0).abs() + (edge.1 - middle.1).abs() < SHORTEST / 4.0 {
                continue;
            }
            let out = (way.0 / size, way.1 / size);
            let axis = Stroke::new(self.theme.second_ink, 1.0);
            for number in ticks(range, NUMBERS) {
                let at = on_edge(place(number, range));
                pen.line(&[at, (at.0 + TICK * out.0, at.1 + TICK * out.1)], axis)?;
                self.letter(pen, &format_number(number), at, out, false, &mut taken)?;
            }
            // The name stands beyond the numbers, about in the middle.
            let count = taken.len();
            for part in [0.5, 0.42, 0.58, 0.34, 0.66] {
                if taken.len() == count {
                    let at = on_edge(part);
                    let at = (at.0 + 17.0 * out.0, at.1 + 15.0 * out.1);
                    self.letter(pen, name, at, out, true, &mut taken)?;
                }
            }
        }
        Ok(taken)
    }

    /// Writes a number or a name beside a point, out of the block, unless something is there already.
    fn letter<DB: DrawingBackend>(
        &self,
        pen: &mut Pen<'_, DB>,
        text: &str,
        at: Point,
        out: Point,
        is_name: bool,
        taken: &mut Vec<Rect>,
    ) -> Drawn<DB> {
        let color = if is_name { self.theme.ink } else { self.theme.second_ink };
        let lettering = Lettering::new(if is_name { 12.0 } else { 11.0 }, color).align(Align::Center);
        let (width, height) = pen.text_size(text, lettering);
        let aside = (TO_NUMBER + 0.5 * width) * out.0.abs()
            + (TO_NUMBER + if is_name { 0.5 } else { 0.25 } * height) * out.1.abs();
        let rect = Rect::around((at.0 + out.0 * aside, at.1 + out.1 * aside), width, height);
        let rect = if is_name { rect.moved_inside(&pen.bounds().grown(-2.0)) } else { rect };
        let is_free = taken.iter().all(|other| !other.grown(1.0).overlaps(&rect)) && pen.bounds().contains(&rect);
        if text.is_empty() || !is_free {
            return Ok(());
        }
        taken.push(rect);
        pen.text(text, rect.center(), lettering)
    }

    /// Marks the minima in sight as the map does; names the global ones if they are few.
    fn draw_minima<DB: DrawingBackend>(
        &self,
        pen: &mut Pen<'_, DB>,
        points: &[CriticalPoint],
        taken: &mut Vec<Rect>,
    ) -> Drawn<DB> {
        let (minima, lowest) = minima(points);
        let (mut obstacles, mut named) =
            (Obstacles { labels: std::mem::take(taken), ..Obstacles::default() }, Vec::new());
        for point in minima {
            let place = self.solid.place(point.at);
            let is_inside = place.iter().all(|part| (0.0..=1.0).contains(part));
            let Some((at, false)) = self.solid.on_surface(self.projection, place).filter(|_| is_inside) else {
                continue;
            };
            if is_global(point, lowest) {
                draw_crosshair(pen, at, self.theme.heat(0.0), self.theme)?;
                named.push((point, at));
                obstacles.marks.push(Rect::around(at, 22.0, 22.0));
            } else {
                pen.ring(at, 3.0, Stroke { color: self.theme.map_ink, alpha: 0.75, width: 1.0 })?;
                obstacles.marks.push(Rect::around(at, 9.0, 9.0));
            }
        }
        if named.len() > MAX_LABELLED_MINIMA || pen.frame.width < LETTERED {
            named.clear();
        }
        for (point, at) in named {
            let text = minimum_label(self.solid.view, self.words.minimum, point);
            let lettering = Lettering::new(12.0, self.theme.map_ink).align(Align::Center);
            let (width, height) = pen.text_size(&text, lettering);
            let aside = 15.0 + 0.5 * width;
            let offsets = [(aside, 0.0), (0.0, 22.0), (0.0, -22.0), (-aside, 0.0), (aside, 18.0), (-aside, 18.0)];
            let candidates = offsets.map(|(dx, dy)| Rect::around((at.0 + dx, at.1 + dy), width, height));
            let place = free_place(&candidates, at, &obstacles, &pen.bounds().grown(-8.0));
            pen.text_with_halo(&text, place.center(), lettering, self.theme.heat(0.4))?;
            obstacles.labels.push(place);
        }
        taken.append(&mut obstacles.labels);
        taken.append(&mut obstacles.marks);
        Ok(())
    }
}

/// What a backend reports.
type Failure<DB> = plotters_backend::DrawingErrorKind<<DB as DrawingBackend>::ErrorType>;
