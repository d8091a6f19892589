//! `downhill list`: what a link can name.
//!
//! JSON is all that the catalogue knows, formulas as TeX: `rules`, `surfaces`, `presets`, `experiments` and `data` are
//! arrays of objects as declared below; without a topic, one object of all of them. What there is nothing of is `null`: in a
//! data set with one parameter the `y` of its `view`, and the `goal` of one whose replicas have none. The last data set is
//! that of the Minima lab, which a link does not name and which has its own fields.

mod data_sets;
mod experiments;

use std::io::{self, Write};

use downhill::{CriticalKind, RuleInfo, Scale, Surface, catalog, surface};
use downhill_preset::ready::{self, Tag};
use downhill_preset::shortest;
use serde::Serialize;

use crate::arguments::{List, Topic};
use crate::failure::Failure;
use data_sets::JsonData;
use experiments::JsonExperiment;

/// Prints a topic, or all of them.
pub(crate) fn list(asked: &List, out: &mut impl Write) -> Result<(), Failure> {
    if asked.is_json { json(asked.topic, out) } else { Ok(text(asked.topic, out)?) }
}

fn text(topic: Option<Topic>, out: &mut impl Write) -> io::Result<()> {
    if let Some(topic) = topic {
        return columns(&rows(topic), out);
    }
    let topics = Topic::ALL.map(|topic| (topic, rows(topic)));
    for (index, (topic, rows)) in topics.iter().enumerate() {
        let gap = if index == 0 { "" } else { "\n" };
        writeln!(out, "{gap}{}", topic.id())?;
        columns(rows, out)?;
    }
    Ok(())
}

/// Id, name and the rest, for reading.
fn rows(topic: Topic) -> Vec<Vec<String>> {
    match topic {
        Topic::Rules => catalog::RULES
            .iter()
            .map(|rule| {
                let defaults = rule.params.iter().map(|spec| format!("{}:{}", spec.id, shortest(spec.default)));
                vec![rule.id.into(), rule.name.into(), defaults.collect::<Vec<_>>().join(","), rule.reference.into()]
            })
            .collect(),
        Topic::Surfaces => surface::SURFACES
            .iter()
            .map(|surface| {
                let [x, y] = surface.start.map(shortest);
                vec![surface.id.into(), surface.name.into(), format!("from={x},{y}"), surface.source.into()]
            })
            .collect(),
        Topic::Presets => ready::all().map(|(_, ready)| vec![ready.id.into(), ready.link.into()]).collect(),
        Topic::Experiments => experiments::rows(),
        Topic::Data => data_sets::rows(),
    }
}

/// Rows with their columns under one another, two spaces between them.
fn columns(rows: &[Vec<String>], out: &mut impl Write) -> io::Result<()> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).map(width).collect();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Everything {
    rules: Vec<JsonRule>,
    surfaces: Vec<JsonSurface>,
    presets: Vec<JsonPreset>,
    experiments: Vec<JsonExperiment>,
    data: Vec<JsonData>,
}

#[derive(Serialize)]
struct JsonRule {
    id: &'static str,
    name: &'static str,
    reference: &'static str,
    tex: &'static str,
    looks_ahead: bool,
    parameters: Vec<JsonParameter>,
    state: Vec<JsonState>,
}

#[derive(Serialize)]
struct JsonParameter {
    id: &'static str,
    symbol: &'static str,
    default: f64,
    /// `> 0` or `in [0, 1)`.
    domain: String,
    /// The ends of the slider.
    min: f64,
    max: f64,
    scale: &'static str,
    doc: &'static str,
}

#[derive(Serialize)]
struct JsonState {
    id: &'static str,
    symbol: &'static str,
}

#[derive(Serialize)]
struct JsonSurface {
    id: &'static str,
    name: &'static str,
    tex: &'static str,
    source: &'static str,
    start: [f64; 2],
    view: JsonView,
    critical_points: Vec<JsonPoint>,
}

#[derive(Serialize)]
struct JsonView {
    x: [f64; 2],
    y: Option<[f64; 2]>,
}

#[derive(Serialize)]
struct JsonPoint {
    kind: &'static str,
    at: [f64; 2],
    value: f64,
}

#[derive(Serialize)]
struct JsonPreset {
    id: &'static str,
    lab: &'static str,
    link: &'static str,
    tags: Vec<&'static str>,
}

fn json(topic: Option<Topic>, out: &mut impl Write) -> Result<(), Failure> {
    let all = Everything {
        rules: catalog::RULES.iter().copied().map(json_rule).collect(),
        surfaces: surface::SURFACES.iter().copied().map(json_surface).collect(),
        presets: ready::all()
            .map(|(lab, ready)| JsonPreset {
                id: ready.id,
                lab: lab.id(),
                link: ready.link,
                tags: ready.tags.iter().map(|tag| Tag::id(*tag)).collect(),
            })
            .collect(),
        experiments: experiments::json(),
        data: data_sets::json(),
    };
    let written = match topic {
        None => serde_json::to_writer_pretty(&mut *out, &all),
        Some(Topic::Rules) => serde_json::to_writer_pretty(&mut *out, &all.rules),
        Some(Topic::Surfaces) => serde_json::to_writer_pretty(&mut *out, &all.surfaces),
        Some(Topic::Presets) => serde_json::to_writer_pretty(&mut *out, &all.presets),
        Some(Topic::Experiments) => serde_json::to_writer_pretty(&mut *out, &all.experiments),
        Some(Topic::Data) => serde_json::to_writer_pretty(&mut *out, &all.data),
    };
    written.map_err(io::Error::from)?;
    Ok(writeln!(out)?)
}

fn json_rule(rule: &RuleInfo) -> JsonRule {
    let parameters = rule.params.iter().map(|spec| JsonParameter {
        id: spec.id,
        symbol: spec.symbol,
        default: spec.default,
        domain: spec.domain.to_string(),
        min: spec.min,
        max: spec.max,
        scale: match spec.scale {
            Scale::Linear => "linear",
            Scale::Log => "log",
        },
        doc: spec.doc,
    });
    JsonRule {
        id: rule.id,
        name: rule.name,
        reference: rule.reference,
        tex: rule.tex,
        looks_ahead: rule.looks_ahead,
        parameters: parameters.collect(),
        state: rule.state.iter().map(|spec| JsonState { id: spec.id, symbol: spec.symbol }).collect(),
    }
}

fn json_surface(surface: &Surface) -> JsonSurface {
    let points = surface.critical_points.iter().map(|point| JsonPoint {
        kind: match point.kind {
            CriticalKind::Minimum => "minimum",
            CriticalKind::Kink => "kink",
            CriticalKind::Saddle => "saddle",
        },
        at: point.at,
        value: point.value,
    });
    JsonSurface {
        id: surface.id,
        name: surface.name,
        tex: surface.tex,
        source: surface.source,
        start: surface.start,
        view: JsonView { x: surface.view.x, y: Some(surface.view.y) },
        critical_points: points.collect(),
    }
}
