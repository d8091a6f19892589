//! Learning-rate schedules: pure functions of the update.

mod table;

pub use table::{SCHEDULES, ScheduleInfo, find};

use core::f64::consts::PI;

use crate::math::{cos, floor, pow};

/// How the learning rate changes from update to update; t counts updates from 0. Written as PyTorch's schedulers are, where
/// one has the name; what they leave open past their last update is said at each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Schedule {
    /// It stays.
    Constant,
    /// lr / (1 + decay · t): the schedule under which stochastic approximation converges (H. Robbins and
    /// S. Monro, 1951; in this form PyTorch's `lr_decay` of Adagrad).
    InverseTime {
        /// How fast it falls; at least 0.
        decay: f64,
    },
    /// lr · γ^⌊t / `step_size`⌋ (PyTorch's `StepLR`).
    Step {
        /// Updates between two falls; a whole number, at least 1.
        step_size: f64,
        /// What the rate is multiplied by at each of them.
        gamma: f64,
    },
    /// lr · γ^t (PyTorch's `ExponentialLR`).
    Exponential {
        /// What the rate is multiplied by at every update.
        gamma: f64,
    },
    /// Half a wave of the cosine from lr down to `eta_min` (I. Loshchilov and F. Hutter, "SGDR", 2017, equation (5), without
    /// restarts; PyTorch's `CosineAnnealingLR`). After `t_max` it stays where it is; PyTorch's rises again.
    Cosine {
        /// Updates until the lowest rate; a whole number, at least 1.
        t_max: f64,
        /// The lowest rate.
        eta_min: f64,
    },
    /// From `start_factor` · lr in a straight line up to lr, which then stays (P. Goyal et al., 2017, section 2.2; PyTorch's
    /// `LinearLR`).
    WarmUp {
        /// The share of lr that it begins with.
        start_factor: f64,
        /// Updates until the whole of it; a whole number, at least 1.
        total_iters: f64,
    },
    /// Up to lr and down again, along half waves of the cosine (L. N. Smith and N. Topin, 2018; PyTorch's `OneCycleLR` with
    /// `max_lr` = lr and momentum left alone). After the last update it stays where it is; PyTorch's refuses to go on.
    OneCycle {
        /// Updates of the whole cycle; a whole number, at least 2.
        total_steps: f64,
        /// The share of them that goes up.
        pct_start: f64,
        /// lr divided by the rate at the beginning.
        div_factor: f64,
        /// The rate at the beginning divided by the rate at the end.
        final_div_factor: f64,
    },
}

impl Schedule {
    /// The learning rate of update `t`, the first being 0, given the one that the rule was set to.
    #[must_use]
    pub fn rate(self, lr: f64, t: u64) -> f64 {
        let t = t as f64;
        match self {
            Self::Constant => lr,
            Self::InverseTime { decay } => lr / (1.0 + decay * t),
            Self::Step { step_size, gamma } => lr * falls(gamma, floor(t / step_size)),
            Self::Exponential { gamma } => lr * falls(gamma, t),
            Self::Cosine { t_max, eta_min } => between(lr, eta_min, (t / t_max).min(1.0)),
            Self::WarmUp { start_factor, total_iters } => {
                lr * (start_factor + (1.0 - start_factor) * (t / total_iters).min(1.0))
            }
            Self::OneCycle { total_steps, pct_start, div_factor, final_div_factor } => {
                let first = lr / div_factor;
                let (peak, last) = (pct_start * total_steps - 1.0, total_steps - 1.0);
                if t < peak {
                    between(first, lr, t / peak)
                } else {
                    between(lr, first / final_div_factor, ((t - peak) / (last - peak)).min(1.0))
                }
            }
        }
    }
}

/// γ to the power of a count; a γ of 0 leaves what comes before the first fall.
fn falls(gamma: f64, count: f64) -> f64 {
    if count == 0.0 { 1.0 } else { pow(gamma, count) }
}

/// Half a wave of the cosine: `from` at share 0, `to` at share 1.
fn between(from: f64, to: f64, share: f64) -> f64 {
    to + 0.5 * (from - to) * (1.0 + cos(PI * share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_rates(schedule: Schedule, want: &[(u64, f64)]) {
        for &(t, want) in want {
            let got = schedule.rate(0.3, t);
            assert!((got - want).abs() <= 1e-15, "{schedule:?} at {t}: {got}, expected {want}");
        }
    }

    #[test]
    fn inverse_time_halves_after_one_over_decay_updates() {
        let schedule = Schedule::InverseTime { decay: 0.01 };
        assert_eq!([schedule.rate(0.3, 0), schedule.rate(0.3, 100)], [0.3, 0.15]);
        assert_eq!(Schedule::Constant.rate(0.3, 1000), 0.3);
    }

    // The numbers are those of torch.optim.lr_scheduler, stepped once an update.
    #[test]
    fn steps_and_powers_are_those_of_pytorch() {
        let step = Schedule::Step { step_size: 3.0, gamma: 0.1 };
        assert_rates(step, &[(0, 0.3), (2, 0.3), (3, 0.03), (5, 0.03), (6, 0.003), (7, 0.003)]);
        let exponential = Schedule::Exponential { gamma: 0.9 };
        assert_rates(exponential, &[(0, 0.3), (1, 0.27), (2, 0.243), (7, 0.143_489_07)]);
    }

    #[test]
    fn a_factor_of_0_leaves_what_comes_before_the_first_fall() {
        assert_rates(Schedule::Step { step_size: 3.0, gamma: 0.0 }, &[(0, 0.3), (2, 0.3), (3, 0.0)]);
    }

    #[test]
    fn waves_and_ramps_are_those_of_pytorch() {
        let cosine = Schedule::Cosine { t_max: 8.0, eta_min: 0.1 };
        assert_rates(cosine, &[(0, 0.3), (2, 0.270_710_678_118_654_7), (4, 0.2), (8, 0.1), (9, 0.1)]);
        let warm_up = Schedule::WarmUp { start_factor: 0.25, total_iters: 4.0 };
        assert_rates(warm_up, &[(0, 0.075), (1, 0.131_25), (2, 0.1875), (4, 0.3), (9, 0.3)]);
    }

    #[test]
    fn one_cycle_peaks_where_pytorch_has_it_and_ends_low() {
        let cycle =
            Schedule::OneCycle { total_steps: 20.0, pct_start: 0.3, div_factor: 25.0, final_div_factor: 10_000.0 };
        assert_rates(cycle, &[(0, 0.012), (5, 0.3), (12, 0.150_000_6), (19, 1.2e-6), (40, 1.2e-6)]);
    }

    #[test]
    fn a_cycle_of_no_ascent_begins_at_its_peak() {
        let cycle = Schedule::OneCycle { total_steps: 2.0, pct_start: 0.5, div_factor: 25.0, final_div_factor: 10.0 };
        assert!((0..5).all(|t| cycle.rate(0.3, t).is_finite()));
    }
}
