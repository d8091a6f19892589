//! The one table of schedules: what validation, menus, links and tests are made from.

use super::Schedule;
use crate::param::{Domain, ParamError, ParamSpec, Scale};

/// A schedule and what is known about it.
#[derive(Debug)]
pub struct ScheduleInfo {
    /// Stable name in links.
    pub id: &'static str,
    /// English name.
    pub name: &'static str,
    /// Authors and year, or where the form comes from.
    pub reference: &'static str,
    /// The rate of update t, from 0, as TeX.
    pub tex: &'static str,
    /// Its parameters, none of which is the learning rate.
    pub params: &'static [ParamSpec],
    build: fn(&[f64]) -> Schedule,
}

impl ScheduleInfo {
    /// The schedule with these parameters, in the order of [`params`](Self::params).
    ///
    /// # Errors
    /// [`ParamError`] if there are too many or too few, or one lies outside its domain.
    pub fn build(&'static self, params: &[f64]) -> Result<Schedule, ParamError> {
        let schedule = self.unchecked(params)?;
        for (spec, &value) in self.params.iter().zip(params) {
            spec.check(value)?;
        }
        Ok(schedule)
    }

    /// The schedule with these parameters, whatever their values: what it gives then may be no number.
    ///
    /// # Errors
    /// [`ParamError`] if there are too many or too few.
    pub fn unchecked(&'static self, params: &[f64]) -> Result<Schedule, ParamError> {
        if params.len() == self.params.len() {
            Ok((self.build)(params))
        } else {
            Err(ParamError::Count { rule: self.id, expected: self.params.len(), given: params.len() })
        }
    }

    /// The default of every parameter, in order.
    pub fn defaults(&self) -> impl Iterator<Item = f64> {
        self.params.iter().map(|spec| spec.default)
    }
}

impl Schedule {
    /// Its row of the table.
    #[must_use]
    pub fn info(self) -> &'static ScheduleInfo {
        let id = match self {
            Self::Constant => "constant",
            Self::InverseTime { .. } => "inverse-time",
            Self::Step { .. } => "step",
            Self::Exponential { .. } => "exponential",
            Self::Cosine { .. } => "cosine",
            Self::WarmUp { .. } => "warm-up",
            Self::OneCycle { .. } => "one-cycle",
        };
        find(id).unwrap_or(&SCHEDULES[0])
    }

    /// Its parameters, in the order of the table; as many as it has come first.
    #[must_use]
    pub fn params(self) -> [f64; 4] {
        match self {
            Self::Constant => [0.0; 4],
            Self::InverseTime { decay } => [decay, 0.0, 0.0, 0.0],
            Self::Step { step_size, gamma } => [step_size, gamma, 0.0, 0.0],
            Self::Exponential { gamma } => [gamma, 0.0, 0.0, 0.0],
            Self::Cosine { t_max, eta_min } => [t_max, eta_min, 0.0, 0.0],
            Self::WarmUp { start_factor, total_iters } => [start_factor, total_iters, 0.0, 0.0],
            Self::OneCycle { total_steps, pct_start, div_factor, final_div_factor } => {
                [total_steps, pct_start, div_factor, final_div_factor]
            }
        }
    }
}

const fn updates(id: &'static str, symbol: &'static str, default: f64, doc: &'static str) -> ParamSpec {
    ParamSpec { id, symbol, default, domain: Domain::Count, min: 1.0, max: 100_000.0, scale: Scale::Log, doc }
}

const fn ratio(id: &'static str, symbol: &'static str, default: f64, max: f64, doc: &'static str) -> ParamSpec {
    ParamSpec { id, symbol, default, domain: Domain::Positive, min: 1.0, max, scale: Scale::Log, doc }
}

const GAMMA: ParamSpec = ParamSpec::memory("gamma", "γ", 0.1, 0.999, "what the rate is multiplied by at each fall");

