//! Everything that can be wrong in a link or setup, each with its exact English sentence and its parts.

use downhill::{Entry, Schedule, Transforms, View, catalog, surface};
use downhill_preset::limits::MAX_LENGTH;
use downhill_preset::{Change, Lab, Lang, RaceRun, RaceSetup, Setup, Warning, check, parse};

fn sentences(warnings: &[Warning]) -> Vec<String> {
    warnings.iter().map(ToString::to_string).collect()
}

/// The setup of a link, whatever was wrong with it.
fn race(text: &str) -> RaceSetup {
    let Setup::Race(race) = parse(text).preset.setup else { panic!("{text}: no race") };
    race
}

/// The ids of all rules.
fn ids(between: &str) -> String {
    catalog::RULES.iter().map(|rule| rule.id).collect::<Vec<_>>().join(between)
}

#[test]
fn each_mistake_is_named_by_one_sentence() {
    for (text, sentence) in [
        ("v=0", "v = 0: must be 1"),
        ("v=one", "v = one: must be 1"),
        ("v=1.5", "v = 1.5: must be 1"),
        ("v=2", "v = 2: must be at most 1; the link is for a newer Downhill than this one"),
        (
            "v=99999999999999999999999",
            "v = 99999999999999999999999: must be at most 1; the link is for a newer Downhill than this one",
        ),
        ("lab=kitchen", "lab = kitchen: must be one of race, batch, minima"),
        ("lab=", "lab = (nothing): must be one of race, batch, minima"),
        ("lang=fr", "lang = fr: must be one of en, ko"),
        ("theme=auto", "theme = auto: must be one of light, dark"),
        ("f=ackley&f=bowl", "f = bowl: must be given once; the first counts"),
        ("expr=x%2B%001", "expr = x+\u{fffd}1: column 3: \u{fffd} has no meaning here"),
        ("expr=2x", "expr = 2x: column 2: an operator is missing: write 2*x"),
        ("expr=", "expr = (nothing): column 1: nothing is typed: write a formula in x and y"),
        ("f=bowl&expr=x%5E2", "f = bowl: must not be given beside expr, which counts"),
        ("from=1", "from = 1: must be two numbers: x,y"),
        ("from=1,2,3", "from = 1,2,3: must be two numbers: x,y"),
        ("from=1,NaN", "from = 1,NaN: must be two numbers: x,y"),
        ("from=1,inf", "from = 1,inf: must be two numbers: x,y"),
        ("from=1,1e999", "from = 1,1e999: must be two numbers: x,y"),
        ("from=1,0x10", "from = 1,0x10: must be two numbers: x,y"),
        ("from=1,%32%00", "from = 1,2\u{fffd}: must be two numbers: x,y"),
        ("from=%ff,1", "from = \u{fffd},1: must be two numbers: x,y"),
        ("from=1,1000001", "from = 1,1000001: must be in [-1e6, 1e6]"),
        ("view=0,1,0", "view = 0,1,0: must be four numbers: xmin,xmax,ymin,ymax"),
        ("view=0,1,0,inf", "view = 0,1,0,inf: must be four numbers: xmin,xmax,ymin,ymax"),
        ("view=0,1e7,0,1", "view = 0,1e7,0,1: must be in [-1e6, 1e6]"),
        ("view=1,0,0,1", "view = 1,0,0,1: must have xmin < xmax and ymin < ymax, at least 1e-6 apart"),
        ("view=0,1,2,2", "view = 0,1,2,2: must have xmin < xmax and ymin < ymax, at least 1e-6 apart"),
        ("view=0,1e-7,0,1", "view = 0,1e-7,0,1: must have xmin < xmax and ymin < ymax, at least 1e-6 apart"),
        ("run=adam,lr:-1", "run 1: lr = -1: must be > 0"),
        ("run=adam,lr:0", "run 1: lr = 0: must be > 0"),
        ("run=adam,lr:1e-999", "run 1: lr = 1e-999: must be > 0"),
        ("run=sgd&run=adam,beta1:1", "run 2: beta1 = 1: must be in [0, 1)"),
        ("run=sgd&run=adam,lr:fast", "run 2: lr = fast: must be a finite number > 0"),
        ("run=adam,lr:&run=sgd", "run 1: lr = (nothing): must be a finite number > 0"),
        ("run=adam,beta2:nan", "run 1: beta2 = nan: must be a finite number in [0, 1)"),
        ("run=adam,lr:1e999", "run 1: lr = 1e999: must be a finite number > 0"),
        ("run=adam,lr:1,lr:2", "run 1: lr = 2: must be given once; the first counts"),
        (
            "run=adam,mu:0.9",
            "run 1: mu = 0.9: adam has no such parameter; it takes lr, beta1, beta2, eps, clip_value, clip_norm, \
             weight_decay, schedule, decay",
        ),
        ("run=sgd,clip_norm:0", "run 1: clip_norm = 0: must be > 0"),
        ("run=sgd,weight_decay:-1", "run 1: weight_decay = -1: must be >= 0"),
        (
            "run=sgd,schedule:slow",
            "run 1: schedule = slow: must be one of constant, step, exponential, cosine, warm-up, inverse-time, one-cycle",
        ),
        ("run=sgd,schedule:step,step_size:2.5", "run 1: step_size = 2.5: must be a whole number >= 1"),
        ("run=sgd,decay:x", "run 1: decay = x: must be a finite number >= 0"),
        ("show=map", "show = map: must be one of inside, derivatives, rates, basins, 3d"),
        ("run=sgd&runner=2", "runner = 2: must be a whole number from 1 to 1"),
        ("point=1", "point = 1: must be two numbers: x,y"),
        ("point=1,2e6", "point = 1,2e6: must be in [-1e6, 1e6]"),
        ("sweep=lr,lr", "sweep = lr,lr: must be two different parameters of the runner: parameter,parameter"),
        (
            "run=adam&sweep=foo,lr",
            "sweep = foo,lr: must be two different parameters of the runner: parameter,parameter",
        ),
        (
            "run=momentum&sweep=beta1,eps",
            "sweep = beta1,eps: must be two different parameters of the runner: parameter,parameter",
        ),
        ("each=-5", "each = -5: must be a whole number from 1 to 10000"),
        ("each=1e9", "each = 1e9: must be a whole number from 1 to 10000"),
        ("eye=30", "eye = 30: must be two numbers: x,y"),
        ("eye=30,95", "eye = 30,95: must be in [8, 90]"),
        ("eye=200,30", "eye = 200,30: must be in [-180, 180]"),
        ("height=low", "height = low: must be one of log, linear"),
        ("per=second", "per = second: must be one of updates, evaluations"),
        ("noise=11", "noise = 11: must be from 0 to 10"),
        ("seeds=0", "seeds = 0: must be a whole number from 1 to 100"),
        ("run=sgd&change=5,2,lr:1", "change 1: run = 2: must be a whole number from 1 to 1"),
        ("run=sgd&change=5,1,decay:1", "change 1: decay = 1: sgd has no such parameter; it takes lr"),
        (
            "run=sgd&steps=100000&noise=1&seeds=100",
            "seeds = 100: must be at most 20 here, so that all make no more than 2000000 updates",
        ),
        ("run=adam,0.1", "run 1 = 0.1: must be parameter:value"),
        ("run=adam,lr=0.1", "run 1 = lr=0.1: must be parameter:value"),
        ("run=sleigh", &format!("run 1 = sleigh: must be one of {}", ids(", "))),
        ("run=", &format!("run 1 = (nothing): must be one of {}", ids(", "))),
        ("steps=0", "steps = 0: must be a whole number from 1 to 100000"),
        ("steps=100001", "steps = 100001: must be a whole number from 1 to 100000"),
        ("steps=1.5", "steps = 1.5: must be a whole number from 1 to 100000"),
        ("steps=-1", "steps = -1: must be a whole number from 1 to 100000"),
        ("target=NaN", "target = NaN: must be a finite number"),
        ("target=low", "target = low: must be a finite number"),
        (
            "steps=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "steps = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…: must be a whole number from 1 to 100000",
        ),
    ] {
        assert_eq!(sentences(&parse(text).warnings), [sentence], "{text}");
    }
    let surfaces: Vec<&str> = surface::SURFACES.iter().map(|surface| surface.id).collect();
    let sentence = format!("f = mountain: must be one of {}", surfaces.join(", "));
    assert_eq!(sentences(&parse("f=mountain").warnings), [sentence]);
}

