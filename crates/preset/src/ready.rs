//! The ready presets: setups worth looking at, each with one thing to see. Their titles are the page's, by id.

mod tag;

use crate::parse::parse;
use crate::setup::{Lab, Preset};

pub use tag::Tag;

/// A setup that is worth looking at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ready {
    /// Stable name, also in addresses.
    pub id: &'static str,
    /// Its canonical link.
    pub link: &'static str,
    /// What it is about, one to four, in the order of [`Tag::ALL`].
    pub tags: &'static [Tag],
}

/// Every ready preset of the Race lab, the one that the page opens with first. What each shows is said above it, and tested.
pub const READY: &[Ready] = &[
    // RMSprop gets to the minimum, Adam and Adagrad are on the way, and Nesterov is carried over the ridge into the other
    // valley, whose floor goes on for ever.
    Ready {
        id: "beale-race",
        link: "lab=race&f=beale&from=0.9,-2.3&view=-3.6,4.2,-2.6,2.3&run=adam,lr:0.08&run=rmsprop,lr:0.01,alpha:0.9\
               &run=adagrad,lr:2&run=nesterov,lr:0.0011&steps=500&v=1",
        tags: &[Tag::Momentum, Tag::Adaptive],
    },
    // The same rule three times: hardly moving, arriving, diverging. The last two rates lie on both sides of 2 divided by
    // the largest curvature, 100.
    Ready {
        id: "lr-too-big",
        link: "lab=race&f=ravine&from=-3.2,1.6&run=sgd,lr:0.001&run=sgd,lr:0.018&run=sgd,lr:0.03&steps=250&v=1",
        tags: &[Tag::LearningRate, Tag::Conditioning, Tag::Divergence],
    },
    // SGD crosses the floor at every step, momentum less often, Nesterov hardly; they arrive in the opposite order.
    Ready {
        id: "ravine-momentum",
        link: "lab=race&f=ravine&from=-3.2,1.6&run=sgd,lr:0.018&run=momentum,lr:0.005&run=nesterov,lr:0.005\
               &steps=250&v=1",
        tags: &[Tag::Momentum, Tag::Conditioning],
    },
    // Adagrad divides by all gradients that it ever saw, so its steps shrink and it falls behind those that forget.
    Ready {
        id: "adagrad-stalls",
        link: "lab=race&f=rosenbrock&from=-1.5,2&run=adagrad,lr:0.1&run=rmsprop,lr:0.01&run=adadelta,lr:1\
               &steps=1000&v=1",
        tags: &[Tag::LearningRate, Tag::Adaptive],
    },
    // Adadelta has no rate to choose, but its epsilon takes the part of one: small, it hardly starts; large, it arrives
    // early and cannot stay.
    Ready {
        id: "adadelta-no-rate",
        link: "lab=race&f=booth&from=-5,6.5&run=adadelta,lr:1&run=adadelta,lr:1,eps:1e-4&run=adadelta,lr:1,eps:0.01\
               &steps=400&v=1",
        tags: &[Tag::LearningRate, Tag::Adaptive],
    },
    // A millionth beside the ridge the slope across it is as good as 0: rules that scale it leave at once, the others
    // run to the saddle first and wait there.
    Ready {
        id: "saddle-escape",
        link: "lab=race&f=saddle&from=-3,1e-6&run=sgd,lr:0.02&run=momentum,lr:0.02&run=adagrad,lr:0.1\
               &run=rmsprop,lr:0.02&run=adam,lr:0.05&steps=150&v=1",
        tags: &[Tag::Adaptive, Tag::Saddle],
    },
    // Momentum and Nesterov coast over the hill to the global minimum; SGD and Adam stop in the first hollow.
    Ready {
        id: "local-minima",
        link: "lab=race&f=styblinski-tang&from=4.8,4.6&view=-8,8,-5,5&run=sgd,lr:0.01&run=momentum,lr:0.01\
               &run=nesterov,lr:0.01&run=adam,lr:0.1&steps=200&v=1",
        tags: &[Tag::Momentum, Tag::LocalMinima],
    },
    // One start, four rules, four minima, all equally deep.
    Ready {
        id: "himmelblau-four",
        link: "lab=race&f=himmelblau&from=-4.5,0.3&run=sgd,lr:0.01&run=momentum,lr:0.01&run=nesterov,lr:0.01\
               &run=adagrad,lr:0.5&steps=200&v=1",
        tags: &[Tag::LocalMinima],
    },
    // A loss typed, and every derivative of it in the graph below: by both modes, the same.
    Ready {
        id: "backpropagation",
        link: "lab=race&expr=%28x%5E2%2By%5E2%29%2F6%2Bsin%28x%29%2Ay&from=-2,2.5&view=-8,8,-5,5&run=sgd,lr:0.2\
               &run=adam,lr:0.2&steps=100&show=derivatives&point=1.5,-0.5&v=1",
        tags: &[Tag::Differentiation],
    },
    // What Adagrad divides by only grows, so its rates fall for ever; those of the two that forget settle.
    Ready {
        id: "inside-adagrad",
        link: "lab=race&f=beale&from=0.9,-2.3&view=-3.6,4.2,-2.6,2.3&run=adagrad,lr:1&run=rmsprop,lr:0.01&run=adadelta,lr:1\
               &steps=500&show=inside&v=1",
        tags: &[Tag::LearningRate, Tag::Adaptive],
    },
    // With curvatures 100 and 1, the rates of SGD end at 2/100; momentum doubles that and more.
    Ready {
        id: "rate-sweep",
        link: "lab=race&f=ravine&from=-3.2,1.6&run=sgd,lr:0.018&run=momentum,lr:0.03&run=adam,lr:0.1&steps=150\
               &show=rates&v=1",
        tags: &[Tag::LearningRate, Tag::Conditioning, Tag::Divergence],
    },
    // Where a run starts does not alone decide where it ends: momentum's map is not SGD's.
    Ready {
        id: "basins",
        link: "lab=race&f=himmelblau&from=-0.6,-0.6&run=momentum,lr:0.01&run=sgd,lr:0.01&steps=300&show=basins&v=1",
        tags: &[Tag::Momentum, Tag::LocalMinima],
    },
    // Both at once: the rates that do not diverge end at 2 (1 + momentum) / 100, and the fastest runs have
    // more than half of the momentum and a rate that plain descent would not bear.
    Ready {
        id: "rate-and-momentum",
        link: "lab=race&f=ravine&from=-3.2,1.6&run=momentum,lr:0.005&steps=150&show=basins&sweep=lr,momentum&each=150&v=1",
        tags: &[Tag::LearningRate, Tag::Momentum, Tag::Conditioning, Tag::Divergence],
    },
    // The second derivative knows how far to go: Newton's method arrives in 20 steps, L-BFGS guesses it in 35, and what
    // only slopes tell leaves the others in the valley.
    Ready {
        id: "second-order",
        link: "lab=race&f=rosenbrock&from=-1.5,2&run=newton,lr:1&run=lbfgs,lr:1&run=adam,lr:0.1&run=momentum,lr:0.001&steps=200\
               &per=evaluations&v=1",
        tags: &[Tag::Conditioning, Tag::SecondOrder],
    },
    // The same noise, three times the same rate at first: it keeps the constant one away, and the falling ones arrive.
    Ready {
        id: "rates-that-fall",
        link: "lab=race&f=bowl&from=-3,1.5&run=sgd,lr:0.2&run=sgd,lr:0.2,schedule:cosine,t_max:300&run=sgd,lr:0.2,decay:0.05\
               &steps=300&noise=2&seeds=30&v=1",
        tags: &[Tag::LearningRate, Tag::Noise, Tag::Schedules],
    },
    // An average of the way stands still where the way itself does not.
    Ready {
        id: "averages",
        link: "lab=race&f=bowl&from=-3,1.5&run=sgd,lr:0.2&run=schedulefree,lr:0.2&steps=300&noise=2&seed=3&seeds=30&v=1",
        tags: &[Tag::Noise, Tag::Schedules],
    },
    // Noise leaves the iterate no rest; the average of all iterates comes to rest, and so does a run whose rate falls in the end.
    Ready {
        id: "two-ways-to-quiet-noise",
        link: "lab=race&f=bowl&from=-3,1.5&run=asgd,lr:0.2,lambd:0,t0:0&run=sgd,lr:0.2,schedule:one-cycle,total_steps:300&steps=300\
               &noise=2&seed=5&v=1",
        tags: &[Tag::LearningRate, Tag::Noise, Tag::Schedules],
    },
    // At step 150 the rate of the second falls to a tenth, and the noise has that much less to say.
    Ready {
        id: "change-on-the-way",
        link: "lab=race&f=bowl&from=-3,1.5&run=sgd,lr:0.2&run=sgd,lr:0.2&steps=300&noise=2&seeds=30&change=150,2,lr:0.02&v=1",
        tags: &[Tag::LearningRate, Tag::Noise, Tag::Schedules],
    },
    // A gradient of thousands throws the first one out at once; shortened to 5, the same rate gets down the valley.
    Ready {
        id: "clipping",
        link: "lab=race&f=rosenbrock&from=-1.5,2&run=sgd,lr:0.005&run=sgd,lr:0.005,clip_norm:5&steps=2000&v=1",
        tags: &[Tag::LearningRate, Tag::Divergence],
    },
    // The minimum is at (1, 3). Decay in the gradient is divided by Adam's scale, decay beside it is not: they end elsewhere.
    Ready {
        id: "weight-decay",
        link: "lab=race&f=booth&from=-5,6.5&run=adam,lr:0.2&run=adam,lr:0.2,weight_decay:0.5&run=adamw,lr:0.2,weight_decay:0.5\
               &steps=400&v=1",
        tags: &[Tag::Adaptive],
    },
    // Lion takes steps of one length for ever, Rprop shortens them at every turn: both look at the sign alone.
    Ready {
        id: "only-the-sign",
        link: "lab=race&f=ravine&from=-3.2,1.6&run=lion,lr:0.05&run=rprop,lr:0.01&run=sgd,lr:0.018&steps=150&v=1",
        tags: &[Tag::Adaptive, Tag::Conditioning],
    },
    // A hole narrower than the way that SAM looks ahead cannot hold it; SGD rests there. The wide one is as deep.
    Ready {
        id: "sam-and-the-hole",
        link: "lab=race&expr=0.1%2Ax%5E2-exp%28-16%2A%28%28x-1.2%29%5E2%2By%5E2%29%29-1.2%2Aexp%28-0.5%2A%28%28x%2B1.5%29%5E2%2By%5E2%29%29%2B0.2%2Ay%5E2\
               &from=2,0.9&view=-3.6,3.2,-2.1,2.15&run=sgd,lr:0.05&run=sam,lr:0.05,rho:0.9&steps=600&v=1",
        tags: &[Tag::LocalMinima, Tag::Sharpness],
    },
    // The same race on a landscape that one can walk around.
    Ready {
        id: "in-space",
        link: "lab=race&f=himmelblau&from=-0.6,-0.6&run=sgd,lr:0.01&run=momentum,lr:0.01&run=adam,lr:0.1&steps=200\
               &show=3d&v=1",
        tags: &[Tag::Momentum, Tag::LocalMinima],
    },
];

