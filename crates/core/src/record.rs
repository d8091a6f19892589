//! What is kept of a run: every step, so that any earlier one can be shown again exactly.

use alloc::vec::Vec;

use crate::objective::Evaluations;

/// A run counts as diverged once a coordinate leaves ±this: no surface has anything to find out there.
pub const DIVERGENCE_RADIUS: f64 = 1e6;

/// Positions, losses, gradients and states of a run, step by step from 0.
#[derive(Debug)]
pub struct Record {
    dim: usize,
    looks_ahead: bool,
    /// Steps that are recorded; the vectors may have room for more.
    recorded: usize,
    positions: Vec<f64>,
    losses: Vec<f64>,
    gradients: Vec<f64>,
    probes: Vec<f64>,
    states: Vec<f64>,
    state_len: usize,
    diverged_at: Option<usize>,
}

/// What stood before an update.
pub(crate) struct Before<'a> {
    pub(crate) position: &'a [f64],
    pub(crate) gradient: &'a [f64],
}

/// Room for what stands after an update; for the probe only if the rule looks ahead.
pub(crate) struct Now<'a> {
    pub(crate) position: &'a mut [f64],
    pub(crate) gradient: &'a mut [f64],
    pub(crate) probe: &'a mut [f64],
    pub(crate) state: &'a mut [f64],
}

/// Room for steps in the plane, and what stood before the first of them.
struct PlaneRoom<'a> {
    first: usize,
    position: [f64; 2],
    gradient: [f64; 2],
    positions: &'a mut [[f64; 2]],
    gradients: &'a mut [[f64; 2]],
    losses: &'a mut [f64],
    /// Empty unless the rule looks ahead.
    probes: &'a mut [[f64; 2]],
    states: &'a mut [f64],
}

/// What there is to record of one step in the plane.
#[derive(Clone, Copy)]
pub(crate) struct Seen {
    pub(crate) position: [f64; 2],
    pub(crate) probe: [f64; 2],
    pub(crate) loss: f64,
    pub(crate) gradient: [f64; 2],
}

impl Record {
    /// An empty record of a rule with this many state vectors.
    pub(crate) fn new(start: &[f64], state_vectors: usize, looks_ahead: bool) -> Self {
        Self {
            dim: start.len(),
            looks_ahead,
            recorded: 0,
            positions: start.to_vec(),
            losses: Vec::new(),
            gradients: Vec::new(),
            probes: Vec::new(),
            states: Vec::new(),
            state_len: state_vectors * start.len(),
            diverged_at: None,
        }
    }

    /// Forgets all but the start.
    pub(crate) fn clear(&mut self) {
        self.recorded = 0;
        self.diverged_at = None;
    }

    /// Records up to `updates` more steps, or fewer if the run diverges; the start as well if it is not yet recorded.
    ///
    /// `next` is given the number of the update (0: just look at the start) and what stood before it, and writes what
    /// stands after it; it returns the loss. Before the start there is only the start's own position.
    pub(crate) fn extend(&mut self, updates: usize, mut next: impl FnMut(u64, Before<'_>, Now<'_>) -> f64) {
        let (first, end) = self.make_room(updates);
        let dim = self.dim;
        let start = self.positions[..dim].to_vec();
        for step in first..end {
            let (positions_before, positions) = self.positions.split_at_mut(step * dim);
            let (gradients_before, gradients) = self.gradients.split_at_mut(step * dim);
            let last = step.saturating_sub(1) * dim;
            let before = if step == 0 {
                Before { position: &start, gradient: &[] }
            } else {
                Before { position: &positions_before[last..], gradient: &gradients_before[last..] }
            };
            let position = &mut positions[..dim];
            let gradient = &mut gradients[..dim];
            let probe = if self.looks_ahead { &mut self.probes[step * dim..][..dim] } else { &mut [][..] };
            let state = &mut self.states[step * self.state_len..][..self.state_len];
            let loss = next(step as u64, before, Now { position, gradient, probe, state });
            self.losses[step] = loss;
            let here = step * dim..(step + 1) * dim;
            if !is_sound(&self.positions[here.clone()], loss, &self.gradients[here]) {
                return self.end_at(step);
            }
        }
    }

