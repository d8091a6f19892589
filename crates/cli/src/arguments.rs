//! The command line: what may be asked, and how to ask.

use std::ffi::OsString;
use std::path::PathBuf;

use downhill_charts::Height;
use downhill_preset::Theme;
use lexopt::{Arg, Parser, ValueExt};

use crate::failure::Failure;

const HELP: &str = "\
Gradient descent from a link, without a browser.

Usage:
  downhill run LINK [--format csv|json] [--every N] [--strict]
  downhill render LINK -o FILE.svg|FILE.png [--size WIDTHxHEIGHT] [--theme dark|light] [--3d] [--strict]
  downhill script LINK [--strict]
  downhill list [rules|surfaces|presets|experiments|data] [--format text|json]

LINK is a whole URL, its #... or ?... part, or the bare pairs. Quote it: a shell reads & and #.
  downhill run '#lab=race&f=rosenbrock&from=-1.5,2&run=adam,lr:0.05&steps=500&v=1'
  downhill run '#lab=batch&data=diabetes&run=sgd,lr:0.03&batch=1&batch=32&batch=all&v=1'
  downhill run '#lab=minima&experiment=batch-size&batch=4&batch=150&updates=2000&v=1'

run prints a table. Of a race, a row for every run and step, from step 0, the start; of a batch link, a row for every
contender, which is a run with one batch size, and update. Of a minima link, which trains networks on all processors,
a row for start and end of every network; of its two wells, a row for each. run counts from 1, in the order of the link;
networks count seed by seed, and rescaled ones after all others.
  --format csv   header run,step,x,y,loss, or run,batch,update,gradients,loss,w0,w1,... where batch is how many samples
                 an update looks at, gradients how many were taken so far, and loss that of all samples (default);
                 of networks run,update,train_loss,test_loss,train_acc,test_acc,w_norm,lambda_max,trace, the last two
                 of the Hessian; of wells w,curvature,train_loss,test_loss,gap,half_curvature_shift_squared
  --format json  one object with the setup, and for every run or contender its parameters, how it ended, and the same
                 columns; of a batch link also what an update costs, how steady the descent was, and what became of
                 the replicas; of networks also how the last run compares with the first, seed by seed
  --every N      only every Nth step or update, and the last one of each run; networks are measured so often, which
                 takes time

render draws a still picture of all steps: a race on its map, or every contender on its own, with the losses of all; of
a minima link the loss around the networks' solutions, or whatever chart answers its question. Where a race's link has
a panel open that is a picture (show=rates, basins or 3d), that stands in the map's place; where a minima link has
show=3d, that loss is drawn as surfaces.
  -o, --output   where to; the end of the name says whether SVG or PNG. Given several times, the runs are made once
  --size         in pixels, 200x200 to 4096x4096 (default 1200x630), for all pictures or one for each -o
  --theme        light or dark (default: the link's, or light), for all pictures or one for each -o
  --3d[=SCALE]   the loss of a race as a surface in three dimensions, with the trajectories over it, or that around the
                 solutions of networks; its height is log, as the colours are (default), or linear

script prints a Python program that runs the same race by PyTorch and prints the same table. Only races can be written
so.

list says what a link can name. Without a topic, everything.
  --format text  for reading (default)
  --format json  all that is known, formulas as TeX

  --strict       take a link's warnings for errors
  -h, --help     this text
  -V, --version  the version

What is wrong in a link is named on stderr, and the rest of it runs; so is what diverges. Exit codes: 0 done; 2 bad
input, which a link is that names no lab, has nothing that can run, or is of its author's own data (data=own), which no
link holds; 1 anything else.
";

/// What was asked.
#[derive(Debug)]
pub(crate) enum Command {
    /// Help or version.
    Tell(String),
    Run(Run),
    Render(Render),
    Script(Script),
    List(List),
}

/// `downhill run`
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) link: String,
    pub(crate) is_strict: bool,
    pub(crate) is_json: bool,
    /// How many steps or updates there are between two rows; `None` leaves that to the lab.
    pub(crate) every: Option<usize>,
}

/// `downhill render`
#[derive(Debug)]
pub(crate) struct Render {
    pub(crate) link: String,
    pub(crate) is_strict: bool,
    /// How high the loss of a race stands; `None` for a map.
    pub(crate) solid: Option<Height>,
    pub(crate) pictures: Vec<Picture>,
}

