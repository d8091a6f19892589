//! Finding the points at which a loss of two variables does not slope: minima, kinks and saddles.
//!
//! From many seeds, Newton's method looks for any zero of the gradient, and a descent for minima. A descent step solves
//! |H| p = -g, with the Hessian's eigenvalues made positive, within a radius that grows with success and shrinks with failure
//! (J. Nocedal and S. J. Wright, "Numerical Optimization", 2006, sections 3.4 and 4.1). Where a loss has kinks, a search by
//! values alone finishes (R. Hooke and T. A. Jeeves, "Direct search", 1961), its directions turned at every shrinking.

mod found;
mod scale;
mod shelf;

use alloc::vec::Vec;
use core::cell::Cell;

use self::found::{Candidate, Found};
use self::scale::LossScale;
use crate::Jet2;
use crate::math::{cos, norm, sin};
use crate::surface::{CriticalKind, CriticalPoint, View};

/// Points that are returned, at most.
pub const MAX_CRITICAL_POINTS: usize = 200;

/// After so many evaluations no other seed is tried: a loss full of kinks takes hundreds a seed.
const MAX_ASKED: usize = 30_000;

/// Steps of a method from one seed.
const STEPS: usize = 60;
/// A rise that is no more is none, beside a loss of about 1.
const LEAST_RISE: f64 = 1e-60;
/// Directions in which the surroundings of a point are looked at.
const AROUND: usize = 24;

/// The critical points inside `region` that are found from `columns` × `rows` seeds, the lowest minimum first, then the other
/// minima and kinks by their loss, then the saddles. Maxima are left out, and of a valley whose floor is level one point
/// stands for all.
///
/// A slope or curvature that is nothing beside the loss's differences in the region counts as none, and level ground is no
/// minimum. What is found depends on the arguments alone. A method from seeds may miss points; those returned are critical.
#[must_use]
pub fn find_critical_points(
    jet: &impl Fn(f64, f64) -> Jet2,
    region: View,
    [columns, rows]: [usize; 2],
) -> Vec<CriticalPoint> {
    let size = (region.x[1] - region.x[0]).min(region.y[1] - region.y[0]);
    let scale = LossScale::of(jet, region, size);
    let scaled = |x: f64, y: f64| scale.scaled(jet(x, y));
    let search = Search { jet: &scaled, region, size, asked: Cell::new(0) };
    let middle = [0.5 * (region.x[0] + region.x[1]), 0.5 * (region.y[0] + region.y[1])];
    let mut found = Found::new(size, middle);
    // Off the middle of each cell, so that symmetries do not stop a method; but of a valley the middle is what is wanted.
    let part = |[from, to]: [f64; 2], at: f64| from + at * (to - from);
    let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (column as f64, row as f64)));
    let seeds = cells.map(|(column, row)| {
        [part(region.x, (column + 0.47) / columns as f64), part(region.y, (row + 0.54) / rows as f64)]
    });
    for seed in core::iter::once(middle).chain(seeds) {
        for end in [search.newton(seed), search.descend(seed)].into_iter().flatten() {
            if !found.has(end)
                && search.is_inside(end)
                && let Some(candidate) = search.classify(end)
            {
                found.add(candidate);
            }
        }
        if found.len() >= MAX_CRITICAL_POINTS || search.asked.get() > MAX_ASKED {
            break;
        }
    }
    found.kept(jet)
}

struct Search<'a, J> {
    jet: &'a J,
    region: View,
    /// The shorter side of the region.
    size: f64,
    /// How often the loss was asked for.
    asked: Cell<usize>,
}

