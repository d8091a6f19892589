//! What a link of the Minima lab means, and what is left of one that asks for too much.

mod setups;

use downhill::model::mlp::{Activation, Criterion};
use downhill_preset::{
    Experiment, Lab, Lang, MinimaSetup, NetworkRun, PlaneLook, RaceSetup, Setup, Theme, Warning, check_minima,
    fit_minima, parse, parse_batch, parse_minima, parse_race, print, print_minima,
};
use setups::{ALL, network_run, samples, sentences};

/// The setup of a link of the Minima lab, whatever was wrong with it.
fn minima(text: &str) -> MinimaSetup {
    let Setup::Minima(setup) = parse(text).preset.setup else { panic!("{text}: not of the Minima lab") };
    setup
}

fn plain(size: usize) -> NetworkRun {
    network_run(samples(size), None, 0.0)
}

#[test]
fn a_link_that_says_nothing_more_means_the_defaults_of_its_experiment() {
    let batch_size = MinimaSetup {
        experiment: Experiment::BatchSize,
        runs: vec![plain(4), plain(150)],
        lr: 0.1,
        gain: 4.0,
        widths: vec![24],
        train: 150,
        updates: 2000,
        stop: None,
        polish: None,
        activation: Activation::Tanh,
        criterion: Criterion::SquaredError,
        seed: 0,
        seeds: 1,
        alpha: 1.0,
        shift: 0.2,
        look: PlaneLook::default(),
    };
    let scaled = [0.0125, 0.025, 0.05, 0.1, 0.2].map(|lr| network_run(samples(8), Some(lr), 0.0));
    let all = [
        batch_size.clone(),
        MinimaSetup { experiment: Experiment::Fair, ..batch_size.clone() },
        MinimaSetup { experiment: Experiment::NoiseScale, runs: scaled.to_vec(), ..batch_size.clone() },
        MinimaSetup {
            experiment: Experiment::Edge,
            runs: vec![network_run(ALL, None, 0.0)],
            lr: 0.5,
            gain: 1.0,
            widths: vec![16],
            train: 100,
            ..batch_size.clone()
        },
        MinimaSetup {
            experiment: Experiment::Sam,
            runs: vec![plain(32), network_run(samples(32), None, 0.2)],
            ..batch_size.clone()
        },
        MinimaSetup {
            experiment: Experiment::Rescale,
            runs: vec![plain(16)],
            gain: 1.0,
            train: 300,
            activation: Activation::Relu,
            alpha: 4.0,
            ..batch_size.clone()
        },
        MinimaSetup { experiment: Experiment::Wells, runs: vec![], ..batch_size.clone() },
    ];
    assert_eq!(minima("lab=minima"), batch_size);
    assert_eq!(all.len(), Experiment::ALL.len());
    for (setup, &experiment) in all.iter().zip(Experiment::ALL) {
        let parsed = parse(&format!("#lab=minima&experiment={}", experiment.id()));
        assert_eq!(parsed.preset.setup, Setup::Minima(setup.clone()), "{}", experiment.id());
        assert_eq!((parsed.warnings, parsed.lab), (vec![], Some(Lab::Minima)), "{}", experiment.id());
        assert_eq!(MinimaSetup::of(experiment), *setup);
        assert_eq!(check_minima(setup), [], "{}", experiment.id());
        assert_eq!(Experiment::find(experiment.id()), Some(experiment));
        assert_eq!(setup.is_trained(), experiment.id() != "wells");
    }
    assert_eq!([minima("lab=minima&experiment=edge").network(), all[0].network()], [[64, 16, 10], [64, 24, 10]]);
}

