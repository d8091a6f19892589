//! What the panel that a race's link has open shows, computed as the page does it.

use downhill::{
    BasinMap, BasinRequest, Fate, FoundMinimum, Loss, ParamAxis, ParameterMap, ParameterRequest, Race, RatePoint,
    Runner, Scale, Sweep, SweepRequest,
};
use downhill_charts::{
    Camera, Height, Outcome, PosterMain, RateChart, RateCurve, RateWords, RunsMap, SolidView, Span, SpanScale,
    SurveyMap, Tint, runner_style, survey_tints,
};
use downhill_preset::{Panel, RaceSetup};

/// Pixels along a side of a map of runs, of the map that looks for minima first, and steps of each run.
const PIXELS: usize = 256;
const FEW_PIXELS: usize = 16;
const STEPS: usize = 300;

/// Rates of a sweep, unless a rule's slider goes farther.
const RATES: [f64; 2] = [1e-5, 10.0];

const RATE_WORDS: RateWords<'_> = RateWords {
    rate: "learning rate",
    above_lowest: "above the lowest",
    target: "target",
    diverges: "diverges",
    zones: ["too small", "right", "too big"],
};

/// The large picture beside the losses of a race, with what it takes to draw it.
pub(crate) enum Shown {
    /// The map of the loss.
    Map,
    /// The loss as a block.
    Solid(SolidView<'static>),
    /// What every runner comes to at every learning rate.
    Rates(Rates),
    /// Where a run ends from every start, or with every pair of two parameters.
    Runs(Runs),
}

/// Sweeps of all runners.
pub(crate) struct Rates {
    curves: Vec<OwnCurve>,
    range: [f64; 2],
    lowest: Option<f64>,
    target: Option<f64>,
    selected: usize,
}

struct OwnCurve {
    rates: Vec<f64>,
    losses: Vec<f64>,
    diverged: Vec<[f64; 2]>,
    current: [f64; 2],
    suitable: Option<[f64; 2]>,
}

/// A map of whole runs.
pub(crate) struct Runs {
    tints: Vec<Tint>,
    axes: [Span; 2],
    names: [&'static str; 2],
    places: Vec<[f64; 2]>,
    here: [f64; 2],
    here_name: &'static str,
}

impl Shown {
    /// What the link has open; `solid` counts more.
    pub(crate) fn of(setup: &RaceSetup, race: &Race<Loss>, solid: Option<Height>) -> Self {
        let look = &setup.look;
        let height = solid.unwrap_or(if look.is_linear { Height::Linear } else { Height::Log });
        let camera = look.eye.map(|[yaw, pitch]| Camera { yaw, pitch });
        let block = Self::Solid(SolidView { camera, height, loss: "loss" });
        let inspected = look.runner.unwrap_or(0);
        match (solid, look.panel, setup.runners(0).nth(inspected)) {
            (Some(_), ..) | (None, Some(Panel::Solid), _) => block,
            (None, Some(Panel::Rates), Some(_)) => Self::Rates(rates(setup, race, inspected)),
            (None, Some(Panel::Basins), Some(runner)) => Self::Runs(match axes(setup, &runner) {
                Some(axes) => parameters(setup, runner, axes),
                None => basins(setup, runner),
            }),
            _ => Self::Map,
        }
    }

    /// What it is, for a subtitle; nothing of the loss itself, which says so.
    pub(crate) fn sentence(&self, labels: &[String], inspected: usize) -> String {
        let name = labels.get(inspected).map_or("", String::as_str);
        match self {
            Self::Map | Self::Solid(_) => String::new(),
            Self::Rates(_) => ": the lowest loss at every learning rate".to_owned(),
            Self::Runs(runs) if runs.places.is_empty() => format!(": {name} with every pair of two parameters"),
            Self::Runs(_) => format!(": where {name} ends from every start"),
        }
    }

