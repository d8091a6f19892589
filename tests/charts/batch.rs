//! Goldens of what shows runs with different batches: fans, profiles, angles, losses against examples, and their poster.

use downhill::math::{exp, sqrt};
use downhill_charts::{
    BatchPanel, BatchPoster, Curve, FanLabels, Frame, GradientFan, Head, Heads, IntervalChart, IntervalRow, LossChart,
    LossScale, LossWords, MapBase, MapLabels, MapProjection, Panel, Profile, ProfileBalls, ProfileFan,
    ProfileHistogram, ProfileMark, ProfileWords, Role, Span, SpanScale, Xs, batch_poster_svg, draw_balls,
    draw_contours, draw_fan, draw_heads, draw_intervals, draw_loss_chart, draw_loss_cursor, draw_profile,
    draw_profile_balls, draw_profile_fan, draw_profile_histogram, runner_style,
};

use super::{THEMES, WORDS, assert_golden, document, find, sampled};

/// Numbers that look random and are the same everywhere: about normal, with mean 0 and deviation 1.
pub(crate) fn noise(seed: u32) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        let mut uniform = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 8) / f64::from(1 << 24)
        };
        (0..12).map(|_| uniform()).sum::<f64>() - 6.0
    }
}

#[test]
fn a_fan_and_balls_on_a_map() {
    let surface = find("himmelblau");
    let frame = Frame { width: 300.0, height: 230.0, units: 8.0 };
    let projection = MapProjection::new(surface.view, frame);
    let (_, _, contours) = sampled(surface);
    let mut noise = noise(7);
    let samples: Vec<[f64; 2]> = (0..300).map(|_| [-20.0 + 22.0 * noise(), 14.0 + 16.0 * noise()]).collect();
    let in_batch: Vec<bool> = (0..300).map(|k| k % 37 == 14).collect();
    let batch_size = in_batch.iter().filter(|&&is_in| is_in).count() as f64;
    let mean = |axis: usize, only_batch: bool| {
        let chosen = samples.iter().zip(&in_batch).filter(|(_, is_in)| !only_batch || **is_in);
        chosen.map(|(sample, _)| sample[axis]).sum::<f64>() / if only_batch { batch_size } else { 300.0 }
    };
    let style = runner_style(0);
    let fan = GradientFan {
        at: [1.2, -0.4],
        samples: &samples,
        in_batch: &in_batch,
        batch: [mean(0, true), mean(1, true)],
        full: [mean(0, false), mean(1, false)],
        style,
    };
    let balls: Vec<[f32; 2]> =
        (0..200).map(|_| [(3.0 + 0.25 * noise()) as f32, (2.0 + 0.25 * noise()) as f32]).collect();
    for (name, theme) in THEMES {
        let picture = document(frame, theme, |area| {
            let labels = FanLabels { batch: "batch of 8", full: "all 300" };
            draw_contours(area, &projection, &contours, theme).expect("a string takes everything");
            draw_balls(area, &projection, theme, runner_style(1), &balls).expect("a string takes everything");
            draw_fan(area, &projection, theme, &fan, labels).expect("a string takes everything");
            let head = Head { style, at: fan.at, label: "", is_diverged: false, average: None };
            let scene = Heads { heads: &[head], start: None, start_label: "", avoid: &[] };
            draw_heads(area, &projection, theme, &scene).expect("a string takes everything");
        });
        assert_golden(&format!("fan-{name}"), &picture);
    }
}

