//! A loss that somebody typed, with what a built-in one brings along: a view, a start, and its critical points.

use alloc::string::String;

use crate::Scalar;
use crate::expression::{Expression, ExpressionError};
use crate::landscape::{Framing, Grid, frame};
use crate::surface::{CriticalPoint, View};

/// A formula in x and y as a loss. View, start and critical points are found, by [`frame`]; they follow from the formula.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedLoss {
    expression: Expression,
    framing: Framing,
}

impl TypedLoss {
    /// The loss of a formula.
    #[must_use]
    pub fn new(expression: Expression) -> Self {
        let framing = frame(&|x, y| expression.jet_at(x, y));
        Self { expression, framing }
    }

    /// Reads a formula, and makes it a loss.
    ///
    /// # Errors
    /// [`ExpressionError`]: the first thing that is wrong with the text, and where.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        Expression::parse(text).map(Self::new)
    }

    /// The formula.
    #[must_use]
    pub fn expression(&self) -> &Expression {
        &self.expression
    }

    /// The formula as it was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.expression.text()
    }

    /// The formula as a MathML element.
    #[must_use]
    pub fn mathml(&self) -> String {
        self.expression.mathml()
    }

    /// What a picture shows unless told otherwise.
    #[must_use]
    pub fn view(&self) -> View {
        self.framing.view
    }

    /// Where runs start unless told otherwise.
    #[must_use]
    pub fn start(&self) -> [f64; 2] {
        self.framing.start
    }

    /// The critical points that were found in the view and around it: minima by their loss, then saddles.
    #[must_use]
    pub fn critical_points(&self) -> &[CriticalPoint] {
        &self.framing.critical_points
    }

    /// The loss at the lowest minimum that was found; none if the loss is known to be lower elsewhere.
    #[must_use]
    pub fn lowest(&self) -> Option<f64> {
        self.framing.lowest
    }

    /// The loss at a point, in whatever numbers the point is given.
    pub fn eval<S: Scalar>(&self, x: S, y: S) -> S {
        self.expression.eval(x, y)
    }

    /// The loss on a grid: the bits of [`eval`](Self::eval), several times as fast.
    #[must_use]
    pub fn sample(&self, view: View, width: usize, height: usize) -> Grid {
        self.expression.sample(view, width, height)
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::surface::CriticalKind;
    use crate::{Entry, Loss, Race, catalog, surface};

    #[test]
    fn a_typed_loss_races_as_the_built_in_one_does() {
        let typed = TypedLoss::parse("(x^2+y-11)^2+(x+y^2-7)^2").expect("Himmelblau's function");
        let built_in = surface::find("himmelblau").expect("built in");
        let entries: Vec<Entry> = ["sgd", "adam", "nesterov"]
            .map(|id| {
                let rule = catalog::find(id).expect("a rule of the catalogue");
                let params: Vec<f64> =
                    rule.defaults().enumerate().map(|(k, v)| if k == 0 { 0.005 } else { v }).collect();
                Entry { rule, params }
            })
            .into();
        let start = built_in.start;
        let mut typed = Race::new(Loss::from(typed), &start, &entries).expect("valid entries");
        let mut built_in = Race::new(built_in, &start, &entries).expect("valid entries");
        typed.advance(200);
        built_in.advance(200);
        for (typed, built_in) in typed.runs().iter().zip(built_in.runs()) {
            assert_eq!(typed.positions(), built_in.positions());
            assert_eq!(typed.losses(), built_in.losses());
        }
    }

    #[test]
    fn minima_are_found_and_the_lowest_known() {
        let loss = TypedLoss::parse("(x^2-1)^2+y^2+x/10").expect("two wells");
        let minima = loss.critical_points().iter().filter(|point| point.kind == CriticalKind::Minimum);
        assert_eq!(minima.count(), 2);
        assert!(loss.lowest().is_some_and(|lowest| (-0.11..-0.1).contains(&lowest)));
        assert_eq!(TypedLoss::parse("x+y").map(|loss| loss.lowest()), Ok(None));
    }

    #[test]
    fn beside_a_pole_no_minimum_is_the_lowest() {
        let loss = TypedLoss::parse("x*y+1/x+1/y").expect("a minimum between two poles");
        assert_eq!(loss.critical_points().first().map(|point| (point.at, point.value)), Some(([1.0, 1.0], 3.0)));
        assert_eq!(loss.lowest(), None);
        let [x, y] = loss.start();
        assert!(x > 0.0 && y > 0.0 && loss.eval(x, y) > 3.0, "{x} {y}");
    }
}
