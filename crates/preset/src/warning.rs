//! What was wrong in a link or setup, as data.

mod problem;

use std::fmt;

use downhill::ExpressionError;

use crate::limits::MAX_QUOTE;

pub(crate) use problem::Problem;

/// Something in a link or setup that cannot be used, and why.
///
/// Displays as an English sentence: `run 2: lr = -1: must be > 0`. The codes are listed in the
/// [crate's documentation](crate).
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    field: Field,
    value: String,
    problem: Problem,
    /// Of a formula that cannot be read: all of it, and where and why.
    formula: Option<(String, ExpressionError)>,
}

/// Where something is wrong.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Field {
    /// The link as a whole, or a key of it.
    Key(&'static str),
    /// A run, a batch size or a change, counted from 1.
    Item(&'static str, usize),
    /// A parameter or another part of one of them, by what it was called.
    Part(&'static str, usize, String),
}

/// What may be said of a run beside its rule's parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extras {
    /// Nothing.
    None,
    /// How fast its rate falls.
    Batch,
    /// Any schedule, and what is done to its gradients.
    Race,
}

/// A run, counted from 1.
pub(crate) fn run(number: usize) -> Field {
    Field::Item("run", number)
}

/// A parameter of a run, by what it was called.
pub(crate) fn run_part(number: usize, name: &str) -> Field {
    Field::Part("run", number, name.to_owned())
}

/// A batch size of a link of the Minima lab, counted from 1.
pub(crate) fn batch(number: usize) -> Field {
    Field::Item("batch", number)
}

/// A part of a batch size, by what it was called.
pub(crate) fn batch_part(number: usize, name: &str) -> Field {
    Field::Part("batch", number, name.to_owned())
}

/// A change, counted from 1.
pub(crate) fn change(number: usize) -> Field {
    Field::Item("change", number)
}

/// A part of a change, or the parameter that it changes, by what it was called.
pub(crate) fn change_part(number: usize, name: &str) -> Field {
    Field::Part("change", number, name.to_owned())
}

impl Warning {
    /// A warning about a value as it was given, which is shortened and stripped of what could disturb a terminal.
    pub(crate) fn new(field: Field, value: &str, problem: Problem) -> Self {
        Self { field, value: quote(value), problem, formula: None }
    }

    /// A warning about a formula.
    pub(crate) fn of_expression(text: &str, error: ExpressionError) -> Self {
        let formula = Some((text.to_owned(), error));
        Self { formula, ..Self::new(Field::Key("expr"), text, Problem::Expression) }
    }

    /// What kind of thing is wrong: a stable name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }

    /// Where: `from`, `run 2`, `run 2: lr`, `change 1: at`. Runs, batch sizes and changes are counted from 1, in the link those left
    /// out included.
    #[must_use]
    pub fn field(&self) -> String {
        match &self.field {
            Field::Key(key) => (*key).to_owned(),
            Field::Item(kind, number) => format!("{kind} {number}"),
            Field::Part(kind, number, name) => format!("{kind} {number}: {}", quote(name)),
        }
    }

    /// What was given, shortened to [`MAX_QUOTE`] characters; control characters are replaced.
    #[must_use]
    pub fn value(&self) -> String {
        self.value.clone()
    }

    /// The whole of a formula that cannot be read, as it was given; [`None`] if something else is wrong.
    #[must_use]
    pub fn formula(&self) -> Option<&str> {
        self.formula.as_ref().map(|(text, _)| text.as_str())
    }

    /// What it must be, with as few words as possible: `> 0`, `x,y`, `en | ko`.
    #[must_use]
    pub fn rule(&self) -> String {
        match &self.formula {
            None => self.problem.rule(),
            Some((_, ExpressionError { column, kind, .. })) => {
                let write = kind.write().map_or_else(String::new, |write| format!(": {write}"));
                format!("{column}: {}{write}", kind.id())
            }
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.value.is_empty() { "(nothing)" } else { &self.value };
        write!(f, "{} = {value}: ", self.field())?;
        match &self.formula {
            None => f.write_str(&self.problem.sentence()),
            // What was typed stands in it as it was typed.
            Some((_, error)) => f.write_str(&harmless(&error.to_string()).collect::<String>()),
        }
    }
}

/// The characters of a text, with another for each that moves a cursor or turns the direction of writing.
fn harmless(text: &str) -> impl Iterator<Item = char> {
    let is_harmful = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(move |c| if is_harmful(c) { char::REPLACEMENT_CHARACTER } else { c })
}

/// At most [`MAX_QUOTE`] harmless characters of a text.
fn quote(text: &str) -> String {
    let mut characters = harmless(text);
    let mut quote: String = characters.by_ref().take(MAX_QUOTE).collect();
    if characters.next().is_some() {
        quote.pop();
        quote.push('…');
    }
    quote
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_short_and_harmless() {
        assert_eq!(quote("a\u{1b}[2Jb\0"), "a\u{fffd}[2Jb\u{fffd}");
        assert_eq!(quote(&"가".repeat(40)), "가".repeat(40));
        assert_eq!(quote(&"가".repeat(41)), format!("{}…", "가".repeat(39)));
    }
}
