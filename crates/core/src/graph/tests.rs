//! Both ways through a graph give the gradient that dual numbers give.

use std::string::String;
use std::vec::Vec;

use super::*;
use crate::Expression;
use crate::surface::SURFACES;

fn close(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= 1e-14 * scale.max(1.0) || (a.is_nan() && b.is_nan()) || a == b
}

fn check(name: &str, formula: &impl Formula, x: f64, y: f64) {
    let graph = Graph::record(formula, [x, y]);
    let [u, v] = Dual2::variables(x, y);
    let dual = formula.eval(u, v);
    let forward = graph.forward();
    let same = |a: f64, b: f64| a == b || (a.is_nan() && b.is_nan());
    assert!(same(forward.value, dual.value), "{name} at ({x}, {y}): {forward:?} {dual:?}");
    assert!(forward.gradient.iter().zip(dual.gradient).all(|(a, b)| same(*a, b)), "{name}: {forward:?} {dual:?}");
    // What cancels in the sum was as large as this.
    let scale = graph.nodes().iter().map(|node| (node.adjoint * node.forward.value).abs()).fold(0.0, f64::max);
    for (back, forth) in graph.backward().into_iter().zip(dual.gradient) {
        assert!(close(back, forth, scale), "{name} at ({x}, {y}): {back} back, {forth} forth, of {scale}");
    }
}

#[test]
fn forward_has_the_bits_of_dual_numbers_and_backward_the_same_gradient() {
    for surface in SURFACES {
        let [x, y] = surface.start;
        check(surface.id, *surface, x, y);
        for (u, v) in [(0.3, -0.2), (1.1, 0.7), (-0.9, 1.6), (0.0, 0.0)] {
            check(surface.id, *surface, u, v);
        }
    }
    for text in [
        "(x^2+y-7)^2/20",
        "sin(3*x)*cos(2*y)-tan(x*y/4)",
        "x^y+2^x+y^-3-3/x",
        "min(x, y)*max(x, 2)+abs(x-y)^1.5",
        "sqrt(x^2+y^2)+atan(x)/cosh(y)",
        "exp(-x)*ln(y)+log10(x)+asin(x/9)*acos(y/9)+sinh(x)*tanh(y)+sign(x)",
        "1-x",
        "y",
    ] {
        let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        for (x, y) in [(0.7, 1.9), (2.0, 2.0), (1.3, 0.4)] {
            check(text, &expression, x, y);
        }
    }
}

#[test]
fn the_graph_of_himmelblau_is_its_formula() {
    let surface = crate::surface::find("himmelblau").expect("built in");
    let graph = Graph::record(surface, [1.0, 2.0]);
    let sources: Vec<Source> = graph.nodes().iter().map(|node| node.source).collect();
    let by = Source::Operation;
    assert_eq!(
        sources,
        [
            Source::Variable(0),
            Source::Variable(1),
            by(Operation::WholePower(2)),
            by(Operation::Sum),
            by(Operation::Minus(11.0)),
            by(Operation::WholePower(2)),
            by(Operation::WholePower(2)),
            by(Operation::Sum),
            by(Operation::Minus(7.0)),
            by(Operation::WholePower(2)),
            by(Operation::Sum),
        ]
    );
    // x² + y - 11 = -8 and x + y² - 7 = -2: the loss is 68, and its slope by the first is 2·(-8).
    let last = graph.nodes()[10];
    assert_eq!((last.forward.value, last.adjoint, last.local), (68.0, 1.0, [1.0, 1.0]));
    assert_eq!((graph.nodes()[4].adjoint, graph.nodes()[5].local[0]), (-16.0, -16.0));
    // 4x(x² + y - 11) + 2(x + y² - 7) and 2(x² + y - 11) + 4y(x + y² - 7)
    assert_eq!(graph.backward(), [-32.0 - 4.0, -16.0 - 16.0]);
}

#[test]
fn a_kink_that_rests_has_a_local_derivative_too() {
    let expression = Expression::parse("sqrt(x^2+y^2)").expect("a cone");
    let graph = Graph::record(&expression, [0.0, 0.0]);
    assert_eq!((graph.forward().gradient, graph.backward()), ([0.0; 2], [0.0; 2]));
    assert_eq!(graph.nodes().last().map(|node| node.local[0]), Some(0.0));
}

#[test]
fn what_the_loss_does_not_need_is_left_out_and_the_loss_is_last() {
    for (text, count) in [("3", 3), ("x", 3), ("y", 3), ("x+1", 3), ("(x+y)*(x+y)", 4)] {
        let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let graph = Graph::record(&expression, [0.5, 0.25]);
        assert_eq!(graph.nodes().len(), count, "{text}");
        assert_eq!(graph.forward().value, expression.value_at(0.5, 0.25), "{text}");
        assert_eq!(graph.nodes()[count - 1].adjoint, 1.0, "{text}");
    }
    let deepest = String::from("sin(").repeat(64) + "x" + &")".repeat(64);
    let expression = Expression::parse(&deepest).expect("as deep as allowed");
    assert_eq!(Graph::record(&expression, [1.0, 0.0]).nodes().len(), 66);
}
