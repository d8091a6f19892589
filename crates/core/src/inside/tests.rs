//! What is shown of updates is what the rules did.

use std::vec::Vec;

use super::*;
use crate::{Entry, Race, catalog, surface};

fn run_of(rule: &str, surface_id: &str, params: &[f64], updates: usize) -> Race<&'static crate::Surface> {
    let surface = surface::find(surface_id).expect("built in");
    let entry = Entry { rule: catalog::find(rule).expect("in the catalogue"), params: params.to_vec() };
    let mut race = Race::new(surface, &surface.start, &[entry]).expect("valid");
    race.advance(updates);
    race
}

fn inside_of(race: &Race<&'static crate::Surface>) -> Inside {
    Inside::of(&race.runs()[0], race.objective())
}

#[test]
fn adagrads_rate_only_falls_and_rmsprops_recovers() {
    let falling = inside_of(&run_of("adagrad", "beale", &[1.0, 1e-10], 300)).rates;
    assert_eq!(falling.len(), 600);
    assert!(falling.as_chunks::<2>().0.windows(2).all(|pair| pair[1][0] <= pair[0][0] && pair[1][1] <= pair[0][1]));
    let back = inside_of(&run_of("rmsprop", "beale", &[0.01, 0.9, 1e-8], 300)).rates;
    let rates: Vec<f64> = back.iter().step_by(2).copied().collect();
    let least = rates.iter().copied().fold(f64::INFINITY, f64::min);
    assert!(rates[299] > 5.0 * least, "{} after {least}", rates[299]);
}

#[test]
fn the_rate_times_what_it_multiplies_is_the_step() {
    // Adam's is m̂, which the formula shows.
    let race = run_of("adam", "rosenbrock", &[0.05, 0.9, 0.999, 1e-8], 50);
    let (run, inside) = (&race.runs()[0], inside_of(&race));
    for t in [1, 2, 17, 50] {
        for (k, numbers) in numbers(run, t).into_iter().enumerate() {
            let of = |name: &str| numbers.iter().find(|it| it.0 == name).expect("shown").1;
            let step = run.position(t)[k] - run.position(t - 1)[k];
            assert!((step + inside.rates[2 * (t - 1) + k] * of("mhat")).abs() < 1e-14, "{t}");
            assert!((of("x") - of("lr") * of("mhat") / (of("vhat").sqrt() + of("eps")) - of("xnew")).abs() < 1e-14);
        }
    }
}

#[test]
fn plain_descent_goes_against_the_gradient_and_its_rate_is_its_own() {
    let inside = inside_of(&run_of("sgd", "bowl", &[0.25], 4));
    assert_eq!(inside.rates, [0.25; 8]);
    assert!(inside.angles.iter().all(|angle| angle.abs() < 1e-13), "{:?}", inside.angles);
    // From (−3, 1.5), a quarter of the way each.
    assert!((inside.lengths[0] - 0.25 * 11.25_f64.sqrt()).abs() < 1e-15);
}

#[test]
fn angles_are_those_to_the_gradient_of_the_loss_whatever_the_rule_was_given() {
    let booth = surface::find("booth").expect("built in");
    let entry = Entry { rule: catalog::find("sgd").expect("in the catalogue"), params: vec![0.02] };
    let transforms = crate::Transforms { clip_value: Some(2.0), ..crate::Transforms::default() };
    let clipped = crate::Runner { transforms, ..entry.into() };
    let mut race = Race::new(booth, &[-5.0, 5.0], &[clipped]).expect("valid");
    race.advance(60);
    let angles = inside_of(&race).angles;
    // At the start the gradient is (−38, −22)... clipped to (−2, −2): the diagonal, whatever the loss has.
    let [gx, gy] = booth.dual_at(-5.0, 5.0).gradient;
    let by_hand = ((gx.abs() + gy.abs()) / (2.0_f64.sqrt() * gx.hypot(gy))).acos().to_degrees();
    assert!((angles[0] - by_hand).abs() < 1e-9, "{} {by_hand}", angles[0]);
    assert!((angles[59] - 30.7).abs() < 0.05, "{}", angles[59]);
}

