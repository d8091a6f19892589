//! Inside the rule: what each update of a run made of its gradient, from what was recorded of it.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use crate::math::{atan, norm, sqrt};
use crate::objective::Objective;
use crate::rule::{Around, Rule, Worked, worked};
use crate::run::Run;

/// Every update of a run: entry k is that of update k + 1, which made step k + 1 of step k.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inside {
    /// The effective learning rate of every coordinate, update by update; empty if the rule has none.
    pub rates: Vec<f64>,
    /// How long each step was.
    pub lengths: Vec<f64>,
    /// The angle of each step to the negative gradient of the loss where it began, in degrees; NaN where one of them is 0.
    /// What the rule was given may be another gradient: clipped, with noise, or from where the rule looked.
    pub angles: Vec<f64>,
}

/// The numbers of one update, for one coordinate: names as the worked formula has them, and values.
pub type Numbers = Vec<(&'static str, f64)>;

impl Inside {
    /// All updates of a run on `objective` so far.
    #[must_use]
    pub fn of(run: &Run, objective: &impl Objective) -> Self {
        let mut inside = Self::default();
        let mut grad = vec![0.0; run.dim()];
        let mut replay = Replay::new(run);
        for t in 1..=run.last_step() {
            replay.make(t);
            if let Some(rate) = run.entry().rule.rate {
                inside.rates.extend((0..run.dim()).map(|k| replay.around(t, k, rate)));
            }
            let (before, after) = (run.position(t - 1), run.position(t));
            let step: Vec<f64> = after.iter().zip(before).map(|(after, before)| after - before).collect();
            objective.value_grad(before, &mut grad);
            inside.lengths.push(norm(&step));
            inside.angles.push(angle_to_descent(&step, &grad));
        }
        inside
    }
}

/// The angle between a step and the negative of a gradient, in degrees. Not by its cosine, of which no angle below 1e-6 degrees
/// is left: a sum and a difference of vectors of one length have half the angle between them (W. Kahan, "How futile are
/// mindless assessments of roundoff in floating-point computation?", 2006, section 12).
fn angle_to_descent(step: &[f64], grad: &[f64]) -> f64 {
    let (length, slope) = (norm(step), norm(grad));
    let [mut apart, mut along] = [0.0; 2];
    for (step, grad) in step.iter().zip(grad) {
        let [step, descent] = [step / length, -grad / slope];
        apart += (step - descent) * (step - descent);
        along += (step + descent) * (step + descent);
    }
    2.0 * atan(sqrt(apart) / sqrt(along)).to_degrees()
}

/// The numbers of update `t` (the first is 1) of a run, coordinate by coordinate; none if there was no such update.
#[must_use]
pub fn numbers(run: &Run, t: usize) -> Vec<Numbers> {
    if t == 0 || t > run.last_step() {
        return Vec::new();
    }
    let Worked { derived, .. } = worked(run.entry().rule.id);
    let mut replay = Replay::new(run);
    (1..=t).for_each(|t| replay.make(t));
    let of = |k: usize| {
        let now = run.position(t)[k];
        let mut numbers = replay.around(t, k, |it| {
            let mut numbers = vec![("x", it.x), ("g", it.g), ("t", it.t as f64), ("xnew", now)];
            numbers.extend(derived(it, now));
            numbers
        });
        let rule = run.entry().rule;
        let params = rule.params.iter().zip(&replay.params).map(|(spec, value)| (spec.id, *value));
        numbers.extend(params.filter(|(id, _)| *id != "lr"));
        numbers.push(("lr", replay.lr));
        let states = rule.state.iter().enumerate().map(|(vector, spec)| (spec.id, run.state(t, vector, k)));
        numbers.extend(states.filter(|(id, _)| numbers.iter().all(|(known, _)| known != id)).collect::<Vec<_>>());
        numbers
    };
    (0..run.dim()).map(of).collect()
}

/// A run's rule, shown the recorded gradients again: what it remembers beside its vectors is in no record.
struct Replay<'a> {
    run: &'a Run,
    rule: Box<dyn Rule>,
    params: Vec<f64>,
    lr: f64,
    step: Vec<f64>,
    before: Vec<f64>,
    after: Vec<f64>,
}

