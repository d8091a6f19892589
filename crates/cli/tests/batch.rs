//! The `downhill` command given links of the Batch lab.

mod command;

use command::{downhill, fresh_file, json, printed, stderr, stdout};
use downhill::Comparison;
use downhill::data::{BatchSize, Budget, DATA_SETS, Goal};
use downhill_data::bundled;
use downhill_preset::ready::BATCH_READY;
use downhill_preset::{BatchSetup, Data, Setup, Task, parse};
use serde_json::Value;

const LINK: &str = "#lab=batch&data=diabetes&run=sgd,lr:0.03&batch=1&batch=32&batch=all&v=1";

/// The first contender's rate is too big for it.
const WILD: &str = "lab=batch&data=diabetes&run=sgd,lr:0.4&batch=1&batch=all&epochs=20&v=1";

/// What a link sets up, and its contenders, made without the program.
fn contenders(link: &str) -> (BatchSetup, Comparison) {
    let Setup::Batch(setup) = parse(link).preset.setup else { panic!("{link}: no batch") };
    let is_diabetes = setup.data.id() == "diabetes";
    let task = is_diabetes.then(|| Task::Regress(bundled::diabetes()));
    let mut comparison = setup.comparison(task).expect("a sound setup");
    comparison.finish();
    (setup, comparison)
}

/// The fields of the rows of a table, without its header.
fn rows(table: &str) -> Vec<Vec<&str>> {
    table.lines().skip(1).map(|line| line.split(',').collect()).collect()
}

#[test]
fn the_table_has_every_update_of_every_contender_with_the_core_s_own_bits() {
    for link in [LINK, "lab=batch&data=valley&run=sgd,lr:0.1&run=adam&batch=4&batch=all&updates=50&replicas=0"] {
        let table = printed(&["run", link]);
        let (setup, comparison) = contenders(link);
        let parameters: String = (0..comparison.model().dim()).map(|k| format!(",w{k}")).collect();
        assert_eq!(table.lines().next(), Some(&*format!("run,batch,update,gradients,loss{parameters}")));
        let mut rows = rows(&table).into_iter();
        for (of, contender) in setup.contenders().zip(comparison.contenders()) {
            let (training, batch) = (contender.training(), of.batch.of(comparison.model().samples()));
            for update in 0..=contender.updates() {
                let row = rows.next().expect("a row for every update");
                let counts = [of.run + 1, batch, update, update * batch].map(|count| count.to_string());
                assert_eq!(row[..4], counts, "{link}");
                let numbers = row[4..].iter().map(|field| field.parse::<f64>().expect("a number").to_bits());
                let want = [&training.losses()[update..=update], training.position(update)].concat();
                assert!(numbers.eq(want.iter().map(|number| number.to_bits())), "{row:?}");
            }
        }
        assert_eq!(rows.next(), None, "{link}");
    }
}

#[test]
fn every_nth_update_and_always_the_last_is_printed() {
    let table = printed(&["run", "lab=batch&data=valley&batch=2&batch=all&updates=10&replicas=0", "--every", "4"]);
    let updates: Vec<[&str; 3]> = rows(&table).iter().map(|row| [row[1], row[2], row[3]]).collect();
    let of_two = [["2", "0", "0"], ["2", "4", "8"], ["2", "8", "16"], ["2", "10", "20"]];
    let of_all = [["20", "0", "0"], ["20", "4", "80"], ["20", "8", "160"], ["20", "10", "200"]];
    assert_eq!(updates, [of_two, of_all].concat());
}

#[test]
fn a_contender_that_diverges_ends_there_and_says_so() {
    let output = downhill(&["run", WILD, "--strict"]);
    let message = "downhill: run 1 (sgd), batch 1 diverged at update 24 and ends there\n";
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), message));
    assert_eq!(stdout(&output).lines().count(), 1 + 25 + 21);

    let output = downhill(&["run", WILD, "--format", "json"]);
    let object: Value = serde_json::from_str(stdout(&output)).expect("valid JSON, whatever the losses are");
    let [one, all] = [0, 1].map(|index| &object["contenders"][index]);
    assert_eq!((&one["status"], &one["diverged_at"], &one["updates"]), (&"diverged".into(), &24.into(), &8840.into()));
    assert_eq!((&all["status"], &all["diverged_at"]), (&"running".into(), &Value::Null));
    assert_eq!(one["update"].as_array().map(Vec::len), Some(25));
}

