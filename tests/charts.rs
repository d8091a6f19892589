//! Pictures compared with golden SVGs, byte by byte: whoever changes a picture sees it, and says so by replacing the file.
//!
//! A missing golden is written (and is an error where `CI` is set); a picture that differs is written beside its golden
//! as `NAME-changed.svg`, which replaces it if the change was meant.

use std::fs;
use std::path::PathBuf;

use downhill::{Contour, Entry, Grid, Levels, Race, Run, Surface, catalog, contours, surface};
use downhill_charts::{
    Area, Averaged, Curve, DARK, Frame, Head, Heads, LIGHT, LossChart, LossScale, LossWords, MapBase, MapLabels,
    MapProjection, Poster, PosterMain, PosterRunner, PosterWords, Role, Span, SpanScale, SvgBackend, Theme, TrailPen,
    Xs, draw_heads, draw_loss_chart, draw_loss_cursor, draw_map_base, draw_trail, poster_svg, runner_style,
};

#[path = "charts/around.rs"]
mod around;
#[path = "charts/batch.rs"]
mod batch;
#[path = "charts/minima.rs"]
mod minima;
#[path = "charts/solid.rs"]
mod solid;
#[path = "charts/survey.rs"]
mod survey;

const THEMES: [(&str, &Theme); 2] = [("light", &LIGHT), ("dark", &DARK)];

const WORDS: PosterWords<'_> = PosterWords {
    map: MapLabels { minimum: "minimum", start: "start" },
    loss: LossWords { span: "step", above_lowest: "above the lowest", target: "target" },
    loss_heading: ("Loss", "against step, log"),
};

/// Compares a picture with `tests/golden/NAME.svg`.
fn assert_golden(name: &str, picture: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden");
    let golden = folder.join(format!("{name}.svg"));
    match fs::read_to_string(&golden) {
        Ok(expected) if expected == picture => {}
        Ok(_) => {
            let changed = folder.join(format!("{name}-changed.svg"));
            fs::write(&changed, picture).expect("the folder of the goldens can be written");
            panic!("{name} has changed: compare {} with {}", changed.display(), golden.display());
        }
        Err(_) => {
            assert!(std::env::var_os("CI").is_none(), "{} is missing", golden.display());
            fs::create_dir_all(&folder).expect("tests can write beside themselves");
            fs::write(&golden, picture).expect("the folder of the goldens can be written");
        }
    }
}

/// A document with what `draw` draws.
fn document(frame: Frame, theme: &Theme, draw: impl FnOnce(&Area<SvgBackend<'_>>)) -> String {
    let mut content = String::new();
    let area = Area::from(SvgBackend::new(&mut content, frame));
    draw(&area);
    drop(area);
    let (Frame { width, height, .. }, background) = (frame, theme.background);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" font-family=\"sans-serif\" \
         stroke-linejoin=\"round\">\n<rect width=\"100%\" height=\"100%\" fill=\"{background}\"/>\n{content}</svg>\n"
    )
}

fn find(id: &str) -> &'static Surface {
    surface::find(id).expect("a built-in surface")
}

/// Rules with parameters under which all kinds of trails appear on this surface.
fn race(surface: &'static Surface, rates: [(&str, f64); 7], steps: usize) -> Race<&'static Surface> {
    let entry = |(id, lr): (&str, f64)| {
        let rule = catalog::find(id).expect("a rule of the catalogue");
        let mut params: Vec<f64> = rule.defaults().collect();
        params[0] = lr;
        Entry { rule, params }
    };
    let mut race = Race::new(surface, &surface.start, &rates.map(entry)).expect("valid parameters");
    race.advance(steps);
    race
}

fn rosenbrock_race() -> Race<&'static Surface> {
    let rates = [
        ("adam", 0.05),
        ("rmsprop", 0.01),
        ("adagrad", 0.3),
        ("nesterov", 3e-4),
        ("sgd", 5e-4),
        ("momentum", 2e-4),
        // Too fast: leaves the map and blows up.
        ("sgd", 6e-3),
    ];
    race(find("rosenbrock"), rates, 200)
}

fn label(run: &Run) -> &'static str {
    run.entry().rule.name
}

