//! From a text to a tree: operator precedence by binding powers (V. R. Pratt, "Top down operator precedence", 1973).
//!
//! Written by hand and not with a library of parsers (winnow has operator precedence, too): an error must name the column at
//! which a *person* went wrong and what to type instead, which needs a look at the pieces on both sides, and the depth of
//! nesting has to be counted on the way down. That is most of this file; what a library would save is the loop over
//! operators. And the core depends on nothing but mathematics.

use alloc::format;
use alloc::string::String;
use core::ops::Range;

use super::error::{ExpressionError, ExpressionErrorKind as Kind, MAX_DEPTH, MAX_LENGTH};
use super::name::{Meaning, meaning, meant};
use super::token::{Token, Tokens};
use super::tree::{Node, Pair, Place, Tree};

type Parsed<T> = Result<T, ExpressionError>;

/// How strongly signs hold what stands beside them; a power holds more strongly than the sign before it.
const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const SIGN: u8 = 3;
const POWER: u8 = 4;

/// The tree of a text.
pub(super) fn parse(text: &str) -> Parsed<Tree> {
    let length = text.chars().count();
    if length > MAX_LENGTH {
        return Err(ExpressionError { column: MAX_LENGTH + 1, length: length - MAX_LENGTH, kind: Kind::TooLong });
    }
    if text.trim().is_empty() {
        return Err(ExpressionError { column: 1, length: 0, kind: Kind::Empty });
    }
    let mut parser = Parser { tokens: Tokens::of(text)?, tree: Tree::new(), last: 0..0, depth: 0 };
    parser.expression(SUM)?;
    match parser.tokens.token {
        Token::End => Ok(parser.tree),
        Token::Sign(b')') => Err(parser.error(Kind::Unopened)),
        // Everything else that can follow a value is an operator, or was found before.
        _ => Err(parser.error(Kind::Comma)),
    }
}

struct Parser<'a> {
    tokens: Tokens<'a>,
    tree: Tree,
    /// The token before the next one.
    last: Range<usize>,
    depth: usize,
}

impl Parser<'_> {
    fn error(&self, kind: Kind) -> ExpressionError {
        self.tokens.error_at(&self.tokens.span, kind)
    }

    fn advance(&mut self) -> Parsed<()> {
        self.last = self.tokens.span.clone();
        self.tokens.advance()
    }

    fn add(&mut self, node: Node) -> Place {
        self.tree.push(node);
        // A node takes a character at least, and there are at most 500.
        (self.tree.len() - 1) as Place
    }

    /// One level deeper; the error points at what opens the level.
    fn nested<T>(&mut self, inner: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == MAX_DEPTH {
            return Err(self.error(Kind::TooDeep));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    /// Values joined by operators that hold at least as strongly as `least`.
    fn expression(&mut self, least: u8) -> Parsed<Place> {
        let mut left = self.value()?;
        loop {
            let (pair, strength) = match self.tokens.token {
                Token::Sign(b'+') => (Pair::Sum, SUM),
                Token::Sign(b'-') => (Pair::Difference, SUM),
                Token::Sign(b'*') => (Pair::Product, PRODUCT),
                Token::Sign(b'/') => (Pair::Quotient, PRODUCT),
                Token::Sign(b'^') => (Pair::Power, POWER),
                Token::Number(_) | Token::Name | Token::Sign(b'(') => return Err(self.missing_operator()),
                _ => return Ok(left),
            };
            if strength < least {
                return Ok(left);
            }
            let right = if pair == Pair::Power {
                // To the right, so with what is as strong: x^y^2 is x^(y^2).
                self.nested(|parser| {
                    parser.advance()?;
                    parser.expression(POWER)
                })?
            } else {
                self.advance()?;
                self.expression(strength + 1)?
            };
            left = self.add(Node::Pair(pair, left, right));
        }
    }

    /// A number, a name, a function's value, something in brackets, or a sign and what it holds.
    fn value(&mut self) -> Parsed<Place> {
        match self.tokens.token {
            Token::Number(number) => {
                self.advance()?;
                Ok(self.add(Node::Number(number)))
            }
            Token::Name => self.name(),
            Token::Sign(b'(') => {
                let opening = self.tokens.span.clone();
                self.nested(|parser| {
                    parser.advance()?;
                    let inner = parser.expression(SUM)?;
                    parser.close(&opening)?;
                    Ok(inner)
                })
            }
            Token::Sign(sign @ (b'-' | b'+')) => {
                let inner = self.nested(|parser| {
                    parser.advance()?;
                    parser.expression(SIGN)
                })?;
                Ok(if sign == b'-' { self.add(Node::Negative(inner)) } else { inner })
            }
            Token::Sign(_) => Err(self.error(Kind::Value { found: Some(String::from(self.tokens.typed())) })),
            Token::End => Err(self.error(Kind::Value { found: None })),
        }
    }

    fn close(&mut self, opening: &Range<usize>) -> Parsed<()> {
        match self.tokens.token {
            Token::Sign(b')') => self.advance(),
            Token::Sign(_) => Err(self.error(Kind::Comma)),
            _ => Err(self.tokens.error_at(opening, Kind::Unclosed)),
        }
    }

    fn name(&mut self) -> Parsed<Place> {
        let (name, span) = (self.tokens.typed(), self.tokens.span.clone());
        match meaning(name) {
            Some(Meaning::Value(node)) => {
                self.advance()?;
                Ok(self.add(node))
            }
            Some(Meaning::Function(function)) => {
                let [argument, _] = self.arguments(&span, function.name(), 1)?;
                Ok(self.add(Node::Call(function, argument)))
            }
            Some(Meaning::Pair(pair, name)) => {
                let [first, second] = self.arguments(&span, name, 2)?;
                Ok(self.add(Node::Pair(pair, first, second)))
            }
            None => Err(self.error(Kind::Name { found: String::from(name), write: meant(name) })),
        }
    }

    /// The one or two arguments of a function, in brackets; of one, both are the same.
    fn arguments(&mut self, name: &Range<usize>, function: &'static str, expected: usize) -> Parsed<[Place; 2]> {
        self.advance()?;
        if self.tokens.token != Token::Sign(b'(') {
            let argument = match self.tokens.token {
                Token::Name | Token::Number(_) => self.tokens.typed(),
                _ if expected == 1 => "x",
                _ => "x, y",
            };
            let write = format!("{}({argument})", self.tokens.text(name.clone()));
            return Err(self.tokens.error_at(name, Kind::Brackets { write }));
        }
        let opening = self.tokens.span.clone();
        self.nested(|parser| {
            parser.advance()?;
            let mut found = [0; 2];
            let mut given = 0;
            while !(given == 0 && parser.tokens.token == Token::Sign(b')')) {
                let argument = parser.expression(SUM)?;
                if given < 2 {
                    found[given] = argument;
                }
                given += 1;
                if parser.tokens.token != Token::Sign(b',') {
                    break;
                }
                parser.advance()?;
            }
            parser.close(&opening)?;
            if given != expected {
                let kind = Kind::Arguments { function, expected, given };
                return Err(parser.tokens.error_at(&(name.start..parser.last.end), kind));
            }
            Ok(found)
        })
    }

    /// Two values side by side.
    fn missing_operator(&self) -> ExpressionError {
        let (left, right) = (self.tokens.text(self.last.clone()), self.tokens.typed());
        self.error(Kind::Multiplication { write: format!("{left}*{right}") })
    }
}
