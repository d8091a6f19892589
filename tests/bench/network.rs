//! The native side of the bench of the Minima lab: trains the network of every link that is given, and prints as JSON how
//! long an update takes, which loss it ends with, bit for bit, and which digits it is trained on.

use std::process::ExitCode;
use std::time::Instant;

use downhill::network::{Fitting, Recipe};
use downhill_data::bundled;
use downhill_preset::parse_minima;
use serde::Serialize;

#[derive(Serialize)]
struct Trained {
    /// Milliseconds an update.
    ms: f64,
    /// The training loss at the end, as the sixteen digits of its bits: JSON has no bits.
    loss: String,
    /// Indices of the training digits, as rows of their file, in the order of the split.
    digits: Vec<usize>,
}

fn main() -> ExitCode {
    let mut all = Vec::new();
    for link in std::env::args().skip(1) {
        let parsed = parse_minima(&link);
        if let [warning, ..] = &parsed.warnings[..] {
            eprintln!("{link}: {warning:?}");
            return ExitCode::FAILURE;
        }
        all.push(trained(parsed.setup.recipe(0, 0)));
    }
    match serde_json::to_string(&all) {
        Ok(json) => println!("{json}"),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn trained(recipe: Recipe) -> Trained {
    let digits = bundled::digits();
    let [mut train, _] = recipe.losses(&digits);
    let [split, _] = digits.split(recipe.train, recipe.seed);
    let updates = recipe.length.updates;
    let mut fitting = Fitting::new(recipe);
    let start = Instant::now();
    fitting.advance(updates, &mut train);
    let ms = 1000.0 * start.elapsed().as_secs_f64() / updates as f64;
    let loss = train.fit(fitting.w()).loss;
    Trained { ms, loss: format!("{:016x}", loss.to_bits()), digits: split.indices }
}