fn heads(race: &Race<&'static Surface>, step: usize) -> Vec<Head<'static>> {
    let head = |(index, run): (usize, &Run)| Head {
        style: runner_style(index),
        at: [run.position(step)[0], run.position(step)[1]],
        label: label(run),
        is_diverged: run.diverged_at().is_some_and(|at| step >= at),
        average: Averaged { iterates: run.positions(), averages: run.averages() }.at(step),
    };
    race.runs().iter().enumerate().map(head).collect()
}

fn curves<'a>(race: &'a Race<&'static Surface>) -> Vec<Curve<'a>> {
    let curve = |(index, run): (usize, &'a Run)| Curve {
        style: runner_style(index),
        label: label(run),
        xs: Xs::Every(1.0),
        ys: run.losses(),
        is_diverged: run.diverged_at().is_some(),
        role: Role::Run,
    };
    race.runs().iter().enumerate().map(curve).collect()
}

/// A coarse map of a surface: its grid, levels and contours.
fn sampled(surface: &Surface) -> (Grid, Levels, Vec<Contour>) {
    let grid = Grid::sample(|x, y| surface.value_at(x, y), surface.view, 81, 51);
    let levels = Levels::of(&grid);
    let contours = contours(&grid, levels.values());
    (grid, levels, contours)
}

#[test]
fn map_bases() {
    let frame = Frame { width: 480.0, height: 300.0, units: 8.0 };
    for id in ["beale", "himmelblau"] {
        let surface = find(id);
        let projection = MapProjection::new(surface.view, frame);
        let (grid, levels, contours) = sampled(surface);
        let base = MapBase {
            grid: &grid,
            levels: &levels,
            contours: &contours,
            critical_points: surface.critical_points,
            labels: WORDS.map,
        };
        for (name, theme) in THEMES {
            let picture = document(frame, theme, |area| {
                let taken = draw_map_base(area, &projection, &base, theme).expect("a string takes everything");
                assert!(taken.len() > 10, "{id}: {} marks and texts", taken.len());
            });
            assert_golden(&format!("map-{id}-{name}"), &picture);
        }
    }
}

#[test]
fn trails_and_heads() {
    let (race, surface) = (rosenbrock_race(), find("rosenbrock"));
    let frame = Frame { width: 480.0, height: 300.0, units: 8.0 };
    let projection = MapProjection::new(surface.view, frame);
    for (name, theme) in THEMES {
        let picture = document(frame, theme, |area| {
            for (index, run) in race.runs().iter().enumerate().rev() {
                let (style, mut pen) = (runner_style(index), TrailPen::default());
                let trail = draw_trail(area, &projection, theme, style, run.positions(), 120, &mut pen);
                trail.expect("a string takes everything");
            }
            let (heads, start) = (heads(&race, 120), Some(surface.start));
            let scene = Heads { heads: &heads, start, start_label: "start", avoid: &[] };
            draw_heads(area, &projection, theme, &scene).expect("a string takes everything");
        });
        assert_golden(&format!("trails-rosenbrock-{name}"), &picture);
    }
}

#[test]
fn loss_charts() {
    let saddle_rates = [
        ("adam", 0.05),
        ("rmsprop", 0.02),
        ("adagrad", 0.3),
        ("nesterov", 1e-2),
        ("sgd", 5e-2),
        ("momentum", 1e-2),
        ("adadelta", 5.0),
    ];
    let rosenbrock = rosenbrock_race();
    let saddle = race(find("saddle"), saddle_rates, 200);
    let frame = Frame { width: 430.0, height: 200.0, units: 8.0 };
    let span = Span { scale: SpanScale::Linear, from: 0.0, to: 200.0 };
    for (case, race, scale, target) in [
        ("log", &rosenbrock, LossScale::Log, Some(1e-2)),
        ("linear", &rosenbrock, LossScale::Linear, None),
        ("signed", &saddle, LossScale::Log, None),
    ] {
        let curves = curves(race);
        let lowest = race.objective().lowest();
        let chart = LossChart { curves: &curves, span, scale, lowest, target, marks: &[], words: WORDS.loss };
        for (name, theme) in THEMES {
            let picture = document(frame, theme, |area| {
                let geometry = draw_loss_chart(area, frame, theme, &chart).expect("a string takes everything");
                draw_loss_cursor(area, &geometry, theme, 120.0, &curves, &[120; 7]).expect("a string takes everything");
            });
            assert_golden(&format!("loss-{case}-{name}"), &picture);
        }
    }
}

/// A poster of the race on Rosenbrock's valley, with a coarse heatmap or block.
fn poster(race: &Race<&'static Surface>, main: PosterMain<'_>, theme: &Theme, width: f64, height: f64) -> String {
    let runners: Vec<PosterRunner<'_>> = (0..)
        .zip(race.runs())
        .map(|(index, run)| PosterRunner { style: runner_style(index), label: label(run), run })
        .collect();
    poster_svg(&Poster {
        loss: &(*race.objective()).into(),
        view: race.objective().view,
        start: race.objective().start,
        runners: &runners,
        cloud: &[],
        step: 120,
        steps: 200,
        main,
        is_per_evaluation: false,
        scale: LossScale::Log,
        target: None,
        title: "Rosenbrock & its valley",
        subtitle: "Seven runs from (−1.5, 2), 120 of 200 steps",
        words: WORDS,
        theme,
        width,
        height,
        detail: 0.15,
    })
}

#[test]
fn posters() {
    let race = rosenbrock_race();
    for (name, theme) in THEMES {
        for (width, height) in [(1200.0, 630.0), (800.0, 800.0)] {
            assert_golden(
                &format!("poster-{width}x{height}-{name}"),
                &poster(&race, PosterMain::Map, theme, width, height),
            );
        }
    }
}

#[test]
fn a_poster_is_a_named_image_of_the_size_asked_for() {
    let poster = poster(&rosenbrock_race(), PosterMain::Map, &LIGHT, 1200.0, 630.0);
    let head = poster.lines().next().expect("a first line");
    for attribute in ["role=\"img\"", "width=\"1200\"", "height=\"630\"", "aria-labelledby=\"title desc\""] {
        assert!(head.contains(attribute), "{head}");
    }
    assert!(poster.contains("<title id=\"title\">Rosenbrock &amp; its valley</title>"));
    let described = poster.lines().find(|line| line.starts_with("<desc")).expect("a description");
    for name in ["Adam: ", "Momentum: ", "120 of 200 steps"] {
        assert!(described.contains(name), "{described}");
    }
    let opened = poster.matches("<g ").count();
    assert_eq!(opened, poster.matches("</g>").count(), "every group is closed");
}
