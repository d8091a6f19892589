//! Prints, as JSON, how far every update rule is from PyTorch: the table that the page shows.

use downhill_tests::{RuleError, TOLERANCE, Trajectories, worst_errors};
use serde::Serialize;

/// The whole report.
#[derive(Serialize)]
struct Report {
    /// Version of PyTorch that made the vectors.
    torch: String,
    /// Version of Python that ran it.
    python: String,
    /// The largest relative error that the tests accept.
    tolerance: f64,
    /// After how many updates positions are compared.
    steps: Vec<usize>,
    /// How many runs were compared.
    vectors: usize,
    /// How many positions were compared.
    positions: usize,
    /// The worst error of all.
    worst: f64,
    /// One row a rule, in the order of the catalogue.
    rules: Vec<RuleError>,
}

fn main() {
    let Trajectories { torch, python, steps, .. } = Trajectories::load();
    let rules = worst_errors();
    let report = Report {
        torch,
        python,
        tolerance: TOLERANCE,
        steps,
        vectors: rules.iter().map(|rule| rule.vectors).sum(),
        positions: rules.iter().map(|rule| rule.positions).sum(),
        worst: rules.iter().map(|rule| rule.worst).fold(0.0, downhill_tests::worse),
        rules,
    };
    println!("{}", serde_json::to_string_pretty(&report).expect("a report is always representable"));
}
