//! Descent on finite sums against recorded numbers: single runs to the last digits, escape rates ball by ball, the linear
//! regression's table, and the valley's law.
//!
//! `reference/lowdim.json` and the tables below come from an independent implementation (`NumPy`, float64) of the same
//! problems and generators.

use std::collections::BTreeMap;

use downhill::data::{BatchSize, Budget, RECORDED_RATES, RecordedRates, Sampling, find};
use downhill::model::{FiniteSum, Frequency, Linear, TwoWells, Valley, built_in};
use downhill::{Ensemble, Entry, Plan, Schedule, Training, catalog};
use downhill_data::bundled;
use serde_json::Value;

fn sgd(lr: f64, batch: usize, seed: u64, start: &[f64]) -> Plan {
    Plan {
        entry: Entry { rule: catalog::find("sgd").expect("SGD is built in"), params: vec![lr] },
        schedule: Schedule::Constant,
        batch: BatchSize::Samples(batch),
        sampling: Sampling::Shuffled,
        seed,
        start: start.to_vec(),
        changes: Vec::new(),
    }
}

fn run(plan: Plan, model: &dyn FiniteSum, updates: usize) -> Training {
    let mut training = Training::new(plan, model).expect("a valid plan");
    training.advance(updates, model);
    training
}

fn goldens() -> BTreeMap<String, Value> {
    serde_json::from_str(include_str!("reference/lowdim.json")).expect("well-formed")
}

#[track_caller]
fn assert_close(got: f64, want: f64, what: &str) {
    assert!((got - want).abs() <= 1e-9 * want.abs(), "{what}: {got}, recorded {want}");
}

#[test]
fn single_runs_have_the_recorded_iterates() {
    let mut compared = 0;
    for (name, golden) in goldens() {
        let words: Vec<&str> = name.split(' ').collect();
        let [problem, batch, seed] = words[..] else { continue };
        let batch = batch[1..].parse().expect("a batch size");
        let seed = seed["seed".len()..].parse().expect("a seed");
        let frequency = Frequency::new(0.0);
        let (model, plan, updates): (&dyn FiniteSum, _, _) = match problem {
            "F1" => (&TwoWells::new(), sgd(0.09, batch, seed, &[-1.0]), 1000),
            "F2" => (&Valley::new(), sgd(0.1, batch, seed, &[3.0, 1.0 / 3.0]), 2000),
            _ => (&frequency, sgd(0.3, batch, seed, &[5.5]), 2000),
        };
        let training = run(plan, model, updates);
        for (key, want) in golden.as_object().expect("an object") {
            let update = match key.as_str() {
                "final" => updates,
                "escape_step" | "hit" => continue,
                key => key[1..].parse().expect("an update"),
            };
            let want: Vec<f64> = match want {
                Value::Array(list) => list.iter().filter_map(Value::as_f64).collect(),
                number => number.as_f64().into_iter().collect(),
            };
            assert_eq!(want.len(), model.dim());
            for (got, want) in training.position(update).iter().zip(want) {
                assert_close(*got, want, &format!("{name} at {key}"));
                compared += 1;
            }
        }
    }
    assert!(compared >= 40, "{compared} numbers");
}

#[test]
fn the_samples_are_the_recorded_ones() {
    let goldens = goldens();
    let number = |name: &str, key: &str| goldens[name][key].as_f64().expect("a number");
    let (valley, frequency) = (Valley::new(), Frequency::new(0.0));
    let (x, y) = valley.data();
    for (key, got) in [("x0", x[0]), ("x1", x[1]), ("y0", y[0]), ("y1", y[1])] {
        assert_close(got, number("F2 data", key), key);
    }
    for (key, got) in ["x0", "x1"].into_iter().zip(frequency.data().0) {
        assert_close(*got, number("G2 data", key), key);
    }
}

