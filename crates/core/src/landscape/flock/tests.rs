//! Runs side by side are the same runs, to the last bit.

use std::vec::Vec;

use super::*;
use crate::catalog::RULES;
use crate::surface::{self, SURFACES};
use crate::{Entry, Schedule};

/// Starts all over a view and beyond it, so that some of the runs diverge.
fn starts(surface: &Surface) -> Vec<[f64; 2]> {
    let between = |[from, to]: [f64; 2], part: f64| from + (to - from) * part;
    let start = |k: usize| {
        let (across, up) = ((k % 6) as f64 / 4.0 - 0.13, (k / 6) as f64 / 4.0 - 0.11);
        [between(surface.view.x, across), between(surface.view.y, up)]
    };
    (0..LANES).map(start).collect()
}

#[test]
fn runs_abreast_have_the_bits_of_runs_alone() {
    for rule in RULES {
        for surface in SURFACES {
            // A rate at which some of the runs diverge on most surfaces.
            let mut params: Vec<f64> = rule.defaults().collect();
            params[0] = 0.03;
            let starts = starts(surface);
            let schedule = Schedule::Exponential { gamma: 0.99 };
            let entry = Runner { schedule, ..Entry { rule, params }.into() };
            let mut abreast = Flock::new((*surface).into(), entry.clone(), 40).expect("a valid entry");
            let landings = abreast.run(&starts).to_vec();
            let mut alone = Flock::new((*surface).into(), entry, 40).expect("a valid entry");
            for (start, landing) in starts.iter().zip(&landings) {
                let reference = alone.run(&[*start])[0];
                let bits = |of: &Landing| (of.end.map(f64::to_bits), of.loss.to_bits(), of.diverged_at);
                assert_eq!(bits(landing), bits(&reference), "{} on {} from {start:?}", rule.id, surface.id);
            }
        }
    }
}

#[test]
fn a_run_settles_when_it_is_close_for_good() {
    // From 1, SGD at 0.5 on the bowl ½(x² + y²) halves x at each step: below 0.1 from step 4 on.
    let sgd = crate::catalog::find("sgd").expect("a rule");
    let bowl = surface::find("bowl").expect("a surface");
    let mut flock = Flock::new(bowl.into(), Entry { rule: sgd, params: std::vec![0.5] }, 20).expect("a valid entry");
    let starts: Vec<[f64; 2]> = (0..LANES).map(|lane| [1.0, lane as f64 * 1e-4]).collect();
    flock.run(&starts);
    let settled = flock.settled(&[Some([0.0, 0.0]); LANES], [0.1, 0.1]);
    assert_eq!(settled, std::vec![Some(4); LANES]);
    assert_eq!(flock.settled(&[Some([0.5, 0.0]), None], [0.1, 0.1])[..2], [None, None]);
}

#[test]
fn within_the_radius_every_smooth_built_in_surface_is_finite() {
    // What the fast path relies on. Powers grow towards the corners, quotients towards the middle.
    let ends = [0.0, 1e-300, 1e-8, 0.5, 1.0, 30.0, 1e3, 1e5, 0.5 * DIVERGENCE_RADIUS, DIVERGENCE_RADIUS];
    let signed: Vec<f64> = ends.iter().flat_map(|x| [*x, -x]).collect();
    for surface in SURFACES.iter().filter(|surface| surface.is_smooth()) {
        for &x in &signed {
            for &y in &signed {
                let dual = surface.dual_at(x, y);
                let all = [dual.value, dual.gradient[0], dual.gradient[1]];
                assert!(all.iter().all(|number| number.is_finite()), "{} at ({x}, {y}): {dual:?}", surface.id);
            }
        }
    }
}

#[test]
fn typed_losses_have_the_bits_of_runs_alone_too() {
    for text in [
        "(x^2+y-7)^2/20 + y^2/50",
        "abs(x) + sqrt(y^2 + 1)",
        "ln(x) + x^2 - 3*y/(1+x^2)",
        "sin(3*x)*exp(-y^2) + max(x,y)^4",
    ] {
        let loss = Loss::Typed(alloc::sync::Arc::new(crate::TypedLoss::parse(text).expect("a formula")));
        for rule in RULES {
            let mut params: Vec<f64> = rule.defaults().collect();
            params[0] = 0.02;
            let entry = Entry { rule, params };
            let starts: Vec<[f64; 2]> = (0..LANES).map(|k| [k as f64 * 0.3 - 1.1, 1.7 - k as f64 * 0.21]).collect();
            let mut abreast = Flock::new(loss.clone(), entry.clone(), 30).expect("a valid entry");
            let landings = abreast.run(&starts).to_vec();
            let mut alone = Flock::new(loss.clone(), entry, 30).expect("a valid entry");
            for (start, landing) in starts.iter().zip(&landings) {
                let reference = alone.run(&[*start])[0];
                let bits = |of: &Landing| (of.end.map(f64::to_bits), of.loss.to_bits(), of.diverged_at);
                // Of a number that is none, the bits mean nothing.
                if landing.diverged_at.is_none() || landing.loss.is_finite() {
                    assert_eq!(bits(landing), bits(&reference), "{} on {text} from {start:?}", rule.id);
                }
                assert_eq!(landing.diverged_at, reference.diverged_at, "{} on {text} from {start:?}", rule.id);
            }
        }
    }
}
