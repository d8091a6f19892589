//! The contenders of a batch link as a poster: a picture of the loss for each, and one chart of all.
//!
//! It shows what the page shows at the end of all runs: the same slice of the loss, the same minima, the same measure in
//! the chart.

mod curves;
mod landscape;
mod names;

use downhill::Comparison;
use downhill::data::{Budget, DataSet};
use downhill_charts::{BatchPanel, BatchPoster, Theme, batch_poster_svg, runner_style};
use downhill_preset::{BatchSetup, Data};

use curves::Curves;
use landscape::{Landscape, Scene};

/// A finished comparison and what it is of.
#[derive(Clone, Copy)]
struct Finished<'a> {
    setup: &'a BatchSetup,
    set: &'static DataSet,
    comparison: &'a Comparison,
}

/// The poster of contenders, all of whose updates are made.
pub(crate) fn svg(
    setup: &BatchSetup,
    comparison: &Comparison,
    theme: &'static Theme,
    [width, height]: [u32; 2],
) -> String {
    let Data::BuiltIn(set) = setup.data else { unreachable!("nothing can be computed without the data") };
    let finished = Finished { setup, set, comparison };
    let model = comparison.model();
    let landscape = Landscape::of(finished);
    let faint = landscape.faint();
    let labels = names::labels(setup, model.samples());
    let captions = names::captions(finished);
    let scenes: Vec<Scene<'_>> = comparison.contenders().iter().map(|of| landscape.scene(of, model)).collect();
    let panels: Vec<BatchPanel<'_>> = scenes
        .iter()
        .enumerate()
        .map(|(index, scene)| BatchPanel {
            style: runner_style(index),
            label: &labels[index],
            caption: &captions[index],
            picture: landscape.panel(scene, &faint),
        })
        .collect();
    let curves = Curves::of(finished, &labels);
    let (heading, against) = curves.heading();
    batch_poster_svg(&BatchPoster {
        panels: &panels,
        loss: curves.chart(&curves.lines()),
        loss_heading: (heading, &against),
        title: set.name,
        subtitle: &subtitle(finished),
        theme,
        width: width.into(),
        height: height.into(),
        detail: 1.0,
    })
}

/// How many contenders, on what, for how long.
fn subtitle(of: Finished<'_>) -> String {
    let count = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let contenders = count(of.comparison.contenders().len(), "contender");
    let samples = count(of.comparison.model().samples(), "sample");
    let length = match of.setup.budget {
        Budget::Updates(updates) => count(updates, "update"),
        Budget::Epochs(epochs) => count(epochs, "epoch"),
    };
    let mut subtitle = format!("{contenders}, {samples}, {length}");
    if of.setup.replicas > 0 {
        subtitle += &format!(", {} each", count(of.setup.replicas, "seed"));
    }
    if of.set.parameters.len() > 2 {
        let [x, y] = of.setup.axes.map(|axis| of.set.parameters[axis]);
        subtitle += &format!("; loss over {x} and {y}, all other weights at the optimum");
    }
    subtitle
}
