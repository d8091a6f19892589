//! A block in a poster: its pixels as a picture in the document, everything else as lines and letters.

use downhill::{CriticalPoint, Grid};

use crate::averaged::Averaged;
use crate::heads::Heads;
use crate::rect::Rect;
use crate::sheet::{Sketched, frame_of, nodes, picture, pixel_image};
use crate::solid::camera::{Camera, SolidProjection};
use crate::solid::lines::{SolidWords, draw_solid_lines};
use crate::solid::{
    Height, Relief, Solid, SolidTrailPen, draw_solid_average_trail, draw_solid_heads, draw_solid_trail,
    draw_solid_walls, solid_pixels,
};
use crate::theme::{RunnerStyle, Theme};

/// Pixels of the surface to one of the heatmap that a map of the same size would have: its edges are to be sharp.
const SHARPER: f64 = 2.0;

/// Points of every trail that are to be in sight, at most.
const SIGHTS: usize = 100;

/// How a poster shows a loss as a block.
#[derive(Clone, Copy, Debug)]
pub struct SolidView<'a> {
    /// Where it is seen from; `None` for where most is seen.
    pub camera: Option<Camera>,
    /// How losses become heights.
    pub height: Height,
    /// What the height is called.
    pub loss: &'a str,
}

/// Nodes of the mesh along a side.
pub const SOLID_NODES: usize = 65;

/// What a block in a poster shows.
pub(crate) struct SolidScene<'a> {
    pub(crate) grid: &'a Grid,
    pub(crate) view: SolidView<'a>,
    /// The losses at its floor and its ceiling.
    pub(crate) losses: [f64; 2],
    /// What x and y are called.
    pub(crate) axes: [&'a str; 2],
    pub(crate) critical_points: &'a [CriticalPoint],
    /// What a global minimum is called.
    pub(crate) minimum: &'a str,
    /// Positions of runners and their averages, the first on top, up to a step.
    pub(crate) trails: &'a [(RunnerStyle, Averaged<'a>)],
    pub(crate) step: usize,
    pub(crate) heads: Heads<'a>,
}

/// Appends a block to a document, in the rectangle that the open group begins with.
pub(crate) fn draw_solid_into(
    out: &mut String,
    scene: &SolidScene<'_>,
    scale: &impl Relief,
    theme: &Theme,
    rect: Rect,
    detail: f64,
) {
    let frame = frame_of(rect);
    let solid = Solid::within(scene.grid, scale, scene.view.height, scene.losses);
    let best = || {
        let points = |positions: &'_ [f64]| {
            let last = scene.step.saturating_add(1).min(positions.len() / 2);
            let stride = last.div_ceil(SIGHTS).max(1);
            let shown = positions.chunks_exact(2).take(last).step_by(stride);
            shown.map(|at| [at[0], at[1]]).collect::<Vec<_>>()
        };
        solid.best_camera(scene.trails.iter().flat_map(|(_, of)| points(of.iterates)))
    };
    let projection = SolidProjection::new(scene.view.camera.unwrap_or_else(best), frame);
    out.push_str(&picture(frame, |area| draw_solid_walls(area, &projection, theme, &solid)));
    let (width, height) = (nodes(rect.width, SHARPER * detail), nodes(rect.height, SHARPER * detail));
    let pixels = solid_pixels(&solid, &projection, theme, width, height);
    out.push_str(&pixel_image(&pixels, width, height, rect));
    out.push_str(&picture(frame, |area| -> Sketched<()> {
        let [x, y] = scene.axes;
        let words = SolidWords { x, y, loss: scene.view.loss, minimum: scene.minimum };
        let avoid = draw_solid_lines(area, &projection, theme, &solid, scene.critical_points, words)?;
        for &(style, of) in scene.trails.iter().rev() {
            let mut pen = SolidTrailPen::default();
            draw_solid_trail(area, &projection, theme, &solid, style, of.iterates, scene.step, &mut pen)?;
        }
        for &(style, of) in scene.trails.iter().rev() {
            let mut pen = SolidTrailPen::default();
            draw_solid_average_trail(area, &projection, theme, &solid, style, of, scene.step, &mut pen)?;
        }
        draw_solid_heads(area, &projection, theme, &solid, &Heads { avoid: &avoid, ..scene.heads })
    }));
}