/// Losses that fall with noise, of runs that spend different amounts a step, and the law that they follow.
#[test]
fn a_loss_chart_of_what_is_spent() {
    let mut noise = noise(3);
    let mut run = |every: f64, floor: f64, count: usize| -> Vec<f64> {
        let mut at = |k: usize| (40.0 * exp(-0.004 * every * k as f64) + floor) * exp(0.14 * noise());
        (0..count).map(&mut at).collect()
    };
    let places: Vec<f64> = (0..120).map(|k| exp(0.077 * f64::from(k)) - 1.0).filter(|&x| x < 6000.0).collect();
    let law: Vec<f64> = places.iter().map(|x| 40.0 * exp(-0.004 * x) + 0.03).collect();
    let (small, large) = (run(1.0, 0.4, 6000), run(32.0, 0.03, 188));
    let curve = |index, label, every, ys| {
        let (style, xs) = (runner_style(index), Xs::Every(every));
        Curve { style, label, xs, ys, is_diverged: false, role: Role::Run }
    };
    let curves = [
        curve(0, "B 1", 1.0, &small[..]),
        curve(1, "B 32", 32.0, &large),
        Curve { xs: Xs::At(&places), role: Role::Law, ..curve(2, "theory", 1.0, &law) },
    ];
    let frame = Frame { width: 430.0, height: 200.0, units: 8.0 };
    let chart = LossChart {
        curves: &curves,
        span: Span { scale: SpanScale::Log, from: 0.0, to: 6000.0 },
        scale: LossScale::Log,
        lowest: Some(0.0),
        target: None,
        marks: &[60.0, 1200.0],
        words: LossWords { span: "examples", ..WORDS.loss },
    };
    for (name, theme) in THEMES {
        let picture = document(frame, theme, |area| {
            let geometry = draw_loss_chart(area, frame, theme, &chart).expect("a string takes everything");
            let shown = [400, 12, 0];
            draw_loss_cursor(area, &geometry, theme, 400.0, &curves, &shown).expect("a string takes everything");
        });
        assert_golden(&format!("loss-span-{name}"), &picture);
    }
}

/// A loss with a sharp and a flat minimum: the lower of two parabolas, rounded where they meet.
fn two_valleys(w: f64) -> f64 {
    let (sharp, flat) = (9.0 * (w + 1.1) * (w + 1.1) + 0.1, 0.8 * (w - 1.0) * (w - 1.0));
    let (mean, half) = (0.5 * (sharp + flat), 0.5 * (sharp - flat));
    mean - sqrt(half * half + 0.02)
}

#[test]
fn a_profile_with_balls_fan_and_histogram() {
    let samples: Vec<[f64; 2]> = (-250..=300).map(|k| f64::from(k) / 100.0).map(|w| [w, two_valleys(w)]).collect();
    let single = |shift: f64| samples.iter().map(|[w, _]| two_valleys(w + shift) + 0.8 * shift).collect::<Vec<f64>>();
    let (left, right) = (single(0.5), single(-0.4));
    let mark = |at, label, is_goal| ProfileMark { at, loss: two_valleys(at), label, is_goal };
    let profile = Profile {
        samples: &samples,
        faint: &[&left, &right],
        marks: &[mark(1.0, "flat", true), mark(-1.1, "sharp", false)],
        barrier: Some(-0.56),
    };
    let mut noise = noise(11);
    let balls: Vec<f32> =
        (0..200).map(|k| if k % 4 == 0 { -1.1 + 0.09 * noise() } else { 1.0 + 0.3 * noise() } as f32).collect();
    let heights: Vec<f64> = balls.iter().map(|&w| two_valleys(f64::from(w))).collect();
    let trail: Vec<f64> = (0..14).map(|k| 1.5 + 0.7 * exp(-0.1 * f64::from(k)) * noise()).collect();
    let trail_heights: Vec<f64> = trail.iter().map(|&w| two_valleys(w)).collect();
    let at = (2.1, two_valleys(2.1));
    let directions: Vec<f64> = (0..400).map(|_| -1.2 + 1.5 * noise()).collect();
    let in_batch: Vec<bool> = (0..400).map(|k| k % 50 == 7).collect();
    let fan = ProfileFan { at, samples: &directions, in_batch: &in_batch, batch: -0.7, full: -1.2 };
    let mut bins = [0; 55];
    for &ball in &balls {
        bins[(((ball + 2.5) * 10.0) as usize).min(54)] += 1;
    }
    let (style, words) = (runner_style(0), ProfileWords { parameter: "w", loss: "loss" });
    let (frame, strip) = (Frame { width: 300.0, height: 230.0, units: 8.0 }, 52.0);
    for (name, theme) in THEMES {
        let whole = Frame { height: frame.height + strip, ..frame };
        let picture = document(whole, theme, |area| {
            let (upper, lower) = area.split_vertically(frame.height * frame.units);
            let geometry = draw_profile(&upper, frame, theme, &profile, words).expect("a string takes everything");
            let (trail, trail_heights) = (&trail[..], &trail_heights[..]);
            let scene = ProfileBalls { balls: &balls, heights: &heights, lead: Some(at), trail, trail_heights };
            draw_profile_balls(&upper, &geometry, theme, style, &scene).expect("a string takes everything");
            draw_profile_fan(&upper, &geometry, theme, style, &fan).expect("a string takes everything");
            let histogram = ProfileHistogram { range: [-2.5, 3.0], bins: &bins, total: 200, marks: &[-1.1, 1.0] };
            let frame = Frame { height: strip, ..frame };
            draw_profile_histogram(&lower, frame, theme, style, &histogram).expect("a string takes everything");
        });
        assert_golden(&format!("profile-{name}"), &picture);
    }
}

