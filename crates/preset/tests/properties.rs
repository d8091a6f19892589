//! What holds for every link and every preset, tried on random ones: parsing is total and gives only what is allowed,
//! and a preset comes back from its link bit for bit.

use downhill::catalog::RULES;
use downhill::surface::SURFACES;
use downhill::{Domain, Entry, RuleInfo, View};
use downhill_preset::limits::{MAX_COORDINATE, MAX_LENGTH, MAX_QUOTE, MAX_RUNS, MAX_STEPS, MIN_SPAN};
use downhill_preset::ready::READY;
use downhill_preset::{Lab, Lang, Preset, RaceSetup, Setup, Theme, check, parse, print};
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
        Domain::Fraction => number(-0.0, 1.0_f64.next_down()).boxed(),
    }
}

fn entry() -> impl Strategy<Value = Entry> {
    let own_or_default = |rule: &'static RuleInfo| -> Vec<BoxedStrategy<f64>> {
        rule.params
            .iter()
            .map(|spec| prop_oneof![2 => parameter(spec.domain), 1 => Just(spec.default)].boxed())
            .collect()
    };
    select(RULES).prop_flat_map(move |rule| own_or_default(rule).prop_map(move |params| Entry { rule, params }))
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

fn preset() -> impl Strategy<Value = Preset> {
    let race = (
        select(SURFACES),
        [number(-MAX_COORDINATE, MAX_COORDINATE), number(-MAX_COORDINATE, MAX_COORDINATE)],
        proptest::option::of((edges(), edges()).prop_map(|(x, y)| View { x, y })),
        vec(entry(), 0..=MAX_RUNS),
        1..=MAX_STEPS,
        proptest::option::of(number(-f64::MAX, f64::MAX)),
    );
    let race = race.prop_map(|(surface, start, view, runs, steps, target)| {
        Setup::Race(RaceSetup { surface, start, view, runs, steps, target })
    });
    (race, proptest::option::of(select(Lang::ALL)), proptest::option::of(select(Theme::ALL)))
        .prop_map(|(setup, lang, theme)| Preset { setup, lang, theme })
}

/// A link after an accident: characters lost, put in, or exchanged for others that the parser looks out for.
fn mutated() -> impl Strategy<Value = String> {
    let link = prop_oneof![
        preset().prop_map(|preset| print(&preset)),
        select(READY).prop_map(|ready| ready.link.to_owned()),
        Just("https://host/embed/?lab=race&f=bowl&run=sgd&v=1#?secret=Xy1".to_owned()),
    ];
    let pieces = vec![
        "&", "=", ",", ":", "#", "?", "%", "%25", "%00", "%ff", "-", ".", "e", "9", "1e999", "NaN", "\0", "가", "run=",
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
    let Setup::Race(setup) = &parsed.preset.setup;
    assert_eq!(check(setup), [], "a parsed setup is within the limits: {text:?}");
    assert_eq!(setup.race().runs().len(), setup.runs.len(), "a parsed setup can be run: {text:?}");
    for warning in &parsed.warnings {
        assert!(warning.value().chars().count() <= MAX_QUOTE, "{warning}");
        assert!(!warning.to_string().contains(char::is_control), "{warning:?}");
    }

    let link = print(&parsed.preset);
    let again = parse(&link);
    assert_eq!(again.preset, parsed.preset, "{link}");
    assert_eq!(
        (again.warnings.as_slice(), again.lab, again.is_refused),
        ([].as_slice(), Some(Lab::Race), false),
        "{link}"
    );
    assert_eq!(print(&again.preset), link);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_preset_comes_back_from_its_link(preset in preset()) {
        let Setup::Race(setup) = &preset.setup;
        prop_assert_eq!(check(setup), []);
        let link = print(&preset);
        let parsed = parse(&link);
        prop_assert_eq!(&parsed.preset, &preset);
        prop_assert_eq!(&parsed.warnings, &[]);
        prop_assert!(link.len() <= MAX_LENGTH, "{} characters", link.len());
        prop_assert!(link.bytes().all(|b| b.is_ascii_alphanumeric() || b"._,:-&=".contains(&b)), "{}", link);
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
        let entry = Entry { rule, params: vec![-coordinate; rule.params.len()] };
        let setup = RaceSetup {
            surface,
            start: [coordinate; 2],
            view: Some(view),
            runs: vec![entry; MAX_RUNS],
            steps: MAX_STEPS,
            target: Some(coordinate),
        };
        let preset = Preset { setup: Setup::Race(setup), lang: Some(Lang::Ko), theme: Some(Theme::Light) };
        let link = print(&preset);
        assert!(link.len() <= MAX_LENGTH, "{}: {} characters", rule.id, link.len());
        assert_eq!(parse(&link).preset, preset);
    }
}
