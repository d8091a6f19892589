//! Goldens of what shows minima of networks: planes around solutions, curves, pairs, spectra, points, and their poster.

use downhill::math::{cos, exp, sin, sqrt};
use downhill::{Grid, View};
use downhill_charts::{
    Axes, Dash, Figure, Frame, Level, Line, LineChart, LineColor, LossScale, MinimaPanel, MinimaPicture, MinimaPoster,
    NumberFormat, PairedChart, PairedCondition, Place, PlaneLabels, PlaneMap, PlaneScale, ScatterChart, ScatterSeries,
    Span, SpanScale, Spectrum, SpectrumChart, Theme, draw_line_chart, draw_paired_chart, draw_plane_map,
    draw_scatter_chart, draw_spectrum_chart, minima_poster_svg, plane_heat, runner_style,
};

use super::{THEMES, assert_golden, document};
use crate::batch::noise;

const VIEW: View = View { x: [-1.2, 1.2], y: [-0.86, 0.86] };

/// A loss like a network's around its solution: nearly a parabola there, and less steep far out.
fn plane(floor: f64, curvature: f64, tilt: f64) -> Grid {
    let loss = |x: f64, y: f64| {
        let (u, v) = (x + tilt * y, 1.15 * y - 0.3 * tilt * x);
        let bowl = u * u + v * v + 0.22 * u * u * v + 0.1 * sin(3.0 * u) * v * v;
        floor + curvature * bowl / sqrt(1.0 + 0.5 * bowl) + 0.12 * curvature * bowl * (1.0 - cos(2.0 * v))
    };
    Grid::sample(loss, VIEW, 25, 25)
}

/// Side of a stone of the mosaic, and how wide it is drawn, so that no gaps show.
const STONE: [f64; 2] = [12.0, 12.5];

/// The pixels of a coarse heatmap, as a mosaic that an SVG can show without an image.
fn mosaic(map: &PlaneMap<'_>, theme: &Theme, frame: Frame) -> String {
    let [side, drawn] = STONE;
    let (width, height) = ((frame.width / side).ceil() as usize, (frame.height / side).ceil() as usize);
    let pixels = plane_heat(map.grid, map.scale, theme, width, height);
    assert_eq!(pixels.len(), 4 * width * height);
    let stone = |(k, pixel): (usize, &[u8])| {
        let (x, y) = ((k % width) as f64 * side, (k / width) as f64 * side);
        let [r, g, b] = [pixel[0], pixel[1], pixel[2]];
        format!("<rect x=\"{x}\" y=\"{y}\" width=\"{drawn}\" height=\"{drawn}\" fill=\"#{r:02x}{g:02x}{b:02x}\"/>\n")
    };
    pixels.chunks_exact(4).enumerate().map(stone).collect()
}

#[test]
fn planes_around_two_solutions() {
    let (flat, sharp) = (plane(0.05, 4.5, 0.25), plane(0.03, 22.0, -0.2));
    let scale = PlaneScale::of(&[&flat, &sharp]);
    let mut noise = noise(5);
    let path: Vec<[f64; 2]> = (0..60)
        .map(|k| exp(-0.07 * f64::from(k)))
        .map(|left| [0.95 * left + 0.02 * noise() * left, 0.55 * left * left + 0.03 * noise() * left])
        .chain([[0.0, 0.0]])
        .collect();
    for (case, grid, index, path, width, height) in [
        ("flat", &flat, 1, &path[..], 438.0, 312.0),
        ("sharp", &sharp, 0, &[], 438.0, 312.0),
        ("small", &sharp, 0, &path, 318.0, 228.0),
    ] {
        let frame = Frame { width, height, units: 8.0 };
        let labels = PlaneLabels {
            solution: if case == "small" { "batch 150" } else { "" },
            x: "direction 1",
            y: "direction 2",
        };
        let map = PlaneMap { grid, scale: &scale, style: runner_style(index), path, labels };
        for (name, theme) in THEMES {
            let lines = document(frame, theme, |area| {
                draw_plane_map(area, frame, theme, &map).expect("a string takes everything");
            });
            // The heatmap lies under what is drawn first.
            let picture = lines.replacen("/>\n<g", &format!("/>\n{}<g", mosaic(&map, theme, frame)), 1);
            assert_golden(&format!("plane-{case}-{name}"), &picture);
        }
    }
}

