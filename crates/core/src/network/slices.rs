//! Pictures of a network's loss around and between solutions, computed in pieces.

use alloc::vec;
use alloc::vec::Vec;

use crate::curvature::{Lanczos, Plane, Segment, lanczos};
use crate::landscape::Grid;
use crate::math::norm;
use crate::model::mlp::MlpLoss;
use crate::objective::TwiceDifferentiable;
use crate::surface::View;

/// The losses along the straight line through two solutions.
#[derive(Clone, Debug)]
pub struct LineSlice {
    segment: Segment,
    alphas: Vec<f64>,
    train: Vec<f64>,
    test: Vec<f64>,
    place: Vec<f64>,
}

impl LineSlice {
    /// Nothing is computed yet.
    #[must_use]
    pub fn new(segment: Segment) -> Self {
        let alphas = Segment::alphas();
        let room = || Vec::with_capacity(alphas.len());
        Self { place: vec![0.0; segment.from.len()], train: room(), test: room(), alphas, segment }
    }

    /// Does what takes about so many floating-point operations; whether anything is left to do.
    pub fn work(&mut self, flops: u64, [train, test]: &mut [MlpLoss; 2]) -> bool {
        let each = value_flops(train) + value_flops(test);
        for _ in 0..(flops / each).max(1) {
            let Some(&alpha) = self.alphas.get(self.train.len()) else { return false };
            self.segment.at(alpha, &mut self.place);
            self.train.push(train.value(&self.place));
            self.test.push(test.value(&self.place));
        }
        self.train.len() < self.alphas.len()
    }

    /// The part that is done, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        self.train.len() as f64 / self.alphas.len() as f64
    }

    /// Where on the line: 0 at the first solution, 1 at the second.
    #[must_use]
    pub fn alphas(&self) -> &[f64] {
        &self.alphas
    }

    /// The training loss there, and the test loss.
    #[must_use]
    pub fn losses(&self) -> [&[f64]; 2] {
        [&self.train, &self.test]
    }

    /// How far the solutions are apart.
    #[must_use]
    pub fn length(&self) -> f64 {
        self.segment.length()
    }
}

/// Which plane through a solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaneKind {
    /// Of two random filter-normalised directions; the same seed gives two solutions directions by the same draws.
    Random(u64),
    /// Of the eigenvectors of the Hessian's two largest eigenvalues: the steepest that there is.
    TopEigenvectors,
    /// Of the two principal directions of the path that led there.
    Path,
}

/// The training loss on a plane around a solution. One unit across and up is about as long as the vector of parameters.
#[derive(Debug)]
pub struct PlaneSlice {
    stage: Stage,
    grid: Grid,
    nodes: usize,
    path: Vec<f64>,
}

#[derive(Debug)]
enum Stage {
    Spectrum {
        w: Vec<f64>,
        method: Lanczos,
    },
    Nodes {
        plane: Plane,
        place: Vec<f64>,
    },
    /// The path spans no plane.
    Nothing,
}

impl PlaneSlice {
    /// A square of `size` nodes a side, from −radius to radius, around the parameters `w` of a network that came along `path`,
    /// which holds one position after another. Nothing is computed yet.
    #[must_use]
    pub fn new(loss: &MlpLoss, w: &[f64], path: Vec<f64>, kind: PlaneKind, size: usize, radius: f64) -> Self {
        let nodes = |plane| Stage::Nodes { plane, place: vec![0.0; w.len()] };
        let stage = match kind {
            PlaneKind::Random(seed) => nodes(Plane::filter_normalized(loss.mlp().layers(), w, seed)),
            PlaneKind::Path => Plane::of_path(w, &path, norm(w)).map_or(Stage::Nothing, nodes),
            PlaneKind::TopEigenvectors => {
                let method = Lanczos::new(w.len(), 2 * lanczos::STEPS, lanczos::START_SEED);
                Stage::Spectrum { w: w.to_vec(), method }
            }
        };
        let view = View { x: [-radius, radius], y: [-radius, radius] };
        let grid = Grid::sample(|_, _| f64::NAN, view, size, size);
        Self { stage, grid, nodes: 0, path }
    }

    /// Does what takes about so many floating-point operations; whether anything is left to do.
    pub fn work(&mut self, flops: u64, loss: &mut MlpLoss) -> bool {
        match &mut self.stage {
            Stage::Nothing => false,
            Stage::Spectrum { w, method } => {
                let mut left = flops / (6 * value_flops(loss)) + 1;
                while method.step(|v, product| loss.hessian_vector(w, v, product)) {
                    left -= 1;
                    if left == 0 {
                        return true;
                    }
                }
                let ritz = method.ritz();
                let top = |from_end: usize| Some(method.vector(&ritz, ritz.values.len().checked_sub(from_end)?));
                self.stage = match (top(1), top(2)) {
                    (Some(first), Some(second)) => {
                        let plane = Plane::spanned(w, &first, &second, norm(w));
                        Stage::Nodes { place: vec![0.0; w.len()], plane }
                    }
                    _ => Stage::Nothing,
                };
                true
            }
            Stage::Nodes { plane, place } => {
                let all = self.grid.values.len();
                for _ in 0..(flops / value_flops(loss)).max(1) {
                    if self.nodes == all {
                        return false;
                    }
                    let [row, column] = [self.nodes / self.grid.width, self.nodes % self.grid.width];
                    plane.at(self.grid.x(column as f64), self.grid.y(row as f64), place);
                    self.grid.values[self.nodes] = loss.value(place);
                    self.nodes += 1;
                }
                self.nodes < all
            }
        }
    }

    /// The part that is done, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        self.nodes as f64 / self.grid.values.len() as f64
    }

    /// The loss on the plane, if there is one; NaN where it is not computed yet.
    #[must_use]
    pub fn grid(&self) -> Option<&Grid> {
        matches!(self.stage, Stage::Nodes { .. }).then_some(&self.grid)
    }

    /// The path as the plane shows it, and the share of it that the plane explains ([`Plane::explained`]).
    #[must_use]
    pub fn path(&self) -> (Vec<[f64; 2]>, f64) {
        let Stage::Nodes { plane, .. } = &self.stage else { return (Vec::new(), f64::NAN) };
        let points = self.path.chunks_exact(plane.origin.len()).map(|w| plane.project(w)).collect();
        (points, plane.explained(&self.path))
    }
}

/// Floating-point operations that the loss takes, about.
fn value_flops(loss: &MlpLoss) -> u64 {
    loss.examples() as u64 * loss.mlp().flops() / 3
}
