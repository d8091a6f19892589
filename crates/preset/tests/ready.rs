//! Each ready preset is clean, and each race shows what it is there for: it is run, and its claim checked.

use downhill::{Loss, ParamAxis, ParameterMap, ParameterRequest, Race, Run, Scale, Status};
use downhill_preset::ready::{BATCH_READY, MINIMA_READY, READY, Ready, Tag, all, opening};
use downhill_preset::{BatchSetup, Data, Experiment, RaceSetup, Setup, parse, print};

#[path = "ready/noise.rs"]
mod noise;

struct Shown {
    setup: RaceSetup,
    race: Race<Loss>,
}

impl Shown {
    fn of(id: &str) -> Self {
        let ready = READY.iter().find(|ready| ready.id == id).unwrap_or_else(|| panic!("{id} is a ready preset"));
        let Setup::Race(setup) = parse(ready.link).preset.setup else { panic!("{}: no race", ready.id) };
        let mut race = setup.race();
        race.advance(setup.steps);
        Self { setup, race }
    }

    fn run(&self, rule: &str) -> &Run {
        self.race.runs().iter().find(|run| run.entry().rule.id == rule).expect("the rule takes part")
    }

    fn arrival(&self, run: &Run) -> Option<usize> {
        run.first_at_most(self.setup.target().expect("the surface has a minimum"))
    }

    fn end(&self, run: &Run) -> [f64; 2] {
        let [x, y] = *run.position(self.setup.steps) else { panic!("two variables") };
        [x, y]
    }
}

/// The first step at which `is_so` holds for a position.
fn first(run: &Run, is_so: impl Fn(&[f64]) -> bool) -> Option<usize> {
    run.positions().chunks_exact(2).position(is_so)
}