fn axes(x: Span, scale: LossScale, x_name: &'static str, y_name: &'static str) -> Axes<'static> {
    Axes { x, scale, range: None, format: NumberFormat::Plain, x_name, y_name }
}

fn linear(from: f64, to: f64) -> Span {
    Span { scale: SpanScale::Linear, from, to }
}

/// Two sizes: a telephone's width, and a part of a wide page.
const SIZES: [(&str, f64, f64); 2] = [("narrow", 320.0, 210.0), ("wide", 560.0, 250.0)];

fn assert_line_chart(name: &str, chart: &LineChart<'_>) {
    for (theme_name, theme) in THEMES {
        for (size, width, height) in SIZES {
            let frame = Frame { width, height, units: 8.0 };
            let picture = document(frame, theme, |area| {
                draw_line_chart(area, frame, theme, chart).expect("a string takes everything");
            });
            assert_golden(&format!("{name}-{size}-{theme_name}"), &picture);
        }
    }
}

#[test]
fn losses_from_one_solution_to_the_other() {
    let alphas: Vec<f64> = (0..=60).map(|k| -1.0 + 0.05 * f64::from(k)).collect();
    let train: Vec<f64> = alphas.iter().map(|a| 0.05 + 1.5 * a * a * (a - 1.0) * (a - 1.0) * exp(0.1 * a)).collect();
    let test: Vec<f64> =
        alphas.iter().map(|a| 0.28 + 0.2 * exp(a - 1.0) + 1.4 * a * a * (a - 1.0) * (a - 1.0)).collect();
    let line = |label, dash, ys| Line { label, color: LineColor::Ink, dash, xs: &alphas, ys };
    let lines = [line("train", Dash::Solid, &train), line("test", Dash::Dashed, &test)];
    let place = |label, index, at| Place { label, color: LineColor::Runner(runner_style(index)), at };
    assert_line_chart(
        "between",
        &LineChart {
            axes: axes(linear(-1.0, 2.0), LossScale::Log, "α", ""),
            lines: &lines,
            levels: &[],
            places: &[place("batch 4", 1, 0.0), place("batch 150", 0, 1.0)],
        },
    );
}

#[test]
fn curvature_against_updates() {
    let updates: Vec<f64> = (0..=80).map(|k| 25.0 * f64::from(k)).collect();
    let mut noise = noise(8);
    let mut curvature = |end: f64, rate: f64| -> Vec<f64> {
        updates.iter().map(|k| end - (end - 1.2) * exp(-rate * k) + 0.02 * end * noise()).collect()
    };
    let (small, mut large, sam) = (curvature(7.5, 0.004), curvature(20.0, 0.003), curvature(4.0, 0.006));
    // Three measurements that were not made, with a lone one among them.
    for k in [30, 31, 33] {
        large[k] = f64::NAN;
    }
    let line = |label, index: usize, ys| {
        let style = runner_style(index);
        Line { label, color: LineColor::Runner(style), dash: style.dash, xs: &updates, ys }
    };
    // A run that was stopped.
    let short = Line { xs: &updates[..48], ..line("SAM", 2, &sam[..48]) };
    assert_line_chart(
        "curvature",
        &LineChart {
            axes: axes(linear(0.0, 2000.0), LossScale::Linear, "updates", "largest curvature λ"),
            lines: &[line("batch 150", 0, &large), line("batch 4", 1, &small), short],
            levels: &[Level { label: "2/η = 20", color: LineColor::SecondInk, at: 20.0 }],
            places: &[],
        },
    );
}

