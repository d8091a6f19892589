//! What the ready presets with noise show: rates that fall, and averages.

use super::{Shown, distance, path_length};

/// The mean loss at the end over all times that a noisy race is run, run by run.
fn mean_ends(shown: &Shown) -> Vec<f64> {
    let setup = &shown.setup;
    let mut sums = vec![0.0; setup.runs.len()];
    for replica in 0..setup.seeds {
        let mut race = setup.replica(replica);
        race.advance(setup.steps);
        for (sum, run) in sums.iter_mut().zip(race.runs()) {
            *sum += run.losses()[setup.steps] / setup.seeds as f64;
        }
    }
    sums
}

#[test]
fn falling_rates_bring_nearer_than_a_constant_one() {
    let [constant, cosine, inverse] = mean_ends(&Shown::of("rates-that-fall"))[..] else { panic!("three") };
    assert!(cosine < 0.1 * constant && inverse < 0.1 * constant, "{constant} {cosine} {inverse}");
}

#[test]
fn an_average_is_nearer_than_what_it_averages() {
    let [sgd, averaged] = mean_ends(&Shown::of("averages"))[..] else { panic!("two") };
    assert!(averaged < 0.2 * sgd, "{sgd} {averaged}");
}

#[test]
fn an_average_and_a_falling_rate_come_to_rest_where_the_iterate_does_not() {
    let shown = Shown::of("two-ways-to-quiet-noise");
    let (setup, steps) = (&shown.setup, shown.setup.steps);
    let [mut iterate, mut average, mut cycle] = [0.0; 3];
    for replica in 0..20 {
        let mut race = setup.replica(replica);
        race.advance(steps);
        let [asgd, cycled] = race.runs() else { panic!("two runs") };
        let [x, y] = *asgd.averages().last_chunk::<2>().expect("it averages");
        iterate += asgd.losses()[steps];
        average += setup.loss.value_at(x, y);
        cycle += cycled.losses()[steps];
    }
    assert!(average < 0.1 * iterate && cycle < 0.15 * iterate, "{iterate} {average} {cycle}");
    // Seen as well: over the last hundred steps the average hardly moves.
    let asgd = shown.run("asgd");
    let moved: f64 = asgd.averages()[2 * (steps - 100)..]
        .as_chunks::<2>()
        .0
        .windows(2)
        .map(|pair| distance(&pair[0], &pair[1]))
        .sum();
    let strode = path_length(asgd, steps - 100..steps);
    assert!(moved < 0.02 * strode, "{moved} beside {strode}");
}

#[test]
fn a_rate_that_falls_half_way_takes_most_of_the_noise_along() {
    let shown = Shown::of("change-on-the-way");
    let [same, changed] = shown.race.runs() else { panic!("two runs") };
    assert_eq!(same.position(150), changed.position(150));
    let [constant, fallen] = mean_ends(&shown)[..] else { panic!("two") };
    assert!(fallen < 0.25 * constant, "{constant} {fallen}");
}
