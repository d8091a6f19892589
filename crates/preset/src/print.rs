//! From a preset to its one canonical link.

use downhill::Entry;

use crate::limits::VERSION;
use crate::number::shortest;
use crate::setup::{Preset, RaceSetup, Setup};

/// The canonical link of a preset, without `#`: keys in a fixed order, `v` last, numbers as [`shortest`] writes them, and
/// no characters but `A-Za-z0-9._,:-`, `&` and `=`.
///
/// What the surface or the reader decides is left out (`view`, `target`, `lang`, `theme`), and so is a parameter at its
/// default, except the learning rate.
#[must_use]
pub fn print(preset: &Preset) -> String {
    let Setup::Race(race) = &preset.setup;
    let mut pairs = vec![("lab", preset.setup.lab().id().to_owned())];
    push_race(race, &mut pairs);
    pairs.extend(preset.lang.map(|lang| ("lang", lang.id().to_owned())));
    pairs.extend(preset.theme.map(|theme| ("theme", theme.id().to_owned())));
    pairs.push(("v", VERSION.to_string()));
    let pairs: Vec<String> = pairs.into_iter().map(|(key, value)| format!("{key}={value}")).collect();
    pairs.join("&")
}

fn push_race(race: &RaceSetup, pairs: &mut Vec<(&str, String)>) {
    pairs.push(("f", race.surface.id.to_owned()));
    pairs.push(("from", numbers(&race.start)));
    pairs.extend(race.view.map(|view| ("view", numbers([view.x, view.y].as_flattened()))));
    pairs.extend(race.runs.iter().map(|entry| ("run", run(entry))));
    pairs.push(("steps", race.steps.to_string()));
    pairs.extend(race.target.map(|target| ("target", shortest(target))));
}

fn run(Entry { rule, params }: &Entry) -> String {
    let mut text = rule.id.to_owned();
    for (index, (spec, value)) in rule.params.iter().zip(params).enumerate() {
        if index == 0 || value.to_bits() != spec.default.to_bits() {
            text += &format!(",{}:{}", spec.id, shortest(*value));
        }
    }
    text
}

fn numbers(values: &[f64]) -> String {
    values.iter().map(|&value| shortest(value)).collect::<Vec<_>>().join(",")
}
