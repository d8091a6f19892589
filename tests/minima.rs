//! The networks of the Minima lab against recorded runs: an exact port of the first recipe, and all recipes within their bands.

use downhill::TwiceDifferentiable;
use downhill::curvature::{Lanczos, keskar_sharpness, lanczos};
use downhill::data::BatchSize;
use downhill::model::mlp::{Activation, Criterion, Examples, Mlp, MlpLoss};
use downhill::network::{Intervals, Length, Measurement, NetworkRun, Recipe};
use downhill_data::bundled;
use serde::Deserialize;
use serde_json::Value;

/// Recipe A: digits, 64-24-10 tanh, gain 4, squared error, learning rate 0.1, 2,000 updates.
fn recipe(batch: usize, seed: u64) -> Recipe {
    Recipe {
        hidden: vec![24],
        activation: Activation::Tanh,
        criterion: Criterion::SquaredError,
        gain: 4.0,
        train: 150,
        seed,
        batch: BatchSize::Samples(batch),
        lr: 0.1,
        rho: 0.0,
        length: Length { updates: 2000, stop: None, polish: None },
    }
}

fn last(run: &NetworkRun) -> &Measurement {
    run.rows().last().expect("the end is measured")
}

fn largest(m: &Measurement) -> f64 {
    m.curvature.as_ref().expect("the end's curvature is measured").largest
}

fn trace(m: &Measurement) -> f64 {
    m.curvature.as_ref().expect("the end's curvature is measured").trace.mean
}

fn golden() -> Value {
    serde_json::from_str(include_str!("reference/mlp.json")).expect("mlp.json is well-formed")
}

#[track_caller]
fn assert_close(got: f64, want: &Value, what: &str) {
    let want = want.as_f64().unwrap_or_else(|| panic!("{what} is recorded"));
    assert!(((got - want) / want).abs() <= 1e-6, "{what}: {got}, expected {want}");
}

#[test]
fn data_and_initial_weights_are_the_recorded_ones() {
    let (golden, digits) = (golden(), bundled::digits());
    let recipe = recipe(150, 0);
    let [train, _] = digits.split(150, 0);
    assert_close(digits.pixels.iter().sum(), &golden["digits_sum_raw"], "sum of all pixels");
    let indices: Vec<u64> = train.indices[..10].iter().map(|&index| index as u64).collect();
    assert_eq!(Value::from(indices), golden["split_train_first10"]);
    let counts: Vec<usize> =
        (0..10).map(|class| train.labels.iter().filter(|&&label| label == class).count()).collect();
    assert_eq!(Value::from(counts), golden["train_class_counts"]);
    for k in 0..8 {
        let want = golden["X0_first8_row20"][k].as_f64().expect("a number");
        assert!((train.pixels[20 + k] - want).abs() < 1e-14, "pixel {k}: {}", train.pixels[20 + k]);
    }
    let w = recipe.initial();
    for k in 0..4 {
        assert_close(w[k], &golden["w0_first4"][k], "initial weight");
    }
    for k in 0..2 {
        assert_close(w[1560 + k], &golden["w0_W2_first2"][k], "initial weight of the second layer");
    }
    let run = NetworkRun::new(recipe, Intervals::default(), &digits);
    assert_eq!(run.rows().len(), 0, "the start is being measured");
}

#[test]
fn every_recorded_number_of_the_first_recipe_is_met() {
    let (golden, digits) = (golden(), bundled::digits());
    for batch in [150, 16, 4] {
        let intervals = Intervals { fits: 100, ..Intervals::default() };
        let mut run = NetworkRun::new(recipe(batch, 0), intervals, &digits);
        run.finish();
        assert_fit(&run.rows()[0], &golden["init"]);
        let mut first = NetworkRun::new(short(recipe(batch, 0)), Intervals { fits: 1, ..intervals }, &digits);
        first.finish();
        for update in [1, 10, 100, 1000, 2000] {
            let rows = if update < 100 { first.rows() } else { run.rows() };
            let row = rows.iter().find(|row| row.update == update).expect("it is measured");
            let want = &golden[format!("B{batch}_T{update}")];
            assert_close(row.train.loss, &want["train_loss"], "loss on the way");
            assert_close(row.test.accuracy, &want["test_acc"], "accuracy on the way");
            assert_close(row.norm, &want["w_norm"], "norm on the way");
        }
        assert_fit(last(&run), &golden[format!("B{batch}_final")]);
        assert_spectrum(&mut run, &golden[format!("B{batch}_final")]);
    }
}

