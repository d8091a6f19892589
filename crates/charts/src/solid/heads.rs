//! Where the runners stand on a block.

use plotters_backend::DrawingBackend;

use crate::frame::{Area, AreaError, draw_on};
use crate::heads::{Heads, Spot, Spots, draw_spots};
use crate::solid::Solid;
use crate::solid::camera::SolidProjection;
use crate::theme::Theme;

/// How far outside the plane the arrow to a runner that left it stands, in lengths of a side.
const OUTSIDE: f64 = 0.02;

/// Draws markers and labels of runners and their start on a block, as [`draw_heads`](crate::draw_heads) does on a map. The marker
/// of a runner behind the surface is hollow; a runner outside the plane is an arrow at its edge.
///
/// # Errors
/// What the backend reports.
pub fn draw_solid_heads<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &SolidProjection,
    theme: &Theme,
    solid: &Solid,
    scene: &Heads<'_>,
) -> Result<(), AreaError<DB>> {
    draw_on(area, projection.frame, |pen| {
        let spots: Vec<Spots> = scene.heads.iter().map(|head| head.spots(|at| spot(solid, projection, at))).collect();
        let start = scene.start.and_then(|at| match spot(solid, projection, at) {
            // Its ring is hollow anyway.
            Some(Spot::Inside(at) | Spot::Hidden(at)) => Some(at),
            _ => None,
        });
        draw_spots(pen, theme, scene, &spots, start)
    })
}

/// Where a head is shown; `None` if it has no place.
fn spot(solid: &Solid, projection: &SolidProjection, at: [f64; 2]) -> Option<Spot> {
    let place = solid.place(at);
    if place.iter().any(|part| part.is_nan()) {
        return None;
    }
    let edge = place.map(|part| part.clamp(0.0, 1.0));
    let height = solid.height_at(edge);
    // Where the surface is cut off or undefined, a runner stands at the nearest end, so that it is not lost.
    let height = if height.is_nan() { 0.0 } else { height.clamp(0.0, 1.0) };
    let px = projection.project(edge, height);
    if edge == place {
        let is_hidden = solid.hides(projection, place, height);
        return Some(if is_hidden { Spot::Hidden(px) } else { Spot::Inside(px) });
    }
    let out = [0, 1].map(|axis| edge[axis] + OUTSIDE * (place[axis] - edge[axis]).clamp(-1.0, 1.0));
    let beyond = projection.project(out, height);
    let (dx, dy) = (beyond.0 - px.0, beyond.1 - px.1);
    let length = (dx * dx + dy * dy).sqrt();
    if length < 1e-9 {
        return Some(Spot::Inside(px));
    }
    Some(Spot::Outside(px, (dx / length, dy / length)))
}
