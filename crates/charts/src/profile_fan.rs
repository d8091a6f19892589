//! The gradient fan of one dimension: a comb of arrows above a ball on a profile.

use plotters_backend::DrawingBackend;

use crate::arrow::{SHORTEST, draw_batch_arrow, draw_full_arrow, fan_stretch};
use crate::fan::{BATCH_ALPHA, LONGEST_SAMPLE, SAMPLE_ALPHA, shown_samples};
use crate::frame::{Area, AreaError, draw_on};
use crate::pen::Stroke;
use crate::profile::ProfileGeometry;
use crate::theme::{RunnerStyle, Theme};

/// Step directions of samples at one place of a profile: gradients with their signs turned, in units of the parameter.
#[derive(Clone, Copy, Debug)]
pub struct ProfileFan<'a> {
    /// Where the gradients were taken, and the loss there.
    pub at: (f64, f64),
    /// Every sample's own direction.
    pub samples: &'a [f64],
    /// Which samples are in the batch; may be empty.
    pub in_batch: &'a [bool],
    /// The batch's mean.
    pub batch: f64,
    /// The mean of all samples.
    pub full: f64,
}

/// How far the arrows of the batch, of all samples, and the comb's first row are from the ball's middle.
const BATCH_AWAY: f64 = 15.0;
const FULL_AWAY: f64 = 29.0;
const COMB_AWAY: f64 = 41.0;

/// Pixels between two rows of the comb, how high it may be, and how many rows it has unless the batch has more.
const PITCH: f64 = 2.0;
const COMB_HEIGHT: f64 = 60.0;
const MOST_ROWS: usize = 60;

/// Draws the fan: all samples as a comb, sorted, over the mean of all and the batch's mean. The scale is that of
/// [`draw_fan`](crate::draw_fan).
///
/// # Errors
/// What the backend reports.
pub fn draw_profile_fan<DB: DrawingBackend>(
    area: &Area<DB>,
    geometry: &ProfileGeometry,
    theme: &Theme,
    style: RunnerStyle,
    fan: &ProfileFan<'_>,
) -> Result<(), AreaError<DB>> {
    draw_on(area, geometry.frame, |pen| {
        let (x, y) = geometry.to_px(fan.at.0, fan.at.1);
        let room = geometry.frame.width.min(geometry.frame.height);
        let unit = geometry.to_px(1.0, 0.0).0 - geometry.to_px(0.0, 0.0).0;
        let lengths = fan.samples.iter().map(|sample| (unit * sample).abs());
        let Some(stretch) = fan_stretch(lengths, [fan.batch, fan.full].map(|mean| (unit * mean).abs()), room) else {
            return Ok(());
        };
        let plot = geometry.plot;
        if !plot.has((x, y)) {
            return Ok(());
        }
        let longest = LONGEST_SAMPLE * room;
        let reach = |direction: f64| (stretch * unit * direction).clamp(-longest, longest);

        let mut sorted: Vec<(f64, bool)> = fan
            .samples
            .iter()
            .enumerate()
            .map(|(index, &sample)| (reach(sample), fan.in_batch.get(index).copied().unwrap_or(false)))
            .filter(|sample| sample.0.is_finite())
            .collect();
        sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let in_batch: Vec<bool> = sorted.iter().map(|sample| sample.1).collect();
        let mut rows = shown_samples(sorted.len(), &in_batch, true, MOST_ROWS);
        rows.extend(shown_samples(sorted.len(), &in_batch, false, MOST_ROWS));
        rows.sort_unstable();
        let pitch = PITCH.min(COMB_HEIGHT / rows.len() as f64);
        let height = COMB_AWAY + pitch * rows.len() as f64;
        // Where there is no room above, the comb hangs down.
        let up = if y < height && y < 0.5 * geometry.frame.height { 1.0 } else { -1.0 };
        let stem = [(x, y + up * (COMB_AWAY - 3.0)), (x, y + up * (height + 2.0))];
        pen.line(&stem, Stroke { color: theme.map_ink, alpha: 0.5, width: 1.0 })?;
        for (row, &index) in rows.iter().enumerate() {
            let (length, is_in) = sorted[index];
            let alpha = if is_in { BATCH_ALPHA } else { SAMPLE_ALPHA };
            let y = y + up * (COMB_AWAY + pitch * row as f64);
            let end = (x + length).clamp(plot.x, plot.x + plot.width);
            pen.line(&[(x, y), (end, y)], Stroke { color: theme.map_ink, alpha, width: 1.0 })?;
        }
        let [full, batch] = [fan.full, fan.batch].map(reach);
        if full.abs() >= SHORTEST {
            let y = y + up * FULL_AWAY;
            draw_full_arrow(pen, (x, y), (x + full, y), theme)?;
        }
        if batch.abs() >= SHORTEST {
            let y = y + up * BATCH_AWAY;
            draw_batch_arrow(pen, (x, y), (x + batch, y), style, theme)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::tests::{double_well, drawn};
    use crate::recording::{Record, record};
    use crate::theme::{LIGHT, runner_style};

    fn draw(fan: &ProfileFan<'_>) -> (Record, ProfileGeometry) {
        let samples = double_well();
        let (_, geometry) = drawn(&samples, &[], None);
        let (record, result) =
            record(geometry.frame, |area| draw_profile_fan(area, &geometry, &LIGHT, runner_style(0), fan));
        assert!(result.is_ok());
        (record, geometry)
    }

    #[test]
    fn samples_are_rows_in_order_and_the_comb_stays_low() {
        let samples: Vec<f64> = (0..1000).map(|k| f64::from(k * 37 % 1000) / 500.0 - 0.7).collect();
        let in_batch: Vec<bool> = (0..1000).map(|k| k % 100 == 3).collect();
        let fan = ProfileFan { at: (1.0, 0.0), samples: &samples, in_batch: &in_batch, batch: 0.2, full: 0.3 };
        let (record, geometry) = draw(&fan);
        let comb: Vec<_> = record.lines.iter().filter(|line| line.color == LIGHT.map_ink).skip(1).collect();
        assert_eq!(comb.len(), 60);
        let (x, y) = geometry.to_px(1.0, 0.0);
        for pair in comb.windows(2) {
            assert!(pair[1].points[1].0 >= pair[0].points[1].0, "sorted");
        }
        for line in comb {
            assert!((line.points[0].0 - x).abs() < 0.1);
            assert!((40.0..102.0).contains(&(y - line.points[0].1)), "above the ball: {line:?}");
        }
        let (head, _) = record.polygons.first().expect("the batch's head");
        assert!(head[0].0 > x && (y - head[0].1 - BATCH_AWAY).abs() < 0.2);
    }

    #[test]
    fn a_ball_at_the_top_has_its_comb_below() {
        let fan = ProfileFan { at: (0.0, 9e9), samples: &[1.0; 80], in_batch: &[], batch: 1.0, full: 1.0 };
        let (record, geometry) = draw(&fan);
        assert!(record.lines.iter().flat_map(|line| &line.points).all(|at| at.1 > geometry.plot.y));
    }

    #[test]
    fn nothing_pushes_nowhere() {
        let fan = ProfileFan { at: (1.0, 0.0), samples: &[0.0; 9], in_batch: &[], batch: 0.0, full: f64::NAN };
        assert!(draw(&fan).0.lines.is_empty());
    }
}
