//! What a picture of networks shows, computed, picture by picture.

use downhill::curvature::Segment;
use downhill::model::TwoWells;
use downhill::network::{LineSlice, Measurement, PlaneKind, PlaneSlice, Rescaling};
use downhill_charts::{Axes, Dash, LineColor, LossScale, NumberFormat, Span, SpanScale, format_number, runner_style};
use downhill_preset::{Experiment, MinimaSetup};

use super::content::{Content, OwnCondition, OwnLine, OwnMark, OwnSeries, Scene, summary};
use super::names;
use crate::networks::Trained;

/// Planes on a picture at most; runs beyond are in the charts alone.
const MOST_PLANES: usize = 4;

/// Nodes of a plane along its side, and how far it goes.
const NODES: usize = 41;
const RADIUS: f64 = 1.0;

/// Floating-point operations of a slice in one go. It is not interrupted, so any number does.
const PIECE: u64 = 1 << 32;

/// Places of the wells' curves.
const WELLS_PLACES: usize = 301;
const WELLS_RANGE: [f64; 2] = [-2.2, 4.2];

/// The measurements of all networks, run by run, and what their pictures are made from.
#[derive(Clone, Copy)]
struct Lab<'a> {
    setup: &'a MinimaSetup,
    trained: &'a [Trained],
    labels: &'a [String],
}

/// All pictures of an experiment.
pub(super) fn of(setup: &MinimaSetup, trained: &[Trained]) -> Vec<Scene> {
    let labels = names::labels(setup);
    let lab = Lab { setup, trained, labels: &labels };
    match setup.experiment {
        Experiment::BatchSize | Experiment::Fair | Experiment::Sam => {
            let paired = || {
                [
                    lab.paired("Largest curvature", largest, NumberFormat::Plain),
                    lab.paired("Test accuracy", accuracy, NumberFormat::Percent),
                ]
            };
            let paired = (setup.seeds > 1).then(paired).into_iter().flatten();
            lab.planes().into_iter().chain(lab.between()).chain(paired).collect()
        }
        Experiment::NoiseScale => vec![
            lab.scatter("Largest curvature", largest, NumberFormat::Plain),
            lab.scatter("Test accuracy", accuracy, NumberFormat::Percent),
        ],
        Experiment::Edge => lab.edge(),
        Experiment::Rescale => lab.rescaled(),
        Experiment::Wells => vec![wells(setup.shift)],
    }
}

fn accuracy(row: &Measurement) -> f64 {
    row.test.accuracy
}

fn largest(row: &Measurement) -> f64 {
    row.curvature.as_ref().map_or(f64::NAN, |curvature| curvature.largest)
}

