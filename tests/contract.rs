//! What every update rule of the catalogue promises, on every surface.

use std::collections::{BTreeMap, BTreeSet};

use downhill::surface::SURFACES;
use downhill::{Domain, Entry, Evaluations, Race, RuleInfo, Run, Scale, Status, Surface, catalog, surface};
use downhill_tests::{Trajectories, relative_error};

const UPDATES: usize = 300;

/// Ids and parameter names as links use them: once published, they stay.
const RULES: [(&str, &[&str]); 20] = [
    ("sgd", &["lr"]),
    ("momentum", &["lr", "momentum"]),
    ("nesterov", &["lr", "momentum"]),
    ("adagrad", &["lr", "eps"]),
    ("adadelta", &["lr", "rho", "eps"]),
    ("rmsprop", &["lr", "alpha", "eps"]),
    ("adam", &["lr", "beta1", "beta2", "eps"]),
    ("amsgrad", &["lr", "beta1", "beta2", "eps"]),
    ("adamw", &["lr", "beta1", "beta2", "eps", "weight_decay"]),
    ("nadam", &["lr", "beta1", "beta2", "eps", "momentum_decay"]),
    ("radam", &["lr", "beta1", "beta2", "eps"]),
    ("adamax", &["lr", "beta1", "beta2", "eps"]),
    ("adabelief", &["lr", "beta1", "beta2", "eps"]),
    ("rprop", &["lr", "etaminus", "etaplus", "step_min", "step_max"]),
    ("lion", &["lr", "beta1", "beta2", "weight_decay"]),
    ("asgd", &["lr", "lambd", "alpha", "t0"]),
    ("schedulefree", &["lr", "momentum"]),
    ("sam", &["lr", "rho"]),
    ("lbfgs", &["lr"]),
    ("newton", &["lr", "damping"]),
];

fn defaults(rule: &'static RuleInfo) -> Entry {
    Entry { rule, params: rule.defaults().collect() }
}