fn short(recipe: Recipe) -> Recipe {
    Recipe { length: Length { updates: 10, ..recipe.length }, ..recipe }
}

fn assert_fit(row: &Measurement, want: &Value) {
    assert_close(row.train.loss, &want["train_loss"], "train loss");
    assert_close(row.train.accuracy, &want["train_acc"], "train accuracy");
    assert_close(row.test.loss, &want["test_loss"], "test loss");
    assert_close(row.test.accuracy, &want["test_acc"], "test accuracy");
    assert_close(row.norm, &want["wnorm"], "norm");
    assert_close(largest(row), &want["lam"], "largest eigenvalue");
    assert_close(trace(row), &want["trace"], "trace");
    let error = row.curvature.as_ref().expect("measured").trace.standard_error;
    assert_close(error, &want["trace_se"], "standard error of the trace");
}

fn assert_spectrum(run: &mut NetworkRun, want: &Value) {
    let w = run.fitting().w().to_vec();
    let [train, _] = run.losses();
    let mut method = Lanczos::new(w.len(), lanczos::STEPS, lanczos::START_SEED);
    while method.step(|v, product| train.hessian_vector(&w, v, product)) {}
    let values = method.ritz().values;
    assert_close(values[values.len() - 2], &want["lam2"], "second eigenvalue");
    assert_close(keskar_sharpness(train, &w, 1e-3), &want["keskar"], "sharpness at 1e-3");
    assert_close(keskar_sharpness(train, &w, 5e-4), &want["keskar5e-4"], "sharpness at 5e-4");
}

/// What PyTorch computes, by `reference/make_network_vectors.py`.
#[derive(Deserialize)]
struct Vectors {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    widths: Vec<usize>,
    activation: String,
    criterion: String,
    inputs: Vec<Vec<f64>>,
    labels: Vec<u8>,
    w: Vec<f64>,
    v: Vec<f64>,
    loss: f64,
    gradient: Vec<f64>,
    hessian_vector: Vec<f64>,
}

#[test]
fn losses_gradients_and_hessian_vector_products_are_pytorchs() {
    let Vectors { vectors } =
        serde_json::from_str(include_str!("reference/network.json")).expect("network.json is well-formed");
    assert_eq!(vectors.len(), 6);
    for of in vectors {
        let activation = if of.activation == "relu" { Activation::Relu } else { Activation::Tanh };
        let criterion = if of.criterion == "cross-entropy" { Criterion::CrossEntropy } else { Criterion::SquaredError };
        let examples = Examples { inputs: of.inputs.concat(), labels: of.labels };
        let mut loss = MlpLoss::new(Mlp::new(&of.widths, activation, criterion), examples);
        let (mut gradient, mut product) = (vec![0.0; of.w.len()], vec![0.0; of.w.len()]);
        let value = loss.value_grad(&of.w, &mut gradient);
        loss.hessian_vector(&of.w, &of.v, &mut product);
        let name = format!("{:?} {} {}", of.widths, of.activation, of.criterion);
        assert!((value / of.loss - 1.0).abs() <= 1e-10, "{name}: loss {value}");
        for (got, want) in [(gradient, of.gradient), (product, of.hessian_vector)] {
            let largest = want.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
            for (k, (got, want)) in got.iter().zip(&want).enumerate() {
                assert!((got - want).abs() <= 1e-10 * want.abs().max(1e-3 * largest), "{name}, {k}: {got}, {want}");
            }
        }
    }
}
