//! What a batch link means, and what is left of one that asks for too much.

mod setups;

use downhill::View;
use downhill::data::{Budget, Sampling};
use downhill_preset::limits::{MAX_LENGTH, MAX_OWN_ROWS};
use downhill_preset::{
    BatchSetup, Change, Data, Lab, Presentation, Preset, RaceSetup, Setup, Warning, check_batch, fit_batch, parse,
    print,
};
use setups::{ALL, of, run, samples, sentences};

/// The setup of a link of the Batch lab, whatever was wrong with it.
fn batch(text: &str) -> BatchSetup {
    let Setup::Batch(setup) = parse(text).preset.setup else { panic!("{text}: not of the Batch lab") };
    setup
}

#[test]
fn a_link_that_says_nothing_more_means_the_defaults_of_its_data() {
    let sgd = |lr: f64| vec![run("sgd", &[lr], 0.0)];
    let diabetes = BatchSetup {
        data: Data::find("diabetes").expect("built in"),
        runs: sgd(0.03),
        batches: vec![ALL, samples(32), samples(1)],
        budget: Budget::Epochs(20),
        seed: 0,
        replicas: 0,
        sampling: Sampling::Shuffled,
        start: vec![0.0; 10],
        noise: 0.0,
        axes: [2, 8],
        view: None,
        changes: vec![],
    };
    assert_eq!(batch("lab=batch"), diabetes);
    assert_eq!(batch("lab=batch&data=diabetes"), diabetes);
    assert_eq!(batch("lab=batch&data=own"), BatchSetup { data: Data::Own, start: vec![], axes: [0, 1], ..diabetes });
    let wells = batch("lab=batch&data=two-wells");
    assert_eq!((wells.replicas, wells.budget, wells.start.as_slice()), (200, Budget::Updates(1000), [-1.0].as_slice()));
    assert_eq!((wells.axes, wells.batches.len()), ([0, 1], 6));
    assert_eq!(wells.runs[0].entry.params, [0.09]);
}

#[test]
fn every_key_is_read() {
    let text = "#lab=batch&data=valley&run=momentum,momentum:0.5,decay:0.01,lr:0.2&run=sgd&batch=4&batch=all&updates=300\
                &seed=4294967295&replicas=3&sampling=replaced&from=1,-2&view=0,1,2,3&change=200,2,lr:0.1\
                &change=100,1,momentum:0.9&change=200,1,lr:1&lang=ko&v=1";
    let parsed = parse(text);
    assert_eq!((parsed.warnings, parsed.lab), (vec![], Some(Lab::Batch)));
    let change = |at, run, param, value| Change { at, run, param, value };
    let want = BatchSetup {
        runs: vec![run("momentum", &[0.2, 0.5], 0.01), run("sgd", &[0.001], 0.0)],
        batches: vec![samples(4), ALL],
        budget: Budget::Updates(300),
        seed: u32::MAX,
        replicas: 3,
        sampling: Sampling::Replaced,
        start: vec![1.0, -2.0],
        view: Some(View { x: [0.0, 1.0], y: [2.0, 3.0] }),
        // By time, and in the link's order where that is the same.
        changes: vec![change(100, 0, 1, 0.9), change(200, 1, 0, 0.1), change(200, 0, 0, 1.0)],
        ..of("valley")
    };
    assert_eq!(parsed.preset.setup, Setup::Batch(want));
    assert_eq!(
        print(&parsed.preset),
        "lab=batch&data=valley&run=momentum,lr:0.2,momentum:0.5,decay:0.01&run=sgd,lr:0.001&batch=4&batch=all&updates=300\
         &seed=4294967295&replicas=3&sampling=replaced&from=1,-2&view=0,1,2,3&change=100,1,momentum:0.9\
         &change=200,2,lr:0.1&change=200,1,lr:1&lang=ko&v=1"
    );
    let frequency = batch("lab=batch&data=frequency&noise=0.25&view=1,2&epochs=7");
    assert_eq!((frequency.noise, frequency.budget), (0.25, Budget::Epochs(7)));
    assert_eq!(frequency.view, Some(View { x: [1.0, 2.0], y: [0.0, 1.0] }));
    assert_eq!(batch("lab=batch&axes=age,s6").axes, [0, 9]);
    assert_eq!(batch("lab=batch&data=own&axes=7,3").axes, [7, 3]);
}

#[test]
fn a_batch_of_all_samples_is_called_all() {
    let setup = batch("lab=batch&batch=442&batch=441");
    assert_eq!(setup.batches, [ALL, samples(441)]);
    let typed = BatchSetup { batches: vec![samples(442), samples(441)], ..BatchSetup::default() };
    assert_eq!(check_batch(&typed, 0), []);
    let link = print(&Preset { setup: Setup::Batch(typed.clone()), presentation: Presentation::default() });
    assert_eq!(link, "lab=batch&data=diabetes&run=sgd,lr:0.03&batch=all&batch=441&epochs=20&v=1");
    assert_eq!(parse(&link).preset.setup, Setup::Batch(typed));
}

#[test]
fn keys_of_another_lab_are_not_looked_at() {
    assert_eq!(parse("lab=batch&f=x&f=y&expr=x&steps=0&target=x").warnings, []);
    let race = "data=x&data=y&batch=0&updates=0&epochs=0&replicas=x&sampling=x&axes=x";
    for lab in ["lab=race&", ""] {
        let parsed = parse(&format!("{lab}{race}"));
        assert_eq!((parsed.warnings, parsed.preset.setup), (vec![], Setup::Race(RaceSetup::default())), "{lab}");
    }
    let parsed = parse("lab=batch&run=sgd,clip_norm:1");
    assert_eq!(sentences(&parsed.warnings), ["run 1: clip_norm = 1: sgd has no such parameter; it takes lr, decay"]);
}

