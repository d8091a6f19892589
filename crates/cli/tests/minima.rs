//! The `downhill` command given links of the Minima lab.

mod command;

use command::{downhill, json, printed, stderr, stdout};
use downhill::Paired;
use downhill::network::{Intervals, Measurement, NetworkRun};
use downhill_data::bundled;
use downhill_preset::ready::MINIMA_READY;
use downhill_preset::{Experiment, MinimaSetup, Setup, parse};
use serde_json::{Value, json};

const HEADER: &str = "run,update,train_loss,test_loss,train_acc,test_acc,w_norm,lambda_max,trace";

/// Small networks, quickly trained: two runs from three seeds.
const SMALL: &str =
    "#lab=minima&experiment=batch-size&batch=4&batch=40,lr:0.05&lr=0.1&width=3&ntrain=40&updates=30&seed=5&seeds=3&v=1";

/// The second run's rate is too big for it.
const WILD: &str = "lab=minima&experiment=batch-size&batch=4&batch=8,lr:9&width=4&updates=60&v=1";

/// The fields of the rows of a table, without its header.
fn rows(table: &str) -> Vec<Vec<&str>> {
    table.lines().skip(1).map(|line| line.split(',').collect()).collect()
}

/// A field that is a number.
fn number(field: &str) -> f64 {
    field.parse().unwrap_or_else(|_| panic!("{field:?} is a number"))
}

fn setup(link: &str) -> MinimaSetup {
    let Setup::Minima(setup) = parse(link).preset.setup else { panic!("{link}: no networks") };
    setup
}

/// What is measured of a run's network, trained without the program.
fn measured(setup: &MinimaSetup, run: usize, nth: usize, every: usize) -> Vec<Measurement> {
    let intervals = Intervals { fits: every, curvature: every, keeps_path: false };
    let mut network = NetworkRun::new(setup.recipe(run, nth), intervals, &bundled::digits());
    network.finish();
    network.rows().to_vec()
}

/// A column of a run in JSON.
fn column(run: &Value, name: &str) -> Vec<f64> {
    run[name].as_array().expect("a column").iter().map(|it| it.as_f64().unwrap_or(f64::NAN)).collect()
}

#[test]
fn the_first_recipe_ends_with_the_recorded_numbers() {
    let table = printed(&["run", "#lab=minima&experiment=batch-size&batch=150&updates=2000&seed=0&v=1"]);
    assert_eq!(table.lines().next(), Some(HEADER));
    let rows = rows(&table);
    assert_eq!(rows.iter().map(|row| [row[0], row[1]]).collect::<Vec<_>>(), [["1", "0"], ["1", "2000"]]);
    // Train loss, test accuracy and largest eigenvalue as an independent implementation has them.
    for (index, want) in [(2, 0.061_032_595_166), (5, 0.734_061_930_783), (7, 8.977_420_776_849)] {
        let got = number(rows[1][index]);
        assert!(
            (got / want - 1.0).abs() < 1e-6,
            "{}: {got}, expected {want}",
            HEADER.split(',').nth(index).expect("it")
        );
    }
}

#[test]
fn networks_count_seed_by_seed_and_have_the_core_s_own_bits() {
    let (table, setup) = (printed(&["run", SMALL, "--every", "12"]), setup(SMALL));
    let mut rows = rows(&table).into_iter();
    for nth in 0..3 {
        for run in 0..2 {
            for of in measured(&setup, run, nth, 12) {
                let row = rows.next().expect("a row for every measurement");
                assert_eq!(row[..2], [(2 * nth + run + 1).to_string(), of.update.to_string()]);
                let curvature = of.curvature.expect("it is always measured");
                let fits = [of.train.loss, of.test.loss, of.train.accuracy, of.test.accuracy, of.norm];
                let want = fits.into_iter().chain([curvature.largest, curvature.trace.mean]);
                let got = row[2..].iter().map(|field| number(field).to_bits());
                assert!(got.eq(want.map(f64::to_bits)), "{row:?}");
            }
        }
    }
    assert_eq!(rows.next(), None);
}

