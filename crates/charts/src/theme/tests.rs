//! Contrast and difference of the themes' colors, computed from the colors.

use super::*;

const THEMES: [(&str, Theme); 2] = [("light", LIGHT), ("dark", DARK)];

/// Red, green and blue, in proportion to light.
fn linear(color: Rgb) -> [f64; 3] {
    [color.r, color.g, color.b].map(|channel| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

/// The contrast ratio of WCAG 2.2.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |color| {
        let [r, g, b] = linear(color);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Tones of the ramp, finely.
fn ramp(theme: &Theme) -> impl Iterator<Item = Rgb> + '_ {
    (0..=32).map(|k| theme.heat(f64::from(k) / 32.0))
}

#[test]
fn contrast_is_that_of_the_standard() {
    assert_eq!(contrast(Rgb::hex(0), Rgb::hex(0xffffff)), 21.0);
    // #767676 is known as the lightest grey that passes 4.5 on white.
    let grey = contrast(Rgb::hex(0x767676), Rgb::hex(0xffffff));
    assert!((4.5..4.6).contains(&grey), "{grey}");
}

#[test]
fn text_can_be_read() {
    for (name, theme) in THEMES {
        for (what, color) in [("ink", theme.ink), ("second ink", theme.second_ink), ("accent", theme.accent)] {
            let ratio = contrast(color, theme.background);
            assert!(ratio >= 4.5, "{name}: {what} on the background: {ratio:.2}");
        }
        for tone in ramp(&theme).chain(theme.undefined) {
            for (what, color) in [("map ink", theme.map_ink), ("ink", theme.ink)] {
                let ratio = contrast(color, tone);
                assert!(ratio >= 4.5, "{name}: {what} on {tone}: {ratio:.2}");
            }
        }
        for hue in theme.runners {
            for (what, ground) in [("background", theme.background), ("casing", theme.casing)] {
                let ratio = contrast(hue, ground);
                assert!(ratio >= 4.5, "{name}: label in {hue} on the {what}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn lines_and_markers_stand_off_from_every_tone() {
    for (name, theme) in THEMES {
        for hue in theme.runners {
            for tone in ramp(&theme).chain(theme.undefined) {
                let ratio = contrast(hue, tone);
                assert!(ratio >= 3.0, "{name}: {hue} on {tone}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn the_ramp_is_quiet_and_goes_one_way() {
    for (name, theme) in THEMES {
        let tones: Vec<f64> = ramp(&theme).map(|tone| contrast(tone, theme.ink)).collect();
        let is_rising = tones.windows(2).all(|pair| pair[1] >= pair[0]);
        let is_falling = tones.windows(2).all(|pair| pair[1] <= pair[0]);
        assert!(is_rising || is_falling, "{name}: {tones:?}");
        let range = contrast(theme.heat(0.0), theme.heat(1.0));
        assert!((1.3..2.1).contains(&range), "{name}: {range}");
    }
}

/// Colors as people without one kind of cone see them: the matrices of Machado, Oliveira and Fernandes (2009) at full
/// severity, for light in proportion.
const VISIONS: [(&str, [[f64; 3]; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

fn seen(color: Rgb, matrix: &[[f64; 3]; 3]) -> [f64; 3] {
    let light = linear(color);
    matrix.map(|row| row.iter().zip(light).map(|(m, l)| m * l).sum::<f64>().clamp(0.0, 1.0))
}

/// CIE L*a*b* under D65 of linear sRGB.
fn lab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047;
    let y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
    let z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883;
    let f = |t: f64| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
    [116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))]
}

/// The color difference CIEDE2000.
fn ciede2000([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let pow7 = |x: f64| (x.powi(7) / (x.powi(7) + 25f64.powi(7))).sqrt();
    let g = 0.5 * (1.0 - pow7(0.5 * (a1.hypot(b1) + a2.hypot(b2))));
    let (a1, a2) = ((1.0 + g) * a1, (1.0 + g) * a2);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let turn = match h2 - h1 {
        _ if c1 * c2 == 0.0 => 0.0,
        d if d > 180.0 => d - 360.0,
        d if d < -180.0 => d + 360.0,
        d => d,
    };
    let (dl, dc, dh) = (l2 - l1, c2 - c1, 2.0 * (c1 * c2).sqrt() * (0.5 * turn).to_radians().sin());
    let (l, c) = (0.5 * (l1 + l2), 0.5 * (c1 + c2));
    let h = match h1 + h2 {
        sum if c1 * c2 == 0.0 => sum,
        sum if (h1 - h2).abs() <= 180.0 => 0.5 * sum,
        sum if sum < 360.0 => 0.5 * (sum + 360.0),
        sum => 0.5 * (sum - 360.0),
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0) - 0.20 * cos(4.0 * h - 63.0);
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let rotation = 30.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let rt = -2.0 * pow7(c) * (2.0 * rotation).to_radians().sin();
    let (dl, dc, dh) = (dl / sl, dc / sc, dh / sh);
    (dl * dl + dc * dc + dh * dh + rt * dc * dh).sqrt()
}

#[test]
fn the_color_difference_is_that_of_the_published_test_data() {
    // From the supplementary data of Sharma, Wu and Dalal (2005).
    for (a, b, difference) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
    ] {
        let computed = ciede2000(a, b);
        assert!((computed - difference).abs() < 1e-4, "{computed} instead of {difference}");
    }
}

#[test]
fn hues_differ_or_else_dash_and_marker_do() {
    for (name, theme) in THEMES {
        for (vision, matrix) in VISIONS {
            for i in 0..theme.runners.len() {
                for j in 0..i {
                    let [a, b] = [i, j].map(runner_style);
                    let [from, to] = [a, b].map(|style| lab(seen(theme.hue(style), &matrix)));
                    let difference = ciede2000(from, to);
                    let is_backed_up = vision != "normal" && a.dash != b.dash && a.marker != b.marker;
                    assert!(
                        difference >= 10.0 || is_backed_up,
                        "{name}, {vision}: runners {j} and {i} differ by {difference:.1} only"
                    );
                }
            }
        }
    }
}

#[test]
fn no_two_runners_look_the_same() {
    for i in 0..MAX_RUNNERS {
        let style = runner_style(i);
        for j in 0..i {
            let other = runner_style(j);
            assert!((style.dash, style.marker) != (other.dash, other.marker), "runners {j} and {i}");
            if style.hue == other.hue {
                assert!(style.dash != other.dash && style.marker != other.marker, "runners {j} and {i} share a hue");
            }
        }
        assert_ne!(style.hue, runner_style(i + 1).hue, "runner {i} and the next");
    }
    assert_eq!(runner_style(MAX_RUNNERS), runner_style(0));
}

#[test]
fn colors_are_written_and_mixed_as_css_does() {
    assert_eq!(Rgb::hex(0x0a1bfc).to_string(), "#0a1bfc");
    assert_eq!(Rgb::hex(0x000000).mix(Rgb::hex(0xff8002), 0.5), Rgb::hex(0x804001));
    assert_eq!((LIGHT.heat(-1.0), LIGHT.heat(2.0)), (LIGHT.heat[0], LIGHT.heat[4]));
    assert_eq!(LIGHT.heat(0.25), LIGHT.heat[1]);
}