#[test]
fn limits_are_named_and_what_is_within_them_is_read() {
    let long = format!("#lab=race&f=bowl&x={}&steps=7&v=1", "y".repeat(MAX_LENGTH));
    let parsed = parse(&long);
    let sentence = "length = 2078: must be at most 2048 characters; the rest is not read";
    assert_eq!(sentences(&parsed.warnings), [sentence]);
    assert_eq!((parsed.lab, race(&long).loss.id(), race(&long).steps), (Some(Lab::Race), "bowl", 500));

    let many = format!("#lab=race&{}f=bowl", "x=1&".repeat(63));
    assert_eq!(sentences(&parse(&many).warnings), ["pairs = 65: must be at most 64; the rest is not read"]);
    assert_eq!(race(&many).loss.id(), "rosenbrock");
    assert_eq!(race(&many.replacen("x=1&", "", 1)).loss.id(), "bowl");

    let runs = format!("#lab=race{}", "&run=sgd".repeat(13));
    assert_eq!(sentences(&parse(&runs).warnings), ["runs = 13: must be at most 12; the rest is left out"]);
    assert_eq!(race(&runs).runs.len(), 12);
}

#[test]
fn a_formula_that_cannot_be_read_is_given_back_whole() {
    let text = format!("x^2+2y{}", "+sin(x)".repeat(20));
    let parsed = parse(&format!("lab=race&expr={}&run=sgd", text.replace('+', "%2B")));
    assert_eq!(parsed.warnings.iter().map(Warning::formula).collect::<Vec<_>>(), [Some(text.as_str())]);
    assert_eq!(parse("lab=race&f=x").warnings[0].formula(), None);
}

