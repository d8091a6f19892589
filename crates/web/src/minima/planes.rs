//! Pictures of planes around solutions, all on one scale.

use downhill::{Grid, View};
use downhill_charts::{Frame, PlaneLabels, PlaneMap, PlaneScale, draw_plane_map, plane_heat, runner_style};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::drawing::{UNITS, area, drawn, theme};
use crate::fields::refusal;

/// Planes that are compared. Free it when they are drawn.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PlanePictures {
    size: usize,
    view: View,
    planes: Vec<Plane>,
    scale: Option<PlaneScale>,
}

#[derive(Debug)]
struct Plane {
    run: usize,
    grid: Grid,
    path: Vec<[f64; 2]>,
}

#[wasm_bindgen]
impl PlanePictures {
    /// None yet, of so many nodes a side, each from −radius to radius.
    #[wasm_bindgen(constructor)]
    pub fn new(size: usize, radius: f64) -> Self {
        let view = View { x: [-radius, radius], y: [-radius, radius] };
        Self { size, view, planes: Vec::new(), scale: None }
    }

    /// One more: losses row by row from the top, and the path as x, y, x, y.
    pub fn add(&mut self, run: usize, values: &[f64], path: &[f64]) -> Result<(), JsValue> {
        if values.len() != self.size * self.size {
            return Err(refusal("values", "as many as the plane has nodes"));
        }
        let grid = Grid { view: self.view, width: self.size, height: self.size, values: values.to_vec() };
        let path = path.chunks_exact(2).map(|point| [point[0], point[1]]).collect();
        self.planes.push(Plane { run, grid, path });
        self.scale = None;
        Ok(())
    }

    /// The colours of a run's plane as `width * height` RGBA pixels.
    pub fn heat(&mut self, run: usize, width: usize, height: usize, theme_name: &str) -> Result<Vec<u8>, JsValue> {
        let at = self.at(run)?;
        let grid = &self.planes[at].grid;
        Ok(plane_heat(grid, self.scale.as_ref().unwrap_or(&PlaneScale::of(&[grid])), theme(theme_name), width, height))
    }

    /// Draws contours, path and solution of a run's plane over its colours.
    pub fn draw(
        &mut self,
        canvas: &HtmlCanvasElement,
        run: usize,
        width: f64,
        height: f64,
        theme_name: &str,
    ) -> Result<(), JsValue> {
        let at = self.at(run)?;
        let Plane { grid, path, .. } = &self.planes[at];
        let Some(scale) = &self.scale else { return Ok(()) };
        let frame = Frame { width, height, units: UNITS };
        let labels = PlaneLabels { solution: "", x: "", y: "" };
        let map = PlaneMap { grid, scale, style: runner_style(run), path, labels };
        drawn(draw_plane_map(&area(canvas, &frame, true)?, frame, theme(theme_name), &map))?;
        Ok(())
    }
}

impl PlanePictures {
    /// Where a run's plane is, with the scale of all of them made.
    fn at(&mut self, run: usize) -> Result<usize, JsValue> {
        if self.scale.is_none() {
            let grids: Vec<&Grid> = self.planes.iter().map(|plane| &plane.grid).collect();
            self.scale = Some(PlaneScale::of(&grids));
        }
        self.planes.iter().position(|plane| plane.run == run).ok_or_else(|| refusal("run", "one that was added"))
    }
}
