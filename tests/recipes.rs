//! The recipes of the Minima lab within their recorded bands: what twenty seeds of an independent implementation gave, the first
//! five must agree with.

use downhill::curvature::Segment;
use downhill::data::{BatchSize, Digits};
use downhill::math::mean;
use downhill::model::mlp::{Activation, Criterion, MlpLoss};
use downhill::network::{
    Curvature, Intervals, Length, LineSlice, Measurement, NetworkRun, PlaneKind, PlaneSlice, Recipe, Rescaling,
    Spectrum,
};
use downhill::{Paired, TwiceDifferentiable, network};
use downhill_data::bundled;

const SEEDS: u64 = 5;

/// Recipe A.
fn recipe() -> Recipe {
    Recipe {
        hidden: vec![24],
        activation: Activation::Tanh,
        criterion: Criterion::SquaredError,
        gain: 4.0,
        train: 150,
        seed: 0,
        batch: BatchSize::All,
        lr: 0.1,
        rho: 0.0,
        length: Length { updates: 2000, stop: None, polish: None },
    }
}

fn batch(size: usize) -> Recipe {
    Recipe { batch: BatchSize::Samples(size), ..recipe() }
}

/// What the first seeds end with.
struct Ends(Vec<Measurement>);

impl Ends {
    fn of(recipe: &Recipe, digits: &Digits) -> Self {
        let end = |seed| {
            let mut run = NetworkRun::new(Recipe { seed, ..recipe.clone() }, Intervals::default(), digits);
            run.finish();
            run.rows().last().expect("the end is measured").clone()
        };
        Self((0..SEEDS).map(end).collect())
    }

    fn each(&self, of: impl Fn(&Measurement) -> f64) -> Vec<f64> {
        self.0.iter().map(of).collect()
    }

    fn accuracy(&self) -> Vec<f64> {
        self.each(|m| 100.0 * m.test.accuracy)
    }

    fn largest(&self) -> Vec<f64> {
        self.each(|m| curvature(m).largest)
    }

    fn trace(&self) -> Vec<f64> {
        self.each(|m| curvature(m).trace.mean)
    }

    /// Train loss, test accuracy in percent, largest eigenvalue and trace: mean and standard deviation over the recorded
    /// seeds.
    #[track_caller]
    fn assert_in(&self, what: &str, bands: [[f64; 2]; 4]) {
        let got = [self.each(|m| m.train.loss), self.accuracy(), self.largest(), self.trace()];
        for ((got, [want, deviation]), name) in got.iter().zip(bands).zip(["train loss", "test accuracy", "λ", "trace"])
        {
            // Three standard errors of the difference of a mean of 5 and one of at least 10 seeds.
            let error = deviation * (1.0 / SEEDS as f64 + 0.1).sqrt();
            // A loss at which every run stops has next to no deviation.
            let least = 1e-3 * want;
            let difference = (mean(got) - want).abs();
            assert!(
                difference <= (3.0 * error).max(least),
                "{what}, {name}: {}, expected {want} ± {deviation}",
                mean(got)
            );
        }
    }
}

fn curvature(m: &Measurement) -> &Curvature {
    m.curvature.as_ref().expect("the end's curvature is measured")
}

#[test]
fn equal_updates_small_batches_end_flatter_and_better() {
    let digits = bundled::digits();
    let ends = [150, 75, 32, 16, 8, 4, 2].map(|size| Ends::of(&batch(size), &digits));
    let bands = [
        [[0.0623, 0.0049], [72.76, 3.10], [10.05, 1.95], [239.1, 26.7]],
        [[0.0620, 0.0049], [72.88, 3.09], [9.57, 1.72], [233.1, 24.5]],
        [[0.0620, 0.0048], [73.74, 2.90], [8.53, 1.30], [219.4, 20.3]],
        [[0.0623, 0.0043], [75.30, 2.81], [6.96, 0.86], [198.0, 14.4]],
        [[0.0631, 0.0051], [77.91, 2.58], [5.11, 0.76], [169.7, 10.7]],
        [[0.0724, 0.0094], [81.81, 2.20], [4.37, 0.76], [153.7, 8.6]],
        [[0.1231, 0.0248], [82.36, 2.02], [4.47, 0.52], [157.6, 7.0]],
    ];
    for (ends, bands) in ends.iter().zip(bands) {
        ends.assert_in("equal updates", bands);
    }
    let [full, .., four, _] = &ends;
    let accuracy = Paired::of(&full.accuracy(), &four.accuracy());
    let largest = Paired::of(&full.largest(), &four.largest());
    assert_eq!((accuracy.higher, largest.higher), (5, 0));
    assert!((accuracy.mean - 9.05).abs() < 5.0 && accuracy.p < 0.01, "{accuracy:?}");
}