fn race(surface: &'static Surface, entries: &[Entry]) -> Race<&'static Surface> {
    Race::new(surface, &surface.start, entries).unwrap_or_else(|(run, error)| panic!("run {run}: {error}"))
}

/// Every rule with its defaults, alone on every surface, at the start.
fn every_race() -> impl Iterator<Item = (&'static RuleInfo, Race<&'static Surface>)> {
    SURFACES.iter().flat_map(|surface| catalog::RULES.iter().map(|rule| (*rule, race(surface, &[defaults(rule)]))))
}

fn label(rule: &RuleInfo, race: &Race<&'static Surface>) -> String {
    format!("{} on {}", rule.id, race.objective().id)
}

/// Everything that a run records, as bits.
fn record(run: &Run) -> [Vec<u64>; 5] {
    [run.positions(), run.losses(), run.gradients(), run.probes(), run.states()]
        .map(|numbers| numbers.iter().map(|number| number.to_bits()).collect())
}

fn is_finite(numbers: &[f64]) -> bool {
    numbers.iter().all(|number| number.is_finite())
}

#[test]
fn ids_and_parameter_names_are_the_published_ones() {
    let published = RULES.map(|(id, params)| (id, params.to_vec()));
    let ids: Vec<(&str, Vec<&str>)> =
        catalog::RULES.iter().map(|rule| (rule.id, rule.params.iter().map(|spec| spec.id).collect())).collect();
    assert_eq!(ids, published);
    for rule in catalog::RULES {
        assert_eq!(catalog::find(rule.id).map(|found| found.id), Some(rule.id));
        for text in [rule.name, rule.reference, rule.tex] {
            assert!(!text.trim().is_empty(), "{}: a name, a reference and its equations", rule.id);
        }
    }
    assert!(catalog::find("SGD").is_none() && catalog::find("").is_none(), "nothing else finds a rule");
}

#[test]
fn runs_are_finite_or_say_when_they_diverged() {
    for (rule, mut race) in every_race() {
        race.advance(UPDATES);
        let label = label(rule, &race);
        let run = &race.runs()[0];
        let end = run.last_step();
        match run.diverged_at() {
            None => {
                assert_eq!(end, UPDATES, "{label}: stopped early");
                assert!(
                    [run.positions(), run.losses(), run.gradients(), run.states()].into_iter().all(is_finite),
                    "{label}"
                );
            }
            Some(at) => {
                assert_eq!(at, end, "{label}: went on after it had diverged");
                assert_eq!(run.status(end), Status::Diverged { at }, "{label}");
                assert!(is_finite(&run.positions()[..2 * at]), "{label}: not finite before it diverged");
                assert!(is_finite(&run.losses()[..at]), "{label}: not finite before it diverged");
                race.advance(10);
                assert_eq!(race.runs()[0].last_step(), at, "{label}: a diverged run is over");
            }
        }
    }
}

#[test]
fn defaults_diverge_on_two_surfaces_only_but_for_four_rules() {
    let mut diverged: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (rule, mut race) in every_race() {
        race.advance(UPDATES);
        if race.runs()[0].diverged_at().is_some() {
            diverged.entry(rule.id).or_default().insert(race.objective().id);
        }
    }
    // Rates that were chosen for the losses of networks.
    let [averaged, free] = ["asgd", "schedulefree"].map(|rule| diverged.remove(rule).expect("a rate too large"));
    // Those that know the curvature fall off a saddle that has no bottom before the others have left it.
    for rule in ["lbfgs", "newton"] {
        let fallen = diverged.remove(rule).expect("no bottom");
        assert_eq!(fallen, BTreeSet::from(["monkey-saddle", "saddle"]), "{rule}");
    }
    assert_eq!(averaged, BTreeSet::from(["goldstein-price", "monkey-saddle", "rosenbrock"]));
    assert_eq!(free.len(), 11);
    // Curvatures of 10⁵ on the one, no bottom to the other.
    let others: BTreeSet<_> = diverged.into_values().flatten().collect();
    assert_eq!(others, BTreeSet::from(["goldstein-price", "monkey-saddle"]));
}

#[test]
fn runs_that_do_not_diverge_descend() {
    for (rule, mut race) in every_race() {
        race.advance(UPDATES);
        let run = &race.runs()[0];
        if run.diverged_at().is_some() {
            continue;
        }
        let best = run.best(UPDATES).expect("the start has a loss");
        assert!(best.step > 0 && best.loss < run.losses()[0], "{}: never below its start", label(rule, &race));
    }
}

#[test]
fn reset_returns_to_the_start_exactly() {
    for (rule, mut race) in every_race() {
        let label = label(rule, &race);
        let start = record(&race.runs()[0]);
        race.advance(50);
        let first = record(&race.runs()[0]);
        race.reset();
        assert_eq!(record(&race.runs()[0]), start, "{label}: reset");
        assert_eq!(race.runs()[0].last_step(), 0, "{label}: reset");
        assert_eq!(race.runs()[0].evaluations(), Evaluations { gradients: 1, ..Evaluations::default() }, "{label}");
        race.advance(50);
        assert_eq!(record(&race.runs()[0]), first, "{label}: the same bits again");
    }
}

#[test]
fn any_step_of_a_long_run_is_the_end_of_a_short_one() {
    for (rule, mut long) in every_race() {
        long.advance(100);
        for step in [1, 7, 64] {
            let mut short = race(long.objective(), &[defaults(rule)]);
            short.advance(step);
            let (short, long_run) = (&short.runs()[0], &long.runs()[0]);
            let (end, parts) = (short.last_step(), record(short).into_iter().zip(record(long_run)));
            assert_eq!(end, step.min(long_run.last_step()), "{}", label(rule, &long));
            for (short, long_part) in parts {
                assert!(long_part.starts_with(&short), "{}, step {step}", label(rule, &long));
            }
        }
    }
}

#[test]
fn runs_do_not_see_each_other_nor_how_they_are_advanced() {
    for surface in SURFACES {
        let entries: Vec<_> = catalog::RULES.iter().map(|rule| defaults(rule)).collect();
        let mut together = race(surface, &entries);
        for portion in [1, 9, 40, 0, 50] {
            together.advance(portion);
        }
        for (run, entry) in together.runs().iter().zip(entries) {
            let mut alone = race(surface, &[entry]);
            alone.advance(100);
            assert_eq!(record(run), record(&alone.runs()[0]), "{} on {}", run.entry().rule.id, surface.id);
        }
    }
}

#[test]
fn state_vectors_are_visible_under_their_names() {
    // After one update with gradient g, from a state of zeros.
    type FirstState = fn(f64) -> Vec<f64>;
    let table: [(&str, &[&str], &[f64], FirstState); 20] = [
        ("sgd", &[], &[0.5], |_| vec![]),
        ("momentum", &["v"], &[0.5, 0.75], |g| vec![g]),
        ("nesterov", &["v"], &[0.5, 0.75], |g| vec![-0.5 * g]),
        ("adagrad", &["G"], &[0.5, 0.1], |g| vec![g * g]),
        // Δx = √ε/√(E[g²] + ε) · g with E[g²] = 0.25 g² and ε = 1/4.
        ("adadelta", &["Eg2", "Edx2"], &[0.5, 0.75, 0.25], |g| {
            let eg2 = 0.25 * g * g;
            vec![eg2, 0.25 * (0.25 / (eg2 + 0.25) * g * g)]
        }),
        ("rmsprop", &["Eg2"], &[0.5, 0.75, 0.1], |g| vec![0.25 * g * g]),
        ("adam", &["m", "v"], &[0.5, 0.5, 0.75, 0.1], |g| vec![0.5 * g, 0.25 * g * g]),
        ("amsgrad", &["m", "v", "vmax"], &[0.5, 0.5, 0.75, 0.1], |g| vec![0.5 * g, 0.25 * g * g, 0.25 * g * g]),
        ("adamw", &["m", "v"], &[0.5, 0.5, 0.75, 0.1, 0.5], |g| vec![0.5 * g, 0.25 * g * g]),
        ("nadam", &["m", "v"], &[0.5, 0.5, 0.75, 0.1, 0.5], |g| vec![0.5 * g, 0.25 * g * g]),
        ("radam", &["m", "v"], &[0.5, 0.5, 0.75, 0.1], |g| vec![0.5 * g, 0.25 * g * g]),
        ("adamax", &["m", "u"], &[0.5, 0.5, 0.75, 0.25], |g| vec![0.5 * g, g.abs() + 0.25]),
        ("adabelief", &["m", "s"], &[0.5, 0.5, 0.75, 0.125], |g| vec![0.5 * g, 0.25 * 0.25 * g * g + 0.125]),
        ("rprop", &["step_size", "prev"], &[0.25, 0.5, 1.5, 0.1, 1.0], |g| vec![0.25, g]),
        ("lion", &["m"], &[0.25, 0.5, 0.75, 0.5], |g| vec![0.25 * g]),
        // Before averaging begins the average is where the iterate is; the first z is its own average.
        ("asgd", &["ax"], &[0.25, 0.5, 0.75, 1.0], |_| vec![0.0]),
        ("schedulefree", &["z"], &[0.25, 0.5], |_| vec![0.0]),
        // Of a point the offset from where the update led is kept: ρ g/‖g‖ + η (g + ρ g/‖g‖), with ‖g‖ = 3.354….
        ("sam", &["ascent"], &[0.25, 0.5], |g| {
            let ascent = 0.5 / 11.25_f64.sqrt() * g;
            vec![ascent + 0.25 * (g + ascent)]
        }),
        ("lbfgs", &["d"], &[1.0], |g| vec![-g]),
        ("newton", &["p"], &[1.0, 0.5], |g| vec![-g / 1.5]),
    ];
    assert_eq!(table.len(), catalog::RULES.len());
    let bowl = surface::find("bowl").expect("the bowl is built in");
    for ((id, names, params, first), rule) in table.into_iter().zip(catalog::RULES) {
        assert_eq!(rule.id, id);
        assert!(rule.state.iter().map(|state| state.id).eq(names.iter().copied()), "{id}: names");
        let mut race = race(bowl, &[Entry { rule, params: params.to_vec() }]);
        race.advance(1);
        let run = &race.runs()[0];
        let width = 2 * names.len();
        assert_eq!(run.states().len(), 2 * width, "{id}: a record for each step");
        let (before, after) = run.states().split_at(width);
        assert!(before.iter().all(|&state| state == 0.0), "{id}: starts from zeros");
        // On the bowl the gradient is the position.
        for (k, gradient) in bowl.start.into_iter().enumerate() {
            for (vector, want) in first(gradient).into_iter().enumerate() {
                let got = after[2 * vector + k];
                assert!(relative_error(got, want) < 1e-15, "{id}: {}[{k}] = {got}, not {want}", names[vector]);
            }
        }
    }
}

#[test]
fn two_rules_look_ahead() {
    for (rule, mut race) in every_race() {
        race.advance(3);
        let run = &race.runs()[0];
        let ahead = matches!(rule.id, "nesterov" | "schedulefree");
        let probes = if ahead { run.positions().len() } else { 0 };
        assert_eq!(run.probes().len(), probes, "{}", label(rule, &race));
        assert_eq!(rule.looks_ahead, ahead);
    }
}

#[test]
fn every_parameter_refuses_what_is_out_of_range_by_name_and_range() {
    let positive = |id: &str| {
        vec![
            (f64::NAN, format!("{id} = NaN: must be > 0")),
            (f64::INFINITY, format!("{id} = inf: must be finite and > 0")),
            (f64::NEG_INFINITY, format!("{id} = -inf: must be finite and > 0")),
            (0.0, format!("{id} = 0: must be > 0")),
            (-0.0, format!("{id} = -0: must be > 0")),
            (-1.5, format!("{id} = -1.5: must be > 0")),
        ]
    };
    let fraction = |id: &str| {
        vec![
            (f64::NAN, format!("{id} = NaN: must be in [0, 1)")),
            (f64::INFINITY, format!("{id} = inf: must be finite and in [0, 1)")),
            (f64::NEG_INFINITY, format!("{id} = -inf: must be finite and in [0, 1)")),
            (1.0, format!("{id} = 1: must be in [0, 1)")),
            (1.2, format!("{id} = 1.2: must be in [0, 1)")),
            (-0.1, format!("{id} = -0.1: must be in [0, 1)")),
        ]
    };
    let others = |id: &str, range: &str, values: [f64; 3]| {
        let of = |value: f64| (value, format!("{id} = {value}: must be {range}"));
        let infinite = (f64::INFINITY, format!("{id} = inf: must be finite and {range}"));
        values.into_iter().chain([f64::NAN]).map(of).chain([infinite]).collect::<Vec<_>>()
    };
    let refused = |id: &str, domain: Domain| match domain {
        Domain::Positive => positive(id),
        Domain::Fraction => fraction(id),
        Domain::NonNegative => others(id, ">= 0", [-1e-300, -1.0, -2.5]),
        Domain::Between => others(id, "in (0, 1)", [0.0, 1.0, -0.5]),
        Domain::AboveOne => others(id, "> 1", [1.0, 0.5, -2.0]),
        Domain::Count => unreachable!("{id}: no rule has one yet"),
    };
    let bowl = surface::find("bowl").expect("the bowl is built in");
    for rule in catalog::RULES {
        for (k, spec) in rule.params.iter().enumerate() {
            for (value, message) in &refused(spec.id, spec.domain) {
                let mut entry = defaults(rule);
                entry.params[k] = *value;
                // The error names the run, counted from 0.
                let (run, error) = Race::new(bowl, &bowl.start, &[defaults(rule), entry]).expect_err(message);
                assert_eq!((run, error.to_string().as_str()), (1, message.as_str()), "{}", rule.id);
            }
            let smallest = f64::from_bits(1);
            assert!(spec.check(-smallest).is_err(), "{} {}: just below the range", rule.id, spec.id);
            let accepted = match spec.domain {
                Domain::Positive => [smallest, f64::MAX],
                Domain::NonNegative => [0.0, f64::MAX],
                Domain::Between => [smallest, 1.0_f64.next_down()],
                Domain::AboveOne => [1.0_f64.next_up(), f64::MAX],
                Domain::Fraction => [0.0, 1.0_f64.next_down()],
                Domain::Count => [1.0, 2.0_f64.powi(80)],
            };
            for value in accepted {
                assert!(spec.check(value).is_ok(), "{} {} = {value}: the ends of the range", rule.id, spec.id);
            }
        }
    }
}

#[test]
fn a_wrong_number_of_parameters_is_refused_by_both_numbers() {
    for rule in catalog::RULES {
        let count = rule.params.len();
        for given in [count - 1, count + 1] {
            let error = rule.build(2, &vec![0.5; given]).err().expect("refused");
            assert_eq!(error.to_string(), format!("{}: takes {count} parameters, {given} given", rule.id));
        }
    }
}

#[test]
fn defaults_are_pytorchs() {
    /// Where we differ, and why.
    const EXCEPTIONS: [(&str, &str, f64); 3] = [
        // The authors' code has none; optax has some.
        ("lion", "weight_decay", 0.0),
        // PyTorch's default of 0 makes its optimizer plain SGD; a rule named after momentum has some.
        ("momentum", "momentum", 0.9),
        ("nesterov", "momentum", 0.9),
    ];
    let pytorch = Trajectories::load().defaults;
    for rule in catalog::RULES {
        assert_eq!(pytorch[rule.id].len(), rule.params.len(), "{}: every default was recorded", rule.id);
        for spec in rule.params {
            let theirs = pytorch[rule.id][spec.id];
            let exception = EXCEPTIONS.iter().find(|(id, param, _)| (*id, *param) == (rule.id, spec.id));
            let want = exception.map_or(theirs, |(.., ours)| *ours);
            assert_eq!(spec.default.to_bits(), want.to_bits(), "{} {}: {}, not {want}", rule.id, spec.id, spec.default);
            let stale = exception.is_some() && want.to_bits() == theirs.to_bits();
            assert!(!stale, "{} {}: the exception can be deleted", rule.id, spec.id);
        }
    }
}

#[test]
fn sliders_are_inside_the_range_and_hold_the_default() {
    for rule in catalog::RULES {
        for spec in rule.params {
            let label = format!("{} {}", rule.id, spec.id);
            assert!(spec.min < spec.max, "{label}: ends of the slider");
            assert!((spec.min..=spec.max).contains(&spec.default), "{label}: default on the slider");
            for value in [spec.min, spec.default, spec.max] {
                assert!(spec.check(value).is_ok(), "{label} = {value}: on the slider but refused");
            }
            assert!(spec.scale == Scale::Linear || spec.min > 0.0, "{label}: a logarithm of {}", spec.min);
            assert!(!spec.symbol.is_empty() && !spec.doc.is_empty(), "{label}: a letter and a sentence");
        }
        assert_eq!(rule.params[0].id, "lr", "{}: the learning rate comes first", rule.id);
    }
}