#[test]
fn every_key_is_read() {
    let text = "#lab=minima&shift=0.2&alpha=1&seeds=3&seed=4294967295&loss=ce&activation=relu&polish=0.01&stop=0.5&updates=300\
                &ntrain=200&width=64,1,8&gain=0.1&lr=10&batch=all&batch=200&batch=8,lr:0.5&batch=8&experiment=fair&lang=ko&v=1";
    let parsed = parse(text);
    assert_eq!(
        sentences(&parsed.warnings),
        ["alpha = 1: is not for the fair experiment", "shift = 0.2: is not for the fair experiment"]
    );
    let want = MinimaSetup {
        // A batch as large as the digits are many keeps its number.
        runs: vec![network_run(ALL, None, 0.0), plain(200), network_run(samples(8), Some(0.5), 0.0), plain(8)],
        lr: 10.0,
        gain: 0.1,
        widths: vec![64, 1, 8],
        train: 200,
        updates: 300,
        stop: Some(0.5),
        polish: Some(0.01),
        activation: Activation::Relu,
        criterion: Criterion::CrossEntropy,
        seed: u32::MAX,
        seeds: 3,
        ..MinimaSetup::of(Experiment::Fair)
    };
    assert_eq!(want.network(), [64, 64, 1, 8, 10]);
    assert_eq!([0, 1, 2, 3].map(|run| want.rate(run)), [10.0, 10.0, 0.5, 10.0]);
    assert_eq!(parsed.preset.setup, Setup::Minima(want.clone()));
    let link = "lab=minima&experiment=fair&batch=all&batch=200&batch=8,lr:0.5&batch=8&lr=10&gain=0.1&width=64,1,8&ntrain=200\
                &updates=300&stop=0.5&polish=0.01&activation=relu&loss=ce&seed=4294967295&seeds=3";
    assert_eq!(print(&parsed.preset), format!("{link}&lang=ko&v=1"));
    assert_eq!(print_minima(&want), format!("{link}&v=1"));

    let sam = minima("lab=minima&experiment=sam&batch=16,rho:0.5,lr:0.3&batch=16,rho:0");
    assert_eq!(sam.runs, [network_run(samples(16), Some(0.3), 0.5), plain(16)]);
    assert_eq!(
        print_minima(&sam),
        "lab=minima&experiment=sam&batch=16,lr:0.3,rho:0.5&batch=16&lr=0.1&updates=2000&v=1"
    );
    let rescale = minima("lab=minima&experiment=rescale&alpha=0.05&activation=relu");
    assert_eq!(rescale, MinimaSetup { alpha: 0.05, ..MinimaSetup::of(Experiment::Rescale) });
    assert_eq!(minima("lab=minima&experiment=wells&shift=-1").shift, -1.0);
}

#[test]
fn planes_are_shown_as_blocks_where_there_are_planes() {
    let link = "lab=minima&experiment=sam&batch=32&batch=32,rho:0.2&lr=0.1&updates=2000&show=3d&eye=-40.5,30&height=linear&v=1";
    let look = PlaneLook { is_solid: true, eye: Some([-40.5, 30.0]), is_linear: true };
    let sam = MinimaSetup { look, ..MinimaSetup::of(Experiment::Sam) };
    assert_eq!((minima(link), print_minima(&sam).as_str(), check_minima(&sam)), (sam.clone(), link, vec![]));
    assert_eq!(minima("lab=minima&show=3d&height=log").look, PlaneLook { is_solid: true, ..PlaneLook::default() });
    let said = |text: &str| sentences(&parse(&format!("lab=minima&{text}")).warnings);
    assert_eq!(said("experiment=edge&show=3d"), ["show = 3d: is not for the edge experiment"]);
    assert_eq!(said("show=rates"), ["show = rates: must be one of 3d"]);
    assert_eq!(said("eye=0,7"), ["eye = 0,7: must be in [8, 90]"]);
    assert_eq!(said("height=high"), ["height = high: must be one of log, linear"]);
    let fields = |setup: &MinimaSetup| check_minima(setup).iter().map(Warning::field).collect::<Vec<_>>();
    assert_eq!(fields(&MinimaSetup { look, ..MinimaSetup::of(Experiment::Wells) }), ["show", "eye", "height"]);
    let below = PlaneLook { eye: Some([0.0, f64::NAN]), ..look };
    assert_eq!(fields(&MinimaSetup { look: below, ..sam }), ["eye"]);
}