#[test]
fn at_equal_training_loss_small_batches_still_end_flatter_and_better() {
    let digits = bundled::digits();
    // Long enough for every seed to get there.
    let until =
        |recipe: Recipe| Recipe { length: Length { updates: 20_000, stop: Some(0.08), polish: None }, ..recipe };
    let [full, sixteen, four] = [150, 16, 4].map(|size| Ends::of(&until(batch(size)), &digits));
    full.assert_in("equal loss", [[0.0795, 0.0003], [70.56, 3.47], [10.20, 1.98], [244.2, 28.2]]);
    sixteen.assert_in("equal loss", [[0.0792, 0.0006], [73.19, 3.32], [7.13, 0.91], [202.7, 15.8]]);
    four.assert_in("equal loss", [[0.0781, 0.0013], [81.24, 2.08], [4.37, 0.77], [153.7, 9.2]]);
    assert!(four.0.iter().chain(&full.0).all(|m| m.train.loss <= 0.08 && m.update.is_multiple_of(25)));
}

#[test]
fn polished_to_the_same_loss_they_differ_as_much() {
    let digits = bundled::digits();
    let polished = |recipe: Recipe| Recipe { length: Length { polish: Some(0.04), ..recipe.length }, ..recipe };
    let [full, four] = [150, 4].map(|size| Ends::of(&polished(batch(size)), &digits));
    full.assert_in("polished", [[0.0400, 0.0001], [74.73, 3.22], [10.50, 1.96], [245.7, 23.6]]);
    four.assert_in("polished", [[0.0399, 0.0001], [83.71, 2.04], [4.57, 0.90], [158.8, 7.3]]);
    assert_eq!(Paired::of(&full.accuracy(), &four.accuracy()).higher, 5);
}

#[test]
fn with_tuned_rates_or_a_standard_start_the_gap_in_accuracy_is_gone() {
    let digits = bundled::digits();
    let tuned = |size, lr| Ends::of(&Recipe { lr, ..batch(size) }, &digits);
    let (full, four) = (tuned(150, 0.47), tuned(4, 0.2));
    full.assert_in("tuned", [[0.0248, 0.0039], [84.42, 2.06], [3.66, 0.35], [157.9, 7.9]]);
    four.assert_in("tuned", [[0.0888, 0.0159], [84.71, 1.78], [4.13, 0.51], [162.5, 8.9]]);
    assert!(Paired::of(&full.accuracy(), &four.accuracy()).p > 0.05);

    let standard = |size| Ends::of(&Recipe { gain: 1.0, ..batch(size) }, &digits);
    let (full, four) = (standard(150), standard(4));
    full.assert_in("standard start", [[0.0746, 0.0081], [88.41, 1.36], [3.73, 0.27], [103.9, 8.2]]);
    four.assert_in("standard start", [[0.0884, 0.0086], [87.71, 1.54], [2.85, 0.24], [83.8, 7.3]]);
    assert_eq!(Paired::of(&full.largest(), &four.largest()).higher, 0, "flatter");
    assert!(Paired::of(&full.accuracy(), &four.accuracy()).mean < 0.0, "and no better");
}

