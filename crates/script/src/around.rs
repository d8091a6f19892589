//! What is done around the rules of a race, in Python: schedules, changes on the way, noise, clipping, decay.

use downhill::{Entry, Schedule};
use downhill_preset::{Change, RaceRun, RaceSetup};

use crate::{number, optimizer};

/// The class of which every run has one.
pub(crate) const AROUND: &str = r#"class Around:
    """What is done around a rule: its rate over time, changes on the way, and what its gradients go through."""

    def __init__(self, schedule=None, changes=(), clip_value=None, clip_norm=None, weight_decay=0.0):
        self.schedule = schedule or (lambda lr, t: lr)
        self.changes = dict(changes)
        self.clip_value, self.clip_norm, self.weight_decay = clip_value, clip_norm, weight_decay
        self.noise = Noise(NOISE, SEED)

    def begin(self, optimizer, t):
        """Update t, the first being 0, is about to be made."""
        for group in optimizer.param_groups:
            group.update(self.changes.get(t, {}))
            self.lr = group["lr"] if t == 0 or t in self.changes else self.lr
            group["lr"] = self.schedule(self.lr, t)
        self.drawn = self.noise.draw()

    @torch.no_grad()
    def gradient(self, x):
        """Noise, then clipping, then decay. Noise meets the first gradient of an update alone."""
        x.grad.add_(torch.tensor(self.drawn))
        self.drawn = [0.0, 0.0]
        if self.clip_value is not None:
            x.grad.clamp_(-self.clip_value, self.clip_value)
        if self.clip_norm is not None and x.grad.norm() > self.clip_norm:
            x.grad.mul_(self.clip_norm / x.grad.norm())
        x.grad.add_(x, alpha=self.weight_decay)
"#;

/// The numbers that noise is made of.
pub(crate) const NOISE: &str = r#"class Noise:
    """Gaussian numbers from SplitMix64, by the cosine of Box and Muller: the same as Downhill draws."""

    def __init__(self, sigma, seed):
        self.sigma, self.state = sigma, seed

    def uniform(self):
        mask = 2**64 - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return ((z ^ (z >> 31)) >> 11) * 2.0**-53

    def normal(self):
        radius = math.sqrt(-2.0 * math.log(1.0 - self.uniform()))
        return radius * math.cos(2.0 * math.pi * self.uniform())

    def draw(self):
        return [self.sigma * self.normal(), self.sigma * self.normal()] if self.sigma > 0 else [0.0, 0.0]
"#;

/// The schedule that is too long for one expression.
pub(crate) const ONE_CYCLE: &str = r#"def one_cycle(lr, t, steps, share, div, final_div):
    """Up to lr and down again, along half waves of the cosine (L. N. Smith and N. Topin, 2018)."""
    low, peak = lr / div, share * steps - 1.0
    if t < peak:
        start, end, way = low, lr, t / peak
    else:
        start, end, way = lr, low / final_div, min(1.0, (t - peak) / (steps - 1.0 - peak))
    return end + 0.5 * (start - end) * (1.0 + math.cos(math.pi * way))
"#;

/// Whether anything is done around any of the rules.
pub(crate) fn is_needed(setup: &RaceSetup) -> bool {
    let is_plain = |run: &RaceRun| run.schedule == Schedule::Constant && run.transforms.is_none();
    setup.noise > 0.0 || !setup.changes.is_empty() || !setup.runs.iter().all(is_plain)
}

/// Whether a parameter changes that PyTorch's corrected averages take for the one that they always had.
pub(crate) fn is_corrected_otherwise(setup: &RaceSetup) -> bool {
    let id = |change: &Change| setup.runs[change.run].entry.rule.params[change.param].id;
    setup.changes.iter().any(|change| matches!(id(change), "beta1" | "beta2"))
}

/// The arguments of [`AROUND`] for a run.
pub(crate) fn arguments(setup: &RaceSetup, index: usize) -> String {
    let RaceRun { entry, schedule, transforms } = &setup.runs[index];
    let mut all = Vec::new();
    if let Some(rate) = rate(*schedule) {
        all.push(format!("schedule=lambda lr, t: {rate}"));
    }
    let own = setup.changes.iter().filter(|change| change.run == index);
    let mut params = entry.params.clone();
    let mut changes: Vec<(usize, String)> = Vec::new();
    for change in own {
        params[change.param] = change.value;
        let now = optimizer::arguments(&Entry { rule: entry.rule, params: params.clone() });
        changes.retain(|(at, _)| *at != change.at);
        changes.push((change.at, format!("({}, dict({now}))", change.at)));
    }
    if !changes.is_empty() {
        let changes: Vec<String> = changes.into_iter().map(|(_, text)| text).collect();
        all.push(format!("changes=[{}]", changes.join(", ")));
    }
    let names = ["clip_value", "clip_norm", "weight_decay"];
    let strengths = names.into_iter().zip(transforms.strengths());
    all.extend(strengths.filter_map(|(name, strength)| Some(format!("{name}={}", number(strength?)))));
    all.join(", ")
}

/// The learning rate of update t, the first being 0, as an expression.
fn rate(schedule: Schedule) -> Option<String> {
    let [a, b, c, d] = schedule.params().map(number);
    Some(match schedule {
        Schedule::Constant => return None,
        Schedule::InverseTime { .. } => format!("lr / (1.0 + {a} * t)"),
        Schedule::Step { .. } => format!("lr * {b} ** (t // {a})"),
        Schedule::Exponential { .. } => format!("lr * {a} ** t"),
        Schedule::Cosine { .. } => format!("{b} + 0.5 * (lr - {b}) * (1.0 + math.cos(math.pi * min(1.0, t / {a})))"),
        Schedule::WarmUp { .. } => format!("lr * ({a} + (1.0 - {a}) * min(1.0, t / {b}))"),
        Schedule::OneCycle { .. } => format!("one_cycle(lr, t, {a}, {b}, {c}, {d})"),
    })
}