/// Runs down Himmelblau's function with noise that falls with the batch, as x and y of every step.
fn noisy_trail(batch: f64, seed: u32) -> Vec<f64> {
    let (surface, mut noise) = (find("himmelblau"), noise(seed));
    let (mut at, mut trail) = ([-0.5, -1.0], Vec::new());
    for _ in 0..=150 {
        trail.extend(at);
        let gradient = |axis: usize| {
            let mut ahead = at;
            ahead[axis] += 1e-6;
            (surface.value_at(ahead[0], ahead[1]) - surface.value_at(at[0], at[1])) / 1e-6
        };
        let [x, y] = [gradient(0), gradient(1)];
        at = [at[0] - 0.004 * (x + 60.0 * noise() / sqrt(batch)), at[1] - 0.004 * (y + 60.0 * noise() / sqrt(batch))];
    }
    trail
}

#[test]
fn batch_posters() {
    const NAMES: [&str; 6] = ["B = 1", "B = 4", "B = 16", "B = 64", "B = 256", "full batch"];
    let surface = find("himmelblau");
    let (grid, levels, contours) = sampled(surface);
    let critical_points = surface.critical_points;
    let labels = MapLabels { minimum: "", start: "" };
    let base = MapBase { grid: &grid, levels: &levels, contours: &contours, critical_points, labels };
    let batch = |k: usize| exp(1.386 * k as f64);
    let trails: Vec<Vec<f64>> = (0..6).map(|k| noisy_trail(batch(k), 5)).collect();
    let losses = |trail: &Vec<f64>| trail.chunks(2).map(|at| surface.value_at(at[0], at[1])).collect::<Vec<f64>>();
    let losses: Vec<Vec<f64>> = trails.iter().map(losses).collect();
    let spread: Vec<Vec<[f32; 2]>> = (0..6)
        .map(|k| {
            let (mut noise, end) = (noise(9), &trails[k][300..]);
            let ball = |_| [0, 1].map(|axis| (end[axis] + 0.5 * noise() / sqrt(batch(k))) as f32);
            (0..40).map(ball).collect()
        })
        .collect();
    let samples: Vec<[f64; 2]> = (-250..=300).map(|k| f64::from(k) / 100.0).map(|w| [w, two_valleys(w)]).collect();
    let mark = |at, label, is_goal| ProfileMark { at, loss: two_valleys(at), label, is_goal };
    let marks = [mark(1.0, "flat", true), mark(-1.1, "sharp", false)];
    let profile = Profile { samples: &samples, faint: &[], marks: &marks, barrier: None };
    let replicas: Vec<Vec<f32>> = (0..6)
        .map(|k| {
            let (mut noise, share) = (noise(4), 1 + k);
            let mut ball = |ball: usize| if ball % 8 < share { -1.1 + 0.1 * noise() } else { 1.0 + 0.3 * noise() };
            (0..80).map(|k| ball(k) as f32).collect()
        })
        .collect();
    let heights: Vec<Vec<f64>> =
        replicas.iter().map(|balls| balls.iter().map(|&w| two_valleys(f64::from(w))).collect()).collect();
    for (case, count, width, height) in [("maps", 3, 1200.0, 630.0), ("mixed", 6, 1200.0, 630.0)] {
        let panel = |k: usize| {
            let (trail, balls) = (&trails[k][..], &spread[k][..]);
            let map = Panel::Map { base, view: surface.view, trail, to_step: 150, is_diverged: false, balls };
            let (balls, heights, lead) = (&replicas[k][..], &heights[k][..], None);
            let balls = ProfileBalls { balls, heights, lead, trail: &[], trail_heights: &[] };
            let flat = Panel::Profile { profile, words: ProfileWords { parameter: "w", loss: "loss" }, balls };
            let picture = if case == "maps" || k.is_multiple_of(2) { map } else { flat };
            BatchPanel { style: runner_style(k), label: NAMES[k], caption: "learning rate 0.004, momentum 0", picture }
        };
        let panels: Vec<BatchPanel<'_>> = (0..count).map(panel).collect();
        let curve = |k: usize| {
            let (style, label, ys) = (runner_style(k), NAMES[k], &losses[k][..]);
            Curve { style, label, xs: Xs::Every(batch(k).round()), ys, is_diverged: false, role: Role::Run }
        };
        let curves: Vec<Curve<'_>> = (0..count).map(curve).collect();
        let loss = LossChart {
            curves: &curves,
            span: Span { scale: SpanScale::Log, from: 0.0, to: 150.0 * batch(count - 1) },
            scale: LossScale::Log,
            lowest: Some(0.0),
            target: None,
            marks: &[],
            words: LossWords { span: "examples", ..WORDS.loss },
        };
        for (name, theme) in THEMES {
            let poster = batch_poster_svg(&BatchPoster {
                panels: &panels,
                loss,
                loss_heading: ("Loss", "against examples seen"),
                title: "What a batch does",
                subtitle: "The same rule with batches of 1 to all samples, 150 steps each",
                theme,
                width,
                height,
                detail: 0.15,
            });
            assert!(poster.matches("<image ").count() <= 1, "maps of one loss share their heatmap");
            assert_golden(&format!("batch-poster-{case}-{name}"), &poster);
        }
    }
}

#[test]
fn intervals_of_angles() {
    let row = |index, label, middle: f64, spread: f64, text| {
        let quantiles = [-1.28, -0.67, 0.0, 0.67, 1.28].map(|deviations| middle + deviations * spread);
        IntervalRow { label, style: runner_style(index), quantiles, text }
    };
    let rows = [
        row(0, "B 1", 78.0, 24.0, "78°"),
        row(1, "B 8", 51.0, 17.0, "51°"),
        row(2, "B 32", 33.0, 10.0, "33°"),
        row(3, "B 128", 17.0, 5.0, "17°"),
        row(4, "all", 0.0, 0.0, "0°"),
    ];
    let chart = IntervalChart { rows: &rows, range: [0.0, 180.0], ticks: &[0.0, 45.0, 90.0, 135.0, 180.0], unit: "°" };
    let frame = Frame { width: 360.0, height: 160.0, units: 8.0 };
    for (name, theme) in THEMES {
        let picture = document(frame, theme, |area| {
            draw_intervals(area, frame, theme, &chart).expect("a string takes everything");
        });
        assert_golden(&format!("intervals-{name}"), &picture);
    }
}
