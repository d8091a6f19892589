//! One digest for every number of many races: the same on every machine, natively and in a browser.
//!
//! `reference/digest.json` holds the recipe, its ingredients and the result. The browser tests read the same file and
//! follow the same recipe with the WebAssembly build.

use downhill::surface::SURFACES;
use downhill::{Entry, Race, catalog, surface};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// What `reference/digest.json` holds.
#[derive(Deserialize)]
struct Golden {
    recipe: Vec<String>,
    updates: usize,
    surfaces: Vec<Course>,
    sets: Vec<ParameterSet>,
}

/// A surface and where every run on it starts.
#[derive(Deserialize)]
struct Course {
    f: String,
    from: [f64; 2],
}

/// Parameters for every rule.
#[derive(Deserialize)]
struct ParameterSet {
    name: String,
    runs: Vec<Runner>,
    /// SHA-256 of all surfaces' bytes.
    sha256: String,
    /// SHA-256 of each surface's bytes by itself, to tell where a difference is.
    by_surface: Vec<String>,
}

/// A rule and its parameters in the order of the catalogue.
#[derive(Deserialize)]
struct Runner {
    rule: String,
    params: Vec<f64>,
}

impl Golden {
    fn load() -> Self {
        serde_json::from_str(include_str!("reference/digest.json")).expect("digest.json is well-formed")
    }
}

/// The bytes of one race: run by run, all positions (x and y, step 0 first), then all losses.
fn bytes(course: &Course, set: &ParameterSet, updates: usize) -> Vec<u8> {
    let surface = surface::find(&course.f).unwrap_or_else(|| panic!("no surface {}", course.f));
    let entry = |runner: &Runner| {
        let rule = catalog::find(&runner.rule).unwrap_or_else(|| panic!("no rule {}", runner.rule));
        Entry { rule, params: runner.params.clone() }
    };
    let entries: Vec<_> = set.runs.iter().map(entry).collect();
    let mut race = Race::new(surface, &course.from, &entries)
        .unwrap_or_else(|(run, error)| panic!("{}, {}: {error}", set.name, set.runs[run].rule));
    race.advance(updates);
    let mut bytes = Vec::new();
    for run in race.runs() {
        for number in run.positions().iter().chain(run.losses()) {
            assert!(!number.is_nan(), "{} on {}: the bits of NaN are not defined", run.entry().rule.id, course.f);
            bytes.extend(number.to_le_bytes());
        }
    }
    bytes
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_digest_of_all_races_is_the_committed_one() {
    let golden = Golden::load();
    let mut differences = Vec::new();
    for set in &golden.sets {
        assert_eq!(set.by_surface.len(), golden.surfaces.len(), "{}: a digest for every surface", set.name);
        let mut all = Vec::new();
        for (course, want) in golden.surfaces.iter().zip(&set.by_surface) {
            let bytes = bytes(course, set, golden.updates);
            let got = hex(&bytes);
            if got != *want {
                differences.push(format!("{}, {}: {got}", set.name, course.f));
            }
            all.extend(bytes);
        }
        let got = hex(&all);
        if got != set.sha256 {
            differences.push(format!("{}, all surfaces: {got}", set.name));
        }
    }
    assert!(
        differences.is_empty(),
        "the numbers of these races have changed; if that is meant, their digests belong into digest.json:\n{}",
        differences.join("\n"),
    );
}

#[test]
fn the_recipe_leaves_out_no_surface_no_rule_and_no_parameter() {
    let golden = Golden::load();
    assert_eq!(golden.updates, 1000);
    assert!(!golden.recipe.is_empty());
    assert_eq!(golden.surfaces.len(), SURFACES.len());
    for (course, surface) in golden.surfaces.iter().zip(SURFACES) {
        assert_eq!(course.f, surface.id);
        assert_eq!(course.from.map(f64::to_bits), surface.start.map(f64::to_bits), "{}: start", surface.id);
    }
    let (pairs, rest) = golden.sets.as_chunks::<2>();
    assert!(rest.is_empty(), "sets come in pairs: defaults, and livelier parameters");
    let mut covered = Vec::new();
    for [defaults, lively] in pairs {
        for (default, lively) in defaults.runs.iter().zip(&lively.runs) {
            let rule = catalog::find(&default.rule).unwrap_or_else(|| panic!("no rule {}", default.rule));
            assert_eq!(lively.rule, rule.id);
            assert!(default.params.iter().copied().eq(rule.defaults()), "{}: defaults", rule.id);
            assert_eq!(lively.params.len(), rule.params.len(), "{}", rule.id);
            let differ = default.params.iter().zip(&lively.params).all(|(a, b)| a.to_bits() != b.to_bits());
            assert!(differ, "{}: every parameter is lively", rule.id);
            covered.push(rule.id);
        }
    }
    assert!(covered.into_iter().eq(catalog::RULES.iter().map(|rule| rule.id)), "every rule, in order");
}

#[test]
fn the_digest_sees_a_single_bit() {
    let golden = Golden::load();
    let (course, set) = (&golden.surfaces[0], &golden.sets[0]);
    let beside = Course { f: course.f.clone(), from: [course.from[0].next_up(), course.from[1]] };
    assert_ne!(hex(&bytes(course, set, 10)), hex(&bytes(&beside, set, 10)));
}
