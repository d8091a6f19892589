//! Links mean for ever what they meant when they were first printed.
//!
//! `links/v1.jsonl` holds one link a line: the text as given, and what came of it when the line was written, namely the
//! canonical link, the lab named, whether it was refused, and code, field and value of each warning.
//! `links/defaults-v1.json` holds what a key left out means: start and view of every surface, default of every parameter,
//! and what a batch link that only names its data sets up, and a minima link that only names its experiment.
//!
//! Links whose meaning is still to come (a typed loss, another lab) get in with it, not before. Both files are append
//! only. To add a link, append `{"link":"..."}` and run `WRITE_GOLDENS=1 cargo test --test links`:
//! that completes new lines and new entries and never touches what is there. In CI a line that is not complete fails.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use downhill::data::{BatchSize, Budget};
use downhill::model::mlp::{Activation, Criterion};
use downhill::{catalog, surface};
use downhill_preset::ready::{BATCH_READY, MINIMA_READY, READY};
use downhill_preset::{BatchSetup, Data, Experiment, Lab, MinimaSetup, Warning, parse, print};
use serde::{Deserialize, Serialize};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("links").join(name)
}

fn is_writing() -> bool {
    std::env::var_os("WRITE_GOLDENS").is_some() && std::env::var_os("CI").is_none()
}

