//! Random setups of every lab, within all limits.

#![allow(dead_code, reason = "each test draws only some of them")]

use downhill::catalog::RULES;
use downhill::data::{BatchSize, Budget, DataSet, Sampling};
use downhill::schedule::SCHEDULES;
use downhill::surface::SURFACES;
use downhill::{Domain, Entry, Loss, ParamSpec, RuleInfo, Schedule, TRANSFORMS, Transforms, TypedLoss, View};
use downhill_preset::limits::{
    EACH, MAX_CHANGES, MAX_CLOUD, MAX_CLOUD_UPDATES, MAX_CONTENDERS, MAX_COORDINATE, MAX_EPOCHS, MAX_NOISE,
    MAX_OWN_COLUMNS, MAX_OWN_ROWS, MAX_REPLICAS, MAX_RUNS, MAX_STEPS, MAX_UPDATES, MIN_SPAN, PITCHES, YAWS,
};
use downhill_preset::{
    BatchRun, BatchSetup, Change, Data, Lang, Look, Panel, Presentation, Preset, RaceRun, RaceSetup, Setup, Theme,
    check, check_batch, fit_batch,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Numbers near the edges of the format and of the limits, and everyday ones, within `low..=high`.
pub(crate) fn number(low: f64, high: f64) -> impl Strategy<Value = f64> {
    let edges = [low, high, low.next_up(), high.next_down(), 0.0, -0.0, 5e-324, 0.1, 1.0, 1e-7, 1e5];
    let edges: Vec<f64> = edges.into_iter().filter(|edge| (low..=high).contains(edge)).collect();
    prop_oneof![
        select(edges),
        low..=high,
        (low..=high).prop_map(move |number| ((number * 100.0).round() / 100.0).clamp(low, high)),
        // Of any magnitude: what is too large is turned over.
        any::<f64>().prop_map(move |any| if any.abs() <= high { any } else { any.recip() }.clamp(low, high)),
    ]
}

pub(crate) fn parameter(domain: Domain) -> BoxedStrategy<f64> {
    match domain {
        Domain::Positive => number(f64::from_bits(1), f64::MAX).boxed(),
        Domain::NonNegative => number(-0.0, f64::MAX).boxed(),
        Domain::Between => number(f64::from_bits(1), 1.0_f64.next_down()).boxed(),
        Domain::AboveOne => number(1.0_f64.next_up(), f64::MAX).boxed(),
        Domain::Fraction => number(-0.0, 1.0_f64.next_down()).boxed(),
        Domain::Count => (1..=1_000_000_u32).prop_map(f64::from).boxed(),
    }
}

pub(crate) fn entry() -> impl Strategy<Value = Entry> {
    entry_of(|_| true)
}

/// One of the rules that are asked for, with parameters of its own or its defaults.
pub(crate) fn entry_of(is_wanted: fn(&RuleInfo) -> bool) -> impl Strategy<Value = Entry> {
    let rules: Vec<&'static RuleInfo> = RULES.iter().copied().filter(|rule| is_wanted(rule)).collect();
    let own_or_default = |rule: &'static RuleInfo| -> Vec<BoxedStrategy<f64>> {
        rule.params
            .iter()
            .map(|spec| prop_oneof![2 => parameter(spec.domain), 1 => Just(spec.default)].boxed())
            .collect()
    };
    select(rules).prop_flat_map(move |rule| own_or_default(rule).prop_map(move |params| Entry { rule, params }))
}

/// Two edges of a view, far enough apart.
pub(crate) fn edges() -> impl Strategy<Value = [f64; 2]> {
    [number(-MAX_COORDINATE, MAX_COORDINATE), number(-MAX_COORDINATE, MAX_COORDINATE)].prop_map(|[a, b]| {
        let (low, high) = (a.min(b), a.max(b));
        match high - low >= MIN_SPAN {
            true => [low, high],
            false if low > 0.0 => [low - 1.0, high],
            false => [low, high + 1.0],
        }
    })
}

pub(crate) fn view() -> impl Strategy<Value = View> {
    (edges(), edges()).prop_map(|(x, y)| View { x, y })
}

/// Strengths of a rule's transformations; none that the rule has itself.
pub(crate) fn transforms(rule: &'static RuleInfo) -> impl Strategy<Value = Transforms> {
    let strength = |spec: &'static ParamSpec| {
        let is_own = rule.params.iter().any(|own| own.id == spec.id);
        if is_own { Just(None).boxed() } else { proptest::option::of(parameter(spec.domain)).boxed() }
    };
    TRANSFORMS.each_ref().map(strength).prop_map(Transforms::new)
}