#[test]
fn the_updates_at_which_runs_escape_are_the_recorded_ones() {
    let goldens = goldens();
    for (name, golden) in &goldens {
        let (goal, model, plan, updates): (_, Box<dyn FiniteSum>, _, _) = match name.split(' ').collect::<Vec<_>>()[..]
        {
            ["F1", batch, seed] => {
                ("two-wells", Box::new(TwoWells::new()), sgd(0.09, number(batch), number(seed), &[-1.0]), 1000)
            }
            ["G2", batch, seed] => {
                ("frequency", Box::new(Frequency::new(0.0)), sgd(0.3, number(batch), number(seed), &[5.5]), 2000)
            }
            _ => continue,
        };
        let goal = find(goal).expect("built in").goal;
        let mut one = Ensemble::new(&plan, 1, goal, &*model).expect("a valid plan");
        one.advance(updates, &*model);
        let want = golden.get("escape_step").or(golden.get("hit")).expect("one of the two").as_f64();
        assert_eq!(one.arrivals(updates).median, want.filter(|update| *update >= 0.0), "{name}");
    }
}

/// The number at the end of a word like `seed1000`.
fn number<T: std::str::FromStr<Err: std::fmt::Debug>>(word: &str) -> T {
    word.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().expect("a number")
}

/// Whether a count out of `n` lies within the central 99 % of the binomial distribution with probability `p`.
fn is_within_99_percent(count: usize, n: usize, p: f64) -> bool {
    if p == 0.0 || p == 1.0 {
        return count as f64 == p * n as f64;
    }
    let mut term = (1.0 - p).powi(n as i32);
    let (mut below, mut at_most) = (0.0, term);
    for k in 0..count {
        term *= (n - k) as f64 / (k + 1) as f64 * p / (1.0 - p);
        below = at_most;
        at_most += term;
    }
    at_most >= 0.005 && 1.0 - below >= 0.005
}

#[test]
fn the_binomial_interval_is_the_textbooks() {
    // Of 200 with probability 0.48, the central 99 % are 78 to 114.
    let inside: Vec<usize> = (0..=200).filter(|count| is_within_99_percent(*count, 200, 0.48)).collect();
    assert_eq!((inside[0], inside[inside.len() - 1]), (78, 114));
}

/// Runs 200 seeds of every recorded cell of a data set and compares: rates within the 99 % interval, and to the last ball
/// where that is a matter of arithmetic alone.
fn assert_rates(id: &str) {
    let data = find(id).expect("built in");
    let Budget::Updates(updates) = data.budget else { panic!("{id}: a number of updates") };
    let rows = RECORDED_RATES.iter().filter(|row| row.data == id);
    assert!(rows.clone().count() >= 5);
    for RecordedRates { noise, lr, cells, .. } in rows {
        let model = built_in(data, None, *noise).expect("no table is needed");
        // Beyond 2/20 the sharp minimum repels, and runs come back over the barrier: which of those count as escaped is a
        // matter of definition.
        let is_exact = id != "two-wells" || *lr < 0.1;
        for (batch, percent, median) in cells {
            let plan = sgd(*lr, *batch, data.seed_base, data.start);
            let mut ensemble = Ensemble::new(&plan, 200, data.goal, &*model).expect("a valid plan");
            ensemble.advance(updates, &*model);
            let arrivals = ensemble.arrivals(updates);
            let what =
                format!("{id}, noise {noise}, lr {lr}, batch {batch}: {arrivals:?}, not {percent} % at {median:?}");
            assert!(is_within_99_percent(arrivals.count, 200, percent / 100.0), "{what}");
            if is_exact {
                assert_eq!(arrivals.count as f64 / 2.0, *percent, "{what}");
                assert_eq!(arrivals.median.map(|at| at as u32), *median, "{what}");
            }
        }
    }
}

#[test]
fn small_batches_leave_the_sharp_well_as_often_as_recorded() {
    assert_rates("two-wells");
}

#[test]
fn small_batches_find_the_frequency_as_often_as_recorded() {
    assert_rates("frequency");
}

