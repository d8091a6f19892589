//! One digest for every number of some small networks, and of the pictures of them: the same natively and in a browser.
//!
//! `reference/network-digest.json` holds the recipe, the links and the results. The browser tests read the same file and
//! follow the same recipe with the WebAssembly build.

use downhill::Paired;
use downhill::curvature::Segment;
use downhill::model::mlp::{Activation, Criterion};
use downhill::network::{Intervals, LineSlice, NetworkRun, PlaneKind, PlaneSlice, Rescaling, Spectrum};
use downhill_data::bundled;
use downhill_preset::{MinimaSetup, parse_minima};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// What `reference/network-digest.json` holds.
#[derive(Deserialize)]
struct Golden {
    recipe: Vec<String>,
    /// Updates between two measurements, and between two of the curvature.
    fits: usize,
    curvature: usize,
    /// Nodes and half width of a plane.
    size: usize,
    radius: f64,
    trained: Vec<Trained>,
    pictures: Vec<Picture>,
}

#[derive(Deserialize)]
struct Trained {
    link: String,
    sha256: String,
}

#[derive(Deserialize)]
struct Picture {
    kind: String,
    link: String,
    sha256: String,
}

fn golden() -> Golden {
    serde_json::from_str(include_str!("reference/network-digest.json")).expect("network-digest.json is well-formed")
}

fn setup(link: &str) -> MinimaSetup {
    let parsed = parse_minima(link);
    assert_eq!(parsed.warnings, [], "{link}");
    parsed.setup
}

fn finished(setup: &MinimaSetup, run: usize, golden: &Golden) -> NetworkRun {
    let intervals = Intervals { fits: golden.fits, curvature: golden.curvature, keeps_path: true };
    let mut run = NetworkRun::new(setup.recipe(run, 0), intervals, &bundled::digits());
    run.finish();
    run
}

fn table(run: &NetworkRun) -> Vec<[f64; 9]> {
    run.rows().iter().map(<[f64; 9]>::from).collect()
}