pub(crate) fn schedule() -> impl Strategy<Value = Schedule> {
    (0..SCHEDULES.len()).prop_map(|index| &SCHEDULES[index]).prop_flat_map(|info| {
        let params: Vec<_> = info.params.iter().map(|spec| parameter(spec.domain)).collect();
        params.prop_map(|params| info.build(&params).expect("inside the domains"))
    })
}

pub(crate) fn race_run() -> impl Strategy<Value = RaceRun> {
    let plain = || entry().prop_map(RaceRun::from);
    let any = entry().prop_flat_map(|entry| {
        let rule = entry.rule;
        (Just(entry), schedule(), transforms(rule)).prop_map(|(entry, schedule, transforms)| RaceRun {
            entry,
            schedule,
            transforms,
        })
    });
    prop_oneof![3 => plain(), 1 => any]
}

pub(crate) fn look() -> impl Strategy<Value = Look> {
    let look = (
        proptest::option::of(select(Panel::ALL)),
        proptest::option::of(0..MAX_RUNS),
        proptest::option::of([number(-MAX_COORDINATE, MAX_COORDINATE), number(-MAX_COORDINATE, MAX_COORDINATE)]),
        proptest::option::of(Just(["lr", "beta1"].map(str::to_owned))),
        proptest::option::of(EACH),
        proptest::option::of([number(YAWS[0], YAWS[1]), number(PITCHES[0], PITCHES[1])]),
        any::<[bool; 2]>(),
    );
    look.prop_map(|(panel, runner, point, sweep, each, eye, [is_linear, is_per_evaluation])| Look {
        panel,
        runner,
        point,
        sweep,
        each,
        eye,
        is_linear,
        is_per_evaluation,
    })
}

/// Built-in losses, and typed ones: every sign and name of their grammar, and as long as can be.
pub(crate) fn loss() -> impl Strategy<Value = Loss> {
    const TYPED: &[&str] = &["(x^2+y-7)^2/20", "pow( x,2 ) - min(x,-y)*1e-3", "abs(x)^1.5+y", "x/(1+y^2)", "3"];
    let typed = select(TYPED).prop_map(|text| Loss::from(TypedLoss::parse(text).expect("a formula")));
    prop_oneof![30 => select(SURFACES).prop_map(Loss::from), 1 => typed]
}

pub(crate) fn race() -> impl Strategy<Value = RaceSetup> {
    let race = (
        loss(),
        [number(-MAX_COORDINATE, MAX_COORDINATE), number(-MAX_COORDINATE, MAX_COORDINATE)],
        proptest::option::of(view()),
        vec(race_run(), 0..=MAX_RUNS),
        1..=MAX_STEPS,
        proptest::option::of(number(-f64::MAX, f64::MAX)),
        vec([0.0..1.0, 0.0..1.0, 0.0..1.0, 0.0..1.0], 0..=3),
        prop_oneof![Just(0.0), number(-0.0, MAX_NOISE)],
        prop_oneof![2 => Just(0), 1 => any::<u32>()],
        (1..=MAX_CLOUD, look()),
    );
    race.prop_map(|(loss, start, view, runs, steps, target, changes, noise, seed, (seeds, mut look))| {
        let rules: Vec<_> = runs.iter().map(|run| run.entry.rule).collect();
        let mut changes: Vec<Change> =
            changes.into_iter().filter(|_| !rules.is_empty()).map(|parts| change(parts, &rules)).collect();
        changes.sort_by_key(|change| change.at);
        let most = MAX_CLOUD_UPDATES / (steps * runs.len()).max(1);
        let seeds = seeds.min(most.max(1));
        look.runner = look.runner.filter(|index| *index < runs.len());
        let params = runs.get(look.runner.unwrap_or(0)).map_or(&[][..], |run| run.entry.rule.params);
        let own = (params.len() > 1).then(|| [0, params.len() - 1].map(|at| params[at].id.to_owned()));
        look.sweep = look.sweep.and(own);
        let mut setup = RaceSetup { loss, start, view, runs, steps, target, changes, noise, seed, seeds, look };
        // The link of a formula always has a view.
        if setup.loss.typed().is_some() {
            setup.view = setup.view.or(Some(setup.loss.view()));
        }
        // What no link can hold is another property.
        while check(&setup).iter().any(|warning| warning.code() == "too-long") {
            setup.changes.clear();
            setup.runs.pop();
            setup.look = Look::default();
        }
        setup
    })
}

pub(crate) fn batch_run() -> impl Strategy<Value = BatchRun> {
    // A batch can tell a gradient, and nothing else.
    (entry_of(|rule| !rule.asks), prop_oneof![Just(0.0), number(-0.0, f64::MAX)])
        .prop_map(|(entry, decay)| BatchRun { entry, decay })
}

