//! Everything that can be wrong in a batch link or setup, each with its exact English sentence and its parts.

mod setups;

use downhill::View;
use downhill::data::Budget;
use downhill_preset::{BatchSetup, Change, Presentation, Preset, Setup, check_batch, parse, print};
use setups::{ALL, of, run, samples, sentences};

#[test]
fn each_mistake_is_named_by_one_sentence_and_by_parts_without_words() {
    for (text, [code, field, value, rule], sentence) in [
        (
            "data=iris",
            ["unknown-data", "data", "iris", "diabetes | two-wells | valley | frequency | own"],
            "must be one of diabetes, two-wells, valley, frequency, own",
        ),
        ("data=own&data=valley", ["repeated", "data", "valley", "once"], "must be given once; the first counts"),
        ("run=sgd,decay:-1", ["parameter", "run 1: decay", "-1", ">= 0"], "must be >= 0"),
        ("run=sgd,decay:x", ["not-a-number", "run 1: decay", "x", ">= 0"], "must be a finite number >= 0"),
        ("run=sgd,decay:1,decay:2", ["repeated", "run 1: decay", "2", "once"], "must be given once; the first counts"),
        (
            "run=sgd,mu:1",
            ["unknown-parameter", "run 1: mu", "1", "lr | decay"],
            "sgd has no such parameter; it takes lr, decay",
        ),
        ("batch=443", ["batch-size", "batch", "443", "1..442 | all"], "must be from 1 to 442, or all"),
        ("batch=0", ["batch-size", "batch", "0", "1..442 | all"], "must be from 1 to 442, or all"),
        ("batch=some", ["batch-size", "batch", "some", "1..442 | all"], "must be from 1 to 442, or all"),
        ("data=own&batch=5001", ["batch-size", "batch", "5001", "1..5000 | all"], "must be from 1 to 5000, or all"),
        ("batch=8&batch=8", ["repeated", "batch", "8", "once"], "must be given once; the first counts"),
        ("batch=all&batch=442", ["repeated", "batch", "442", "once"], "must be given once; the first counts"),
        (
            "run=sgd&run=sgd&run=sgd&run=sgd&run=sgd",
            ["too-many-contenders", "contenders", "15", "<= 12"],
            "must be at most 12; the last batch sizes are left out",
        ),
        ("updates=0", ["updates", "updates", "0", "1..100000"], "must be a whole number from 1 to 100000"),
        ("updates=100001", ["updates", "updates", "100001", "1..100000"], "must be a whole number from 1 to 100000"),
        ("epochs=1.5", ["epochs", "epochs", "1.5", "1..1000"], "must be a whole number from 1 to 1000"),
        ("batch=all&epochs=1001", ["epochs", "epochs", "1001", "1..1000"], "must be a whole number from 1 to 1000"),
        (
            "updates=5&epochs=6",
            ["budget", "epochs", "6", "updates | epochs"],
            "must not be given beside updates, which counts",
        ),
        (
            "epochs=227",
            ["budget", "epochs", "227", "<= 226"],
            "must be at most 226 with these batch sizes, so that none makes more than 100000 updates",
        ),
        ("seed=-1", ["seed", "seed", "-1", "0..4294967295"], "must be a whole number from 0 to 4294967295"),
        (
            "seed=4294967296",
            ["seed", "seed", "4294967296", "0..4294967295"],
            "must be a whole number from 0 to 4294967295",
        ),
        ("replicas=501", ["replicas", "replicas", "501", "0..500"], "must be a whole number from 0 to 500"),
        (
            "replicas=67&updates=100000",
            ["replicas", "replicas", "67", "<= 66"],
            "must be at most 66 here, so that all make no more than 20000000 updates",
        ),
        (
            "sampling=none",
            ["unknown-sampling", "sampling", "none", "shuffled | replaced"],
            "must be one of shuffled, replaced",
        ),
        ("data=valley&from=1", ["not-a-point", "from", "1", "u,v"], "must be 2 numbers: u,v"),
        ("data=two-wells&from=1,2", ["not-a-point", "from", "1,2", "w"], "must be one number: w"),
        ("data=two-wells&from=1e7", ["coordinate", "from", "1e7", "in [-1e6, 1e6]"], "must be in [-1e6, 1e6]"),
        ("from=1,2", ["not-here", "from", "1,2", ""], "is not for diabetes data"),
        ("data=own&from=1", ["not-here", "from", "1", ""], "is not for own data"),
        ("data=frequency&noise=-1", ["noise", "noise", "-1", "0..10"], "must be from 0 to 10"),
        ("data=frequency&noise=inf", ["noise", "noise", "inf", "0..10"], "must be from 0 to 10"),
        ("noise=0", ["not-here", "noise", "0", ""], "is not for diabetes data"),
        ("data=valley&axes=u,v", ["not-here", "axes", "u,v", ""], "is not for valley data"),
        (
            "axes=bmi,bmi",
            ["axes", "axes", "bmi,bmi", "a,b: age | sex | bmi | bp | s1 | s2 | s3 | s4 | s5 | s6"],
            "must be two different ones of age, sex, bmi, bp, s1, s2, s3, s4, s5, s6",
        ),
        (
            "data=own&axes=0,1000",
            ["axes", "axes", "0,1000", "a,b: 0..999"],
            "must be two different column numbers from 0 to 999",
        ),
        ("view=0,1", ["not-a-view", "view", "0,1", "xmin,xmax,ymin,ymax"], "must be four numbers: xmin,xmax,ymin,ymax"),
        (
            "data=two-wells&view=0,1,0,1",
            ["not-a-view", "view", "0,1,0,1", "xmin,xmax"],
            "must be two numbers: xmin,xmax",
        ),
        (
            "data=two-wells&view=1,0",
            ["view-order", "view", "1,0", "xmax - xmin >= 1e-6"],
            "must have xmin < xmax, at least 1e-6 apart",
        ),
        ("data=two-wells&view=0,1e7", ["coordinate", "view", "0,1e7", "in [-1e6, 1e6]"], "must be in [-1e6, 1e6]"),
        ("change=5,1", ["not-a-change", "change 1", "5,1", "at,run,parameter:value"], "must be at,run,parameter:value"),
        (
            "change=5:1:lr:1",
            ["not-a-change", "change 1", "5:1:lr:1", "at,run,parameter:value"],
            "must be at,run,parameter:value",
        ),
        ("change=0,1,lr:1", ["change-at", "change 1: at", "0", "1..100000"], "must be a whole number from 1 to 100000"),
        (
            "change=5,1,lr:1&change=5,2,lr:1",
            ["change-run", "change 2: run", "2", "1..1"],
            "must be a whole number from 1 to 1",
        ),
        (
            "change=5,1,decay:1",
            ["unknown-parameter", "change 1: decay", "1", "lr"],
            "sgd has no such parameter; it takes lr",
        ),
        ("change=5,1,lr:0", ["parameter", "change 1: lr", "0", "> 0"], "must be > 0"),
        ("change=5,1,lr:x", ["not-a-number", "change 1: lr", "x", "> 0"], "must be a finite number > 0"),
        (
            &"change=5,1,lr:1&".repeat(17),
            ["too-many-changes", "changes", "17", "<= 16"],
            "must be at most 16; the rest is left out",
        ),
    ] {
        let warnings = parse(&format!("lab=batch&{text}")).warnings;
        let [warning] = warnings.as_slice() else { panic!("{text}: {warnings:?}") };
        let parts = [warning.code(), &warning.field(), &warning.value(), &warning.rule()];
        assert_eq!(parts, [code, field, value, rule], "{text}");
        assert_eq!(warning.to_string(), format!("{field} = {value}: {sentence}"), "{text}");
    }
}

