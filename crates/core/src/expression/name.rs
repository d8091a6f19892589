//! The names that an expression may use, and which of them a wrong name was meant to be.

use alloc::format;
use alloc::string::{String, ToString};

use super::tree::{Node, Pair, Variable};
use crate::operation::Function;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A variable or a constant.
    Value(Node),
    /// A function of one number.
    Function(Function),
    /// A function of two numbers.
    Pair(Pair, &'static str),
}

/// Names beside those of [`Function::name`].
const NAMES: [(&str, Meaning); 8] = [
    ("x", Meaning::Value(Node::Variable(Variable::X))),
    ("y", Meaning::Value(Node::Variable(Variable::Y))),
    ("pi", Meaning::Value(Node::Pi)),
    ("e", Meaning::Value(Node::E)),
    // The natural one, as in mathematics and in most programming languages.
    ("log", Meaning::Function(Function::Ln)),
    ("min", Meaning::Pair(Pair::Minimum, "min")),
    ("max", Meaning::Pair(Pair::Maximum, "max")),
    ("pow", Meaning::Pair(Pair::Power, "pow")),
];

/// What other languages call the same.
const ALIASES: [(&str, &str); 11] = [
    ("arcsin", "asin"),
    ("arccos", "acos"),
    ("arctan", "atan"),
    ("lg", "log10"),
    ("sgn", "sign"),
    ("fabs", "abs"),
    ("power", "pow"),
    ("minimum", "min"),
    ("maximum", "max"),
    ("tg", "tan"),
    // Not `log(2)`: that is a number.
    ("log2", "ln(x)/ln(2)"),
];

fn names() -> impl Iterator<Item = (&'static str, Meaning)> {
    let functions = Function::ALL.into_iter().map(|function| (function.name(), Meaning::Function(function)));
    functions.chain(NAMES)
}

/// What `name` stands for, if for anything.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    names().find(|(known, _)| *known == name).map(|(_, meaning)| meaning)
}

/// What to write instead of `name`, which stands for nothing.
pub(super) fn meant(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    if meaning(&lower).is_some() {
        return Some(lower);
    }
    if let Some((_, known)) = ALIASES.iter().find(|(alias, _)| *alias == lower) {
        return Some(known.to_string());
    }
    product(&lower).or_else(|| {
        // A name of two or three characters is one slip away from too many others.
        let slip = |known: &str| known.len() > 2 && lower.len() > 3 && one_slip(known, &lower);
        names().find(|(known, _)| slip(known)).map(|(known, _)| known.to_string())
    })
}

/// `xy` as x*y, `2pix` as 2*pi*x, `sinx` as sin(x); nothing if it is not made of names.
fn product(name: &str) -> Option<String> {
    let mut rest = name;
    let mut written = String::new();
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let longest = names().filter(|(known, _)| rest.starts_with(known)).max_by_key(|(known, _)| known.len());
        let (piece, is_function) = match longest {
            _ if digits > 0 => (&rest[..digits], false),
            Some((known, Meaning::Value(_))) => (known, false),
            Some((known, _)) => (known, true),
            None => return None,
        };
        rest = &rest[piece.len()..];
        if !written.is_empty() {
            written.push('*');
        }
        if is_function {
            // What follows is its argument; at the end it is left to the reader.
            let argument = if rest.is_empty() { String::from("…") } else { product(rest)? };
            return Some(format!("{written}{piece}({argument})"));
        }
        written.push_str(piece);
    }
    Some(written)
}

/// Whether one letter added, left out, changed, or swapped with its neighbour turns `a` into `b`.
fn one_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([_, rest @ ..], []) | ([], [_, rest @ ..]) => rest.is_empty(),
        ([p, q, a @ ..], [r, s, b @ ..]) if p == s && q == r => a == b,
        ([_, a_rest @ ..], [_, b_rest @ ..]) => a_rest == b_rest || a_rest == b || a == b_rest,
        ([], []) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_names_are_told_what_they_were_meant_to_be() {
        for (name, written) in [
            ("xy", Some("x*y")),
            ("X", Some("x")),
            ("Sin", Some("sin")),
            ("sinx", Some("sin(x)")),
            ("xsiny", Some("x*sin(y)")),
            ("x2", Some("x*2")),
            ("pix", Some("pi*x")),
            ("arctan", Some("atan")),
            ("log2", Some("ln(x)/ln(2)")),
            ("sqr", None),
            ("sqtr", Some("sqrt")),
            ("cosin", None),
            ("z", None),
            ("theta", None),
        ] {
            assert_eq!(meant(name).as_deref(), written, "{name}");
        }
    }
}
