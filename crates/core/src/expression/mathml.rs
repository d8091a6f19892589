//! An expression as MathML: fractions, powers and roots as they are written by hand, brackets only where they are needed.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::tree::{Node, Pair, Tree, Variable};
use crate::operation::Function;

/// How strongly a piece holds together; weaker pieces stand in brackets inside stronger ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Sum,
    Negative,
    Product,
    Fraction,
    Call,
    Power,
    Atom,
}

/// A piece in MathML.
struct Piece {
    text: String,
    bond: Bond,
    /// Whether it begins with a digit, so that a number before it needs a sign between.
    is_numeric: bool,
}

impl Piece {
    fn new(text: String, bond: Bond) -> Self {
        Self { text, bond, is_numeric: false }
    }

    fn in_brackets_below(&self, least: Bond) -> String {
        if self.bond < least { brackets(&self.text) } else { self.text.clone() }
    }
}

fn brackets(inner: &str) -> String {
    format!("<mrow><mo>(</mo>{inner}<mo>)</mo></mrow>")
}

/// The tree's formula, inside a `math` element.
pub(super) fn mathml(tree: &Tree) -> String {
    let mut pieces: Vec<Piece> = Vec::with_capacity(tree.len());
    for node in tree {
        let of = |place: u16| &pieces[usize::from(place)];
        let piece = match *node {
            Node::Number(number) => numeral(number),
            Node::Pi => Piece::new("<mi>π</mi>".to_string(), Bond::Atom),
            Node::E => Piece::new("<mi>e</mi>".to_string(), Bond::Atom),
            Node::Variable(Variable::X) => Piece::new("<mi>x</mi>".to_string(), Bond::Atom),
            Node::Variable(Variable::Y) => Piece::new("<mi>y</mi>".to_string(), Bond::Atom),
            Node::Negative(a) => {
                let inner = of(a).in_brackets_below(Bond::Product);
                Piece::new(format!("<mrow><mo form=\"prefix\">−</mo>{inner}</mrow>"), Bond::Negative)
            }
            Node::Pair(pair, a, b) => joined(pair, of(a), of(b)),
            Node::Call(function, a) => called(function, of(a)),
        };
        pieces.push(piece);
    }
    let formula = pieces.pop().map_or_else(String::new, |piece| piece.text);
    format!("<math>{formula}</math>")
}