#[test]
fn parts_of_a_warning_are_without_words() {
    for (text, [code, field, value, rule]) in [
        ("v=2", ["newer-version", "v", "2", "<= 1"]),
        ("v=x", ["unknown-version", "v", "x", "1"]),
        ("lab=x", ["unknown-lab", "lab", "x", "race | batch | minima"]),
        ("lang=x", ["unknown-lang", "lang", "x", "en | ko"]),
        ("theme=x", ["unknown-theme", "theme", "x", "light | dark"]),
        ("lab=race&lab=x", ["repeated", "lab", "x", "once"]),
        ("expr=2x", ["expression", "expr", "2x", "2: multiplication: 2*x"]),
        ("expr=x^", ["expression", "expr", "x^", "3: value-at-end"]),
        ("expr=x&f=bowl", ["beside-expr", "f", "bowl", "f | expr"]),
        ("from=x", ["not-a-point", "from", "x", "x,y"]),
        ("from=1e7,0", ["coordinate", "from", "1e7,0", "in [-1e6, 1e6]"]),
        ("view=x", ["not-a-view", "view", "x", "xmin,xmax,ymin,ymax"]),
        ("view=0,0,0,0", ["view-order", "view", "0,0,0,0", "xmax - xmin >= 1e-6, ymax - ymin >= 1e-6"]),
        ("run=x", ["unknown-rule", "run 1", "x", &ids(" | ")]),
        ("run=sgd,x", ["not-a-parameter", "run 1", "x", "parameter:value"]),
        (
            "run=momentum,x:1",
            [
                "unknown-parameter",
                "run 1: x",
                "1",
                "lr | momentum | clip_value | clip_norm | weight_decay | schedule | decay",
            ],
        ),
        ("run=sgd,lr:x", ["not-a-number", "run 1: lr", "x", "> 0"]),
        ("run=sgd,lr:0", ["parameter", "run 1: lr", "0", "> 0"]),
        ("steps=x", ["steps", "steps", "x", "1..100000"]),
        ("target=x", ["target", "target", "x", "finite"]),
    ] {
        let warnings = parse(text).warnings;
        let [warning] = warnings.as_slice() else { panic!("{text}: {warnings:?}") };
        let parts = [warning.code(), &warning.field(), &warning.value(), &warning.rule()];
        assert_eq!(parts, [code, field, value, rule], "{text}");
    }
    for (text, [code, field, value, rule]) in [
        ("run=sgd&".repeat(20), ["too-many-runs", "runs", "20", "<= 12"]),
        ("v=1".to_owned() + &"&x=1".repeat(99), ["too-many-pairs", "pairs", "100", "<= 64"]),
        ("v=1&x=".to_owned() + &"y".repeat(2994), ["too-long", "length", "3000", "<= 2048"]),
    ] {
        let warnings = parse(&text).warnings;
        let [warning] = warnings.as_slice() else { panic!("{text}: {warnings:?}") };
        let parts = [warning.code(), &warning.field(), &warning.value(), &warning.rule()];
        assert_eq!(parts, [code, field, value, rule], "{text}");
    }
}

