//! Typed losses: no text makes the parser panic, what it accepts has the same bits in all numbers and on grids, and the
//! derivatives are PyTorch's.

use downhill::{Expression, ExpressionErrorKind, Grid, MAX_DEPTH, MAX_LENGTH, View};
use proptest::prelude::*;
use serde::Deserialize;

/// What `reference/expressions.json` holds.
#[derive(Deserialize)]
struct Reference {
    expressions: Vec<Typed>,
}

#[derive(Deserialize)]
struct Typed {
    expr: String,
    points: Vec<Point>,
}

#[derive(Deserialize)]
struct Point {
    at: [f64; 2],
    /// f, ∂f/∂x, ∂f/∂y, ∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²
    derivatives: [f64; 6],
}

#[test]
fn values_gradients_and_hessians_are_those_of_pytorch() {
    let reference: Reference =
        serde_json::from_str(include_str!("reference/expressions.json")).expect("expressions.json is well-formed");
    assert_eq!(reference.expressions.len(), 15);
    for Typed { expr, points } in &reference.expressions {
        let expression = Expression::parse(expr).unwrap_or_else(|error| panic!("{expr}: {error}"));
        for Point { at: [x, y], derivatives } in points {
            let jet = expression.jet_at(*x, *y);
            let got = [&[jet.value][..], &jet.gradient, &jet.hessian].concat();
            let scale = derivatives.iter().fold(1.0, |scale: f64, d| scale.max(d.abs()));
            for (got, want) in got.iter().zip(derivatives) {
                let agree = (got - want).abs() <= 1e-13 * scale || (got.is_nan() && want.is_nan());
                assert!(agree, "{expr} at ({x}, {y}): {got} against {want}");
            }
        }
    }
}

/// Formulas of all operators, functions and constants.
fn formula() -> impl Strategy<Value = String> {
    let number = prop_oneof!["[0-9]{1,3}", "[0-9]\\.[0-9]{1,3}", "[1-9]e-?[0-9]"];
    let leaf = prop_oneof![Just("x".to_owned()), Just("y".to_owned()), Just("pi".to_owned()), number];
    leaf.prop_recursive(6, 40, 2, |inner| {
        let unary = prop::sample::select(vec![
            "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "ln", "log", "log10", "sqrt",
            "abs", "sign", "-", "",
        ]);
        let infix = prop::sample::select(vec!["+", "-", "*", "/", "^"]);
        let pair = prop::sample::select(vec!["min", "max", "pow"]);
        prop_oneof![
            (unary, inner.clone()).prop_map(|(name, u)| format!("{name}({u})")),
            (infix, inner.clone(), inner.clone()).prop_map(|(sign, u, v)| format!("({u}){sign}({v})")),
            (pair, inner.clone(), inner).prop_map(|(name, u, v)| format!("{name}({u}, {v})")),
        ]
    })
}

/// Pieces of formulas in no order.
fn rubble() -> impl Strategy<Value = String> {
    let pieces = vec![
        "x", "y", "2", "1e", "1.5", ".", "e", "pi", "(", ")", "+", "-", "*", "/", "^", ",", " ", "sin", "pow(", "min(",
        "abs(", "**", "²", "π", "−", "z", "🦀", "\u{0}",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..160).prop_map(|pieces| pieces.concat())
}

/// What a formula of ours is put together from: all that stands in parentheses of its own, or between one and a comma.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(['(', ',']).filter_map(move |(at, _)| {
        let rest = &text[at + 1..];
        let mut depth = 0;
        let end = rest.find(|sign| {
            depth += i32::from(sign == '(') - i32::from(sign == ')');
            depth < 0 || (depth == 0 && sign == ',')
        });
        end.map(|end| &rest[..end])
    })
}

fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_text_makes_the_parser_panic(text in prop_oneof![any::<String>(), rubble()]) {
        if let Err(error) = Expression::parse(&text) {
            let length = text.chars().count();
            prop_assert!((1..=length + 1).contains(&error.column), "{error}");
            prop_assert!(error.column - 1 + error.length <= length.max(MAX_LENGTH), "{error}");
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn bytes_of_any_kind_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(expression) = Expression::parse(&text) {
            prop_assert!(!expression.jet_at(0.5, -0.5).value.is_nan() || !expression.text().is_empty());
        }
    }

    #[test]
    fn values_have_the_same_bits_in_all_numbers_and_on_grids(text in formula(), x in -3.0..3.0, y in -3.0..3.0) {
        let expression = match Expression::parse(&text) {
            Ok(expression) => expression,
            Err(error) => {
                prop_assert!(
                    matches!(error.kind, ExpressionErrorKind::TooLong | ExpressionErrorKind::TooDeep),
                    "{text}: {error}"
                );
                return Ok(());
            }
        };
        let plain = expression.value_at(x, y);
        prop_assert!(same(plain, expression.dual_at(x, y).value), "{text}: gradient");
        prop_assert!(same(plain, expression.jet_at(x, y).value), "{text}: Hessian");
        let view = View { x: [x, x + 1.0], y: [y, y + 1.0] };
        let (fast, slow) = (
            expression.sample(view, 5, 3),
            Grid::sample(|x, y| expression.value_at(x, y), view, 5, 3),
        );
        prop_assert!(fast.values.iter().zip(&slow.values).all(|(a, b)| same(*a, *b)), "{text}: grid");
        prop_assert!(expression.mathml().starts_with("<math>"));
        prop_assert_eq!(Expression::parse(expression.text()).map(|again| again == expression), Ok(true));
    }

    #[test]
    fn gradients_are_the_slopes_of_values(text in formula(), x in 0.2..2.0, y in 0.2..2.0) {
        let Ok(expression) = Expression::parse(&text) else { return Ok(()) };
        let jet = expression.jet_at(x, y);
        let [xx, xy, yy] = jet.hessian;
        // Where a formula is tame: differences say nothing about kinks, jumps and poles near by.
        let is_tame = |x: f64, y: f64| {
            let jet = expression.jet_at(x, y);
            jet.gradient.iter().chain(&jet.hessian).chain([&jet.value]).all(|part| part.is_finite() && part.abs() < 1e3)
        };
        // Nor where `x` has been rounded away altogether, as in sin(1e16 + x).
        let is_small = |part: &str| Expression::parse(part).is_ok_and(|part| part.value_at(x, y).abs() < 1e6);
        if !parts(&text).all(is_small) {
            return Ok(());
        }
        let h = 1e-5;
        let around = [[x, y], [x + h, y], [x - h, y], [x, y + h], [x, y - h]];
        if !around.iter().all(|[x, y]| is_tame(*x, *y)) || text.contains("sign") || text.contains("m") || text.contains("abs") {
            return Ok(());
        }
        // Nothing where it depends on the width: some digits of `x` are rounded away, or the formula turns within it.
        let slope = |of: &dyn Fn(f64, f64) -> f64, [dx, dy]: [f64; 2]| {
            let [wide, narrower @ ..] = [h, h / 3.0, h / 7.0]
                .map(|h| (of(x + h * dx, y + h * dy) - of(x - h * dx, y - h * dy)) / (2.0 * h));
            let is_close = |slope: &f64| (wide - slope).abs() <= 3e-4 * wide.abs().max(1.0);
            narrower.iter().all(is_close).then_some(wide)
        };
        let value = |x: f64, y: f64| expression.value_at(x, y);
        let part = |k: usize| {
            let expression = &expression;
            move |x: f64, y: f64| expression.dual_at(x, y).gradient[k]
        };
        let (along_x, along_y) = ([1.0, 0.0], [0.0, 1.0]);
        let pairs = [
            (jet.gradient[0], slope(&value, along_x)),
            (jet.gradient[1], slope(&value, along_y)),
            (xx, slope(&part(0), along_x)),
            (xy, slope(&part(0), along_y)),
            (yy, slope(&part(1), along_y)),
        ];
        for (exact, difference) in pairs {
            let Some(difference) = difference else { continue };
            prop_assert!((exact - difference).abs() <= 1e-3 * exact.abs().max(1.0), "{text}: {exact} {difference}");
        }
    }
}

#[test]
fn the_parts_of_a_formula_are_found() {
    let found: Vec<_> = parts("sin(((1e3)^(pi))+(pow(x, max(1, y))))").collect();
    let expected = [
        "((1e3)^(pi))+(pow(x, max(1, y)))",
        "(1e3)^(pi)",
        "1e3",
        "pi",
        "pow(x, max(1, y))",
        "x",
        " max(1, y)",
        "1",
        " y",
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_deepest_and_longest_formulas_are_computed() {
    let deep = "sin(".repeat(MAX_DEPTH) + "x" + &")".repeat(MAX_DEPTH);
    let expression = Expression::parse(&deep).expect("as deep as allowed");
    assert!(expression.dual_at(0.1, 0.0).value < 0.1);
    let long = "x*y-".repeat(124) + "x^2";
    let expression = Expression::parse(&long).expect("as long as allowed");
    assert_eq!(expression.value_at(2.0, 3.0), 6.0 - 123.0 * 6.0 - 4.0);
}
