//! From a preset to its one canonical link.

use downhill::data::{BatchSize, Budget, Sampling};
use downhill::{Entry, RuleInfo, Schedule, TRANSFORMS, View};

use crate::limits::VERSION;
use crate::link;
use crate::number::shortest;
use crate::parse;
use crate::setup::{
    BatchRun, BatchSetup, Change, Data, Lab, Look, MinimaSetup, NetworkRun, Panel, PlaneLook, Presentation, Preset,
    RaceRun, RaceSetup, Setup, activation_id, criterion_id, sampling_id,
};

/// The canonical link of a preset, without `#`: keys in a fixed order, `v` last, numbers as [`shortest`] writes them, and
/// no characters but `A-Za-z0-9._,:-`, `&`, `=`, and in a formula percent escapes.
///
/// What the surface, the data set, the experiment or the reader decides is left out (`view`, `target`, `replicas`, `width`,
/// `lang` and what else the presentation leaves open), and so is a parameter at its default, except the learning rate.
#[must_use]
pub fn print(preset: &Preset) -> String {
    let mut pairs = Vec::new();
    match &preset.setup {
        Setup::Race(race) => push_race(race, &mut pairs),
        Setup::Batch(batch) => push_batch(batch, &mut pairs),
        Setup::Minima(minima) => push_minima(minima, &mut pairs),
    }
    push_presentation(&preset.presentation, &mut pairs);
    join(pairs)
}

/// A link of whichever lab, shown in another way: its own pairs as they are, and the presentation's.
#[must_use]
pub fn print_shown(link: &str, presentation: &Presentation) -> String {
    let mut pairs = link::pairs(link, &mut Vec::new());
    pairs.retain(|(key, _)| !parse::PRESENTATION.contains(key));
    push_presentation(presentation, &mut pairs);
    join(pairs)
}

fn push_presentation(presentation: &Presentation, pairs: &mut Vec<(&str, String)>) {
    let Presentation { lang, theme, hide, autoplay, gestures, slides, predict } = presentation;
    pairs.extend(lang.map(|lang| ("lang", lang.id().to_owned())));
    pairs.extend(theme.map(|theme| ("theme", theme.id().to_owned())));
    let hide: Vec<&str> = hide.iter().map(|part| part.id()).collect();
    let lists = [("hide", hide.join(",")), ("slides", slides.join(","))];
    let [hide, slides] = lists.map(|pair| (!pair.1.is_empty()).then_some(pair));
    let on = |key, is_on: bool| is_on.then(|| (key, "on".to_owned()));
    let gestures = gestures.map(|gestures| ("gestures", gestures.id().to_owned()));
    pairs.extend([hide, on("autoplay", *autoplay), gestures, slides, on("predict", *predict)].into_iter().flatten());
}

/// The canonical link of a race, for whichever reader.
#[must_use]
pub fn print_race(setup: &RaceSetup) -> String {
    let mut pairs = Vec::new();
    push_race(setup, &mut pairs);
    join(pairs)
}

/// The canonical link of a setup of the Batch lab, for whichever reader.
#[must_use]
pub fn print_batch(setup: &BatchSetup) -> String {
    let mut pairs = Vec::new();
    push_batch(setup, &mut pairs);
    join(pairs)
}

/// The canonical link of a setup of the Minima lab, for whichever reader.
#[must_use]
pub fn print_minima(setup: &MinimaSetup) -> String {
    let mut pairs = Vec::new();
    push_minima(setup, &mut pairs);
    join(pairs)
}

fn join(mut pairs: Vec<(&str, String)>) -> String {
    pairs.push(("v", VERSION.to_string()));
    let pairs: Vec<String> = pairs.into_iter().map(|(key, value)| format!("{key}={value}")).collect();
    pairs.join("&")
}

/// The characters of the longest link that a setup can have, whatever language and colours are asked for.
pub(crate) fn longest(push: impl FnOnce(&mut Vec<(&str, String)>)) -> usize {
    let mut pairs = Vec::new();
    push(&mut pairs);
    let own: usize = pairs.iter().map(|(key, value)| "&=".len() + key.len() + value.len()).sum();
    own + "&lang=ko&theme=light&v=1".len() - "&".len()
}