#[test]
fn start_and_end_are_printed_and_between_them_only_what_is_asked_for() {
    let updates = |arguments: &[&str]| -> Vec<String> {
        let table = printed(&[&["run", "lab=minima&batch=10&width=2&updates=10"], arguments].concat());
        rows(&table).iter().map(|row| row[1].to_owned()).collect()
    };
    assert_eq!(updates(&[]), ["0", "10"]);
    assert_eq!(updates(&["--every", "4"]), ["0", "4", "8", "10"]);
    assert_eq!(updates(&["--every", "5"]), ["0", "5", "10"]);
    assert_eq!(updates(&["--every", "1000"]), ["0", "10"]);
}

#[test]
fn updates_of_polishing_are_counted_and_measured_too() {
    let link = "lab=minima&experiment=fair&batch=10&width=4&ntrain=50&updates=20&polish=0.4";
    let run = &json(&["run", link, "--every", "15", "--format", "json"])["runs"][0];
    let updates = run["updates"].as_u64().expect("a count");
    assert!(updates > 30, "{updates}: gradient descent goes on after update 20");
    assert_eq!(column(run, "update")[..3], [0.0, 15.0, 30.0]);
    assert_eq!(column(run, "update").last(), Some(&(updates as f64)));
    assert!(column(run, "train_loss").last().expect("an end") <= &0.4);
}

#[test]
fn a_run_that_diverges_ends_there_without_curvature_and_says_so() {
    let at = json_of_wild()["runs"][1]["diverged_at"].as_u64().expect("it diverges").to_string();
    let message = format!("downhill: run 2 (batch 8, seed 0) diverged at update {at} and ends there\n");
    // Also if that is an update at which the curvature was asked for.
    for every in [&[][..], &["--every", &at]] {
        let output = downhill(&[&["run", WILD, "--strict"], every].concat());
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), &*message));
        let rows = rows(stdout(&output));
        let ends: Vec<_> = rows.iter().filter(|row| row[0] == "2").collect();
        assert_eq!((ends.len(), ends[1][1], &ends[1][7..]), (2, &*at, &["", ""][..]), "{every:?}");
        assert!(number(ends[0][7]) > 0.0, "the start has a curvature");
        let sound = rows.iter().rfind(|row| row[0] == "1").expect("the other run");
        assert!(sound[1] == "60" && number(sound[7]) > 0.0);
    }
}