fn path_length(run: &Run, steps: std::ops::Range<usize>) -> f64 {
    steps.map(|step| distance(run.position(step), run.position(step + 1))).sum()
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// How often a path goes across y = 0 in its first `steps` steps, wiggles below a thousandth not counted.
fn crossings(run: &Run, steps: usize) -> usize {
    let height = |step: usize| run.position(step)[1];
    (0..steps).filter(|&k| height(k) * height(k + 1) < 0.0 && height(k + 1).abs() > 1e-3).count()
}

#[test]
fn every_ready_preset_is_canonical_and_clean() {
    let all: Vec<_> = all().collect();
    for &(lab, ready) in &all {
        let parsed = parse(ready.link);
        assert_eq!(parsed.warnings, [], "{}", ready.id);
        assert_eq!(parsed.lab, Some(lab), "{}", ready.id);
        assert_eq!(print(&parsed.preset), ready.link, "{}", ready.id);
        assert_eq!(all.iter().filter(|(_, other)| other.id == ready.id).count(), 1, "{}", ready.id);
        assert_eq!(all.iter().filter(|(_, other)| other.link == ready.link).count(), 1, "{}", ready.id);
        assert!(
            !ready.id.is_empty() && ready.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
            "{} stands in addresses",
            ready.id
        );
    }
    assert_eq!(print(&opening()), READY[0].link);
}

#[test]
fn every_ready_preset_is_found_by_its_tags_and_every_tag_finds_one() {
    for (_, ready) in all() {
        let places: Vec<_> = ready.tags.iter().map(|tag| Tag::ALL.iter().position(|other| other == tag)).collect();
        assert!((1..=4).contains(&places.len()), "{}: {} tags", ready.id, places.len());
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{}: each tag once, in their order", ready.id);
    }
    for (at, tag) in Tag::ALL.iter().enumerate() {
        assert!(all().any(|(_, ready)| ready.tags.contains(tag)), "nothing is about {}", tag.id());
        assert!(Tag::ALL[..at].iter().all(|other| other.id() != tag.id()), "{} is one tag", tag.id());
        assert!(tag.id().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{} stands in addresses", tag.id());
    }
}

#[test]
fn presets_named_like_a_data_set_are_its_defaults() {
    for id in ["two-wells", "frequency", "valley"] {
        let ready = BATCH_READY.iter().find(|ready| ready.id == id).unwrap_or_else(|| panic!("{id} is there"));
        let setup = BatchSetup::of(Data::find(id).expect("built in"));
        assert_eq!(parse(ready.link).preset.setup, Setup::Batch(setup), "{id}");
    }
    let kinds = parse(BATCH_READY[0].link).preset.setup;
    assert_eq!(kinds, Setup::Batch(BatchSetup::default()));
}

#[test]
fn every_experiment_has_a_ready_preset_of_its_kind() {
    for experiment in Experiment::ALL {
        let is_kind =
            |ready: &&Ready| ready.id == experiment.id() || ready.id.starts_with(&format!("{}-", experiment.id()));
        let kind: Vec<_> = MINIMA_READY.iter().filter(is_kind).collect();
        assert!(!kind.is_empty(), "{}", experiment.id());
        for ready in kind {
            let Setup::Minima(setup) = parse(ready.link).preset.setup else { panic!("{}: no network", ready.id) };
            assert_eq!(setup.experiment, *experiment, "{}", ready.id);
        }
    }
}

#[test]
fn every_start_and_minimum_of_interest_is_in_view() {
    for ready in READY {
        let Setup::Race(setup) = parse(ready.link).preset.setup else { panic!("{}: no race", ready.id) };
        let view = setup.view();
        let [x, y] = setup.start;
        assert!(view.x[0] < x && x < view.x[1] && view.y[0] < y && y < view.y[1], "{}: start", ready.id);
        let lowest = setup.loss.minima().find(|minimum| Some(minimum.value) == setup.loss.lowest());
        if let Some(minimum) = lowest {
            let [x, y] = minimum.at;
            assert!(view.x[0] < x && x < view.x[1] && view.y[0] < y && y < view.y[1], "{}: minimum", ready.id);
        }
    }
}

#[test]
fn beale_race_has_one_arrival_two_on_the_way_and_one_over_the_ridge() {
    let shown = Shown::of("beale-race");
    let minimum = [3.0, 0.5];
    assert!(shown.arrival(shown.run("rmsprop")).is_some(), "RMSprop reaches the target");
    for rule in ["adam", "adagrad"] {
        let run = shown.run(rule);
        let left = distance(&shown.end(run), &minimum);
        assert_eq!(shown.arrival(run), None, "{rule}");
        assert!((0.1..0.6).contains(&left), "{rule} is {left} from the minimum");
    }
    let [x, y] = shown.end(shown.run("nesterov"));
    assert!(x < -1.0 && y > 1.0, "Nesterov is in the other valley, at ({x}, {y})");
    // Four clearly different paths, all of them inside the view.
    let view = shown.setup.view();
    for (index, run) in shown.race.runs().iter().enumerate() {
        for at in run.positions().chunks_exact(2) {
            assert!(view.x[0] < at[0] && at[0] < view.x[1] && view.y[0] < at[1] && at[1] < view.y[1], "{index}");
        }
        let leftmost = |run: &Run| run.positions().chunks_exact(2).map(|at| at[0]).fold(f64::INFINITY, f64::min);
        for other in &shown.race.runs()[index + 1..] {
            assert!((leftmost(run) - leftmost(other)).abs() > 0.2, "{run:?} and {other:?} take one path");
        }
    }
}

#[test]
fn lr_too_big_is_too_small_then_right_then_diverging() {
    let shown = Shown::of("lr-too-big");
    let [small, right, big] = shown.race.runs() else { panic!("three runs") };
    assert_eq!(shown.arrival(small), None);
    assert!(shown.end(small)[0] < -2.0, "the small rate has not covered half the way");
    assert!(shown.arrival(right).is_some(), "the middle rate arrives");
    assert!(matches!(big.status(shown.setup.steps), Status::Diverged { .. }), "the big rate diverges");
}

#[test]
fn ravine_momentum_crosses_less_and_arrives_sooner() {
    let shown = Shown::of("ravine-momentum");
    let runs = ["sgd", "momentum", "nesterov"].map(|rule| shown.run(rule));
    let [sgd, momentum, nesterov] = runs.map(|run| crossings(run, 60));
    assert!(sgd > 2 * momentum && momentum > 2 * nesterov, "crossings: {sgd}, {momentum}, {nesterov}");
    let [sgd, momentum, nesterov] = runs.map(|run| shown.arrival(run).expect("all arrive"));
    assert!(2 * momentum < sgd && nesterov < momentum, "arrivals: {sgd}, {momentum}, {nesterov}");
}

#[test]
fn adagrad_stalls_where_those_that_forget_do_not() {
    let shown = Shown::of("adagrad-stalls");
    let steps = shown.setup.steps;
    let lowest = |rule| shown.run(rule).best(steps).expect("finite").loss;
    for forgetful in ["rmsprop", "adadelta"] {
        assert!(lowest("adagrad") > 10.0 * lowest(forgetful), "{forgetful}: {}", lowest(forgetful));
    }
    let pace = |rule| path_length(shown.run(rule), steps - 100..steps);
    for forgetful in ["rmsprop", "adadelta"] {
        assert!(pace(forgetful) > 2.0 * pace("adagrad"), "{forgetful}: {} a hundred steps", pace(forgetful));
    }
}

#[test]
fn adadelta_has_no_rate_but_an_epsilon() {
    let shown = Shown::of("adadelta-no-rate");
    let [small, middle, large] = shown.race.runs() else { panic!("three runs") };
    assert!(shown.race.runs().iter().all(|run| run.entry().params[0].to_bits() == 1.0_f64.to_bits()), "no rate chosen");
    assert_eq!(shown.arrival(small), None);
    let halfway = distance(&shown.setup.start, &[1.0, 3.0]) / 2.0;
    assert!(distance(&shown.end(small), &[1.0, 3.0]) > halfway, "the default epsilon has not covered half the way");
    let [middle_arrival, large_arrival] = [middle, large].map(|run| shown.arrival(run).expect("arrives"));
    assert!(4 * large_arrival < middle_arrival, "arrivals: {middle_arrival}, {large_arrival}");
    let last = |run: &Run| run.losses()[shown.setup.steps];
    assert!(last(large) > 100.0 * last(middle), "the large epsilon cannot stay: {}", last(large));
}

#[test]
fn saddle_escape_is_quick_for_rules_that_scale_the_slope() {
    let shown = Shown::of("saddle-escape");
    let escape = |rule| first(shown.run(rule), |at| at[1].abs() >= 1.0);
    for rule in ["adagrad", "rmsprop", "adam"] {
        let step = escape(rule).expect("leaves the ridge");
        assert!(step < 25, "{rule} leaves at step {step}");
    }
    let momentum = escape("momentum").expect("leaves the ridge late");
    assert!(momentum > 75, "momentum leaves at step {momentum}");
    assert_eq!(escape("sgd"), None);
    let [x, y] = shown.end(shown.run("sgd"));
    assert!(x.hypot(y) < 0.1, "SGD waits at the saddle, at ({x}, {y})");
}

#[test]
fn local_minima_hold_sgd_and_adam_and_not_momentum() {
    let shown = Shown::of("local-minima");
    for rule in ["momentum", "nesterov"] {
        assert!(shown.arrival(shown.run(rule)).is_some(), "{rule} reaches the global minimum");
    }
    let hollow = [2.746_802_773_3, 2.746_802_773_3];
    for rule in ["sgd", "adam"] {
        assert!(distance(&shown.end(shown.run(rule)), &hollow) < 1e-3, "{rule} stays in the first hollow");
    }
}

#[test]
fn himmelblau_sends_four_rules_to_four_minima() {
    let shown = Shown::of("himmelblau-four");
    let mut reached: Vec<usize> = Vec::new();
    for run in shown.race.runs() {
        let mut minima = shown.setup.loss.minima();
        let minimum = minima.position(|minimum| distance(&minimum.at, &shown.end(run)) < 0.02);
        reached.push(minimum.unwrap_or_else(|| panic!("{run:?} ends at a minimum")));
    }
    reached.sort_unstable();
    assert_eq!(reached, [0, 1, 2, 3]);
}

#[test]
fn the_typed_loss_is_descended_by_both_rules_to_one_minimum() {
    let shown = Shown::of("backpropagation");
    let ends: Vec<_> = shown.race.runs().iter().map(|run| shown.end(run)).collect();
    let minimum = shown.setup.loss.minima().find(|minimum| distance(&minimum.at, &ends[0]) < 0.1);
    assert!(minimum.is_some_and(|minimum| distance(&minimum.at, &ends[1]) < 0.1), "{ends:?}");
}

#[test]
fn what_adagrad_divides_by_only_grows_and_what_rmsprop_divides_by_does_not() {
    let shown = Shown::of("inside-adagrad");
    let first = |rule: &str| -> Vec<f64> { shown.run(rule).states().chunks_exact(2).map(|state| state[0]).collect() };
    assert!(first("adagrad").windows(2).all(|pair| pair[0] <= pair[1]));
    assert!(first("rmsprop").windows(2).any(|pair| pair[1] < pair[0]));
}

#[test]
fn rates_of_the_ravine_end_where_the_largest_curvature_says() {
    let shown = Shown::of("rate-sweep");
    // 2 / 100 for SGD, 2 (1 + 0.9) / 100 for momentum.
    for (rule, limit) in [("sgd", 0.02), ("momentum", 0.038)] {
        for (factor, diverges) in [(0.99, false), (1.01, true)] {
            let run = shown.setup.runs.iter().find(|run| run.entry.rule.id == rule).expect("it takes part");
            let mut run = run.clone();
            run.entry.params[0] = limit * factor;
            let mut race = RaceSetup { runs: vec![run], steps: 3000, ..shown.setup.clone() }.race();
            race.advance(3000);
            assert_eq!(race.runs()[0].diverged_at().is_some(), diverges, "{rule} at {factor} of its limit");
        }
    }
}

#[test]
fn more_momentum_allows_larger_rates_and_the_fastest_runs_have_much_of_it() {
    let shown = Shown::of("rate-and-momentum");
    let setup = &shown.setup;
    let params = setup.runs[0].entry.rule.params;
    let names = setup.look.sweep.as_ref().expect("a map of two parameters");
    assert_eq!(names.each_ref().map(String::as_str), ["lr", "momentum"]);
    let axes = [0, 1].map(|param| {
        let spec = &params[param];
        ParamAxis { param, from: spec.min, to: spec.max, scale: spec.scale }
    });
    assert_eq!(axes.map(|axis| axis.scale), [Scale::Log, Scale::Linear]);
    let size = [40, 20];
    let mut map = ParameterMap::new(ParameterRequest {
        loss: setup.loss.clone(),
        start: setup.start,
        runner: setup.runners(0).next().expect("one runner"),
        axes,
        size,
        steps: setup.look.each.expect("a number of steps"),
        target: setup.target(),
        share: [0, 1],
    })
    .expect("valid parameters");
    while map.work() {}
    let cells = map.take();
    let mut fastest = (usize::MAX, 0.0, 0.0);
    for of in &cells {
        let rate = axes[0].at((of.cell.column as f64 + 0.5) / size[0] as f64);
        let momentum = axes[1].at(1.0 - (of.cell.row as f64 + 0.5) / size[1] as f64);
        let limit = 2.0 * (1.0 + momentum) / 100.0;
        if rate > 1.1 * limit {
            assert_eq!(of.attempt.reached, None, "{rate} with {momentum}");
        } else if rate < limit {
            assert_eq!(of.attempt.diverged_at, None, "{rate} with {momentum}");
        }
        if let Some(step) = of.attempt.reached.filter(|step| *step < fastest.0) {
            fastest = (step, rate, momentum);
        }
    }
    let (step, rate, momentum) = fastest;
    assert!(step < 50 && rate > 0.02 && (0.5..0.9).contains(&momentum), "{step} steps at {rate} with {momentum}");
}

#[test]
fn momentum_and_sgd_lead_one_start_to_different_minima() {
    for id in ["basins", "in-space"] {
        let shown = Shown::of(id);
        let minimum = |rule: &str| {
            let end = shown.end(shown.run(rule));
            shown.setup.loss.minima().position(|minimum| distance(&minimum.at, &end) < 0.01).expect("a minimum")
        };
        assert_ne!(minimum("momentum"), minimum("sgd"), "{id}");
    }
}

#[test]
fn those_that_know_the_curvature_arrive_in_dozens_of_steps_and_the_others_do_not() {
    let shown = Shown::of("second-order");
    let arrival = |rule| shown.arrival(shown.run(rule));
    assert!(arrival("newton").is_some_and(|step| step <= 24), "{:?}", arrival("newton"));
    assert!(arrival("lbfgs").is_some_and(|step| step <= 48), "{:?}", arrival("lbfgs"));
    assert_eq!([arrival("adam"), arrival("momentum")], [None, None]);
    let lbfgs = shown.run("lbfgs");
    assert!(lbfgs.cost(100) > 100, "a line search asks more than once");
}

#[test]
fn what_is_thrown_out_at_once_gets_down_the_valley_with_clipped_gradients() {
    let shown = Shown::of("clipping");
    let [wild, clipped] = shown.race.runs() else { panic!("two runs") };
    assert!(wild.diverged_at().is_some_and(|step| step < 10), "{:?}", wild.diverged_at());
    assert!(clipped.losses()[shown.setup.steps] < 0.1);
}

#[test]
fn two_kinds_of_weight_decay_end_at_two_places_and_neither_is_the_minimum() {
    let shown = Shown::of("weight-decay");
    let [plain, coupled, decoupled] = shown.race.runs() else { panic!("three runs") };
    let [plain, coupled, decoupled] = [plain, coupled, decoupled].map(|run| shown.end(run));
    let minimum = [1.0, 3.0];
    assert!(distance(&plain, &minimum) < 1e-3);
    assert!(distance(&coupled, &minimum) > 0.2 && distance(&decoupled, &minimum) > 0.2);
    assert!(distance(&coupled, &decoupled) > 0.5);
}

#[test]
fn lion_steps_on_while_rprop_comes_to_rest() {
    let shown = Shown::of("only-the-sign");
    let last = |rule: &str| {
        let run = shown.run(rule);
        let [before, after] = [run.position(shown.setup.steps - 1), run.position(shown.setup.steps)];
        [after[0] - before[0], after[1] - before[1]]
    };
    assert!(last("lion").iter().all(|step| (step.abs() - 0.05).abs() < 1e-12), "{:?}", last("lion"));
    assert!(last("rprop").iter().all(|step| step.abs() < 1e-4), "{:?}", last("rprop"));
}

#[test]
fn the_hole_holds_sgd_and_not_sam() {
    let shown = Shown::of("sam-and-the-hole");
    let hole = [1.19, 0.0];
    assert!(distance(&shown.end(shown.run("sgd")), &hole) < 0.02);
    let sam = shown.run("sam");
    let nearest = sam.positions().chunks_exact(2).map(|at| distance(at, &hole)).fold(f64::INFINITY, f64::min);
    assert!(nearest < 0.25, "it passes by: {nearest}");
    assert!(distance(&shown.end(sam), &hole) > 0.5);
}