#[test]
fn seeds_under_several_conditions() {
    let mut noise = noise(12);
    let base: Vec<f64> = (0..20).map(|_| 0.02 * noise()).collect();
    let mut values =
        |mean: f64, own: f64| -> Vec<f64> { base.iter().map(|base| mean + base + own * noise()).collect() };
    let two = [values(0.728, 0.02), values(0.818, 0.012)];
    let mut five: Vec<Vec<f64>> = (0..5).map(|k| values(0.83 - 0.02 * f64::from(k), 0.01)).collect();
    // Seeds that are not trained yet.
    five[4].iter_mut().skip(6).for_each(|value| *value = f64::NAN);
    let twelve: Vec<Vec<f64>> = (0..12).map(|k| values(0.7 + 0.012 * f64::from(k), 0.01)).collect();
    let names = ["B 1", "B 2", "B 4", "B 8", "B 16", "B 32", "B 64", "B 128", "B 256", "B 512", "B 1024", "B 2048"];
    let summary = |values: &[f64]| {
        let present: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
        let count = present.len() as f64;
        let mean = present.iter().sum::<f64>() / count;
        let square = present.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
        let half = 2.09 * sqrt(square / (count - 1.0) / count);
        (mean, [mean - half, mean + half])
    };
    let condition = |label, index, values| {
        let (mean, interval) = summary(values);
        PairedCondition { label, style: runner_style(index), values, mean, interval }
    };
    let pair = [condition("batch 150", 0, &two[0]), condition("batch 4", 1, &two[1])];
    let some: Vec<_> = (0..5).map(|k| condition(names[2 * k], k, &five[k])).collect();
    let all: Vec<_> = (0..12).map(|k| condition(names[k], k, &twelve[k])).collect();
    for (case, conditions) in [("two", &pair[..]), ("five", &some), ("twelve", &all)] {
        let y_name = if case == "five" { "test accuracy" } else { "" };
        let chart = PairedChart { conditions, range: None, format: NumberFormat::Percent, y_name };
        for (theme_name, theme) in THEMES {
            for (size, width, height) in SIZES {
                let frame = Frame { width, height, units: 8.0 };
                let picture = document(frame, theme, |area| {
                    draw_paired_chart(area, frame, theme, &chart).expect("a string takes everything");
                });
                // One width in the dark is enough.
                if theme_name == "light" || size == "wide" {
                    assert_golden(&format!("paired-{case}-{size}-{theme_name}"), &picture);
                }
            }
        }
    }
}

/// A bulk at 0 and an outlier at every Ritz value, with a weight of one in `parameters` each.
fn density(eigenvalues: &[f64], ritz: &[f64], parameters: f64) -> Vec<f64> {
    let bump = |at: f64, width: f64| 0.4 * exp(-0.5 * at * at / width / width) / width;
    let at = |&at: &f64| bump(at, 0.12) + ritz.iter().map(|one| bump(at - one, 0.12)).sum::<f64>() / parameters;
    eigenvalues.iter().map(at).collect()
}

#[test]
fn spectra_of_two_networks() {
    let eigenvalues: Vec<f64> = (0..=420).map(|k| -0.5 + 0.025 * f64::from(k)).collect();
    let flat = [-0.2, 0.0, 0.3, 0.7, 1.1, 1.6, 2.2, 3.1, 4.3];
    let sharp = [-0.3, 0.0, 0.5, 1.2, 2.6, 3.7, 5.4, 7.2, 9.0];
    let densities = [density(&eigenvalues, &flat, 500.0), density(&eigenvalues, &sharp, 500.0)];
    let spectrum = |label, index, density, ritz| {
        let style = runner_style(index);
        Spectrum { label, style, eigenvalues: &eigenvalues, density, ritz }
    };
    let spectra =
        [spectrum("batch 150", 0, &densities[1][..], &sharp[..]), spectrum("batch 4", 1, &densities[0], &flat)];
    let chart =
        SpectrumChart { axes: axes(linear(-0.5, 10.0), LossScale::Log, "eigenvalue", "density"), spectra: &spectra };
    for (theme_name, theme) in THEMES {
        for (size, width, height) in SIZES {
            let frame = Frame { width, height, units: 8.0 };
            let picture = document(frame, theme, |area| {
                draw_spectrum_chart(area, frame, theme, &chart).expect("a string takes everything");
            });
            assert_golden(&format!("spectrum-{size}-{theme_name}"), &picture);
        }
    }
}

