//! What is kept of a run: every step, so that any earlier one can be shown again exactly.

use alloc::vec::Vec;
use core::ops::Range;

use crate::catalog::RuleInfo;
use crate::objective::{Evaluations, Objective};
use crate::rule::Rule;

/// A run counts as diverged once a coordinate leaves ±this: no surface has anything to find out there.
pub const DIVERGENCE_RADIUS: f64 = 1e6;

/// Positions, losses, gradients and states of a run, step by step from 0.
#[derive(Debug)]
pub struct Record {
    dim: usize,
    looks_ahead: bool,
    positions: Vec<f64>,
    losses: Vec<f64>,
    gradients: Vec<f64>,
    probes: Vec<f64>,
    states: Vec<f64>,
    state_len: usize,
    diverged_at: Option<usize>,
}

impl Record {
    pub(crate) fn new(rule: &RuleInfo, start: &[f64]) -> Self {
        Self {
            dim: start.len(),
            looks_ahead: rule.looks_ahead,
            positions: start.to_vec(),
            losses: Vec::new(),
            gradients: Vec::new(),
            probes: Vec::new(),
            states: Vec::new(),
            state_len: rule.state.len() * start.len(),
            diverged_at: None,
        }
    }

    /// Forgets all but the start.
    pub(crate) fn clear(&mut self) {
        self.positions.truncate(self.dim);
        for series in [&mut self.losses, &mut self.gradients, &mut self.probes, &mut self.states] {
            series.clear();
        }
        self.diverged_at = None;
    }

    /// Makes up to `updates` updates, or fewer if the run diverges, and records each; the start as well if it is not
    /// yet recorded.
    ///
    /// Inlined into each rule's own copy of the loop, so that no update is a call through a table. All room is made
    /// beforehand: growing a vector inside the loop costs as much as the update.
    #[inline(always)]
    pub(crate) fn extend<R: Rule + ?Sized>(
        &mut self,
        rule: &mut R,
        lr: f64,
        updates: usize,
        objective: &dyn Objective,
    ) {
        let first = self.losses.len();
        let end = first.max(1) + if self.diverged_at.is_some() { 0 } else { updates };
        self.resize(end);
        if first == 0 && !self.observe(rule, objective, 0, self.dim) {
            self.diverged_at = Some(0);
            return self.resize(1);
        }
        // With its number of variables known, the loop over them unrolls: a third of the time of an update in the plane.
        if self.dim == 2 {
            self.run(rule, lr, first.max(1)..end, objective, 2);
        } else {
            self.run(rule, lr, first.max(1)..end, objective, self.dim);
        }
    }

    #[inline(always)]
    fn run<R: Rule + ?Sized>(
        &mut self,
        rule: &mut R,
        lr: f64,
        steps: Range<usize>,
        objective: &dyn Objective,
        dim: usize,
    ) {
        for step in steps {
            let (before, position) = self.positions[(step - 1) * dim..].split_at_mut(dim);
            let position = &mut position[..dim];
            rule.update(step as u64, lr, &self.gradients[(step - 1) * dim..][..dim], position);
            for (x, before) in position.iter_mut().zip(before) {
                *x += *before;
            }
            if !self.observe(rule, objective, step, dim) {
                self.diverged_at = Some(step);
                return self.resize(step + 1);
            }
        }
    }

    /// Makes room for this many steps, or forgets what is beyond them.
    fn resize(&mut self, steps: usize) {
        self.positions.resize(steps * self.dim, 0.0);
        self.losses.resize(steps, 0.0);
        self.gradients.resize(steps * self.dim, 0.0);
        self.states.resize(steps * self.state_len, 0.0);
        if self.looks_ahead {
            self.probes.resize(steps * self.dim, 0.0);
        }
    }

    /// Records loss, gradient and state at the position of a step; says whether the run may go on from there.
    #[inline(always)]
    fn observe<R: Rule + ?Sized>(&mut self, rule: &R, objective: &dyn Objective, step: usize, dim: usize) -> bool {
        let at = step * dim;
        let position = &self.positions[at..][..dim];
        let gradient = &mut self.gradients[at..][..dim];
        let loss = if self.looks_ahead {
            let probe = &mut self.probes[at..][..dim];
            rule.probe(position, probe);
            objective.value_grad(probe, gradient);
            // Asked for the picture, not by the rule.
            objective.value(position)
        } else {
            objective.value_grad(position, gradient)
        };
        self.losses[step] = loss;
        let mut slot = step * self.state_len;
        let states = &mut self.states;
        rule.visit_state(&mut |vector| {
            states[slot..][..dim].copy_from_slice(&vector[..dim]);
            slot += dim;
        });
        loss.is_finite()
            && gradient.iter().all(|g| g.is_finite())
            && position.iter().all(|x| x.abs() <= DIVERGENCE_RADIUS)
    }

    pub(crate) fn dim(&self) -> usize {
        self.dim
    }

    pub(crate) fn last_step(&self) -> usize {
        self.losses.len() - 1
    }

    pub(crate) fn positions(&self) -> &[f64] {
        &self.positions
    }

    pub(crate) fn losses(&self) -> &[f64] {
        &self.losses
    }

    pub(crate) fn gradients(&self) -> &[f64] {
        &self.gradients
    }

    pub(crate) fn probes(&self) -> &[f64] {
        &self.probes
    }

    pub(crate) fn states(&self) -> &[f64] {
        &self.states
    }

    pub(crate) fn evaluations(&self) -> Evaluations {
        // One gradient a step, at the step itself; a look ahead asks elsewhere, but as often.
        Evaluations { gradients: self.losses.len() as u64, ..Evaluations::default() }
    }

    pub(crate) fn diverged_at(&self) -> Option<usize> {
        self.diverged_at
    }
}
