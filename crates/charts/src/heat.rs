//! The heatmap under a map, as pixels.

use downhill::{Grid, Levels};

use crate::theme::Theme;

/// A scale from losses to tones.
pub trait Tones {
    /// Where a loss stands: 0 at the low end and below, 1 at the high end and above; NaN for NaN.
    fn tone(&self, loss: f64) -> f64;
}

impl Tones for Levels {
    fn tone(&self, loss: f64) -> f64 {
        Self::tone(self, loss)
    }
}

/// Tones that the ramp is cut into.
const TONES: usize = 1024;

/// Pixels between two stripes of the hatching where the loss is undefined, and how wide a stripe is.
const HATCH: (usize, usize) = (8, 3);

/// The heatmap as `width * height` RGBA pixels, row by row from the top, all opaque.
///
/// Tones are interpolated between the nodes of the grid. Minus and plus infinity have the lowest and the highest tone;
/// where the nearest node is NaN, the picture is hatched.
#[must_use]
pub fn heat_pixels(grid: &Grid, scale: &impl Tones, theme: &Theme, width: usize, height: usize) -> Vec<u8> {
    let tones: Vec<f64> = grid.values.iter().map(|&loss| scale.tone(loss)).collect();
    let ramp: Vec<[u8; 4]> = (0..TONES)
        .map(|index| {
            let tone = theme.heat(index as f64 / (TONES - 1) as f64);
            [tone.r, tone.g, tone.b, 255]
        })
        .collect();
    let columns: Vec<Between> = (0..width).map(|x| Between::new(x, width, grid.width)).collect();
    let mut pixels = Vec::with_capacity(4 * width * height);
    for y in 0..height {
        let row = Between::new(y, height, grid.height);
        let (above, below) = (row.node * grid.width, (row.node + 1) * grid.width);
        for (x, column) in columns.iter().enumerate() {
            let corners = [above, below].map(|row| [tones[row + column.node], tones[row + column.node + 1]]);
            let nearest = corners[usize::from(row.part >= 0.5)][usize::from(column.part >= 0.5)];
            if nearest.is_nan() {
                let stripe = theme.undefined[usize::from((x + y) % HATCH.0 < HATCH.1)];
                pixels.extend([stripe.r, stripe.g, stripe.b, 255]);
                continue;
            }
            // Beside a hole the nearest tone stands in for the missing ones.
            let [[a, b], [c, d]] = corners.map(|row| row.map(|tone| if tone.is_nan() { nearest } else { tone }));
            let top = a + (b - a) * column.part;
            let bottom = c + (d - c) * column.part;
            let tone = top + (bottom - top) * row.part;
            pixels.extend(ramp[(tone * (TONES - 1) as f64 + 0.5) as usize]);
        }
    }
    pixels
}

/// Where the middle of a pixel lies between two nodes.
struct Between {
    node: usize,
    /// The way from `node` to the next one, from 0 to 1.
    part: f64,
}

impl Between {
    fn new(pixel: usize, pixels: usize, nodes: usize) -> Self {
        let at = (pixel as f64 + 0.5) / pixels as f64 * (nodes - 1) as f64;
        let node = (at as usize).min(nodes - 2);
        Self { node, part: at - node as f64 }
    }
}

#[cfg(test)]
mod tests {
    use downhill::View;

    use super::*;
    use crate::theme::LIGHT;

    const VIEW: View = View { x: [0.0, 1.0], y: [0.0, 1.0] };

    fn pixel(pixels: &[u8], width: usize, x: usize, y: usize) -> [u8; 3] {
        let at = 4 * (y * width + x);
        [pixels[at], pixels[at + 1], pixels[at + 2]]
    }

    #[test]
    fn low_ground_has_the_low_tone_and_up_is_up() {
        let grid = Grid::sample(|x, y| x + 10.0 * y, VIEW, 20, 20);
        let pixels = heat_pixels(&grid, &Levels::of(&grid), &LIGHT, 50, 40);
        assert_eq!(pixels.len(), 4 * 50 * 40);
        assert!(pixels.chunks_exact(4).all(|pixel| pixel[3] == 255));
        let close = |[r, g, b]: [u8; 3], tone: crate::theme::Rgb| {
            r.abs_diff(tone.r) + g.abs_diff(tone.g) + b.abs_diff(tone.b) <= 6
        };
        assert!(close(pixel(&pixels, 50, 0, 39), LIGHT.heat(0.0)), "bottom left is lowest");
        assert!(close(pixel(&pixels, 50, 49, 0), LIGHT.heat(1.0)), "top right is highest");
    }

    #[test]
    fn holes_are_hatched_and_infinities_have_end_tones() {
        let loss = |x: f64, y: f64| match (x < 0.4, y < 0.5) {
            (true, true) => f64::NAN,
            (true, false) => f64::INFINITY,
            (false, true) => f64::NEG_INFINITY,
            (false, false) => x,
        };
        let grid = Grid::sample(loss, VIEW, 41, 41);
        let pixels = heat_pixels(&grid, &Levels::of(&grid), &LIGHT, 40, 40);
        let rgb = |tone: crate::theme::Rgb| [tone.r, tone.g, tone.b];
        let hole: Vec<_> = (0..8).map(|x| pixel(&pixels, 40, x, 35)).collect();
        assert!(hole.contains(&rgb(LIGHT.undefined[0])) && hole.contains(&rgb(LIGHT.undefined[1])));
        assert_eq!(pixel(&pixels, 40, 2, 2), rgb(LIGHT.heat(1.0)));
        assert_eq!(pixel(&pixels, 40, 35, 35), rgb(LIGHT.heat(0.0)));
    }
}