#[test]
fn accuracy_against_learning_rate_over_batch() {
    let mut noise = noise(21);
    let batches = [4.0, 16.0, 64.0, 150.0];
    let xs: Vec<Vec<f64>> = batches.iter().map(|b| [0.03, 0.1, 0.3].map(|rate| rate / b).to_vec()).collect();
    let mut accuracy = |x: &f64| 0.88 + 0.03 * downhill::math::log10(*x) + 0.006 * noise();
    let ys: Vec<Vec<f64>> = xs.iter().map(|xs| xs.iter().map(&mut accuracy).collect()).collect();
    let interval = |y: &f64| [y - 0.012, y + 0.014];
    let intervals: Vec<Vec<[f64; 2]>> = ys.iter().map(|ys| ys.iter().map(interval).collect()).collect();
    let series: Vec<ScatterSeries<'_>> = (0..4)
        .map(|k| ScatterSeries {
            label: ["B 4", "B 16", "B 64", "B 150"][k],
            style: runner_style(k),
            xs: &xs[k],
            ys: &ys[k],
            intervals: &intervals[k],
        })
        .collect();
    let span = Span { scale: SpanScale::Log, from: 1.5e-4, to: 0.1 };
    let axes = Axes { format: NumberFormat::Percent, ..axes(span, LossScale::Linear, "η/B", "test accuracy") };
    let chart = ScatterChart { axes, series: &series };
    for (theme_name, theme) in THEMES {
        for (size, width, height) in SIZES {
            let frame = Frame { width, height, units: 8.0 };
            let picture = document(frame, theme, |area| {
                draw_scatter_chart(area, frame, theme, &chart).expect("a string takes everything");
            });
            assert_golden(&format!("scatter-{size}-{theme_name}"), &picture);
        }
    }
}