#[test]
fn a_link_says_nothing_that_its_experiment_has_no_use_for() {
    for (experiment, link) in [
        ("batch-size", "lab=minima&experiment=batch-size&batch=4&batch=150&lr=0.1&updates=2000&v=1"),
        ("edge", "lab=minima&experiment=edge&batch=all&lr=0.5&updates=2000&v=1"),
        ("sam", "lab=minima&experiment=sam&batch=32&batch=32,rho:0.2&lr=0.1&updates=2000&v=1"),
        ("rescale", "lab=minima&experiment=rescale&batch=16&lr=0.1&updates=2000&alpha=4&v=1"),
        ("wells", "lab=minima&experiment=wells&shift=0.2&v=1"),
    ] {
        let of = Experiment::find(experiment).expect("there is one");
        assert_eq!(print_minima(&MinimaSetup::of(of)), link);
        // Nor does it when they are there.
        let mut setup = MinimaSetup { alpha: 2.0, shift: 0.5, stop: Some(1.0), ..MinimaSetup::of(of) };
        setup.runs.iter_mut().for_each(|run| run.rho = 1.0);
        let printed = print_minima(&setup);
        assert_eq!(printed.contains("alpha"), experiment == "rescale", "{printed}");
        assert_eq!(printed.contains("shift"), experiment == "wells", "{printed}");
        assert_eq!(printed.contains("stop"), experiment == "batch-size", "{printed}");
        assert_eq!(printed.contains("rho"), experiment == "sam", "{printed}");
    }
}

#[test]
fn batches_are_those_for_which_there_are_enough_digits() {
    let runs = |text: &str| minima(&format!("lab=minima&{text}")).runs;
    // The number of digits is read first, wherever it stands.
    assert_eq!(runs("batch=101&batch=100&ntrain=100"), [plain(100)]);
    assert_eq!(runs("batch=151&ntrain=x"), [plain(4), plain(150)]);
    assert_eq!(runs("batch=151&ntrain=151"), [plain(151)]);
    assert_eq!(runs("ntrain=149"), [plain(4)]);
    assert_eq!(runs("ntrain=150"), [plain(4), plain(150)]);
    assert_eq!(runs("experiment=sam&ntrain=31&batch=32"), [network_run(ALL, None, 0.0)]);
    assert_eq!(parse("lab=minima&experiment=sam&ntrain=31").warnings, []);
    assert_eq!(runs("experiment=edge&batch=0&batch=7&batch=8&batch=7"), [plain(7)]);
    assert_eq!(runs("experiment=wells&batch=7"), []);
    let many: String = (1..=13).map(|size| format!("&batch={size}")).collect();
    assert_eq!(runs(&many), (1..=12).map(plain).collect::<Vec<_>>());
}

#[test]
fn what_is_wrong_counts_as_not_given_and_the_rest_works() {
    let text = "#lab=minima&experiment=sam&batch=9,lr:0,rho:0.5&batch=x&batch=9,rho:0.5&batch=10,mu:1,rho:11,rho:1,no&lr=0\
                &gain=0.05&width=1,2,3,4&ntrain=9&updates=20001&stop=1&polish=1&activation=gelu&loss=nll&seed=-1&seeds=41\
                &alpha=2&shift=0&v=1";
    let want =
        MinimaSetup { runs: vec![network_run(samples(9), None, 0.5), plain(10)], ..MinimaSetup::of(Experiment::Sam) };
    assert_eq!(minima(text), want);
    let fields: Vec<String> = parse(text).warnings.iter().map(Warning::field).collect();
    let of_batches =
        ["batch 1: lr", "batch", "batch", "batch 4: mu", "batch 4: rho", "batch 4: rho", "batch 4"].as_slice();
    let rest =
        ["lr", "gain", "width", "updates", "stop", "polish", "activation", "loss", "seed", "seeds", "alpha", "shift"];
    assert_eq!(fields, [&["ntrain"], of_batches, &rest].concat());
    assert_eq!(minima("lab=minima&experiment=flat&gain=2"), MinimaSetup { gain: 2.0, ..MinimaSetup::default() });
}