#[test]
fn angles_are_exact_at_both_ends_and_in_the_middle() {
    assert_eq!(angle_to_descent(&[-1.0, -2.0], &[1.0, 2.0]), 0.0);
    assert_eq!(angle_to_descent(&[1.0, 2.0], &[0.5, 1.0]), 180.0);
    assert!((angle_to_descent(&[2.0, -1.0], &[1.0, 2.0]) - 90.0).abs() < 1e-13);
    assert!((angle_to_descent(&[-1.0, 1e-12], &[3.0, 0.0]).to_radians() - 1e-12).abs() < 1e-27);
    assert!(angle_to_descent(&[0.0, 0.0], &[3.0, 0.0]).is_nan());
}

#[test]
fn every_slot_of_every_formula_has_its_number() {
    for rule in catalog::RULES {
        let params: Vec<f64> = rule.defaults().enumerate().map(|(k, it)| if k == 0 { 0.01 } else { it }).collect();
        let race = run_of(rule.id, "himmelblau", &params, 3);
        let all = numbers(&race.runs()[0], 3);
        assert_eq!(all.len(), 2, "{}", rule.id);
        for slot in worked(rule.id).tex.split("\\text{@").skip(1) {
            let name = slot.trim_start_matches('@').split('}').next().expect("a name");
            if name == "axis" {
                continue;
            }
            let number = all[0].iter().find(|it| it.0.replace('_', "") == name);
            assert!(number.is_some_and(|it| it.1.is_finite()), "{}: {name} in {:?}", rule.id, all[0]);
        }
    }
    assert!(numbers(&run_of("sgd", "bowl", &[0.1], 1).runs()[0], 0).is_empty());
}

/// A formula for y must not say x.
#[test]
fn every_formula_has_a_place_for_the_letter_of_its_coordinate() {
    for rule in catalog::RULES {
        let tex = worked(rule.id).tex;
        let speaks_of_points = rule.id == "schedulefree";
        assert_eq!(tex.contains(r"\text{@axis} "), !speaks_of_points, "{}: {tex}", rule.id);
        assert_eq!(tex.contains(r"x &"), speaks_of_points, "{}: {tex}", rule.id);
    }
}

