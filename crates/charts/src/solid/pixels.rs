//! The surface of a block and its near walls, as pixels.

use crate::rect::Point;
use crate::solid::Solid;
use crate::solid::camera::{HEIGHT, SolidProjection};
use crate::theme::{Rgb, Theme};

/// Tones and shades that colours are cut into.
const TONES: usize = 160;
const SHADES: usize = 64;

/// Where the light comes from, for the viewer: from the left, from above, from before the block. Of length 1.
const LIGHT: [f64; 3] = [-0.52, 0.74, -0.427];

/// How much of the shadow's and of the light's colour a face turned away from or towards the light takes.
const DARKEST: f64 = 0.5;
const BRIGHTEST: f64 = 0.42;

/// Tone and shade of the two near walls: of the one along x, and the one along y.
const WALLS: [[f64; 2]; 2] = [[0.3, -0.12], [0.3, -0.28]];

/// How far past its edges a triangle is filled, in pixels, so that rounding leaves no gap to the next one.
const EDGE: f64 = 1e-6;

/// A corner of a triangle: where it is in the picture, and what is interpolated to the others.
#[derive(Clone, Copy)]
struct Corner {
    at: Point,
    /// Height, tone, shade.
    parts: [f64; 3],
}

/// A picture being filled, the far things first.
struct Canvas<'a> {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
    colors: &'a [[u8; 4]],
}

/// The surface and the walls below its near edges as `width * height` RGBA pixels, row by row from the top; transparent around
/// them, where the loss is not finite, and where it lies beyond floor or ceiling.
#[must_use]
pub fn solid_pixels(
    solid: &Solid,
    projection: &SolidProjection,
    theme: &Theme,
    width: usize,
    height: usize,
) -> Vec<u8> {
    let colors = colors(theme);
    let mut canvas = Canvas { width, height, pixels: vec![0; 4 * width * height], colors: &colors };
    let zoom = (width as f64 / projection.frame.width, height as f64 / projection.frame.height);
    let corners = corners(solid, projection, zoom);
    let [far_u, far_v] = projection.far();
    let (columns, rows) = (solid.columns, solid.rows);
    for row in 0..rows - 1 {
        // Rows are counted from the top, where y is largest.
        let row = if far_v > 0.5 { row } else { rows - 2 - row };
        for column in 0..columns - 1 {
            let column = if far_u > 0.5 { columns - 2 - column } else { column };
            let at = row * columns + column;
            canvas.cell([corners[at], corners[at + 1], corners[at + columns + 1], corners[at + columns]]);
        }
    }
    let [near_u, near_v] = projection.near();
    let bottom = |place: [f64; 2]| {
        let (x, y) = projection.project(place, 0.0);
        (x * zoom.0, y * zoom.1)
    };
    let along = |node: usize, nodes: usize| node as f64 / (nodes - 1) as f64;
    let row = if near_v > 0.5 { 0 } else { rows - 1 };
    for column in 0..columns - 1 {
        let places = [column, column + 1].map(|node| bottom([along(node, columns), near_v]));
        canvas.wall([corners[row * columns + column], corners[row * columns + column + 1]], places, WALLS[0]);
    }
    let column = if near_u > 0.5 { columns - 1 } else { 0 };
    for row in 0..rows - 1 {
        let places = [row, row + 1].map(|node| bottom([near_u, 1.0 - along(node, rows)]));
        canvas.wall([corners[row * columns + column], corners[(row + 1) * columns + column]], places, WALLS[1]);
    }
    canvas.pixels
}

/// Every node in the picture.
fn corners(solid: &Solid, projection: &SolidProjection, zoom: (f64, f64)) -> Vec<Corner> {
    let (columns, rows) = (solid.columns, solid.rows);
    let height = |column: usize, row: usize| solid.heights[row * columns + column];
    // The light in the block's own directions.
    let [[sine, cosine], [lean, upright]] = [projection.yaw, projection.pitch];
    let (away, up) = (LIGHT[2] * upright + LIGHT[1] * lean, LIGHT[1] * upright - LIGHT[2] * lean);
    let light = [LIGHT[0] * cosine + away * sine, away * cosine - LIGHT[0] * sine, up];
    let mut corners = Vec::with_capacity(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let at = row * columns + column;
            let place = [column as f64 / (columns - 1) as f64, 1.0 - row as f64 / (rows - 1) as f64];
            let (left, right) = (column.saturating_sub(1), (column + 1).min(columns - 1));
            let (above, below) = (row.saturating_sub(1), (row + 1).min(rows - 1));
            let slope = |rise: f64, nodes: usize, of: usize| HEIGHT * rise * (of - 1) as f64 / nodes as f64;
            let right = slope(height(right, row) - height(left, row), right - left, columns);
            let back = slope(height(column, above) - height(column, below), below - above, rows);
            let size = (1.0 + right * right + back * back).sqrt();
            let lit = (light[2] - right * light[0] - back * light[1]) / size;
            // Level ground has the map's colour.
            let shade = if lit.is_nan() { 0.0 } else { lit - light[2] };
            let (x, y) = projection.project(place, solid.heights[at]);
            corners.push(Corner { at: (x * zoom.0, y * zoom.1), parts: [solid.heights[at], solid.tones[at], shade] });
        }
    }
    corners
}

