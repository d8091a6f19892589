//! Typed losses have the same bits on every machine, natively and in a browser: what is found out about them, and races on
//! them.
//!
//! `reference/typed-digest.json` holds the recipe, its ingredients and the results. The browser tests follow the same recipe
//! with the WebAssembly build.

use downhill::{Entry, Loss, Race, Runner, TypedLoss, catalog};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// What `reference/typed-digest.json` holds.
#[derive(Deserialize)]
struct Golden {
    updates: usize,
    runs: Vec<Run>,
    expressions: Vec<Typed>,
}

#[derive(Deserialize)]
struct Run {
    rule: String,
    params: Vec<f64>,
}

#[derive(Deserialize)]
struct Typed {
    expr: String,
    sha256: String,
}

#[test]
fn views_starts_and_races_of_typed_losses_are_the_committed_ones() {
    let golden: Golden =
        serde_json::from_str(include_str!("reference/typed-digest.json")).expect("typed-digest.json is well-formed");
    let mut differences = Vec::new();
    for Typed { expr, sha256 } in &golden.expressions {
        let typed = TypedLoss::parse(expr).unwrap_or_else(|error| panic!("{expr}: {error}"));
        let (view, start) = (typed.view(), typed.start());
        let runners: Vec<Runner> = golden
            .runs
            .iter()
            .map(|run| {
                let rule = catalog::find(&run.rule).unwrap_or_else(|| panic!("no rule {}", run.rule));
                Runner::from(Entry { rule, params: run.params.clone() })
            })
            .collect();
        let mut race = Race::new(Loss::from(typed), &start, &runners)
            .unwrap_or_else(|(run, error)| panic!("{}: {error}", golden.runs[run].rule));
        race.advance(golden.updates);
        let mut digest = Sha256::new();
        let found = [view.x, view.y, start].concat();
        let runs = race.runs().iter().flat_map(|run| run.positions().iter().chain(run.losses()));
        for number in found.iter().chain(runs) {
            assert!(!number.is_nan(), "{expr}: the bits of NaN are not defined");
            digest.update(number.to_le_bytes());
        }
        let got: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        if got != *sha256 {
            differences.push(format!("{expr}: {got}"));
        }
    }
    assert!(
        differences.is_empty(),
        "the numbers of these losses have changed; if that is meant, their digests belong into typed-digest.json:\n{}",
        differences.join("\n"),
    );
}