/// A number; very small and very large ones as a multiple of a power of ten.
fn numeral(number: f64) -> Piece {
    if number == 0.0 || (1e-4..1e7).contains(&number) {
        return Piece { is_numeric: true, ..Piece::new(format!("<mn>{number}</mn>"), Bond::Atom) };
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent = match exponent.strip_prefix('-') {
        Some(size) => format!("<mrow><mo form=\"prefix\">−</mo><mn>{size}</mn></mrow>"),
        None => format!("<mn>{exponent}</mn>"),
    };
    let power = format!("<msup><mn>10</mn>{exponent}</msup>");
    let (text, bond) = match digits {
        "1" => (power, Bond::Power),
        _ => (format!("<mrow><mn>{digits}</mn><mo>·</mo>{power}</mrow>"), Bond::Product),
    };
    Piece { is_numeric: true, ..Piece::new(text, bond) }
}

fn joined(pair: Pair, a: &Piece, b: &Piece) -> Piece {
    let infix = |sign: &str, left: Bond, right: Bond, bond: Bond| {
        let (left, right) = (a.in_brackets_below(left), b.in_brackets_below(right));
        Piece { is_numeric: a.is_numeric, ..Piece::new(format!("<mrow>{left}<mo>{sign}</mo>{right}</mrow>"), bond) }
    };
    match pair {
        Pair::Sum => infix("+", Bond::Sum, Bond::Product, Bond::Sum),
        Pair::Difference => infix("−", Bond::Sum, Bond::Product, Bond::Sum),
        // Without a sign where that cannot be misread; U+2062 is the times that is not seen.
        Pair::Product if a.is_numeric && !b.is_numeric => {
            infix("\u{2062}", Bond::Negative, Bond::Product, Bond::Product)
        }
        Pair::Product => infix("·", Bond::Negative, Bond::Product, Bond::Product),
        Pair::Quotient => {
            let text = format!("<mfrac><mrow>{}</mrow><mrow>{}</mrow></mfrac>", a.text, b.text);
            Piece::new(text, Bond::Fraction)
        }
        Pair::Power => raised(&a.in_brackets_below(Bond::Atom), &b.text, a.is_numeric),
        Pair::Minimum | Pair::Maximum => {
            let name = if pair == Pair::Minimum { "min" } else { "max" };
            let arguments = brackets(&format!("{}<mo>,</mo>{}", a.text, b.text));
            Piece::new(format!("<mrow><mi>{name}</mi><mo>\u{2061}</mo>{arguments}</mrow>"), Bond::Call)
        }
    }
}

fn raised(base: &str, exponent: &str, is_numeric: bool) -> Piece {
    let text = format!("<msup>{base}<mrow>{exponent}</mrow></msup>");
    Piece { is_numeric, ..Piece::new(text, Bond::Power) }
}

fn called(function: Function, a: &Piece) -> Piece {
    let name = match function {
        Function::Exp => return raised("<mi>e</mi>", &a.text, false),
        Function::Sqrt => return Piece::new(format!("<msqrt>{}</msqrt>", a.text), Bond::Atom),
        Function::Abs => {
            let bar = "<mo stretchy=\"true\">|</mo>";
            return Piece::new(format!("<mrow>{bar}{}{bar}</mrow>", a.text), Bond::Atom);
        }
        Function::Log10 => "<msub><mi>log</mi><mn>10</mn></msub>".to_string(),
        Function::Asin => "<mi>arcsin</mi>".to_string(),
        Function::Acos => "<mi>arccos</mi>".to_string(),
        Function::Atan => "<mi>arctan</mi>".to_string(),
        Function::Sign => "<mi>sgn</mi>".to_string(),
        other => format!("<mi>{}</mi>", other.name()),
    };
    // U+2061 says that a function is applied.
    Piece::new(format!("<mrow>{name}<mo>\u{2061}</mo>{}</mrow>", brackets(&a.text)), Bond::Call)
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    /// The formula without elements: what stands in line, with the two-dimensional ones named.
    fn line(text: &str) -> String {
        let tree = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let mut line = mathml(&tree);
        for (from, to) in [("<msup>", "power["), ("</msup>", "]"), ("<mfrac>", "over["), ("</mfrac>", "]")] {
            line = line.replace(from, to);
        }
        for (from, to) in [("<msqrt>", "root["), ("</msqrt>", "]"), ("<msub>", "sub["), ("</msub>", "]")] {
            line = line.replace(from, to);
        }
        let mut kept = String::new();
        let mut inside = false;
        for character in line.chars() {
            match character {
                '<' => inside = true,
                '>' => inside = false,
                '\u{2061}' => {}
                '\u{2062}' => kept.push('˙'),
                other if !inside => kept.push(other),
                _ => {}
            }
        }
        kept
    }

    #[test]
    fn brackets_stand_where_they_are_needed() {
        for (typed, written) in [
            ("2*x", "2˙x"),
            ("2*3", "2·3"),
            ("x*2", "x·2"),
            ("(x+y)*2", "(x+y)·2"),
            ("-(x+y)", "−(x+y)"),
            ("x-(y-1)", "x−(y−1)"),
            ("(x-y)-1", "x−y−1"),
            ("x+-y", "x+(−y)"),
            ("-x^2", "−power[x2]"),
            ("(-x)^2", "power[(−x)2]"),
            ("(x^2+y-7)^2/20", "over[power[(power[x2]+y−7)2]20]"),
            ("(x/y)^2", "power[(over[xy])2]"),
            ("exp(-x^2)", "power[e−power[x2]]"),
            ("sqrt(x^2+y^2)", "root[power[x2]+power[y2]]"),
            ("abs(x)*log10(y)", "|x|·sub[log10](y)"),
            ("sin(pi*x)^2", "power[(sin(π·x))2]"),
            ("min(x, pow(y, 3))", "min(x,power[y3])"),
            ("1e-9*x", "power[10−9]˙x"),
            ("2.5e12*x", "2.5·power[1012]˙x"),
            ("0.5*asin(x)", "0.5˙arcsin(x)"),
        ] {
            assert_eq!(line(typed), written, "{typed}");
        }
    }

    #[test]
    fn every_element_is_closed() {
        for text in ["-(1e-9*x/y)^sqrt(abs(-y))", "min(sign(x), max(2, e))+pi"] {
            let tree = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            let mathml = mathml(&tree);
            let mut open = Vec::new();
            for tag in mathml.split('<').skip(1) {
                let name = tag.split(['>', ' ']).next().expect("a name");
                match name.strip_prefix('/') {
                    Some(closed) => assert_eq!(open.pop(), Some(closed), "{mathml}"),
                    None => open.push(name),
                }
            }
            assert!(open.is_empty(), "{mathml}");
        }
    }
}
