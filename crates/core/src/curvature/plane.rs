//! Planes through parameter space, for pictures of a loss around a solution.
//!
//! H. Li, Z. Xu, G. Taylor, C. Studer and T. Goldstein, "Visualizing the loss landscape of neural nets", NeurIPS 2018.

use alloc::vec::Vec;

use crate::math::{norm, sqrt};
use crate::model::mlp::Layer;
use crate::rng::SplitMix64;
use crate::symmetric::Symmetric;

/// Directions are drawn from generators beyond all that draw a network's data, initial weights and batches, whose seeds have
/// 32 bits: a direction from the generator of the initial weights would point to the start.
const FIRST_SEED: u64 = 1 << 40;

/// The plane o + x a + y b.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    /// o, where x = y = 0.
    pub origin: Vec<f64>,
    /// a, along x.
    pub across: Vec<f64>,
    /// b, along y; not necessarily at right angles to a.
    pub up: Vec<f64>,
}

/// A random direction whose part for every neuron is as long as that neuron's incoming weights in `w`; biases stay (section 4
/// of the paper). So one unit of it is about one relative change of the network, however large its weights are.
#[must_use]
pub fn filter_normalized(layers: &[Layer], w: &[f64], rng: &mut SplitMix64) -> Vec<f64> {
    let mut direction = alloc::vec![0.0; w.len()];
    for layer in layers {
        for x in &mut direction[layer.offset..layer.biases()] {
            *x = rng.normal();
        }
        for neuron in 0..layer.outputs {
            let incoming = || (layer.offset + neuron..layer.biases()).step_by(layer.outputs);
            let length = |of: &[f64]| sqrt(incoming().map(|k| of[k] * of[k]).sum());
            let part = length(w) / length(&direction);
            for k in incoming() {
                direction[k] *= part;
            }
        }
    }
    direction
}

impl Plane {
    /// The plane of two random filter-normalised directions.
    #[must_use]
    pub fn filter_normalized(layers: &[Layer], w: &[f64], seed: u64) -> Self {
        let mut rng = SplitMix64::new(FIRST_SEED + seed);
        let across = filter_normalized(layers, w, &mut rng);
        let up = filter_normalized(layers, w, &mut rng);
        Self { origin: w.to_vec(), across, up }
    }

    /// The plane of two directions, made orthogonal and as long as `unit`.
    #[must_use]
    pub fn spanned(origin: &[f64], first: &[f64], second: &[f64], unit: f64) -> Self {
        let along = dot(first, second) / dot(first, first);
        let second: Vec<f64> = first.iter().zip(second).map(|(a, b)| b - along * a).collect();
        let scaled = |direction: &[f64]| {
            let part = unit / norm(direction);
            direction.iter().map(|x| part * x).collect()
        };
        Self { origin: origin.to_vec(), across: scaled(first), up: scaled(&second) }
    }

    /// The plane that holds as much of a path as a plane can: its two principal directions around `origin` (K. Pearson, 1901),
    /// as long as `unit`. `path` holds one position after another. `None` if the path does not span a plane.
    #[must_use]
    pub fn of_path(origin: &[f64], path: &[f64], unit: f64) -> Option<Self> {
        let steps: Vec<Vec<f64>> = path
            .chunks_exact(origin.len())
            .map(|position| position.iter().zip(origin).map(|(p, o)| p - o).collect())
            .collect();
        let count = steps.len();
        let entries = (0..count * count).map(|k| dot(&steps[k / count], &steps[k % count])).collect();
        let eigen = Symmetric::new(count, entries).eigen();
        let direction = |from_top: usize| {
            let index = count.checked_sub(from_top)?;
            let mut direction = alloc::vec![0.0; origin.len()];
            for (part, step) in eigen.vectors[index].iter().zip(&steps) {
                for (x, s) in direction.iter_mut().zip(step) {
                    *x += part * s;
                }
            }
            (eigen.values[index] > 1e-12 * eigen.values[count - 1]).then_some(direction)
        };
        Some(Self::spanned(origin, &direction(1)?, &direction(2)?, unit))
    }

    /// Writes the place at x and y.
    pub fn at(&self, x: f64, y: f64, place: &mut [f64]) {
        for (((place, o), a), b) in place.iter_mut().zip(&self.origin).zip(&self.across).zip(&self.up) {
            *place = o + x * a + y * b;
        }
    }

