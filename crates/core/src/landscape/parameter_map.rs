//! Two hyper-parameters at once: what a run from one start comes to, for every pair of values.

use alloc::vec::Vec;

use crate::landscape::coarse_first::{Cell, CoarseFirst};
use crate::loss::Loss;
use crate::param::{ParamError, Scale};
use crate::runner::Runner;
use crate::sweep::Attempt;

/// Values of one hyper-parameter along a side of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParamAxis {
    /// Index among the entry's parameters.
    pub param: usize,
    /// The value at the beginning, left or at the bottom.
    pub from: f64,
    /// The value at the end.
    pub to: f64,
    /// How values are spread between them.
    pub scale: Scale,
}

impl ParamAxis {
    /// The value at a part of the way, from 0 to 1.
    #[must_use]
    pub fn at(&self, part: f64) -> f64 {
        match self.scale {
            Scale::Linear => self.from * (1.0 - part) + self.to * part,
            Scale::Log => {
                crate::math::exp10(crate::math::log10(self.from) * (1.0 - part) + crate::math::log10(self.to) * part)
            }
        }
    }
}

/// What a map of two hyper-parameters is of.
#[derive(Clone, Debug)]
pub struct ParameterRequest {
    /// What is minimised.
    pub loss: Loss,
    /// From where.
    pub start: [f64; 2],
    /// By what; the two parameters are replaced.
    pub runner: Runner,
    /// What changes across, and what changes upwards.
    pub axes: [ParamAxis; 2],
    /// Pixels across and down.
    pub size: [usize; 2],
    /// Steps of each run.
    pub steps: usize,
    /// The loss to reach, if there is one.
    pub target: Option<f64>,
    /// Which share of the work this is: number, from 0, and of how many.
    pub share: [usize; 2],
}

/// A pixel of a map of two hyper-parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParameterCell {
    /// Which.
    pub cell: Cell,
    /// What its run came to.
    pub attempt: Attempt,
}

/// A map of two hyper-parameters, made a few runs at a time.
#[derive(Debug)]
pub struct ParameterMap {
    request: ParameterRequest,
    cells: CoarseFirst,
    visited: usize,
    done: Vec<ParameterCell>,
}

impl ParameterMap {
    /// Begins a map.
    ///
    /// # Errors
    /// [`ParamError`] if a parameter is not valid.
    pub fn new(request: ParameterRequest) -> Result<Self, ParamError> {
        request.runner.entry.rule.build(2, &request.runner.entry.params)?;
        let cells = CoarseFirst::new(request.size[0], request.size[1]);
        Ok(Self { request, cells, visited: 0, done: Vec::new() })
    }

    /// Makes one run; whether any are left.
    pub fn work(&mut self) -> bool {
        let ParameterRequest { loss, start, runner, axes, size, steps, target, share } = &self.request;
        let cell = loop {
            let turn = self.visited % share[1].max(1);
            self.visited += 1;
            match self.cells.next() {
                None => return false,
                Some(cell) if turn == share[0] => break cell,
                Some(_) => {}
            }
        };
        let mut runner = runner.clone();
        let parts = [(cell.column as f64 + 0.5) / size[0] as f64, 1.0 - (cell.row as f64 + 0.5) / size[1] as f64];
        for (axis, part) in axes.iter().zip(parts) {
            if let Some(param) = runner.entry.params.get_mut(axis.param) {
                *param = axis.at(part);
            }
        }
        let attempt = Attempt::of(loss, *start, &runner, *steps, *target);
        self.done.push(ParameterCell { cell, attempt });
        self.visited < size[0] * size[1]
    }

    /// Pixels across and down.
    #[must_use]
    pub fn size(&self) -> [usize; 2] {
        self.request.size
    }

    /// The part that is done, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        (self.visited as f64 / (self.request.size[0] * self.request.size[1]).max(1) as f64).min(1.0)
    }

    /// The pixels that were done since they were last taken.
    pub fn take(&mut self) -> Vec<ParameterCell> {
        core::mem::take(&mut self.done)
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;
    use crate::{Entry, catalog, surface};

    #[test]
    fn momentum_on_the_bowl_diverges_above_its_own_limit() {
        // Heavy ball on curvature 1 is stable while lr < 2 (1 + μ) (B. T. Polyak, 1964), whatever the start.
        let axis = |param, from, to, scale| ParamAxis { param, from, to, scale };
        let request = ParameterRequest {
            loss: surface::find("bowl").expect("a surface").into(),
            start: [1.0, -0.5],
            runner: Entry { rule: catalog::find("momentum").expect("a rule"), params: vec![0.1, 0.9] }.into(),
            axes: [axis(0, 0.1, 10.0, Scale::Log), axis(1, 0.0, 0.95, Scale::Linear)],
            size: [40, 20],
            steps: 3000,
            target: Some(1e-6),
            share: [0, 1],
        };
        let axes = request.axes;
        let mut map = ParameterMap::new(request).expect("a valid entry");
        while map.work() {}
        let cells = map.take();
        assert_eq!(cells.len(), 800);
        let mut checked = 0;
        for ParameterCell { cell, attempt } in cells {
            let lr = axes[0].at((cell.column as f64 + 0.5) / 40.0);
            let momentum = axes[1].at(1.0 - (cell.row as f64 + 0.5) / 20.0);
            let excess = lr / (2.0 * (1.0 + momentum));
            // Near the limit, 3000 steps are too few to tell.
            if (excess - 1.0).abs() < 0.02 {
                continue;
            }
            checked += 1;
            assert_eq!(attempt.diverged_at.is_some(), excess > 1.0, "lr {lr}, momentum {momentum}");
            assert_eq!(attempt.reached.is_some(), excess < 1.0, "lr {lr}, momentum {momentum}");
        }
        assert!(checked > 700);
    }
}
