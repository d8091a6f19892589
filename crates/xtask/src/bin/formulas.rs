//! Prints, as JSON, the TeX of every formula in the catalogue by the id that the page knows it by.

use downhill::{catalog, data, surface};
use serde_json::{Map, Value};

fn main() {
    let rules = catalog::RULES.iter().map(|rule| (format!("rule-{}", rule.id), rule.tex));
    let worked = catalog::RULES.iter().map(|rule| (format!("worked-{}", rule.id), downhill::worked(rule.id).tex));
    let surfaces = surface::SURFACES.iter().map(|surface| (format!("surface-{}", surface.id), surface.tex));
    let losses = data::DATA_SETS.iter().map(|data| (format!("data-{}", data.id), data.tex));
    let table: Map<String, Value> =
        rules.chain(worked).chain(surfaces).chain(losses).map(|(id, tex)| (id, Value::from(tex))).collect();
    println!("{:#}", Value::Object(table));
}