/// NaN stands for what was not measured, and its bits are not defined.
fn digest(numbers: &[f64]) -> String {
    let mut hash = Sha256::new();
    for number in numbers.iter().filter(|number| !number.is_nan()) {
        hash.update(number.to_le_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn trained(setup: &MinimaSetup, golden: &Golden) -> String {
    let mut numbers = Vec::new();
    for run in 0..setup.runs.len() {
        let run = finished(setup, run, golden);
        numbers.extend(table(&run).as_flattened());
        numbers.extend(run.path());
        numbers.extend(run.fitting().w());
    }
    digest(&numbers)
}

/// The numbers of a picture of a setup's first and last network.
fn picture(kind: &str, setup: &MinimaSetup, golden: &Golden) -> Vec<f64> {
    let first = finished(setup, 0, golden);
    let mut last = finished(setup, setup.runs.len() - 1, golden);
    let w = last.fitting().w().to_vec();
    match kind {
        "paired" => {
            let column = |index: usize| table(&last).iter().map(|row| row[index]).collect::<Vec<_>>();
            let Paired { pairs, higher, mean, margin, p } = Paired::of(&column(1), &column(2));
            vec![pairs as f64, higher as f64, mean, margin, p]
        }
        "line" => {
            let mut slice = LineSlice::new(Segment { from: first.fitting().w().to_vec(), to: w });
            while slice.work(1_000_000, last.losses()) {}
            let [train, test] = slice.losses();
            [slice.alphas(), train, test, &[slice.length()]].concat()
        }
        "random" => plane(PlaneKind::Random(setup.seed.into()), &mut last, golden),
        "eigenvectors" => plane(PlaneKind::TopEigenvectors, &mut last, golden),
        "path" => plane(PlaneKind::Path, &mut last, golden),
        "spectrum" => {
            let mut spectrum = Spectrum::new(&w);
            while spectrum.work(7, &mut last.losses()[0]) {}
            let values = spectrum.values();
            let [least, largest] = [values[0], values[values.len() - 1]];
            // The places at which the page asks for the density.
            let [low, high] = [least.min(0.0) - 0.06 * largest, (1.0 + 0.06) * largest];
            let at: Vec<f64> = (0..400).map(|k| low + (high - low) * f64::from(k) / 399.0).collect();
            [&at, &spectrum.density(&at), values].concat()
        }
        "rescale" => {
            let mut rescaling = Rescaling::new(&w, setup.alpha, last.losses());
            while rescaling.work(7, &mut last.losses()[0]) {}
            let row = <[f64; 9]>::from(rescaling.measurement().expect("it is measured"));
            let rest = [rescaling.relative(), rescaling.keskar(), rescaling.output_change()];
            [&row, &Rescaling::places()[..], rescaling.slice(), &rest].concat()
        }
        _ => panic!("no picture is called {kind}"),
    }
}

fn plane(kind: PlaneKind, run: &mut NetworkRun, golden: &Golden) -> Vec<f64> {
    let (w, path) = (run.fitting().w().to_vec(), run.path().to_vec());
    let [train, _] = run.losses();
    let mut slice = PlaneSlice::new(train, &w, path, kind, golden.size, golden.radius);
    while slice.work(1_000_000, train) {}
    let (points, explained) = slice.path();
    let values = &slice.grid().expect("there is such a plane").values;
    [values, points.as_flattened(), &[explained]].concat()
}

#[test]
fn the_digests_of_all_networks_and_pictures_are_the_committed_ones() {
    let golden = golden();
    let of_run = |run: &Trained| (run.link.clone(), run.sha256.clone(), trained(&setup(&run.link), &golden));
    let of_picture = |it: &Picture| {
        let got = digest(&picture(&it.kind, &setup(&it.link), &golden));
        (format!("{} of {}", it.kind, it.link), it.sha256.clone(), got)
    };
    let all = golden.trained.iter().map(of_run).chain(golden.pictures.iter().map(of_picture));
    let changed: Vec<String> =
        all.filter(|(_, want, got)| want != got).map(|(name, _, got)| format!("{name}: {got}")).collect();
    assert!(
        changed.is_empty(),
        "the numbers of these have changed; if that is meant, their digests belong into network-digest.json:\n{}",
        changed.join("\n"),
    );
}

#[test]
fn every_kind_of_network_training_and_picture_is_among_them() {
    let golden = golden();
    assert!(!golden.recipe.is_empty());
    let setups: Vec<MinimaSetup> = golden.trained.iter().map(|run| setup(&run.link)).collect();
    for activation in [Activation::Tanh, Activation::Relu] {
        for criterion in [Criterion::SquaredError, Criterion::CrossEntropy] {
            let has = |it: &MinimaSetup| it.activation == activation && it.criterion == criterion;
            assert!(setups.iter().any(has), "{activation:?}, {criterion:?}");
        }
    }
    for size in [1, 4, 40] {
        let has = |it: &MinimaSetup| it.train == 40 && it.runs.iter().any(|run| run.batch.of(40) == size);
        assert!(setups.iter().any(has), "batches of {size}");
    }
    for layers in [1, 2] {
        assert!(setups.iter().any(|it| it.widths.len() == layers), "{layers} hidden layers");
    }
    assert!(setups.iter().any(|it| it.runs.iter().any(|run| run.rho > 0.0)), "SAM");
    let kinds: Vec<&str> = golden.pictures.iter().map(|picture| &picture.kind[..]).collect();
    assert_eq!(kinds, ["paired", "line", "random", "eigenvectors", "path", "spectrum", "rescale"]);
}

#[test]
fn one_of_them_stops_early_and_is_polished() {
    let golden = golden();
    let stopping: Vec<&Trained> = golden.trained.iter().filter(|run| run.link.contains("stop=")).collect();
    assert_eq!(stopping.len(), 1);
    let setup = setup(&stopping[0].link);
    let [stop, polish] = [setup.stop, setup.polish].map(|loss| loss.expect("both are given"));
    let end = |polish| {
        let run = finished(&MinimaSetup { polish, ..setup.clone() }, 0, &golden);
        let row = run.rows().last().expect("the end is measured");
        (row.update, row.train.loss)
    };
    let [(stopped_at, stopped), (updates, polished)] = [end(None), end(Some(polish))];
    assert!(stopped_at < setup.updates && stopped <= stop, "update {stopped_at}: {stopped}");
    assert!(updates > stopped_at && polished <= polish && polish < stopped, "update {updates}: {polished}");
}

#[test]
fn the_digest_sees_a_single_bit() {
    let golden = golden();
    let mut setup = setup("lab=minima&experiment=batch-size&batch=4&width=3&ntrain=40&updates=3&v=1");
    let before = trained(&setup, &golden);
    setup.lr = setup.lr.next_up();
    assert_ne!(trained(&setup, &golden), before);
}
