//! Tests of blocks: heights, what hides what, pixels, and the runs over them.

use downhill::surface;

use super::*;
use crate::heads::{Head, Heads};
use crate::recording::{Record, frame, record};
use crate::theme::{DARK, LIGHT, RunnerStyle, Theme, runner_style};

const VIEW: View = View { x: [-2.0, 2.0], y: [-1.0, 1.0] };

fn solid(loss: impl Fn(f64, f64) -> f64, height: Height) -> Solid {
    let grid = Grid::sample(loss, VIEW, 41, 41);
    Solid::new(&grid, &Levels::of(&grid), height)
}

fn projection(yaw: f64, pitch: f64) -> SolidProjection {
    SolidProjection::new(Camera { yaw, pitch }, frame(400.0, 300.0))
}

/// A wall across the middle, level on both sides.
fn ridge(_: f64, y: f64) -> f64 {
    if y.abs() < 0.1 { 1.0 } else { 0.01 * y * y }
}

fn pixel(pixels: &[u8], width: usize, (x, y): (f64, f64)) -> [u8; 4] {
    let at = 4 * (y as usize * width + x as usize);
    [pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]]
}

#[test]
fn a_block_stays_inside_its_picture_from_every_side_and_fills_it() {
    for (width, height) in [(320.0, 300.0), (700.0, 440.0), (960.0, 320.0)] {
        for yaw in (-180..180).step_by(15).map(f64::from) {
            for pitch in [-20.0, 8.0, 30.0, 60.0, 90.0, 400.0] {
                let projection = SolidProjection::new(Camera { yaw, pitch }, frame(width, height));
                let bounds = crate::rect::Rect { x: 0.0, y: 0.0, width, height };
                for u in [0.0, 1.0] {
                    for v in [0.0, 1.0] {
                        for top in [0.0, 1.0] {
                            let at = projection.project([u, v], top);
                            assert!(bounds.has(at), "{at:?} from {yaw}, {pitch} in {width} x {height}");
                        }
                    }
                }
                assert!(projection.scale > 0.35 * width.min(height), "{} in {width} x {height}", projection.scale);
            }
        }
    }
    assert_eq!(Camera { yaw: f64::NAN, pitch: 5.0 }.settled(), Camera::HOME);
    assert_eq!(Camera { yaw: 540.0, pitch: 0.0 }.settled(), Camera { yaw: -180.0, pitch: Camera::PITCHES[0] });
}

#[test]
fn from_above_x_leads_to_the_right_and_y_upwards_as_on_the_map() {
    let above = projection(0.0, 90.0);
    let (origin, right, up) =
        (above.project([0.0, 0.0], 0.7), above.project([1.0, 0.0], 0.1), above.project([0.0, 1.0], 0.0));
    assert!(right.0 > origin.0 + 50.0 && (right.1 - origin.1).abs() < 1e-9);
    assert!(up.1 < origin.1 - 50.0 && (up.0 - origin.0).abs() < 1e-9);
}

#[test]
fn heights_are_tones_or_in_proportion_to_the_loss() {
    let loss = |x: f64, _: f64| downhill::math::exp(x);
    let grid = Grid::sample(loss, VIEW, 41, 41);
    let levels = Levels::of(&grid);
    let log = Solid::new(&grid, &levels, Height::Log);
    let linear = Solid::new(&grid, &levels, Height::Linear);
    let [least, most] = [loss(-2.0, 0.0), loss(2.0, 0.0)];
    for x in [-2.0, -1.0, 0.5, 2.0] {
        let place = log.place([x, 0.0]);
        let tone = |loss: f64| levels.unbounded_tone(loss);
        let expected = (tone(loss(x, 0.0)) - tone(least)) / (tone(most) - tone(least));
        assert!((log.height_at(place) - expected).abs() < 1e-12, "{x}");
        let expected = (loss(x, 0.0) - least) / (most - least);
        assert!((linear.height_at(place) - expected).abs() < 1e-12, "{x}");
    }
    for solid in [&log, &linear] {
        let numbers: Vec<(String, f64)> = solid.numbers().collect();
        assert!((3..=7).contains(&numbers.len()), "{numbers:?}");
        assert!(numbers.windows(2).all(|pair| pair[0].1 < pair[1].1));
        for (loss, height) in &solid.ticks {
            let x = downhill::math::ln(*loss);
            if x.abs() < 2.0 {
                let drawn = solid.height_at(solid.place([x, 0.3]));
                assert!((drawn - height).abs() < 2e-3, "the number {loss} stands at {height}, the loss at {drawn}");
            }
        }
    }
}

