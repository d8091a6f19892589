//! What a rule made of its gradient, as arrows on the map.

use downhill::{Entry, Race, catalog};
use downhill_charts::{Frame, MapProjection, draw_rule_arrows, runner_style};

use super::{THEMES, assert_golden, document, find};

const FRAME: Frame = Frame { width: 480.0, height: 300.0, units: 8.0 };

#[test]
fn a_rule_shows_what_it_made_of_its_gradient_and_where_it_looked() {
    let surface = find("ravine");
    let projection = MapProjection::new(surface.view, FRAME);
    // The marks of each: arrows of Adam's m, of Nesterov's velocity, and a point where it asked for its gradient.
    for (index, rule, params, step, letters) in [
        (0, "adam", vec![0.3, 0.9, 0.999, 1e-8], 6, &["−g", "−m"][..]),
        (3, "nesterov", vec![0.004, 0.9], 3, &["−g", "v", "∇f"]),
    ] {
        let entry = Entry { rule: catalog::find(rule).expect("a rule of the catalogue"), params };
        let mut race = Race::new(surface, &surface.start, &[entry]).expect("valid parameters");
        race.advance(step);
        for (name, theme) in THEMES {
            let draw = |step| {
                document(FRAME, theme, |area| {
                    let (style, run) = (runner_style(index), &race.runs()[0]);
                    draw_rule_arrows(area, &projection, theme, style, race.objective(), run, step).expect("a string");
                })
            };
            let picture = draw(step);
            for letter in letters {
                assert!(picture.contains(&format!(">{letter}</text>")), "{rule}: {letter}");
            }
            assert_eq!(draw(0), document(FRAME, theme, |_| ()), "nothing was updated at the start");
            assert_golden(&format!("arrows-{rule}-{name}"), &picture);
        }
    }
}
