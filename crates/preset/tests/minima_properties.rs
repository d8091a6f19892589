//! A setup of the Minima lab comes back from its link bit for bit, tried on random ones.

mod setups;

use downhill::data::BatchSize;
use downhill::model::mlp::{Activation, Criterion};
use downhill_preset::limits::{
    ALPHAS, GAINS, MAX_LENGTH, MAX_NETWORK_RATE, MAX_NETWORK_UPDATES, MAX_RADIUS, MAX_RUNS, MAX_SEEDS, MAX_SHIFT,
    MAX_TRAIN, MAX_WIDTH, MIN_TRAIN, PITCHES, YAWS,
};
use downhill_preset::{
    Experiment, Lang, MinimaSetup, NetworkRun, PlaneLook, Presentation, Preset, Setup, Theme, check_minima, fit_minima,
    parse, parse_minima, print, print_minima,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use setups::{network_run, samples};

/// Numbers near the edges of the limits, everyday ones, and those of any magnitude.
fn number(low: f64, high: f64) -> impl Strategy<Value = f64> {
    let edges: Vec<f64> = [low, high, low.next_up(), high.next_down(), -0.0, 0.1].into_iter().collect();
    let edges: Vec<f64> = edges.into_iter().filter(|edge| (low..=high).contains(edge)).collect();
    prop_oneof![
        select(edges),
        low..=high,
        (low..=high).prop_map(move |number| ((number * 100.0).round() / 100.0).clamp(low, high)),
        any::<f64>().prop_map(move |any| if any.abs() <= high { any } else { any.recip() }.clamp(low, high)),
    ]
}

fn rate() -> impl Strategy<Value = f64> {
    number(f64::from_bits(1), MAX_NETWORK_RATE)
}

/// A run; its batch as a part of the digits learned from.
fn run() -> impl Strategy<Value = (Option<f64>, Option<f64>, f64)> {
    let rho = prop_oneof![Just(0.0), number(-0.0, MAX_RADIUS)];
    (proptest::option::of(0.0..1.0_f64), proptest::option::of(rate()), rho)
}

fn setup() -> impl Strategy<Value = MinimaSetup> {
    let numbers = (rate(), number(GAINS[0], GAINS[1]), number(ALPHAS[0], ALPHAS[1]), number(-MAX_SHIFT, MAX_SHIFT));
    let loss = || proptest::option::of(number(f64::from_bits(1), f64::MAX));
    let lengths = (MIN_TRAIN..=MAX_TRAIN, 1..=MAX_NETWORK_UPDATES, any::<u32>(), 1..=MAX_SEEDS);
    let network = (
        vec(1..=MAX_WIDTH, 1..=3),
        select(vec![Activation::Tanh, Activation::Relu]),
        select(vec![Criterion::SquaredError, Criterion::CrossEntropy]),
    );
    let losses = (loss(), loss());
    let eye = (number(YAWS[0], YAWS[1]), number(PITCHES[0], PITCHES[1])).prop_map(|(yaw, pitch)| [yaw, pitch]);
    let look = (any::<bool>(), proptest::option::of(eye), any::<bool>())
        .prop_map(|(is_solid, eye, is_linear)| PlaneLook { is_solid, eye, is_linear });
    (select(Experiment::ALL), vec(run(), 1..=MAX_RUNS), numbers, losses, lengths, network, look).prop_map(
        |(
            experiment,
            given,
            (lr, gain, alpha, shift),
            (stop, polish),
            lengths,
            (widths, activation, criterion),
            look,
        )| {
            let own = MinimaSetup::of(experiment);
            let is = |ids: &[Experiment]| ids.contains(&experiment);
            let with_shift = MinimaSetup { shift: if own.is_trained() { own.shift } else { shift }, ..own.clone() };
            if !own.is_trained() {
                return with_shift;
            }
            let (train, updates, seed, seeds) = lengths;
            let mut runs: Vec<NetworkRun> = Vec::new();
            for (part, lr, rho) in given {
                let batch = part.map_or(BatchSize::All, |part| samples(1 + (part * train as f64) as usize));
                let rho = if is(&[Experiment::Sam]) { rho } else { 0.0 };
                let is_same = |it: &NetworkRun| (it.batch, it.lr, it.rho) == (batch, lr, rho);
                if !runs.iter().any(|it| is_same(it) || is(&[Experiment::Edge, Experiment::Rescale])) {
                    runs.push(network_run(batch, lr, rho));
                }
            }
            let can_stop = is(&[Experiment::BatchSize, Experiment::Fair]);
            let is_rescaled = is(&[Experiment::Rescale]);
            let mut setup = MinimaSetup {
                runs,
                lr,
                gain,
                widths,
                train,
                updates,
                stop: stop.filter(|_| can_stop),
                polish: polish.filter(|_| can_stop),
                look: if experiment.takes("show") { look } else { own.look },
                activation: if is_rescaled { Activation::Relu } else { activation },
                criterion,
                seed,
                seeds,
                alpha: if is_rescaled { alpha } else { own.alpha },
                ..with_shift
            };
            fit_minima(&mut setup);
            setup
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_setup_comes_back_from_its_link(
        setup in setup(),
        lang in proptest::option::of(select(Lang::ALL)),
        theme in proptest::option::of(select(Theme::ALL)),
    ) {
        prop_assert_eq!(check_minima(&setup), []);
        prop_assert_eq!(&fit_minima(&mut setup.clone()), &[]);
        let link = print_minima(&setup);
        prop_assert_eq!(&parse_minima(&link).setup, &setup, "{}", link);
        let preset = Preset { setup: Setup::Minima(setup), presentation: Presentation { lang, theme, ..Presentation::default() } };
        let link = print(&preset);
        let parsed = parse(&link);
        prop_assert_eq!(&parsed.preset, &preset, "{}", link);
        prop_assert_eq!(&parsed.warnings, &[]);
        prop_assert!(link.len() <= MAX_LENGTH, "{} characters", link.len());
        prop_assert!(link.bytes().all(|b| b.is_ascii_alphanumeric() || b"._,:-&=".contains(&b)), "{}", link);
        prop_assert!(link.ends_with("&v=1"));
    }

    #[test]
    fn a_setup_of_sound_numbers_is_sound_once_it_is_fitted(setup in setup(), train in MIN_TRAIN..=MAX_TRAIN, updates in 1..=MAX_NETWORK_UPDATES) {
        if setup.is_trained() {
            let mut setup = MinimaSetup { train, updates, seeds: MAX_SEEDS, widths: vec![MAX_WIDTH; 3], ..setup };
            fit_minima(&mut setup);
            prop_assert_eq!(check_minima(&setup), []);
        }
    }
}

#[test]
fn the_longest_link_of_all_is_read_whole() {
    // No number is written with more characters than these.
    let tiny = 2.225_073_858_507_201_4e-308;
    assert_eq!(downhill_preset::shortest(-tiny).len(), 24);
    let gain = 0.123_456_789_012_345_68;
    for experiment in [Experiment::Sam, Experiment::Fair] {
        let is_sam = experiment == Experiment::Sam;
        let run = |size| network_run(samples(size), Some(tiny), if is_sam { tiny } else { 0.0 });
        let setup = MinimaSetup {
            runs: (0..MAX_RUNS).map(|index| run(MAX_TRAIN - 1 - index)).collect(),
            lr: tiny,
            gain,
            widths: vec![MAX_WIDTH; 3],
            train: MAX_TRAIN,
            updates: 1000,
            stop: (!is_sam).then_some(tiny),
            polish: (!is_sam).then_some(tiny),
            activation: Activation::Relu,
            criterion: Criterion::CrossEntropy,
            seed: u32::MAX,
            look: PlaneLook { is_solid: true, eye: Some([-tiny, 8.000_000_000_000_002]), is_linear: true },
            ..MinimaSetup::of(experiment)
        };
        assert_eq!(check_minima(&setup), []);
        let preset = Preset { setup: Setup::Minima(setup), presentation: shown() };
        let link = print(&preset);
        assert!(link.len() <= MAX_LENGTH, "{} characters", link.len());
        assert_eq!((parse(&link).preset, parse(&link).warnings), (preset, vec![]), "{link}");
    }
}

/// What may stand in a link beside the longest setup.
fn shown() -> Presentation {
    Presentation { lang: Some(Lang::Ko), theme: Some(Theme::Light), ..Presentation::default() }
}
