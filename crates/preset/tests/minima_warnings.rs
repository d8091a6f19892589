//! Everything that can be wrong in a link or setup of the Minima lab, each with its exact English sentence and its parts.

mod setups;

use downhill::model::mlp::{Activation, Criterion};
use downhill_preset::{Experiment, MinimaSetup, NetworkRun, check_minima, parse, print_minima};
use setups::{ALL, network_run, samples, sentences};

#[test]
fn each_mistake_is_named_by_one_sentence_and_by_parts_without_words() {
    let once = "must be given once; the first counts";
    let deep = "width=64,64,64&ntrain=1000&updates=20000&batch=all";
    for (text, [code, field, value, rule], sentence) in [
        (
            "experiment=flat",
            [
                "unknown-experiment",
                "experiment",
                "flat",
                "batch-size | fair | noise-scale | edge | sam | rescale | wells",
            ],
            "must be one of batch-size, fair, noise-scale, edge, sam, rescale, wells",
        ),
        ("experiment=sam&experiment=edge", ["repeated", "experiment", "edge", "once"], once),
        ("lr=1&lr=2", ["repeated", "lr", "2", "once"], once),
        ("batch=151", ["batch-size", "batch", "151", "1..150 | all"], "must be from 1 to 150, or all"),
        ("batch=0,lr:x", ["batch-size", "batch", "0", "1..150 | all"], "must be from 1 to 150, or all"),
        ("batch=", ["batch-size", "batch", "(nothing)", "1..150 | all"], "must be from 1 to 150, or all"),
        ("ntrain=50&batch=51", ["batch-size", "batch", "51", "1..50 | all"], "must be from 1 to 50, or all"),
        ("batch=8&batch=8", ["repeated", "batch", "8", "once"], once),
        ("batch=8,lr:0.1&batch=8,lr:1e-1", ["repeated", "batch", "8,lr:1e-1", "once"], once),
        ("experiment=sam&batch=8&batch=8,rho:-0", ["repeated", "batch", "8,rho:-0", "once"], once),
        ("experiment=edge&batch=8&batch=9", ["repeated", "batch", "9", "once"], once),
        ("experiment=rescale&batch=8&batch=9", ["repeated", "batch", "9", "once"], once),
        (
            "batch=1&batch=2&batch=3&batch=4&batch=5&batch=6&batch=7&batch=8&batch=9&batch=10&batch=11&batch=12&batch=13",
            ["too-many-runs", "runs", "13", "<= 12"],
            "must be at most 12; the rest is left out",
        ),
        ("batch=8&batch=9,10", ["not-a-parameter", "batch 2", "10", "parameter:value"], "must be parameter:value"),
        (
            "batch=8,mu:1",
            ["unknown-parameter", "batch 1: mu", "1", "lr | rho"],
            "a batch has no such parameter; it takes lr, rho",
        ),
        ("batch=8,lr:0", ["parameter", "batch 1: lr", "0", "in (0, 10]"], "must be in (0, 10]"),
        ("batch=8,lr:x", ["not-a-number", "batch 1: lr", "x", "in (0, 10]"], "must be a finite number in (0, 10]"),
        ("batch=8,lr:1,lr:2", ["repeated", "batch 1: lr", "2", "once"], once),
        ("experiment=sam&batch=8,rho:-1", ["parameter", "batch 1: rho", "-1", "in [0, 10]"], "must be in [0, 10]"),
        ("batch=8,rho:0.1", ["not-in-experiment", "batch 1: rho", "0.1", ""], "is not for the batch-size experiment"),
        ("lr=0", ["parameter", "lr", "0", "in (0, 10]"], "must be in (0, 10]"),
        ("lr=10.1", ["parameter", "lr", "10.1", "in (0, 10]"], "must be in (0, 10]"),
        ("lr=fast", ["not-a-number", "lr", "fast", "in (0, 10]"], "must be a finite number in (0, 10]"),
        ("gain=0.09", ["parameter", "gain", "0.09", "in [0.1, 10]"], "must be in [0.1, 10]"),
        (
            "width=65",
            ["width", "width", "65", "a | a,b | a,b,c: 1..64"],
            "must be one to three whole numbers from 1 to 64, joined by commas",
        ),
        (
            "width=1,2,3,4",
            ["width", "width", "1,2,3,4", "a | a,b | a,b,c: 1..64"],
            "must be one to three whole numbers from 1 to 64, joined by commas",
        ),
        (
            "width=",
            ["width", "width", "(nothing)", "a | a,b | a,b,c: 1..64"],
            "must be one to three whole numbers from 1 to 64, joined by commas",
        ),
        ("ntrain=9", ["ntrain", "ntrain", "9", "10..1000"], "must be a whole number from 10 to 1000"),
        ("ntrain=1001", ["ntrain", "ntrain", "1001", "10..1000"], "must be a whole number from 10 to 1000"),
        ("updates=20001", ["updates", "updates", "20001", "1..20000"], "must be a whole number from 1 to 20000"),
        ("stop=0", ["parameter", "stop", "0", "> 0"], "must be > 0"),
        ("polish=inf", ["not-a-number", "polish", "inf", "> 0"], "must be a finite number > 0"),
        ("experiment=sam&stop=1", ["not-in-experiment", "stop", "1", ""], "is not for the sam experiment"),
        ("experiment=edge&polish=x", ["not-in-experiment", "polish", "x", ""], "is not for the edge experiment"),
        ("activation=gelu", ["unknown-activation", "activation", "gelu", "tanh | relu"], "must be one of tanh, relu"),
        (
            "experiment=rescale&activation=tanh",
            ["needs-relu", "activation", "tanh", "relu"],
            "must be relu, for with tanh a rescaled network computes something else",
        ),
        ("loss=l1", ["unknown-loss", "loss", "l1", "mse | ce"], "must be one of mse, ce"),
        ("seed=-1", ["seed", "seed", "-1", "0..4294967295"], "must be a whole number from 0 to 4294967295"),
        ("seeds=0", ["seeds", "seeds", "0", "1..40"], "must be a whole number from 1 to 40"),
        ("seeds=41", ["seeds", "seeds", "41", "1..40"], "must be a whole number from 1 to 40"),
        ("experiment=rescale&alpha=20.5", ["parameter", "alpha", "20.5", "in [0.05, 20]"], "must be in [0.05, 20]"),
        ("alpha=1", ["not-in-experiment", "alpha", "1", ""], "is not for the batch-size experiment"),
        ("experiment=wells&shift=-1.5", ["parameter", "shift", "-1.5", "in [-1, 1]"], "must be in [-1, 1]"),
        ("experiment=rescale&shift=0", ["not-in-experiment", "shift", "0", ""], "is not for the rescale experiment"),
        ("experiment=wells&batch=x", ["not-in-experiment", "batch", "x", ""], "is not for the wells experiment"),
        (
            &format!("{deep}&seeds=2"),
            ["too-much-work", "seeds", "2", "<= 1"],
            "must be at most 1 here, so that all take no more than 2e12 operations",
        ),
        (
            &format!("{deep}&batch=1000"),
            ["too-much-work", "updates", "20000", "<= 12693"],
            "must be at most 12693 here, so that all take no more than 2e12 operations",
        ),
    ] {
        let warnings = parse(&format!("lab=minima&{text}")).warnings;
        let [warning] = warnings.as_slice() else { panic!("{text}: {warnings:?}") };
        let given = warning.value();
        let given = if given.is_empty() { "(nothing)" } else { &given };
        assert_eq!([warning.code(), &warning.field(), given, &warning.rule()], [code, field, value, rule], "{text}");
        assert_eq!(warning.to_string(), format!("{field} = {value}: {sentence}"), "{text}");
    }
}

