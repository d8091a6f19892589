//! Goldens of blocks: a race over its surface, in posters, as the command line draws it.

use downhill_charts::{Camera, Height, LIGHT, PosterMain, SolidView};

use super::{THEMES, assert_golden, poster, rosenbrock_race};

#[test]
fn a_race_over_its_surface() {
    let race = rosenbrock_race();
    let view = SolidView { camera: None, height: Height::Log, loss: "loss" };
    for (name, theme) in THEMES {
        assert_golden(&format!("solid-log-{name}"), &poster(&race, PosterMain::Solid(view), theme, 1200.0, 630.0));
    }
}

#[test]
fn the_same_race_in_proportion_and_from_another_side() {
    let race = rosenbrock_race();
    let camera = Some(Camera { yaw: 40.0, pitch: 55.0 });
    let view = SolidView { camera, height: Height::Linear, loss: "loss" };
    assert_golden("solid-linear-light", &poster(&race, PosterMain::Solid(view), &LIGHT, 800.0, 800.0));
}
