//! A race as a poster: its map, and the losses of all runs.

use downhill::{Loss, Race, Run};
use downhill_charts::{
    LossScale, LossWords, MapLabels, Poster, PosterRunner, PosterWords, Theme, format_number, poster_svg, race_labels,
    runner_style,
};
use downhill_preset::RaceSetup;

use crate::survey::Shown;

/// The poster of a race, all of whose steps are made.
pub(crate) fn svg(
    setup: &RaceSetup,
    race: &Race<Loss>,
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
    let mut curves = Vec::new();
    poster_svg(&Poster {
        loss: &setup.loss,
        view: setup.view(),
        start: setup.start,
        runners: &runners,
        step: setup.steps,
        steps: setup.steps,
        main: shown.main(&labels, &mut curves),
        scale: LossScale::Log,
        target: setup.target(),
        title: setup.loss.name(),
        subtitle: &format!("{rules} from ({x}, {y}), {steps}{picture}"),
        words: PosterWords {
            map: MapLabels { minimum: "minimum", start: "start" },
            loss: LossWords { span: "step", above_lowest: "above the lowest", target: "target" },
            loss_heading: ("Loss", "against step, log"),
        },
        theme,
        width: width.into(),
        height: height.into(),
        detail: 1.0,
    })
}