/// A poster of two networks: the planes around their solutions, the way between them, their seeds, spectra and rates.
#[test]
fn minima_posters() {
    let (flat, sharp) = (plane(0.05, 4.5, 0.25), plane(0.03, 22.0, -0.2));
    let scale = PlaneScale::of(&[&flat, &sharp]);
    let plane = |grid, style| {
        let labels = PlaneLabels::default();
        MinimaPicture::Plane(PlaneMap { grid, scale: &scale, style, path: &[], labels })
    };
    let alphas: Vec<f64> = (0..=60).map(|k| -1.0 + 0.05 * f64::from(k)).collect();
    let losses = [(0.05, 1.5), (0.28, 1.4)].map(|(floor, height)| -> Vec<f64> {
        alphas.iter().map(|a| floor + height * a * a * (a - 1.0) * (a - 1.0)).collect()
    });
    let line = |label, dash, ys| Line { label, color: LineColor::Ink, dash, xs: &alphas, ys };
    let lines = [line("train", Dash::Solid, &losses[0][..]), line("test", Dash::Dashed, &losses[1][..])];
    let (small, large) = (runner_style(1), runner_style(0));
    let place = |label, style, at| Place { label, color: LineColor::Runner(style), at };
    let places = [place("batch 4", small, 0.0), place("batch 150", large, 1.0)];
    let between = LineChart {
        axes: axes(linear(-1.0, 2.0), LossScale::Log, "α", ""),
        lines: &lines,
        levels: &[],
        places: &places,
    };
    let mut noise = noise(12);
    let values = [0.728, 0.818].map(|mean| (0..20).map(|_| mean + 0.02 * noise()).collect::<Vec<f64>>());
    let condition = |label, style, values, mean| PairedCondition {
        label,
        style,
        values,
        mean,
        interval: [mean - 0.01, mean + 0.01],
    };
    let conditions =
        [condition("batch 150", large, &values[0][..], 0.728), condition("batch 4", small, &values[1][..], 0.818)];
    let paired = PairedChart { conditions: &conditions, range: None, format: NumberFormat::Percent, y_name: "" };
    let eigenvalues: Vec<f64> = (0..=420).map(|k| -0.5 + 0.025 * f64::from(k)).collect();
    let ritz = [-0.3, 0.0, 0.5, 1.2, 2.6, 3.7, 5.4, 7.2, 9.0];
    let densities = density(&eigenvalues, &ritz, 500.0);
    let spectra =
        [Spectrum { label: "batch 150", style: large, eigenvalues: &eigenvalues, density: &densities, ritz: &ritz }];
    let spectrum = SpectrumChart { axes: axes(linear(-0.5, 10.0), LossScale::Log, "λ", ""), spectra: &spectra };
    let (xs, ys) = ([0.001, 0.01, 0.05], [9.5, 6.0, 4.4]);
    let series = [ScatterSeries { label: "B 4", style: small, xs: &xs, ys: &ys, intervals: &[] }];
    let span = Span { scale: SpanScale::Log, from: 5e-4, to: 0.1 };
    let scatter = ScatterChart { axes: axes(span, LossScale::Linear, "η/B", ""), series: &series };
    let figure = |value, caption| Figure { value, caption };
    let flat_figures =
        [figure("4.3", "largest curvature λ"), figure("155", "trace"), figure("84.0 %", "test accuracy")];
    let sharp_figures =
        [figure("9.0", "largest curvature λ"), figure("240", "trace"), figure("73.4 %", "test accuracy")];
    let panel = |title, subtitle, style, picture| MinimaPanel { title, subtitle, style, picture, figures: &[] };
    let panels = [
        MinimaPanel {
            figures: &flat_figures,
            ..panel("Batch 4", "train loss around its solution", Some(small), plane(&flat, small))
        },
        MinimaPanel {
            figures: &sharp_figures,
            ..panel("Batch 150", "same scale, same rule", Some(large), plane(&sharp, large))
        },
        panel("From one solution to the other", "loss, log", None, MinimaPicture::Lines(between)),
        panel("Twenty seeds", "test accuracy, each seed a line", None, MinimaPicture::Paired(paired)),
        panel("Spectrum", "density, log", None, MinimaPicture::Spectrum(spectrum)),
        panel("Learning rate over batch", "λ", None, MinimaPicture::Scatter(scatter)),
    ];
    for (case, count, width, height) in
        [("two", 2, 1200.0, 630.0), ("four", 4, 1200.0, 900.0), ("six", 6, 1200.0, 750.0), ("tall", 4, 700.0, 1100.0)]
    {
        for (name, theme) in THEMES {
            let poster = minima_poster_svg(&MinimaPoster {
                panels: &panels[..count],
                title: "Does a small batch find a flatter minimum?",
                subtitle: "One network, one start, one learning rate; only the batch differs",
                theme,
                width,
                height,
                detail: 0.15,
            });
            assert_eq!(poster.matches("<image ").count(), 2);
            assert!(poster.contains("Batch 4, train loss around its solution: largest curvature λ 4.3, trace 155"));
            assert_eq!(poster.matches("<g ").count() + poster.matches("<g>").count(), poster.matches("</g>").count());
            if name == "light" || case == "four" {
                assert_golden(&format!("minima-poster-{case}-{name}"), &poster);
            }
        }
    }
}