#[test]
fn json_has_the_setup_and_for_every_contender_its_numbers_and_columns() {
    let link = "#lab=batch&data=diabetes&run=adam,lr:0.01,decay:0.1&batch=32&batch=442&epochs=2&seed=7&v=1";
    let object = json(&["run", link, "--format", "json", "--every", "13"]);
    let (_, comparison) = contenders(link);
    let canonical = "lab=batch&data=diabetes&run=adam,lr:0.01,decay:0.1&batch=32&batch=all&epochs=2&seed=7&v=1";
    assert_eq!(object["link"], canonical);
    assert_eq!(
        (&object["lab"], &object["data"], &object["samples"]),
        (&"batch".into(), &"diabetes".into(), &442.into())
    );
    assert_eq!(
        object["parameters"],
        serde_json::json!(["age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"])
    );
    assert_eq!(object["seed"], 7);
    assert_eq!(object["budget"], serde_json::json!({"unit": "epochs", "amount": 2}));
    assert_eq!(object["warnings"], serde_json::json!([]));
    let optimum = comparison.optimum().expect("the regression has one");
    let want = serde_json::json!({"loss": optimum.loss, "w": optimum.at, "curvature": optimum.curvature});
    assert_eq!(object["optimum"], want);

    let batches = object["contenders"].as_array().expect("an array");
    assert_eq!(batches.len(), 2);
    for (contender, of) in batches.iter().zip(comparison.contenders()) {
        let training = of.training();
        let last = training.last();
        let parameters = serde_json::json!({"lr": 0.01, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8});
        assert_eq!(
            (&contender["run"], &contender["rule"], &contender["parameters"]),
            (&1.into(), &"adam".into(), &parameters)
        );
        assert_eq!((&contender["decay"], &contender["updates"]), (&0.1.into(), &last.into()));
        let costs = training.costs(comparison.model());
        assert_eq!(contender["batch"], costs.samples);
        let want = serde_json::json!({"samples": costs.samples, "flops": costs.flops, "bytes": costs.bytes});
        assert_eq!(contender["costs"], want);
        let course = training.course(last, optimum.loss).expect("updates were made");
        let want = serde_json::json!({"raised": course.raised, "floor": course.floor, "spread": course.spread});
        assert_eq!(contender["course"], want);
        assert_eq!(contender["arrivals"], Value::Null, "without replicas nobody arrives");
        let columns: Vec<usize> = (0..=last).step_by(13).chain((last % 13 > 0).then_some(last)).collect();
        assert_eq!(contender["update"], serde_json::json!(columns));
        let gradients: Vec<usize> = columns.iter().map(|update| update * costs.samples).collect();
        assert_eq!(contender["gradients"], serde_json::json!(gradients));
        let losses: Vec<f64> = columns.iter().map(|&update| training.losses()[update]).collect();
        assert_eq!(contender["loss"], serde_json::json!(losses));
        let w: Vec<&[f64]> = columns.iter().map(|&update| training.position(update)).collect();
        assert_eq!(contender["w"], serde_json::json!(w));
    }
}

#[test]
fn json_says_how_far_updates_went_from_straight_down() {
    let object = json(&["run", "lab=batch&data=diabetes&batch=all&batch=1&epochs=1", "--format", "json"]);
    let number = |index: usize, name: &str| object["contenders"][index]["angle"][name].as_f64().expect("a number");
    assert!(number(0, "mean") < 1e-5 && number(0, "deviation") < 1e-5, "full batch descends the gradient itself");
    let (_, comparison) = contenders("lab=batch&data=diabetes&batch=all&batch=1&epochs=1");
    let cosines = comparison.contenders()[1].training().cosines();
    let angles: Vec<f64> = cosines.iter().map(|cosine| cosine.acos().to_degrees()).collect();
    let mean = angles.iter().sum::<f64>() / angles.len() as f64;
    let square = angles.iter().map(|angle| angle * angle).sum::<f64>() / angles.len() as f64;
    assert!((number(1, "mean") - mean).abs() < 1e-9, "{} {mean}", number(1, "mean"));
    assert!((number(1, "deviation") - (square - mean * mean).sqrt()).abs() < 1e-9);
    assert!((60.0..120.0).contains(&mean), "{mean}");
}

#[test]
fn replicas_are_counted_in_json_and_leave_the_csv_as_it_is() {
    let link = "lab=batch&data=two-wells&run=sgd,lr:0.09&batch=all&batch=4&updates=300";
    let alone = printed(&["run", &format!("{link}&replicas=0")]);
    assert_eq!(printed(&["run", link]), alone);
    let object = json(&["run", link, "--format", "json"]);
    let (_, comparison) = contenders(link);
    let [all, few] = [0, 1].map(|index| &object["contenders"][index]["arrivals"]);
    assert_eq!(all, &serde_json::json!({"count": 0, "replicas": 200, "median": null}));
    let arrivals = comparison.contenders()[1].ensemble().arrivals(300);
    assert!(arrivals.count > 0, "small batches get out");
    let want = serde_json::json!({"count": arrivals.count, "replicas": 200, "median": arrivals.median});
    assert_eq!(few, &want);
    let valley = json(&["run", "lab=batch&data=valley&batch=4&updates=5", "--format", "json"]);
    assert_eq!(valley["contenders"][0]["arrivals"], Value::Null, "the valley has no goal");
}