/// Every ready preset of the Batch lab. What each compares is said above it.
pub const BATCH_READY: &[Ready] = &[
    // Gradient descent, mini-batches and single samples, one rate.
    Ready {
        id: "three-kinds",
        link: "lab=batch&data=diabetes&run=sgd,lr:0.03&batch=all&batch=32&batch=1&epochs=20&v=1",
        tags: &[Tag::BatchSize, Tag::Noise],
    },
    // The same with a rate that is too big for single samples.
    Ready {
        id: "batch-too-big-rate",
        link: "lab=batch&data=diabetes&run=sgd,lr:0.4&batch=all&batch=32&batch=1&epochs=20&v=1",
        tags: &[Tag::LearningRate, Tag::Divergence, Tag::BatchSize],
    },
    // Single samples at three rates: how low the noise lets the loss go.
    Ready {
        id: "noise-floor",
        link: "lab=batch&data=diabetes&run=sgd,lr:0.002&run=sgd,lr:0.01&run=sgd,lr:0.03&batch=1&epochs=20&v=1",
        tags: &[Tag::LearningRate, Tag::Noise],
    },
    // Single samples at a rate that stays and at one that shrinks.
    Ready {
        id: "decaying-rate",
        link: "lab=batch&data=diabetes&run=sgd,lr:0.03&run=sgd,lr:0.03,decay:0.01&batch=1&epochs=20&v=1",
        tags: &[Tag::LearningRate, Tag::Noise],
    },
    // Momentum against SGD at the rate that its steps add up to: 0.0002 / (1 - 0.9). On the way down its updates stray less
    // from straight down; at ten times these rates both have reached the noise floor, and hardly differ.
    Ready {
        id: "momentum-noise",
        link: "lab=batch&data=diabetes&run=sgd,lr:0.002&run=momentum,lr:2e-4&batch=16&epochs=20&v=1",
        tags: &[Tag::Momentum, Tag::Noise],
    },
    // From the sharp well, with replicas: which batch sizes get over to the flat one.
    Ready {
        id: "two-wells",
        link: "lab=batch&data=two-wells&run=sgd,lr:0.09&batch=all&batch=16&batch=8&batch=4&batch=2&batch=1&updates=1000\
               &v=1",
        tags: &[Tag::LocalMinima, Tag::BatchSize, Tag::Noise, Tag::Sharpness],
    },
    // Among many minima, with replicas: which batch sizes settle in the lowest.
    Ready {
        id: "frequency",
        link: "lab=batch&data=frequency&run=sgd,lr:0.3&batch=all&batch=20&batch=8&batch=4&batch=2&batch=1&updates=2000\
               &v=1",
        tags: &[Tag::LocalMinima, Tag::BatchSize, Tag::Noise],
    },
    // Along a valley of minima, with replicas: where on it each batch size ends.
    Ready {
        id: "valley",
        link: "lab=batch&data=valley&run=sgd,lr:0.1&batch=all&batch=10&batch=4&batch=2&batch=1&updates=2000&v=1",
        tags: &[Tag::BatchSize, Tag::Noise, Tag::Sharpness],
    },
];