#[test]
fn equal_heights_of_compared_blocks_are_equal_losses() {
    let grids = [1.0, 8.0].map(|curvature| Grid::sample(|x, y| 0.1 + curvature * (x * x + y * y), VIEW, 41, 41));
    let scale = PlaneScale::of(&grids.each_ref());
    let all: Vec<f64> = grids.iter().flat_map(|grid| grid.values.clone()).collect();
    for height in [Height::Log, Height::Linear] {
        let [flat, sharp] = grids.each_ref().map(|grid| Solid::within(grid, &scale, height, extent(&all)));
        assert_eq!(flat.ticks, sharp.ticks);
        // f = 0.9 in both.
        let [a, b] = [(&flat, 0.8), (&sharp, 0.1)]
            .map(|(solid, squared): (&Solid, f64)| solid.height_at(solid.place([squared.sqrt(), 0.0])));
        assert!((a - b).abs() < 0.02, "{a} and {b} in {height:?}");
    }
}

#[test]
fn poles_are_cut_off_and_holes_are_left_out() {
    let loss = |x: f64, y: f64| if y > 0.5 { f64::NAN } else { x / (x * x + 1e-9) + 2.0 };
    for height in [Height::Log, Height::Linear] {
        let solid = solid(loss, height);
        assert!(solid.height_at([0.5, 0.9]).is_nan());
        let shown = solid.heights.iter().filter(|&&height| Solid::is_shown(height)).count();
        assert!(shown > 900, "{shown} nodes in {height:?}");
        assert!(solid.heights.iter().all(|height| height.is_nan() || height.abs() <= 9.0));
        let above = projection(0.0, 90.0);
        let pixels = solid_pixels(&solid, &above, &LIGHT, 400, 300);
        assert_eq!(pixel(&pixels, 400, above.project([0.3, 0.9], 0.0))[3], 0, "nothing is drawn in a hole");
        assert_eq!(pixel(&pixels, 400, above.project([0.2, 0.3], 0.0))[3], 255);
    }
}

#[test]
fn a_pole_is_cut_at_the_ends_of_the_maps_scale_and_leaves_its_room_to_the_rest() {
    // A mesh happens to see the pole from above only, and took its neighbours for the loss.
    let loss = |x: f64, y: f64| 1.0 / (x * x + y * y - 1.0);
    let view = View { x: [-6.4, 6.4], y: [-4.0, 4.0] };
    let mesh = Grid::sample(loss, view, 65, 65);
    let levels = Levels::of(&Grid::sample(loss, view, 229, 143));
    let [low, high] = levels.range();
    assert!(low > -10.0 && high < 10.0, "{low} to {high}");
    for height in [Height::Log, Height::Linear] {
        let solid = Solid::new(&mesh, &levels, height);
        let at = |x: f64| solid.height_at(solid.place([x, 0.1]));
        // From the rim to the edge of the view the loss falls from 0.8 to 0.02, inside it is −1 and less.
        assert!(at(1.5) - at(6.0) > 0.05 && at(6.0) - at(0.2) > 0.1, "{height:?}: {} {} {}", at(1.5), at(6.0), at(0.2));
        assert!(solid.ticks.iter().all(|(loss, _)| (low..=high).contains(loss)), "{height:?}: {:?}", solid.ticks);
        let shown = solid.heights.iter().filter(|&&height| Solid::is_shown(height)).count();
        // Of 4,225: a ring around the pole is beyond the scale.
        assert!(shown > 3500, "{shown} nodes in {height:?}");
    }
}

#[test]
fn a_loss_without_numbers_or_slope_is_drawn_flat_or_not_at_all() {
    for loss in [f64::NAN, f64::INFINITY, 0.0, 3.0, -1e300] {
        for height in [Height::Log, Height::Linear] {
            let solid = solid(|_, _| loss, height);
            let (projection, camera) = (projection(-32.0, 40.0), solid.best_camera(std::iter::empty()));
            assert_eq!(camera, Camera::HOME);
            let pixels = solid_pixels(&solid, &projection, &DARK, 80, 60);
            assert_eq!(pixels.iter().any(|&part| part > 0), loss.is_finite(), "{loss}");
            let (record, result) = record(projection.frame, |area| {
                draw_solid_walls(area, &projection, &DARK, &solid)?;
                draw_solid_lines(area, &projection, &DARK, &solid, &[], WORDS)
            });
            assert!(result.is_ok() && record.words().contains(&"x"));
        }
    }
}

