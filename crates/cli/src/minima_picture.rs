//! The networks of a minima link as a poster: the loss around the first seed's solutions and between them, and what was
//! measured of all seeds; or, for a question about one network or none, the chart that answers it.

mod content;
mod names;
mod scenes;

use downhill_charts::{
    Figure, Level, Line, LineChart, MinimaPanel, MinimaPicture, MinimaPoster, PairedChart, PairedCondition, Place,
    PlaneLabels, PlaneMap, PlaneScale, ScatterChart, ScatterSeries, Theme, minima_poster_svg, runner_style,
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
}

impl Finished {
    /// Trains the networks.
    pub(crate) fn of(setup: &MinimaSetup) -> Self {
        let is_of_one = matches!(setup.experiment, Experiment::Edge | Experiment::Rescale);
        let setup = MinimaSetup { seeds: if is_of_one { 1 } else { setup.seeds }, ..setup.clone() };
        let every = (setup.experiment == Experiment::Edge).then(|| (setup.updates / MEASUREMENTS).max(1));
        let trained = if setup.is_trained() { networks::finish(&setup, every) } else { Vec::new() };
        Self { subtitle: names::subtitle(&setup, &trained), scenes: scenes::of(&setup, &trained), setup }
    }

    /// Draws the poster.
    pub(crate) fn svg(&self, theme: &'static Theme, [width, height]: [u32; 2]) -> String {
        let planes = self.scenes.iter().filter_map(|scene| match &scene.content {
            Content::Plane(grid) => Some(grid),
            _ => None,
        });
        let scale = PlaneScale::of(&planes.collect::<Vec<_>>());
        let parts: Vec<Parts<'_>> = self.scenes.iter().map(Parts::of).collect();
        let panels: Vec<MinimaPanel<'_>> =
            self.scenes.iter().zip(&parts).map(|(scene, parts)| parts.panel(scene, &scale)).collect();
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

    fn panel(&'a self, scene: &'a Scene, scale: &'a PlaneScale) -> MinimaPanel<'a> {
        let picture = match &scene.content {
            Content::Plane(grid) => MinimaPicture::Plane(PlaneMap {
                grid,
                scale,
                style: scene.style.unwrap_or(runner_style(0)),
                path: &[],
                labels: PlaneLabels::default(),
            }),
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
