//! A race as a poster: its map, and the losses of all runs.

use downhill::{Loss, Race, Run};
use downhill_charts::{
    Averaged, LossScale, LossWords, MapLabels, Poster, PosterRunner, PosterWords, Theme, format_number, poster_svg,
    race_labels, runner_style,
};
use downhill_preset::RaceSetup;

use crate::survey::Shown;

/// The same race as often as its link says, each time with other noise, all to their ends; none where there is no noise to draw.
pub(crate) fn replicas(setup: &RaceSetup) -> Vec<Race<Loss>> {
    let times = if setup.noise > 0.0 { setup.seeds } else { 1 };
    let replica = |nth| {
        let mut race = setup.replica(nth);
        race.advance(setup.steps);
        race
    };
    (1..times).map(replica).collect()
}

/// The poster of a race, all of whose steps are made.
pub(crate) fn svg(
    setup: &RaceSetup,
    race: &Race<Loss>,
    replicas: &[Race<Loss>],
    shown: &Shown,
    theme: &'static Theme,
    [width, height]: [u32; 2],
) -> String {
    let runners: Vec<_> = race.runs().iter().map(Run::runner).collect();
    let labels = race_labels(&runners, |schedule| schedule.name.to_lowercase());
    let runners: Vec<PosterRunner<'_>> = (0..)
        .zip(race.runs())
        .zip(&labels)
        .map(|((index, run), label)| PosterRunner { style: runner_style(index), label, run })
        .collect();
    let [x, y] = setup.start.map(format_number);
    let rules = if runners.len() == 1 { "1 run".to_owned() } else { format!("{} runs", runners.len()) };
    let steps = if setup.steps == 1 { "1 step".to_owned() } else { format!("{} steps", setup.steps) };
    let picture = shown.sentence(&labels, setup.look.runner.unwrap_or(0));
    let is_averaged = |run: &Run| Averaged { iterates: run.positions(), averages: run.averages() }.is_seen();
    let has_runs = matches!(shown, Shown::Map | Shown::Solid(_));
    let averages = if has_runs && race.runs().iter().any(is_averaged) { "; thin lines are averages" } else { "" };
    let cloud: Vec<_> = replicas
        .iter()
        .flat_map(|replica| replica.runs().iter().enumerate().map(|(index, run)| (runner_style(index), run)))
        .collect();
    let has_cloud = matches!(shown, Shown::Map) && !cloud.is_empty();
    let times = if has_cloud { format!(", {} seeds", setup.seeds) } else { String::new() };
    let is_per_evaluation = setup.look.is_per_evaluation;
    let (span, against) = if is_per_evaluation {
        ("gradient evaluations", "against gradient evaluations, log")
    } else {
        ("step", "against step, log")
    };
    let mut curves = Vec::new();
    poster_svg(&Poster {
        loss: &setup.loss,
        view: setup.view(),
        start: setup.start,
        runners: &runners,
        cloud: &cloud,
        step: setup.steps,
        steps: setup.steps,
        main: shown.main(&labels, &mut curves),
        is_per_evaluation,
        scale: LossScale::Log,
        target: setup.target(),
        title: setup.loss.name(),
        subtitle: &format!("{rules} from ({x}, {y}), {steps}{times}{picture}{averages}"),
        words: PosterWords {
            map: MapLabels { minimum: "minimum", start: "start" },
            loss: LossWords { span, above_lowest: "above the lowest", target: "target" },
            loss_heading: ("Loss", against),
        },
        theme,
        width: width.into(),
        height: height.into(),
        detail: 1.0,
    })
}