#[test]
fn a_setup_that_was_not_parsed_is_held_to_the_same_limits() {
    let sound = BatchSetup::default;
    assert_eq!(check_batch(&sound(), 0), []);
    let sgd = || run("sgd", &[0.1], 0.0);
    let change = |at, run, param, value| Change { at, run, param, value };
    let flat = |x, y| BatchSetup { view: Some(View { x, y }), ..of("two-wells") };
    let unsound = [
        (BatchSetup { runs: vec![], ..sound() }, "runs = 0: must be at least 1"),
        (BatchSetup { batches: vec![], ..sound() }, "batches = 0: must be at least 1"),
        (BatchSetup { runs: vec![run("sgd", &[0.1], -1.0)], ..sound() }, "run 1: decay = -1: must be >= 0"),
        (
            BatchSetup { runs: vec![sgd(), run("sgd", &[0.1], f64::NAN)], ..sound() },
            "run 2: decay = NaN: must be a finite number >= 0",
        ),
        (BatchSetup { runs: vec![run("sgd", &[0.0], 0.0)], ..sound() }, "run 1: lr = 0: must be > 0"),
        (
            BatchSetup { runs: vec![run("sgd", &[], 0.0)], ..sound() },
            "run 1 = 0: must be 1, the number of parameters of sgd",
        ),
        (
            BatchSetup { runs: vec![sgd(); 13], batches: vec![ALL], ..sound() },
            "runs = 13: must be at most 12; the rest is left out",
        ),
        (
            BatchSetup { runs: vec![sgd(); 5], ..sound() },
            "contenders = 15: must be at most 12; the last batch sizes are left out",
        ),
        (BatchSetup { batches: vec![samples(0)], ..sound() }, "batch = 0: must be from 1 to 442, or all"),
        (BatchSetup { batches: vec![samples(443)], ..sound() }, "batch = 443: must be from 1 to 442, or all"),
        (
            BatchSetup { batches: vec![samples(442), ALL], ..sound() },
            "batch = all: must be given once; the first counts",
        ),
        (
            BatchSetup { budget: Budget::Updates(usize::MAX), ..sound() },
            &format!("updates = {}: must be a whole number from 1 to 100000", usize::MAX),
        ),
        (BatchSetup { budget: Budget::Epochs(0), ..sound() }, "epochs = 0: must be a whole number from 1 to 1000"),
        (
            BatchSetup { budget: Budget::Epochs(227), ..sound() },
            "epochs = 227: must be at most 226 with these batch sizes, so that none makes more than 100000 updates",
        ),
        (BatchSetup { replicas: 501, ..sound() }, "replicas = 501: must be a whole number from 0 to 500"),
        (
            BatchSetup { replicas: 500, budget: Budget::Updates(100_000), ..sound() },
            "replicas = 500: must be at most 66 here, so that all make no more than 20000000 updates",
        ),
        (BatchSetup { start: vec![1.0; 10], ..sound() }, "from = 1,1,1,1,1,1,1,1,1,1: is not for diabetes data"),
        (BatchSetup { start: vec![1.0], ..of("own") }, "from = 1: is not for own data"),
        (BatchSetup { start: vec![1.0], ..of("valley") }, "from = 1: must be 2 numbers: u,v"),
        (BatchSetup { start: vec![f64::NAN], ..of("two-wells") }, "from = NaN: must be in [-1e6, 1e6]"),
        (BatchSetup { noise: 0.1, ..sound() }, "noise = 0.1: is not for diabetes data"),
        (BatchSetup { noise: f64::NAN, ..of("frequency") }, "noise = NaN: must be from 0 to 10"),
        (BatchSetup { axes: [1, 0], ..of("valley") }, "axes = 1,0: is not for valley data"),
        (
            BatchSetup { axes: [3, 10], ..sound() },
            "axes = 3,10: must be two different ones of age, sex, bmi, bp, s1, s2, s3, s4, s5, s6",
        ),
        (BatchSetup { axes: [3, 3], ..of("own") }, "axes = 3,3: must be two different column numbers from 0 to 999"),
        (flat([0.0, 1.0], [0.0, 2.0]), "view = 0,1,0,2: must be two numbers: xmin,xmax"),
        (flat([1.0, 0.0], [0.0, 1.0]), "view = 1,0: must have xmin < xmax, at least 1e-6 apart"),
        (
            BatchSetup { view: Some(View { x: [0.0, 1.0], y: [1.0, 1.0] }), ..sound() },
            "view = 0,1,1,1: must have xmin < xmax and ymin < ymax, at least 1e-6 apart",
        ),
        (
            BatchSetup { changes: vec![change(0, 0, 0, 1.0)], ..sound() },
            "change 1: at = 0: must be a whole number from 1 to 100000",
        ),
        (
            BatchSetup { changes: vec![change(9, 0, 0, 1.0), change(8, 0, 0, 1.0)], ..sound() },
            "change 2: at = 8: must be at least 9, the update of the change before it",
        ),
        (
            BatchSetup { changes: vec![change(9, 1, 0, 1.0)], ..sound() },
            "change 1: run = 2: must be a whole number from 1 to 1",
        ),
        (
            BatchSetup { changes: vec![change(9, 0, 1, 1.0)], ..sound() },
            "change 1 = 1: sgd has no such parameter; it takes lr",
        ),
        (BatchSetup { changes: vec![change(9, 0, 0, -1.0)], ..sound() }, "change 1: lr = -1: must be > 0"),
        (
            BatchSetup { changes: vec![change(9, 0, 0, 1.0); 17], ..sound() },
            "changes = 17: must be at most 16; the rest is left out",
        ),
    ];
    for (setup, sentence) in unsound {
        assert_eq!(sentences(&check_batch(&setup, 442)), [sentence]);
        // Nothing that is wrong with a setup keeps it from being printed.
        assert!(!print(&Preset { setup: Setup::Batch(setup), presentation: Presentation::default() }).is_empty());
    }
}
