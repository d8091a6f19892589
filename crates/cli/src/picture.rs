//! `downhill render`: a race as a still picture, SVG or PNG.
//!
//! The picture is a poster of the charts, all steps of all runs, with English words. A PNG is the same SVG, rasterised
//! with a font that the program brings along: every machine makes the same pixels, also one without fonts.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use downhill::{Race, Surface};
use downhill_charts::{
    DARK, LIGHT, LossScale, LossWords, MapLabels, Poster, PosterRunner, PosterWords, format_number, poster_svg,
    runner_labels, runner_style,
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
    let labels = runner_labels(&setup.runs.iter().collect::<Vec<_>>());
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
