//! The two themes' colors, and what sets runners apart: hue, dash and marker.

use plotters_backend::BackendColor;

/// An sRGB color.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Rgb {
    /// The color written `#rrggbb` in CSS.
    #[must_use]
    pub const fn hex(rrggbb: u32) -> Self {
        let [_, r, g, b] = rrggbb.to_be_bytes();
        Self { r, g, b }
    }

    /// The color `part` of the way to another, channel by channel.
    #[must_use]
    pub fn mix(self, other: Self, part: f64) -> Self {
        let channel = |from: u8, to: u8| (f64::from(from) * (1.0 - part) + f64::from(to) * part).round() as u8;
        Self { r: channel(self.r, other.r), g: channel(self.g, other.g), b: channel(self.b, other.b) }
    }

    pub(crate) fn alpha(self, alpha: f64) -> BackendColor {
        BackendColor { alpha, rgb: (self.r, self.g, self.b) }
    }

    pub(crate) fn opaque(self) -> BackendColor {
        self.alpha(1.0)
    }
}

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

/// The colors of one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Behind everything.
    pub background: Rgb,
    /// Text.
    pub ink: Rgb,
    /// Text that matters less.
    pub second_ink: Rgb,
    /// Lines between things, and grid lines.
    pub hairline: Rgb,
    /// What can be pressed, and the cursor.
    pub accent: Rgb,
    /// Tones of the map from the lowest loss to the highest, evenly spaced.
    pub heat: [Rgb; 5],
    /// Where the loss is not a number: two tones, in stripes.
    pub undefined: [Rgb; 2],
    /// Contour lines.
    pub contour: Rgb,
    /// Opacity of contour lines.
    pub contour_alpha: f64,
    /// Text on the map that belongs to the map: ticks, contour labels, names of minima.
    pub map_ink: Rgb,
    /// Under trails and around markers and labels, so that they stand off from the map and from each other.
    pub casing: Rgb,
    /// Runners' hues.
    pub runners: [Rgb; 8],
}

/// Dark ink on paper.
pub const LIGHT: Theme = Theme {
    background: Rgb::hex(0xfbfbf9),
    ink: Rgb::hex(0x1b2026),
    second_ink: Rgb::hex(0x5a636e),
    hairline: Rgb::hex(0xdfe1dd),
    accent: Rgb::hex(0x1d5fae),
    heat: [Rgb::hex(0xaccbda), Rgb::hex(0xc0d7df), Rgb::hex(0xd5e2e1), Rgb::hex(0xe7eade), Rgb::hex(0xf5f2e6)],
    undefined: [Rgb::hex(0xececec), Rgb::hex(0xdcdcde)],
    contour: Rgb::hex(0x2c4f63),
    contour_alpha: 0.42,
    map_ink: Rgb::hex(0x3d4a55),
    casing: Rgb::hex(0xffffff),
    runners: [
        Rgb::hex(0xb34700),
        Rgb::hex(0x005f9e),
        Rgb::hex(0x00664b),
        Rgb::hex(0x8f3a70),
        Rgb::hex(0x6a5400),
        Rgb::hex(0x5246b5),
        Rgb::hex(0xa8123a),
        Rgb::hex(0x37424d),
    ],
};

/// Bright ink on near-black.
pub const DARK: Theme = Theme {
    background: Rgb::hex(0x111418),
    ink: Rgb::hex(0xeceff2),
    second_ink: Rgb::hex(0xa6afb9),
    hairline: Rgb::hex(0x2b3138),
    accent: Rgb::hex(0x6fb1ff),
    heat: [Rgb::hex(0x0d1319), Rgb::hex(0x14202a), Rgb::hex(0x1b2e38), Rgb::hex(0x233c43), Rgb::hex(0x2c4a4c)],
    undefined: [Rgb::hex(0x1c1c1f), Rgb::hex(0x27272b)],
    contour: Rgb::hex(0xb7d3da),
    contour_alpha: 0.3,
    map_ink: Rgb::hex(0xb4c0c8),
    casing: Rgb::hex(0x0b0e12),
    runners: [
        Rgb::hex(0xff9d5c),
        Rgb::hex(0x6cc4ff),
        Rgb::hex(0x4fd6ab),
        Rgb::hex(0xe59ad0),
        Rgb::hex(0xe6d34f),
        Rgb::hex(0xaba3ff),
        Rgb::hex(0xff7d8c),
        Rgb::hex(0xcfd8e0),
    ],
};