/// From one number in [0, 1) each: the update, the run, the parameter and its value.
pub(crate) fn change(parts: [f64; 4], rules: &[&'static RuleInfo]) -> Change {
    let [at, run, param, value] = parts;
    let pick = |part: f64, count: usize| (part * count as f64) as usize;
    let run = pick(run, rules.len());
    let param = pick(param, rules[run].params.len());
    let spec = &rules[run].params[param];
    let value = if spec.domain.contains(value) { value } else { spec.default };
    Change { at: 1 + pick(at, MAX_UPDATES), run, param, value }
}

/// Start, noise, axes and view.
pub(crate) type Place = (Vec<f64>, f64, [usize; 2], Option<View>);

/// What a setup has only if its data has that.
pub(crate) fn place(data: Data) -> BoxedStrategy<Place> {
    let set = data.built_in();
    let own = BatchSetup::of(data);
    let count = set.map_or(0, |set| set.parameters.len());
    let is_free = |has: fn(&DataSet) -> bool| set.is_some_and(has);
    let start = match is_free(|set| set.has_start) {
        true => vec(number(-MAX_COORDINATE, MAX_COORDINATE), count).boxed(),
        false => Just(own.start).boxed(),
    };
    let noise = if is_free(|set| set.has_noise) { number(-0.0, MAX_NOISE).boxed() } else { Just(0.0).boxed() };
    let columns = if set.is_none() { MAX_OWN_COLUMNS } else { count };
    let axes = match columns > 2 {
        true => (0..columns, 1..columns).prop_map(move |(a, by)| [a, (a + by) % columns]).boxed(),
        false => Just(own.axes).boxed(),
    };
    let flat = move |view: View| if count == 1 { View { y: [0.0, 1.0], ..view } } else { view };
    (start, noise, axes, proptest::option::of(view().prop_map(flat))).boxed()
}

/// A setup of the Batch lab, and how many rows its own table has.
pub(crate) fn batch() -> impl Strategy<Value = (BatchSetup, usize)> {
    let data = select(Data::all().collect::<Vec<_>>());
    let with_place = data.prop_flat_map(|data| (Just(data), place(data)));
    let budget = prop_oneof![(1..=MAX_UPDATES).prop_map(Budget::Updates), (1..=MAX_EPOCHS).prop_map(Budget::Epochs)];
    let unit = || 0.0..1.0_f64;
    let fixed = (any::<u32>(), 0..=MAX_REPLICAS, select(vec![Sampling::Shuffled, Sampling::Replaced]), budget);
    let sizes = vec(proptest::option::of(unit()), 1..=MAX_CONTENDERS);
    let changes = vec([unit(), unit(), unit(), unit()], 0..=MAX_CHANGES);
    (with_place, fixed, vec(batch_run(), 1..=MAX_RUNS), sizes, changes, 1..=MAX_OWN_ROWS).prop_map(
        |((data, (start, noise, axes, view)), (seed, replicas, sampling, budget), runs, sizes, changes, own_rows)| {
            let samples = data.built_in().map_or(own_rows, |set| set.samples);
            let mut batches = Vec::new();
            for size in sizes {
                let size = size.map_or(BatchSize::All, |part| BatchSize::Samples(1 + (part * samples as f64) as usize));
                let is_all = |size: BatchSize| size.of(samples) == samples;
                let is_new = !batches.iter().any(|&known| known == size || is_all(known) && is_all(size));
                if is_new && batches.len() < MAX_CONTENDERS / runs.len() {
                    batches.push(size);
                }
            }
            let rules: Vec<_> = runs.iter().map(|run| run.entry.rule).collect();
            let mut changes: Vec<Change> = changes.into_iter().map(|parts| change(parts, &rules)).collect();
            changes.sort_by_key(|change| change.at);
            let mut setup =
                BatchSetup { data, runs, batches, budget, seed, replicas, sampling, start, noise, axes, view, changes };
            fit_batch(&mut setup, own_rows);
            while check_batch(&setup, own_rows).iter().any(|warning| warning.code() == "too-long") {
                assert!(setup.changes.pop().is_some() || setup.runs.pop().is_some(), "one run fits");
            }
            (setup, own_rows)
        },
    )
}

/// A preset, and how many rows the own table has, if it is about one.
pub(crate) fn preset() -> impl Strategy<Value = (Preset, usize)> {
    let setup = prop_oneof![
        race().prop_map(|race| (Setup::Race(race), 0)),
        batch().prop_map(|(batch, own_rows)| (Setup::Batch(batch), own_rows)),
    ];
    (setup, proptest::option::of(select(Lang::ALL)), proptest::option::of(select(Theme::ALL))).prop_map(
        |((setup, own_rows), lang, theme)| {
            (Preset { setup, presentation: Presentation { lang, theme, ..Presentation::default() } }, own_rows)
        },
    )
}