fn axes(x: Span, scale: LossScale, format: NumberFormat, x_name: &'static str) -> Axes<'static> {
    Axes { x, scale, range: None, format, x_name, y_name: "" }
}

fn linear(from: f64, to: f64) -> Span {
    Span { scale: SpanScale::Linear, from, to }
}

impl Lab<'_> {
    /// A measure at the ends of all networks of a run; NaN of one that diverged.
    fn ends(&self, run: usize, of: fn(&Measurement) -> f64) -> Vec<f64> {
        let networks = self.trained.iter().skip(run).step_by(self.setup.runs.len());
        networks.map(|it| it.end().map_or(f64::NAN, of)).collect()
    }

    /// Says that what is shown is of one seed where others are shown beside it.
    fn of_first_seed(&self, what: &str) -> String {
        let MinimaSetup { seed, seeds, .. } = *self.setup;
        if seeds > 1 { format!("{what}, seed {seed}") } else { what.to_owned() }
    }

    /// The loss around the first seed's solutions.
    fn planes(&self) -> Vec<Scene> {
        let runs = self.trained.iter().take(self.setup.runs.len().min(MOST_PLANES)).enumerate();
        runs.map(|(run, of)| self.plane(run, of)).collect()
    }

    fn plane(&self, run: usize, of: &Trained) -> Scene {
        let [mut train, _] = of.recipe.losses(&downhill_data::bundled::digits());
        let kind = PlaneKind::Random(self.setup.seed.into());
        let mut slice = PlaneSlice::new(&train, &of.w, Vec::new(), kind, NODES, RADIUS);
        while of.diverged_at.is_none() && slice.work(PIECE, &mut train) {}
        let figures = of.end().map_or(Vec::new(), |end| {
            let curvature = end.curvature.as_ref();
            let trace = curvature.map_or(f64::NAN, |curvature| curvature.trace.mean);
            vec![
                (names::figure(largest(end), 1), "largest curvature λ"),
                (names::figure(trace, 0), "trace"),
                (format!("{} %", names::figure(100.0 * end.test.accuracy, 1)), "test accuracy"),
            ]
        });
        Scene {
            title: self.labels[run].clone(),
            subtitle: names::diverged(of).unwrap_or_else(|| self.of_first_seed("training loss around its solution")),
            figures,
            style: Some(runner_style(run)),
            content: Content::Plane(slice.grid().expect("random directions span a plane").clone()),
        }
    }

    /// The losses on the line from the first run's solution to the last one's, for the first seed.
    fn between(&self) -> Option<Scene> {
        let last = self.setup.runs.len() - 1;
        let [first, second] = [&self.trained[0], &self.trained[last]];
        if last == 0 || first.end().is_none() || second.end().is_none() {
            return None;
        }
        let mut losses = first.recipe.losses(&downhill_data::bundled::digits());
        let mut slice = LineSlice::new(Segment { from: first.w.clone(), to: second.w.clone() });
        while slice.work(PIECE, &mut losses) {}
        let alphas = slice.alphas();
        let line = |label: &str, dash, ys: &[f64]| OwnLine {
            label: label.to_owned(),
            color: LineColor::Ink,
            dash,
            xs: alphas.to_vec(),
            ys: ys.to_vec(),
        };
        let place = |run: usize, at| OwnMark {
            label: self.labels[run].clone(),
            color: LineColor::Runner(runner_style(run)),
            at,
        };
        let [train, test] = slice.losses();
        let x = linear(alphas[0], alphas[alphas.len() - 1]);
        Some(Scene {
            title: "From one solution to the other".to_owned(),
            subtitle: self.of_first_seed("loss along the straight line, log"),
            figures: Vec::new(),
            style: None,
            content: Content::Lines {
                axes: axes(x, LossScale::Log, NumberFormat::Plain, ""),
                lines: vec![line("train", Dash::Solid, train), line("test", Dash::Dashed, test)],
                levels: Vec::new(),
                places: vec![place(0, 0.0), place(last, 1.0)],
            },
        })
    }

    fn paired(&self, title: &str, of: fn(&Measurement) -> f64, format: NumberFormat) -> Scene {
        let condition = |(run, label): (usize, &String)| OwnCondition {
            label: label.clone(),
            style: runner_style(run),
            values: self.ends(run, of),
        };
        Scene {
            title: title.to_owned(),
            subtitle: format!("{} seeds, each a line", self.setup.seeds),
            figures: Vec::new(),
            style: None,
            content: Content::Paired { conditions: self.labels.iter().enumerate().map(condition).collect(), format },
        }
    }

    /// A measure's mean over seeds against rate divided by batch size; runs of one batch size are joined.
    fn scatter(&self, title: &str, of: fn(&Measurement) -> f64, format: NumberFormat) -> Scene {
        let noise = |run: usize| self.setup.rate(run) / self.batch(run) as f64;
        let mut order: Vec<usize> = (0..self.setup.runs.len()).collect();
        order.sort_by(|&a, &b| noise(a).total_cmp(&noise(b)));
        let mut sizes: Vec<usize> = order.iter().map(|&run| self.batch(run)).collect();
        sizes.sort_unstable();
        sizes.dedup();
        let series = sizes.iter().enumerate().map(|(index, &size)| {
            let runs: Vec<usize> = order.iter().copied().filter(|&run| self.batch(run) == size).collect();
            let summaries: Vec<(f64, f64)> = runs.iter().map(|&run| summary(&self.ends(run, of))).collect();
            OwnSeries {
                label: format!("batch {size}"),
                style: runner_style(index),
                xs: runs.iter().map(|&run| noise(run)).collect(),
                ys: summaries.iter().map(|(mean, _)| *mean).collect(),
                intervals: summaries.iter().map(|(mean, margin)| [mean - margin, mean + margin]).collect(),
            }
        });
        let [from, to] = [order.first(), order.last()].map(|run| run.map_or(1.0, |&run| noise(run)));
        let x = Span { scale: SpanScale::Log, from: from / 1.5, to: to * 1.5 };
        Scene {
            title: title.to_owned(),
            subtitle: "against learning rate / batch size, log".to_owned(),
            figures: Vec::new(),
            style: None,
            content: Content::Scatter { axes: axes(x, LossScale::Linear, format, "η/B"), series: series.collect() },
        }
    }

    fn batch(&self, run: usize) -> usize {
        self.setup.runs[run].batch.of(self.setup.train)
    }

    /// Curvature with the edge, and the loss, along the run.
    fn edge(&self) -> Vec<Scene> {
        let of = &self.trained[0];
        let xs: Vec<f64> = of.rows.iter().map(|row| row.update as f64).collect();
        let chart = |title: &str, subtitle: &str, scale, ys: fn(&Measurement) -> f64, levels| Scene {
            title: title.to_owned(),
            subtitle: names::diverged(of).unwrap_or_else(|| subtitle.to_owned()),
            figures: Vec::new(),
            style: None,
            content: Content::Lines {
                axes: axes(linear(0.0, of.updates.max(1) as f64), scale, NumberFormat::Plain, ""),
                lines: vec![OwnLine {
                    label: String::new(),
                    color: LineColor::Runner(runner_style(0)),
                    dash: Dash::Solid,
                    xs: xs.clone(),
                    ys: of.rows.iter().map(ys).collect(),
                }],
                levels,
                places: Vec::new(),
            },
        };
        let edge = OwnMark { label: "2/η".to_owned(), color: LineColor::SecondInk, at: 2.0 / of.recipe.lr };
        vec![
            chart("Largest curvature", "against updates", LossScale::Linear, largest, vec![edge]),
            chart("Training loss", "against updates, log", LossScale::Log, |row| row.train.loss, Vec::new()),
        ]
    }

    /// The loss along the steepest direction, before and after.
    fn rescaled(&self) -> Vec<Scene> {
        let of = &self.trained[0];
        let Some(rescaled) = &of.rescaled else { return self.planes() };
        let lines =
            [1.0, rescaled.alpha].into_iter().zip(&rescaled.slices).enumerate().map(|(index, (alpha, ys))| OwnLine {
                label: format!("α = {}", format_number(alpha)),
                color: LineColor::Runner(runner_style(index)),
                dash: Dash::Solid,
                xs: Rescaling::places(),
                ys: ys.clone(),
            });
        let ratio = largest(&rescaled.row) / of.end().map_or(f64::NAN, largest);
        vec![Scene {
            title: "Along the steepest direction".to_owned(),
            subtitle: "training loss against distance, log".to_owned(),
            figures: vec![
                (format!("{} ×", names::figure(ratio, 2)), "largest curvature λ"),
                (format!("{} %", names::figure(100.0 * rescaled.row.test.accuracy, 1)), "test accuracy, as before"),
            ],
            style: None,
            content: Content::Lines {
                axes: axes(linear(-1.0, 1.0), LossScale::Log, NumberFormat::Plain, ""),
                lines: lines.collect(),
                levels: Vec::new(),
                places: Vec::new(),
            },
        }]
    }
}