pub(crate) fn push_race(race: &RaceSetup, pairs: &mut Vec<(&str, String)>) {
    pairs.push(("lab", Lab::Race.id().to_owned()));
    let typed = race.loss.typed();
    pairs.push(match typed {
        Some(typed) => ("expr", link::escape(typed.text())),
        None => ("f", race.loss.id().to_owned()),
    });
    pairs.push(("from", numbers(&race.start)));
    // How a view is found for a formula may change; what a link shows must not.
    let view = race.view.or(typed.map(|typed| typed.view()));
    pairs.extend(view.map(|view| ("view", numbers([view.x, view.y].as_flattened()))));
    pairs.extend(race.runs.iter().map(|run| ("run", runner(run))));
    pairs.push(("steps", race.steps.to_string()));
    pairs.extend(race.target.map(|target| ("target", shortest(target))));
    if race.noise.to_bits() != 0 {
        pairs.push(("noise", shortest(race.noise)));
    }
    let (seed, seeds) = race.draws().unwrap_or((0, 1));
    if seed != 0 {
        pairs.push(("seed", seed.to_string()));
    }
    if seeds != 1 {
        pairs.push(("seeds", seeds.to_string()));
    }
    let rules: Vec<_> = race.runs.iter().map(|run| run.entry.rule).collect();
    pairs.extend(race.changes.iter().filter_map(|it| Some(("change", change(it, &rules)?))));
    let Look { panel, runner, point, sweep, each, eye, is_linear, is_per_evaluation } = &race.look;
    pairs.extend(panel.map(|panel| ("show", panel.id().to_owned())));
    pairs.extend(runner.map(|index| ("runner", (index + 1).to_string())));
    pairs.extend(point.map(|point| ("point", numbers(&point))));
    pairs.extend(sweep.as_ref().map(|sweep| ("sweep", sweep.join(","))));
    pairs.extend(each.map(|steps| ("each", steps.to_string())));
    pairs.extend(eye.map(|eye| ("eye", numbers(&eye))));
    pairs.extend(is_linear.then(|| ("height", "linear".to_owned())));
    pairs.extend(is_per_evaluation.then(|| ("per", "evaluations".to_owned())));
}

pub(crate) fn push_batch(setup: &BatchSetup, pairs: &mut Vec<(&str, String)>) {
    let default = BatchSetup::of(setup.data);
    pairs.push(("lab", Lab::Batch.id().to_owned()));
    pairs.push(("data", setup.data.id().to_owned()));
    pairs.extend(setup.runs.iter().map(|run| ("run", decaying(run))));
    pairs.extend(setup.batches.iter().map(|&size| ("batch", batch(setup.data.batch(size)))));
    pairs.push(match setup.budget {
        Budget::Updates(updates) => ("updates", updates.to_string()),
        Budget::Epochs(epochs) => ("epochs", epochs.to_string()),
    });
    let mut push_unless = |is_default: bool, key, value: &dyn Fn() -> String| {
        if !is_default {
            pairs.push((key, value()));
        }
    };
    push_unless(setup.seed == 0, "seed", &|| setup.seed.to_string());
    push_unless(setup.replicas == default.replicas, "replicas", &|| setup.replicas.to_string());
    push_unless(setup.sampling == Sampling::Shuffled, "sampling", &|| sampling_id(setup.sampling).to_owned());
    push_unless(bits(&setup.start).eq(bits(&default.start)), "from", &|| numbers(&setup.start));
    push_unless(setup.noise.to_bits() == 0, "noise", &|| shortest(setup.noise));
    push_unless(setup.axes == default.axes, "axes", &|| axes(setup));
    let edges = |View { x, y }: View| if setup.data.is_flat() { numbers(&x) } else { numbers([x, y].as_flattened()) };
    pairs.extend(setup.view.map(|view| ("view", edges(view))));
    let rules: Vec<_> = setup.runs.iter().map(|run| run.entry.rule).collect();
    pairs.extend(setup.changes.iter().filter_map(|it| Some(("change", change(it, &rules)?))));
}

