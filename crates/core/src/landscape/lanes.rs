//! Many runs of one rule side by side: what a rule does to one number is done to a row of them, so that compilers use
//! vector instructions and none of the runs waits for its own last update.

use alloc::boxed::Box;
use core::any::Any;

use crate::coordinatewise::{Coordinates, Coordinatewise};
use crate::record::DIVERGENCE_RADIUS;
use crate::rule::{self, Rule};

/// How many runs go side by side.
pub const LANES: usize = 16;

/// One number of each run.
pub(crate) type Lanes = [f64; LANES];

/// The most state vectors of a rule that has lanes.
const MOST_VECTORS: usize = 4;

/// A rule in the plane with the states of [`LANES`] runs, which are all at the same update.
pub(crate) trait LaneRule {
    /// Forgets everything, as if just built.
    fn reset(&mut self);

    /// Where the next gradients are wanted, given the iterates; only for a rule that looks ahead.
    fn probe(&self, x: &[Lanes; 2], at: &mut [Lanes; 2]);

    /// Update number `t`, the first being 1, added to the iterates and written down; whether all of them are still within the
    /// radius of divergence. All in one loop, because divisions leave time for the rest.
    fn update(&mut self, t: u64, lr: f64, x: &mut [Lanes; 2], gradient: &[Lanes; 2], past: &mut [Lanes; 2]) -> bool;
}

/// The states of all runs, vector by vector.
type States = [Lanes; MOST_VECTORS];

struct CoordinateLanes<R> {
    rule: R,
    states: [States; 2],
}

impl<R: Coordinatewise> LaneRule for CoordinateLanes<R> {
    fn reset(&mut self) {
        self.rule.reset();
        self.states = [[R::State::default(); LANES], [R::State::default(); LANES]].map(|of| {
            let mut states = [[0.0; LANES]; MOST_VECTORS];
            for (lane, state) in of.iter().enumerate() {
                scatter::<R>(&mut states, lane, state);
            }
            states
        });
    }

    fn probe(&self, x: &[Lanes; 2], at: &mut [Lanes; 2]) {
        for ((at, x), states) in at.iter_mut().zip(x).zip(&self.states) {
            for lane in 0..LANES {
                at[lane] = self.rule.probe(x[lane], &gather::<R>(states, lane));
            }
        }
    }

    fn update(&mut self, t: u64, lr: f64, x: &mut [Lanes; 2], gradient: &[Lanes; 2], past: &mut [Lanes; 2]) -> bool {
        let shared = self.rule.begin(t, lr);
        let axes = x.iter_mut().zip(gradient).zip(past).zip(&mut self.states);
        axes.fold(true, |all, (((x, gradient), past), states)| {
            all & along(&self.rule, shared, x, gradient, past, states)
        })
    }
}

/// One coordinate of all runs. A function of its own, because compilers trust that its arguments do not overlap.
#[inline(never)]
fn along<R: Coordinatewise>(
    rule: &R,
    shared: R::Shared,
    x: &mut Lanes,
    gradient: &Lanes,
    past: &mut Lanes,
    states: &mut States,
) -> bool {
    let mut all_near = true;
    for lane in 0..LANES {
        let mut state = gather::<R>(states, lane);
        let next = x[lane] + rule.step(shared, x[lane], gradient[lane], &mut state);
        scatter::<R>(states, lane, &state);
        x[lane] = next;
        past[lane] = next;
        all_near &= next.abs() <= DIVERGENCE_RADIUS;
    }
    all_near
}

#[inline(always)]
fn gather<R: Coordinatewise>(states: &States, lane: usize) -> R::State {
    let mut state = R::State::default();
    for (component, of) in state.as_mut().iter_mut().zip(states) {
        *component = of[lane];
    }
    state
}

#[inline(always)]
fn scatter<R: Coordinatewise>(states: &mut States, lane: usize, state: &R::State) {
    for (component, of) in state.as_ref().iter().zip(states) {
        of[lane] = *component;
    }
}

/// The rules that have lanes: every coordinatewise one.
macro_rules! rules_with_lanes {
    ($($module:ident::$rule:ident,)+) => {
        /// The lanes of a rule in the plane; none of a rule that does not treat its coordinates alike.
        pub(crate) fn lanes_of(rule: Box<dyn Rule>) -> Option<Box<dyn LaneRule>> {
            let rule: Box<dyn Any> = rule;
            $(
                let rule = match rule.downcast::<Coordinates<rule::$module::$rule>>() {
                    Ok(coordinates) => return Some(of_coordinates(*coordinates)),
                    Err(other) => other,
                };
            )+
            drop(rule);
            None
        }
    };
}

rules_with_lanes! {
    sgd::Sgd,
    momentum::Momentum,
    nesterov::Nesterov,
    adagrad::Adagrad,
    adadelta::Adadelta,
    rmsprop::RmsProp,
    adam::Adam,
    amsgrad::AmsGrad,
    adamw::AdamW,
    nadam::NAdam,
    radam::RAdam,
    adamax::Adamax,
    adabelief::AdaBelief,
    rprop::Rprop,
    lion::Lion,
    asgd::Asgd,
    schedulefree::ScheduleFree,
}

fn of_coordinates<R: Coordinatewise + 'static>(coordinates: Coordinates<R>) -> Box<dyn LaneRule> {
    const { assert!(size_of::<R::State>() <= MOST_VECTORS * size_of::<f64>(), "a rule with more state than lanes hold") };
    let mut lanes =
        Box::new(CoordinateLanes { rule: coordinates.into_rule(), states: [[[0.0; LANES]; MOST_VECTORS]; 2] });
    lanes.reset();
    lanes
}
