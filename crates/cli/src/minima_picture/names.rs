//! What networks are called on a picture, and what it says about all of them.

use downhill_charts::format_number;
use downhill_preset::{Experiment, MinimaSetup};

use crate::networks::Trained;

/// The names of runs: whatever of batch size, rate and radius tells them apart; the batch size where nothing does.
pub(super) fn labels(setup: &MinimaSetup) -> Vec<String> {
    let runs = 0..setup.runs.len();
    let batch = |run: usize| setup.runs[run].batch.of(setup.train);
    let differs = |of: &dyn Fn(usize) -> u64| runs.clone().any(|run| of(run) != of(0));
    let has_rates = differs(&|run| setup.rate(run).to_bits());
    let has_radii = differs(&|run| setup.runs[run].rho.to_bits());
    let has_batches = differs(&|run| batch(run) as u64) || !(has_rates || has_radii);
    let label = |run: usize| {
        let mut parts = Vec::new();
        if has_radii {
            let rho = setup.runs[run].rho;
            parts.push(if rho > 0.0 { format!("SAM ρ {}", format_number(rho)) } else { "SGD".to_owned() });
        }
        if has_batches {
            let is_full = batch(run) == setup.train;
            parts.push(if is_full { "full batch".to_owned() } else { format!("batch {}", batch(run)) });
        }
        if has_rates {
            parts.push(format!("lr {}", format_number(setup.rate(run))));
        }
        parts.join(", ")
    };
    runs.clone().map(label).collect()
}

/// The question.
pub(super) fn title(experiment: Experiment) -> &'static str {
    match experiment {
        Experiment::BatchSize => "Does a small batch find a flatter minimum?",
        Experiment::Fair => "Is the comparison fair?",
        Experiment::NoiseScale => "Learning rate or batch size?",
        Experiment::Edge => "The edge of stability",
        Experiment::Sam => "SAM: flatness on purpose",
        Experiment::Rescale => "The same function, as sharp as you like",
        Experiment::Wells => "Why flat might help",
    }
}

/// How many networks, on how many digits, for how long.
pub(super) fn subtitle(setup: &MinimaSetup, trained: &[Trained]) -> String {
    if !setup.is_trained() {
        return format!("Two wells, and new data shifted by {}", format_number(setup.shift));
    }
    let count = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let updates: Vec<usize> = trained.iter().map(|of| of.updates).collect();
    let updates = match (updates.iter().min(), updates.iter().max()) {
        (Some(least), Some(most)) if least < most => format!("{least} to {most} updates"),
        (_, most) => count(most.copied().unwrap_or(0), "update"),
    };
    let runs = count(setup.runs.len(), "run");
    format!("{runs}, {}, {} to learn from, {updates}", count(setup.seeds, "seed"), count(setup.train, "digit"))
}

/// What became of a network, where it has no solution to show.
pub(super) fn diverged(of: &Trained) -> Option<String> {
    of.diverged_at.map(|update| format!("diverged at update {update}"))
}

/// A measure as a big number: so many decimals, or an exponent where it has too many digits.
pub(super) fn figure(value: f64, decimals: usize) -> String {
    if value.abs() < 1e5 { format!("{value:.decimals$}") } else { format!("{value:.1e}") }
}

#[cfg(test)]
mod tests {
    use downhill_preset::{Setup, parse};

    use super::*;

    #[test]
    fn runs_are_told_apart_as_briefly_as_they_can_be() {
        for (link, want) in [
            ("experiment=batch-size&batch=4&batch=150", &["batch 4", "full batch"][..]),
            ("experiment=batch-size&batch=16", &["batch 16"]),
            ("experiment=fair&batch=4,lr:0.2&batch=75,lr:0.47", &["batch 4, lr 0.2", "batch 75, lr 0.47"]),
            ("experiment=noise-scale&batch=8,lr:0.05&batch=8", &["lr 0.05", "lr 0.1"]),
            ("experiment=sam&batch=32&batch=32,rho:0.2", &["SGD", "SAM ρ 0.2"]),
            ("experiment=sam&batch=32&batch=16,rho:0.2", &["SGD, batch 32", "SAM ρ 0.2, batch 16"]),
            ("experiment=sam&batch=32,rho:0.2", &["batch 32"]),
            ("experiment=wells", &[]),
        ] {
            let Setup::Minima(setup) = parse(&format!("lab=minima&{link}")).preset.setup else { panic!("{link}") };
            assert_eq!(labels(&setup), want, "{link}");
        }
    }

    #[test]
    fn big_numbers_have_no_more_digits_than_there_is_room_for() {
        assert_eq!(figure(8.977, 1), "9.0");
        assert_eq!(figure(239.6, 0), "240");
        assert_eq!(figure(1_234_567.0, 1), "1.2e6");
    }
}
