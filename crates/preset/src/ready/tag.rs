//! What a ready preset is about, so that it is found. The words for it are the page's, by id.

/// A subject that several ready presets may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// How large a step is.
    LearningRate,
    /// Steps that remember earlier gradients.
    Momentum,
    /// A rate of its own for each coordinate.
    Adaptive,
    /// Steeper in one direction than in another.
    Conditioning,
    /// More than one minimum.
    LocalMinima,
    /// A point that is flat, and no minimum.
    Saddle,
    /// A run that is thrown out.
    Divergence,
    /// How many samples an update looks at.
    BatchSize,
    /// What gradients of samples differ by.
    Noise,
    /// Curvature of a minimum.
    Sharpness,
    /// Loss and accuracy on data that were not learned from.
    Generalization,
    /// What is held equal when two runs are compared.
    FairComparison,
    /// How large the initial weights are.
    InitialScale,
    /// A rate that changes from update to update.
    Schedules,
    /// Steps that know the curvature.
    SecondOrder,
    /// Where derivatives come from.
    Differentiation,
}

impl Tag {
    /// Every tag, in the order in which they are offered.
    pub const ALL: &[Self] = &[
        Self::LearningRate,
        Self::Momentum,
        Self::Adaptive,
        Self::Conditioning,
        Self::LocalMinima,
        Self::Saddle,
        Self::Divergence,
        Self::BatchSize,
        Self::Noise,
        Self::Sharpness,
        Self::Generalization,
        Self::FairComparison,
        Self::InitialScale,
        Self::Schedules,
        Self::SecondOrder,
        Self::Differentiation,
    ];

    /// Stable name, also in addresses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::LearningRate => "learning-rate",
            Self::Momentum => "momentum",
            Self::Adaptive => "adaptive",
            Self::Conditioning => "conditioning",
            Self::LocalMinima => "local-minima",
            Self::Saddle => "saddle",
            Self::Divergence => "divergence",
            Self::BatchSize => "batch-size",
            Self::Noise => "noise",
            Self::Sharpness => "sharpness",
            Self::Generalization => "generalization",
            Self::FairComparison => "fair-comparison",
            Self::InitialScale => "initial-scale",
            Self::Schedules => "schedules",
            Self::SecondOrder => "second-order",
            Self::Differentiation => "differentiation",
        }
    }
}