impl Theme {
    /// The tone of the map at `tone` between 0 (lowest loss) and 1 (highest).
    #[must_use]
    pub fn heat(&self, tone: f64) -> Rgb {
        let steps = (self.heat.len() - 1) as f64;
        let at = tone.clamp(0.0, 1.0) * steps;
        let step = at.floor().min(steps - 1.0);
        let index = step as usize;
        self.heat[index].mix(self.heat[index + 1], at - step)
    }

    /// A runner's hue.
    #[must_use]
    pub fn hue(&self, style: RunnerStyle) -> Rgb {
        self.runners[style.hue]
    }

    /// The colors that the page has too, each with the name of its custom property.
    #[must_use]
    pub fn tokens(&self) -> [(&'static str, Rgb); 5] {
        [
            ("background", self.background),
            ("ink", self.ink),
            ("second-ink", self.second_ink),
            ("hairline", self.hairline),
            ("accent", self.accent),
        ]
    }
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dash {
    /// Not at all.
    Solid,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
    /// A dash, a dot.
    DashDot,
    /// Long dashes.
    LongDashed,
    /// A dash, two dots.
    DashDotDot,
    /// Short dashes.
    ShortDashed,
    /// Dots far apart.
    SparseDotted,
}

impl Dash {
    /// Lengths of ink and gap, in turns, in CSS pixels; empty for a solid line.
    #[must_use]
    pub const fn pattern(self) -> &'static [f64] {
        match self {
            Self::Solid => &[],
            Self::Dashed => &[8.0, 4.0],
            Self::Dotted => &[2.0, 3.0],
            Self::DashDot => &[9.0, 3.0, 2.0, 3.0],
            Self::LongDashed => &[16.0, 5.0],
            Self::DashDotDot => &[9.0, 3.0, 2.0, 3.0, 2.0, 3.0],
            Self::ShortDashed => &[4.0, 3.0],
            Self::SparseDotted => &[2.5, 5.5],
        }
    }
}

/// The sign at a runner's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marker {
    /// A disc.
    Circle,
    /// A square on its side.
    Square,
    /// A triangle pointing up.
    Triangle,
    /// A square on its corner.
    Diamond,
    /// A triangle pointing down.
    TriangleDown,
    /// A thick plus sign.
    Plus,
    /// A star with five points.
    Star,
    /// A hexagon.
    Hexagon,
}

/// What sets a runner apart in every picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunnerStyle {
    /// Index into [`Theme::runners`].
    pub hue: usize,
    /// How its line is broken.
    pub dash: Dash,
    /// The sign at its head.
    pub marker: Marker,
}

/// Runners that have a style of their own.
pub const MAX_RUNNERS: usize = STYLES.len();

const fn style(hue: usize, dash: Dash, marker: Marker) -> RunnerStyle {
    RunnerStyle { hue, dash, marker }
}

/// The first eight differ in everything; the others repeat a hue with another dash and another marker.
const STYLES: [RunnerStyle; 12] = [
    style(0, Dash::Solid, Marker::Circle),
    style(1, Dash::Dashed, Marker::Square),
    style(2, Dash::Dotted, Marker::Triangle),
    style(3, Dash::DashDot, Marker::Diamond),
    style(4, Dash::LongDashed, Marker::TriangleDown),
    style(5, Dash::DashDotDot, Marker::Hexagon),
    style(6, Dash::ShortDashed, Marker::Star),
    style(7, Dash::SparseDotted, Marker::Plus),
    style(0, Dash::DashDot, Marker::Square),
    style(1, Dash::Solid, Marker::Diamond),
    style(2, Dash::Dashed, Marker::Star),
    style(3, Dash::Dotted, Marker::Circle),
];

/// The style of the runner with this index; beyond [`MAX_RUNNERS`] they begin again.
#[must_use]
pub fn runner_style(index: usize) -> RunnerStyle {
    STYLES[index % MAX_RUNNERS]
}

#[cfg(test)]
mod tests;
