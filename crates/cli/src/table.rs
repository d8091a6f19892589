//! `downhill run`: what a link sets up as a table.
//!
//! CSV has one row for each run and step that is shown, numbers as in links: the shortest decimal that parses back to the
//! same bits.
//! JSON is one object, in which a number that is not finite is `null`, and each of the `warnings` has `code`, `field`,
//! `value`, `rule` and `text`. What else they have is each lab's own.

use std::io::{self, Write};

use downhill::Entry;
use downhill_preset::Setup;
use serde::{Serialize, Serializer};

use crate::arguments::Run;
use crate::failure::Failure;
use crate::subject::Subject;
use crate::{batch_table, comparison, minima_table, networks, race, race_table};

/// Prints the table of a link.
pub(crate) fn run(asked: &Run, out: &mut impl Write) -> Result<(), Failure> {
    let subject = Subject::read(&asked.link, asked.is_strict)?;
    let every = asked.every.unwrap_or(1);
    match &subject.preset.setup {
        Setup::Race(setup) => {
            let race = race::finish(setup);
            if asked.is_json {
                json(&race_table::object(&subject, setup, &race, every), out)
            } else {
                Ok(race_table::csv(&race, every, out)?)
            }
        }
        Setup::Batch(setup) => {
            let comparison = comparison::finish(setup)?;
            if asked.is_json {
                json(&batch_table::object(&subject, setup, &comparison, every), out)
            } else {
                Ok(batch_table::csv(setup, &comparison, every, out)?)
            }
        }
        Setup::Minima(setup) if !setup.is_trained() => {
            if asked.is_json {
                json(&minima_table::wells_object(&subject, setup), out)
            } else {
                Ok(minima_table::wells_csv(setup, out)?)
            }
        }
        Setup::Minima(setup) => {
            let trained = networks::finish(setup, asked.every);
            if asked.is_json {
                json(&minima_table::object(&subject, setup, &trained), out)
            } else {
                Ok(minima_table::csv(&trained, out)?)
            }
        }
    }
}

/// Every `every`th step up to `last`, and that one.
pub(crate) fn shown(last: usize, every: usize) -> impl Iterator<Item = usize> {
    let end = (!last.is_multiple_of(every)).then_some(last);
    (0..=last).step_by(every).chain(end)
}

fn json(object: &impl Serialize, out: &mut impl Write) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, object).map_err(io::Error::from)?;
    Ok(writeln!(out)?)
}

/// A warning, as data and as a sentence.
#[derive(Serialize)]
pub(crate) struct JsonWarning {
    code: &'static str,
    field: String,
    value: String,
    rule: String,
    text: String,
}

/// What is wrong in the link.
pub(crate) fn warnings(subject: &Subject) -> Vec<JsonWarning> {
    let warnings = subject.warnings.iter().map(|warning| JsonWarning {
        code: warning.code(),
        field: warning.field(),
        value: warning.value(),
        rule: warning.rule(),
        text: warning.to_string(),
    });
    warnings.collect()
}

/// A rule's parameters by id.
pub(crate) fn parameters<S: Serializer>(entry: &Entry, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(entry.rule.params.iter().map(|spec| spec.id).zip(&entry.params))
}
