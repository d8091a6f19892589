//! What stands behind a block: the floor's edges, the two far walls, and lines at the heights that have numbers.

use plotters_backend::DrawingBackend;

use crate::frame::{Area, AreaError, draw_on};
use crate::pen::Stroke;
use crate::solid::Solid;
use crate::solid::camera::SolidProjection;
use crate::theme::Theme;

/// Draws what is behind the surface: call it first.
///
/// # Errors
/// What the backend reports.
pub fn draw_solid_walls<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &SolidProjection,
    theme: &Theme,
    solid: &Solid,
) -> Result<(), AreaError<DB>> {
    draw_on(area, projection.frame, |pen| {
        let ([far_u, far_v], [near_u, near_v]) = (projection.far(), projection.near());
        let ends = [[near_u, far_v], [far_u, far_v], [far_u, near_v]];
        let edge = Stroke::new(theme.hairline.mix(theme.second_ink, 0.25), 1.0);
        let hairline = Stroke::new(theme.hairline, 1.0);
        for (_, height) in solid.numbers() {
            pen.line(&ends.map(|end| projection.project(end, height)), hairline)?;
        }
        pen.line(&ends.map(|end| projection.project(end, 1.0)), hairline)?;
        for end in ends {
            pen.line(&[projection.project(end, 0.0), projection.project(end, 1.0)], edge)?;
        }
        let floor = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]];
        pen.line(&floor.map(|corner| projection.project(corner, 0.0)), edge)
    })
}