#[test]
fn every_key_without_use_is_named() {
    let keys = ["lr", "gain", "width", "updates", "stop", "polish", "activation", "loss", "seed", "seeds", "alpha"];
    let pairs: String = keys.iter().map(|key| format!("&{key}=1")).collect();
    let said = sentences(&parse(&format!("lab=minima&experiment=wells&ntrain=10&batch=4{pairs}&shift=0")).warnings);
    let all = ["ntrain = 10", "batch = 4"].map(str::to_owned).into_iter().chain(keys.map(|key| format!("{key} = 1")));
    assert!(all.map(|it| it + ": is not for the wells experiment").eq(said.iter().cloned()), "{said:?}");
    for &experiment in Experiment::ALL {
        let id = experiment.id();
        let names = |key: &str, value: &str| {
            let text = format!("lab=minima&experiment={id}&{key}={value}");
            parse(&text).warnings.iter().any(|warning| warning.code() == "not-in-experiment")
        };
        let is = |ids: &[&str]| ids.contains(&id);
        assert_eq!(names("alpha", "2"), !is(&["rescale"]), "{id}");
        assert_eq!(names("shift", "0"), !is(&["wells"]), "{id}");
        assert_eq!(names("stop", "1"), !is(&["batch-size", "fair"]), "{id}");
        assert_eq!(names("polish", "1"), !is(&["batch-size", "fair"]), "{id}");
        assert_eq!(names("batch", "8,rho:1"), !is(&["sam"]), "{id}");
        assert_eq!(names("batch", "8"), is(&["wells"]), "{id}");
        assert_eq!(names("seed", "1"), is(&["wells"]), "{id}");
    }
}

