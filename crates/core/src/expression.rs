//! Typed losses: a formula in x and y, from its text to its values.
//!
//! Variables `x y`; constants `pi e`; `+ - * /` and `^`, which holds more strongly than the sign before it and is taken
//! from the right; `sin cos tan asin acos atan sinh cosh tanh exp ln log(=ln) log10 sqrt abs sign min max pow`.
//! Multiplication is always written: `2*x`.
//!
//! Where a formula has no value it is NaN or infinite, never an error: ln(-1), 1/0, and 0^0, which has no limit. What is
//! taken for a derivative where there is none stands with each function of [`Scalar`].

mod error;
mod lanes;
mod mathml;
mod name;
mod parse;
mod program;
mod row;
mod token;
mod tree;

use alloc::string::String;

pub use error::{ExpressionError, ExpressionErrorKind, MAX_DEPTH, MAX_LENGTH};

use self::lanes::{LANES, Lanes};
use self::program::Program;
use self::tree::Tree;
use crate::landscape::Grid;
use crate::surface::View;
use crate::{Dual2, Jet2, Scalar};

/// A formula in x and y that was typed.
#[derive(Clone, Debug)]
pub struct Expression {
    text: String,
    tree: Tree,
    program: Program,
}

/// Two formulas are the same if they were typed alike.
impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Expression {
    /// Reads a formula.
    ///
    /// # Errors
    /// [`ExpressionError`]: the first thing that is wrong, and where.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        let tree = parse::parse(text)?;
        let program = Program::of(&tree);
        let mut kept = String::with_capacity(text.len());
        for piece in text.split_whitespace() {
            if !kept.is_empty() {
                kept.push(' ');
            }
            kept.push_str(piece);
        }
        Ok(Self { text: kept, tree, program })
    }

    /// The formula as it was typed, without white space around it and with single spaces inside.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The formula as a MathML element.
    #[must_use]
    pub fn mathml(&self) -> String {
        mathml::mathml(&self.tree)
    }

    /// Its value at a point, in whatever numbers the point is given.
    #[inline]
    pub fn eval<S: Scalar>(&self, x: S, y: S) -> S {
        self.program.eval(x, y)
    }

    /// Its value at a point.
    #[must_use]
    pub fn value_at(&self, x: f64, y: f64) -> f64 {
        self.eval(x, y)
    }

    /// Value and gradient at a point.
    #[must_use]
    pub fn dual_at(&self, x: f64, y: f64) -> Dual2 {
        let [x, y] = Dual2::variables(x, y);
        self.eval(x, y)
    }

    /// Values and gradients at a row of points: the same bits as one after another.
    pub(crate) fn duals_at<const N: usize>(&self, x: &[f64; N], y: &[f64; N]) -> [Dual2; N] {
        self.program.duals_at(x, y)
    }

    /// Value, gradient and Hessian at a point.
    #[must_use]
    pub fn jet_at(&self, x: f64, y: f64) -> Jet2 {
        let [x, y] = Jet2::variables(x, y);
        self.eval(x, y)
    }

    /// Its values on a grid: the same bits as [`Grid::sample`] gives, several times as fast.
    #[must_use]
    pub fn sample(&self, view: View, width: usize, height: usize) -> Grid {
        let mut lanes = Lanes::new();
        Grid::sample_rows(view, width, height, |x, y, out| {
            for (x, out) in x.chunks(LANES).zip(out.chunks_mut(LANES)) {
                lanes.set_points(x, y);
                out.copy_from_slice(&lanes.run(&self.program)[..x.len()]);
            }
        })
    }
}

#[cfg(test)]
mod tests;
