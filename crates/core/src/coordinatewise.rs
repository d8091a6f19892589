//! Rules that treat every coordinate alike and on its own: the equations are written once, for one number.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::Dual2;
use crate::record::{Record, Seen};
use crate::rule::Rule;
use crate::surface::{CompiledLoss, LossLoop, Surface};

/// The equations of a rule for one coordinate.
pub(crate) trait Coordinatewise: Sized {
    /// The state of a coordinate, in the order of the catalogue; all 0 at the start.
    type State: Copy + Default + AsRef<[f64]> + AsMut<[f64]>;
    /// What the coordinates of one update share: learning rate, corrections, ...
    type Shared: Copy;

    /// Whether the gradient is wanted elsewhere than at the iterate.
    const LOOKS_AHEAD: bool = false;

    /// Whether loops are compiled with this rule and a formula in them: every such rule adds kilobytes to the page.
    const HAS_OWN_LOOPS: bool = false;

    /// Begins update number `t`, the first being 1.
    fn begin(&mut self, t: u64, lr: f64) -> Self::Shared;

    /// The step of one coordinate that is at `x` and has gradient `g`.
    fn step(&self, shared: Self::Shared, x: f64, g: f64, state: &mut Self::State) -> f64;

    /// Where the next gradient is wanted.
    fn probe(&self, x: f64, _state: &Self::State) -> f64 {
        x
    }

    /// What the coordinates share from update to update; 0 where there is nothing.
    fn scalars(&self) -> [f64; 2] {
        [0.0; 2]
    }

    /// Forgets what the coordinates share.
    fn reset(&mut self) {}

    /// Takes other hyper-parameters, in the order of the catalogue, and keeps what it remembers.
    fn retune(&mut self, params: &[f64]);

    /// The rule for `dim` coordinates.
    fn build(self, dim: usize) -> Box<dyn Rule>
    where
        Self: 'static,
    {
        Box::new(Coordinates { rule: self, states: alloc::vec![Self::State::default(); dim] })
    }
}

/// A coordinatewise rule with the states of all coordinates.
pub(crate) struct Coordinates<R: Coordinatewise> {
    rule: R,
    states: Vec<R::State>,
}

impl<R: Coordinatewise> Coordinates<R> {
    /// The equations alone.
    pub(crate) fn into_rule(self) -> R {
        self.rule
    }
}

impl<R: Coordinatewise + 'static> Rule for Coordinates<R> {
    fn probe(&self, x: &[f64], at: &mut [f64]) {
        for ((at, x), state) in at.iter_mut().zip(x).zip(&self.states) {
            *at = self.rule.probe(*x, state);
        }
    }

    fn update(&mut self, t: u64, lr: f64, x: &[f64], grad: &[f64], step: &mut [f64]) {
        let shared = self.rule.begin(t, lr);
        for (((step, x), g), state) in step.iter_mut().zip(x).zip(grad).zip(&mut self.states) {
            *step = self.rule.step(shared, *x, *g, state);
        }
    }

    fn write_state(&self, state: &mut [f64]) {
        let dim = self.states.len();
        for (coordinate, of) in self.states.iter().enumerate() {
            for (vector, component) in of.as_ref().iter().enumerate() {
                state[vector * dim + coordinate] = *component;
            }
        }
    }

    fn scalars(&self) -> [f64; 2] {
        self.rule.scalars()
    }

    fn reset(&mut self) {
        self.rule.reset();
        self.states.fill(R::State::default());
    }

    fn retune(&mut self, params: &[f64]) {
        self.rule.retune(params);
    }

    fn advance_on(&mut self, surface: &Surface, lr: f64, updates: usize, record: &mut Record) -> bool {
        R::HAS_OWN_LOOPS && surface.compiled_into(PlaneLoop { coordinates: self, lr, updates, record }).is_ok()
    }
}

/// Updates in the plane. Position and state stay in registers for the whole loop, and the formula is compiled into it.
struct PlaneLoop<'a, R: Coordinatewise> {
    coordinates: &'a mut Coordinates<R>,
    lr: f64,
    updates: usize,
    record: &'a mut Record,
}

impl<R: Coordinatewise> LossLoop for PlaneLoop<'_, R> {
    fn run<L: CompiledLoss>(self) {
        let Self { coordinates: Coordinates { rule, states }, lr, updates, record } = self;
        let [mut state_x, mut state_y] = [states[0], states[1]];
        let state_len = 2 * R::State::default().as_ref().len();
        record.extend_in_plane(updates, state_len, R::LOOKS_AHEAD, |t, [x, y], [gx, gy], states| {
            let (mut x, mut y) = (x, y);
            if t > 0 {
                let shared = rule.begin(t, lr);
                x += rule.step(shared, x, gx, &mut state_x);
                y += rule.step(shared, y, gy, &mut state_y);
            }
            for (pair, (of_x, of_y)) in states.chunks_exact_mut(2).zip(state_x.as_ref().iter().zip(state_y.as_ref())) {
                pair[0] = *of_x;
                pair[1] = *of_y;
            }
            let probe = [rule.probe(x, &state_x), rule.probe(y, &state_y)];
            let [px, py] = Dual2::variables(probe[0], probe[1]);
            let dual = L::eval(px, py);
            // The loss at the iterate is asked for the picture, not by the rule.
            let loss = if R::LOOKS_AHEAD { L::eval(x, y) } else { dual.value };
            Seen { position: [x, y], probe, loss, gradient: dual.gradient }
        });
        states[0] = state_x;
        states[1] = state_y;
    }
}