#[test]
fn at_equal_time_the_learning_rate_flattens_as_the_batch_size_does() {
    let digits = bundled::digits();
    let at = |lr: f64| {
        let length = Length { updates: (200.0 / lr).round() as usize, stop: None, polish: None };
        Ends::of(&Recipe { lr, length, ..batch(8) }, &digits)
    };
    let bands = [
        (0.0125, [[0.0619, 0.0048], [72.76, 3.13], [10.01, 1.97], [237.6, 25.7]]),
        (0.025, [[0.0620, 0.0046], [73.45, 2.94], [9.25, 1.66], [227.5, 22.5]]),
        (0.05, [[0.0626, 0.0044], [74.80, 2.95], [7.65, 1.05], [206.5, 17.3]]),
        (0.1, [[0.0631, 0.0051], [77.91, 2.58], [5.11, 0.76], [169.7, 10.7]]),
        (0.2, [[0.0776, 0.0117], [83.07, 1.84], [4.23, 0.59], [153.6, 7.9]]),
    ];
    for (lr, bands) in bands {
        at(lr).assert_in(&format!("learning rate {lr}"), bands);
    }
}

#[test]
fn full_batch_descent_climbs_to_the_edge_of_stability_and_stays() {
    let digits = bundled::digits();
    for seed in 0..SEEDS {
        let recipe =
            Recipe { hidden: vec![16], gain: 1.0, train: 100, lr: 0.5, batch: BatchSize::All, seed, ..recipe() };
        let intervals = Intervals { fits: 25, curvature: 25, keeps_path: false };
        let mut run = NetworkRun::new(recipe, intervals, &digits);
        run.finish();
        let ratios: Vec<(usize, f64)> =
            run.rows().iter().map(|m| (m.update, curvature(m).largest * 0.5 / 2.0)).collect();
        let crossing = ratios.iter().skip(1).find(|(_, ratio)| *ratio >= 1.0).expect("it gets to the edge").0;
        assert!((250..=1200).contains(&crossing), "seed {seed} crosses at {crossing}");
        let tail: Vec<f64> = ratios.iter().filter(|(update, _)| *update > 1500).map(|(_, ratio)| *ratio).collect();
        assert!((0.96..=1.03).contains(&mean(&tail)), "seed {seed} hovers at {}", mean(&tail));
    }
    // At a lower rate the edge is higher, and is not reached.
    let low = Recipe { hidden: vec![16], gain: 1.0, train: 100, lr: 0.3, ..recipe() };
    let ends = Ends::of(&low, &digits);
    assert!(ends.largest().iter().all(|largest| largest * 0.3 / 2.0 < 1.0), "{:?}", ends.largest());
}

#[test]
fn sam_flattens_and_helps_from_a_large_start_but_not_from_a_standard_one() {
    let digits = bundled::digits();
    let sam = |rho, gain| Ends::of(&Recipe { rho, gain, ..batch(32) }, &digits);
    sam(0.0, 4.0).assert_in("SGD", [[0.0611, 0.0049], [73.95, 3.66], [8.97, 1.28], [227.7, 16.8]]);
    sam(0.1, 4.0).assert_in("SAM 0.1", [[0.0577, 0.0052], [78.65, 2.89], [4.80, 0.45], [174.7, 7.5]]);
    sam(0.2, 4.0).assert_in("SAM 0.2", [[0.0572, 0.0052], [82.85, 2.12], [3.24, 0.24], [144.9, 4.7]]);
    sam(0.4, 4.0).assert_in("SAM 0.4", [[0.0672, 0.0056], [86.16, 1.66], [1.98, 0.08], [112.4, 3.1]]);
    let (plain, sharpness_aware) = (sam(0.0, 1.0), sam(0.4, 1.0));
    sharpness_aware.assert_in("SAM 0.4, gain 1", [[0.1106, 0.0062], [87.80, 1.41], [1.48, 0.03], [47.8, 2.2]]);
    assert!(Paired::of(&plain.accuracy(), &sharpness_aware.accuracy()).mean < 0.0);
}

