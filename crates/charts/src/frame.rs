//! The size of a picture, and the way from a Plotters drawing area to a pen.

use std::cell::Cell;
use std::iter::{Once, once};

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

use crate::pen::Pen;

/// A Plotters drawing area in backend units, the whole of a picture.
pub type Area<DB> = DrawingArea<DB, Shift>;

/// What can go wrong while drawing: whatever the backend reports.
pub type AreaError<DB> = DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;

/// The size of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Backend units per CSS pixel. Plotters rounds coordinates to whole units, so this is the smoothness of every
    /// curve: with 8, the backend scales by 1/8 and lines are placed to an eighth of a pixel.
    pub units: f64,
}

impl Frame {
    /// The size of a backend for this frame, in its units.
    #[must_use]
    pub fn backend_size(&self) -> (u32, u32) {
        ((self.width * self.units).round() as u32, (self.height * self.units).round() as u32)
    }
}

/// Draws on an area with a pen that measures in CSS pixels from the area's top left corner.
pub(crate) fn draw_on<DB: DrawingBackend, T>(
    area: &Area<DB>,
    frame: Frame,
    draw: impl FnOnce(&mut Pen<'_, DB>) -> Result<T, DrawingErrorKind<DB::ErrorType>>,
) -> Result<T, AreaError<DB>> {
    let mut result = None;
    let sketch = Sketch(Cell::new(Some(|backend: &mut DB, origin: BackendCoord| {
        result = Some(draw(&mut Pen::new(backend, origin, frame))?);
        Ok(())
    })));
    area.draw(&sketch)?;
    drop(sketch);
    result.ok_or(DrawingAreaErrorKind::LayoutError)
}

/// A Plotters element that hands the backend to a closure, once.
struct Sketch<F>(Cell<Option<F>>);

impl<'a, F> PointCollection<'a, BackendCoord> for &'a Sketch<F> {
    type Point = BackendCoord;
    type IntoIter = Once<BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        once((0, 0))
    }
}

impl<DB, F> Drawable<DB> for Sketch<F>
where
    DB: DrawingBackend,
    F: FnOnce(&mut DB, BackendCoord) -> Result<(), DrawingErrorKind<DB::ErrorType>>,
{
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        backend: &mut DB,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        match (self.0.take(), points.next()) {
            (Some(draw), Some(origin)) => draw(backend, origin),
            _ => Ok(()),
        }
    }
}
