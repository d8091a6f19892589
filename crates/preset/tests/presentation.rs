//! How a setup is shown: what a link says of it is read, printed, and checked item by item.

use downhill_preset::{
    Gestures, Lang, Part, Presentation, Theme, parse, parse_batch, parse_minima, parse_race, print, print_shown,
};

const EVERYTHING: &str =
    "lang=ko&theme=dark&hide=presets,about&autoplay=on&gestures=greedy&slides=beale-race,edge&predict=on&v=1";

fn everything() -> Presentation {
    Presentation {
        lang: Some(Lang::Ko),
        theme: Some(Theme::Dark),
        hide: vec![Part::Presets, Part::About],
        autoplay: true,
        gestures: Some(Gestures::Greedy),
        slides: vec!["beale-race".to_owned(), "edge".to_owned()],
        predict: true,
    }
}

#[test]
fn every_lab_reads_and_prints_it() {
    for lab in ["race", "batch", "minima"] {
        let parsed = parse(&format!("lab={lab}&{EVERYTHING}"));
        assert_eq!((&parsed.preset.presentation, parsed.warnings.len()), (&everything(), 0), "{lab}");
        let printed = print(&parsed.preset);
        assert!(printed.ends_with(EVERYTHING), "{printed}");
        assert_eq!(parse(&printed), parsed, "{lab}");
        let plain = print_shown(&printed, &Presentation::default());
        assert!(plain.starts_with(&format!("lab={lab}&")) && plain.ends_with("&v=1"), "{plain}");
        assert_eq!(parse(&plain).preset.setup, parsed.preset.setup, "{lab}");
        assert_eq!(parse(&plain).preset.presentation, Presentation::default(), "{lab}");
        assert_eq!(print_shown(&plain, &everything()), printed, "{lab}");
    }
    let alone = [
        parse_race(EVERYTHING).presentation,
        parse_batch(&format!("lab=batch&{EVERYTHING}")).presentation,
        parse_minima(&format!("lab=minima&{EVERYTHING}")).presentation,
    ];
    assert_eq!(alone, [everything(), everything(), everything()]);
}

#[test]
fn a_link_that_says_nothing_hides_nothing_and_plays_nothing() {
    assert_eq!(parse("lab=race&f=bowl&v=1").preset.presentation, Presentation::default());
    assert_eq!(print_shown("#lab=race&f=bowl&v=1", &Presentation::default()), "lab=race&f=bowl&v=1");
}

#[test]
fn what_is_no_item_of_a_list_is_named_and_the_others_count() {
    for (given, kept, warnings) in [
        ("hide=about,heading,about", "hide=heading,about&", vec![]),
        (
            "hide=about,map",
            "hide=about&",
            vec!["hide = map: must be one of heading, presets, controls, transport, charts, table, about"],
        ),
        (
            "hide=",
            "",
            vec!["hide = (nothing): must be one of heading, presets, controls, transport, charts, table, about"],
        ),
        ("autoplay=yes", "", vec!["autoplay = yes: must be one of on, off"]),
        ("autoplay=off&predict=off", "", vec![]),
        ("gestures=wild", "", vec!["gestures = wild: must be one of cooperative, greedy, none"]),
        (
            "slides=edge,<b>,sam",
            "slides=edge,sam&",
            vec!["slides = <b>: must be the name of a ready preset: at most 40 small letters, digits and hyphens"],
        ),
        ("hide=about&hide=table", "hide=about&", vec!["hide = table: must be given once; the first counts"]),
    ] {
        let parsed = parse(&format!("lab=race&f=bowl&steps=5&{given}&v=1"));
        let texts: Vec<String> = parsed.warnings.iter().map(ToString::to_string).collect();
        assert_eq!(texts, warnings, "{given}");
        assert_eq!(print(&parsed.preset), format!("lab=race&f=bowl&from=-3,1.5&steps=5&{kept}v=1"), "{given}");
    }
}