fn push_minima(setup: &MinimaSetup, pairs: &mut Vec<(&str, String)>) {
    let experiment = setup.experiment;
    let default = MinimaSetup::of(experiment);
    pairs.push(("lab", Lab::Minima.id().to_owned()));
    pairs.push(("experiment", experiment.id().to_owned()));
    if setup.is_trained() {
        pairs.extend(setup.runs.iter().map(|run| ("batch", network_run(run, experiment.takes("rho")))));
    }
    let mut push = |is_left_out: bool, key, value: &dyn Fn() -> String| {
        if experiment.takes(key) && !is_left_out {
            pairs.push((key, value()));
        }
    };
    let loss = |loss: Option<f64>| loss.map(shortest).unwrap_or_default();
    push(false, "lr", &|| shortest(setup.lr));
    push(setup.gain.to_bits() == default.gain.to_bits(), "gain", &|| shortest(setup.gain));
    push(setup.widths == default.widths, "width", &|| widths(&setup.widths));
    push(setup.train == default.train, "ntrain", &|| setup.train.to_string());
    push(false, "updates", &|| setup.updates.to_string());
    push(setup.stop.is_none(), "stop", &|| loss(setup.stop));
    push(setup.polish.is_none(), "polish", &|| loss(setup.polish));
    push(setup.activation == default.activation, "activation", &|| activation_id(setup.activation).to_owned());
    push(setup.criterion == default.criterion, "loss", &|| criterion_id(setup.criterion).to_owned());
    push(setup.seed == default.seed, "seed", &|| setup.seed.to_string());
    push(setup.seeds == default.seeds, "seeds", &|| setup.seeds.to_string());
    push(false, "alpha", &|| shortest(setup.alpha));
    push(false, "shift", &|| shortest(setup.shift));
    let PlaneLook { is_solid, eye, is_linear } = setup.look;
    push(!is_solid, "show", &|| Panel::Solid.id().to_owned());
    push(eye.is_none(), "eye", &|| eye.map(|eye| numbers(&eye)).unwrap_or_default());
    push(!is_linear, "height", &|| "linear".to_owned());
}

fn network_run(run: &NetworkRun, has_radius: bool) -> String {
    let mut text = batch(run.batch);
    if let Some(lr) = run.lr {
        text += &format!(",lr:{}", shortest(lr));
    }
    if has_radius && run.rho.to_bits() != 0 {
        text += &format!(",rho:{}", shortest(run.rho));
    }
    text
}

pub(crate) fn widths(widths: &[usize]) -> String {
    widths.iter().map(usize::to_string).collect::<Vec<_>>().join(",")
}

fn run(Entry { rule, params }: &Entry) -> String {
    let mut text = rule.id.to_owned();
    for (index, (spec, value)) in rule.params.iter().zip(params).enumerate() {
        if index == 0 || value.to_bits() != spec.default.to_bits() {
            text += &format!(",{}:{}", spec.id, shortest(*value));
        }
    }
    text
}

fn runner(RaceRun { entry, schedule, transforms }: &RaceRun) -> String {
    let mut text = run(entry);
    for (spec, strength) in TRANSFORMS.iter().zip(transforms.strengths()) {
        if let Some(strength) = strength {
            text += &format!(",{}:{}", spec.id, shortest(strength));
        }
    }
    let info = schedule.info();
    // A decay is enough to name its schedule.
    let is_named = !matches!(schedule, Schedule::Constant | Schedule::InverseTime { .. });
    if is_named {
        text += &format!(",schedule:{}", info.id);
    }
    for (spec, value) in info.params.iter().zip(schedule.params()) {
        if !is_named || value.to_bits() != spec.default.to_bits() {
            text += &format!(",{}:{}", spec.id, shortest(value));
        }
    }
    text
}

fn decaying(BatchRun { entry, decay }: &BatchRun) -> String {
    let mut text = run(entry);
    if decay.to_bits() != 0 {
        text += &format!(",decay:{}", shortest(*decay));
    }
    text
}

pub(crate) fn batch(size: BatchSize) -> String {
    match size {
        BatchSize::All => "all".to_owned(),
        BatchSize::Samples(size) => size.to_string(),
    }
}

fn axes(setup: &BatchSetup) -> String {
    let name = |axis: usize| match setup.data {
        Data::BuiltIn(set) => set.parameters.get(axis).map(|name| (*name).to_owned()),
        Data::Own => None,
    };
    setup.axes.map(|axis| name(axis).unwrap_or_else(|| axis.to_string())).join(",")
}

/// A change, if its run and its parameter are there.
fn change(&Change { at, run, param, value }: &Change, rules: &[&RuleInfo]) -> Option<String> {
    let spec = rules.get(run)?.params.get(param)?;
    Some(format!("{at},{},{}:{}", run + 1, spec.id, shortest(value)))
}

fn numbers(values: &[f64]) -> String {
    values.iter().map(|&value| shortest(value)).collect::<Vec<_>>().join(",")
}

fn bits(values: &[f64]) -> impl Iterator<Item = u64> {
    values.iter().map(|value| value.to_bits())
}