/// One picture of a link.
#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) output: PathBuf,
    pub(crate) format: PictureFormat,
    /// Width and height in pixels.
    pub(crate) size: [u32; 2],
    pub(crate) theme: Option<Theme>,
}

/// What a picture is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PictureFormat {
    Svg,
    Png,
}

/// `downhill script`
#[derive(Debug)]
pub(crate) struct Script {
    pub(crate) link: String,
    pub(crate) is_strict: bool,
}

/// `downhill list`
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) topic: Option<Topic>,
    pub(crate) is_json: bool,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    Rules,
    Surfaces,
    Presets,
    Experiments,
    Data,
}

impl Topic {
    pub(crate) const ALL: [Self; 5] = [Self::Rules, Self::Surfaces, Self::Presets, Self::Experiments, Self::Data];

    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Surfaces => "surfaces",
            Self::Presets => "presets",
            Self::Experiments => "experiments",
            Self::Data => "data",
        }
    }
}

/// Pictures are at least this many pixels wide and high, so that there is room for words, and at most so many.
const SIZE: std::ops::RangeInclusive<u32> = 200..=4096;

/// The size that link previews show whole.
const PREVIEW: [u32; 2] = [1200, 630];

/// Reads the arguments, of which the first is the program's name.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString, IntoIter: 'static>) -> Result<Command, Failure> {
    let mut parser = Parser::from_iter(arguments);
    match parser.next()? {
        None => Err(Failure::BadInput(format!("nothing to do\n\n{HELP}"))),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Command::Tell(HELP.to_owned())),
        Some(Arg::Short('V') | Arg::Long("version")) => Ok(Command::Tell(version())),
        Some(Arg::Value(command)) => {
            let given = Given::read(&mut parser)?;
            match command.to_str() {
                _ if given.is_help => Ok(Command::Tell(HELP.to_owned())),
                Some("run") => given.run(),
                Some("render") => given.render(),
                Some("script") => given.script(),
                Some("list") => given.list(),
                _ => Err(Failure::BadInput(format!(
                    "{}: must be one of run, render, script, list; see downhill --help",
                    command.to_string_lossy()
                ))),
            }
        }
        Some(other) => Err(other.unexpected().into()),
    }
}

fn version() -> String {
    concat!("downhill ", env!("CARGO_PKG_VERSION"), "\n").to_owned()
}

/// All that stands after the command, whichever it is; each command takes what it knows and refuses the rest.
#[derive(Default)]
struct Given {
    subject: Option<String>,
    format: Option<String>,
    every: Option<String>,
    outputs: Vec<OsString>,
    sizes: Vec<String>,
    themes: Vec<String>,
    solid: Option<String>,
    is_strict: bool,
    is_help: bool,
}

impl Given {
    fn read(parser: &mut Parser) -> Result<Self, Failure> {
        let mut given = Self::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Value(subject) if given.subject.is_none() => {
                    given.subject = Some(subject.to_string_lossy().into_owned());
                }
                Arg::Long("format") => given.format = Some(parser.value()?.string()?),
                Arg::Long("every") => given.every = Some(parser.value()?.string()?),
                Arg::Short('o') | Arg::Long("output") => given.outputs.push(parser.value()?),
                Arg::Long("size") => given.sizes.push(parser.value()?.string()?),
                Arg::Long("theme") => given.themes.push(parser.value()?.string()?),
                Arg::Long("3d") => {
                    let scale = parser.optional_value().map_or(Ok("log".to_owned()), |scale| scale.string())?;
                    given.solid = Some(scale);
                }
                Arg::Long("strict") => given.is_strict = true,
                Arg::Short('h') | Arg::Long("help") => given.is_help = true,
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(given)
    }

    /// Refuses the options that a command does not have.
    fn refuse(&self, options: &[(&str, bool)]) -> Result<(), Failure> {
        match options.iter().find(|(_, is_given)| *is_given) {
            Some((option, _)) => {
                Err(Failure::BadInput(format!("{option}: not an option of this command; see downhill --help")))
            }
            None => Ok(()),
        }
    }

    fn link(&mut self) -> Result<String, Failure> {
        self.subject.take().ok_or_else(|| Failure::BadInput("no link given; see downhill --help".to_owned()))
    }

