//! A number that remembers how it was computed, so that a loss written once for any [`Scalar`] can be printed as Python.

use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Neg, Sub};

use downhill::Scalar;

use crate::number;

/// How a number came about.
#[derive(Clone, Copy)]
enum Node {
    Constant(f64),
    Variable(&'static str),
    Negative(Expression),
    Sum(Expression, Expression),
    Difference(Expression, Expression),
    Product(Expression, Expression),
    Quotient(Expression, Expression),
    Power(Expression, Expression),
    Call(&'static str, Expression),
    CallOfTwo(&'static str, Expression, Expression),
}

thread_local! {
    /// A [`Scalar`] is copied and may be made from nothing, so what it remembers has to lie outside of it.
    static NODES: RefCell<Vec<Node>> = const { RefCell::new(Vec::new()) };
}

/// A number by its place among those that were recorded.
#[derive(Clone, Copy)]
pub(crate) struct Expression(usize);

/// How strongly a piece of Python holds together; weaker pieces stand in brackets inside stronger ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Sum,
    Product,
    Sign,
    Power,
    Atom,
}

/// Lines of Python are not longer than this if they can be broken.
const WIDTH: usize = 88;

/// The value of `formula` at (x, y), as Python: one line, or terms in lines of their own between brackets.
pub(crate) fn python(formula: impl FnOnce(Expression, Expression) -> Expression) -> String {
    NODES.with_borrow_mut(Vec::clear);
    let value = formula(Expression::of(Node::Variable("x")), Expression::of(Node::Variable("y")));
    let mut line = value.text(Bond::Sum);
    if let Node::Constant(_) = value.node() {
        // PyTorch differentiates nothing but what depends on something.
        line += " + 0 * x";
    }
    if line.len() <= WIDTH { line } else { format!("(\n        {}\n    )", value.terms().join("\n        ")) }
}

impl Expression {
    fn of(node: Node) -> Self {
        NODES.with_borrow_mut(|nodes| {
            nodes.push(node);
            Self(nodes.len() - 1)
        })
    }

    fn node(self) -> Node {
        NODES.with_borrow(|nodes| nodes[self.0])
    }

    /// The terms of a sum, or the factors of a product, each but the first headed by its operator.
    fn terms(self) -> Vec<String> {
        let (left, sign, right, bond) = match self.node() {
            Node::Sum(a, b) => (a, '+', b, Bond::Product),
            Node::Difference(a, b) => (a, '-', b, Bond::Product),
            Node::Product(a, b) => return vec![a.text(Bond::Product), format!("* {}", b.text(Bond::Sign))],
            _ => return vec![self.text(Bond::Sum)],
        };
        let mut terms = match left.node() {
            Node::Sum(..) | Node::Difference(..) => left.terms(),
            _ => vec![left.text(Bond::Sum)],
        };
        terms.push(format!("{sign} {}", right.text(bond)));
        terms
    }

    /// As Python, for functions that take no plain numbers.
    fn tensor(self) -> String {
        let text = self.text(Bond::Sum);
        if let Node::Constant(_) = self.node() { format!("constant({text})") } else { text }
    }

    /// As Python, in brackets where it would not hold together as asked.
    fn text(self, least: Bond) -> String {
        let binary = |a: Self, sign: &str, b: Self, bond: Bond, right: Bond| {
            (format!("{} {sign} {}", a.text(bond), b.text(right)), bond)
        };
        let (text, bond) = match self.node() {
            Node::Constant(value) => constant(value),
            Node::Variable(name) => (name.to_owned(), Bond::Atom),
            Node::Negative(a) => (format!("-{}", a.text(Bond::Sign)), Bond::Sign),
            Node::Sum(a, b) => binary(a, "+", b, Bond::Sum, Bond::Product),
            Node::Difference(a, b) => binary(a, "-", b, Bond::Sum, Bond::Product),
            Node::Product(a, b) => binary(a, "*", b, Bond::Product, Bond::Sign),
            Node::Quotient(a, b) => binary(a, "/", b, Bond::Product, Bond::Sign),
            // Python's power holds more strongly than the sign before it, and less than the one after it.
            Node::Power(a, b) => (format!("{}**{}", a.text(Bond::Atom), b.text(Bond::Sign)), Bond::Power),
            Node::Call(function, a) => (format!("{function}({})", a.text(Bond::Sum)), Bond::Atom),
            Node::CallOfTwo(function, a, b) => (format!("{function}({}, {})", a.tensor(), b.tensor()), Bond::Atom),
        };
        if bond < least { format!("({text})") } else { text }
    }
}

/// A constant by its name, if it has one.
fn constant(value: f64) -> (String, Bond) {
    use std::f64::consts::{E, PI, TAU};
    let named = [(PI, "math.pi", Bond::Atom), (TAU, "2 * math.pi", Bond::Product), (E, "math.e", Bond::Atom)];
    if !value.is_finite() {
        let name = if value.is_nan() {
            "math.nan"
        } else if value > 0.0 {
            "math.inf"
        } else {
            "-math.inf"
        };
        return (name.to_owned(), if value < 0.0 { Bond::Sign } else { Bond::Atom });
    }
    match named.into_iter().find(|(known, ..)| known.to_bits() == value.to_bits()) {
        Some((_, name, bond)) => (name.to_owned(), bond),
        None => (number(value), if value.is_sign_negative() { Bond::Sign } else { Bond::Atom }),
    }
}

/// Functions of one number that PyTorch has, by their names there.
macro_rules! named {
    ($($function:ident $name:literal,)+) => {
        $(fn $function(self) -> Self {
            Self::of(Node::Call($name, self))
        })+
    };
}

impl Scalar for Expression {
    fn constant(value: f64) -> Self {
        Self::of(Node::Constant(value))
    }

    /// Nothing is computed here.
    fn value(self) -> f64 {
        f64::NAN
    }

    /// Every function of one variable is recorded by its name, so that none comes down to its values.
    fn chain(self, _f: f64, _df: f64, _d2f: f64) -> Self {
        unreachable!("a function of one variable has no name in Python yet")
    }

    fn square(self) -> Self {
        self.powi(2)
    }

    fn cube(self) -> Self {
        self.powi(3)
    }

    fn is_stationary(self) -> bool {
        false
    }

    /// A function of the script's own, because PyTorch's has no derivative at 0.
    fn sqrt(self) -> Self {
        Self::of(Node::Call("sqrt", self))
    }

    fn min(self, other: Self) -> Self {
        Self::of(Node::CallOfTwo("torch.minimum", self, other))
    }

    fn max(self, other: Self) -> Self {
        Self::of(Node::CallOfTwo("torch.maximum", self, other))
    }

    fn powi(self, exponent: i32) -> Self {
        self.powf(exponent.into())
    }

    fn powf(self, exponent: f64) -> Self {
        self.pow(Self::constant(exponent))
    }

    fn pow(self, exponent: Self) -> Self {
        Self::of(Node::Power(self, exponent))
    }

    fn exponential(self, base: f64) -> Self {
        Self::constant(base).pow(self)
    }

    named! {
        exp "torch.exp", sin "torch.sin", cos "torch.cos", tan "torch.tan", asin "torch.asin", acos "torch.acos",
        atan "torch.atan", sinh "torch.sinh", cosh "torch.cosh", tanh "torch.tanh", ln "torch.log", log10 "torch.log10",
        abs "torch.abs", sign "torch.sign",
    }
}

impl Neg for Expression {
    type Output = Self;

    fn neg(self) -> Self {
        Self::of(Node::Negative(self))
    }
}

/// An operator between two numbers, and between a number and a constant.
macro_rules! recorded {
    ($operator:ident, $method:ident, $node:ident) => {
        impl $operator for Expression {
            type Output = Self;

            fn $method(self, other: Self) -> Self {
                Self::of(Node::$node(self, other))
            }
        }
    };
    ($operator:ident, $method:ident, $node:ident, $a:ident $b:ident => $first:ident $second:ident) => {
        recorded!($operator, $method, $node);

        impl $operator<f64> for Expression {
            type Output = Self;

            fn $method(self, other: f64) -> Self {
                let ($a, $b) = (self, Self::constant(other));
                Self::of(Node::$node($first, $second))
            }
        }
    };
}

recorded!(Add, add, Sum, a b => a b);
recorded!(Sub, sub, Difference, a b => a b);
// Factors may change places without changing a bit, and 3 * x is how it is written.
recorded!(Mul, mul, Product, a b => b a);
recorded!(Div, div, Quotient, a b => a b);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_stand_where_python_needs_them_and_nowhere_else() {
        let text = |formula: fn(Expression, Expression) -> Expression| python(formula);
        assert_eq!(text(|x, y| x - (y - x)), "x - (y - x)");
        assert_eq!(text(|x, y| x - y - x), "x - y - x");
        assert_eq!(text(|x, y| (x + y) * 2.0 / y), "2 * (x + y) / y");
        assert_eq!(text(|x, y| x / (y * x)), "x / (y * x)");
        assert_eq!(text(|x, y| (-x).square() + -(y.cube())), "(-x)**2 + -y**3");
        assert_eq!(text(|x, _| x.square().square()), "(x**2)**2");
        assert_eq!(text(|x, y| (x * -0.2).exp() * -20.0 + y.cos()), "-20 * torch.exp(-0.2 * x) + torch.cos(y)");
        assert_eq!(text(|x, y| -(x * y) - 1e-9), "-(x * y) - 1e-9");
        assert_eq!(text(|x, y| (Expression::constant(1.0) - x).square() * y.sqrt()), "(1 - x)**2 * sqrt(y)");
        assert_eq!(text(|x, _| (x * std::f64::consts::TAU).sin()), "torch.sin(2 * math.pi * x)");
        assert_eq!(text(|x, y| x.abs().pow(-y) + y.powi(-3)), "torch.abs(x)**-y + y**-3");
        assert_eq!(text(|_, _| Expression::constant(3.0)), "3 + 0 * x");
        assert_eq!(text(|x, _| x * f64::NAN - f64::NEG_INFINITY), "math.nan * x - -math.inf");
        assert_eq!(text(|x, y| (x + y).powf(0.5) * y.exponential(-2.0)), "(x + y)**0.5 * (-2)**y");
        assert_eq!(text(|x, y| x.pow(y).pow(x * y)), "(x**y)**(x * y)");
        assert_eq!(
            text(|x, y| x.min(Expression::constant(-1.0)).max(y.ln())),
            "torch.maximum(torch.minimum(x, constant(-1)), torch.log(y))"
        );
    }

    #[test]
    fn what_is_too_long_for_a_line_has_a_line_for_each_term() {
        let long = python(|x, y| {
            let sum = x * 1.2345678901234567 + y * 2.345678901234567 + x * y * 3.456789012345678;
            sum - (x + y).exp() + 7.0
        });
        let lines: Vec<&str> = long.lines().map(str::trim).collect();
        assert_eq!(lines[..2], ["(", "1.2345678901234567 * x"]);
        assert_eq!(lines[4..], ["- torch.exp(x + y)", "+ 7", ")"]);
    }
}