    /// Records up to `updates` more steps in the plane, as [`extend`](Self::extend) does, in a loop that is compiled for its
    /// rule: `next` is given the number of the update, position and gradient before it, and room for the state after it.
    ///
    /// `state_len` and `looks_ahead` are the record's own; they come as arguments because a caller knows them when it is
    /// compiled.
    #[inline(always)]
    pub(crate) fn extend_in_plane(
        &mut self,
        updates: usize,
        state_len: usize,
        looks_ahead: bool,
        mut next: impl FnMut(u64, [f64; 2], [f64; 2], &mut [f64]) -> Seen,
    ) {
        let room = self.room_in_plane(updates, state_len, looks_ahead);
        let (mut position, mut gradient, mut states) = (room.position, room.gradient, room.states);
        let mut diverged_at = None;
        let places = room.positions.iter_mut().zip(room.gradients.iter_mut()).zip(room.losses.iter_mut());
        for (step, ((at, slope), height)) in (room.first..).zip(places) {
            let Some((state, rest)) = states.split_at_mut_checked(state_len) else { break };
            states = rest;
            let seen = next(step as u64, position, gradient, state);
            (position, gradient) = (seen.position, seen.gradient);
            *at = position;
            *slope = gradient;
            *height = seen.loss;
            if looks_ahead && let Some(probe) = room.probes.get_mut(step - room.first) {
                *probe = seen.probe;
            }
            if !is_sound(&position, seen.loss, &gradient) {
                diverged_at = Some(step);
                break;
            }
        }
        if let Some(step) = diverged_at {
            self.end_at(step);
        }
    }

    /// Room for steps in the plane. All that can be checked is checked here, once for all loops.
    #[inline(never)]
    fn room_in_plane(&mut self, updates: usize, state_len: usize, looks_ahead: bool) -> PlaneRoom<'_> {
        assert!((state_len, looks_ahead) == (self.state_len, self.looks_ahead), "the catalogue describes the rule");
        let (first, end) = self.make_room(updates);
        let last = first.saturating_sub(1);
        let positions = self.positions.as_chunks_mut::<2>().0;
        let gradients = self.gradients.as_chunks_mut::<2>().0;
        let probes = self.probes.as_chunks_mut::<2>().0;
        PlaneRoom {
            first,
            // The position of step 0 is there before anything else of it is.
            position: positions[last],
            gradient: if first > 0 { gradients[last] } else { [0.0; 2] },
            positions: &mut positions[first..end],
            gradients: &mut gradients[first..end],
            losses: &mut self.losses[first..end],
            probes: if looks_ahead { &mut probes[first..end] } else { probes },
            states: &mut self.states[first * state_len..end * state_len],
        }
    }

    /// Makes room for more updates; gives the steps to fill, none if the run has ended.
    ///
    /// All room is made beforehand: growing a vector inside the loop costs as much as an update. For the same reason room
    /// once made is kept.
    fn make_room(&mut self, updates: usize) -> (usize, usize) {
        let first = self.recorded;
        let end = if self.diverged_at.is_some() { first } else { first.max(1) + updates };
        if self.losses.len() < end {
            self.positions.resize(end * self.dim, 0.0);
            self.losses.resize(end, 0.0);
            self.gradients.resize(end * self.dim, 0.0);
            self.states.resize(end * self.state_len, 0.0);
            if self.looks_ahead {
                self.probes.resize(end * self.dim, 0.0);
            }
        }
        self.recorded = end;
        (first, end)
    }

    fn end_at(&mut self, step: usize) {
        self.diverged_at = Some(step);
        self.recorded = step + 1;
    }

    pub(crate) fn dim(&self) -> usize {
        self.dim
    }

    pub(crate) fn last_step(&self) -> usize {
        self.recorded - 1
    }

    /// The last step recorded, or 0 before the start is.
    pub(crate) fn last_step_or_start(&self) -> usize {
        self.recorded.saturating_sub(1)
    }

    pub(crate) fn positions(&self) -> &[f64] {
        &self.positions[..self.recorded * self.dim]
    }

    pub(crate) fn losses(&self) -> &[f64] {
        &self.losses[..self.recorded]
    }

    pub(crate) fn gradients(&self) -> &[f64] {
        &self.gradients[..self.recorded * self.dim]
    }

    pub(crate) fn probes(&self) -> &[f64] {
        if self.looks_ahead { &self.probes[..self.recorded * self.dim] } else { &[] }
    }

    pub(crate) fn states(&self) -> &[f64] {
        &self.states[..self.recorded * self.state_len]
    }

    pub(crate) fn evaluations(&self) -> Evaluations {
        // One gradient a step, at the step itself; a look ahead asks elsewhere, but as often.
        Evaluations { gradients: self.recorded as u64, ..Evaluations::default() }
    }

    pub(crate) fn diverged_at(&self) -> Option<usize> {
        self.diverged_at
    }
}

/// Whether a run may go on from here: all finite, and within [`DIVERGENCE_RADIUS`]. Without branches between the parts,
/// because it is asked at every step and nearly always true.
#[inline(always)]
fn is_sound(position: &[f64], loss: f64, gradient: &[f64]) -> bool {
    let is_near = position.iter().fold(true, |all, x| all & (x.abs() <= DIVERGENCE_RADIUS));
    let is_finite = gradient.iter().fold(loss.is_finite(), |all, g| all & g.is_finite());
    is_near & is_finite
}