#[test]
fn own_data_is_bad_input_since_no_link_holds_it() {
    let file = fresh_file("own.svg");
    let path = file.to_str().expect("a plain path");
    let link = "#lab=batch&data=own&batch=32&v=1";
    for arguments in [vec!["run", link], vec!["render", link, "-o", path]] {
        let output = downhill(&arguments);
        let message = "downhill: the link was made with its author's own data, which it does not hold\n";
        assert_eq!((output.status.code(), stdout(&output), stderr(&output)), (Some(2), "", message));
    }
    assert!(!file.exists(), "bad input writes nothing");
}

#[test]
fn a_wrong_link_still_runs_unless_strictness_is_asked_for() {
    let link = "lab=batch&data=valley&batch=21&batch=4&updates=3&replicas=0";
    let warning = "downhill: warning: batch = 21: must be from 1 to 20, or all\n";
    let output = downhill(&["run", link]);
    assert_eq!((output.status.code(), stderr(&output), stdout(&output).lines().count()), (Some(0), warning, 5));
    let output = downhill(&["run", link, "--strict"]);
    let message = format!("{warning}downhill: --strict: the link has warnings\n");
    assert_eq!((output.status.code(), stderr(&output), stdout(&output)), (Some(2), message.as_str(), ""));
    let output = downhill(&["run", link, "--format", "json"]);
    let object: Value = serde_json::from_str(stdout(&output)).expect("valid JSON");
    assert_eq!((&object["warnings"][0]["code"], &object["warnings"][0]["value"]), (&"batch-size".into(), &"21".into()));
}

#[test]
fn a_lab_and_nothing_else_runs_what_the_page_opens_with() {
    let table = printed(&["run", "lab=batch", "--every", "100000"]);
    let batches: Vec<&str> = rows(&table).iter().map(|row| row[1]).collect();
    assert_eq!(batches, ["442", "442", "32", "32", "1", "1"]);
}

#[test]
fn data_sets_are_listed_with_what_a_link_means_that_says_nothing_else() {
    let list = printed(&["list", "data"]);
    let row = list.lines().next().expect("a data set");
    for part in [
        "diabetes   Diabetes: linear regression ",
        "  442 samples, parameters age,sex,bmi,bp,s1,s2,s3,s4,s5,s6  ",
        "  run=sgd,lr:0.03&batch=all&batch=32&batch=1&epochs=20  ",
        "  B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, 2004",
    ] {
        assert!(row.contains(part), "{part}: {row}");
    }
    for (line, set) in list.lines().zip(DATA_SETS) {
        let defaults = line.split_whitespace().find(|cell| cell.starts_with("run=")).expect("a column of defaults");
        let parsed = parse(&format!("lab=batch&data={}&{defaults}", set.id));
        assert_eq!(parsed.warnings, []);
        assert_eq!(parsed.preset.setup, Setup::Batch(BatchSetup::of(Data::BuiltIn(set))), "{line}");
    }
}

#[test]
fn data_sets_as_json_have_all_that_is_known_of_them() {
    let list = json(&["list", "data", "--format", "json"]);
    let sets = list.as_array().expect("an array");
    assert_eq!(sets.len(), DATA_SETS.len() + 1, "the last are the digits, of another lab");
    for (object, set) in sets.iter().zip(DATA_SETS) {
        let [left, right, bottom, top] = set.view;
        let batch = |batch: &BatchSize| match *batch {
            BatchSize::All => Value::from("all"),
            BatchSize::Samples(size) => Value::from(size),
        };
        let (unit, amount) = match set.budget {
            Budget::Updates(updates) => ("updates", updates),
            Budget::Epochs(epochs) => ("epochs", epochs),
        };
        let goal = set.goal.map(|goal| match goal {
            Goal::Beyond { barrier, updates } => {
                serde_json::json!({"kind": "beyond", "barrier": barrier, "updates": updates})
            }
            Goal::SettledNear { minimum, radius, updates } => {
                serde_json::json!({"kind": "settled-near", "minimum": minimum, "radius": radius, "updates": updates})
            }
        });
        let want = serde_json::json!({
            "id": set.id, "name": set.name, "tex": set.tex, "source": set.source, "samples": set.samples,
            "parameters": set.parameters, "start": set.start, "has_start": set.has_start, "lr": set.lr,
            "batches": set.batches.iter().map(batch).collect::<Vec<_>>(),
            "budget": {"unit": unit, "amount": amount}, "replicas": set.replicas, "seed_base": set.seed_base,
            "has_noise": set.has_noise,
            "view": {"x": [left, right], "y": (set.parameters.len() > 1).then_some([bottom, top])}, "goal": goal,
        });
        assert_eq!(object, &want, "{}", set.id);
    }
}