#[test]
fn rescaling_a_relu_network_multiplies_its_curvature_and_changes_no_output() {
    let digits = bundled::digits();
    for (criterion, lr, ratios) in [
        (Criterion::SquaredError, 0.1, [(0.25, 8.36, 8.65), (4.0, 3.52, 4.63), (10.0, 20.03, 27.71)]),
        (Criterion::CrossEntropy, 0.2, [(0.25, 7.62, 10.35), (4.0, 8.70, 5.72), (10.0, 54.10, 35.60)]),
    ] {
        let recipe = Recipe {
            activation: Activation::Relu,
            criterion,
            gain: 1.0,
            train: 300,
            batch: BatchSize::Samples(16),
            lr,
            ..recipe()
        };
        let mut found = vec![[Vec::new(), Vec::new()]; ratios.len()];
        for seed in 0..SEEDS {
            let mut run = NetworkRun::new(Recipe { seed, ..recipe.clone() }, Intervals::default(), &digits);
            run.finish();
            let w = run.fitting().w().to_vec();
            let mut at = |alpha| {
                let mut rescaling = Rescaling::new(&w, alpha, run.losses());
                while rescaling.work(10, &mut run.losses()[0]) {}
                rescaling
            };
            let plain = at(1.0);
            let of = |rescaling: &Rescaling| rescaling.curvature().expect("it is measured").clone();
            for (&(alpha, ..), found) in ratios.iter().zip(&mut found) {
                let other = at(alpha);
                assert!(other.output_change() <= 2e-14, "α {alpha} changes an output by {}", other.output_change());
                let relative = other.relative() / plain.relative();
                assert!((relative - 1.0).abs() < 1e-6, "α {alpha}: {relative}");
                let fits = [&plain, &other].map(|of| of.measurement().expect("it is measured").test.accuracy);
                assert_eq!(fits[0], fits[1]);
                // Along its own steepest direction a sharper network's loss rises faster.
                assert!(other.slice()[60] > plain.slice()[60] && other.keskar() > 0.0);
                found[0].push(of(&other).largest / of(&plain).largest);
                found[1].push(of(&other).trace.mean / of(&plain).trace.mean);
            }
        }
        for ((alpha, largest, trace), found) in ratios.into_iter().zip(found) {
            let [got, of_trace] = [mean(&found[0]), mean(&found[1])];
            assert!((got / largest - 1.0).abs() < 0.25, "{criterion:?}, α {alpha}: {got}, expected {largest}");
            assert!((of_trace / trace - 1.0).abs() < 0.25, "{criterion:?}, α {alpha}: {of_trace}, expected {trace}");
        }
    }
}

#[test]
fn a_run_that_diverges_says_when_and_is_not_measured_further() {
    let digits = bundled::digits();
    let mut run = NetworkRun::new(Recipe { lr: 3.0, ..batch(4) }, Intervals::default(), &digits);
    run.finish();
    let fitting: &network::Fitting = run.fitting();
    let at = fitting.diverged_at().expect("it diverges");
    assert!(at < 2000 && fitting.is_done());
    assert_eq!(run.rows().last().expect("the end is looked at").curvature, None);
}

/// The solutions of batches of 4 and of 150 from one start, and the losses that they were trained on.
fn solutions(seed: u64, digits: &Digits) -> ([Vec<f64>; 2], [MlpLoss; 2]) {
    let ends = [4, 150].map(|size| {
        let mut run = NetworkRun::new(Recipe { seed, ..batch(size) }, Intervals::default(), digits);
        run.finish();
        run.fitting().w().to_vec()
    });
    (ends, Recipe { seed, ..recipe() }.losses(digits))
}

#[test]
fn between_the_two_solutions_lies_a_barrier_and_the_flat_side_is_better_on_test_digits() {
    let digits = bundled::digits();
    // α, train loss, test loss: means over ten seeds.
    let table = [
        (-0.5, 0.9514, 1.121),
        (0.0, 0.06848, 0.2935),
        (0.5, 0.3233, 0.6018),
        (1.0, 0.06195, 0.5369),
        (1.5, 2.392, 2.822),
        (2.0, 10.87, 10.95),
    ];
    let mut found = vec![[Vec::new(), Vec::new()]; table.len()];
    for seed in 0..SEEDS {
        let ([from, to], mut losses) = solutions(seed, &digits);
        let mut slice = LineSlice::new(Segment { from, to });
        while slice.work(50_000_000, &mut losses) {}
        assert!((7.0..11.0).contains(&slice.length()), "{}", slice.length());
        for ((alpha, ..), found) in table.iter().zip(&mut found) {
            let index = slice.alphas().iter().position(|at| at == alpha).expect("it is on the grid");
            for (found, losses) in found.iter_mut().zip(slice.losses()) {
                found.push(losses[index]);
            }
        }
    }
    for ((alpha, train, test), found) in table.into_iter().zip(&found) {
        for (found, want) in found.iter().zip([train, test]) {
            assert!((mean(found) / want - 1.0).abs() < 0.2, "α {alpha}: {}, expected {want}", mean(found));
        }
    }
}

