//! `downhill render`: what a link sets up as a still picture, SVG or PNG.
//!
//! The picture is a poster of the charts at the end of all runs, with English words. A PNG is the same SVG, rasterised
//! with a font that the program brings along: every machine makes the same pixels, also one without fonts.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use downhill_charts::{self as charts, DARK, LIGHT};
use downhill_preset::{Setup, Theme};
use resvg::{tiny_skia, usvg};

use crate::arguments::{Picture, PictureFormat, Render};
use crate::failure::Failure;
use crate::subject::Subject;
use crate::survey::Shown;
use crate::{batch_picture, comparison, minima_picture, race, race_picture};

/// Writes the pictures of a link, whose runs are made once for all of them.
pub(crate) fn render(asked: &Render) -> Result<(), Failure> {
    let subject = Subject::read(&asked.link, asked.is_strict)?;
    let can_be_solid = match &subject.preset.setup {
        Setup::Race(_) => true,
        Setup::Minima(setup) => setup.experiment.takes("show"),
        Setup::Batch(_) => false,
    };
    if asked.solid.is_some() && !can_be_solid {
        return Err(Failure::BadInput(
            "--3d: only the loss of a race and planes around the solutions of networks are drawn so".to_owned(),
        ));
    }
    let draw: Box<dyn Fn(&'static charts::Theme, [u32; 2]) -> String + '_> = match subject.preset.setup {
        Setup::Race(setup) => {
            let race = race::finish(&setup);
            let shown = Shown::of(&setup, &race, asked.solid);
            let replicas = if matches!(shown, Shown::Map) { race_picture::replicas(&setup) } else { Vec::new() };
            Box::new(move |theme, size| race_picture::svg(&setup, &race, &replicas, &shown, theme, size))
        }
        Setup::Batch(setup) => {
            let comparison = comparison::finish(&setup)?;
            Box::new(move |theme, size| batch_picture::svg(&setup, &comparison, theme, size))
        }
        Setup::Minima(setup) => {
            let finished = minima_picture::Finished::of(&setup, asked.solid);
            Box::new(move |theme, size| finished.svg(theme, size))
        }
    };
    for Picture { output, format, size, theme } in &asked.pictures {
        let theme = match theme.or(subject.preset.presentation.theme).unwrap_or(Theme::Light) {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        };
        let svg = draw(theme, *size);
        match format {
            PictureFormat::Svg => write(output, svg.as_bytes())?,
            PictureFormat::Png => write(output, &png(&svg, *size)?)?,
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::Other(format!("{}: {error}", path.display())))
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
