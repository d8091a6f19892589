//! Basins of attraction: where a rule comes to rest, from every point of a picture.

use alloc::vec::Vec;

use crate::landscape::closeness::Closeness;
use crate::landscape::coarse_first::{Cell, CoarseFirst};
use crate::landscape::flock::Flock;
use crate::landscape::lanes::LANES;
use crate::landscape::minima::{FoundMinima, FoundMinimum};
use crate::loss::Loss;
use crate::param::ParamError;
use crate::runner::Runner;
use crate::surface::View;

/// A run has reached a minimum if it ends this close to it, as part of the view's sides.
pub const BASIN_TOLERANCE: f64 = 0.02;

/// What became of the run that started at a pixel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fate {
    /// It ended close to a minimum.
    Reached {
        /// Index among the minima found.
        minimum: usize,
        /// The first step from which on it was close.
        step: usize,
    },
    /// It was on its way, or at rest where there is no minimum.
    Undecided,
    /// It blew up after this step.
    Diverged {
        /// The step.
        at: usize,
    },
}

/// A pixel of a basin map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BasinCell {
    /// Which.
    pub cell: Cell,
    /// What became of its run.
    pub fate: Fate,
    /// The loss at the end of it.
    pub loss: f64,
}

/// What a basin map is of.
#[derive(Clone, Debug)]
pub struct BasinRequest {
    /// What is minimised.
    pub loss: Loss,
    /// By what.
    pub runner: Runner,
    /// The part of the plane whose points are the starts.
    pub view: View,
    /// Pixels across and down.
    pub size: [usize; 2],
    /// Steps of each run.
    pub steps: usize,
    /// Minima that are known already, whose indices stay.
    pub known: Vec<FoundMinimum>,
    /// Which share of the work this is: number, from 0, and of how many.
    pub share: [usize; 2],
}

/// A basin map, made a few runs at a time.
#[derive(Debug)]
pub struct BasinMap {
    view: View,
    size: [usize; 2],
    share: [usize; 2],
    flock: Flock,
    closeness: Closeness,
    minima: FoundMinima,
    cells: CoarseFirst,
    visited: usize,
    done: Vec<BasinCell>,
}

impl BasinMap {
    /// Begins a map.
    ///
    /// # Errors
    /// [`ParamError`] if a parameter is not valid.
    pub fn new(request: BasinRequest) -> Result<Self, ParamError> {
        let BasinRequest { loss, runner, view, size, steps, known, share } = request;
        let closeness = Closeness::of(view, BASIN_TOLERANCE);
        Ok(Self {
            view,
            size,
            share,
            flock: Flock::new(loss, runner, steps)?,
            closeness,
            minima: FoundMinima::new(closeness, known),
            cells: CoarseFirst::new(size[0], size[1]),
            visited: 0,
            done: Vec::new(),
        })
    }

    /// The start that a pixel stands for: its middle.
    #[must_use]
    pub fn start(&self, cell: Cell) -> [f64; 2] {
        pixel_middle(self.view, self.size, cell)
    }

    /// Makes up to [`LANES`] runs; whether any are left.
    pub fn work(&mut self) -> bool {
        let mut cells = [Cell { column: 0, row: 0, block: 0 }; LANES];
        let count = loop {
            let turn = self.visited / LANES % self.share[1].max(1);
            let count = cells.iter_mut().zip(&mut self.cells).map(|(slot, cell)| *slot = cell).count();
            self.visited += LANES;
            if count == 0 || turn == self.share[0] {
                break count;
            }
        };
        let cells = &cells[..count];
        if cells.is_empty() {
            return false;
        }
        let starts: Vec<[f64; 2]> = cells.iter().map(|cell| self.start(*cell)).collect();
        let landings = self.flock.run(&starts).to_vec();
        let Self { flock, minima, done, .. } = self;
        let near = |landing: &crate::Landing| {
            if landing.diverged_at.is_some() { None } else { minima.near(flock.loss(), landing.end) }
        };
        let reached: Vec<Option<usize>> = landings.iter().map(near).collect();
        let place = |minimum: &Option<usize>| minimum.map(|index| minima.found()[index].at);
        let targets: Vec<Option<[f64; 2]>> = reached.iter().map(place).collect();
        let settled = flock.settled(&targets, self.closeness.radii());
        for (((cell, landing), minimum), step) in cells.iter().zip(&landings).zip(reached).zip(settled) {
            let fate = match (landing.diverged_at, minimum, step) {
                (Some(at), _, _) => Fate::Diverged { at },
                (None, Some(minimum), Some(step)) => Fate::Reached { minimum, step },
                _ => Fate::Undecided,
            };
            done.push(BasinCell { cell: *cell, fate, loss: landing.loss });
        }
        self.visited < self.size[0] * self.size[1]
    }

    /// Pixels across and down.
    #[must_use]
    pub fn size(&self) -> [usize; 2] {
        self.size
    }

    /// The part that is done, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        (self.visited as f64 / (self.size[0] * self.size[1]).max(1) as f64).min(1.0)
    }

    /// The pixels that were done since they were last taken.
    pub fn take(&mut self) -> Vec<BasinCell> {
        core::mem::take(&mut self.done)
    }

    /// The minima found so far, those known before first.
    #[must_use]
    pub fn minima(&self) -> &[FoundMinimum] {
        self.minima.found()
    }
}

/// The middle of a pixel of a picture of a view; the top row has the largest y.
pub(crate) fn pixel_middle(view: View, [width, height]: [usize; 2], cell: Cell) -> [f64; 2] {
    let between = |[from, to]: [f64; 2], part: f64| from * (1.0 - part) + to * part;
    let across = (cell.column as f64 + 0.5) / width as f64;
    let up = 1.0 - (cell.row as f64 + 0.5) / height as f64;
    [between(view.x, across), between(view.y, up)]
}

#[cfg(test)]
mod tests;