/// What the lines of every rule's worked equations come to, by the numbers shown in them, and the name under which that is shown.
type Line = (fn(Of<'_>) -> f64, &'static str);
type Of<'a> = &'a dyn Fn(&str) -> f64;

fn mean(of: Of<'_>, share: &str, before: &str, new: f64) -> f64 {
    of(share) * of(before) + (1.0 - of(share)) * new
}

const M: Line = (|of| mean(of, "beta1", "m0", of("g")), "m");
const V: Line = (|of| mean(of, "beta2", "v0", of("g") * of("g")), "v");
const MHAT: Line = (|of| of("m") / of("c1"), "mhat");
const VHAT: Line = (|of| of("v") / of("c2"), "vhat");
const CORRECTED: Line = (|of| of("x") - of("lr") * of("mhat") / (of("vhat").sqrt() + of("eps")), "xnew");

/// Rprop's step size and the factors of `RAdam` and of averages depend on more than is shown, so their lines are left out.
static LINES: [(&str, &[Line]); 20] = [
    ("sgd", &[(|of| of("x") - of("lr") * of("g"), "xnew")]),
    ("momentum", &[(|of| of("momentum") * of("v0") + of("g"), "v"), (|of| of("x") - of("lr") * of("v"), "xnew")]),
    ("nesterov", &[(|of| of("momentum") * of("v0") - of("lr") * of("g"), "v"), (|of| of("x") + of("v"), "xnew")]),
    (
        "adagrad",
        &[
            (|of| of("G0") + of("g") * of("g"), "G"),
            (|of| of("x") - of("lr") / (of("G").sqrt() + of("eps")) * of("g"), "xnew"),
        ],
    ),
    (
        "adadelta",
        &[
            (|of| mean(of, "rho", "E0", of("g") * of("g")), "Eg2"),
            (|of| (of("D0") + of("eps")).sqrt() / (of("Eg2") + of("eps")).sqrt() * of("g"), "delta"),
            (|of| mean(of, "rho", "D0", of("delta") * of("delta")), "Edx2"),
            (|of| of("x") - of("lr") * of("delta"), "xnew"),
        ],
    ),
    (
        "rmsprop",
        &[
            (|of| mean(of, "alpha", "E0", of("g") * of("g")), "Eg2"),
            (|of| of("x") - of("lr") / (of("Eg2").sqrt() + of("eps")) * of("g"), "xnew"),
        ],
    ),
    ("adam", &[M, V, MHAT, VHAT, CORRECTED]),
    (
        "amsgrad",
        &[M, V, (|of| of("most0").max(of("v")), "vmax"), MHAT, (|of| of("vmax") / of("c2"), "vhat"), CORRECTED],
    ),
    ("adamw", &[M, V, MHAT, VHAT, (|of| CORRECTED.0(of) - of("lr") * of("weight_decay") * of("x"), "xnew")]),
    (
        "nadam",
        &[
            M,
            V,
            (|of| of("munext") * of("m") / of("pnext") + (1.0 - of("mu")) * of("g") / of("p"), "mhat"),
            VHAT,
            CORRECTED,
        ],
    ),
    ("radam", &[M, V, MHAT, (|of| of("x") - of("lr") * of("mhat") * of("scale"), "xnew")]),
    (
        "adamax",
        &[
            M,
            (|of| (of("beta2") * of("u0")).max(of("g").abs() + of("eps")), "u"),
            MHAT,
            (|of| of("x") - of("lr") * of("mhat") / of("u"), "xnew"),
        ],
    ),
    (
        "adabelief",
        &[
            M,
            (|of| mean(of, "beta2", "s0", (of("g") - of("m")) * (of("g") - of("m"))) + of("eps"), "s"),
            MHAT,
            (|of| of("s") / of("c2"), "shat"),
            (|of| of("x") - of("lr") * of("mhat") / (of("shat").sqrt() + of("eps")), "xnew"),
        ],
    ),
    ("rprop", &[(|of| of("g") * of("prev0"), "q"), (|of| of("x") - of("sign") * of("step_size"), "xnew")]),
    (
        "lion",
        &[
            (|of| mean(of, "beta1", "m0", of("g")), "c"),
            (|of| of("x") - of("lr") * (of("sign") + of("weight_decay") * of("x")), "xnew"),
            (|of| mean(of, "beta2", "m0", of("g")), "m"),
        ],
    ),
    (
        "asgd",
        &[
            (|of| of("x") - of("lambd") * of("eta") * of("x") - of("eta") * of("g"), "xnew"),
            (|of| of("avg0") + of("mu") * (of("xnew") - of("avg0")), "avg"),
        ],
    ),
    (
        "schedulefree",
        &[
            (|of| (1.0 - of("momentum")) * of("zb") + of("momentum") * of("x"), "y"),
            (|of| of("zb") - of("lr") * of("g"), "za"),
            (|of| (1.0 - of("c")) * of("x") + of("c") * of("za"), "xnew"),
        ],
    ),
    ("sam", &[(|of| of("x") + of("e"), "top"), (|of| of("x") - of("lr") * of("far"), "xnew")]),
    ("lbfgs", &[(|of| of("x") + of("a") * of("d"), "xnew")]),
    ("newton", &[(|of| of("x") + of("lr") * of("p"), "xnew")]),
];

fn shown(numbers: &Numbers, name: &str) -> f64 {
    numbers.iter().find(|it| it.0 == name).unwrap_or_else(|| panic!("{name} in {numbers:?}")).1
}

fn raced(rule: &str, lr: f64) -> Race<&'static crate::Surface> {
    let info = catalog::find(rule).expect("in the catalogue");
    let params: Vec<f64> = info.defaults().enumerate().map(|(k, it)| if k == 0 { lr } else { it }).collect();
    run_of(rule, "rosenbrock", &params, 12)
}