    fn run(mut self) -> Result<Command, Failure> {
        self.refuse(&[
            ("--output", !self.outputs.is_empty()),
            ("--size", !self.sizes.is_empty()),
            ("--theme", !self.themes.is_empty()),
            ("--3d", self.solid.is_some()),
        ])?;
        let every = |text: String| {
            let every = text.parse().ok().filter(|every| *every > 0);
            every.ok_or_else(|| Failure::BadInput(format!("--every {text}: must be a whole number from 1")))
        };
        let every = self.every.take().map(every).transpose()?;
        Ok(Command::Run(Run {
            link: self.link()?,
            is_strict: self.is_strict,
            is_json: choice("--format", self.format.as_deref(), &[("csv", false), ("json", true)])?.unwrap_or(false),
            every,
        }))
    }

    fn render(mut self) -> Result<Command, Failure> {
        self.refuse(&[("--format", self.format.is_some()), ("--every", self.every.is_some())])?;
        if self.outputs.is_empty() {
            return Err(Failure::BadInput("no file to write given: -o FILE.svg or -o FILE.png".to_owned()));
        }
        let pictures: Result<Vec<_>, _> = (0..self.outputs.len()).map(|at| self.picture(at)).collect();
        let heights = [("log", Height::Log), ("linear", Height::Linear)];
        Ok(Command::Render(Render {
            pictures: pictures?,
            solid: choice("--3d", self.solid.as_deref(), &heights)?,
            link: self.link()?,
            is_strict: self.is_strict,
        }))
    }

    /// The picture of the output at a place; its size and theme are those at the same place, or the only ones.
    fn picture(&self, at: usize) -> Result<Picture, Failure> {
        let output = PathBuf::from(&self.outputs[at]);
        let extension = output.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        let format = match extension.as_deref() {
            Some("svg") => PictureFormat::Svg,
            Some("png") => PictureFormat::Png,
            _ => return Err(Failure::BadInput(format!("{}: must end in .svg or .png", output.display()))),
        };
        let own = |option: &str, given: &[String]| match given {
            [] => Ok(None),
            [only] => Ok(Some(only.clone())),
            all if all.len() == self.outputs.len() => Ok(Some(all[at].clone())),
            _ => Err(Failure::BadInput(format!("{option}: must be given once, or once for each -o"))),
        };
        Ok(Picture {
            output,
            format,
            size: own("--size", &self.sizes)?.map_or(Ok(PREVIEW), |text| size(&text))?,
            theme: choice(
                "--theme",
                own("--theme", &self.themes)?.as_deref(),
                &[("light", Theme::Light), ("dark", Theme::Dark)],
            )?,
        })
    }

    fn script(mut self) -> Result<Command, Failure> {
        self.refuse(&[
            ("--format", self.format.is_some()),
            ("--every", self.every.is_some()),
            ("--output", !self.outputs.is_empty()),
            ("--size", !self.sizes.is_empty()),
            ("--theme", !self.themes.is_empty()),
            ("--3d", self.solid.is_some()),
        ])?;
        Ok(Command::Script(Script { link: self.link()?, is_strict: self.is_strict }))
    }

    fn list(self) -> Result<Command, Failure> {
        self.refuse(&[
            ("--every", self.every.is_some()),
            ("--output", !self.outputs.is_empty()),
            ("--size", !self.sizes.is_empty()),
            ("--theme", !self.themes.is_empty()),
            ("--3d", self.solid.is_some()),
            ("--strict", self.is_strict),
        ])?;
        let topics = Topic::ALL.map(|topic| (topic.id(), topic));
        Ok(Command::List(List {
            topic: choice("list", self.subject.as_deref(), &topics)?,
            is_json: choice("--format", self.format.as_deref(), &[("text", false), ("json", true)])?.unwrap_or(false),
        }))
    }
}

/// What one of a few words stands for.
fn choice<T: Copy>(option: &str, given: Option<&str>, choices: &[(&str, T)]) -> Result<Option<T>, Failure> {
    let Some(given) = given else { return Ok(None) };
    match choices.iter().find(|(word, _)| *word == given) {
        Some((_, chosen)) => Ok(Some(*chosen)),
        None => {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            Err(Failure::BadInput(format!("{option} {given}: must be one of {}", words.join(", "))))
        }
    }
}

fn size(text: &str) -> Result<[u32; 2], Failure> {
    let side = |text: &str| text.parse().ok().filter(|side| SIZE.contains(side));
    text.split_once('x').and_then(|(width, height)| Some([side(width)?, side(height)?])).ok_or_else(|| {
        let (min, max) = (SIZE.start(), SIZE.end());
        Failure::BadInput(format!("--size {text}: must be WIDTHxHEIGHT, each from {min} to {max}"))
    })
}
