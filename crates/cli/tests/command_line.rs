//! The `downhill` command as a person or a script uses it: the real program, its output, its messages, its exit codes.

mod command;

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use command::{downhill, fresh_file, json, printed, stderr, stdout};
use downhill::Run;
use downhill_preset::ready::{BATCH_READY, MINIMA_READY, READY};
use downhill_preset::{Experiment, Setup, parse};
use serde_json::Value;

const LINK: &str = "#lab=race&f=rosenbrock&from=-1.5,2&run=adam,lr:0.05&steps=500&v=1";

/// The runs of a link, made without the program.
fn runs(link: &str, look: impl Fn(&[Run])) {
    let Setup::Race(setup) = parse(link).preset.setup else { panic!("{link}: no race") };
    let mut race = setup.race();
    race.advance(setup.steps);
    look(race.runs());
}

#[test]
fn a_race_of_500_steps_is_a_header_and_501_rows_that_parse_back_to_the_same_bits() {
    let table = printed(&["run", LINK]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!((lines.len(), lines[0], lines[1]), (502, "run,step,x,y,loss", "1,0,-1.5,2,12.5"));
    runs(LINK, |runs| {
        for (step, line) in lines[1..].iter().enumerate() {
            let fields: Vec<f64> = line.split(',').map(|field| field.parse().expect("a number")).collect();
            let position = runs[0].position(step);
            let want = [1.0, step as f64, position[0], position[1], runs[0].losses()[step]];
            assert_eq!(fields.iter().map(|it| it.to_bits()).collect::<Vec<_>>(), want.map(f64::to_bits), "{line}");
        }
    });
}

#[test]
fn every_form_of_a_link_gives_the_same_table() {
    let table = printed(&["run", LINK]);
    let bare = &LINK[1..];
    for link in
        [bare, &format!("?{bare}"), &format!("https://host/{LINK}"), &format!("https://host/embed/?{bare}#?secret=1")]
    {
        assert_eq!(printed(&["run", link]), table, "{link}");
    }
    assert_eq!(printed(&["run", "--strict", "--format", "csv", LINK]), table);
    assert_eq!(printed(&["run", LINK, "--format=csv", "--every=1"]), table);
}

#[test]
fn two_runs_of_one_rule_have_their_own_numbers() {
    let table = printed(&["run", "lab=race&f=bowl&run=sgd,lr:0.1&run=sgd,lr:0.2&steps=2"]);
    let starts: Vec<&str> = table.lines().map(|line| &line[..4]).collect();
    assert_eq!(starts, ["run,", "1,0,", "1,1,", "1,2,", "2,0,", "2,1,", "2,2,"]);
}

#[test]
fn every_nth_step_and_always_the_last_is_printed() {
    let steps = |every: &str, steps: &str| -> Vec<String> {
        let table = printed(&["run", &format!("lab=race&f=bowl&run=sgd,lr:0.1&steps={steps}"), "--every", every]);
        table.lines().skip(1).map(|line| line.split(',').nth(1).expect("a step").to_owned()).collect()
    };
    assert_eq!(steps("4", "10"), ["0", "4", "8", "10"]);
    assert_eq!(steps("5", "10"), ["0", "5", "10"]);
    assert_eq!(steps("1000", "10"), ["0", "10"]);
}

#[test]
fn a_run_that_diverges_ends_there_and_says_so() {
    let link = "lab=race&f=bowl&from=1,1&run=sgd,lr:12&run=sgd,lr:0.1&steps=9";
    let output = downhill(&["run", link, "--strict"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "downhill: run 1 (sgd) diverged at step 6 and ends there\n");
    assert_eq!(stdout(&output).lines().count(), 1 + 7 + 10);

    let output = downhill(&["run", link, "--format", "json"]);
    let race: Value = serde_json::from_str(stdout(&output)).expect("valid JSON");
    assert_eq!((&race["runs"][0]["status"], &race["runs"][0]["last_step"]), (&"diverged".into(), &6.into()));
    assert_eq!((&race["runs"][1]["status"], &race["runs"][1]["last_step"]), (&"running".into(), &9.into()));

    let output = downhill(&["run", "lab=race&f=goldstein-price&run=sgd,lr:1e308&steps=9", "--format", "json"]);
    let race: Value = serde_json::from_str(stdout(&output)).expect("valid JSON, whatever the losses are");
    assert_eq!(race["runs"][0]["loss"][1], Value::Null);
}

#[test]
fn json_has_the_setup_and_the_columns() {
    let link = "#lab=race&f=bowl&from=1,0&run=sgd,lr:0.5&run=adam&steps=4&v=1";
    let race = json(&["run", link, "--format", "json", "--every", "3"]);
    assert_eq!(race["link"], "lab=race&f=bowl&from=1,0&run=sgd,lr:0.5&run=adam,lr:0.001&steps=4&v=1");
    assert_eq!((&race["lab"], &race["surface"], &race["steps"]), (&"race".into(), &"bowl".into(), &4.into()));
    assert_eq!((&race["start"], &race["target"]), (&serde_json::json!([1.0, 0.0]), &0.001.into()));
    assert_eq!(race["warnings"], serde_json::json!([]));
    let sgd = serde_json::json!({
        "run": 1, "rule": "sgd", "parameters": {"lr": 0.5}, "status": "running", "last_step": 4,
        "gradient_evaluations": 5, "best": {"step": 4, "loss": 0.001953125}, "reached": null,
        "step": [0, 3, 4], "x": [1.0, 0.125, 0.0625], "y": [0.0, 0.0, 0.0], "loss": [0.5, 0.0078125, 0.001953125],
    });
    assert_eq!(race["runs"][0], sgd);
    let parameters = serde_json::json!({"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8});
    assert_eq!((&race["runs"][1]["run"], &race["runs"][1]["parameters"]), (&2.into(), &parameters));
    let without_minimum = json(&["run", "lab=race&f=saddle&run=sgd", "--format", "json"]);
    assert_eq!(without_minimum["target"], Value::Null);
}

#[test]
fn csv_and_json_hold_the_same_bits() {
    let race = json(&["run", READY[0].link, "--format", "json"]);
    let table = printed(&["run", READY[0].link]);
    let mut rows = table.lines().skip(1);
    for run in race["runs"].as_array().expect("runs") {
        for index in 0..run["step"].as_array().expect("steps").len() {
            let row: Vec<&str> = rows.next().expect("as many rows").split(',').collect();
            assert_eq!(row[..2], [run["run"].to_string(), run["step"][index].to_string()]);
            for (field, column) in row[2..].iter().zip(["x", "y", "loss"]) {
                let number: f64 = field.parse().expect("a number");
                assert_eq!(run[column][index].as_f64().map(f64::to_bits), Some(number.to_bits()), "{row:?}");
            }
        }
    }
    assert_eq!(rows.next(), None);
}

#[test]
fn a_wrong_link_still_runs_unless_strictness_is_asked_for() {
    let link = "#lab=race&f=bowl&run=sgd,lr:-1&run=sleigh&steps=3&v=1";
    let warnings = "downhill: warning: run 1: lr = -1: must be > 0\n\
                    downhill: warning: run 2 = sleigh: must be one of sgd, momentum, nesterov, adagrad, adadelta, rmsprop, adam, \
                    amsgrad, adamw, nadam, radam, adamax, adabelief, rprop, lion, asgd, schedulefree, sam, lbfgs, newton\n";
    let output = downhill(&["run", link]);
    assert_eq!((output.status.code(), stderr(&output), stdout(&output).lines().count()), (Some(0), warnings, 5));

    let output = downhill(&["run", link, "--strict"]);
    let message = format!("{warnings}downhill: --strict: the link has warnings\n");
    assert_eq!((output.status.code(), stderr(&output), stdout(&output)), (Some(2), message.as_str(), ""));

    let output = downhill(&["run", link, "--format", "json"]);
    let race: Value = serde_json::from_str(stdout(&output)).expect("valid JSON");
    let first = serde_json::json!({
        "code": "parameter", "field": "run 1: lr", "value": "-1", "rule": "> 0", "text": "run 1: lr = -1: must be > 0",
    });
    assert_eq!(race["warnings"][0], first);
}

#[test]
fn bad_input_is_exit_code_2_with_a_message_and_no_output() {
    let file = fresh_file("never.png");
    let file = file.to_str().expect("a plain path");
    for (arguments, message) in [
        (vec!["run", ""], "the link names no lab that can run here, such as lab=race, lab=batch or lab=minima"),
        (
            vec!["run", "https://host/?utm_source=x"],
            "the link names no lab that can run here, such as lab=race, lab=batch or lab=minima",
        ),
        (
            vec!["run", "f=bowl&run=sgd"],
            "the link names no lab that can run here, such as lab=race, lab=batch or lab=minima",
        ),
        (vec!["run", "lab=race"], "the link has no run: nothing to do"),
        (vec!["render", "lab=race&f=bowl", "-o", file], "the link has no run: nothing to do"),
        (
            vec!["run", "lab=race&run=sgd&v=2"],
            "v = 2: must be at most 1; the link is for a newer Downhill than this one",
        ),
        (vec!["run"], "no link given; see downhill --help"),
        (vec!["run", LINK, LINK], "unexpected argument"),
        (vec!["run", LINK, "--format", "xml"], "--format xml: must be one of csv, json"),
        (vec!["run", LINK, "--every", "0"], "--every 0: must be a whole number from 1"),
        (vec!["run", LINK, "--every", "x"], "--every x: must be a whole number from 1"),
        (vec!["run", LINK, "--every"], "missing argument for option '--every'"),
        (vec!["run", LINK, "--size", "3x3"], "--size: not an option of this command; see downhill --help"),
        (vec!["run", LINK, "--fast"], "invalid option '--fast'"),
        (vec!["render", LINK], "no file to write given: -o FILE.svg or -o FILE.png"),
        (vec!["render", LINK, "-o", "race.jpg"], "race.jpg: must end in .svg or .png"),
        (vec!["render", LINK, "-o", "race"], "race: must end in .svg or .png"),
        (vec!["render", "-o", file], "no link given; see downhill --help"),
        (
            vec!["render", LINK, "-o", file, "--size", "1200"],
            "--size 1200: must be WIDTHxHEIGHT, each from 200 to 4096",
        ),
        (
            vec!["render", LINK, "-o", file, "--size", "5000x10"],
            "--size 5000x10: must be WIDTHxHEIGHT, each from 200 to 4096",
        ),
        (vec!["render", LINK, "-o", file, "--theme", "blue"], "--theme blue: must be one of light, dark"),
        (vec!["list", "hills"], "list hills: must be one of rules, surfaces, presets, experiments, data"),
        (vec!["list", "--strict"], "--strict: not an option of this command; see downhill --help"),
        (vec!["climb"], "climb: must be one of run, render, script, list; see downhill --help"),
        (vec!["--fast"], "invalid option '--fast'"),
        (vec![], "nothing to do"),
    ] {
        let output = downhill(&arguments);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""), "{arguments:?}");
        let said = stderr(&output);
        assert!(said.starts_with(&format!("downhill: {message}")), "{arguments:?}: {said}");
    }
    assert!(!PathBuf::from(file).exists(), "bad input writes nothing");
}

#[test]
fn an_unknown_lab_is_named_before_it_is_refused() {
    let output = downhill(&["run", "lab=kitchen&run=sgd"]);
    let message = "downhill: warning: lab = kitchen: must be one of race, batch, minima\n\
                   downhill: the link names no lab that can run here, such as lab=race, lab=batch or lab=minima\n";
    assert_eq!((output.status.code(), stderr(&output)), (Some(2), message));
}

#[test]
fn a_file_that_cannot_be_written_is_exit_code_1() {
    let output = downhill(&["render", LINK, "-o", "/nowhere/at/all/race.svg"]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    assert!(said.starts_with("downhill: /nowhere/at/all/race.svg: "), "{said}");
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    // More than any pipe holds, so that the program is still writing when the reader is gone.
    let link = "lab=race&f=bowl&run=sgd&run=adam&steps=100000";
    for format in ["csv", "json"] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_downhill"))
            .args(["run", link, "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut first = [0; 10];
        let mut reader = BufReader::with_capacity(16, program.stdout.take().expect("a pipe"));
        reader.read_exact(&mut first).expect("output begins");
        assert!(!reader.fill_buf().expect("output goes on").is_empty(), "there is more");
        drop(reader);
        let output = program.wait_with_output().expect("the program ends");
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""), "{format}");
    }
}

#[test]
fn lists_name_everything_that_a_link_can() {
    let rules = printed(&["list", "rules"]);
    let adam = ["adam", "Adam", "lr:0.001,beta1:0.9,beta2:0.999,eps:1e-8", "D. P. Kingma and J. Ba, 2015"];
    let columns = |line: &str| line.split("  ").map(str::trim).filter(|it| !it.is_empty()).eq(adam);
    assert!(rules.lines().any(columns), "{rules}");
    let all = printed(&["list"]);
    for (topic, ids) in [
        ("rules", downhill::catalog::RULES.iter().map(|rule| rule.id).collect::<Vec<_>>()),
        ("surfaces", downhill::surface::SURFACES.iter().map(|surface| surface.id).collect()),
        ("presets", READY.iter().chain(BATCH_READY).chain(MINIMA_READY).map(|ready| ready.id).collect()),
        ("experiments", Experiment::ALL.iter().map(|experiment| experiment.id()).collect()),
        ("data", downhill::data::DATA_SETS.iter().map(|set| set.id).chain(["digits"]).collect()),
    ] {
        let list = printed(&["list", topic]);
        let listed: Vec<&str> = list.lines().map(|line| line.split(' ').next().expect("a word")).collect();
        assert_eq!(listed, ids, "{topic}");
        assert!(all.contains(&format!("{topic}\n{list}")), "{topic} is in the list of everything");
        let objects = json(&["list", topic, "--format", "json"]);
        let listed: Vec<&str> = objects.as_array().expect("an array").iter().flat_map(|it| it["id"].as_str()).collect();
        assert_eq!(listed, ids, "{topic}");
        assert_eq!(json(&["list", "--format", "json"])[topic], objects, "{topic}");
    }
}

#[test]
fn lists_as_json_have_all_that_the_catalogue_knows() {
    let rules = json(&["list", "rules", "--format", "json"]);
    for (rule, info) in rules.as_array().expect("an array").iter().zip(downhill::catalog::RULES) {
        let words = [&rule["name"], &rule["reference"], &rule["tex"]].map(|it| it.as_str().expect("a string"));
        assert_eq!(words, [info.name, info.reference, info.tex]);
        assert_eq!(rule["looks_ahead"], info.looks_ahead);
        let parameters = rule["parameters"].as_array().expect("an array");
        assert_eq!(parameters.len(), info.params.len());
        for (parameter, spec) in parameters.iter().zip(info.params) {
            assert_eq!((&parameter["id"], &parameter["symbol"]), (&spec.id.into(), &spec.symbol.into()));
            let numbers = ["default", "min", "max"].map(|it| parameter[it].as_f64().map(f64::to_bits));
            assert_eq!(numbers, [spec.default, spec.min, spec.max].map(|it| Some(it.to_bits())));
            assert_eq!(parameter["domain"], spec.domain.to_string());
        }
        let state: Vec<&str> =
            rule["state"].as_array().expect("an array").iter().flat_map(|it| it["symbol"].as_str()).collect();
        assert_eq!(state, info.state.iter().map(|spec| spec.symbol).collect::<Vec<_>>());
    }
    let surfaces = json(&["list", "surfaces", "--format", "json"]);
    for (surface, info) in surfaces.as_array().expect("an array").iter().zip(downhill::surface::SURFACES) {
        let words = [&surface["name"], &surface["source"], &surface["tex"]].map(|it| it.as_str().expect("a string"));
        assert_eq!(words, [info.name, info.source, info.tex]);
        assert_eq!(surface["start"], serde_json::json!(info.start));
        assert_eq!(surface["view"], serde_json::json!({"x": info.view.x, "y": info.view.y}));
        let points = surface["critical_points"].as_array().expect("an array");
        assert_eq!(points.len(), info.critical_points.len());
        for (point, known) in points.iter().zip(info.critical_points) {
            assert_eq!((&point["at"], &point["value"]), (&serde_json::json!(known.at), &known.value.into()));
        }
    }
}

#[test]
fn ready_presets_as_json_say_their_lab_and_what_they_are_about() {
    let presets = json(&["list", "presets", "--format", "json"]);
    let find = |id: &str| presets.as_array().expect("an array").iter().find(|preset| preset["id"] == id).cloned();
    let saddle = find("saddle-escape").expect("it is listed");
    assert_eq!((&saddle["lab"], &saddle["tags"]), (&"race".into(), &serde_json::json!(["adaptive", "saddle"])));
    assert_eq!(find("three-kinds").expect("it is listed")["lab"], "batch");
    assert_eq!(find("edge").expect("it is listed")["lab"], "minima");
}

#[test]
fn help_and_version_are_output_not_errors() {
    let help = printed(&["--help"]);
    for word in [
        "downhill run LINK",
        "downhill render LINK",
        "downhill list",
        "--every",
        "--strict",
        "--size",
        "lab=race",
        "lab=batch",
        "lab=minima",
        "list [rules|surfaces|presets|experiments|data]",
    ] {
        assert!(help.contains(word), "{word}");
    }
    assert!(help.lines().all(|line| line.chars().count() <= 120), "help fits a terminal");
    for arguments in [["run", "--help"], ["render", "-h"], ["list", "-h"]] {
        assert_eq!(printed(&arguments), help);
    }
    assert_eq!(printed(&["--version"]), concat!("downhill ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn an_svg_names_the_runs_and_has_the_size_asked_for() {
    let file = fresh_file("race.svg");
    let path = file.to_str().expect("a plain path");
    let link = "lab=race&f=beale&run=adam&run=sgd,lr:0.001&run=sgd,lr:0.002&steps=50&theme=dark&v=1";
    assert_eq!(printed(&["render", link, "-o", path, "--size", "800x450"]), "");
    let dark = std::fs::read_to_string(&file).expect("the picture is there");
    for part in
        ["<svg ", "width=\"800\"", "height=\"450\"", ">Beale<", "3 runs from (0.8, 1.4), 50 steps", "SGD η 0.002"]
    {
        assert!(dark.contains(part), "{part}");
    }
    printed(&["render", link, "-o", path, "--size", "800x450", "--theme", "light"]);
    let light = std::fs::read_to_string(&file).expect("the picture is there");
    assert_ne!(light, dark, "the option counts before the link");
    printed(&["render", &link.replace("&theme=dark", ""), "-o", path, "--size", "800x450"]);
    assert_eq!(std::fs::read_to_string(&file).expect("the picture is there"), light, "light is the default");
}

#[test]
fn a_png_has_lettering_whatever_fonts_the_machine_has() {
    let file = fresh_file("race.png");
    printed(&["render", READY[0].link, "-o", file.to_str().expect("a plain path")]);
    let picture = resvg::tiny_skia::Pixmap::decode_png(&std::fs::read(&file).expect("the picture is there"))
        .expect("a valid PNG");
    assert_eq!((picture.width(), picture.height()), (1200, 630));
    // The title's corner: paper, and enough ink of a word in it.
    let paper = picture.pixel(2, 2).expect("inside").demultiply();
    let title = (0..90).flat_map(|y| (0..400).map(move |x| (x, y)));
    let is_ink = |(x, y): &(u32, u32)| {
        let pixel = picture.pixel(*x, *y).expect("inside").demultiply();
        pixel.red().abs_diff(paper.red()) > 128
    };
    let ink = title.filter(is_ink).count();
    assert!((500..10_000).contains(&ink), "{ink} pixels of ink in the title's corner");
}

#[test]
fn several_pictures_are_what_each_would_be_alone() {
    let files = ["a.svg", "b.svg", "alone.svg"].map(fresh_file);
    let [a, b, alone] = files.each_ref().map(|file| file.to_str().expect("a plain path"));
    let render =
        ["render", READY[0].link, "--theme", "dark", "-o", a, "--size", "800x450", "-o", b, "--size", "600x315"];
    printed(&render);
    for (file, size) in [(a, "800x450"), (b, "600x315")] {
        printed(&["render", READY[0].link, "-o", alone, "--size", size, "--theme", "dark"]);
        assert_eq!(std::fs::read(file).expect("drawn"), std::fs::read(alone).expect("drawn"), "{size}");
    }
    let refused = downhill(&[&render[..], &["-o", alone]].concat());
    assert_eq!(stderr(&refused), "downhill: --size: must be given once, or once for each -o\n");
}

#[test]
fn every_ready_preset_can_be_drawn() {
    for ready in READY {
        let file = fresh_file(&format!("{}.svg", ready.id));
        let output = downhill(&["render", ready.link, "--strict", "-o", file.to_str().expect("a plain path")]);
        assert_eq!(output.status.code(), Some(0), "{}: {}", ready.id, stderr(&output));
        let svg = std::fs::read_to_string(&file).expect("the picture is there");
        assert!(svg.ends_with("</svg>\n"), "{}", ready.id);
    }
}