impl<J: Fn(f64, f64) -> Jet2> Search<'_, J> {
    fn at(&self, [x, y]: [f64; 2]) -> Jet2 {
        self.asked.set(self.asked.get() + 1);
        (self.jet)(x, y)
    }

    /// Whether a search has left the region for good.
    fn is_far(&self, [x, y]: [f64; 2]) -> bool {
        let View { x: [left, right], y: [bottom, top] } = self.region;
        let beyond = |u: f64, low: f64, high: f64| u < low - self.size || u > high + self.size;
        beyond(x, left, right) || beyond(y, bottom, top)
    }

    fn is_inside(&self, [x, y]: [f64; 2]) -> bool {
        let View { x: [left, right], y: [bottom, top] } = self.region;
        (left..=right).contains(&x) && (bottom..=top).contains(&y)
    }

    /// A zero of the gradient, of any kind.
    fn newton(&self, seed: [f64; 2]) -> Option<[f64; 2]> {
        let mut at = seed;
        let mut jet = self.at(at);
        for _ in 0..STEPS {
            let slope = norm(&jet.gradient);
            if slope == 0.0 {
                return Some(at);
            }
            let [a, b, c] = jet.hessian;
            let [gx, gy] = jet.gradient;
            let determinant = a * c - b * b;
            let mut step = [(b * gy - c * gx) / determinant, (b * gx - a * gy) / determinant];
            let length = norm(&step);
            if !length.is_finite() {
                return None;
            }
            if length <= 1e-15 * self.size.max(norm(&at)) {
                return Some(at);
            }
            let limit = 0.25 * self.size;
            if length > limit {
                step = step.map(|s| s * (limit / length));
            }
            // Half the step until the slope falls; near the end it may be as small as rounding lets it be.
            let mut is_better = false;
            for _ in 0..6 {
                let next = [at[0] + step[0], at[1] + step[1]];
                let there = self.at(next);
                if norm(&there.gradient) < slope {
                    (at, jet, is_better) = (next, there, true);
                    break;
                }
                step = step.map(|s| 0.5 * s);
            }
            if self.is_far(at) {
                return None;
            }
            if !is_better {
                return (length <= 1e-9 * self.size.max(norm(&at))).then_some(at);
            }
        }
        None
    }

    /// A minimum, smooth or not.
    fn descend(&self, seed: [f64; 2]) -> Option<[f64; 2]> {
        let mut at = seed;
        let mut jet = self.at(at);
        let mut radius = 0.1 * self.size;
        for _ in 0..2 * STEPS {
            if !jet.value.is_finite() || !jet.gradient.iter().all(|g| g.is_finite()) {
                return None;
            }
            let step = downhill_step(&jet, radius)?;
            let length = norm(&step);
            let tiny = 1e-14 * self.size.max(norm(&at));
            if length <= tiny {
                return Some(if radius <= tiny { self.compass(at) } else { at });
            }
            let next = [at[0] + step[0], at[1] + step[1]];
            let there = self.at(next);
            let fall = -(jet.gradient[0] * step[0] + jet.gradient[1] * step[1]);
            // On the floor of a valley rounding errors would lead on for ever.
            if fall <= 1e-26 * jet.hessian_eigenvalues()[1] * self.size * self.size {
                return Some(at);
            }
            if there.value <= jet.value - 1e-4 * fall {
                if there.value == jet.value && norm(&there.gradient) >= norm(&jet.gradient) {
                    return Some(at);
                }
                (at, jet) = (next, there);
                if length > 0.9 * radius {
                    radius = (2.0 * radius).min(self.size);
                }
                if self.is_far(at) {
                    return None;
                }
            } else {
                radius = 0.3 * length.min(radius);
            }
        }
        None
    }

    /// Goes to the lowest point around, at distances that shrink where none is lower.
    fn compass(&self, seed: [f64; 2]) -> [f64; 2] {
        let (mut at, mut lowest) = (seed, self.at(seed).value);
        let mut radius = 0.05 * self.size;
        let mut turn = 0.0;
        let mut anchor = seed;
        for _ in 0..600 {
            let mut best = None;
            // Along a floor that is level rounding errors would lead out of the region.
            let mut bound = lowest - 1e-9 * radius / self.size;
            // Where it went on the whole since the last shrinking: the way along a valley with walls too steep to see it.
            let way = [at[0] - anchor[0], at[1] - anchor[1]];
            let length = norm(&way);
            let along = if length > 0.0 { way.map(|part| radius * part / length) } else { [radius, 0.0] };
            for k in 0..9 {
                let angle = turn + f64::from(k) * core::f64::consts::FRAC_PI_4;
                let step = if k < 8 { [radius * cos(angle), radius * sin(angle)] } else { along };
                let next = [at[0] + step[0], at[1] + step[1]];
                let value = self.at(next).value;
                if value < bound {
                    (best, lowest, bound) = (Some(next), value, value);
                }
            }
            match best {
                Some(next) => at = next,
                None => {
                    radius *= 0.5;
                    anchor = at;
                    // No direction comes twice, so that a narrow valley cannot hide between them for long.
                    turn += 1.0;
                }
            }
            if radius <= 1e-13 * self.size {
                break;
            }
        }
        at
    }

    /// What is at the end of a search; nothing if it is no critical point, or a maximum.
    fn classify(&self, end: [f64; 2]) -> Option<Candidate> {
        let at = self.rounded(end);
        let jet = self.at(at);
        let value = jet.value;
        if !value.is_finite() {
            return None;
        }
        let candidate = |kind, is_level| Some(Candidate { point: CriticalPoint { at, value, kind }, is_level });
        let [small, large] = jet.hessian_eigenvalues();
        let steepest = small.abs().max(large.abs());
        let slope = norm(&jet.gradient);
        let is_smooth = slope <= 1e-6 * steepest * self.size.min(1.0) || slope == 0.0;
        if is_smooth && small.abs() > 1e-5 * steepest {
            return if small > 0.0 {
                candidate(CriticalKind::Minimum, false)
            } else if large > 0.0 {
                candidate(CriticalKind::Saddle, false)
            } else {
                None
            };
        }
        // Curvature does not tell: the ground around it does. Twice as far away it is four times as high over a smooth
        // minimum, or more, and twice as high over a kink.
        let distance = if is_smooth { 1e-3 } else { 1e-6 };
        let around = self.around(at, value, distance);
        let is_kink = self.around(at, value, 2.0 * distance).height < 3.0 * around.height;
        let kind = if is_kink { CriticalKind::Kink } else { CriticalKind::Minimum };
        match around {
            Around { lower: 0, level: 0..=4, lowest, .. } => {
                // Beside the lowest direction one comes down to another point as low if the ground is level that way.
                let aside = [at[0] + 0.02 * self.size * cos(lowest), at[1] + 0.02 * self.size * sin(lowest)];
                let is_level = self.descend(aside).is_some_and(|end| {
                    let is_elsewhere = norm(&[end[0] - at[0], end[1] - at[1]]) > 1e-3 * self.size;
                    is_elsewhere && self.at(end).value - value < 1e-6 * (around.height / AROUND as f64)
                });
                ((is_level || around.level == 0) && !self.is_on_a_shelf(at, &jet)).then_some(())?;
                candidate(kind, is_level)
            }
            Around { level: 0, changes, .. } if is_smooth && changes >= 4 => candidate(CriticalKind::Saddle, false),
            _ => None,
        }
    }

    fn around(&self, [x, y]: [f64; 2], value: f64, distance: f64) -> Around {
        let radius = distance * self.size;
        let tolerance = (1e-13 * value.abs()).max(LEAST_RISE);
        let mut around = Around { lower: 0, level: 0, changes: 0, height: 0.0, lowest: 0.0 };
        let angle = |k: usize| (k as f64 + 0.1) * core::f64::consts::TAU / AROUND as f64;
        let rise = |k: usize| self.at([x + radius * cos(angle(k)), y + radius * sin(angle(k))]).value - value;
        let mut before = rise(AROUND - 1);
        let mut least = f64::INFINITY;
        for k in 0..AROUND {
            let rise = rise(k);
            if rise < least {
                (least, around.lowest) = (rise, angle(k));
            }
            around.height += rise;
            if rise.is_nan() || rise.abs() <= tolerance {
                around.level += 1;
            } else if rise < 0.0 {
                around.lower += 1;
            }
            around.changes += usize::from((rise < 0.0) != (before < 0.0));
            before = rise;
        }
        around
    }

    /// The same point with fewer digits, where that loses nothing: (3, 2) and not (3.0000000000000004, 2).
    fn rounded(&self, at: [f64; 2]) -> [f64; 2] {
        let jet = self.at(at);
        for digits in [1e-6, 1e-9, 1e-12] {
            let unit = crate::math::exp10(crate::math::floor(crate::math::log10(digits * self.size)));
            let round = at.map(|u| {
                let rounded = crate::math::floor(u / unit + 0.5) / crate::math::floor(1.0 / unit + 0.5);
                if rounded == 0.0 { 0.0 } else { rounded }
            });
            let there = self.at(round);
            if there.value <= jet.value && norm(&there.gradient) <= norm(&jet.gradient) {
                return round;
            }
        }
        at
    }
}

