//! Automatic differentiation, shown: the graph of a loss at a point with both sweeps, and differences beside it.

use downhill::{Difference, Expression, Function, Graph, GraphNode, Operation, Source, Surface, surface};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A loss by its name, or by its formula.
#[derive(Debug)]
enum Formula {
    BuiltIn(&'static Surface),
    Typed(Box<Expression>),
}

/// A loss of which derivatives are shown.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Derivatives {
    formula: Formula,
}

/// A node as it is drawn.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    /// What it does, as short as can be.
    label: String,
    /// The nodes that it is computed from.
    from: Vec<usize>,
    value: f64,
    /// By x and by y.
    forward: [f64; 2],
    /// By each of `from`.
    local: Vec<f64>,
    adjoint: f64,
    /// What the backward sweep adds to the adjoints of each of `from`.
    handed: Vec<f64>,
    /// (layer, distance across it)
    place: [f64; 2],
    /// The way of the edge from each of `from`.
    edges: Vec<Vec<[f64; 2]>>,
}

/// A graph as it is drawn.
#[derive(Serialize)]
struct Drawing {
    nodes: Vec<Node>,
    value: f64,
    forward: [f64; 2],
    backward: [f64; 2],
    layers: usize,
    width: f64,
}

#[wasm_bindgen]
impl Derivatives {
    /// The loss of a formula, or if there is none, the built-in one of that name; nothing if there is none either.
    pub fn of(f: &str, expr: Option<String>) -> Option<Self> {
        let formula = match expr {
            Some(text) => Formula::Typed(Box::new(Expression::parse(&text).ok()?)),
            None => Formula::BuiltIn(surface::find(f)?),
        };
        Some(Self { formula })
    }

    /// Its graph at a point.
    pub fn graph(&self, x: f64, y: f64) -> JsValue {
        let graph = match &self.formula {
            Formula::BuiltIn(surface) => Graph::record(*surface, [x, y]),
            Formula::Typed(expression) => Graph::record(&**expression, [x, y]),
        };
        let layout = graph.layout();
        let nodes = graph.nodes().iter().zip(layout.nodes).zip(layout.edges);
        let nodes = nodes.map(|((node, place), edges)| drawn(node, place, edges)).collect();
        let forward = graph.forward();
        let drawing = Drawing {
            nodes,
            value: forward.value,
            forward: forward.gradient,
            backward: graph.backward(),
            layers: layout.layers,
            width: layout.width,
        };
        serde_wasm_bindgen::to_value(&drawing).unwrap_or(JsValue::UNDEFINED)
    }

    /// Differences with step h: by x and by y forward, by x and by y central, and how far forward and central are off.
    pub fn difference(&self, x: f64, y: f64, h: f64) -> Vec<f64> {
        let difference = self.differences(x, y, h);
        let [forward, central] = difference.errors(self.gradient(x, y));
        [&difference.forward[..], &difference.central, &[forward, central]].concat()
    }

    /// How far differences are off for steps of 10^-15 to 1, `per_decade` of them: step, forward, central, one after another.
    pub fn errors(&self, x: f64, y: f64, per_decade: u32) -> Vec<f64> {
        let gradient = self.gradient(x, y);
        let steps = 0..=15 * per_decade;
        steps
            .flat_map(|step| {
                let h = downhill::math::exp10(f64::from(step) / f64::from(per_decade) - 15.0);
                let [forward, central] = self.differences(x, y, h).errors(gradient);
                [h, forward, central]
            })
            .collect()
    }

    fn differences(&self, x: f64, y: f64, h: f64) -> Difference {
        match &self.formula {
            Formula::BuiltIn(surface) => Difference::of(|x, y| surface.value_at(x, y), [x, y], h),
            Formula::Typed(expression) => Difference::of(|x, y| expression.value_at(x, y), [x, y], h),
        }
    }

    fn gradient(&self, x: f64, y: f64) -> [f64; 2] {
        match &self.formula {
            Formula::BuiltIn(surface) => surface.dual_at(x, y).gradient,
            Formula::Typed(expression) => expression.dual_at(x, y).gradient,
        }
    }
}

fn drawn(node: &GraphNode, place: [f64; 2], edges: Vec<Vec<[f64; 2]>>) -> Node {
    let arity = node.source.arity();
    Node {
        label: label(node.source),
        from: node.from[..arity].to_vec(),
        value: node.forward.value,
        forward: node.forward.gradient,
        local: node.local[..arity].to_vec(),
        adjoint: node.adjoint,
        handed: node.local[..arity].iter().map(|local| node.adjoint * local).collect(),
        place,
        edges,
    }
}

/// What a node does, with u and v for the numbers that it takes.
fn label(source: Source) -> String {
    let operation = match source {
        Source::Variable(variable) => return ["x", "y"][variable % 2].to_owned(),
        Source::Operation(operation) => operation,
    };
    match operation {
        Operation::Constant(c) => number(c),
        Operation::Negative => "−u".to_owned(),
        Operation::Sum => "u + v".to_owned(),
        Operation::Difference => "u − v".to_owned(),
        Operation::Product => "u · v".to_owned(),
        Operation::Quotient => "u / v".to_owned(),
        Operation::Power => "u^v".to_owned(),
        Operation::Minimum => "min(u, v)".to_owned(),
        Operation::Maximum => "max(u, v)".to_owned(),
        Operation::Plus(c) => format!("u + {}", number(c)),
        Operation::Minus(c) => format!("u − {}", number(c)),
        Operation::From(c) => format!("{} − u", number(c)),
        Operation::Times(c) => format!("{} · u", number(c)),
        Operation::Over(c) => format!("u / {}", number(c)),
        Operation::Into(c) => format!("{} / u", number(c)),
        Operation::WholePower(2) => "u²".to_owned(),
        Operation::WholePower(3) => "u³".to_owned(),
        Operation::WholePower(n) => format!("u^{}", number(n.into())),
        Operation::FixedPower(c) => format!("u^{}", number(c)),
        Operation::Exponential(c) => format!("{}^u", number(c)),
        Operation::AtMost(c) => format!("min(u, {})", number(c)),
        Operation::AtLeast(c) => format!("max(u, {})", number(c)),
        Operation::Function(Function::Exp) => "e^u".to_owned(),
        Operation::Function(Function::Sqrt) => "√u".to_owned(),
        Operation::Function(Function::Abs) => "|u|".to_owned(),
        Operation::Function(function) => format!("{} u", function.name()),
    }
}

/// A constant of a formula: by its name, or with few digits.
fn number(value: f64) -> String {
    use core::f64::consts::{E, PI, TAU};
    for (known, name) in [(PI, "π"), (TAU, "2π"), (E, "e")] {
        if known.to_bits() == value.to_bits() {
            return name.to_owned();
        }
    }
    let rounded = downhill_preset::shortest((value * 1e4).round() / 1e4);
    let text = if rounded == "0" { downhill_preset::shortest(value) } else { rounded };
    match text.strip_prefix('-') {
        Some(size) => format!("(−{size})"),
        None => text,
    }
}
