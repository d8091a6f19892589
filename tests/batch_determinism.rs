//! One digest for every number of some comparisons: the same natively and in a browser.
//!
//! `reference/batch-digest.json` holds the recipe, the links and the results. The browser tests read the same file and
//! follow the same recipe with the WebAssembly build.

use downhill::Comparison;
use downhill::catalog::RULES;
use downhill::data::DATA_SETS;
use downhill_data::bundled;
use downhill_preset::{BatchSetup, Setup, Task, parse};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// What `reference/batch-digest.json` holds.
#[derive(Deserialize)]
struct Golden {
    recipe: Vec<String>,
    links: Vec<Run>,
}

#[derive(Deserialize)]
struct Run {
    link: String,
    sha256: String,
}

fn golden() -> Golden {
    serde_json::from_str(include_str!("reference/batch-digest.json")).expect("batch-digest.json is well-formed")
}

fn setup(link: &str) -> BatchSetup {
    let parsed = parse(link);
    assert_eq!(parsed.warnings, [], "{link}");
    match parsed.preset.setup {
        Setup::Batch(setup) => setup,
        Setup::Race(_) | Setup::Minima(_) => panic!("{link}: no batch"),
    }
}

fn finished(setup: &BatchSetup) -> Comparison {
    let mut comparison = setup.comparison(Some(Task::Regress(bundled::diabetes()))).expect("a sound setup");
    comparison.finish();
    comparison
}

fn digest(comparison: &Comparison) -> String {
    let mut hash = Sha256::new();
    for contender in comparison.contenders() {
        let training = contender.training();
        let arrived = contender.ensemble().arrivals(contender.updates()).count as f64;
        for number in training.positions().iter().chain(training.losses()).chain([&arrived]) {
            assert!(!number.is_nan(), "the bits of NaN are not defined");
            hash.update(number.to_le_bytes());
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_digests_of_all_comparisons_are_the_committed_ones() {
    let changed: Vec<String> = golden()
        .links
        .iter()
        .filter_map(|run| {
            let got = digest(&finished(&setup(&run.link)));
            (got != run.sha256).then(|| format!("{}: {got}", run.link))
        })
        .collect();
    assert!(
        changed.is_empty(),
        "the numbers of these comparisons have changed; if that is meant, their digests belong into batch-digest.json:\n{}",
        changed.join("\n"),
    );
}

#[test]
fn every_data_set_and_rule_a_decay_a_change_and_both_samplings_are_among_them() {
    let golden = golden();
    assert!(!golden.recipe.is_empty());
    let has = |part: &str| golden.links.iter().any(|run| run.link.contains(part));
    for data in DATA_SETS {
        assert!(has(&format!("data={}&", data.id)), "{}", data.id);
    }
    for rule in RULES.iter().filter(|rule| !rule.asks) {
        assert!(has(&format!("run={},", rule.id)), "{}", rule.id);
    }
    for part in ["decay:", "change=", "sampling=replaced", "noise=", "seed="] {
        assert!(has(part), "{part}");
    }
}

#[test]
fn the_digest_sees_a_single_bit() {
    let mut setup = setup("lab=batch&data=valley&run=sgd,lr:0.1&batch=1&updates=5&replicas=0&v=1");
    let before = digest(&finished(&setup));
    setup.start[0] = setup.start[0].next_up();
    assert_ne!(digest(&finished(&setup)), before);
}
