//! Critical points that are known are found, and nothing else is.

use super::*;
use crate::Expression;
use crate::surface::SURFACES;

fn found(text: &str, half: f64) -> Vec<CriticalPoint> {
    let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let view = View { x: [-1.6 * half, 1.6 * half], y: [-half, half] };
    find_critical_points(&|x, y| expression.jet_at(x, y), view, [12, 8])
}

fn kinds(text: &str) -> [usize; 3] {
    let found = found(text, 4.0);
    [CriticalKind::Minimum, CriticalKind::Kink, CriticalKind::Saddle]
        .map(|kind| found.iter().filter(|point| point.kind == kind).count())
}

#[test]
fn what_the_literature_lists_is_found() {
    for surface in SURFACES.iter().filter(|surface| !["rastrigin", "ackley", "easom"].contains(&surface.id)) {
        let found = find_critical_points(&|x, y| surface.jet_at(x, y), surface.view, [16, 10]);
        for point in surface.critical_points {
            let [x, y] = point.at;
            let hit = found.iter().find(|other| norm(&[other.at[0] - x, other.at[1] - y]) < 1e-6);
            assert_eq!(hit.map(|hit| hit.kind), Some(point.kind), "{}: {point:?} in {found:?}", surface.id);
        }
    }
}

#[test]
fn kinds_are_told_apart() {
    for (text, expected) in [
        ("x^2+10*y^2", [1, 0, 0]),
        ("x^2-y^2", [0, 0, 1]),
        ("-x^2-y^2", [0, 0, 0]),
        ("x^3-3*x*y^2", [0, 0, 1]),
        ("x^4+y^4", [1, 0, 0]),
        ("abs(x-1)+abs(y+0.5)", [0, 1, 0]),
        ("sqrt(x^2+y^2)", [0, 1, 0]),
        ("max(abs(x), abs(y))", [0, 1, 0]),
        ("(x^2-1)^2+y^2", [2, 0, 1]),
        ("(x-y)^2", [1, 0, 0]),
        ("x+y", [0, 0, 0]),
        ("max(x, 0)", [0, 0, 0]),
        ("abs(x)", [0, 1, 0]),
        ("x^2", [1, 0, 0]),
        ("abs(x-y)+(x+y)^2/100", [0, 1, 0]),
        ("x^2/1e200+y^2/1e200", [1, 0, 0]),
        ("exp(-1/x^2)", [0, 0, 0]),
        ("x^1000", [0, 0, 0]),
        ("3", [0, 0, 0]),
        ("-exp(-x^2-y^2)", [1, 0, 0]),
        ("ln(x)^2+(y-3)^2", [1, 0, 0]),
        ("1/x", [0, 0, 0]),
        ("ln(-1-x^2)", [0, 0, 0]),
    ] {
        assert_eq!(kinds(text), expected, "{text}: {:?}", found(text, 4.0));
    }
}

#[test]
fn what_underflow_leaves_of_a_slope_is_no_minimum() {
    for text in [
        "ln(1+exp(-x))+y^2",
        "ln(1+exp(x+y))+(x-y)^2",
        "tanh(x)+y^2",
        "1/(1+exp(-x))+y^2",
        "exp(-x)+y^2",
        "1000^x+y^2",
        "exp(x)",
        "10^x",
        "exp(exp(exp(x)))",
        "x^1000",
        "exp(-1/x^2)",
    ] {
        for half in [4.0, 40.0, 400.0] {
            assert_eq!(found(text, half), [], "{text}, {half}");
        }
    }
    for half in [4.0, 40.0, 400.0] {
        assert!(found("x^y", half).iter().all(|point| point.kind == CriticalKind::Saddle), "{half}");
        let points = found("x^2/1e200+y^2/1e200", half);
        assert_eq!(points, [CriticalPoint { at: [0.0, 0.0], value: 0.0, kind: CriticalKind::Minimum }], "{half}");
    }
}

#[test]
fn of_a_level_floor_the_middle_is_shown() {
    assert_eq!(found("x^2", 4.0)[0].at, [0.0, 0.0]);
    assert_eq!(found("abs(x)", 4.0)[0].at, [0.0, 0.0]);
    assert_eq!(found("(x-y)^2", 40.0)[0].at, [0.0, 0.0]);
}

#[test]
fn places_are_exact() {
    let points = found("(x^2+y-11)^2+(x+y^2-7)^2", 4.0);
    assert_eq!((points[0].value, points.iter().any(|point| point.at == [3.0, 2.0])), (0.0, true), "{points:?}");
    assert_eq!(found("(x-0.3)^2+(y+1.25)^2", 4.0)[0].at, [0.3, -1.25]);
    assert_eq!(found("abs(x-1)+abs(y+0.5)", 4.0)[0].at, [1.0, -0.5]);
}