/// The training loss of the two wells, and that of new data.
fn wells(shift: f64) -> Scene {
    let wells = TwoWells::new();
    let [from, to] = WELLS_RANGE;
    let step = (to - from) / (WELLS_PLACES - 1) as f64;
    let xs: Vec<f64> = (0..WELLS_PLACES).map(|k| from + step * k as f64).collect();
    let line = |label: &str, dash, shift: f64| OwnLine {
        label: label.to_owned(),
        color: LineColor::Ink,
        dash,
        ys: xs.iter().map(|w| wells.loss_at(w - shift)).collect(),
        xs: xs.clone(),
    };
    let place = |(index, label): (usize, &str)| OwnMark {
        label: label.to_owned(),
        color: LineColor::Runner(runner_style(index)),
        at: TwoWells::MINIMA[index].0,
    };
    let gap = |index: usize| {
        let (w, _) = TwoWells::MINIMA[index];
        names::figure(wells.loss_at(w - shift) - wells.loss_at(w), 3)
    };
    Scene {
        title: "Loss".to_owned(),
        subtitle: "of the data learned from, and of new data".to_owned(),
        figures: vec![(gap(0), "lost in the sharp minimum"), (gap(1), "lost in the flat minimum")],
        style: None,
        content: Content::Lines {
            axes: axes(linear(from, to), LossScale::Linear, NumberFormat::Plain, "w"),
            lines: vec![line("train", Dash::Solid, 0.0), line("test", Dash::Dashed, shift)],
            levels: Vec::new(),
            places: ["sharp", "flat"].into_iter().enumerate().map(place).collect(),
        },
    }
}