    /// The picture. `curves` is where those of a chart of rates are put together.
    pub(crate) fn main<'a>(&'a self, labels: &'a [String], curves: &'a mut Vec<RateCurve<'a>>) -> PosterMain<'a> {
        match self {
            Self::Map => PosterMain::Map,
            Self::Solid(view) => PosterMain::Solid(*view),
            Self::Rates(of) => {
                curves.extend(of.curves.iter().zip(labels).enumerate().map(|(run, (curve, label))| RateCurve {
                    style: runner_style(run),
                    label,
                    rates: &curve.rates,
                    losses: &curve.losses,
                    diverged: &curve.diverged,
                    current: curve.current,
                    tried: &[],
                    suitable: curve.suitable,
                }));
                PosterMain::Rates(RateChart {
                    curves,
                    rates: of.range,
                    lowest: of.lowest,
                    target: of.target,
                    selected: Some(of.selected),
                    words: RATE_WORDS,
                })
            }
            Self::Runs(of) => PosterMain::Runs(RunsMap {
                tints: &of.tints,
                size: PIXELS,
                marks: SurveyMap {
                    axes: of.axes,
                    names: of.names,
                    places: &of.places,
                    here: of.here,
                    here_name: of.here_name,
                },
            }),
        }
    }
}

fn rates(setup: &RaceSetup, race: &Race<Loss>, selected: usize) -> Rates {
    let range = setup
        .runs
        .iter()
        .map(|run| &run.entry.rule.params[0])
        .fold(RATES, |[low, high], spec| [low.min(spec.min), high.max(spec.max)]);
    let target = setup.target();
    let curve = |(runner, run): (Runner, &downhill::Run)| {
        let own = runner.entry.params[0];
        let request = SweepRequest {
            loss: setup.loss.clone(),
            start: setup.start,
            runner,
            rates: range,
            steps: setup.steps,
            target,
        };
        let mut sweep = Sweep::new(request).expect("a link's parameters are valid");
        while sweep.work(usize::MAX) {}
        let best = if run.diverged_at().is_some() { None } else { run.best(usize::MAX) };
        let current = [own, best.map_or(f64::NAN, |best| best.loss)];
        OwnCurve { current, suitable: sweep.suitable(), ..curve_of(sweep.points()) }
    };
    let curves = setup.runners(0).zip(race.runs()).map(curve).collect();
    Rates { curves, range, lowest: setup.loss.lowest(), target, selected }
}

/// A sweep as a curve, and the pieces in which it diverges.
fn curve_of(points: &[RatePoint]) -> OwnCurve {
    let sound: Vec<&RatePoint> = points.iter().filter(|of| of.attempt.diverged_at.is_none()).collect();
    let pieces = points.chunk_by(|a, b| a.attempt.diverged_at.is_some() == b.attempt.diverged_at.is_some());
    let diverged = pieces.filter(|piece| piece[0].attempt.diverged_at.is_some());
    OwnCurve {
        rates: sound.iter().map(|of| of.lr).collect(),
        losses: sound.iter().map(|of| of.attempt.best.unwrap_or(f64::NAN)).collect(),
        diverged: diverged.map(|piece| [piece[0].lr, piece[piece.len() - 1].lr]).collect(),
        current: [f64::NAN; 2],
        suitable: None,
    }
}

fn basins(setup: &RaceSetup, runner: Runner) -> Runs {
    let (view, steps) = (setup.view(), setup.look.each.unwrap_or(STEPS));
    let map = |pixels: usize, known: Vec<FoundMinimum>| {
        let request = BasinRequest {
            loss: setup.loss.clone(),
            runner: runner.clone(),
            view,
            size: [pixels; 2],
            steps,
            known,
            share: [0, 1],
        };
        let mut map = BasinMap::new(request).expect("a link's parameters are valid");
        while map.work() {}
        map
    };
    // The lowest first, as on the page; of equals the one further left.
    let mut known = map(FEW_PIXELS, Vec::new()).minima().to_vec();
    let grain = 1e-9 * known.iter().map(|of| of.loss.abs()).fold(0.0, f64::max) + 1e-12;
    known.sort_by(|a, b| {
        let by_place = a.at[0].total_cmp(&b.at[0]).then(a.at[1].total_cmp(&b.at[1]));
        if (a.loss - b.loss).abs() > grain { a.loss.total_cmp(&b.loss) } else { by_place }
    });
    let mut map = map(PIXELS, known);
    let places = map.minima().iter().map(|of| of.at).collect();
    let cells = map.take();
    let outcome = |(fate, loss): (Fate, f64)| match fate {
        Fate::Reached { minimum, step } => Outcome::Reached { place: minimum, step: step as f64 },
        Fate::Undecided => Outcome::Undecided { loss },
        Fate::Diverged { .. } => Outcome::Diverged,
    };
    let outcomes = cells.iter().map(|of| (of.cell.row * PIXELS + of.cell.column, outcome((of.fate, of.loss))));
    let side = |[from, to]: [f64; 2]| Span { scale: SpanScale::Linear, from, to };
    Runs {
        tints: tints(outcomes, steps),
        axes: [side(view.x), side(view.y)],
        names: ["x", "y"],
        places,
        here: setup.start,
        here_name: "start",
    }
}

/// The two parameters that the link has span the map.
fn axes(setup: &RaceSetup, runner: &Runner) -> Option<[ParamAxis; 2]> {
    let params = runner.entry.rule.params;
    let axis = |name: &String| {
        let param = params.iter().position(|spec| spec.id == name)?;
        let spec = &params[param];
        Some(ParamAxis { param, from: spec.min, to: spec.max, scale: spec.scale })
    };
    let [across, up] = setup.look.sweep.as_ref()?.each_ref().map(axis);
    Some([across?, up?])
}

fn parameters(setup: &RaceSetup, runner: Runner, axes: [ParamAxis; 2]) -> Runs {
    let steps = setup.look.each.unwrap_or(STEPS);
    let params = runner.entry.rule.params;
    let here = axes.map(|axis| runner.entry.params[axis.param]);
    let request = ParameterRequest {
        loss: setup.loss.clone(),
        start: setup.start,
        runner,
        axes,
        size: [PIXELS; 2],
        steps,
        target: setup.target(),
        share: [0, 1],
    };
    let mut map = ParameterMap::new(request).expect("a link's parameters are valid");
    while map.work() {}
    let cells = map.take();
    let outcomes = cells.iter().map(|of| {
        let outcome = match (of.attempt.diverged_at, of.attempt.reached) {
            (Some(_), _) => Outcome::Diverged,
            (None, Some(step)) => Outcome::Reached { place: 0, step: step as f64 },
            (None, None) => Outcome::Undecided { loss: of.attempt.best.unwrap_or(f64::NAN) },
        };
        (of.cell.row * PIXELS + of.cell.column, outcome)
    });
    let side = |axis: ParamAxis| {
        let scale = if axis.scale == Scale::Log { SpanScale::Log } else { SpanScale::Linear };
        Span { scale, from: axis.from, to: axis.to }
    };
    Runs {
        tints: tints(outcomes, steps),
        axes: axes.map(side),
        names: axes.map(|axis| params[axis.param].symbol),
        places: Vec::new(),
        here,
        here_name: "now",
    }
}

fn tints(outcomes: impl Iterator<Item = (usize, Outcome)>, steps: usize) -> Vec<Tint> {
    let mut pixels = vec![Outcome::Pending; PIXELS * PIXELS];
    for (at, outcome) in outcomes {
        pixels[at] = outcome;
    }
    survey_tints(&pixels, steps as f64)
}
