//! The minima that runs come to rest in: found where they ended, not taken from a list.

use alloc::vec::Vec;

use crate::landscape::Closeness;
use crate::loss::Loss;
use crate::math::sqrt;

/// As many minima as are told apart: a valley floor has no end of them.
pub const MOST_FOUND: usize = 64;

/// Newton steps from where a run ended to the minimum nearby, at most.
const NEWTON_STEPS: usize = 30;

/// Evaluations of the search without derivatives, at most.
const COMPASS_VALUES: usize = 400;

/// A minimum that a run came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FoundMinimum {
    /// Where it is.
    pub at: [f64; 2],
    /// The loss there.
    pub loss: f64,
}

/// Minima in the order in which they were found: an index, once given, stays.
#[derive(Clone, Debug)]
pub struct FoundMinima {
    closeness: Closeness,
    found: Vec<FoundMinimum>,
}

impl FoundMinima {
    /// Begins with those that are known already, which keep their indices. Points that are `close` count as the same.
    #[must_use]
    pub fn new(closeness: Closeness, mut known: Vec<FoundMinimum>) -> Self {
        known.truncate(MOST_FOUND);
        Self { closeness, found: known }
    }

    /// Those found so far.
    #[must_use]
    pub fn found(&self) -> &[FoundMinimum] {
        &self.found
    }

    /// The index of the minimum that is close to where a run ended, if there is one: a known one, or one found just now.
    pub fn near(&mut self, loss: &Loss, end: [f64; 2]) -> Option<usize> {
        self.nearest(end).or_else(|| {
            let minimum = polished(loss, end, &self.closeness)?;
            self.admit(minimum)
        })
    }

    /// The index of a minimum that somebody else found: that of the same one, or its own from now on. None if there are too
    /// many already.
    pub fn admit(&mut self, minimum: FoundMinimum) -> Option<usize> {
        self.nearest(minimum.at).or_else(|| {
            (self.found.len() < MOST_FOUND).then(|| {
                self.found.push(minimum);
                self.found.len() - 1
            })
        })
    }

    /// The nearest of the known minima, if it is close.
    fn nearest(&self, end: [f64; 2]) -> Option<usize> {
        let distances = self.found.iter().map(|minimum| self.closeness.distance(minimum.at, end)).enumerate();
        let nearest = distances.min_by(|(_, a), (_, b)| a.total_cmp(b));
        nearest.filter(|(_, distance)| *distance <= 1.0).map(|(index, _)| index)
    }
}

/// The minimum close to a point, if there is one: by Newton's method, and where the loss has a kink by a search that asks
/// for no derivatives.
fn polished(loss: &Loss, end: [f64; 2], closeness: &Closeness) -> Option<FoundMinimum> {
    let at = newton(loss, end, closeness).or_else(|| compass(loss, end, closeness))?;
    Some(FoundMinimum { at, loss: loss.value_at(at[0], at[1]) })
}

/// Newton's method with the exact Hessian, whose eigenvalues are taken by their size so that every step goes down (Y. Dauphin
/// et al., 2014). None if it does not come to rest in a minimum close by.
fn newton(loss: &Loss, from: [f64; 2], closeness: &Closeness) -> Option<[f64; 2]> {
    let mut at = from;
    for _ in 0..NEWTON_STEPS {
        let jet = loss.jet_at(at[0], at[1]);
        let step = downhill_step(jet.gradient, jet.hessian)?;
        let next = [at[0] + step[0], at[1] + step[1]];
        let is_close = closeness.distance(next, from) <= 1.0;
        if !is_close {
            return None;
        }
        let rests = (0..2).all(|axis| step[axis].abs() <= 1e-12 * (1.0 + at[axis].abs()));
        at = next;
        if rests {
            let jet = loss.jet_at(at[0], at[1]);
            let [low, high] = jet.hessian_eigenvalues();
            let slope = jet.gradient.iter().fold(0.0, |most: f64, g| most.max(g.abs()));
            // As flat as rounding lets it be, and curved upwards in every direction.
            let is_minimum = low > 1e-9 * high.abs() && slope <= 1e-6 * (1.0 + high.abs());
            return is_minimum.then_some(at);
        }
    }
    None
}

/// −|H|⁻¹ g, by the eigenvectors of H; none if H is singular or not finite.
fn downhill_step([gx, gy]: [f64; 2], [a, b, c]: [f64; 3]) -> Option<[f64; 2]> {
    let (mean, half) = (0.5 * (a + c), 0.5 * (a - c));
    let radius = sqrt(half * half + b * b);
    let (low, high) = ((mean - radius).abs(), (mean + radius).abs());
    let is_regular = low.min(high) > 1e-12 * low.max(high) && low.max(high) < f64::INFINITY;
    if !is_regular {
        return None;
    }
    // |H| = p I + q H with p and q such that both eigenvalues come out right; its inverse likewise.
    if radius == 0.0 {
        return Some([-gx / high, -gy / high]);
    }
    let (inverse_low, inverse_high) = (1.0 / low, 1.0 / high);
    let q = (inverse_high - inverse_low) / (2.0 * radius);
    let p = 0.5 * (inverse_high + inverse_low) - q * mean;
    Some([-(p * gx + q * (a * gx + b * gy)), -(p * gy + q * (b * gx + c * gy))])
}

/// Compass search (R. Hooke and T. A. Jeeves, 1961): to the lowest of eight neighbours while one is lower, then nearer ones.
/// None if it leads away.
fn compass(loss: &Loss, from: [f64; 2], closeness: &Closeness) -> Option<[f64; 2]> {
    let [mut at, mut reach] = [from, closeness.radii().map(|radius| 0.5 * radius)];
    let mut lowest = loss.value_at(at[0], at[1]);
    let mut values = 1;
    let smallest = reach.map(|reach| reach * 1e-10);
    while values < COMPASS_VALUES && reach[0] > smallest[0] && lowest.is_finite() {
        let mut best = None;
        for [dx, dy] in NEIGHBOURS {
            let neighbour = [at[0] + dx * reach[0], at[1] + dy * reach[1]];
            let value = loss.value_at(neighbour[0], neighbour[1]);
            if value < lowest {
                (lowest, best) = (value, Some(neighbour));
            }
        }
        values += NEIGHBOURS.len();
        match best {
            Some(lower) if closeness.distance(lower, from) <= 1.0 => at = lower,
            Some(_) => return None,
            None => reach = reach.map(|reach| 0.25 * reach),
        }
    }
    (reach[0] <= smallest[0] && rises_around(loss, at, lowest, closeness)).then_some(at)
}

/// Whether the loss is higher all around, so that a plateau is not taken for a minimum.
fn rises_around(loss: &Loss, at: [f64; 2], lowest: f64, closeness: &Closeness) -> bool {
    let [rx, ry] = closeness.radii().map(|radius| 0.1 * radius);
    NEIGHBOURS.iter().all(|[dx, dy]| loss.value_at(at[0] + dx * rx, at[1] + dy * ry) > lowest)
}

const NEIGHBOURS: [[f64; 2]; 8] =
    [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0], [1.0, 1.0], [-1.0, 1.0], [1.0, -1.0], [-1.0, -1.0]];