/// The colour of every tone in every shade, from the darkest to the brightest.
fn colors(theme: &Theme) -> Vec<[u8; 4]> {
    let sum = |color: Rgb| u32::from(color.r) + u32::from(color.g) + u32::from(color.b);
    let (mut dark, mut bright) = (theme.contour, theme.casing);
    if sum(dark) > sum(bright) {
        std::mem::swap(&mut dark, &mut bright);
    }
    let mut colors = Vec::with_capacity(TONES * SHADES);
    for tone in 0..TONES {
        let tone = theme.heat(tone as f64 / (TONES - 1) as f64);
        for shade in 0..SHADES {
            let shade = 2.0 * shade as f64 / (SHADES - 1) as f64 - 1.0;
            let color =
                if shade < 0.0 { tone.mix(dark, -shade * DARKEST) } else { tone.mix(bright, shade * BRIGHTEST) };
            colors.push([color.r, color.g, color.b, 255]);
        }
    }
    colors
}

impl Canvas<'_> {
    fn cell(&mut self, [a, b, c, d]: [Corner; 4]) {
        self.triangle([a, b, c]);
        self.triangle([a, c, d]);
    }

    /// What is below a piece of the surface's edge.
    fn wall(&mut self, top: [Corner; 2], bottom: [Point; 2], [tone, shade]: [f64; 2]) {
        let [a, b] = top.map(|corner| Corner { at: corner.at, parts: [corner.parts[0], tone, shade] });
        let [c, d] = bottom.map(|at| Corner { at, parts: [0.0, tone, shade] });
        self.cell([a, b, d, c]);
    }

    /// Fills a triangle; none if a corner is nowhere.
    fn triangle(&mut self, corners: [Corner; 3]) {
        let [a, b, c] = corners;
        let (bx, by) = (b.at.0 - a.at.0, b.at.1 - a.at.1);
        let (cx, cy) = (c.at.0 - a.at.0, c.at.1 - a.at.1);
        let area = bx * cy - cx * by;
        if area.is_nan() || area.abs() <= 1e-9 {
            return;
        }
        let mut slopes = [(0.0, 0.0); 3];
        for (part, slope) in slopes.iter_mut().enumerate() {
            let (b, c) = (b.parts[part] - a.parts[part], c.parts[part] - a.parts[part]);
            *slope = ((b * cy - c * by) / area, (c * bx - b * cx) / area);
        }
        let top = a.at.1.min(b.at.1).min(c.at.1);
        let bottom = a.at.1.max(b.at.1).max(c.at.1);
        let first = (top - 0.5).ceil().max(0.0) as usize;
        let end = ((bottom + 0.5).floor().max(0.0) as usize).min(self.height);
        for row in first..end {
            let y = row as f64 + 0.5;
            let (mut left, mut right) = (f64::INFINITY, f64::NEG_INFINITY);
            for (from, to) in [(a.at, b.at), (b.at, c.at), (c.at, a.at)] {
                let (from, to) = if from.1 <= to.1 { (from, to) } else { (to, from) };
                if from.1 <= y && y <= to.1 && to.1 > from.1 {
                    let x = from.0 + (to.0 - from.0) * ((y - from.1) / (to.1 - from.1));
                    left = left.min(x);
                    right = right.max(x);
                }
            }
            let start = (left - 0.5 - EDGE).ceil().max(0.0) as usize;
            let end = ((right + 0.5 + EDGE).floor().max(0.0) as usize).min(self.width);
            let mut parts = [0.0; 3];
            for (part, value) in parts.iter_mut().enumerate() {
                let (across, down) = slopes[part];
                *value = a.parts[part] + across * (start as f64 + 0.5 - a.at.0) + down * (y - a.at.1);
            }
            for column in start..end {
                let [height, tone, shade] = parts;
                if (-1e-9..=1.0 + 1e-9).contains(&height) {
                    let tone = (tone.clamp(0.0, 1.0) * (TONES - 1) as f64 + 0.5) as usize;
                    let shade = ((shade.clamp(-1.0, 1.0) + 1.0) * (0.5 * (SHADES - 1) as f64) + 0.5) as usize;
                    let at = 4 * (row * self.width + column);
                    self.pixels[at..at + 4].copy_from_slice(&self.colors[tone * SHADES + shade]);
                }
                for (value, slope) in parts.iter_mut().zip(slopes) {
                    *value += slope.0;
                }
            }
        }
    }
}