#[test]
fn a_setup_that_was_not_parsed_is_held_to_the_same_limits() {
    let sound = MinimaSetup::default;
    assert_eq!(check_minima(&sound()), []);
    let of = MinimaSetup::of;
    let with = |runs: Vec<NetworkRun>| MinimaSetup { runs, ..sound() };
    let plain = |size| network_run(samples(size), None, 0.0);
    let unsound = [
        (with(vec![]), "batches = 0: must be at least 1"),
        (with(vec![plain(0)]), "batch = 0: must be from 1 to 150, or all"),
        (with(vec![plain(151)]), "batch = 151: must be from 1 to 150, or all"),
        (with(vec![plain(4), plain(4)]), "batch = 4: must be given once; the first counts"),
        (
            MinimaSetup { runs: vec![plain(4), network_run(samples(4), None, -0.0)], ..of(Experiment::Sam) },
            "batch = 4: must be given once; the first counts",
        ),
        (
            MinimaSetup { runs: vec![plain(4), network_run(ALL, None, 0.0)], ..of(Experiment::Edge) },
            "batch = all: must be given once; the first counts",
        ),
        (with((1..=13).map(plain).collect()), "runs = 13: must be at most 12; the rest is left out"),
        (with(vec![plain(4), network_run(ALL, Some(0.0), 0.0)]), "batch 2: lr = 0: must be in (0, 10]"),
        (with(vec![network_run(ALL, Some(f64::NAN), 0.0)]), "batch 1: lr = NaN: must be a finite number in (0, 10]"),
        (with(vec![network_run(ALL, None, 0.1)]), "batch 1: rho = 0.1: is not for the batch-size experiment"),
        (
            MinimaSetup { runs: vec![network_run(ALL, None, 10.5)], ..of(Experiment::Sam) },
            "batch 1: rho = 10.5: must be in [0, 10]",
        ),
        (MinimaSetup { runs: vec![plain(4)], ..of(Experiment::Wells) }, "batch = 4: is not for the wells experiment"),
        (MinimaSetup { lr: -1.0, ..sound() }, "lr = -1: must be in (0, 10]"),
        (MinimaSetup { lr: f64::INFINITY, ..sound() }, "lr = inf: must be a finite number in (0, 10]"),
        (MinimaSetup { lr: 0.2, ..of(Experiment::Wells) }, "lr = 0.2: is not for the wells experiment"),
        (MinimaSetup { gain: 11.0, ..sound() }, "gain = 11: must be in [0.1, 10]"),
        (
            MinimaSetup { widths: vec![], ..sound() },
            "width = (nothing): must be one to three whole numbers from 1 to 64, joined by commas",
        ),
        (
            MinimaSetup { widths: vec![8, 0], ..sound() },
            "width = 8,0: must be one to three whole numbers from 1 to 64, joined by commas",
        ),
        (
            MinimaSetup { widths: vec![8; 4], ..sound() },
            "width = 8,8,8,8: must be one to three whole numbers from 1 to 64, joined by commas",
        ),
        (MinimaSetup { widths: vec![8], ..of(Experiment::Wells) }, "width = 8: is not for the wells experiment"),
        (
            MinimaSetup { runs: vec![plain(4)], train: 9, ..sound() },
            "ntrain = 9: must be a whole number from 10 to 1000",
        ),
        (
            MinimaSetup { updates: usize::MAX, ..sound() },
            &format!("updates = {}: must be a whole number from 1 to 20000", usize::MAX),
        ),
        (MinimaSetup { stop: Some(0.0), ..sound() }, "stop = 0: must be > 0"),
        (MinimaSetup { stop: Some(1.0), ..of(Experiment::Sam) }, "stop = 1: is not for the sam experiment"),
        (MinimaSetup { polish: Some(f64::NAN), ..sound() }, "polish = NaN: must be a finite number > 0"),
        (
            MinimaSetup { activation: Activation::Tanh, ..of(Experiment::Rescale) },
            "activation = tanh: must be relu, for with tanh a rescaled network computes something else",
        ),
        (
            MinimaSetup { activation: Activation::Relu, ..of(Experiment::Wells) },
            "activation = relu: is not for the wells experiment",
        ),
        (
            MinimaSetup { criterion: Criterion::CrossEntropy, ..of(Experiment::Wells) },
            "loss = ce: is not for the wells experiment",
        ),
        (MinimaSetup { seed: 1, ..of(Experiment::Wells) }, "seed = 1: is not for the wells experiment"),
        (MinimaSetup { seeds: 0, ..sound() }, "seeds = 0: must be a whole number from 1 to 40"),
        (MinimaSetup { alpha: 1.5, ..sound() }, "alpha = 1.5: is not for the batch-size experiment"),
        (
            MinimaSetup { alpha: f64::NAN, ..of(Experiment::Rescale) },
            "alpha = NaN: must be a finite number in [0.05, 20]",
        ),
        (MinimaSetup { shift: 0.0, ..sound() }, "shift = 0: is not for the batch-size experiment"),
        (MinimaSetup { shift: 2.0, ..of(Experiment::Wells) }, "shift = 2: must be in [-1, 1]"),
        (
            MinimaSetup {
                train: 1000,
                widths: vec![64; 3],
                updates: 20_000,
                runs: vec![network_run(ALL, None, 0.0)],
                seeds: 40,
                ..sound()
            },
            "seeds = 40: must be at most 1 here, so that all take no more than 2e12 operations",
        ),
    ];
    for (setup, sentence) in unsound {
        assert_eq!(sentences(&check_minima(&setup)), [sentence]);
        // Nothing that is wrong with a setup keeps it from being printed.
        assert!(print_minima(&setup).starts_with("lab=minima&experiment="));
    }
}
