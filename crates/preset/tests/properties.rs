//! What holds for every link and every preset, tried on random ones: parsing is total and gives only what is allowed,
//! and a preset comes back from its link bit for bit.

use downhill::catalog::RULES;
use downhill::data::{BatchSize, Budget, Sampling};
use downhill::surface::SURFACES;
use downhill::{Domain, Entry, ParamSpec, RuleInfo, View};
use downhill_preset::limits::{
    MAX_CHANGES, MAX_LENGTH, MAX_OWN_COLUMNS, MAX_OWN_ROWS, MAX_QUOTE, MAX_RUNS, MAX_STEPS, MAX_UPDATES,
};
use downhill_preset::ready::{BATCH_READY, MINIMA_READY, READY};
use downhill_preset::{
    BatchRun, BatchSetup, Change, Data, Lang, Presentation, Preset, RaceRun, RaceSetup, Setup, Theme, Warning, check,
    check_batch, check_minima, fit_batch, fit_minima, parse, print,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

mod strategies;

use strategies::preset;

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
