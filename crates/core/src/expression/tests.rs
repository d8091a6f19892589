//! What is typed is computed: precedence, values, derivatives, limits, and errors that say where.

use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use super::*;
use crate::{View, math};

fn expression(text: &str) -> Expression {
    Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn value(text: &str, x: f64, y: f64) -> f64 {
    expression(text).value_at(x, y)
}

/// Column, what is marked, and the message.
fn refusal(text: &str) -> (usize, String, String) {
    let error = Expression::parse(text).expect_err(text);
    let marked = text.chars().skip(error.column - 1).take(error.length).collect();
    (error.column, marked, error.kind.to_string())
}

#[test]
fn signs_hold_what_they_hold_in_mathematics() {
    for (text, want) in [
        ("1+2*3", 7.0),
        ("(1+2)*3", 9.0),
        ("2^3^2", 512.0),
        ("-2^2", -4.0),
        ("2^-2", 0.25),
        ("-2^-2", -0.25),
        ("2*-3", -6.0),
        ("8/4/2", 1.0),
        ("8-4-2", 2.0),
        ("- -3", 3.0),
        ("+3", 3.0),
        ("-x^2", -9.0),
        ("(-x)^2", 9.0),
        ("-x*y", -6.0),
        ("x/y*y", 3.0),
        ("2^x*y", 16.0),
        ("1e-3*1e3", 1.0),
        (".5+5.", 5.5),
        ("2.5e+1", 25.0),
        (" x\t+ y ", 5.0),
    ] {
        assert_eq!(value(text, 3.0, 2.0), want, "{text}");
    }
}

#[test]
fn every_name_means_what_it_means_elsewhere() {
    let (x, y) = (0.3, 0.7);
    for (text, want) in [
        ("sin(x)", libm::sin(x)),
        ("cos(x)", libm::cos(x)),
        ("tan(x)", libm::tan(x)),
        ("asin(x)", libm::asin(x)),
        ("acos(x)", libm::acos(x)),
        ("atan(x)", libm::atan(x)),
        ("sinh(x)", libm::sinh(x)),
        ("cosh(x)", libm::cosh(x)),
        ("tanh(x)", libm::tanh(x)),
        ("exp(x)", libm::exp(x)),
        ("ln(x)", libm::log(x)),
        ("log(x)", libm::log(x)),
        ("log10(x)", libm::log10(x)),
        ("sqrt(x)", libm::sqrt(x)),
        ("abs(-x)", x),
        ("sign(-x)", -1.0),
        ("min(x, y)", x),
        ("max(x, y)", y),
        ("pow(x, y)", libm::pow(x, y)),
        ("x^y", libm::pow(x, y)),
        ("2^x", libm::pow(2.0, x)),
        ("x^0.5", libm::pow(x, 0.5)),
        ("pi*e", core::f64::consts::PI * core::f64::consts::E),
    ] {
        assert_eq!(value(text, x, y).to_bits(), want.to_bits(), "{text}");
    }
}

#[test]
fn whole_powers_are_multiplications() {
    let x = 1.1_f64;
    let fifth = (x * x) * (x * x) * x;
    for (text, want) in [
        ("x^2", x * x),
        ("x^3", x * x * x),
        ("x^4", (x * x) * (x * x)),
        ("pow(x, 5)", fifth),
        ("x^-5", 1.0 / fifth),
        ("x^(6-1)", fifth),
        ("x^1", x),
        ("x^65", libm::pow(x, 65.0)),
    ] {
        assert_eq!(value(text, x, 0.0).to_bits(), want.to_bits(), "{text}");
    }
}

#[test]
fn what_has_no_value_is_not_a_number_or_infinite() {
    for text in ["0^0", "x^0", "x^y", "0^y", "x^x", "ln(-1)", "sqrt(x-1)", "0/x", "asin(2)", "(x-1)^0.5", "ln(x-1)^0"] {
        assert!(value(text, 0.0, 0.0).is_nan(), "{text}");
        let jet = expression(text).jet_at(0.0, 0.0);
        assert!(jet.value.is_nan(), "{text}");
    }
    for (text, want) in [("1/x", f64::INFINITY), ("ln(x)", f64::NEG_INFINITY), ("x^-1", f64::INFINITY)] {
        assert_eq!(value(text, 0.0, 0.0), want, "{text}");
    }
}

/// Text, value, gradient and Hessian at (x, y) = (0.6, 1.7), by hand.
#[test]
fn derivatives_are_those_of_the_closed_forms() {
    let (x, y) = (0.6, 1.7);
    let (s, c, t) = (math::sin(x), math::cos(x), math::tan(x));
    let (sh, ch, th) = (math::sinh(x), math::cosh(x), math::tanh(x));
    let root = math::sqrt(1.0 - x * x);
    let (ln_x, ln_2, ln_10) = (math::ln(x), core::f64::consts::LN_2, core::f64::consts::LN_10);
    let (power, two) = (math::pow(x, y), math::pow(2.0, x));
    let table: [(&str, [f64; 2], [f64; 3]); 24] = [
        ("sin(x)", [c, 0.0], [-s, 0.0, 0.0]),
        ("cos(x)", [-s, 0.0], [-c, 0.0, 0.0]),
        ("tan(x)", [1.0 / (c * c), 0.0], [2.0 * t / (c * c), 0.0, 0.0]),
        ("asin(x)", [1.0 / root, 0.0], [x / (root * root * root), 0.0, 0.0]),
        ("acos(x)", [-1.0 / root, 0.0], [-x / (root * root * root), 0.0, 0.0]),
        ("atan(x)", [1.0 / (1.0 + x * x), 0.0], [-2.0 * x / ((1.0 + x * x) * (1.0 + x * x)), 0.0, 0.0]),
        ("sinh(x)", [ch, 0.0], [sh, 0.0, 0.0]),
        ("cosh(x)", [sh, 0.0], [ch, 0.0, 0.0]),
        ("tanh(x)", [1.0 / (ch * ch), 0.0], [-2.0 * th / (ch * ch), 0.0, 0.0]),
        ("exp(x)", [math::exp(x), 0.0], [math::exp(x), 0.0, 0.0]),
        ("ln(x)", [1.0 / x, 0.0], [-1.0 / (x * x), 0.0, 0.0]),
        ("log10(x)", [1.0 / (x * ln_10), 0.0], [-1.0 / (x * x * ln_10), 0.0, 0.0]),
        ("sqrt(x)", [0.5 / math::sqrt(x), 0.0], [-0.25 / (x * math::sqrt(x)), 0.0, 0.0]),
        ("abs(x-1)", [-1.0, 0.0], [0.0; 3]),
        ("sign(x)", [0.0; 2], [0.0; 3]),
        ("min(x^2, y)", [2.0 * x, 0.0], [2.0, 0.0, 0.0]),
        ("max(x^2, y^2)", [0.0, 2.0 * y], [0.0, 0.0, 2.0]),
        ("x^-2", [-2.0 / (x * x * x), 0.0], [6.0 / (x * x * x * x), 0.0, 0.0]),
        ("x^1.5", [1.5 * math::sqrt(x), 0.0], [0.75 / math::sqrt(x), 0.0, 0.0]),
        ("2^x", [ln_2 * two, 0.0], [ln_2 * ln_2 * two, 0.0, 0.0]),
        (
            "x^y",
            [y * power / x, power * ln_x],
            [y * (y - 1.0) * power / (x * x), power / x * (1.0 + y * ln_x), power * ln_x * ln_x],
        ),
        ("(-x)^y^0", [-1.0, 0.0], [0.0; 3]),
        ("x/y", [1.0 / y, -x / (y * y)], [0.0, -1.0 / (y * y), 2.0 * x / (y * y * y)]),
        ("3-2/x-y*4/2", [2.0 / (x * x), -2.0], [-4.0 / (x * x * x), 0.0, 0.0]),
    ];
    for (text, gradient, hessian) in table {
        let jet = expression(text).jet_at(x, y);
        for (got, want) in jet.gradient.iter().chain(&jet.hessian).zip(gradient.iter().chain(&hessian)) {
            assert!((got - want).abs() <= 4e-15 * want.abs().max(1.0), "{text}: {got} against {want}");
        }
        assert_eq!(expression(text).dual_at(x, y).gradient, jet.gradient, "{text}");
    }
}

#[test]
fn where_there_is_no_derivative_the_documented_one_is_taken() {
    let gradient = |text: &str, x: f64, y: f64| expression(text).dual_at(x, y).gradient;
    assert_eq!(gradient("abs(x)", 0.0, 0.0), [0.0, 0.0]);
    assert_eq!(gradient("sign(x)", 0.0, 0.0), [0.0, 0.0]);
    assert_eq!(gradient("min(x, y)", 1.0, 1.0), [0.5, 0.5]);
    assert_eq!(gradient("max(x, 1)", 1.0, 0.0), [0.5, 0.0]);
    assert_eq!(gradient("sqrt(x^2+y^2)", 0.0, 0.0), [0.0, 0.0]);
    assert_eq!(gradient("(x^2+y^2)^0.5", 0.0, 0.0), [0.0, 0.0]);
    assert_eq!(gradient("sqrt(x)", 0.0, 0.0)[0], f64::INFINITY);
    assert_eq!(gradient("x^0", 2.0, 0.0), [0.0, 0.0]);
    // 0^y is 0 for all y near 2, and x^2 is flat at 0; x^1 is not.
    assert_eq!(gradient("x^y", 0.0, 2.0), [0.0, 0.0]);
    assert_eq!(gradient("x^y", 0.0, 1.0), [1.0, 0.0]);
    assert_eq!(gradient("0^y", 0.0, 2.0), [0.0, 0.0]);
    // A negative number has a whole power, and none near by.
    assert_eq!(expression("x^y").dual_at(-2.0, 3.0).value, -8.0);
    assert!(gradient("x^y", -2.0, 3.0)[1].is_nan());
    assert_eq!(gradient("x^3", -2.0, 0.0), [12.0, 0.0]);
    assert!(gradient("ln(x)", -1.0, 0.0)[0].is_nan());
}

#[test]
fn errors_point_at_what_is_wrong_and_say_what_to_write() {
    for (text, column, marked, message) in [
        ("", 1, "", "nothing is typed: write a formula in x and y"),
        ("  ", 1, "", "nothing is typed: write a formula in x and y"),
        ("2x", 2, "x", "an operator is missing: write 2*x"),
        ("3 + 2 x", 7, "x", "an operator is missing: write 2*x"),
        ("x y", 3, "y", "an operator is missing: write x*y"),
        ("xy+1", 1, "xy", "xy is no variable, constant or function: write x*y"),
        ("(x+1)(y-1)", 6, "(", "an operator is missing: write )*("),
        ("2sin(x)", 2, "sin", "an operator is missing: write 2*sin"),
        ("x(y+1)", 2, "(", "an operator is missing: write x*("),
        ("2e", 2, "e", "an operator is missing: write 2*e"),
        ("sin x", 1, "sin", "a function needs brackets: write sin(x)"),
        ("sinx", 1, "sinx", "sinx is no variable, constant or function: write sin(x)"),
        ("1+foo", 3, "foo", "foo is no variable, constant or function"),
        ("x^2 + ", 7, "", "a value is missing at the end"),
        ("x + * y", 5, "*", "a value is missing before *"),
        ("()", 2, ")", "a value is missing before )"),
        ("(x+1", 1, "(", "this bracket is never closed"),
        ("sin(x", 4, "(", "this bracket is never closed"),
        ("x+1)", 4, ")", "this bracket was never opened"),
        ("x, y", 2, ",", "a comma separates the arguments of a function alone"),
        ("(x, y)", 3, ",", "a comma separates the arguments of a function alone"),
        ("pow(x)", 1, "pow(x)", "pow takes 2 arguments, 1 given"),
        ("sin(x, y)", 1, "sin(x, y)", "sin takes 1 argument, 2 given"),
        ("1+sin()", 3, "sin()", "sin takes 1 argument, 0 given"),
        ("x**2", 2, "**", "** has no meaning here: write ^"),
        ("x² + y", 2, "²", "² has no meaning here: write ^2"),
        ("2π", 2, "π", "π has no meaning here: write pi"),
        ("x − y", 3, "−", "− has no meaning here: write -"),
        ("f = x", 1, "f", "f is no variable, constant or function"),
        ("x = 1", 3, "=", "= has no meaning here"),
        ("1.2.3", 1, "1.2.3", "1.2.3 is no number"),
        (".", 1, ".", ". is no number"),
        ("1e999", 1, "1e999", "1e999 is too large for a number"),
    ] {
        assert_eq!(refusal(text), (column, marked.to_string(), message.to_string()), "{text}");
    }
    assert_eq!(Expression::parse("2x").expect_err("2x").to_string(), "column 2: an operator is missing: write 2*x");
}

#[test]
fn length_and_depth_have_limits_however_they_are_reached() {
    let sum = |terms: usize| "x+".repeat(terms) + "y";
    assert_eq!(value(&sum(249), 1.0, 0.0), 249.0);
    assert_eq!(refusal(&sum(250)).2, "longer than 500 characters");
    let deep = |opening: &str, closing: &str, levels: usize| opening.repeat(levels) + "x" + &closing.repeat(levels);
    for (opening, closing) in [("(", ")"), ("-", ""), ("+", ""), ("abs(", ")"), ("x^", ""), ("-(", ")"), ("2^-", "")] {
        let each = opening.matches(['(', '-', '+', '^']).count();
        let text = deep(opening, closing, MAX_DEPTH / each);
        assert!(Expression::parse(&text).is_ok(), "{text}");
        for levels in [MAX_DEPTH / each + 1, 400 / opening.len()] {
            let text: String = deep(opening, closing, levels).chars().take(MAX_LENGTH).collect();
            let (column, _, message) = refusal(&text);
            assert_eq!(message, "nested deeper than 64 levels", "{text}");
            assert_eq!(
                column,
                64 / each * opening.len() + opening.find(['(', '-', '+', '^']).unwrap_or(0) + 1,
                "{text}"
            );
        }
    }
}

#[test]
fn a_grid_has_the_bits_of_its_points() {
    let view = View { x: [-2.0, 3.0], y: [-1.0, 2.0] };
    for text in [
        "(x^2+y-7)^2/20",
        "3",
        "x",
        "y",
        "sin(3*x)*cos(y)+exp(-x^2-y^2)-min(x, y)/max(1, x)",
        "(1-x)^2+100*(y-x^2)^2",
        "x^7-y^-3+x^y+2^x-abs(x)^0.3+sign(y)-4/x",
        "-(x-1)-(2-y)-x/3+x^4+x^3",
    ] {
        let expression = expression(text);
        let fast = expression.sample(view, 150, 7);
        let slow = Grid::sample(|x, y| expression.value_at(x, y), view, 150, 7);
        let bits = |grid: &Grid| grid.values.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&fast), bits(&slow), "{text}");
    }
}

#[test]
fn what_occurs_twice_is_computed_once_and_registers_suffice() {
    let count = |text: &str| expression(text).program.instructions.len();
    assert_eq!(count("(x^2+y)*(x^2+y)"), 3);
    assert_eq!(count("2*3+4"), 1);
    assert_eq!(count("x*(2-1)"), 1);
    // A balanced tree of 128 leaves, all different, and sums that share more results than there are registers.
    let mut level: Vec<String> = (0..64).map(|k| if k % 2 == 0 { "x".into() } else { format!("y{}", "") }).collect();
    while level.len() > 1 {
        let pairs: Vec<String> = level.chunks(2).map(|pair| format!("({}-{})", pair[0], pair[1])).collect();
        level = pairs;
    }
    assert_eq!(value(&level[0], 3.0, 1.0), 0.0);
    let terms: Vec<String> = (2..22).map(|k| format!("sin(x*{k})")).collect();
    let shared = format!("{}-({})", terms.join("+"), terms.iter().rev().cloned().collect::<Vec<_>>().join("+"));
    assert!(shared.len() <= MAX_LENGTH, "{}", shared.len());
    assert!(value(&shared, 0.7, 0.0).abs() < 1e-13);
}
