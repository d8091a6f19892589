//! Where a block is seen from, and where its points lie in the picture.

use std::f64::consts::{PI, SQRT_2};

use downhill::math::{cos, sin};

use crate::frame::Frame;
use crate::rect::Point;

/// How high a block is, in lengths of its sides.
pub(crate) const HEIGHT: f64 = 0.58;

/// Room for numbers at the sides, above and below.
const SIDE: f64 = 54.0;
const ABOVE: f64 = 24.0;
const BELOW: f64 = 34.0;

/// The most room that numbers may take of a small picture.
const MOST_ROOM: f64 = 0.15;

/// A direction to look from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// How far the block is turned around its vertical axis, in degrees; at 0, x leads to the right and y away.
    pub yaw: f64,
    /// How far the view is raised, in degrees: 0 is from the side, 90 from above.
    pub pitch: f64,
}

impl Camera {
    /// The lowest and the highest pitch.
    pub const PITCHES: [f64; 2] = [8.0, 90.0];

    /// Where a block is seen from at first: over a corner, from above enough to look into a valley.
    pub const HOME: Self = Self { yaw: -32.0, pitch: 42.0 };

    /// Where planes around minima are seen from: from high enough to see into a bowl.
    pub const INTO_BOWLS: Self = Self { yaw: -32.0, pitch: 58.0 };

    /// Directions that show a block well, the one to look from at first before all others: over every corner, a little to its
    /// left and right; then the same from higher up.
    pub(crate) fn candidates() -> impl Iterator<Item = Self> {
        let Self { yaw, pitch } = Self::HOME;
        let yaws = [yaw, -yaw, yaw - 26.0, 26.0 - yaw, 180.0 + yaw, 180.0 - yaw, 154.0 + yaw, 206.0 - yaw];
        [pitch, pitch + 14.0].into_iter().flat_map(move |pitch| yaws.map(|yaw| Self { yaw, pitch }.settled()))
    }

    /// The same direction with a yaw between −180 and 180 and a pitch between its limits; [`HOME`](Self::HOME) for what is no
    /// number.
    #[must_use]
    pub fn settled(self) -> Self {
        if !(self.yaw.is_finite() && self.pitch.is_finite()) {
            return Self::HOME;
        }
        let yaw = (self.yaw + 180.0).rem_euclid(360.0) - 180.0;
        Self { yaw, pitch: self.pitch.clamp(Self::PITCHES[0], Self::PITCHES[1]) }
    }
}

/// The way from points of a block to pixels: parallel, so that equal heights are equal lengths wherever they stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SolidProjection {
    /// How large the picture is.
    pub frame: Frame,
    /// Sine and cosine of yaw and pitch.
    pub(crate) yaw: [f64; 2],
    pub(crate) pitch: [f64; 2],
    /// Pixels to a length of a side.
    pub(crate) scale: f64,
    middle: Point,
}

impl SolidProjection {
    /// The projection that shows a block as large as it can turn in the frame.
    #[must_use]
    pub fn new(camera: Camera, frame: Frame) -> Self {
        let camera = camera.settled();
        let turn = |degrees: f64| {
            let angle = degrees * PI / 180.0;
            [sin(angle), cos(angle)]
        };
        let (yaw, pitch) = (turn(camera.yaw), turn(camera.pitch));
        let most = [MOST_ROOM * frame.width, MOST_ROOM * frame.height];
        let (side, above, below) = (SIDE.min(most[0]), ABOVE.min(most[1]), BELOW.min(most[1]));
        // A corner comes as far as half a diagonal from the middle.
        let rise = HEIGHT * pitch[1];
        let scale =
            ((frame.width - 2.0 * side) / SQRT_2).min((frame.height - above - below) / (SQRT_2 * pitch[0] + rise));
        let middle = (0.5 * frame.width, 0.5 * (above + frame.height - below) + 0.5 * rise * scale);
        Self { frame, yaw, pitch, scale, middle }
    }

    /// Where a point lies, in CSS pixels from the top left corner: a place in the plane and a height, each from 0 to 1.
    pub(crate) fn project(&self, [u, v]: [f64; 2], height: f64) -> Point {
        let (u, v) = (u - 0.5, v - 0.5);
        let [sine, cosine] = self.yaw;
        let (across, away) = (u * cosine - v * sine, u * sine + v * cosine);
        let up = away * self.pitch[0] + height * HEIGHT * self.pitch[1];
        (self.middle.0 + self.scale * across, self.middle.1 - self.scale * up)
    }

    /// The sides of the plane that are away from the viewer: 0 or 1 along x, and along y.
    pub(crate) fn far(&self) -> [f64; 2] {
        self.yaw.map(|part| f64::from(u8::from(part > 0.0)))
    }

    /// The sides that are near.
    pub(crate) fn near(&self) -> [f64; 2] {
        self.far().map(|side| 1.0 - side)
    }
}
