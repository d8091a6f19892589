//! How a setup is shown: what a link says to the page and not to the core.

use super::{Lang, Theme};

/// How the reader sees a setup, wherever the link leaves that open to its writer. The default is what a link that says
/// nothing of it means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presentation {
    /// The language asked for, if any.
    pub lang: Option<Lang>,
    /// The colours asked for, if any.
    pub theme: Option<Theme>,
    /// The parts of the page that are left out, each once, in the order of [`Part::ALL`].
    pub hide: Vec<Part>,
    /// Whether it plays by itself once it can be seen. Networks never train by themselves.
    pub autoplay: bool,
    /// What wheel and fingers do on a map, if not what they do by default.
    pub gestures: Option<Gestures>,
    /// The ids of the ready presets that are the slides of a talk, in its order.
    pub slides: Vec<String>,
    /// Whether the slides ask for a prediction before they show what happens.
    pub predict: bool,
}

/// A part of the page that a link may leave out. The picture itself stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Title and sentence.
    Heading,
    /// The list of ready presets.
    Presets,
    /// Everything that changes the setup.
    Controls,
    /// Playback.
    Transport,
    /// The charts below the picture, and the standings.
    Charts,
    /// The table of all numbers.
    Table,
    /// Formula, sources, and verification.
    About,
}

impl Part {
    /// Every part, from the top of the page down.
    pub const ALL: &[Self] =
        &[Self::Heading, Self::Presets, Self::Controls, Self::Transport, Self::Charts, Self::Table, Self::About];

    /// Stable name in links.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Presets => "presets",
            Self::Controls => "controls",
            Self::Transport => "transport",
            Self::Charts => "charts",
            Self::Table => "table",
            Self::About => "about",
        }
    }
}

/// What wheel and fingers do on a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gestures {
    /// They scroll the page; with Ctrl, or two of them, they zoom.
    Cooperative,
    /// They zoom.
    Greedy,
    /// They do nothing, and nothing is dragged.
    None,
}

impl Gestures {
    /// Every kind.
    pub const ALL: &[Self] = &[Self::Cooperative, Self::Greedy, Self::None];

    /// Stable name in links.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Cooperative => "cooperative",
            Self::Greedy => "greedy",
            Self::None => "none",
        }
    }
}