#[test]
fn what_would_be_too_much_is_cut() {
    let largest = "lab=minima&width=64,64,64&ntrain=1000&updates=20000";
    assert_eq!(parse(&format!("{largest}&batch=all")).warnings, []);
    let one = minima(&format!("{largest}&batch=all&seeds=40"));
    assert_eq!((one.seeds, one.updates), (1, 20_000));
    let two = minima(&format!("{largest}&batch=all&batch=1000&seeds=2"));
    assert_eq!((two.seeds, two.updates), (1, 12_693));
    // One update more would be too much.
    assert_eq!(check_minima(&two), []);
    assert_eq!(check_minima(&MinimaSetup { updates: 12_694, ..two.clone() }).len(), 1);
    assert_eq!(check_minima(&MinimaSetup { seeds: 2, updates: 6_346, ..two }), []);
    // The second pass of SAM counts.
    assert_eq!(minima(&format!("{largest}&experiment=sam&batch=all,rho:1")).updates, 12_693);
    assert_eq!(minima(&format!("{largest}&experiment=sam&batch=all,rho:0")).updates, 20_000);

    // However few the updates are at the common rate, these make 20000 each.
    let slow = "&batch=all,lr:1e-300&batch=1000,lr:1e-300&batch=500,lr:1e-300";
    let text = format!("{largest}&experiment=noise-scale{slow}&seeds=3");
    let cut = minima(&text);
    assert_eq!((cut.seeds, cut.updates, cut.runs.len()), (1, 1, 1));
    let most = |what: &str, most| {
        format!("{what}: must be at most {most} here, so that all take no more than 2e12 operations")
    };
    assert_eq!(
        sentences(&parse(&text).warnings),
        [most("seeds = 3", 1), most("updates = 20000", 1), most("runs = 3", 1)]
    );
}

#[test]
fn a_setup_with_fewer_digits_is_fitted() {
    let mut setup = MinimaSetup {
        runs: vec![plain(100), plain(101), plain(0), network_run(ALL, None, 0.0)],
        ..MinimaSetup::default()
    };
    setup.train = 100;
    assert_eq!(
        sentences(&fit_minima(&mut setup)),
        ["batch = 101: must be from 1 to 100, or all", "batch = 0: must be from 1 to 100, or all"]
    );
    assert_eq!(setup.runs, [plain(100), network_run(ALL, None, 0.0)]);
    assert_eq!((check_minima(&setup), fit_minima(&mut setup)), (vec![], vec![]));
    setup.runs = vec![plain(120)];
    assert_eq!(fit_minima(&mut setup).len(), 1);
    assert_eq!(setup.runs, [network_run(ALL, None, 0.0)]);
    let scaled = MinimaSetup {
        experiment: Experiment::NoiseScale,
        runs: vec![network_run(ALL, None, 0.0)],
        ..MinimaSetup::default()
    };
    // Numbers that are beyond their limits do not break it.
    let unsound = MinimaSetup { updates: 0, lr: f64::NAN, train: usize::MAX, ..scaled };
    assert_eq!(fit_minima(&mut unsound.clone()), []);
    let mut wells = MinimaSetup::of(Experiment::Wells);
    assert_eq!((fit_minima(&mut wells), wells), (vec![], MinimaSetup::of(Experiment::Wells)));
}

#[test]
fn labs_do_not_look_at_each_others_keys() {
    let own = "experiment=x&lr=x&gain=x&width=x&ntrain=x&stop=x&polish=x&activation=x&loss=x&alpha=x&shift=x&lr=y";
    for lab in ["lab=race&", "", "lab=batch&"] {
        assert_eq!(parse(&format!("{lab}{own}")).warnings, [], "{lab}");
    }
    let others =
        "f=x&expr=x&from=x&view=x&run=x&steps=x&target=x&data=x&epochs=x&replicas=x&sampling=x&noise=x&axes=x&change=x";
    let parsed = parse(&format!("lab=minima&{others}"));
    assert_eq!((parsed.warnings, parsed.preset.setup), (vec![], Setup::Minima(MinimaSetup::default())));
}

#[test]
fn a_lab_reads_its_links_alone_as_all_of_them() {
    let text = "lab=minima&experiment=edge&batch=7&lr=0&lang=en&theme=dark";
    let alone = parse_minima(text);
    assert_eq!(alone.setup, minima(text));
    assert_eq!(
        (alone.lab, alone.presentation.lang, alone.presentation.theme),
        (Some(Lab::Minima), Some(Lang::En), Some(Theme::Dark))
    );
    assert_eq!(alone.warnings, parse(text).warnings);
    assert_eq!((parse_race(text).setup, parse_race(text).warnings.len()), (RaceSetup::default(), 0));
    assert_eq!(parse_batch(text).warnings, []);
    for text in
        ["lab=batch&experiment=edge", "lab=race&experiment=edge", "experiment=edge", "lab=minima&experiment=edge&v=2"]
    {
        assert_eq!(parse_minima(text).setup, MinimaSetup::default(), "{text}");
    }
    assert!(parse_minima("lab=minima&v=2").is_refused);
}