    /// The x and y of the plane's point that is nearest to a position.
    #[must_use]
    pub fn project(&self, w: &[f64]) -> [f64; 2] {
        let away = |direction: &[f64]| -> f64 {
            direction.iter().zip(w).zip(&self.origin).map(|((d, w), o)| d * (w - o)).sum()
        };
        let (aa, ab, bb) = (dot(&self.across, &self.across), dot(&self.across, &self.up), dot(&self.up, &self.up));
        let (along, beside) = (away(&self.across), away(&self.up));
        let determinant = aa * bb - ab * ab;
        [(bb * along - ab * beside) / determinant, (aa * beside - ab * along) / determinant]
    }

    /// The share of a path that the plane shows: of its squared distances from the origin, how much lies in the plane. `path`
    /// holds one position after another; NaN if it never leaves the origin.
    #[must_use]
    pub fn explained(&self, path: &[f64]) -> f64 {
        let mut place = alloc::vec![0.0; self.origin.len()];
        let (mut inside, mut all) = (0.0, 0.0);
        for position in path.chunks_exact(self.origin.len()) {
            let [x, y] = self.project(position);
            self.at(x, y, &mut place);
            inside += squared_distance(&place, &self.origin);
            all += squared_distance(position, &self.origin);
        }
        inside / all
    }
}

fn squared_distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::model::mlp::layers;

    #[test]
    fn every_neuron_of_a_direction_is_as_long_as_its_weights() {
        let layers = layers(&[3, 4, 2]);
        let w: Vec<f64> = (0..26).map(|k| f64::from(k) * 0.1 - 1.0).collect();
        let direction = filter_normalized(&layers, &w, &mut SplitMix64::new(5));
        for layer in &layers {
            for neuron in 0..layer.outputs {
                let column = |of: &[f64]| -> Vec<f64> {
                    (0..layer.inputs).map(|input| of[layer.offset + input * layer.outputs + neuron]).collect()
                };
                assert!((norm(&column(&direction)) - norm(&column(&w))).abs() < 1e-14);
            }
            assert!(direction[layer.biases()..layer.end()].iter().all(|&bias| bias == 0.0));
        }
    }

    #[test]
    fn a_point_of_the_plane_is_its_own_projection_also_between_slanted_directions() {
        let plane = Plane { origin: vec![1.0, 2.0, 3.0], across: vec![1.0, 0.0, 0.0], up: vec![1.0, 1.0, 0.0] };
        let mut place = [0.0; 3];
        plane.at(0.3, -2.0, &mut place);
        let [x, y] = plane.project(&place);
        assert!((x - 0.3).abs() < 1e-14 && (y + 2.0).abs() < 1e-14);
        place[2] += 7.0;
        let beside = plane.project(&place);
        assert!((beside[0] - x).abs() < 1e-14 && (beside[1] - y).abs() < 1e-14);
    }

    #[test]
    fn what_a_plane_explains_is_the_share_that_lies_in_it() {
        let plane = Plane::spanned(&[0.0; 3], &[2.0, 0.0, 0.0], &[1.0, 1.0, 0.0], 0.5);
        assert_eq!((plane.across.clone(), plane.up.clone()), (vec![0.5, 0.0, 0.0], vec![0.0, 0.5, 0.0]));
        assert!((plane.explained(&[3.0, 0.0, 4.0]) - 9.0 / 25.0).abs() < 1e-14);
        assert!(plane.explained(&[0.0; 3]).is_nan());
    }

    #[test]
    fn the_plane_of_a_flat_path_explains_all_of_it_and_a_straight_path_has_none() {
        let origin = [1.0, 0.0, 0.0, 2.0];
        let path: Vec<f64> = (1..9)
            .flat_map(|t| {
                let t = f64::from(t);
                [1.0 + t, t * t, 2.0 * t, 2.0 - t * t]
            })
            .collect();
        let plane = Plane::of_path(&origin, &path, 1.0).expect("it spans a plane");
        assert!((plane.explained(&path) - 1.0).abs() < 1e-12);
        assert!((norm(&plane.across) - 1.0).abs() < 1e-12 && dot(&plane.across, &plane.up).abs() < 1e-12);
        assert_eq!(Plane::of_path(&origin, &[2.0, 0.0, 0.0, 2.0, 3.0, 0.0, 0.0, 2.0], 1.0), None);
        assert_eq!(Plane::of_path(&origin, &[], 1.0), None);
    }
}