#[test]
fn what_is_wrong_counts_as_not_given_and_the_rest_works() {
    let text = "#lab=batch&data=frequency&run=nothing&run=sgd,lr:-1,decay:0.5&batch=41&batch=8&batch=x&updates=0&epochs=3\
                &seed=x&replicas=-1&noise=11&from=1,2&view=1,0&change=1,2,lr:1&change=9,1,lr:0.1&change=3,1,lr:0.2&v=1";
    let want = BatchSetup {
        runs: vec![run("sgd", &[0.001], 0.5)],
        batches: vec![samples(8)],
        budget: Budget::Epochs(3),
        changes: vec![Change { at: 3, run: 0, param: 0, value: 0.2 }, Change { at: 9, run: 0, param: 0, value: 0.1 }],
        ..of("frequency")
    };
    assert_eq!(batch(text), want);
    let fields: Vec<String> = parse(text).warnings.iter().map(Warning::field).collect();
    let rest = ["batch", "batch", "updates", "seed", "replicas", "from", "noise", "view", "change 1: run"];
    assert_eq!(fields, [["run 1", "run 2: lr"].as_slice(), &rest].concat());
    assert_eq!(batch("lab=batch&run=sleigh&batch=0").runs.len(), 1, "no run left: the default");
    assert_eq!(batch("lab=batch&run=sleigh&batch=0"), BatchSetup::default());
}

#[test]
fn what_would_be_too_much_is_cut() {
    let sgd = "&run=sgd".repeat(5);
    assert_eq!(batch(&format!("lab=batch{sgd}")).batches, [ALL, samples(32)]);
    let sgd = "&run=sgd".repeat(13);
    let parsed = parse(&format!("lab=batch{sgd}"));
    let codes: Vec<&str> = parsed.warnings.iter().map(Warning::code).collect();
    assert_eq!(codes, ["too-many-runs", "too-many-contenders"]);
    assert_eq!(batch(&format!("lab=batch{sgd}")).contenders().count(), 12);
    let sizes: String = (1..=13).map(|size| format!("&batch={size}")).collect();
    assert_eq!(batch(&format!("lab=batch{sizes}")).batches.len(), 12);

    assert_eq!(batch("lab=batch&epochs=226").budget, Budget::Epochs(226));
    assert_eq!(batch("lab=batch&epochs=500").budget, Budget::Epochs(226));
    assert_eq!(batch("lab=batch&epochs=500&batch=2").budget, Budget::Epochs(452));
    assert_eq!(batch("lab=batch&updates=100000&replicas=66").replicas, 66);
    assert_eq!(batch("lab=batch&updates=100000&replicas=500").replicas, 66);
    // A default is cut, too.
    assert_eq!(batch("lab=batch&data=two-wells&updates=100000").replicas, 33);
    assert_eq!(batch("lab=batch&data=two-wells&updates=10000").replicas, 200);
}

#[test]
fn an_own_table_is_fitted_when_it_is_there() {
    let text = "lab=batch&data=own&batch=4000&batch=10&epochs=1000&replicas=500";
    assert_eq!(parse(text).warnings, []);
    let mut setup = batch(text);
    let cut = fit_batch(&mut setup, 3000);
    assert_eq!(
        sentences(&cut),
        [
            "batch = 4000: must be from 1 to 3000, or all",
            "epochs = 1000: must be at most 333 with these batch sizes, so that none makes more than 100000 updates",
            "replicas = 500: must be at most 200 here, so that all make no more than 20000000 updates",
        ]
    );
    assert_eq!(
        (setup.batches.as_slice(), setup.budget, setup.replicas),
        ([samples(10)].as_slice(), Budget::Epochs(333), 200)
    );
    assert_eq!(check_batch(&setup, 3000), []);
    assert_eq!(fit_batch(&mut setup, 3000), []);
    // The defaults fit the largest table, and no table breaks them.
    for rows in [0, 1, 31, MAX_OWN_ROWS] {
        let mut setup = BatchSetup::of(Data::Own);
        fit_batch(&mut setup, rows);
        assert_eq!(setup.budget, Budget::Epochs(20), "{rows}");
        assert_eq!(
            setup.batches.len(),
            [1, 2, 2, 3][[0, 1, 31, MAX_OWN_ROWS].iter().position(|it| *it == rows).expect("listed")]
        );
    }
}

#[test]
fn a_link_whose_canonical_form_would_be_too_long_loses_its_end() {
    let long = "2.2250738585072014e-308";
    let run = format!("&run=adam,lr:{long},beta1:{long},beta2:{long},eps:{long},decay:{long}");
    let change = format!("&change=100000,12,beta1:{long}");
    let text = format!("lab=batch{}&run=adam{}", run.repeat(11), change.repeat(6));
    assert!(text.len() <= MAX_LENGTH, "the link is read whole: {}", text.len());
    let said: Vec<String> = sentences(&parse(&text).warnings);
    let sentence = "length = 2061: must be at most 2048 characters; the last changes or runs are left out";
    assert_eq!(said, ["contenders = 36: must be at most 12; the last batch sizes are left out", sentence]);
    assert_eq!((batch(&text).runs.len(), batch(&text).changes.len()), (12, 5));
}