#[test]
fn what_is_wrong_counts_as_not_given_and_the_rest_works() {
    let text = "#lab=race&f=bowl&from=1,x&view=1,0,0,1&run=sleigh,lr:1&run=adam,lr:-1,beta1:0.5,mu:2&run=sgd,lr:0.2\
                &steps=0&target=0.5&lang=ko&theme=blue&utm_source=x&v=1";
    let setup = race(text);
    let bowl = surface::find("bowl").expect("built in");
    let entry = |id, params: &[f64]| -> RaceRun {
        Entry { rule: catalog::find(id).expect("built in"), params: params.to_vec() }.into()
    };
    let want = RaceSetup {
        loss: bowl.into(),
        start: bowl.start,
        view: None,
        runs: vec![entry("adam", &[0.001, 0.5, 0.999, 1e-8]), entry("sgd", &[0.2])],
        steps: 500,
        target: Some(0.5),
        ..RaceSetup::default()
    };
    assert_eq!(setup, want);
    assert_eq!(parse(text).preset.presentation.lang, Some(Lang::Ko));
    let fields: Vec<String> = parse(text).warnings.iter().map(Warning::field).collect();
    assert_eq!(fields, ["from", "view", "run 1", "run 2: lr", "run 2: mu", "steps", "theme"]);
}

#[test]
fn a_newer_link_is_refused_as_a_whole() {
    let parsed = parse("#lab=race&f=bowl&from=9&run=sgd&lang=ko&v=2");
    assert!(parsed.is_refused, "v=2 is refused");
    assert_eq!((parsed.lab, parsed.preset.presentation.lang, parsed.warnings.len()), (None, None, 1));
    assert_eq!(parsed.preset, parse("").preset);
    assert!(!parse("#lab=race&v=1").is_refused && !parse("#lab=race").is_refused, "version 1 is known");
}

#[test]
fn an_empty_text_says_nothing_and_is_no_mistake() {
    for text in ["", "#", "https://host/", "?utm_source=x&fbclid=y", "#section", "#?secret=Xy1"] {
        let parsed = parse(text);
        assert_eq!(parsed.warnings, [], "{text}");
        assert_eq!(parsed.lab, None, "{text}");
        assert_eq!(race(text), RaceSetup::default(), "{text}");
    }
}

#[test]
fn the_target_is_the_own_one_or_just_above_the_lowest_loss() {
    assert_eq!(race("f=bowl").target(), Some(1e-3));
    assert_eq!(race("f=bowl&target=-2").target(), Some(-2.0));
    assert_eq!(race("f=saddle").target(), None);
    assert_eq!(race("f=saddle&target=-2").target(), Some(-2.0));
}

