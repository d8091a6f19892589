//! What enters a race: a rule with its parameters, and everything that is done around it.

use alloc::vec::Vec;

use crate::descent::ParamChange;
use crate::param::ParamError;
use crate::rng::SplitMix64;
use crate::rule::RuleInfo;
use crate::schedule::Schedule;
use crate::transform::Transforms;

/// A rule with its hyper-parameters, as it is entered into a race or a comparison.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The rule.
    pub rule: &'static RuleInfo,
    /// Its parameters, in the order of [`RuleInfo::params`].
    pub params: Vec<f64>,
}

/// A rule in a race. An [`Entry`] alone becomes one whose rate is constant and whose gradients are left as they are.
#[derive(Clone, Debug)]
pub struct Runner {
    /// The rule and its parameters.
    pub entry: Entry,
    /// How its learning rate changes.
    pub schedule: Schedule,
    /// What is done to its gradients.
    pub transforms: Transforms,
    /// Parameters that change on the way, in the order in which they do.
    pub changes: Vec<ParamChange>,
    /// What is added to its gradients.
    pub noise: Option<Noise>,
}

/// Gaussian noise on the gradient: injected, not that of a batch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    /// Standard deviation of each component.
    pub sigma: f64,
    /// The seed of the generator that draws it.
    pub seed: u64,
}

impl Runner {
    /// Whether its gradients are those of the loss.
    #[must_use]
    pub fn sees_the_loss_itself(&self) -> bool {
        self.noise.is_none() && self.transforms.is_none()
    }

    /// # Errors
    /// [`ParamError`] of the first change whose value is not valid.
    pub(crate) fn check_changes(&self) -> Result<(), ParamError> {
        self.changes.iter().try_for_each(|it| self.entry.rule.params[it.param].check(it.value).map(drop))
    }

    /// The generator of its noise at the beginning.
    pub(crate) fn generator(&self) -> SplitMix64 {
        SplitMix64::new(self.noise.map_or(0, |noise| noise.seed))
    }

    /// The parameters with which update `t` (the first is 0) is made, changes included and the schedule left out.
    #[must_use]
    pub fn params_at(&self, t: usize) -> Vec<f64> {
        let mut params = self.entry.params.clone();
        for change in self.changes.iter().filter(|change| change.after <= t) {
            params[change.param] = change.value;
        }
        params
    }

    /// The learning rate of update `t`, the first being 0.
    #[must_use]
    pub fn rate_at(&self, t: usize) -> f64 {
        self.schedule.rate(self.params_at(t)[0], t as u64)
    }
}

impl From<Entry> for Runner {
    fn from(entry: Entry) -> Self {
        Self {
            entry,
            schedule: Schedule::Constant,
            transforms: Transforms::default(),
            changes: Vec::new(),
            noise: None,
        }
    }
}
