//! Many replicas of a run on a map: one small ball each.

use plotters_backend::DrawingBackend;

use crate::frame::{Area, AreaError, draw_on};
use crate::map::MapProjection;
use crate::pen::{Drawn, Pen};
use crate::rect::Point;
use crate::theme::{RunnerStyle, Theme};

/// Radius of a ball, and how far its casing stands out.
const RADIUS: f64 = 2.6;
pub(crate) const BALL_CASING: f64 = 0.75;

/// Draws a ball at every point, given in data coordinates. Those outside the map and those that are nowhere are left out.
///
/// # Errors
/// What the backend reports.
pub fn draw_balls<DB: DrawingBackend>(
    area: &Area<DB>,
    projection: &MapProjection,
    theme: &Theme,
    style: RunnerStyle,
    points: &[[f32; 2]],
) -> Result<(), AreaError<DB>> {
    draw_on(area, projection.frame, |pen| {
        let seen = pen.bounds().grown(RADIUS);
        for &[x, y] in points {
            let at = projection.to_px(f64::from(x), f64::from(y));
            if seen.has(at) {
                draw_ball(pen, at, RADIUS, style, theme)?;
            }
        }
        Ok(())
    })
}

/// A ball with its casing, which keeps balls that touch apart.
pub(crate) fn draw_ball<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    at: Point,
    radius: f64,
    style: RunnerStyle,
    theme: &Theme,
) -> Drawn<DB> {
    pen.disc(at, radius + BALL_CASING, theme.casing)?;
    pen.disc(at, radius, theme.hue(style))
}

#[cfg(test)]
mod tests {
    use downhill::View;

    use super::*;
    use crate::recording::{frame, record};
    use crate::theme::{LIGHT, runner_style};

    #[test]
    fn balls_lie_at_their_points_and_only_inside() {
        let projection = MapProjection::new(View { x: [-1.0, 1.0], y: [-1.0, 1.0] }, frame(200.0, 100.0));
        let points = [[0.0, 0.5], [f32::NAN, 0.0], [0.0, f32::INFINITY], [7.0, 0.0], [1.0, -1.0]];
        let (record, result) =
            record(projection.frame, |area| draw_balls(area, &projection, &LIGHT, runner_style(1), &points));
        assert!(result.is_ok());
        let balls: Vec<_> = record.circles.iter().filter(|circle| circle.2 == LIGHT.runners[1]).collect();
        assert_eq!(balls.iter().map(|ball| ball.0).collect::<Vec<_>>(), [(100.0, 25.0), (200.0, 100.0)]);
        assert_eq!(record.circles.len(), 4, "each on its casing");
    }
}
