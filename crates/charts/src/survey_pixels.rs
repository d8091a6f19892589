//! The pixels of a map in which each is a whole run: a hue for where it ended, the brighter the sooner.

use crate::theme::{Rgb, Theme};

/// What a pixel shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tint {
    /// Nothing is known yet.
    Pending,
    /// The run came to the place with this number, so early: 1 at once, 0 with its last step.
    Reached {
        /// Number of the place; numbers beyond the hues begin again.
        place: usize,
        /// How early.
        speed: f64,
    },
    /// The run came nowhere; how near it was, from 0 to 1.
    Undecided {
        /// How near.
        nearness: f64,
    },
    /// The run blew up.
    Diverged,
}

/// What became of the run of a pixel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing is known yet.
    Pending,
    /// It came to the place with this number, with this step.
    Reached {
        /// Number of the place.
        place: usize,
        /// The step.
        step: f64,
    },
    /// It came nowhere.
    Undecided {
        /// Its loss.
        loss: f64,
    },
    /// It blew up.
    Diverged,
}

/// What pixels show of runs of so many steps.
#[must_use]
pub fn survey_tints(outcomes: &[Outcome], steps: f64) -> Vec<Tint> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for outcome in outcomes {
        if let Outcome::Undecided { loss } = outcome
            && loss.is_finite()
        {
            (low, high) = (low.min(*loss), high.max(*loss));
        }
    }
    // Most losses lie near the lowest: a square root lets their differences be seen.
    let nearness = |loss: f64| 1.0 - ((loss - low) / (high - low).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0).sqrt();
    let tint = |of: &Outcome| match *of {
        Outcome::Pending => Tint::Pending,
        Outcome::Diverged => Tint::Diverged,
        Outcome::Undecided { loss } => Tint::Undecided { nearness: nearness(loss) },
        Outcome::Reached { place, step } => Tint::Reached { place, speed: 1.0 - (step / steps.max(1.0)).sqrt() },
    };
    outcomes.iter().map(tint).collect()
}

/// The tones of a place: reached with the last step, and at once. The same in both themes; the first eight differ in hue, the
/// others repeat the hues less vividly.
const PLACES: [[Rgb; 2]; 16] = [
    [Rgb::hex(0x004f8b), Rgb::hex(0xafd5fe)],
    [Rgb::hex(0x704000), Rgb::hex(0xffc48a)],
    [Rgb::hex(0x005d32), Rgb::hex(0x86eaab)],
    [Rgb::hex(0x752b69), Rgb::hex(0xfeb6ee)],
    [Rgb::hex(0x554f00), Rgb::hex(0xded66a)],
    [Rgb::hex(0x513b8d), Rgb::hex(0xd1c9ff)],
    [Rgb::hex(0x862726), Rgb::hex(0xffbfb8)],
    [Rgb::hex(0x04585c), Rgb::hex(0x49eaf2)],
    [Rgb::hex(0x354f6a), Rgb::hex(0xb6d5f4)],
    [Rgb::hex(0x62472c), Rgb::hex(0xebcaac)],
    [Rgb::hex(0x345640), Rgb::hex(0xb5dcc1)],
    [Rgb::hex(0x604259), Rgb::hex(0xe9c4df)],
    [Rgb::hex(0x514f2a), Rgb::hex(0xd6d4aa)],
    [Rgb::hex(0x4d4869), Rgb::hex(0xd1cbf3)],
    [Rgb::hex(0x68413e), Rgb::hex(0xf3c4bf)],
    [Rgb::hex(0x225659), Rgb::hex(0xa7dddf)],
];

/// Tones of runs that came nowhere: far, and near.
const NOWHERE: [Rgb; 2] = [Rgb::hex(0x55585c), Rgb::hex(0xa9adb1)];

/// Pixels between two stripes of the hatching where runs blow up, and how wide a stripe is.
const HATCH: (usize, usize) = (8, 3);

/// The color of a place that is reached so early.
#[must_use]
pub fn place_color(place: usize, speed: f64) -> Rgb {
    let [late, early] = PLACES[place % PLACES.len()];
    late.mix(early, speed.clamp(0.0, 1.0))
}

/// The picture as RGBA pixels, row by row from the top; what is pending is transparent.
#[must_use]
pub fn survey_pixels(tints: &[Tint], width: usize, theme: &Theme) -> Vec<u8> {
    let pixel = |(index, tint): (usize, &Tint)| {
        let color = match *tint {
            Tint::Pending => return [0; 4],
            Tint::Reached { place, speed } => place_color(place, speed),
            Tint::Undecided { nearness } => NOWHERE[0].mix(NOWHERE[1], nearness.clamp(0.0, 1.0)),
            Tint::Diverged => {
                let stripe = (index % width.max(1) + index / width.max(1)) % HATCH.0 < HATCH.1;
                if stripe { theme.hairline } else { theme.background }
            }
        };
        [color.r, color.g, color.b, 255]
    };
    tints.iter().enumerate().flat_map(pixel).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::LIGHT;

    #[test]
    fn the_sooner_a_place_is_reached_the_brighter_its_pixel() {
        let luminance = |c: Rgb| 0.2126 * f64::from(c.r) + 0.7152 * f64::from(c.g) + 0.0722 * f64::from(c.b);
        for place in 0..PLACES.len() {
            let tones: Vec<f64> = (0..=10).map(|k| luminance(place_color(place, f64::from(k) / 10.0))).collect();
            assert!(tones.windows(2).all(|pair| pair[0] < pair[1]), "{place}");
            assert!(tones[10] > 2.0 * tones[0], "{place}");
        }
    }

    #[test]
    fn every_state_of_a_run_looks_different() {
        let tints = [
            Tint::Pending,
            Tint::Reached { place: 0, speed: 1.0 },
            Tint::Undecided { nearness: 0.0 },
            Tint::Diverged,
            Tint::Reached { place: 1, speed: 1.0 },
        ];
        let pixels = survey_pixels(&tints, 5, &LIGHT);
        let pixels = pixels.as_chunks::<4>().0;
        assert_eq!((pixels.len(), pixels[0]), (5, [0; 4]));
        for (index, one) in pixels.iter().enumerate() {
            assert!(!pixels[..index].contains(one), "{index}");
        }
    }
}