#[test]
fn level_ground_has_the_colour_of_the_map() {
    // Two levels, with a step between them far from where is looked.
    let loss = |x: f64, _: f64| if x < 0.0 { 0.0 } else { 1.0 };
    for theme in [&LIGHT, &DARK] {
        for yaw in [-120.0, 0.0, 32.0] {
            let (solid, projection) = (solid(loss, Height::Linear), projection(yaw, 70.0));
            let pixels = solid_pixels(&solid, &projection, theme, 400, 300);
            for (u, tone) in [(0.25, 0.0), (0.75, 1.0)] {
                let [r, g, b, a] = pixel(&pixels, 400, projection.project([u, 0.5], tone));
                let color = theme.heat(tone);
                let off = r.abs_diff(color.r).max(g.abs_diff(color.g)).max(b.abs_diff(color.b));
                assert!(a == 255 && off <= 2, "{off} at tone {tone} from {yaw}");
            }
        }
    }
}

#[test]
fn a_ridge_hides_what_is_behind_it_from_below_not_from_above() {
    let solid = solid(ridge, Height::Linear);
    let behind = |pitch| solid.on_surface(&projection(0.0, pitch), [0.5, 0.8]).expect("on the surface").1;
    let before = |pitch| solid.on_surface(&projection(0.0, pitch), [0.5, 0.2]).expect("on the surface").1;
    assert_eq!((behind(15.0), before(15.0)), (true, false));
    assert_eq!((behind(80.0), behind(90.0)), (false, false));
    let from_the_back = projection(180.0, 15.0);
    assert!(!solid.on_surface(&from_the_back, [0.5, 0.8]).expect("on the surface").1);
    // And the pixels agree: the ridge's front is drawn over the ground behind it.
    let low = projection(0.0, 15.0);
    let pixels = solid_pixels(&solid, &low, &LIGHT, 400, 300);
    let hidden = pixel(&pixels, 400, low.project([0.5, 0.6], 0.0));
    let open = pixel(&pixels, 400, low.project([0.5, 0.2], 0.0));
    assert_ne!(hidden, open);
}

#[test]
fn the_first_look_goes_where_the_low_ground_is_open() {
    let wall = |_: f64, y: f64| if y < -0.6 { 1.0 } else { 0.01 * (y + 1.0) };
    for height in [Height::Log, Height::Linear] {
        let camera = solid(wall, height).best_camera(std::iter::empty());
        assert!(camera.yaw.abs() > 90.0, "a wall stands where y is small: {camera:?}");
    }
    let rosenbrock = surface::find("rosenbrock").expect("a surface");
    let grid = Grid::sample(|x, y| rosenbrock.value_at(x, y), rosenbrock.view, 65, 65);
    let solid = Solid::new(&grid, &Levels::of(&grid), Height::Log);
    let camera = solid.best_camera(std::iter::empty());
    let seen = |camera| {
        let projection = SolidProjection::new(camera, frame(100.0, 100.0));
        solid.low_ground().filter(|&(place, height)| !solid.hides(&projection, place, height)).count()
    };
    assert!(seen(camera) >= seen(Camera::HOME), "{camera:?}");
}

const WORDS: SolidWords<'_> = SolidWords { x: "x", y: "y", loss: "loss", minimum: "minimum" };

fn trail(solid: &Solid, projection: &SolidProjection, positions: &[f64], parts: &[usize]) -> Record {
    let style = runner_style(0);
    record(projection.frame, |area| {
        let mut pen = SolidTrailPen::default();
        for &step in parts {
            draw_solid_trail(area, projection, &LIGHT, solid, style, positions, step, &mut pen).expect("drawn");
        }
    })
    .0
}

#[test]
fn a_trail_is_faint_behind_the_ridge_and_ends_at_the_edge_of_the_block() {
    let solid = solid(ridge, Height::Linear);
    let low = projection(0.0, 15.0);
    // From before the ridge to behind it, then out of the view.
    let record = trail(&solid, &low, &[0.0, -0.8, 0.0, 0.4, 40.0, 0.4, f64::NAN, 0.0], &[9]);
    let hue = LIGHT.runners[0];
    assert!(record.lines.iter().any(|line| line.color == hue), "what is in sight");
    let faint: Vec<_> = record.lines.iter().filter(|line| line.color != hue && line.color != LIGHT.casing).collect();
    assert!(!faint.is_empty() && faint.iter().all(|line| line.width < 1.5), "what is not");
    let right = low.project([1.0, 0.7], 0.0).0;
    let farthest = record.lines.iter().flat_map(|line| &line.points).map(|at| at.0).fold(0.0, f64::max);
    assert!((farthest - right).abs() < 0.2, "{farthest} beside {right}");
}