/// Every schedule, in the order in which menus show them.
pub static SCHEDULES: &[ScheduleInfo] = &[
    ScheduleInfo {
        id: "constant",
        name: "Constant",
        reference: "PyTorch's default",
        tex: r"\eta_t = \eta",
        params: &[],
        build: |_| Schedule::Constant,
    },
    ScheduleInfo {
        id: "step",
        name: "Steps down",
        reference: "PyTorch's StepLR",
        tex: r"\eta_t = \eta\, \gamma^{\lfloor t / s \rfloor}",
        params: &[updates("step_size", "s", 100.0, "updates between two falls"), GAMMA],
        build: |params| Schedule::Step { step_size: params[0], gamma: params[1] },
    },
    ScheduleInfo {
        id: "exponential",
        name: "Exponential",
        reference: "PyTorch's ExponentialLR",
        tex: r"\eta_t = \eta\, \gamma^t",
        params: &[ParamSpec { default: 0.99, doc: "what the rate is multiplied by at every update", ..GAMMA }],
        build: |params| Schedule::Exponential { gamma: params[0] },
    },
    ScheduleInfo {
        id: "cosine",
        name: "Cosine",
        reference: "I. Loshchilov and F. Hutter, 2017",
        tex: r"\eta_t = \eta_{\min} + \tfrac12 (\eta - \eta_{\min}) \left(1 + \cos \tfrac{\pi t}{T}\right)",
        params: &[
            updates("t_max", "T", 500.0, "updates until the lowest rate, which then stays"),
            ParamSpec {
                id: "eta_min",
                symbol: "η_min",
                default: 0.0,
                domain: Domain::NonNegative,
                min: 0.0,
                max: 1.0,
                scale: Scale::Linear,
                doc: "the lowest rate",
            },
        ],
        build: |params| Schedule::Cosine { t_max: params[0], eta_min: params[1] },
    },
    ScheduleInfo {
        id: "warm-up",
        name: "Warm-up",
        reference: "P. Goyal et al., 2017; PyTorch's LinearLR",
        tex: r"\eta_t = \eta \left(a + (1 - a) \min\!\left(1, \tfrac{t}{T}\right)\right)",
        params: &[
            ParamSpec {
                id: "start_factor",
                symbol: "a",
                default: 1.0 / 3.0,
                domain: Domain::Fraction,
                min: 0.0,
                max: 0.99,
                scale: Scale::Linear,
                doc: "the share of the rate that it begins with",
            },
            updates("total_iters", "T", 5.0, "updates until the whole rate, which then stays"),
        ],
        build: |params| Schedule::WarmUp { start_factor: params[0], total_iters: params[1] },
    },
    ScheduleInfo {
        id: "inverse-time",
        name: "1/(1 + kt)",
        reference: "H. Robbins and S. Monro, 1951",
        tex: r"\eta_t = \frac{\eta}{1 + k t}",
        params: &[ParamSpec {
            id: "decay",
            symbol: "k",
            default: 0.01,
            domain: Domain::NonNegative,
            min: 1e-4,
            max: 1.0,
            scale: Scale::Log,
            doc: "how fast the rate falls",
        }],
        build: |params| Schedule::InverseTime { decay: params[0] },
    },
    ScheduleInfo {
        id: "one-cycle",
        name: "One cycle",
        reference: "L. N. Smith and N. Topin, 2018; PyTorch's OneCycleLR",
        tex: r"\frac{\eta}{d} \nearrow \eta \searrow \frac{\eta}{d\, d'}",
        params: &[
            updates("total_steps", "T", 500.0, "updates of the whole cycle"),
            ParamSpec {
                id: "pct_start",
                symbol: "p",
                default: 0.3,
                domain: Domain::Fraction,
                min: 0.0,
                max: 0.99,
                scale: Scale::Linear,
                doc: "the share of them that goes up",
            },
            ratio("div_factor", "d", 25.0, 1e3, "the highest rate divided by the first"),
            ratio("final_div_factor", "d′", 1e4, 1e6, "the first rate divided by the last"),
        ],
        build: |params| Schedule::OneCycle {
            total_steps: params[0],
            pct_start: params[1],
            div_factor: params[2],
            final_div_factor: params[3],
        },
    },
];

/// The schedule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static ScheduleInfo> {
    SCHEDULES.iter().find(|schedule| schedule.id == id)
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;

    #[test]
    fn every_schedule_is_built_from_its_defaults_and_gives_them_back() {
        for info in SCHEDULES {
            let defaults: Vec<f64> = info.defaults().collect();
            let schedule = info.build(&defaults).expect(info.id);
            assert_eq!(schedule.info().id, info.id);
            assert_eq!(schedule.params()[..defaults.len()], defaults);
            assert!((0..2000).all(|t| (0.0..=0.1).contains(&schedule.rate(0.1, t))), "{}", info.id);
        }
    }

    #[test]
    fn what_a_schedule_cannot_be_is_refused_by_name() {
        let refusal = |id, params: &[f64]| std::format!("{}", find(id).expect(id).build(params).expect_err("refused"));
        assert_eq!(refusal("step", &[2.5, 0.1]), "step_size = 2.5: must be a whole number >= 1");
        assert_eq!(refusal("cosine", &[100.0, -1.0]), "eta_min = -1: must be >= 0");
        assert_eq!(refusal("exponential", &[]), "exponential: takes 1 parameters, 0 given");
    }
}
