//! The networks of a minima link as a poster: the loss around the first seed's solutions and between them, and what was
//! measured of all seeds; or, for a question about one network or none, the chart that answers it.

mod content;
mod names;
mod scenes;

use downhill::Grid;
use downhill_charts::{
    Camera, Figure, Height, Level, Line, LineChart, MinimaPanel, MinimaPicture, MinimaPoster, PairedChart,
    PairedCondition, Place, PlaneBlock, PlaneLabels, PlaneMap, PlaneScale, ScatterChart, ScatterSeries, SolidView,
    Theme, extent, minima_poster_svg, runner_style,
};
use downhill_preset::{Experiment, MinimaSetup};

use crate::networks;
use content::{Content, OwnCondition, OwnLine, OwnMark, OwnSeries, Scene};

/// Places of a curve along a run.
const MEASUREMENTS: usize = 50;

/// What a poster shows, once all its networks are trained.
pub(crate) struct Finished {
    setup: MinimaSetup,
    subtitle: String,
    scenes: Vec<Scene>,
    /// How planes are shown as blocks, if they are.
    solid: Option<SolidView<'static>>,
}

impl Finished {
    /// Trains the networks. Planes are blocks if the link or `solid` says so; `solid` counts more.
    pub(crate) fn of(setup: &MinimaSetup, solid: Option<Height>) -> Self {
        let is_of_one = matches!(setup.experiment, Experiment::Edge | Experiment::Rescale);
        let setup = MinimaSetup { seeds: if is_of_one { 1 } else { setup.seeds }, ..setup.clone() };
        let every = (setup.experiment == Experiment::Edge).then(|| (setup.updates / MEASUREMENTS).max(1));
        let trained = if setup.is_trained() { networks::finish(&setup, every) } else { Vec::new() };
        let height = solid.unwrap_or(if setup.look.is_linear { Height::Linear } else { Height::Log });
        let camera = setup.look.eye.map(|[yaw, pitch]| Camera { yaw, pitch });
        let is_solid = solid.is_some() || setup.look.is_solid;
        let solid = is_solid.then_some(SolidView { camera, height, loss: "loss" });
        Self { subtitle: names::subtitle(&setup, &trained), scenes: scenes::of(&setup, &trained), setup, solid }
    }

    /// Draws the poster.
    pub(crate) fn svg(&self, theme: &'static Theme, [width, height]: [u32; 2]) -> String {
        let planes = self.scenes.iter().filter_map(|scene| match &scene.content {
            Content::Plane(grid) => Some(grid),
            _ => None,
        });
        let planes: Vec<&Grid> = planes.collect();
        let scale = PlaneScale::of(&planes);
        let losses: Vec<f64> = planes.iter().flat_map(|grid| grid.values.iter().copied()).collect();
        let block = self.solid.map(|view| (view, extent(&losses)));
        let parts: Vec<Parts<'_>> = self.scenes.iter().map(Parts::of).collect();
        let panels: Vec<MinimaPanel<'_>> =
            self.scenes.iter().zip(&parts).map(|(scene, parts)| parts.panel(scene, &scale, block)).collect();
        minima_poster_svg(&MinimaPoster {
            panels: &panels,
            title: names::title(self.setup.experiment),
            subtitle: &self.subtitle,
            theme,
            width: width.into(),
            height: height.into(),
            detail: 1.0,
        })
    }
}

/// What a chart takes by reference.
#[derive(Default)]
struct Parts<'a> {
    figures: Vec<Figure<'a>>,
    lines: Vec<Line<'a>>,
    levels: Vec<Level<'a>>,
    places: Vec<Place<'a>>,
    conditions: Vec<PairedCondition<'a>>,
    series: Vec<ScatterSeries<'a>>,
}

impl<'a> Parts<'a> {
    fn of(scene: &'a Scene) -> Self {
        let figures = scene.figures.iter().map(|(value, caption)| Figure { value, caption }).collect();
        let parts = Self { figures, ..Self::default() };
        match &scene.content {
            Content::Plane(_) => parts,
            Content::Lines { lines, levels, places, .. } => Self {
                lines: lines.iter().map(OwnLine::line).collect(),
                levels: levels.iter().map(OwnMark::level).collect(),
                places: places.iter().map(OwnMark::place).collect(),
                ..parts
            },
            Content::Paired { conditions, .. } => {
                Self { conditions: conditions.iter().map(OwnCondition::condition).collect(), ..parts }
            }
            Content::Scatter { series, .. } => Self { series: series.iter().map(OwnSeries::series).collect(), ..parts },
        }
    }

    /// `block` is how planes are shown as blocks, if they are, and the extent of all their losses.
    fn panel(
        &'a self,
        scene: &'a Scene,
        scale: &'a PlaneScale,
        block: Option<(SolidView<'a>, [f64; 2])>,
    ) -> MinimaPanel<'a> {
        let picture = match &scene.content {
            Content::Plane(grid) => {
                let style = scene.style.unwrap_or(runner_style(0));
                let map = PlaneMap { grid, scale, style, path: &[], labels: PlaneLabels::default() };
                match block {
                    Some((view, losses)) => MinimaPicture::Solid(PlaneBlock { map, view, losses }),
                    None => MinimaPicture::Plane(map),
                }
            }
            Content::Lines { axes, .. } => MinimaPicture::Lines(LineChart {
                axes: *axes,
                lines: &self.lines,
                levels: &self.levels,
                places: &self.places,
            }),
            Content::Paired { format, .. } => MinimaPicture::Paired(PairedChart {
                conditions: &self.conditions,
                range: None,
                format: *format,
                y_name: "",
            }),
            Content::Scatter { axes, .. } => MinimaPicture::Scatter(ScatterChart { axes: *axes, series: &self.series }),
        };
        MinimaPanel {
            title: &scene.title,
            subtitle: &scene.subtitle,
            style: scene.style,
            picture,
            figures: &self.figures,
        }
    }
}