#[test]
fn a_trail_lies_on_the_surface_and_is_the_same_in_one_part_or_in_many() {
    let solid = solid(|x, y| x * x + 3.0 * y * y, Height::Linear);
    let projection = projection(-20.0, 60.0);
    let positions: Vec<f64> = (0..60).flat_map(|k| [1.9 - 0.06 * f64::from(k), 0.9 - 0.025 * f64::from(k)]).collect();
    let length = |record: &Record| -> f64 {
        let lines = record.lines.iter().filter(|line| line.color == LIGHT.runners[0]);
        lines
            .flat_map(|line| line.points.windows(2))
            .map(|p| ((p[1].0 - p[0].0).powi(2) + (p[1].1 - p[0].1).powi(2)).sqrt())
            .sum()
    };
    let whole = trail(&solid, &projection, &positions, &[59]);
    let parts = trail(&solid, &projection, &positions, &[0, 3, 20, 21, 59]);
    // At each of the joints a little of the line is drawn again.
    let again = length(&parts) - length(&whole);
    assert!((-1.0..3.0 * 3.0 + 1.0).contains(&again), "{again} pixels more");
    let end = solid.on_surface(&projection, solid.place([positions[118], positions[119]])).expect("on the surface").0;
    let last = whole.lines.last().and_then(|line| line.points.last()).expect("a line");
    assert!((last.0 - end.0).abs() < 0.6 && (last.1 - end.1).abs() < 0.6, "{last:?} at {end:?}");
}

fn heads(theme: &Theme, at: &[[f64; 2]], pitch: f64) -> Record {
    let solid = solid(ridge, Height::Linear);
    let projection = projection(0.0, pitch);
    let style = |index| -> RunnerStyle { runner_style(index) };
    let heads: Vec<Head<'_>> = (0..)
        .zip(at)
        .map(|(index, &at)| Head { style: style(index), at, label: "Adam", is_diverged: false, average: None })
        .collect();
    let scene = Heads { heads: &heads, start: None, start_label: "", avoid: &[] };
    record(projection.frame, |area| draw_solid_heads(area, &projection, theme, &solid, &scene)).0
}

#[test]
fn heads_behind_the_ridge_are_hollow_outside_they_are_arrows_and_nowhere_they_are_not() {
    let hue = LIGHT.runners[0];
    let radii = |record: &Record| record.circles.iter().filter(|circle| circle.2 == hue).count();
    let (open, hidden) = (heads(&LIGHT, &[[0.0, -0.5]], 15.0), heads(&LIGHT, &[[0.0, 0.3]], 15.0));
    assert_eq!((radii(&open), radii(&hidden)), (1, 1));
    let casing = |record: &Record| record.circles.iter().find(|circle| circle.2 == LIGHT.casing).map(|circle| circle.1);
    assert!(casing(&open) > casing(&hidden), "a disc, and a ring");
    let outside = heads(&LIGHT, &[[50.0, f64::INFINITY]], 40.0);
    assert_eq!((outside.polygons.len(), outside.circles.len()), (1, 0));
    let nowhere = heads(&LIGHT, &[[f64::NAN, 0.0]], 40.0);
    assert!(nowhere.words().is_empty());
}

#[test]
fn numbers_and_names_stand_apart_around_every_side() {
    let rosenbrock = surface::find("rosenbrock").expect("a surface");
    let grid = Grid::sample(|x, y| rosenbrock.value_at(x, y), rosenbrock.view, 33, 33);
    let solid = Solid::new(&grid, &Levels::of(&grid), Height::Log);
    for yaw in (-180..180).step_by(20).map(f64::from) {
        for (pitch, width) in [(15.0, 320.0), (42.0, 320.0), (42.0, 760.0), (80.0, 760.0)] {
            let projection = SolidProjection::new(Camera { yaw, pitch }, frame(width, width / 1.5));
            let points = rosenbrock.critical_points;
            let (record, result) =
                record(projection.frame, |area| draw_solid_lines(area, &projection, &LIGHT, &solid, points, WORDS));
            assert!(result.is_ok());
            let texts: Vec<_> =
                record.texts.iter().filter(|text| [LIGHT.ink, LIGHT.second_ink].contains(&text.color)).collect();
            for (k, text) in texts.iter().enumerate() {
                assert!(
                    texts[..k].iter().all(|other| !other.rect.overlaps(&text.rect)),
                    "{text:?} from {yaw}, {pitch}"
                );
            }
            let words = record.words();
            assert!(words.contains(&"loss") || pitch > 70.0, "from {yaw}, {pitch}: {words:?}");
            assert!(texts.len() >= 6, "from {yaw}, {pitch} at {width}: {words:?}");
        }
    }
}
