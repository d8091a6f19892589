//! Runs by hand: schedules, changes, noise, averages, costs.

use std::vec;
use std::vec::Vec;

use super::*;
use crate::descent::ParamChange;
use crate::runner::Noise;
use crate::transform::Transforms;
use crate::{Surface, catalog, surface};

fn bowl() -> &'static Surface {
    surface::find("bowl").expect("built in")
}

fn runner(rule: &str, params: &[f64]) -> Runner {
    Entry { rule: catalog::find(rule).expect("built in"), params: params.to_vec() }.into()
}

fn run(runner: Runner, start: [f64; 2], pieces: &[usize]) -> Run {
    let mut run = Run::new(runner, &bowl(), &start).expect("valid parameters");
    for &updates in pieces {
        run.advance(updates, &bowl());
    }
    run
}

#[test]
fn a_schedule_scales_every_update_and_a_change_counts_from_its_update_on() {
    let halving = Runner { schedule: Schedule::Exponential { gamma: 0.5 }, ..runner("sgd", &[0.5]) };
    assert_eq!(run(halving, [1.0, 0.0], &[2]).position(2), [0.5 * 0.75, 0.0]);
    let changed = Runner {
        changes: vec![ParamChange { after: 1, param: 0, value: 0.25 }, ParamChange { after: 3, param: 0, value: 1.0 }],
        ..runner("sgd", &[0.5])
    };
    for pieces in [&[4][..], &[1, 1, 1, 1], &[3, 1]] {
        let run = run(changed.clone(), [1.0, 0.0], pieces);
        let xs: Vec<f64> = run.positions().iter().copied().step_by(2).collect();
        assert_eq!(xs, [1.0, 0.5, 0.375, 0.28125, 0.0], "{pieces:?}");
    }
}

#[test]
fn a_change_is_the_same_whether_its_loop_is_compiled_or_not_and_reset_undoes_it() {
    let changes = vec![ParamChange { after: 5, param: 1, value: 0.5 }];
    let plain = Runner { changes, ..runner("adam", &[0.1, 0.9, 0.999, 1e-8]) };
    // No clipping happens, but the loop is the general one.
    let general = Runner { transforms: Transforms { clip_norm: Some(1e9), ..Transforms::default() }, ..plain.clone() };
    let (mut compiled, general) = (run(plain, [1.0, -2.0], &[20]), run(general, [1.0, -2.0], &[20]));
    assert_eq!(compiled.positions(), general.positions());
    let before = compiled.positions().to_vec();
    compiled.reset(&bowl());
    compiled.advance(20, &bowl());
    assert_eq!(compiled.positions(), before);
}

#[test]
fn averages_are_those_of_a_rule_that_keeps_one_and_begin_again_with_the_run() {
    let mut averaged = run(runner("asgd", &[0.25, 0.0, 0.0, 2.0]), [1.0, 0.0], &[3, 2]);
    let xs = |of: &[f64]| of.iter().copied().step_by(2).collect::<Vec<_>>();
    let (x, average) = (xs(averaged.positions()), xs(averaged.averages()));
    // t0 = 2: the average is the iterate up to step 4, and then the mean of the last two.
    assert_eq!(average[..5], x[..5]);
    assert_eq!(average[5], 0.5 * (x[4] + x[5]));
    averaged.reset(&bowl());
    assert_eq!(averaged.averages(), [1.0, 0.0]);
    averaged.advance(5, &bowl());
    assert_eq!(xs(averaged.averages()), average);
    // The iterate of the other method that averages is its average.
    assert!(run(runner("schedulefree", &[0.25, 0.9]), [1.0, 0.0], &[5]).averages().is_empty());
}

#[test]
fn noise_has_its_seed_and_size_and_is_recorded_with_the_gradient() {
    let noisy = |seed| Runner { noise: Some(Noise { sigma: 0.5, seed }), ..runner("sgd", &[0.0001]) };
    let (one, again, other) = (
        run(noisy(7), [1.0, 0.0], &[4000]),
        run(noisy(7), [1.0, 0.0], &[1000, 3000]),
        run(noisy(8), [1.0, 0.0], &[4000]),
    );
    assert_eq!(one.positions(), again.positions());
    assert_ne!(one.positions(), other.positions());
    let added: Vec<f64> = one.gradients().iter().zip(one.positions()).map(|(g, x)| g - x).collect();
    let mean = added.iter().sum::<f64>() / added.len() as f64;
    let variance = added.iter().map(|e| (e - mean) * (e - mean)).sum::<f64>() / added.len() as f64;
    assert!(mean.abs() < 0.02 && (variance - 0.25).abs() < 0.02, "mean {mean}, variance {variance}");
}

#[test]
fn clipped_gradients_are_what_is_recorded_and_losses_are_the_true_ones() {
    let clipped =
        Runner { transforms: Transforms { clip_norm: Some(0.5), ..Transforms::default() }, ..runner("sgd", &[1.0]) };
    let run = run(clipped, [3.0, 4.0], &[1]);
    assert_eq!(run.gradients()[..2], [0.5 / 5.0 * 3.0, 0.5 / 5.0 * 4.0]);
    assert_eq!((run.position(1), run.losses()[0]), ([3.0 - 0.5 / 5.0 * 3.0, 3.6].as_slice(), 12.5));
}

#[test]
fn a_step_of_a_rule_that_asks_for_nothing_costs_one_gradient() {
    let run = run(runner("momentum", &[0.1, 0.9]), [1.0, 1.0], &[10]);
    assert_eq!([run.cost(0), run.cost(7), run.cost(99)], [0, 7, 10]);
}

#[test]
fn a_change_to_what_is_not_allowed_is_refused() {
    let wrong = Runner { changes: vec![ParamChange { after: 1, param: 0, value: -1.0 }], ..runner("sgd", &[0.1]) };
    let error = Run::new(wrong, &bowl(), &[0.0, 0.0]).expect_err("a negative rate");
    assert_eq!(std::format!("{error}"), "lr = -1: must be > 0");
}
