//! The pictures of surveys: maps of runs, and the chart of learning rates.

use downhill::{Attempt, BasinMap, BasinRequest, Entry, Fate, RatePoint, Sweep, SweepRequest, catalog};
use downhill_charts::{
    Frame, RateChart, RateCurve, RateWords, Span, SpanScale, SurveyMap, Tint, draw_rate_chart, draw_survey_map,
    runner_style, survey_pixels,
};

use super::{THEMES, assert_golden, document, find};

fn entry(id: &str, params: &[f64]) -> Entry {
    Entry { rule: catalog::find(id).expect("a rule of the catalogue"), params: params.to_vec() }
}

#[test]
fn a_basin_map_marks_the_minima_that_were_found() {
    let surface = find("himmelblau");
    let size = [24, 16];
    let mut map = BasinMap::new(BasinRequest {
        loss: surface.into(),
        runner: entry("adam", &[0.1, 0.9, 0.999, 1e-8]).into(),
        view: surface.view,
        size,
        steps: 200,
        known: vec![],
        share: [0, 1],
    })
    .expect("valid parameters");
    while map.work() {}
    let places: Vec<[f64; 2]> = map.minima().iter().map(|of| of.at).collect();
    let mut tints = vec![Tint::Pending; size[0] * size[1]];
    for of in map.take() {
        tints[of.cell.row * size[0] + of.cell.column] = match of.fate {
            Fate::Reached { minimum, step } => {
                Tint::Reached { place: minimum, speed: 1.0 - (step as f64 / 200.0).sqrt() }
            }
            Fate::Undecided => Tint::Undecided { nearness: 0.5 },
            Fate::Diverged { .. } => Tint::Diverged,
        };
    }
    let frame = Frame { width: 480.0, height: 320.0, units: 8.0 };
    let axis = |[from, to]: [f64; 2]| Span { scale: SpanScale::Linear, from, to };
    for (name, theme) in THEMES {
        let picture = SurveyMap {
            axes: [axis(surface.view.x), axis(surface.view.y)],
            names: ["x", "y"],
            places: &places,
            here: [0.0, -2.0],
            here_name: "start",
        };
        let drawn = document(frame, theme, |area| {
            let pixels = survey_pixels(&tints, size[0], theme);
            // The pixels themselves are the page's to paint; a golden holds what they are as text.
            assert!(pixels.as_chunks::<4>().0.iter().all(|pixel| pixel[3] == 255), "nothing is pending");
            draw_survey_map(area, frame, theme, &picture).expect("writing a text does not fail");
        });
        assert_golden(&format!("basins-{name}"), &drawn);
    }
}

struct Known {
    rates: Vec<f64>,
    losses: Vec<f64>,
    diverged: Vec<[f64; 2]>,
    suitable: Option<[f64; 2]>,
}

fn known(id: &str, params: &[f64]) -> Known {
    let surface = find("ravine");
    let mut sweep = Sweep::new(SweepRequest {
        loss: surface.into(),
        start: [1.0, 1.0],
        runner: entry(id, params).into(),
        rates: [1e-5, 10.0],
        steps: 200,
        target: Some(1e-3),
    })
    .expect("valid parameters");
    while sweep.work(1000) {}
    let sound = |of: &&RatePoint| of.attempt.diverged_at.is_none();
    let loss = |attempt: &Attempt| attempt.best.expect("the start has a loss");
    let beyond: Vec<f64> = sweep.points().iter().filter(|of| !sound(of)).map(|of| of.lr).collect();
    Known {
        rates: sweep.points().iter().filter(sound).map(|of| of.lr).collect(),
        losses: sweep.points().iter().filter(sound).map(|of| loss(&of.attempt)).collect(),
        diverged: beyond.first().map(|first| [*first, *beyond.last().expect("not empty")]).into_iter().collect(),
        suitable: sweep.suitable(),
    }
}

#[test]
fn a_chart_of_rates_shows_where_each_runner_blows_up() {
    let runners = [("SGD", known("sgd", &[0.01])), ("Adam", known("adam", &[0.1, 0.9, 0.999, 1e-8]))];
    let curves: Vec<RateCurve<'_>> = runners
        .iter()
        .enumerate()
        .map(|(index, (label, of))| RateCurve {
            style: runner_style(index),
            label,
            rates: &of.rates,
            losses: &of.losses,
            diverged: &of.diverged,
            current: [of.rates[20], of.losses[20]],
            tried: &[[0.001, 0.5], [0.01, 0.01]],
            suitable: of.suitable,
        })
        .collect();
    for (width, size) in [(760.0, "wide"), (340.0, "narrow")] {
        let frame = Frame { width, height: 280.0, units: 8.0 };
        for (name, theme) in THEMES {
            let chart = RateChart {
                curves: &curves,
                rates: [1e-5, 10.0],
                lowest: Some(0.0),
                target: Some(1e-3),
                selected: Some(0),
                words: RateWords {
                    rate: "learning rate",
                    above_lowest: "above the lowest",
                    target: "target",
                    diverges: "diverges",
                    zones: ["too small", "right", "too big"],
                },
            };
            let drawn = document(frame, theme, |area| {
                let geometry = draw_rate_chart(area, frame, theme, &chart).expect("writing a text does not fail");
                assert!((geometry.x_at(geometry.x_of(0.01)) / 0.01 - 1.0).abs() < 1e-9);
            });
            assert_golden(&format!("rates-{size}-{name}"), &drawn);
        }
    }
}