#[test]
fn full_batch_returns_to_the_sharp_minimum_and_nobody_leaves_the_flat_one() {
    let wells = TwoWells::new();
    let back = run(sgd(0.09, 32, 1000, &[-0.95]), &wells, 1000);
    assert!((back.position(1000)[0] + 1.0).abs() < 1e-14, "{:?}", back.position(1000));
    for lr in [0.05, 0.09, 0.105] {
        for batch in [1, 4, 32] {
            let mut ensemble = Ensemble::new(&sgd(lr, batch, 1000, &[2.0]), 200, None, &wells).expect("a valid plan");
            ensemble.advance(1000, &wells);
            let lowest = (0..=1000).flat_map(|update| ensemble.positions(update)).copied().fold(f32::MAX, f32::min);
            assert!(lowest > -0.29, "lr {lr}, batch {batch}: {lowest}");
        }
    }
}

/// Mean and standard deviation.
fn moments(values: &[f64]) -> [f64; 2] {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    [mean, (values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n).sqrt()]
}

#[test]
fn noise_flattens_the_valley_as_recorded_and_by_its_law() {
    let valley = Valley::new();
    // Rate, updates, batch; sharpness over the last 200 updates and imbalance at the end, mean and deviation.
    let rows = [
        (0.1, 2000, 1, [1.990, 0.027], [0.0030, 0.0013]),
        (0.1, 2000, 2, [2.026, 0.010], [0.2682, 0.0267]),
        (0.1, 2000, 4, [2.703, 0.054], [1.6951, 0.0764]),
        (0.1, 2000, 10, [5.812, 0.081], [5.3386, 0.0865]),
        (0.1, 2000, 20, [9.111, 0.0], [8.8889, 0.0]),
        (0.05, 4000, 1, [2.036, 0.015], [0.3383, 0.0144]),
        (0.05, 4000, 4, [4.905, 0.062], [4.4042, 0.0687]),
    ];
    for (lr, updates, batch, sharpness, imbalance) in rows {
        let plan = sgd(lr, batch, 2000, &[3.0, 1.0 / 3.0]);
        let mut ensemble = Ensemble::new(&plan, 200, None, &valley).expect("a valid plan");
        ensemble.advance(updates, &valley);
        let wide = |w: &[f32]| [f64::from(w[0]), f64::from(w[1])];
        let tail = moments(&ensemble.means(updates, 200, |w| Valley::sharpness(&wide(w))));
        let end = moments(&ensemble.means(updates, 1, |w| Valley::imbalance(&wide(w))));
        let what = format!("lr {lr}, batch {batch}: sharpness {tail:?}, imbalance {end:?}");
        for (got, want) in tail.into_iter().chain(end).zip(sharpness.into_iter().chain(imbalance)) {
            // As many digits as were recorded.
            assert!((got - want).abs() <= 6e-4, "{what}");
        }
        // The law over the whole run: imbalance = start · Π (1 − lr² g²).
        let training = run(plan, &valley, updates);
        let law = valley.law(training.plan(), training.positions());
        assert_eq!(law.len(), updates + 1);
        for (position, law) in training.positions().chunks_exact(2).zip(law) {
            let got = Valley::imbalance(position);
            assert!((got - law).abs() <= 1e-13 * 9.0, "batch {batch}: {got}, law {law}");
        }
    }
}