#[test]
fn around_the_large_batch_solution_the_loss_rises_four_times_as_steeply() {
    let digits = bundled::digits();
    let mut ratios = Vec::new();
    for seed in 0..SEEDS {
        let (ends, mut losses) = solutions(seed, &digits);
        let [train, _] = &mut losses;
        // The mean over both ends of both directions, for two planes.
        let rise = ends.map(|w| {
            let here = train.value(&w);
            let rises = [1, 2].map(|plane| {
                let mut slice = PlaneSlice::new(train, &w, Vec::new(), PlaneKind::Random(plane), 3, 0.25);
                while slice.work(10_000_000, train) {}
                let grid = slice.grid().expect("random directions span a plane");
                assert_eq!(grid.at(1, 1).to_bits(), here.to_bits(), "the middle is the solution");
                mean(&[(0, 1), (2, 1), (1, 0), (1, 2)].map(|(column, row)| grid.at(column, row))) - here
            });
            mean(&rises)
        });
        assert!(rise[0] < 0.5 && rise[1] > 0.6, "seed {seed}: {rise:?}");
        ratios.push(rise[1] / rise[0]);
    }
    assert!((3.4..5.6).contains(&mean(&ratios)), "{ratios:?}");
}

#[test]
fn a_plane_says_how_much_of_the_path_it_shows() {
    let digits = bundled::digits();
    let mut run = NetworkRun::new(batch(16), Intervals { fits: 100, curvature: 0, keeps_path: true }, &digits);
    run.finish();
    let (w, path) = (run.fitting().w().to_vec(), run.path().to_vec());
    assert_eq!(path.len(), run.rows().len() * w.len());
    assert_eq!(path[path.len() - w.len()..], w);
    let [train, _] = run.losses();
    let explained = [PlaneKind::Random(1), PlaneKind::TopEigenvectors, PlaneKind::Path].map(|kind| {
        let mut slice = PlaneSlice::new(train, &w, path.clone(), kind, 3, 1.0);
        while slice.work(10_000_000, train) {}
        let (points, explained) = slice.path();
        assert_eq!(points.len(), run_length(&path, &w));
        explained
    });
    let [random, eigenvectors, own] = explained;
    assert!(random < 0.02, "two random directions of 1810 show next to nothing: {random}");
    assert!(own > 0.8 && own <= 1.0 + 1e-12, "{own}");
    assert!(eigenvectors < own, "{eigenvectors}");
}

fn run_length(path: &[f64], w: &[f64]) -> usize {
    path.len() / w.len()
}

#[test]
fn the_spectrum_ends_at_the_largest_eigenvalue_and_its_density_at_one() {
    let digits = bundled::digits();
    let mut run = NetworkRun::new(batch(150), Intervals::default(), &digits);
    run.finish();
    let largest = curvature(run.rows().last().expect("the end is measured")).largest;
    let w = run.fitting().w().to_vec();
    let [train, _] = run.losses();
    let mut spectrum = Spectrum::new(&w);
    while spectrum.work(7, train) {}
    assert!((spectrum.values().last().expect("there are values") / largest - 1.0).abs() < 1e-9);
    let places: Vec<f64> = (0..=1000).map(|k| -1.0 + 0.012 * f64::from(k)).collect();
    let density = spectrum.density(&places);
    let mass = 0.012 * density.iter().sum::<f64>();
    assert!((mass - 1.0).abs() < 0.02, "{mass}");
    // 254 of the 1810 eigenvalues exceed 1 % of the largest, as the full spectrum has it: most of the mass is at 0.
    let near_zero = 0.012 * density[60..108].iter().sum::<f64>();
    assert!((0.6..0.95).contains(&near_zero), "{near_zero}");
}