/// Every ready preset of the Minima lab. What each asks is said above it.
pub const MINIMA_READY: &[Ready] = &[
    // Small batches and one of all digits, at the same rate and for as many updates.
    Ready {
        id: "batch-size",
        link: "lab=minima&experiment=batch-size&batch=4&batch=150&lr=0.1&updates=2000&seeds=10&v=1",
        tags: &[Tag::BatchSize, Tag::Sharpness, Tag::Generalization],
    },
    // The same, stopped when they have learned as much: at the same loss.
    Ready {
        id: "fair-loss",
        link: "lab=minima&experiment=fair&batch=4&batch=150&lr=0.1&updates=6000&stop=0.08&seeds=10&v=1",
        tags: &[Tag::BatchSize, Tag::Sharpness, Tag::Generalization, Tag::FairComparison],
    },
    // The same, with gradient descent afterwards until both have the same loss, so that none is compared amid its noise.
    Ready {
        id: "fair-polished",
        link: "lab=minima&experiment=fair&batch=4&batch=150&lr=0.1&updates=2000&polish=0.04&seeds=5&v=1",
        tags: &[Tag::BatchSize, Tag::Noise, Tag::Sharpness, Tag::FairComparison],
    },
    // The same, each at a rate of its own.
    Ready {
        id: "fair-tuned",
        link: "lab=minima&experiment=fair&batch=4,lr:0.2&batch=150,lr:0.47&lr=0.1&updates=2000&seeds=10&v=1",
        tags: &[Tag::LearningRate, Tag::BatchSize, Tag::Sharpness, Tag::FairComparison],
    },
    // The same from the initial weights that are usual, which are four times smaller.
    Ready {
        id: "fair-standard",
        link: "lab=minima&experiment=fair&batch=4&batch=150&lr=0.1&gain=1&updates=2000&seeds=10&v=1",
        tags: &[Tag::BatchSize, Tag::Sharpness, Tag::FairComparison, Tag::InitialScale],
    },
    // One batch size at five rates, for as long as makes rate times updates the same.
    Ready {
        id: "noise-scale",
        link: "lab=minima&experiment=noise-scale&batch=8,lr:0.0125&batch=8,lr:0.025&batch=8,lr:0.05&batch=8,lr:0.1\
               &batch=8,lr:0.2&lr=0.1&updates=2000&seeds=5&v=1",
        tags: &[Tag::LearningRate, Tag::Noise, Tag::Sharpness],
    },
    // Four batch sizes at one ratio of rate and batch size.
    Ready {
        id: "noise-ratio",
        link: "lab=minima&experiment=noise-scale&batch=2,lr:0.025&batch=4,lr:0.05&batch=8&batch=16,lr:0.2&lr=0.1\
               &updates=2000&seeds=5&v=1",
        tags: &[Tag::LearningRate, Tag::BatchSize, Tag::Noise, Tag::Sharpness],
    },
    // Gradient descent, and the largest curvature on its way, beside 2 divided by the rate.
    Ready {
        id: "edge",
        link: "lab=minima&experiment=edge&batch=all&lr=0.5&updates=2000&v=1",
        tags: &[Tag::LearningRate, Tag::Sharpness],
    },
    // The same at a smaller rate, with more room below the edge.
    Ready {
        id: "edge-below",
        link: "lab=minima&experiment=edge&batch=all&lr=0.3&updates=2000&v=1",
        tags: &[Tag::LearningRate, Tag::Sharpness],
    },
    // SGD and SAM, with batches of the same size.
    Ready {
        id: "sam",
        link: "lab=minima&experiment=sam&batch=32&batch=32,rho:0.2&lr=0.1&updates=2000&seeds=5&v=1",
        tags: &[Tag::Sharpness, Tag::Generalization],
    },
    // The same from the initial weights that are usual.
    Ready {
        id: "sam-standard",
        link: "lab=minima&experiment=sam&batch=32&batch=32,rho:0.2&lr=0.1&gain=1&updates=2000&seeds=5&v=1",
        tags: &[Tag::Sharpness, Tag::Generalization, Tag::InitialScale],
    },
    // A ReLU network with one layer's weights times four and the next one's by four: the same function elsewhere.
    Ready {
        id: "rescale",
        link: "lab=minima&experiment=rescale&batch=16&lr=0.1&updates=2000&alpha=4&v=1",
        tags: &[Tag::Sharpness],
    },
    // Two wells, and a loss of new data a fifth beside.
    Ready {
        id: "wells",
        link: "lab=minima&experiment=wells&shift=0.2&v=1",
        tags: &[Tag::Sharpness, Tag::Generalization],
    },
];

/// The ready presets of all labs.
pub fn all() -> impl Iterator<Item = (Lab, &'static Ready)> {
    let of = |lab, presets: &'static [Ready]| presets.iter().map(move |ready| (lab, ready));
    of(Lab::Race, READY).chain(of(Lab::Batch, BATCH_READY)).chain(of(Lab::Minima, MINIMA_READY))
}

/// What the page opens with.
#[must_use]
pub fn opening() -> Preset {
    parse(READY[0].link).preset
}
