//! A text cut into numbers, names and signs.

use alloc::string::String;
use core::ops::Range;

use super::error::{ExpressionError, ExpressionErrorKind as Kind};

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    /// A number, not negative.
    Number(f64),
    /// A run of letters and digits that begins with a letter.
    Name,
    /// One of `+ - * / ^ ( ) ,`.
    Sign(u8),
    /// Nothing is left.
    End,
}

/// Cuts a text, one token ahead.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    /// The token that comes next.
    pub(super) token: Token,
    /// Which bytes of the text it is.
    pub(super) span: Range<usize>,
}

impl<'a> Tokens<'a> {
    /// Stands before the first token.
    pub(super) fn of(text: &'a str) -> Result<Self, ExpressionError> {
        let mut tokens = Self { text, token: Token::End, span: 0..0 };
        tokens.advance()?;
        Ok(tokens)
    }

    /// The next token as it was typed.
    pub(super) fn typed(&self) -> &'a str {
        &self.text[self.span.clone()]
    }

    /// The text of other bytes.
    pub(super) fn text(&self, span: Range<usize>) -> &'a str {
        &self.text[span]
    }

    /// An error about some bytes of the text.
    pub(super) fn error_at(&self, span: &Range<usize>, kind: Kind) -> ExpressionError {
        let column = self.text[..span.start].chars().count() + 1;
        ExpressionError { column, length: self.text[span.clone()].chars().count(), kind }
    }

    /// Goes past the next token.
    pub(super) fn advance(&mut self) -> Result<(), ExpressionError> {
        let rest = &self.text[self.span.end..];
        let white = rest.len() - rest.trim_start().len();
        let start = self.span.end + white;
        let rest = &self.text[start..];
        let length = |of: fn(u8) -> bool| rest.bytes().take_while(|&byte| of(byte)).count();
        let Some(first) = rest.chars().next() else {
            (self.token, self.span) = (Token::End, start..start);
            return Ok(());
        };
        self.span = start..start + first.len_utf8();
        match first {
            '0'..='9' | '.' => return self.number(start, rest.as_bytes()),
            'a'..='z' | 'A'..='Z' | '_' => {
                self.span.end = start + length(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
                self.token = Token::Name;
            }
            '*' if rest.starts_with("**") => {
                self.span.end += 1;
                return Err(self.character(Some("^")));
            }
            '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' => self.token = Token::Sign(first as u8),
            found => return Err(self.character(replacement(found))),
        }
        Ok(())
    }

    fn character(&self, write: Option<&'static str>) -> ExpressionError {
        self.error_at(&self.span, Kind::Character { found: String::from(self.typed()), write })
    }

    /// Digits, a point, and a power of ten.
    fn number(&mut self, start: usize, rest: &[u8]) -> Result<(), ExpressionError> {
        let digits = |from: usize| rest[from.min(rest.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut end = digits(0);
        let mut count = end;
        if rest.get(end) == Some(&b'.') {
            let fraction = digits(end + 1);
            (end, count) = (end + 1 + fraction, count + fraction);
        }
        if matches!(rest.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(rest.get(end + 1), Some(b'+' | b'-')));
            let exponent = digits(end + 1 + sign);
            // Without digits it is the constant e, and the operator before it is missing.
            if exponent > 0 {
                end += 1 + sign + exponent;
            }
        }
        let runs_on = rest[end..].iter().take_while(|byte| **byte == b'.' || byte.is_ascii_digit()).count();
        self.span = start..start + end + runs_on;
        let typed = self.typed();
        let number = if runs_on == 0 && count > 0 { typed.parse::<f64>().ok() } else { None };
        let found = || String::from(typed);
        match number {
            Some(number) if number.is_finite() => self.token = Token::Number(number),
            Some(_) => return Err(self.error_at(&self.span, Kind::Overflow { found: found() })),
            None => return Err(self.error_at(&self.span, Kind::Number { found: found() })),
        }
        Ok(())
    }
}

/// What to type for signs that mean something elsewhere.
fn replacement(found: char) -> Option<&'static str> {
    Some(match found {
        '−' | '–' | '—' => "-",
        '×' | '·' | '⋅' | '∙' => "*",
        '÷' | ':' | '∕' => "/",
        '²' => "^2",
        '³' => "^3",
        'π' => "pi",
        '[' | '{' => "(",
        ']' | '}' => ")",
        '|' => "abs(x)",
        '√' => "sqrt(x)",
        ';' => ",",
        _ => return None,
    })
}