#[test]
fn a_setup_that_was_not_parsed_is_held_to_the_same_limits() {
    let entry = |lr| Entry { rule: catalog::find("sgd").expect("built in"), params: vec![lr] };
    let sgd = |lr| RaceRun::from(entry(lr));
    let change = |at, run, value| Change { at, run, param: 0, value };
    let decayed = |weight_decay| Transforms { weight_decay, ..Transforms::default() };
    let sound = RaceSetup { runs: vec![sgd(0.1)], ..RaceSetup::default() };
    assert_eq!(check(&sound), []);
    let unsound = [
        (RaceSetup { start: [1.0, f64::NAN], ..sound.clone() }, "from = 1,NaN: must be in [-1e6, 1e6]"),
        (RaceSetup { start: [-2e6, 0.0], ..sound.clone() }, "from = -2e6,0: must be in [-1e6, 1e6]"),
        (
            RaceSetup { view: Some(View { x: [0.0, 1.0], y: [f64::NEG_INFINITY, 0.0] }), ..sound.clone() },
            "view = 0,1,-inf,0: must be in [-1e6, 1e6]",
        ),
        (
            RaceSetup { view: Some(View { x: [0.0, 1.0], y: [1.0, 1.0] }), ..sound.clone() },
            "view = 0,1,1,1: must have xmin < xmax and ymin < ymax, at least 1e-6 apart",
        ),
        (RaceSetup { runs: vec![sgd(0.1), sgd(-1.0)], ..sound.clone() }, "run 2: lr = -1: must be > 0"),
        (RaceSetup { runs: vec![sgd(f64::INFINITY)], ..sound.clone() }, "run 1: lr = inf: must be a finite number > 0"),
        (
            RaceSetup { runs: vec![Entry { params: vec![], ..entry(0.1) }.into()], ..sound.clone() },
            "run 1 = 0: must be 1, the number of parameters of sgd",
        ),
        (
            RaceSetup { runs: vec![sgd(0.1); 13], ..sound.clone() },
            "runs = 13: must be at most 12; the rest is left out",
        ),
        (RaceSetup { steps: 0, ..sound.clone() }, "steps = 0: must be a whole number from 1 to 100000"),
        (RaceSetup { target: Some(f64::NAN), ..sound.clone() }, "target = NaN: must be a finite number"),
        (RaceSetup { noise: -1.0, ..sound.clone() }, "noise = -1: must be from 0 to 10"),
        (RaceSetup { seeds: 0, ..sound.clone() }, "seeds = 0: must be a whole number from 1 to 100"),
        (
            RaceSetup { seeds: 50, steps: 100_000, ..sound.clone() },
            "seeds = 50: must be at most 20 here, so that all make no more than 2000000 updates",
        ),
        (
            RaceSetup { runs: vec![RaceRun { transforms: decayed(-0.5), ..sgd(0.1) }], ..sound.clone() },
            "run 1: weight_decay = -0.5: must be >= 0",
        ),
        (
            RaceSetup {
                runs: vec![RaceRun { schedule: Schedule::Step { step_size: 1.5, gamma: 0.5 }, ..sgd(0.1) }],
                ..sound.clone()
            },
            "run 1: step_size = 1.5: must be a whole number >= 1",
        ),
        (
            RaceSetup { changes: vec![change(20, 0, 0.2), change(10, 0, 0.1)], ..sound.clone() },
            "change 2: at = 10: must be at least 20, the update of the change before it",
        ),
        (
            RaceSetup { changes: vec![change(20, 1, 0.2)], ..sound.clone() },
            "change 1: run = 2: must be a whole number from 1 to 1",
        ),
    ];
    for (setup, sentence) in unsound {
        assert_eq!(sentences(&check(&setup)), [sentence]);
    }
}
