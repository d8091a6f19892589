//! Round ticks and honest scales.

use super::*;

#[test]
fn ticks_are_round_and_inside() {
    assert_eq!(ticks([-0.8, 4.0], 5.0), [0.0, 1.0, 2.0, 3.0, 4.0]);
    assert_eq!(ticks([-0.35, 0.35], 7.0), [-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3]);
    assert_eq!(ticks([0.0, 500.0], 3.0), [0.0, 200.0, 400.0]);
    assert_eq!(ticks([1e-7, 3.2e-7], 4.0), [1e-7, 2e-7, 3e-7]);
    assert_eq!(ticks([99.9999, 100.0001], 2.0), [99.9999, 100.0, 100.0001]);
    for nothing in [[1.0, 1.0], [2.0, 1.0], [f64::NAN, 1.0], [0.0, f64::INFINITY]] {
        assert!(ticks(nothing, 5.0).is_empty(), "{nothing:?}");
    }
}

fn range(losses: &[f64], lowest: Option<f64>) -> LossRange {
    let known = lowest.unwrap_or(0.0);
    let least = |losses: &mut dyn Iterator<Item = f64>| losses.fold(f64::INFINITY, f64::min);
    let least_above = least(&mut losses.iter().copied().filter(|&loss| loss > known));
    LossRange {
        least: least(&mut losses.iter().copied()),
        least_above: least_above.is_finite().then_some(least_above),
        most: losses.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        lowest,
        target: None,
    }
}

fn labels(axis: &LossAxis, count: f64, losses: &[f64]) -> Vec<String> {
    axis.ticks(count, losses.iter().copied()).into_iter().map(|tick| tick.label).collect()
}

#[test]
fn a_log_axis_has_decades_of_the_same_height() {
    let losses = [200.0, 1.0, 0.002];
    let axis = LossAxis::new(LossScale::Log, &range(&losses, Some(0.0)));
    assert_eq!(labels(&axis, 8.0, &losses), ["10⁻³", "10⁻²", "10⁻¹", "10⁰", "10¹", "10²"]);
    assert_eq!(labels(&axis, 3.0, &losses), ["10⁻³", "10⁻¹", "10¹"]);
    let heights: Vec<f64> = [0.01, 0.1, 1.0, 10.0].map(|loss| axis.position(loss)).to_vec();
    assert!(heights.windows(3).all(|h| ((h[1] - h[0]) - (h[2] - h[1])).abs() < 1e-12), "{heights:?}");
    assert!(losses.iter().all(|&loss| axis.shows(loss)));
}

#[test]
fn zeros_stand_at_the_floor_and_the_floor_says_so() {
    let losses = [4.0, 1e-9, 0.0];
    let axis = LossAxis::new(LossScale::Log, &range(&losses, Some(0.0)));
    assert_eq!(axis.position(0.0), 0.0);
    assert!(!axis.shows(0.0), "it is drawn there, but does not lie there");
    assert_eq!(labels(&axis, 20.0, &losses)[0], "≤10⁻⁹");
    assert!(!labels(&axis, 20.0, &losses[..2])[0].contains('≤'));
}

#[test]
fn a_log_axis_never_shows_more_digits_than_a_double_has() {
    let losses = [1.0, 1e-40];
    let axis = LossAxis::new(LossScale::Log, &range(&losses, Some(0.0)));
    assert_eq!(labels(&axis, 20.0, &losses)[0], "≤10⁻¹⁶");
}

#[test]
fn a_log_axis_starts_from_the_lowest_known_loss() {
    let losses = [100.0, -78.0, -78.33];
    let axis = LossAxis::new(LossScale::Log, &range(&losses, Some(-78.33)));
    assert_eq!(axis.offset(), -78.33);
    let middle = 0.5 * (axis.position(-68.33) + axis.position(-77.33));
    assert!((axis.position(-78.33 + 10f64.sqrt()) - middle).abs() < 1e-12);
}

#[test]
fn a_short_log_axis_has_ticks_between_the_decades() {
    let losses = [130.0, 28.0];
    let axis = LossAxis::new(LossScale::Log, &range(&losses, Some(0.0)));
    assert_eq!(labels(&axis, 6.0, &losses), ["30", "50", "70", "100"]);
    assert_eq!(labels(&axis, 3.0, &losses), ["50", "100"]);
}

#[test]
fn losses_without_a_bound_get_a_scale_with_two_signs() {
    let losses = [9.0, -0.5, -12_000.0];
    let axis = LossAxis::new(LossScale::Log, &range(&losses, None));
    assert_eq!(labels(&axis, 6.0, &losses), ["−10⁴", "−10³", "−10²", "−10", "0", "10"]);
    let positions: Vec<f64> = losses.iter().map(|&loss| axis.position(loss)).collect();
    assert!(positions[0] > positions[1] && positions[1] > positions[2], "{positions:?}");
    assert!((axis.position(99.0) - axis.position(0.0) - (axis.position(0.0) - axis.position(-99.0))).abs() < 1e-12);
}

#[test]
fn a_linear_axis_reaches_down_to_the_lowest_known_loss() {
    let axis = LossAxis::new(LossScale::Linear, &range(&[10.0, 4.0], Some(0.0)));
    assert!(axis.shows(0.0) && axis.shows(10.0) && !axis.shows(11.0));
    assert_eq!(labels(&axis, 6.0, &[]), ["0", "2", "4", "6", "8", "10"]);
}

#[test]
fn a_target_a_little_below_all_losses_is_in_sight() {
    let target = |target| LossRange { target: Some(target), ..range(&[10.0, 4.0], Some(0.0)) };
    assert!(LossAxis::new(LossScale::Log, &target(0.05)).shows(0.05));
    assert!(!LossAxis::new(LossScale::Log, &target(1e-5)).shows(1e-5), "it would squash the curves");
    assert!(!LossAxis::new(LossScale::Log, &target(-1.0)).shows(-1.0), "it can never be reached");
}

#[test]
fn constant_and_missing_losses_have_an_axis_all_the_same() {
    for scale in [LossScale::Log, LossScale::Linear] {
        for losses in [&[3.0, 3.0][..], &[0.0], &[-2.0], &[]] {
            for lowest in [None, Some(0.0), Some(-2.0)] {
                let axis = LossAxis::new(scale, &range(losses, lowest));
                for loss in losses {
                    let position = axis.position(*loss);
                    assert!((0.0..=1.0).contains(&position), "{scale:?} {losses:?} {lowest:?}: {position}");
                }
                assert!(axis.position(f64::NAN).is_nan());
                assert!(axis.position(f64::INFINITY) > 1.0);
            }
        }
    }
}