fn json_of_wild() -> Value {
    let output = downhill(&["run", WILD, "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    serde_json::from_str(stdout(&output)).expect("valid JSON, whatever the losses are")
}

#[test]
fn a_run_that_diverged_is_compared_with_nothing() {
    let object = json_of_wild();
    let [sound, wild] = [0, 1].map(|index| &object["runs"][index]);
    assert_eq!((&sound["status"], &sound["diverged_at"]), (&"running".into(), &Value::Null));
    assert_eq!((&wild["status"], &wild["updates"]), (&"diverged".into(), &wild["diverged_at"]));
    assert_eq!(wild["lambda_max"][1], Value::Null);
    let nothing = json!({"pairs": 0, "higher": 0, "mean": null, "margin": null, "p": null});
    assert_eq!(object["comparison"], json!({"test_acc": nothing, "lambda_max": nothing, "trace": nothing}));
}

#[test]
fn json_has_the_setup_and_for_every_network_its_numbers_and_columns() {
    let object = json(&["run", SMALL, "--every", "12", "--format", "json"]);
    let setup = setup(SMALL);
    assert_eq!(object["link"], SMALL[1..]);
    assert_eq!((&object["lab"], &object["experiment"]), (&"minima".into(), &"batch-size".into()));
    assert_eq!((&object["seed"], &object["seeds"]), (&5.into(), &3.into()));
    assert_eq!((&object["warnings"], &object["rescaled"]), (&json!([]), &json!([])));
    let runs = object["runs"].as_array().expect("an array");
    assert_eq!(runs.len(), 6);
    for (index, run) in runs.iter().enumerate() {
        let (of, nth) = (index % 2, index / 2);
        let (batch, lr) = [(4, 0.1), (40, 0.05)][of];
        let rows = measured(&setup, of, nth, 12);
        let column = |of: fn(&Measurement) -> f64| rows.iter().map(of).collect::<Vec<_>>();
        let curvature = |of: &Measurement| of.curvature.clone().expect("it is measured");
        let trace = |of: fn(&downhill::curvature::TraceEstimate) -> f64| -> Vec<f64> {
            rows.iter().map(|row| of(&curvature(row).trace)).collect()
        };
        let want = json!({
            "run": index + 1, "batch": batch, "lr": lr, "rho": 0.0, "seed": 5 + nth, "updates": 30,
            "status": "running", "diverged_at": null, "relative_lambda_max": null, "keskar": null,
            "update": [0, 12, 24, 30],
            "train_loss": column(|row| row.train.loss), "test_loss": column(|row| row.test.loss),
            "train_acc": column(|row| row.train.accuracy), "test_acc": column(|row| row.test.accuracy),
            "w_norm": column(|row| row.norm),
            "lambda_max": rows.iter().map(|row| curvature(row).largest).collect::<Vec<_>>(),
            "trace": trace(|it| it.mean), "trace_error": trace(|it| it.standard_error),
        });
        assert_eq!(run, &want);
    }
    for name in ["test_acc", "lambda_max", "trace"] {
        let ends = [0, 1].map(|of| -> Vec<f64> {
            runs.iter().skip(of).step_by(2).map(|run| *column(run, name).last().expect("an end")).collect()
        });
        let Paired { pairs, higher, mean, margin, p } = Paired::of(&ends[0], &ends[1]);
        assert!(pairs == 3 && margin > 0.0, "{name}");
        let want = json!({"pairs": pairs, "higher": higher, "mean": mean, "margin": margin, "p": p});
        assert_eq!(object["comparison"][name], want, "{name}");
    }
    let one = json(&["run", "lab=minima&batch=10&width=2&updates=1", "--format", "json"]);
    assert_eq!(one["comparison"], Value::Null, "one run is compared with nothing");
}

#[test]
fn a_rescaled_network_is_sharper_and_no_other() {
    let link = "lab=minima&experiment=rescale&batch=16&lr=0.1&updates=2000&seeds=2&alpha=4";
    let table = printed(&["run", link]);
    let rows = rows(&table);
    let names: Vec<_> = rows.iter().map(|row| [row[0], row[1]]).collect();
    assert_eq!(names, [["1", "0"], ["1", "2000"], ["3", "2000"], ["2", "0"], ["2", "2000"], ["4", "2000"]]);
    for block in rows.chunks_exact(3) {
        let [_, end, rescaled] = block else { unreachable!("chunks of 3") };
        assert_eq!((end[4], end[5]), (rescaled[4], rescaled[5]), "no digit is read otherwise");
        let ratio = |index: usize| number(rescaled[index]) / number(end[index]);
        assert!((ratio(2) - 1.0).abs() < 1e-12 && (ratio(3) - 1.0).abs() < 1e-12, "nor with another loss");
        assert!((2.5..5.5).contains(&ratio(7)) && (3.0..6.5).contains(&ratio(8)), "{} {}", ratio(7), ratio(8));
        assert!((2.5..4.0).contains(&ratio(6)), "it is elsewhere: {}", ratio(6));
    }
    let object = json(&["run", link, "--format", "json"]);
    for (index, run) in [(0, 3), (1, 4)] {
        let [plain, other] = [&object["runs"][index], &object["rescaled"][index]];
        assert_eq!((&other["run"], &other["alpha"], &other["update"]), (&run.into(), &4.0.into(), &json!([2000])));
        let ratio = |name: &str| other[name].as_f64().expect("a number") / plain[name].as_f64().expect("a number");
        assert!((ratio("relative_lambda_max") - 1.0).abs() < 1e-6, "{}", ratio("relative_lambda_max"));
        let change = other["output_change"].as_f64().expect("a number");
        assert!((0.0..1e-13).contains(&change), "{change}");
        assert!(other["keskar"].as_f64().expect("a number") > 0.0 && ratio("keskar") != 1.0);
        let name = run.to_string();
        let row = rows.iter().find(|row| row[0] == name).expect("the same in CSV");
        for (index, name) in [(2, "train_loss"), (7, "lambda_max"), (8, "trace")] {
            assert_eq!(column(other, name), [number(row[index])], "{name}");
        }
        assert_eq!(column(other, "trace_error").len(), 1);
    }
}

#[test]
fn a_shift_costs_half_the_curvature_times_its_square_in_each_well() {
    let link = "lab=minima&experiment=wells&shift=0.2&v=1";
    let table = printed(&["run", link]);
    assert_eq!(table.lines().next(), Some("w,curvature,train_loss,test_loss,gap,half_curvature_shift_squared"));
    let rows: Vec<Vec<f64>> = rows(&table).iter().map(|row| row.iter().map(|field| number(field)).collect()).collect();
    for (row, (w, curvature, gap)) in rows.iter().zip([(-1.0, 20.0, 0.4), (2.0, 1.0, 0.02)]) {
        assert_eq!(row[..2], [w, curvature]);
        for (got, want) in row[2..].iter().zip([0.225, 0.225 + gap, gap, gap]) {
            assert!((got - want).abs() < 1e-6, "{row:?}");
        }
    }
    let object = json(&["run", link, "--format", "json", "--every", "3"]);
    let minima: Vec<Value> = rows
        .iter()
        .map(|row| {
            json!({
                "w": row[0], "curvature": row[1], "train_loss": row[2], "test_loss": row[3], "gap": row[4],
                "half_curvature_shift_squared": row[5],
            })
        })
        .collect();
    let want = json!({
        "link": link, "lab": "minima", "experiment": "wells", "shift": 0.2, "warnings": [], "minima": minima,
    });
    assert_eq!((rows.len(), object), (2, want));
}

#[test]
fn a_wrong_link_still_runs_unless_strictness_is_asked_for() {
    let link = "lab=minima&experiment=wells&batch=4&shift=2";
    let warnings = "downhill: warning: batch = 4: is not for the wells experiment\n\
                    downhill: warning: shift = 2: must be in [-1, 1]\n";
    let output = downhill(&["run", link]);
    assert_eq!((output.status.code(), stderr(&output), stdout(&output).lines().count()), (Some(0), warnings, 3));
    let output = downhill(&["run", link, "--strict"]);
    let message = format!("{warnings}downhill: --strict: the link has warnings\n");
    assert_eq!((output.status.code(), stderr(&output), stdout(&output)), (Some(2), &*message, ""));
    let output = downhill(&["run", "lab=minima&batch=151&width=2&updates=1", "--format", "json"]);
    let object: Value = serde_json::from_str(stdout(&output)).expect("valid JSON");
    let batch = &object["warnings"][0];
    assert_eq!(
        (&batch["code"], &batch["value"], &batch["rule"]),
        (&"batch-size".into(), &"151".into(), &"1..150 | all".into())
    );
}

#[test]
fn experiments_are_listed_with_what_a_link_means_that_says_nothing_else() {
    let list = printed(&["list", "experiments"]);
    assert_eq!(list.lines().count(), Experiment::ALL.len());
    let objects = json(&["list", "experiments", "--format", "json"]);
    for ((line, object), experiment) in
        list.lines().zip(objects.as_array().expect("an array")).zip(Experiment::ALL.iter().copied())
    {
        let cells: Vec<&str> = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        assert_eq!(cells[0], experiment.id());
        for link in [&format!("lab=minima&experiment={}&{}", cells[0], cells[1]), object["link"].as_str().expect("it")]
        {
            let parsed = parse(link);
            assert_eq!(parsed.warnings, [], "{link}");
            assert_eq!(parsed.preset.setup, Setup::Minima(MinimaSetup::of(experiment)), "{line}");
        }
    }
    let common = ["lr", "gain", "width", "ntrain", "updates", "activation", "loss", "seed", "seeds"];
    for (id, parts, more) in [
        ("batch-size", "lr", vec!["stop", "polish"]),
        ("edge", "lr", vec![]),
        ("sam", "lr,rho", vec![]),
        ("rescale", "lr", vec!["alpha"]),
    ] {
        let line = list.lines().find(|line| line.starts_with(id)).expect("it is listed");
        let mut keys: Vec<&str> = line.rsplit("  ").next().expect("keys").split(' ').collect();
        keys.sort_unstable();
        let batch = format!("batch({parts})");
        let mut want = [&common[..], &more, &[&*batch]].concat();
        want.sort_unstable();
        assert_eq!(keys, want);
    }
    let wells = objects.as_array().expect("an array").last().expect("it");
    let want = json!({
        "id": "wells", "link": "lab=minima&experiment=wells&shift=0.2&v=1", "keys": ["shift"], "batch_parts": [],
    });
    assert_eq!(wells, &want);
}

#[test]
fn the_digits_are_listed_with_their_source() {
    let list = printed(&["list", "data"]);
    let row = list.lines().last().expect("data");
    for part in
        ["digits  ", "1797 samples, 64 pixels, 10 classes  ", "lab=minima  ", "E. Alpaydin and C. Kaynak, 1998", "UCI"]
    {
        assert!(row.contains(part), "{part}: {row}");
    }
    let objects = json(&["list", "data", "--format", "json"]);
    let want = json!({
        "id": "digits", "name": "Handwritten digits: classification", "lab": "minima", "samples": 1797, "pixels": 64,
        "classes": 10, "source": "E. Alpaydin and C. Kaynak, 1998: Optical recognition of handwritten digits, UCI",
    });
    assert_eq!(objects.as_array().expect("an array").last(), Some(&want));
}

#[test]
fn ready_presets_are_listed() {
    let list = printed(&["list", "presets"]);
    for ready in MINIMA_READY {
        assert!(list.lines().any(|line| line.starts_with(ready.id) && line.ends_with(ready.link)), "{}", ready.id);
    }
}

#[test]
fn a_lab_and_nothing_else_runs_what_the_page_opens_with() {
    let table = printed(&["run", "lab=minima"]);
    assert_eq!(table, printed(&["run", "lab=minima&experiment=batch-size&batch=4&batch=150&lr=0.1&updates=2000"]));
}

#[test]
fn a_picture_of_every_question_names_what_it_shows() {
    let file = command::fresh_file("minima.svg");
    let path = file.to_str().expect("a plain path");
    for (link, parts) in [
        (
            "experiment=batch-size&batch=4&batch=40&width=3&ntrain=40&updates=30&seeds=3",
            &[
                ">Does a small batch find a flatter minimum?<",
                ">2 runs, 3 seeds, 40 digits to learn from, 30 updates<",
                ">batch 4<",
                ">full batch<",
                ">largest curvature λ<",
                ">From one solution to the other<",
                ">Test accuracy<",
            ][..],
        ),
        ("experiment=fair&batch=4&batch=8,lr:9&width=4&updates=60", &["batch 8, lr 9<", "diverged at update "]),
        ("experiment=noise-scale&batch=8&batch=4&width=2&updates=5&seeds=2", &[">batch 8<", ">batch 4<", ">η/B<"]),
        ("experiment=edge&batch=all&width=2&updates=60", &[">2/η<", ">Training loss<", ">against updates<"]),
        ("experiment=sam&batch=32&batch=32,rho:0.2&width=2&updates=5", &[">SGD<", ">SAM ρ 0.2<"]),
        (
            "experiment=rescale&batch=16&width=3&updates=30&alpha=4",
            &[">α = 1<", ">α = 4<", ">test accuracy, as before<"],
        ),
        ("experiment=wells&shift=0.2", &[">0.400<", ">0.020<", ">sharp<", ">flat<", ">train<", ">test<"]),
    ] {
        let output = downhill(&["render", &format!("lab=minima&{link}&v=1"), "-o", path, "--size", "1200x700"]);
        assert_eq!(output.status.code(), Some(0), "{link}: {}", stderr(&output));
        let svg = std::fs::read_to_string(&file).expect("the picture is there");
        assert!(svg.ends_with("</svg>\n") && svg.contains("width=\"1200\""), "{link}");
        for part in parts {
            assert!(svg.contains(part), "{link}: {part}");
        }
    }
}

#[test]
fn the_most_runs_that_a_link_can_have_fit_on_a_picture() {
    let file = command::fresh_file("many.svg");
    let batches: String = (1..=12).map(|size| format!("&batch={size}")).collect();
    let link = format!("lab=minima&experiment=batch-size{batches}&width=1&ntrain=12&updates=1&seeds=2");
    assert_eq!(printed(&["render", &link, "-o", file.to_str().expect("a plain path")]), "");
}