impl<'a> Replay<'a> {
    fn new(run: &'a Run) -> Self {
        let params = run.runner().params_at(0);
        let vectors = run.entry().rule.state.len();
        let rule =
            run.entry().rule.build(run.dim(), &params).unwrap_or_else(|_| unreachable!("the run was built of it"));
        Self {
            rule,
            params,
            lr: 0.0,
            step: vec![0.0; run.dim()],
            before: vec![0.0; vectors],
            after: vec![0.0; vectors],
            run,
        }
    }

    /// Makes update `t` once more. A rule that asks cannot: it has nobody to ask, and no scalars that are shown.
    fn make(&mut self, t: usize) {
        let runner = self.run.runner();
        if runner.changes.iter().any(|change| change.after == t - 1) {
            self.params = runner.params_at(t - 1);
            self.rule.retune(&self.params);
        }
        self.lr = runner.rate_at(t - 1);
        if !self.run.entry().rule.asks {
            self.rule.update(t as u64, self.lr, self.run.position(t - 1), self.run.gradient(t - 1), &mut self.step);
        }
    }

    /// Hands out one coordinate around update `t`, the last that was made.
    fn around<T>(&mut self, t: usize, k: usize, what: impl FnOnce(Around<'_>) -> T) -> T {
        for vector in 0..self.before.len() {
            self.before[vector] = self.run.state(t - 1, vector, k);
            self.after[vector] = self.run.state(t, vector, k);
        }
        what(Around {
            params: &self.params,
            lr: self.lr,
            t: t as u64,
            x: self.run.position(t - 1)[k],
            g: self.run.gradient(t - 1)[k],
            before: &self.before,
            after: &self.after,
            scalars: self.rule.scalars(),
        })
    }
}

#[cfg(test)]
mod tests {
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

    /// What the lines before the last say must lead to the recorded step.
    #[test]
    fn the_shown_numbers_lead_to_the_new_position() {
        type Formula = fn(&dyn Fn(&str) -> f64) -> f64;
        let table: [(&str, Formula); 9] = [
            ("adadelta", |of| of("x") - of("lr") * of("delta")),
            ("amsgrad", |of| of("x") - of("lr") * of("mhat") / (of("vhat").sqrt() + of("eps"))),
            ("nadam", |of| of("x") - of("lr") * of("mhat") / (of("vhat").sqrt() + of("eps"))),
            ("radam", |of| of("x") - of("lr") * of("mhat") * of("scale")),
            ("adabelief", |of| of("x") - of("lr") * of("mhat") / (of("shat").sqrt() + of("eps"))),
            ("lion", |of| of("x") - of("lr") * (of("sign") + of("weight_decay") * of("x"))),
            ("rprop", |of| of("x") - of("sign") * of("step_size")),
            ("asgd", |of| of("x") - of("lambd") * of("eta") * of("x") - of("eta") * of("g")),
            ("schedulefree", |of| (1.0 - of("c")) * of("x") + of("c") * of("za")),
        ];
        for (rule, formula) in table {
            let info = catalog::find(rule).expect("in the catalogue");
            let params: Vec<f64> = info.defaults().enumerate().map(|(k, it)| if k == 0 { 0.01 } else { it }).collect();
            let race = run_of(rule, "rosenbrock", &params, 12);
            for t in [1, 2, 5, 6, 12].into_iter().filter(|&t| t <= race.runs()[0].last_step()) {
                for numbers in numbers(&race.runs()[0], t) {
                    let of = |name: &str| numbers.iter().find(|it| it.0 == name).unwrap_or_else(|| panic!("{name}")).1;
                    let (got, want) = (formula(&of), of("xnew"));
                    assert!((got - want).abs() <= 1e-12 * want.abs().max(1.0), "{rule}, {t}: {got}, not {want}");
                }
            }
        }
    }
}
