//! Replicas of a run on a profile: balls that pile up where they meet, and the one that leads.

use plotters_backend::DrawingBackend;

use crate::balls::draw_ball;
use crate::frame::{Area, AreaError, draw_on};
use crate::heads::{EDGE, draw_arrow};
use crate::marker::draw_marker;
use crate::pen::{Drawn, Pen, Stroke};
use crate::profile::ProfileGeometry;
use crate::rect::Point;
use crate::theme::{RunnerStyle, Theme};

/// What runs on a profile at one step.
#[derive(Clone, Copy, Debug)]
pub struct ProfileBalls<'a> {
    /// Where every replica is.
    pub balls: &'a [f32],
    /// The loss at every replica.
    pub heights: &'a [f64],
    /// Where the run itself is, and its loss there.
    pub lead: Option<(f64, f64)>,
    /// Where the run has been, up to now; may be empty.
    pub trail: &'a [f64],
    /// The loss at every place of the trail.
    pub trail_heights: &'a [f64],
}

/// Radius of a ball.
const RADIUS: f64 = 3.0;

/// Balls in the same column of this width pile up, each this much higher than the one before, so many at most.
const COLUMN: f64 = 5.0;
const PILE_STEP: f64 = 2.2;
const MOST_ROWS: u16 = 40;

/// How many of a trail's places, the last ones, are drawn: older ones have long been drawn over.
const TRAIL_LENGTH: usize = 1000;

/// Draws trail, balls and the run itself, which is an arrow at the edge if it is outside.
///
/// # Errors
/// What the backend reports.
pub fn draw_profile_balls<DB: DrawingBackend>(
    area: &Area<DB>,
    geometry: &ProfileGeometry,
    theme: &Theme,
    style: RunnerStyle,
    scene: &ProfileBalls<'_>,
) -> Result<(), AreaError<DB>> {
    draw_on(area, geometry.frame, |pen| {
        draw_trail(pen, geometry, theme, style, scene)?;
        let plot = geometry.plot;
        let mut piles = vec![0u16; (plot.width / COLUMN) as usize + 1];
        for (&w, &loss) in scene.balls.iter().zip(scene.heights) {
            let (x, y) = geometry.to_px(f64::from(w), loss);
            if !plot.has((x, y)) {
                continue;
            }
            let pile = &mut piles[((x - plot.x) / COLUMN) as usize];
            let top = (y - PILE_STEP * f64::from(*pile)).max(RADIUS + 1.0);
            if *pile < MOST_ROWS {
                draw_ball(pen, (x, top), RADIUS, style, theme)?;
            }
            *pile = pile.saturating_add(1);
        }
        let Some((w, loss)) = scene.lead else { return Ok(()) };
        let (x, y) = geometry.to_px(w, loss);
        if plot.has((x, y)) {
            return draw_marker(pen, (x, y), style, theme);
        }
        if x.is_nan() || y.is_nan() {
            return Ok(());
        }
        let (side, edge) = if x < plot.x { (-1.0, plot.x + EDGE) } else { (1.0, plot.x + plot.width - EDGE) };
        draw_arrow(pen, (edge, y.max(plot.y + EDGE)), (side, 0.0), style, theme)
    })
}

/// A thin line through the last places that the run has been at.
fn draw_trail<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    geometry: &ProfileGeometry,
    theme: &Theme,
    style: RunnerStyle,
    scene: &ProfileBalls<'_>,
) -> Drawn<DB> {
    let count = scene.trail.len().min(scene.trail_heights.len());
    let mut points: Vec<Point> = Vec::new();
    for index in count.saturating_sub(TRAIL_LENGTH)..count {
        let (x, y) = geometry.to_px(scene.trail[index], scene.trail_heights[index]);
        if x.is_nan() || y.is_nan() {
            break;
        }
        points.push((x, y));
    }
    let stroke = Stroke { color: theme.hue(style), alpha: 0.5, width: 1.0 };
    for piece in crate::clip::visible_pieces(&points, &geometry.plot) {
        pen.line(&piece, stroke)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::tests::{double_well, drawn};
    use crate::recording::{Record, record};
    use crate::theme::{LIGHT, runner_style};

    const NOTHING: ProfileBalls<'_> =
        ProfileBalls { balls: &[], heights: &[], lead: None, trail: &[], trail_heights: &[] };

    fn draw(scene: &ProfileBalls<'_>) -> (Record, ProfileGeometry) {
        let samples = double_well();
        let (_, geometry) = drawn(&samples, &[], None);
        let (record, result) =
            record(geometry.frame, |area| draw_profile_balls(area, &geometry, &LIGHT, runner_style(0), scene));
        assert!(result.is_ok());
        (record, geometry)
    }

    fn balls(record: &Record) -> Vec<Point> {
        record.circles.iter().filter(|ball| ball.1 == RADIUS).map(|ball| ball.0).collect()
    }

    #[test]
    fn balls_sit_on_the_curve_and_pile_up_where_they_meet() {
        let scene = ProfileBalls { balls: &[-1.0, 1.0, -1.0, -1.0], heights: &[0.0; 4], ..NOTHING };
        let (record, geometry) = draw(&scene);
        let [first, other, second, third] = balls(&record)[..] else { panic!("four balls") };
        let floor = geometry.to_px(-1.0, 0.0);
        assert!((first.0 - floor.0).abs() < 0.1 && (first.1 - floor.1).abs() < 0.1, "{first:?} {floor:?}");
        assert_eq!(other.1, first.1);
        assert!((first.1 - second.1 - 2.2).abs() < 0.15 && (second.1 - third.1 - 2.2).abs() < 0.15);
    }

    #[test]
    fn piles_end_and_what_is_nowhere_is_left_out() {
        let (balls_at, heights) = ([1.0; 300], [0.0; 300]);
        let (record, _) = draw(&ProfileBalls { balls: &balls_at, heights: &heights, ..NOTHING });
        assert_eq!(balls(&record).len(), 40);
        let scene =
            ProfileBalls { balls: &[f32::NAN, 0.0, 99.0, 0.0], heights: &[0.0, f64::NAN, 0.0, 1e300], ..NOTHING };
        let (record, geometry) = draw(&scene);
        let [high] = balls(&record)[..] else { panic!("one ball") };
        assert!((high.1 - geometry.plot.y).abs() < 0.1, "on a wall that is cut off it stands at the edge");
    }

    #[test]
    fn the_run_stands_out_and_points_the_way_when_it_has_left() {
        let trail = [2.0, -1.5, 1.0];
        let scene = ProfileBalls { lead: Some((1.0, 0.0)), trail: &trail, trail_heights: &[9.0, 1.5, 0.0], ..NOTHING };
        let (record, _) = draw(&scene);
        assert_eq!(record.circles.len(), 2, "marker and casing");
        assert!(record.lines.iter().any(|line| line.width == 1.0 && line.color == LIGHT.runners[0]));
        for (w, is_right) in [(1e9, true), (-1e9, false)] {
            let (record, geometry) = draw(&ProfileBalls { lead: Some((w, f64::INFINITY)), ..NOTHING });
            let (arrow, _) = record.polygons.first().expect("an arrow");
            assert_eq!(arrow[0].0 > geometry.plot.center().0, is_right);
        }
    }
}
