//! What a race shows around its trails: averages of iterates, runs with other noise, losses against evaluations, a rule's arrows.

use downhill::{Entry, Noise, Race, Runner, Surface, catalog};
use downhill_charts::{
    Averaged, Frame, Heads, Height, LIGHT, LossScale, LossWords, MapProjection, Poster, PosterMain, PosterRunner,
    PosterWords, SolidView, TrailPen, draw_average_trail, draw_heads, draw_rule_arrows, draw_trail, poster_svg,
    runner_style,
};

use super::{THEMES, WORDS, assert_golden, document, find, heads, label};

const FRAME: Frame = Frame { width: 480.0, height: 300.0, units: 8.0 };

/// ASGD that averages from step 40 on, SAM, and ASGD as it is, which averages in no run of this length: all in the same noise.
fn noisy(seed: u64) -> Race<&'static Surface> {
    let surface = find("bowl");
    let rules = [("asgd", vec![0.2, 0.0, 0.75, 40.0]), ("sam", vec![0.05, 0.5]), ("asgd", vec![0.02, 1e-4, 0.75, 1e6])];
    let runners = rules.map(|(id, params)| {
        let rule = catalog::find(id).expect("a rule of the catalogue");
        Runner { noise: Some(Noise { sigma: 3.0, seed }), ..Entry { rule, params }.into() }
    });
    let mut race = Race::new(surface, &surface.start, &runners).expect("valid parameters");
    race.advance(160);
    race
}

#[test]
fn an_average_is_a_thin_line_with_a_hollow_head_and_drawn_only_where_it_is_another() {
    let race = noisy(1);
    let projection = MapProjection::new(find("bowl").view, FRAME);
    for (name, theme) in THEMES {
        let picture = document(FRAME, theme, |area| {
            for (index, run) in race.runs().iter().enumerate() {
                let (style, mut pen) = (runner_style(index), TrailPen::default());
                let trail = draw_trail(area, &projection, theme, style, run.positions(), 160, &mut pen);
                trail.expect("a string takes everything");
            }
            for (index, run) in race.runs().iter().enumerate() {
                let averaged = Averaged { iterates: run.positions(), averages: run.averages() };
                let (style, mut pen) = (runner_style(index), TrailPen::default());
                draw_average_trail(area, &projection, theme, style, averaged, 160, &mut pen).expect("a string");
            }
            let heads = heads(&race, 160);
            let scene = Heads { heads: &heads, start: None, start_label: "", avoid: &[] };
            draw_heads(area, &projection, theme, &scene).expect("a string takes everything");
        });
        // One line of that width for its one average, and one ring.
        assert_eq!(picture.matches("stroke-width=\"1.5\"").count(), 1, "{name}");
        assert_golden(&format!("averages-{name}"), &picture);
    }
}

#[test]
fn posters_have_clouds_averages_and_losses_against_evaluations() {
    let (race, others) = (noisy(1), [2, 3, 4].map(noisy));
    let runners: Vec<PosterRunner<'_>> = (0..)
        .zip(race.runs())
        .map(|(index, run)| PosterRunner { style: runner_style(index), label: label(run), run })
        .collect();
    let cloud: Vec<_> = others
        .iter()
        .flat_map(|race| race.runs().iter().enumerate().map(|(index, run)| (runner_style(index), run)))
        .collect();
    let view = SolidView { camera: None, height: Height::Log, loss: "loss" };
    for (name, main) in [("map", PosterMain::Map), ("solid", PosterMain::Solid(view))] {
        let poster = poster_svg(&Poster {
            loss: &(*race.objective()).into(),
            view: race.objective().view,
            start: race.objective().start,
            runners: &runners,
            cloud: &cloud,
            step: 120,
            steps: 160,
            main,
            is_per_evaluation: true,
            scale: LossScale::Log,
            target: None,
            title: "Bowl",
            subtitle: "Three runs from (−3, 1.5), 120 of 160 steps, 4 seeds",
            words: PosterWords {
                loss: LossWords { span: "gradient evaluations", ..WORDS.loss },
                loss_heading: ("Loss", "against gradient evaluations, log"),
                ..WORDS
            },
            theme: &LIGHT,
            width: 1200.0,
            height: 630.0,
            detail: 0.15,
        });
        assert_golden(&format!("poster-noisy-{name}-light"), &poster);
    }
}

#[test]
fn a_rule_shows_what_it_made_of_its_gradient_and_where_it_looked() {
    let surface = find("ravine");
    let projection = MapProjection::new(surface.view, FRAME);
    // The marks of each: arrows of Adam's m, of Nesterov's velocity, and a point where it asked for its gradient.
    for (index, rule, params, step, letters) in [
        (0, "adam", vec![0.3, 0.9, 0.999, 1e-8], 6, &["−g", "−m"][..]),
        (3, "nesterov", vec![0.004, 0.9], 3, &["−g", "v", "∇f"]),
    ] {
        let entry = Entry { rule: catalog::find(rule).expect("a rule of the catalogue"), params };
        let mut race = Race::new(surface, &surface.start, &[entry]).expect("valid parameters");
        race.advance(step);
        for (name, theme) in THEMES {
            let draw = |step| {
                document(FRAME, theme, |area| {
                    let (style, run) = (runner_style(index), &race.runs()[0]);
                    draw_rule_arrows(area, &projection, theme, style, race.objective(), run, step).expect("a string");
                })
            };
            let picture = draw(step);
            for letter in letters {
                assert!(picture.contains(&format!(">{letter}</text>")), "{rule}: {letter}");
            }
            assert_eq!(draw(0), document(FRAME, theme, |_| ()), "nothing was updated at the start");
            assert_golden(&format!("arrows-{rule}-{name}"), &picture);
        }
    }
}
