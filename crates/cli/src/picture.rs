//! `downhill render`: a race as a still picture, SVG or PNG.
//!
//! The picture is a poster of the charts, all steps of all runs, with English words. A PNG is the same SVG, rasterised
//! with a font that the program brings along: every machine makes the same pixels, also one without fonts.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use downhill::{Entry, Race, Surface};
use downhill_charts::{
    DARK, LIGHT, LossScale, LossWords, MapLabels, Poster, PosterRunner, PosterWords, format_number, poster_svg,
    runner_style,
};
use downhill_preset::{RaceSetup, Theme};
use resvg::{tiny_skia, usvg};

use crate::arguments::{PictureFormat, Render};
use crate::failure::Failure;
use crate::race;
use crate::subject::Subject;

/// Writes the picture of a link's race.
pub(crate) fn render(asked: &Render) -> Result<(), Failure> {
    let subject = Subject::read(&asked.link, asked.is_strict)?;
    let race = race::finish(subject.race());
    let theme = asked.theme.or(subject.preset.theme).unwrap_or(Theme::Light);
    let svg = svg(subject.race(), &race, theme, asked.size);
    match asked.format {
        PictureFormat::Svg => write(&asked.output, svg.as_bytes()),
        PictureFormat::Png => write(&asked.output, &png(&svg, asked.size)?),
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::Other(format!("{}: {error}", path.display())))
}

fn svg(setup: &RaceSetup, race: &Race<&'static Surface>, theme: Theme, [width, height]: [u32; 2]) -> String {
    let labels = labels(&setup.runs);
    let runners: Vec<PosterRunner<'_>> = (0..)
        .zip(race.runs())
        .zip(&labels)
        .map(|((index, run), label)| PosterRunner { style: runner_style(index), label, run })
        .collect();
    let [x, y] = setup.start.map(format_number);
    let rules = if runners.len() == 1 { "1 run".to_owned() } else { format!("{} runs", runners.len()) };
    let steps = if setup.steps == 1 { "1 step".to_owned() } else { format!("{} steps", setup.steps) };
    poster_svg(&Poster {
        surface: setup.surface,
        view: setup.view(),
        start: setup.start,
        runners: &runners,
        step: setup.steps,
        steps: setup.steps,
        scale: LossScale::Log,
        target: setup.target(),
        title: setup.surface.name,
        subtitle: &format!("{rules} from ({x}, {y}), {steps}"),
        words: PosterWords {
            map: MapLabels { minimum: "minimum", start: "start" },
            loss: LossWords { step: "step", above_lowest: "above the lowest", target: "target" },
            loss_heading: ("Loss", "against step, log"),
        },
        theme: match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        },
        width: width.into(),
        height: height.into(),
        detail: 1.0,
    })
}

/// What the runs are called: their rules, and where a rule runs more than once, the parameters in which it differs, or a
/// number if there are none.
fn labels(runs: &[Entry]) -> Vec<String> {
    let label = |(index, run): (usize, &Entry)| {
        let twins: Vec<(usize, &Entry)> =
            runs.iter().enumerate().filter(|(_, other)| other.rule.id == run.rule.id).collect();
        let mut label = run.rule.name.to_owned();
        for (parameter, spec) in run.rule.params.iter().enumerate() {
            let value = run.params[parameter];
            if twins.iter().any(|(_, twin)| twin.params[parameter].to_bits() != value.to_bits()) {
                label += &format!(" {} {}", spec.symbol, format_number(value));
            }
        }
        let same = |twin: &Entry| twin.params.iter().zip(&run.params).all(|(a, b)| a.to_bits() == b.to_bits());
        let equals: Vec<usize> = twins.iter().filter(|(_, twin)| same(twin)).map(|(index, _)| *index).collect();
        if equals.len() > 1 {
            let place = equals.iter().filter(|equal| **equal <= index).count();
            label += &format!(" #{place}");
        }
        label
    };
    runs.iter().enumerate().map(label).collect()
}

/// The font that the program brings along.
const FONT: &str = "DejaVu Sans";

fn png(svg: &str, [width, height]: [u32; 2]) -> Result<Vec<u8>, Failure> {
    let failure = |error: &dyn std::fmt::Display| Failure::Other(format!("the picture cannot be made: {error}"));
    let mut fonts = usvg::fontdb::Database::new();
    for font in [dejavu::sans::regular(), dejavu::sans::bold()] {
        fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(font)));
    }
    fonts.set_sans_serif_family(FONT);
    let options = usvg::Options { font_family: FONT.to_owned(), fontdb: Arc::new(fonts), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| failure(&error))?;
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or_else(|| failure(&"it has no size"))?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| failure(&error))
}

#[cfg(test)]
mod tests {
    use downhill::catalog;

    use super::*;

    #[test]
    fn runs_of_one_rule_are_told_apart_by_what_differs() {
        let entry = |id, params: &[f64]| Entry { rule: catalog::find(id).expect("built in"), params: params.to_vec() };
        let runs = [
            entry("adam", &[0.1, 0.9, 0.999, 1e-8]),
            entry("sgd", &[0.1]),
            entry("sgd", &[1e-4]),
            entry("momentum", &[0.1, 0.9]),
            entry("momentum", &[0.1, 0.9]),
            entry("sgd", &[1e-4]),
        ];
        let labels = labels(&runs);
        assert_eq!(labels, ["Adam", "SGD η 0.1", "SGD η 10⁻⁴ #1", "Momentum #1", "Momentum #2", "SGD η 10⁻⁴ #2"]);
    }
}