/// What the ground around a point does.
struct Around {
    /// Directions in which it is lower.
    lower: usize,
    /// Directions in which it is as high.
    level: usize,
    /// How often lower and higher ground take turns.
    changes: usize,
    /// How much higher it is, over all directions.
    height: f64,
    /// The direction in which it is lowest, in radians.
    lowest: f64,
}

/// The step p with |H| p = -g, no longer than `radius`; nothing where the Hessian is no number.
fn downhill_step(jet: &Jet2, radius: f64) -> Option<[f64; 2]> {
    let [a, b, c] = jet.hessian;
    if ![a, b, c].iter().all(|part| part.is_finite()) {
        return None;
    }
    let [gx, gy] = jet.gradient;
    let slope = norm(&[gx, gy]);
    if slope == 0.0 {
        return Some([0.0; 2]);
    }
    // The rotation that makes the Hessian diagonal.
    let [small, large] = jet.hessian_eigenvalues();
    let (ux, uy) = if b == 0.0 && a >= c {
        (1.0, 0.0)
    } else if b == 0.0 {
        (0.0, 1.0)
    } else {
        let (x, y) = if (a - small).abs() > (c - small).abs() { (a - small, b) } else { (b, c - small) };
        let length = norm(&[x, y]);
        (x / length, y / length)
    };
    // No eigenvalue so small that its direction alone would leave the radius many times over.
    let least = (1e-3 * slope / radius).max(f64::MIN_POSITIVE);
    let along_large = -(gx * ux + gy * uy) / large.abs().max(least);
    let along_small = -(gy * ux - gx * uy) / small.abs().max(least);
    let step = [along_large * ux - along_small * uy, along_large * uy + along_small * ux];
    let length = norm(&step);
    Some(if length > radius { step.map(|s| s * (radius / length)) } else { step })
}

#[cfg(test)]
mod tests;