#[derive(Serialize, Deserialize)]
struct Golden {
    link: String,
    #[serde(flatten)]
    meaning: Option<Meaning>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Meaning {
    canonical: String,
    lab: Option<String>,
    is_refused: bool,
    /// Code, field and value of each warning. The rule may name more choices in a later release, so it is not here.
    warnings: Vec<[String; 3]>,
}

impl Meaning {
    fn of(link: &str) -> Self {
        let parsed = parse(link);
        let parts = |warning: &Warning| [warning.code().to_owned(), warning.field(), warning.value()];
        Self {
            canonical: print(&parsed.preset),
            lab: parsed.lab.map(|lab| lab.id().to_owned()),
            is_refused: parsed.is_refused,
            warnings: parsed.warnings.iter().map(parts).collect(),
        }
    }
}

fn corpus() -> Vec<Golden> {
    let text = fs::read_to_string(path("v1.jsonl")).expect("the corpus is there");
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[test]
fn every_link_ever_printed_means_what_it_meant() {
    let mut corpus = corpus();
    if is_writing() && corpus.iter().any(|golden| golden.meaning.is_none()) {
        let lines = corpus.iter_mut().map(|golden| {
            golden.meaning.get_or_insert_with(|| Meaning::of(&golden.link));
            serde_json::to_string(golden).expect("plain data") + "\n"
        });
        fs::write(path("v1.jsonl"), lines.collect::<String>()).expect("the corpus can be written");
    }
    for Golden { link, meaning } in &corpus {
        let meaning = meaning.as_ref().unwrap_or_else(|| panic!("no golden yet for {link}"));
        assert_eq!(&Meaning::of(link), meaning, "{link}");
        if !meaning.is_refused {
            let canonical = Meaning::of(&meaning.canonical);
            assert_eq!(canonical.canonical, meaning.canonical, "the canonical form of a canonical link is itself");
            assert_eq!(canonical.warnings, Vec::<[String; 3]>::new(), "{}", meaning.canonical);
        }
    }
}

#[test]
fn the_corpus_is_large_and_has_no_link_twice() {
    let mut links: Vec<String> = corpus().into_iter().map(|golden| golden.link).collect();
    assert!(links.len() >= 40, "{} links", links.len());
    links.sort_unstable();
    assert!(links.windows(2).all(|pair| pair[0] != pair[1]), "a link stands there twice");
}

#[test]
fn every_ready_preset_surface_data_set_and_rule_is_in_the_corpus() {
    let corpus = corpus();
    for ready in READY.iter().chain(BATCH_READY).chain(MINIMA_READY) {
        assert!(corpus.iter().any(|golden| golden.link == ready.link), "{} is missing", ready.id);
    }
    let printed: Vec<&str> = corpus.iter().flat_map(|golden| &golden.meaning).map(|it| it.canonical.as_str()).collect();
    for surface in surface::SURFACES {
        let pair = format!("&f={}&", surface.id);
        assert!(printed.iter().any(|link| link.contains(&pair)), "{} is missing", surface.id);
    }
    for data in Data::all() {
        let pair = format!("&data={}&", data.id());
        assert!(printed.iter().any(|link| link.contains(&pair)), "{} is missing", data.id());
    }
    for experiment in Experiment::ALL {
        let pair = format!("&experiment={}&", experiment.id());
        assert!(printed.iter().any(|link| link.contains(&pair)), "{} is missing", experiment.id());
    }
    for rule in catalog::RULES {
        let run = format!("&run={},", rule.id);
        assert!(printed.iter().any(|link| link.contains(&run)), "{} is missing", rule.id);
    }
    for lab in Lab::ALL {
        let is_named = |golden: &Golden| golden.meaning.as_ref().is_some_and(|it| it.lab.as_deref() == Some(lab.id()));
        assert!(corpus.iter().any(is_named), "{} is missing", lab.id());
    }
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Defaults {
    surfaces: BTreeMap<String, Place>,
    rules: BTreeMap<String, BTreeMap<String, f64>>,
    #[serde(default)]
    data: BTreeMap<String, Problem>,
    #[serde(default)]
    experiments: BTreeMap<String, Network>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Place {
    start: [f64; 2],
    view: [[f64; 2]; 2],
}

/// What a batch link that only names its data sets up, and what its other keys are measured against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Problem {
    rule: String,
    params: Vec<f64>,
    decay: f64,
    batches: Vec<String>,
    budget: String,
    replicas: usize,
    start: Vec<f64>,
    axes: [usize; 2],
    #[serde(flatten)]
    built_in: Option<BuiltIn>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct BuiltIn {
    samples: usize,
    parameters: Vec<String>,
    has_start: bool,
    has_noise: bool,
    seed_base: u64,
    view: [f64; 4],
}

/// What a minima link that only names its experiment sets up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Network {
    runs: Vec<Run>,
    lr: f64,
    gain: f64,
    widths: Vec<usize>,
    train: usize,
    updates: usize,
    stop: Option<f64>,
    polish: Option<f64>,
    activation: String,
    loss: String,
    seed: u32,
    seeds: usize,
    alpha: f64,
    shift: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Run {
    batch: String,
    lr: Option<f64>,
    rho: f64,
}

fn size(size: &BatchSize) -> String {
    match size {
        BatchSize::All => "all".to_owned(),
        BatchSize::Samples(size) => size.to_string(),
    }
}

impl Network {
    fn of(experiment: Experiment) -> Self {
        let setup = MinimaSetup::of(experiment);
        let runs = setup.runs.iter().map(|run| Run { batch: size(&run.batch), lr: run.lr, rho: run.rho }).collect();
        Self {
            runs,
            lr: setup.lr,
            gain: setup.gain,
            widths: setup.widths,
            train: setup.train,
            updates: setup.updates,
            stop: setup.stop,
            polish: setup.polish,
            activation: match setup.activation {
                Activation::Tanh => "tanh".to_owned(),
                Activation::Relu => "relu".to_owned(),
            },
            loss: match setup.criterion {
                Criterion::SquaredError => "mse".to_owned(),
                Criterion::CrossEntropy => "ce".to_owned(),
            },
            seed: setup.seed,
            seeds: setup.seeds,
            alpha: setup.alpha,
            shift: setup.shift,
        }
    }
}

impl Problem {
    fn of(data: Data) -> Self {
        let setup = BatchSetup::of(data);
        let [run] = setup.runs.as_slice() else { panic!("one run") };
        Self {
            rule: run.entry.rule.id.to_owned(),
            params: run.entry.params.clone(),
            decay: run.decay,
            batches: setup.batches.iter().map(size).collect(),
            budget: match setup.budget {
                Budget::Updates(updates) => format!("updates={updates}"),
                Budget::Epochs(epochs) => format!("epochs={epochs}"),
            },
            replicas: setup.replicas,
            start: setup.start,
            axes: setup.axes,
            built_in: data.built_in().map(|set| BuiltIn {
                samples: set.samples,
                parameters: set.parameters.iter().map(|&name| name.to_owned()).collect(),
                has_start: set.has_start,
                has_noise: set.has_noise,
                seed_base: set.seed_base,
                view: set.view,
            }),
        }
    }
}

impl Defaults {
    fn now() -> Self {
        let place = |it: &surface::Surface| Place { start: it.start, view: [it.view.x, it.view.y] };
        let params = |rule: &downhill::RuleInfo| {
            rule.params.iter().map(|spec| (spec.id.to_owned(), spec.default)).collect::<BTreeMap<_, _>>()
        };
        Self {
            surfaces: surface::SURFACES.iter().map(|it| (it.id.to_owned(), place(it))).collect(),
            rules: catalog::RULES.iter().map(|rule| (rule.id.to_owned(), params(rule))).collect(),
            data: Data::all().map(|data| (data.id().to_owned(), Problem::of(data))).collect(),
            experiments: Experiment::ALL.iter().map(|it| (it.id().to_owned(), Network::of(*it))).collect(),
        }
    }
}

#[test]
fn what_is_left_out_means_what_it_meant() {
    let read = || fs::read_to_string(path("defaults-v1.json"));
    let now = Defaults::now();
    if is_writing() {
        let mut all: Defaults = read().map(|text| serde_json::from_str(&text).expect("valid JSON")).unwrap_or_default();
        for (id, place) in &now.surfaces {
            all.surfaces.entry(id.clone()).or_insert_with(|| place.clone());
        }
        for (id, params) in &now.rules {
            let known = all.rules.entry(id.clone()).or_default();
            for (name, default) in params {
                known.entry(name.clone()).or_insert(*default);
            }
        }
        for (id, problem) in &now.data {
            all.data.entry(id.clone()).or_insert_with(|| problem.clone());
        }
        for (id, network) in &now.experiments {
            all.experiments.entry(id.clone()).or_insert_with(|| network.clone());
        }
        let text = serde_json::to_string_pretty(&all).expect("plain data") + "\n";
        fs::write(path("defaults-v1.json"), text).expect("the defaults can be written");
    }
    let then: Defaults = serde_json::from_str(&read().expect("the defaults are there")).expect("valid JSON");
    for (id, place) in &then.surfaces {
        assert_eq!(now.surfaces.get(id), Some(place), "{id}");
    }
    for (id, params) in &then.rules {
        let still = now.rules.get(id).unwrap_or_else(|| panic!("{id} is gone"));
        for (name, default) in params {
            assert_eq!(still.get(name), Some(default), "{id}, {name}");
        }
    }
    for (id, problem) in &then.data {
        assert_eq!(now.data.get(id), Some(problem), "{id}");
    }
    for (id, network) in &then.experiments {
        assert_eq!(now.experiments.get(id), Some(network), "{id}");
    }
    for id in now.experiments.keys() {
        assert!(then.experiments.contains_key(id), "{id} is not pinned");
    }
    for id in now.data.keys() {
        assert!(then.data.contains_key(id), "{id} is not pinned");
    }
    for id in now.surfaces.keys() {
        assert!(then.surfaces.contains_key(id), "{id} is not pinned");
    }
    for (id, params) in &now.rules {
        let pinned = then.rules.get(id).unwrap_or_else(|| panic!("{id} is not pinned"));
        assert!(params.keys().eq(pinned.keys()), "{id}: not all parameters are pinned");
    }
}
