//! Why a text is no expression: where, what, and what to write instead.

use alloc::string::String;
use core::fmt;

/// Characters that an expression may have, at most.
pub const MAX_LENGTH: usize = 500;
/// How deep brackets, functions, signs and powers may be nested, at most.
pub const MAX_DEPTH: usize = 64;

/// The first thing that is wrong with a text, as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionError {
    /// Where it is, in characters, from 1 on; one past the last character if something is missing at the end.
    pub column: usize,
    /// How many characters it is about; 0 at the end.
    pub length: usize,
    /// What it is.
    pub kind: ExpressionErrorKind,
}

/// What is wrong. Texts named `write` are what to type instead.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExpressionErrorKind {
    /// Nothing but white space.
    Empty,
    /// More than [`MAX_LENGTH`] characters.
    TooLong,
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// A sign that stands for nothing.
    Character {
        /// The sign.
        found: String,
        /// What does the same here, if anything does.
        write: Option<&'static str>,
    },
    /// A word that names nothing.
    Name {
        /// The word.
        found: String,
        /// What was probably meant.
        write: Option<String>,
    },
    /// Two values side by side: multiplication is always written.
    Multiplication {
        /// Both, with the operator between them.
        write: String,
    },
    /// A number with a second point, or one that runs on.
    Number {
        /// The number.
        found: String,
    },
    /// A number beyond the largest double.
    Overflow {
        /// The number.
        found: String,
    },
    /// A value is missing before what stands here; nothing stands at the end.
    Value {
        /// What stands here.
        found: Option<String>,
    },
    /// A function without brackets.
    Brackets {
        /// The function with its argument in brackets.
        write: String,
    },
    /// A function with too few or too many arguments.
    Arguments {
        /// The function.
        function: &'static str,
        /// How many it takes.
        expected: usize,
        /// How many were given.
        given: usize,
    },
    /// An opening bracket that is never closed.
    Unclosed,
    /// A closing bracket that was never opened.
    Unopened,
    /// A comma outside of a function.
    Comma,
}

impl ExpressionErrorKind {
    /// A stable name: lower case, words joined by hyphens.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::TooDeep => "too-deep",
            Self::Character { .. } => "character",
            Self::Name { .. } => "name",
            Self::Multiplication { .. } => "multiplication",
            Self::Number { .. } => "number",
            Self::Overflow { .. } => "overflow",
            Self::Value { found: Some(_) } => "value",
            Self::Value { found: None } => "value-at-end",
            Self::Brackets { .. } => "brackets",
            Self::Arguments { .. } => "arguments",
            Self::Unclosed => "unclosed",
            Self::Unopened => "unopened",
            Self::Comma => "comma",
        }
    }

    /// What was found that is wrong, as it was typed.
    #[must_use]
    pub fn found(&self) -> Option<String> {
        match self {
            Self::Character { found, .. }
            | Self::Name { found, .. }
            | Self::Number { found }
            | Self::Overflow { found } => Some(found.clone()),
            Self::Value { found } => found.clone(),
            Self::Arguments { function, .. } => Some(String::from(*function)),
            _ => None,
        }
    }

    /// What to write instead, if that is clear.
    #[must_use]
    pub fn write(&self) -> Option<&str> {
        match self {
            Self::Character { write, .. } => *write,
            Self::Name { write, .. } => write.as_deref(),
            Self::Multiplication { write } | Self::Brackets { write } => Some(write),
            _ => None,
        }
    }

    /// The limit that was passed, or the number of arguments that a function takes.
    #[must_use]
    pub const fn limit(&self) -> Option<usize> {
        match self {
            Self::TooLong => Some(MAX_LENGTH),
            Self::TooDeep => Some(MAX_DEPTH),
            Self::Arguments { expected, .. } => Some(*expected),
            _ => None,
        }
    }
}

impl fmt::Display for ExpressionErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing is typed: write a formula in x and y"),
            Self::TooLong => write!(f, "longer than {MAX_LENGTH} characters"),
            Self::TooDeep => write!(f, "nested deeper than {MAX_DEPTH} levels"),
            Self::Character { found, .. } => write!(f, "{found} has no meaning here"),
            Self::Name { found, .. } => write!(f, "{found} is no variable, constant or function"),
            Self::Multiplication { .. } => f.write_str("an operator is missing"),
            Self::Number { found } => write!(f, "{found} is no number"),
            Self::Overflow { found } => write!(f, "{found} is too large for a number"),
            Self::Value { found: Some(found) } => write!(f, "a value is missing before {found}"),
            Self::Value { found: None } => f.write_str("a value is missing at the end"),
            Self::Brackets { .. } => f.write_str("a function needs brackets"),
            Self::Arguments { function, expected, given } => {
                let plural = if *expected == 1 { "" } else { "s" };
                write!(f, "{function} takes {expected} argument{plural}, {given} given")
            }
            Self::Unclosed => f.write_str("this bracket is never closed"),
            Self::Unopened => f.write_str("this bracket was never opened"),
            Self::Comma => f.write_str("a comma separates the arguments of a function alone"),
        }?;
        self.write().map_or(Ok(()), |write| write!(f, ": write {write}"))
    }
}

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.column, self.kind)
    }
}

impl core::error::Error for ExpressionError {}