#[test]
fn the_shown_numbers_lead_to_each_other_and_to_the_new_position() {
    assert!(LINES.iter().map(|it| it.0).eq(catalog::RULES.iter().map(|rule| rule.id)));
    for (rule, lines) in LINES {
        let race = raced(rule, 0.01);
        let run = &race.runs()[0];
        for t in [1, 2, 5, 6, 12].into_iter().filter(|&t| t <= run.last_step()) {
            for (k, numbers) in numbers(run, t).iter().enumerate() {
                assert_eq!([shown(numbers, "x"), shown(numbers, "xnew")], [t - 1, t].map(|t| run.position(t)[k]));
                for (line, name) in lines {
                    let (got, want) = (line(&|name| shown(numbers, name)), shown(numbers, name));
                    let size = want.abs().max(1.0);
                    assert!((got - want).abs() <= 1e-12 * size, "{rule}, {t}: {name} is {got}, not {want}");
                }
            }
        }
    }
}

/// Their rules ask for more than was recorded: what is shown of that is worked out from where the step led.
#[test]
fn what_is_worked_out_backwards_is_what_the_rule_had() {
    let (sam, lbfgs, newton) = (raced("sam", 1e-4), raced("lbfgs", 1.0), raced("newton", 0.01));
    let of = |race: &Race<&'static crate::Surface>, t| {
        let numbers: [Numbers; 2] = numbers(&race.runs()[0], t).try_into().expect("two coordinates");
        move |name: &str| numbers.each_ref().map(|numbers| shown(numbers, name))
    };
    let surface = surface::find("rosenbrock").expect("built in");
    for t in 1..=12 {
        let sam = of(&sam, t);
        let ([x, y], far) = (sam("top"), sam("far"));
        let slopes = surface.dual_at(x, y).gradient;
        for (far, slope) in far.iter().zip(slopes) {
            assert!((far - slope).abs() <= 1e-9 * slope.abs().max(1.0), "{t}: {far}, not {slope}");
        }
        let e = sam("e");
        assert!((norm(&e) - 0.05).abs() < 1e-12, "{t}: {e:?}");
        // One length for both coordinates.
        let [a, b] = of(&lbfgs, t)("a");
        assert!(a > 0.0 && (a - b).abs() <= 1e-9 * a, "{t}: {a} and {b}");
        // (H + δ) p = −g; all curvatures are positive here, so δ is what it begins with at most.
        let newton = of(&newton, t);
        let ([x, y], [p, q], [g, h]) = (newton("x"), newton("p"), newton("g"));
        let mut hessian = [0.0; 4];
        surface.hessian(&[x, y], &mut hessian);
        let left = [hessian[0] * p + hessian[1] * q + g, hessian[2] * p + hessian[3] * q + h];
        let most = newton("damping")[0] * p.hypot(q) + 1e-9 * g.hypot(h);
        assert!(norm(&left) <= most, "{t}: {left:?}, at most {most}");
    }
}

#[test]
fn adadeltas_rate_does_not_stall_where_adagrads_does() {
    let rates = |rule, params: &[f64]| {
        let surface = surface::find("beale").expect("built in");
        let entry = Entry { rule: catalog::find(rule).expect("in the catalogue"), params: params.to_vec() };
        let mut race = Race::new(surface, &[0.9, -2.3], &[entry]).expect("valid");
        race.advance(500);
        inside_of(&race).rates
    };
    let (stalling, going) = (rates("adagrad", &[1.0, 1e-10]), rates("adadelta", &[1.0, 0.9, 1e-6]));
    for k in [0, 1] {
        let at = |rates: &[f64], t: usize| rates[2 * (t - 1) + k];
        // The one has fallen at every update and hardly moves any more; the other has grown a hundredfold meanwhile.
        assert!(at(&stalling, 500) < at(&stalling, 250) && at(&stalling, 500) > 0.99 * at(&stalling, 250));
        assert!(at(&going, 250) > 2.0 * at(&going, 100) && at(&going, 500) > 2.0 * at(&going, 250), "{k}");
        assert!(at(&going, 500) > 100.0 * at(&going, 1), "{k}: {} of {}", at(&going, 500), at(&going, 1));
    }
}