#[test]
fn a_picture_names_every_contender_and_says_what_became_of_it() {
    let file = fresh_file("batch.svg");
    let path = file.to_str().expect("a plain path");
    for (link, parts) in [
        (
            LINK,
            vec![
                ">Diabetes: linear regression<",
                "3 contenders, 442 samples, 20 epochs; loss over bmi and s5, all other weights at the optimum<",
                ">full batch<",
                ">batch 32<",
                ">one sample<",
                ">loss 0.2734, 0 % of updates raised it<",
                ">Loss<",
                "against epochs, log",
            ],
        ),
        (
            "lab=batch&data=two-wells&run=sgd,lr:0.09&batch=all&batch=4&updates=1000",
            vec![
                "2 contenders, 32 samples, 1000 updates, 200 seeds each<",
                ">0 % left the sharp well<",
                ">48 % left the sharp well<",
                ">Out of the sharp well<",
                ">sharp<",
                ">flat<",
            ],
        ),
        (
            "lab=batch&data=frequency&run=sgd,lr:0.3&batch=2&updates=2000",
            vec!["1 contender, 40 samples,", ">52.5 % settled at 3<", ">Near the global minimum<"],
        ),
        (
            "lab=batch&data=valley&run=sgd,lr:0.1&batch=4&updates=2000",
            vec![">sharpness 2.70<", ">Imbalance u² − v²<", ">law<", "flattest (1, 1)"],
        ),
        (
            "lab=batch&data=diabetes&run=sgd,lr:0.03&run=sgd,lr:0.4,decay:0.1&batch=1&batch=all&epochs=1",
            vec![">SGD η 0.03, one sample<", ">SGD η 0.4, full batch<"],
        ),
    ] {
        printed(&["render", link, "--strict", "-o", path, "--size", "900x500"]);
        let svg = std::fs::read_to_string(&file).expect("the picture is there");
        for part in ["width=\"900\"", "height=\"500\""].iter().chain(&parts) {
            assert!(svg.contains(part), "{link}: {part}");
        }
    }
    for (link, said, caption) in [
        (WILD, "batch 1 diverged at update 24 and ends there", ">diverged at update 24<"),
        (
            "lab=batch&data=two-wells&run=sgd,lr:3&batch=1&replicas=5",
            "batch 1 diverged at update 18 and ends there",
            ">0 % left the sharp well, diverged at update 18<",
        ),
    ] {
        let output = downhill(&["render", link, "-o", path]);
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
        let svg = std::fs::read_to_string(&file).expect("the picture is there");
        assert!(svg.contains(caption), "{caption}");
    }
}

#[test]
fn a_batch_link_makes_a_png_of_the_size_asked_for_in_the_theme_asked_for() {
    let file = fresh_file("batch.png");
    let path = file.to_str().expect("a plain path");
    let link = "lab=batch&data=two-wells&batch=1&updates=20&theme=dark";
    let paper = |arguments: &[&str]| {
        printed(&[&["render", link, "-o", path, "--size", "640x480"], arguments].concat());
        let bytes = std::fs::read(&file).expect("the picture is there");
        let picture = resvg::tiny_skia::Pixmap::decode_png(&bytes).expect("a valid PNG");
        assert_eq!((picture.width(), picture.height()), (640, 480));
        picture.pixel(2, 2).expect("inside").demultiply().red()
    };
    assert!(paper(&[]) < 64, "the link's theme");
    assert!(paper(&["--theme", "light"]) > 192, "the option counts before the link");
}

#[test]
fn every_ready_batch_preset_can_be_drawn() {
    for ready in BATCH_READY {
        let file = fresh_file(&format!("batch-{}.svg", ready.id));
        let output = downhill(&["render", ready.link, "--strict", "-o", file.to_str().expect("a plain path")]);
        assert_eq!(output.status.code(), Some(0), "{}: {}", ready.id, stderr(&output));
        let svg = std::fs::read_to_string(&file).expect("the picture is there");
        assert!(svg.ends_with("</svg>\n"), "{}", ready.id);
    }
}

#[test]
fn the_most_contenders_that_a_link_can_have_fit_on_a_picture() {
    let file = fresh_file("twelve.svg");
    let link =
        "lab=batch&data=valley&run=sgd&run=adam&run=momentum&batch=all&batch=10&batch=4&batch=1&updates=9&replicas=0";
    printed(&["render", link, "-o", file.to_str().expect("a plain path")]);
    let svg = std::fs::read_to_string(&file).expect("the picture is there");
    for rule in ["SGD", "Adam", "Momentum"] {
        for batch in ["full batch", "batch 10", "batch 4", "one sample"] {
            assert!(svg.contains(&format!(">{rule}, {batch}<")), "{rule}, {batch}");
        }
    }
}
