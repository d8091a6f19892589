//! What holds for every link and every preset, tried on random ones: parsing is total and gives only what is allowed,
//! and a preset comes back from its link bit for bit.

use downhill::catalog::RULES;
use downhill::data::{BatchSize, Budget, DataSet, Sampling};
use downhill::schedule::SCHEDULES;
use downhill::surface::SURFACES;
use downhill::{Domain, Entry, Loss, ParamSpec, RuleInfo, Schedule, TRANSFORMS, Transforms, TypedLoss, View};
use downhill_preset::limits::{
    MAX_CHANGES, MAX_CLOUD, MAX_CLOUD_UPDATES, MAX_CONTENDERS, MAX_COORDINATE, MAX_EPOCHS, MAX_LENGTH, MAX_NOISE,
    MAX_OWN_COLUMNS, MAX_OWN_ROWS, MAX_QUOTE, MAX_REPLICAS, MAX_RUNS, MAX_STEPS, MAX_UPDATES, MIN_SPAN,
};
use downhill_preset::ready::{BATCH_READY, MINIMA_READY, READY};
use downhill_preset::{
    BatchRun, BatchSetup, Change, Data, Lang, Look, Panel, Presentation, Preset, RaceRun, RaceSetup, Setup, Theme,
    Warning, check, check_batch, check_minima, fit_batch, fit_minima, parse, print,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Numbers near the edges of the format and of the limits, and everyday ones, within `low..=high`.
fn number(low: f64, high: f64) -> impl Strategy<Value = f64> {
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

fn parameter(domain: Domain) -> BoxedStrategy<f64> {
    match domain {
        Domain::Positive => number(f64::from_bits(1), f64::MAX).boxed(),
        Domain::NonNegative => number(-0.0, f64::MAX).boxed(),
        Domain::Between => number(f64::from_bits(1), 1.0_f64.next_down()).boxed(),
        Domain::AboveOne => number(1.0_f64.next_up(), f64::MAX).boxed(),
        Domain::Fraction => number(-0.0, 1.0_f64.next_down()).boxed(),
        Domain::Count => (1..=1_000_000_u32).prop_map(f64::from).boxed(),
    }
}

fn entry() -> impl Strategy<Value = Entry> {
    entry_of(|_| true)
}

/// One of the rules that are asked for, with parameters of its own or its defaults.
fn entry_of(is_wanted: fn(&RuleInfo) -> bool) -> impl Strategy<Value = Entry> {
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
fn edges() -> impl Strategy<Value = [f64; 2]> {
    [number(-MAX_COORDINATE, MAX_COORDINATE), number(-MAX_COORDINATE, MAX_COORDINATE)].prop_map(|[a, b]| {
        let (low, high) = (a.min(b), a.max(b));
        match high - low >= MIN_SPAN {
            true => [low, high],
            false if low > 0.0 => [low - 1.0, high],
            false => [low, high + 1.0],
        }
    })
}

fn view() -> impl Strategy<Value = View> {
    (edges(), edges()).prop_map(|(x, y)| View { x, y })
}

/// Strengths of a rule's transformations; none that the rule has itself.
fn transforms(rule: &'static RuleInfo) -> impl Strategy<Value = Transforms> {
    let strength = |spec: &'static ParamSpec| {
        let is_own = rule.params.iter().any(|own| own.id == spec.id);
        if is_own { Just(None).boxed() } else { proptest::option::of(parameter(spec.domain)).boxed() }
    };
    TRANSFORMS.each_ref().map(strength).prop_map(Transforms::new)
}

fn schedule() -> impl Strategy<Value = Schedule> {
    (0..SCHEDULES.len()).prop_map(|index| &SCHEDULES[index]).prop_flat_map(|info| {
        let params: Vec<_> = info.params.iter().map(|spec| parameter(spec.domain)).collect();
        params.prop_map(|params| info.build(&params).expect("inside the domains"))
    })
}

fn race_run() -> impl Strategy<Value = RaceRun> {
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

fn look() -> impl Strategy<Value = Look> {
    let look = (
        proptest::option::of(select(Panel::ALL)),
        proptest::option::of(0..MAX_RUNS),
        proptest::option::of([number(-MAX_COORDINATE, MAX_COORDINATE), number(-MAX_COORDINATE, MAX_COORDINATE)]),
        proptest::option::of(Just(["lr", "beta1"].map(str::to_owned))),
        any::<bool>(),
    );
    look.prop_map(|(panel, runner, point, sweep, is_per_evaluation)| Look {
        panel,
        runner,
        point,
        sweep,
        is_per_evaluation,
    })
}

/// Built-in losses, and typed ones: every sign and name of their grammar, and as long as can be.
fn loss() -> impl Strategy<Value = Loss> {
    const TYPED: &[&str] = &["(x^2+y-7)^2/20", "pow( x,2 ) - min(x,-y)*1e-3", "abs(x)^1.5+y", "x/(1+y^2)", "3"];
    let typed = select(TYPED).prop_map(|text| Loss::from(TypedLoss::parse(text).expect("a formula")));
    prop_oneof![30 => select(SURFACES).prop_map(Loss::from), 1 => typed]
}

fn race() -> impl Strategy<Value = RaceSetup> {
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

fn batch_run() -> impl Strategy<Value = BatchRun> {
    // A batch can tell a gradient, and nothing else.
    (entry_of(|rule| !rule.asks), prop_oneof![Just(0.0), number(-0.0, f64::MAX)])
        .prop_map(|(entry, decay)| BatchRun { entry, decay })
}

/// From one number in [0, 1) each: the update, the run, the parameter and its value.
fn change(parts: [f64; 4], rules: &[&'static RuleInfo]) -> Change {
    let [at, run, param, value] = parts;
    let pick = |part: f64, count: usize| (part * count as f64) as usize;
    let run = pick(run, rules.len());
    let param = pick(param, rules[run].params.len());
    let spec = &rules[run].params[param];
    let value = if spec.domain.contains(value) { value } else { spec.default };
    Change { at: 1 + pick(at, MAX_UPDATES), run, param, value }
}

/// Start, noise, axes and view.
type Place = (Vec<f64>, f64, [usize; 2], Option<View>);

/// What a setup has only if its data has that.
fn place(data: Data) -> BoxedStrategy<Place> {
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
fn batch() -> impl Strategy<Value = (BatchSetup, usize)> {
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
fn preset() -> impl Strategy<Value = (Preset, usize)> {
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

/// What is wrong with a setup of any lab.
fn all_checks(setup: &Setup, own_rows: usize) -> Vec<Warning> {
    match setup {
        Setup::Race(race) => check(race),
        Setup::Batch(batch) => check_batch(batch, own_rows),
        Setup::Minima(minima) => check_minima(minima),
    }
}

/// A link after an accident: characters lost, put in, or exchanged for others that the parser looks out for.
fn mutated() -> impl Strategy<Value = String> {
    let link = prop_oneof![
        preset().prop_map(|(preset, _)| print(&preset)),
        select([READY, BATCH_READY, MINIMA_READY].concat()).prop_map(|ready| ready.link.to_owned()),
        Just("https://host/embed/?lab=race&f=bowl&run=sgd&v=1#?secret=Xy1".to_owned()),
    ];
    let pieces = vec![
        "&",
        "=",
        ",",
        ":",
        "#",
        "?",
        "%",
        "%25",
        "%00",
        "%ff",
        "-",
        ".",
        "e",
        "9",
        "1e999",
        "NaN",
        "\0",
        "가",
        "run=",
        "all",
        "decay:",
        "&batch=",
        "&change=",
        "&data=own",
        "&epochs=",
        "&lab=",
        "rho:",
        "&experiment=",
        "&ntrain=",
        "&width=",
    ];
    let damage = vec((any::<Index>(), 0..3_usize, select(pieces)), 1..8);
    (link, damage).prop_map(|(link, damage)| {
        let mut characters: Vec<char> = link.chars().collect();
        for (index, lost, piece) in damage {
            let at = index.index(characters.len() + 1);
            let end = (at + lost).min(characters.len());
            characters.splice(at..end, piece.chars());
        }
        characters.into_iter().collect()
    })
}

/// What every text must give.
fn assert_total(text: &str) {
    let parsed = parse(text);
    match &parsed.preset.setup {
        Setup::Race(setup) => {
            assert_eq!(check(setup), [], "a parsed setup is within the limits: {text:?}");
            assert_eq!(setup.race().runs().len(), setup.runs.len(), "a parsed setup can be run: {text:?}");
        }
        Setup::Batch(setup) => {
            for own_rows in [1, 2, 100, MAX_OWN_ROWS] {
                let mut fitted = setup.clone();
                let cut = fit_batch(&mut fitted, own_rows);
                assert!(cut.is_empty() || setup.data.built_in().is_none(), "a parsed setup fits its data: {text:?}");
                assert_eq!(check_batch(&fitted, own_rows), [], "a fitted setup is within the limits: {text:?}");
            }
        }
        Setup::Minima(setup) => {
            assert_eq!(check_minima(setup), [], "a parsed setup is within the limits: {text:?}");
            assert_eq!(fit_minima(&mut setup.clone()), [], "a parsed setup fits: {text:?}");
        }
    }
    for warning in &parsed.warnings {
        assert!(warning.value().chars().count() <= MAX_QUOTE, "{warning}");
        assert!(!warning.to_string().contains(char::is_control), "{warning:?}");
    }

    let link = print(&parsed.preset);
    let again = parse(&link);
    assert_eq!(again.preset, parsed.preset, "{link}");
    assert_eq!(
        (again.warnings.as_slice(), again.lab, again.is_refused),
        ([].as_slice(), Some(parsed.preset.setup.lab()), false),
        "{link}"
    );
    assert_eq!(print(&again.preset), link);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_preset_comes_back_from_its_link((preset, own_rows) in preset()) {
        prop_assert_eq!(all_checks(&preset.setup, own_rows), []);
        let link = print(&preset);
        let parsed = parse(&link);
        prop_assert_eq!(&parsed.preset, &preset);
        prop_assert_eq!(&parsed.warnings, &[]);
        prop_assert!(link.len() <= MAX_LENGTH, "{} characters", link.len());
        prop_assert!(link.bytes().all(|b| b.is_ascii_alphanumeric() || b"._,:-&=%".contains(&b)), "{}", link);
        prop_assert!(link.ends_with("&v=1"));

        for around in [format!("https://host/#{link}"), format!("https://host/embed/?{link}#?secret=1"), format!("#{link}).")] {
            prop_assert_eq!(&parse(&around).preset, &preset, "{}", around);
        }
        let escaped: String = link.bytes().map(|b| format!("%25{b:02x}")).collect();
        prop_assert_eq!(&parse(&escaped).preset, &preset, "escaped twice");
    }

    #[test]
    fn any_text_gives_a_preset(text in any::<String>()) {
        assert_total(&text);
    }

    #[test]
    fn any_bytes_give_a_preset(bytes in vec(any::<u8>(), 0..200)) {
        assert_total(&String::from_utf8_lossy(&bytes));
        let escaped: String = bytes.iter().map(|b| format!("%{b:02X}")).collect();
        assert_total(&format!("#lab=race&run={escaped}&from={escaped}&f={escaped}&v=1"));
        let keys = ["data", "run", "batch", "updates", "epochs", "seed", "replicas", "from", "noise", "axes", "view", "change"];
        for key in keys {
            assert_total(&format!("#lab=batch&data=frequency&{key}={escaped}&v=1"));
        }
        for key in ["experiment", "batch", "lr", "width", "ntrain", "updates", "stop", "activation", "loss", "seeds"] {
            assert_total(&format!("#lab=minima&experiment=sam&{key}={escaped}&v=1"));
        }
    }

    #[test]
    fn a_damaged_link_gives_a_preset(text in mutated()) {
        assert_total(&text);
    }
}

#[test]
fn the_longest_link_of_all_is_read_whole() {
    // No number is written with more characters than these.
    let coordinate = -2.225_073_858_507_201_4e-308;
    assert_eq!(downhill_preset::shortest(coordinate).len(), 24);
    let edges = [-987_654.321_098_765_4, coordinate];
    let view = View { x: edges, y: edges };
    let surface = SURFACES.iter().max_by_key(|surface| surface.id.len()).expect("there are surfaces");
    for rule in RULES {
        let own = |spec: &ParamSpec| match spec.domain {
            Domain::AboveOne => 1.234_567_890_123_456_7,
            Domain::Count => 1e15 - 1.0,
            Domain::Positive | Domain::NonNegative | Domain::Between | Domain::Fraction => -coordinate,
        };
        let run = RaceRun::from(Entry { rule, params: rule.params.iter().map(own).collect() });
        let setup = RaceSetup {
            loss: (*surface).into(),
            start: [coordinate; 2],
            view: Some(view),
            runs: vec![run; MAX_RUNS],
            steps: MAX_STEPS,
            target: Some(coordinate),
            ..RaceSetup::default()
        };
        let preset = Preset { setup: Setup::Race(setup.clone()), presentation: shown() };
        let link = print(&preset);
        if rule.params.len() > 4 {
            // So many parameters that nobody means are too much for a link, and only that is wrong with it.
            let codes: Vec<&str> = check(&setup).iter().map(Warning::code).collect();
            assert_eq!(codes, ["too-long"], "{}", rule.id);
            continue;
        }
        assert!(link.len() <= MAX_LENGTH, "{}: {} characters", rule.id, link.len());
        assert_eq!(parse(&link).preset, preset);
    }
}

#[test]
fn the_longest_batch_link_of_all_is_read_whole() {
    let tiny = 2.225_073_858_507_201_4e-308;
    let adam = RULES.iter().copied().max_by_key(|rule| print_length(rule)).expect("there are rules");
    for data in Data::all() {
        let set = data.built_in();
        let own = BatchSetup::of(data);
        let edges = [-987_654.321_098_765_4, -tiny];
        let axes = if set.is_none() { [MAX_OWN_COLUMNS - 2, MAX_OWN_COLUMNS - 1] } else { own.axes };
        let mut setup = BatchSetup {
            runs: vec![
                BatchRun {
                    entry: Entry { rule: adam, params: adam.params.iter().map(longest).collect() },
                    decay: tiny
                };
                MAX_RUNS
            ],
            batches: vec![BatchSize::All],
            budget: Budget::Updates(MAX_UPDATES),
            seed: u32::MAX,
            replicas: 1,
            sampling: Sampling::Replaced,
            start: if set.is_some_and(|set| set.has_start) { vec![-tiny; own.start.len()] } else { own.start.clone() },
            noise: if set.is_some_and(|set| set.has_noise) { tiny } else { 0.0 },
            axes: if set.is_some_and(|set| set.parameters.len() > 2) { [0, 1] } else { axes },
            view: Some(View { x: edges, y: if own.start.len() == 1 { [0.0, 1.0] } else { edges } }),
            changes: vec![Change { at: MAX_UPDATES, run: MAX_RUNS - 1, param: 1, value: tiny }; MAX_CHANGES],
            ..own
        };
        // More than a link can hold, and only that is wrong with it.
        let codes: Vec<&str> = check_batch(&setup, MAX_OWN_ROWS).iter().map(Warning::code).collect();
        assert_eq!(codes, ["too-long"], "{}", data.id());
        // Its link goes beyond what is read, so nothing is made of it but what can be printed again.
        let link = print(&Preset { setup: Setup::Batch(setup.clone()), presentation: shown() });
        assert!(link.len() > MAX_LENGTH, "{} characters", link.len());
        assert_total(&link);
        // Less and less of it, up to the first that fits: the longest link of all.
        while !check_batch(&setup, MAX_OWN_ROWS).is_empty() {
            assert!(setup.changes.pop().is_some() || setup.runs.pop().is_some(), "one run fits");
        }
        let preset = Preset { setup: Setup::Batch(setup), presentation: shown() };
        let link = print(&preset);
        assert!((MAX_LENGTH - 200..=MAX_LENGTH).contains(&link.len()), "{} characters", link.len());
        assert_eq!((parse(&link).preset, parse(&link).warnings), (preset, vec![]), "{link}");
    }
}

/// A value of a parameter that takes many characters.
fn longest(spec: &ParamSpec) -> f64 {
    let tiny = 2.225_073_858_507_201_4e-308;
    if spec.domain.contains(tiny) { tiny } else { 1.234_567_890_123_456_7e100 }
}

/// How much a run of a rule has to say.
fn print_length(rule: &RuleInfo) -> usize {
    rule.id.len() + rule.params.iter().map(|spec| spec.id.len() + 25).sum::<usize>()
}

/// What may stand in a link beside the longest setup.
fn shown() -> Presentation {
    Presentation { lang: Some(Lang::Ko), theme: Some(Theme::Light), ..Presentation::default() }
}
