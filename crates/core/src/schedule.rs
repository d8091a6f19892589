//! Learning-rate schedules: pure functions of the update.

/// How the learning rate changes from update to update.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Schedule {
    /// It stays.
    Constant,
    /// lr / (1 + decay · t) at update t, the first being 0: the schedule under which stochastic approximation converges (H. Robbins and
    /// S. Monro, 1951; in this form PyTorch's `lr_decay` of Adagrad).
    InverseTime {
        /// How fast it falls; at least 0.
        decay: f64,
    },
}

impl Schedule {
    /// The learning rate of update `t`, the first being 0, given the one that it starts from.
    #[must_use]
    pub fn rate(self, lr: f64, t: u64) -> f64 {
        match self {
            Self::Constant => lr,
            Self::InverseTime { decay } => lr / (1.0 + decay * t as f64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inverse_time_halves_after_one_over_decay_updates() {
        let schedule = Schedule::InverseTime { decay: 0.01 };
        assert_eq!([schedule.rate(0.3, 0), schedule.rate(0.3, 100)], [0.3, 0.15]);
        assert_eq!(Schedule::Constant.rate(0.3, 1000), 0.3);
    }
}