#[test]
fn linear_regression_meets_its_table() {
    let model = Linear::new(bundled::diabetes().standardized().expect("it varies"));
    let optimum = model.optimum().expect("least squares has one");
    assert!((optimum.loss - 0.241126).abs() < 5e-7);
    let eigenvalues = model.hessian().eigen().values;
    assert!((eigenvalues[9] - 4.0242).abs() < 5e-5 && (eigenvalues[0] - 0.00856).abs() < 5e-6, "{eigenvalues:?}");
    // Rate, batch; final excess, floor and spread over the last quarter, share of updates that raised the loss, |w - w*|.
    let rows = [
        (0.002, 442, [0.20794, 0.21244, 0.00320, 0.0, 0.829]),
        (0.002, 32, [0.03933, 0.04604, 0.00425, 0.4, 0.717]),
        (0.002, 1, [0.00189, 0.00223, 0.00061, 49.1, 0.570]),
        (0.01, 442, [0.09916, 0.10762, 0.00618, 0.0, 0.770]),
        (0.01, 32, [0.00270, 0.00340, 0.00047, 16.7, 0.652]),
        (0.01, 1, [0.00965, 0.00918, 0.00584, 50.4, 0.319]),
        (0.03, 442, [0.03227, 0.03690, 0.00344, 0.0, 0.708]),
        (0.03, 32, [0.00177, 0.00197, 0.00022, 38.3, 0.621]),
        (0.03, 1, [0.03866, 0.03842, 0.02483, 50.5, 0.256]),
        (0.1, 442, [0.00380, 0.00473, 0.00072, 0.0, 0.657]),
        (0.1, 32, [0.00214, 0.00323, 0.00158, 46.8, 0.530]),
        (0.1, 1, [0.35975, 0.35474, 0.51556, 49.2, 0.734]),
        (0.4, 442, [0.00166, 0.00169, 0.00002, 0.0, 0.620]),
        (0.4, 32, [0.02899, 0.03820, 0.04565, 50.4, 0.310]),
    ];
    for (lr, batch, recorded) in rows {
        let mut means = [0.0; 5];
        for seed in 0..10 {
            let updates = 20 * (442 / batch);
            let training = run(sgd(lr, batch, 4000 + seed, &[0.0; 10]), &model, updates);
            let course = training.course(updates, optimum.loss).expect("updates were made");
            let off = training.position(updates).iter().zip(&optimum.at).map(|(w, best)| (w - best) * (w - best));
            let distance = off.sum::<f64>().sqrt();
            let excess = training.losses()[updates] - optimum.loss;
            let numbers = [excess, course.floor, course.spread, 100.0 * course.raised, distance];
            for (mean, number) in means.iter_mut().zip(numbers) {
                *mean += number / 10.0;
            }
        }
        for ((got, want), digits) in means.into_iter().zip(recorded).zip([5e-6, 5e-6, 5e-6, 0.05, 5e-4]) {
            assert!((got - want).abs() <= 1.02 * digits, "lr {lr}, batch {batch}: {means:?}, recorded {recorded:?}");
        }
    }
}

#[test]
fn one_sample_diverges_where_the_full_batch_is_stable() {
    let model = Linear::new(bundled::diabetes().standardized().expect("it varies"));
    for seed in 0..10 {
        assert!(run(sgd(0.4, 1, 4000 + seed, &[0.0; 10]), &model, 8840).diverged_at().is_some(), "seed {seed}");
    }
    assert_eq!(run(sgd(0.4, 442, 4000, &[0.0; 10]), &model, 200).diverged_at(), None);
    assert!(run(sgd(0.5, 442, 4000, &[0.0; 10]), &model, 20_000).diverged_at().is_some(), "beyond 2 / 4.0242");
}

#[test]
fn a_decaying_rate_removes_the_oscillation() {
    let model = Linear::new(bundled::diabetes().standardized().expect("it varies"));
    let lowest = model.optimum().expect("least squares has one").loss;
    let tail = |schedule| {
        let courses = (0..10).map(|seed| {
            let plan = Plan { schedule, ..sgd(0.03, 1, 4000 + seed, &[0.0; 10]) };
            run(plan, &model, 8840).course(8840, lowest).expect("updates were made")
        });
        courses.fold([0.0; 2], |[floor, spread], course| [floor + course.floor / 10.0, spread + course.spread / 10.0])
    };
    let [floor, spread] = tail(Schedule::InverseTime { decay: 0.01 });
    assert!((floor - 0.0015).abs() < 1e-4 && spread < 5e-5, "{floor} ± {spread}");
    let [constant, oscillation] = tail(Schedule::Constant);
    assert!(constant > 20.0 * floor && oscillation > 100.0 * spread, "{constant} ± {oscillation}");
}
