//! Scripts for PyTorch: run by a real PyTorch, they print what the races record.
//!
//! Needs a Python that has PyTorch: the one named in `PYTHON`, or `python3`. `cargo xtask test` finds or installs it, and sets
//! `WITHOUT_PYTORCH` where neither can be done: a machine without a package registry is not failed for that.

use std::io::Write;
use std::process::{Command, Stdio};

use downhill::surface::SURFACES;
use downhill::{Domain, Entry, RuleInfo, Surface, TypedLoss, catalog};
use downhill_preset::RaceSetup;
use downhill_script::pytorch;

/// The largest accepted difference of a number of a table, relative to the number, or to 1 where it is smaller: a loss that
/// comes out near 0 is a difference of larger numbers.
const TOLERANCE: f64 = 1e-9;

/// Runs the scripts that come as a JSON list on the standard input, and prints what each of them printed, in one process:
/// PyTorch takes longer to start than a script to run.
const RUNNER: &str = r#"
import contextlib, io, json, sys
tables = []
for script in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as table:
        exec(compile(script, "script.py", "exec"), {"__name__": "__main__"})
    tables.append(table.getvalue())
json.dump(tables, sys.stdout)
"#;

/// What scripts print.
fn printed(scripts: &[String]) -> Vec<String> {
    const INSTALL: &str = "type `sudo apt-get install --no-install-recommends python3-torch` or `pip install torch`, or name \
                           a Python that has PyTorch: PYTHON=/path/to/python3";
    let python = std::env::var_os("PYTHON").filter(|it| !it.is_empty()).unwrap_or_else(|| "python3".into());
    let mut child = Command::new(&python)
        .args(["-c", RUNNER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{} does not start ({error}): {INSTALL}", python.display()));
    let input = serde_json::to_vec(scripts).expect("texts are JSON");
    // A Python without PyTorch stops reading; what it says about that is read below.
    let _ = child.stdin.take().expect("it is piped").write_all(&input);
    let output = child.wait_with_output().expect("a program that was started ends");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(!complaint.contains("No module named 'torch'"), "{} has no PyTorch: {INSTALL}", python.display());
    assert!(output.status.success(), "a script failed:\n{complaint}");
    serde_json::from_slice(&output.stdout).expect("the runner prints JSON")
}

/// Whether a rule's steps grow with the slope, at least at first.
fn follows_the_slope(rule: &str) -> bool {
    matches!(rule, "sgd" | "momentum" | "nesterov" | "radam" | "asgd" | "schedulefree" | "sam")
}

/// A race of every rule on a surface, each with its own defaults but for the learning rate.
fn setup(surface: &'static Surface, rate: impl Fn(&str, f64) -> f64, steps: usize) -> RaceSetup {
    // Where there is no bottom to be found, rounding leads their searches.
    let is_fit = |rule: &&&RuleInfo| !(matches!(rule.id, "lbfgs" | "newton") && surface.lowest().is_none());
    let runs = catalog::RULES.iter().filter(is_fit).map(|rule| {
        let mut params: Vec<f64> = rule.defaults().collect();
        params[0] = rate(rule.id, params[0]);
        Entry { rule, params }.into()
    });
    RaceSetup { loss: surface.into(), start: surface.start, runs: runs.collect(), steps, ..RaceSetup::default() }
}

/// The rows that a race has: run, step, x, y, loss.
fn recorded(setup: &RaceSetup) -> Vec<[f64; 5]> {
    let mut race = setup.race();
    race.advance(setup.steps);
    let runs = race.runs().iter().enumerate();
    let rows = runs.flat_map(|(run, of)| {
        (0..=of.last_step()).map(move |step| {
            let position = of.position(step);
            [(run + 1) as f64, step as f64, position[0], position[1], of.losses()[step]]
        })
    });
    rows.collect()
}

/// The rows of a table. Python writes `inf` and `nan`, which Rust reads.
fn rows(table: &str) -> Vec<[f64; 5]> {
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("run,step,x,y,loss"));
    let row = |line: &str| {
        let numbers: Vec<f64> = line.split(',').map(|number| number.parse().expect("a number")).collect();
        numbers.try_into().unwrap_or_else(|_| panic!("five numbers: {line}"))
    };
    lines.map(row).collect()
}

/// How far a number is from what it should be. Numbers that are not finite only agree with themselves: a run's last row
/// may have them, where it diverged.
fn error(got: f64, want: f64) -> f64 {
    if got.to_bits() == want.to_bits() || (got.is_nan() && want.is_nan()) {
        return 0.0;
    }
    if want.is_finite() { (got - want).abs() / want.abs().max(1.0) } else { f64::INFINITY }
}

/// Whether scripts print what their races record, row by row.
fn assert_agree(setups: &[RaceSetup]) {
    if std::env::var_os("WITHOUT_PYTORCH").is_some() {
        eprintln!("left out: PyTorch cannot be had on this machine");
        return;
    }
    let tables = printed(&setups.iter().map(pytorch).collect::<Vec<_>>());
    for (setup, table) in setups.iter().zip(&tables) {
        let (got, want) = (rows(table), recorded(setup));
        for (got, want) in got.iter().zip(&want) {
            let rule = setup.runs[want[0] as usize - 1].entry.rule.id;
            let place = format!("{} on {}, step {}", rule, setup.loss.id(), want[1]);
            assert_eq!(got[..2], want[..2], "{place}: another row");
            // They compare losses, and a loss tells positions apart to the root of a rounding.
            let tolerance = if matches!(rule, "lbfgs" | "newton") { 1e-7 } else { TOLERANCE };
            for column in 2..5 {
                let error = error(got[column], want[column]);
                assert!(error <= tolerance, "{place}: {} instead of {} ({error:e})", got[column], want[column]);
            }
        }
        assert_eq!(got.len(), want.len(), "{}: rows", setup.loss.id());
    }
}

#[test]
fn the_scripts_of_all_rules_on_all_surfaces_print_the_numbers_of_their_races() {
    let gentle = |rule: &str, default: f64| if follows_the_slope(rule) { 1e-4 } else { default };
    // Steps so long that a run leaps from slope to slope would let the last bit of a sine decide where it goes.
    let lively = |rule: &str, default: f64| match rule {
        rule if follows_the_slope(rule) => 1e-3,
        "adadelta" | "adabelief" | "rprop" => default,
        "lion" => 1e-3,
        // A tenth of the way leaves nine tenths of a parabola's slope, which is just what its search accepts or not.
        "lbfgs" => 0.3,
        "newton" => 0.7,
        "rmsprop" => 0.02,
        _ => 0.1,
    };
    let setups = SURFACES.iter().flat_map(|surface| [setup(surface, gentle, 60), setup(surface, lively, 60)]);
    assert_agree(&setups.collect::<Vec<_>>());
}

#[test]
fn every_parameter_reaches_its_rule() {
    let surface = downhill::surface::find("rosenbrock").expect("built in");
    let mut setup = setup(surface, |_, default| default, 30);
    for run in &mut setup.runs {
        for (spec, value) in run.entry.rule.params.iter().zip(&mut run.entry.params).skip(1) {
            *value = match spec.domain {
                Domain::Fraction | Domain::Between => 0.5 * *value,
                Domain::AboveOne => 0.5 * (1.0 + *value),
                Domain::Count => *value + 1.0,
                Domain::Positive | Domain::NonNegative => 1e-3,
            };
        }
    }
    assert_agree(&[setup]);
}

#[test]
fn a_run_that_diverges_ends_at_the_same_step() {
    let wild = |surface: &str| {
        let surface = downhill::surface::find(surface).expect("built in");
        setup(surface, |rule, default| if follows_the_slope(rule) { 10.0 } else { default }, 40)
    };
    let setups: Vec<RaceSetup> = ["bowl", "goldstein-price", "monkey-saddle", "ravine"].map(wild).into();
    for setup in &setups {
        assert!(recorded(setup).len() < setup.runs.len() * 41, "{}: nothing diverges", setup.loss.id());
    }
    assert_agree(&setups);
}

#[test]
fn the_kink_of_a_root_is_no_trap() {
    let ackley = downhill::surface::find("ackley").expect("built in");
    assert_agree(&[RaceSetup { start: [0.0, -0.0], ..setup(ackley, |_, default| default, 3) }]);
}

#[test]
fn the_scripts_of_typed_losses_print_the_numbers_of_their_races() {
    let setups = [
        "(x^2+y-7)^2/20",
        "sin(2*x)*cos(y)+x^2/10+y^2/10",
        "abs(x)^1.5+max(y, -0.5)+min(x*y, 2)",
        "2^x+x^-2/9-ln(1+y^2)+tanh(x)*atan(y)",
        "(1.5+sin(x))^(1+cos(y)^2)",
        "3",
    ];
    let setups = setups.map(|text| {
        let loss = TypedLoss::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let mut plain = setup(SURFACES[0], |rule, default| if follows_the_slope(rule) { 0.01 } else { default }, 12);
        // Some of these have kinks, poles or no bottom.
        plain.runs.retain(|run| !matches!(run.entry.rule.id, "lbfgs" | "newton"));
        RaceSetup { loss: loss.into(), start: [0.8, 1.3], ..plain }
    });
    assert_agree(&setups);
    let script = pytorch(&setups[0]);
    assert!(script.starts_with("\"\"\"A race of update rules on a typed loss,"), "{script}");
    assert!(script.contains("\"\"\"(x^2+y-7)^2/20.\"\"\""), "{script}");
}

#[test]
fn scripts_are_readable() {
    for surface in SURFACES {
        let script = pytorch(&setup(surface, |_, default| default, 500));
        assert!(script.starts_with(&format!("\"\"\"A race of update rules on the surface {},", surface.name)));
        assert!(script.contains(&format!("\nlab=race&f={}&", surface.id)), "the link is in it");
        assert!(!script.contains("NaN") && !script.contains("eval("), "{}:\n{script}", surface.id);
        // Names of authors and links are as long as they are.
        for line in script.lines().filter(|line| !line.starts_with("lab=") && !line.contains("\"\"\"")) {
            assert!(line.len() <= 100 && line.trim_end() == line, "{}: {line}", surface.id);
        }
    }
}

#[test]
fn what_is_done_around_a_rule_is_done_in_the_script_too() {
    let links = [
        "lab=race&f=beale&run=sgd,lr:0.01,schedule:cosine,t_max:60,eta_min:0.001&run=sgd,lr:0.01,decay:0.05\
         &run=sgd,lr:0.02,schedule:step,step_size:20,gamma:0.5&run=sgd,lr:0.01,schedule:exponential,gamma:0.97\
         &run=adam,lr:0.1,schedule:warm-up,total_iters:30&run=momentum,lr:0.01,schedule:one-cycle,total_steps:70&steps=80",
        "lab=race&f=rosenbrock&run=sgd,lr:0.002,clip_norm:30&run=momentum,lr:0.001,clip_value:5,weight_decay:0.1\
         &run=adam,lr:0.1,clip_value:9,clip_norm:3,weight_decay:0.5&run=nesterov,lr:0.001,clip_norm:20&steps=80",
        "lab=race&f=himmelblau&run=sgd,lr:0.01&run=adam,lr:0.1,schedule:cosine,t_max:50&change=10,1,lr:0.005\
         &change=20,2,eps:0.01&change=20,2,lr:0.2&change=40,1,lr:0.02&steps=80",
        "lab=race&f=bowl&run=sgd,lr:0.1&run=rmsprop,lr:0.05&run=adamw,lr:0.1,clip_norm:2&noise=0.8&seed=42&steps=80",
    ];
    let setups = links.map(|link| match downhill_preset::parse(link).preset.setup {
        downhill_preset::Setup::Race(setup) => setup,
        _ => panic!("{link}: no race"),
    });
    assert_agree(&setups);
}

#[test]
fn a_script_says_where_pytorch_computes_something_else() {
    let script = |change: &str| {
        let link = format!("lab=race&f=bowl&run=adam,lr:0.1&run=sgd,lr:0.1&steps=50&change={change}");
        let downhill_preset::Setup::Race(setup) = downhill_preset::parse(&link).preset.setup else { panic!("{link}") };
        pytorch(&setup)
    };
    assert!(script("10,1,beta1:0.5").contains("PyTorch corrects its averages as if they always had"));
    assert!(!script("10,1,lr:0.5").contains("corrects its averages"));
}
