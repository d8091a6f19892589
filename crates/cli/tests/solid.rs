//! `downhill render --3d`: losses as surfaces, of a race with the trajectories over it, of networks around their solutions.

#[expect(dead_code, reason = "pictures are no JSON")]
mod command;

use command::{downhill, fresh_file, printed, stderr};

const LINK: &str = "lab=race&f=beale&from=0.8,1.4&run=adam,lr:0.08&run=sgd,lr:0.001&steps=50&v=1";

#[test]
fn a_race_is_drawn_as_a_surface_with_its_runs_and_a_height_of_either_kind() {
    let file = fresh_file("solid.svg");
    let path = file.to_str().expect("a plain path");
    let draw = |options: &[&str]| {
        assert_eq!(printed(&[&["render", LINK, "-o", path][..], options].concat()), "");
        std::fs::read_to_string(&file).expect("the picture is there")
    };
    let (map, log, linear) = (draw(&[]), draw(&["--3d"]), draw(&["--3d=linear"]));
    assert_ne!(map, log);
    assert_ne!(log, linear);
    assert_eq!(log, draw(&["--3d=log"]));
    for picture in [&log, &linear] {
        for part in
            ["data:image/png;base64,", ">Adam<", ">SGD<", ">start<", ">loss<", ">x<", ">y<", "2 runs from (0.8, 1.4)"]
        {
            assert!(picture.contains(part), "{part}");
        }
    }
    assert!(draw(&["--3d", "--theme", "dark"]).contains("#111418"));
}

#[test]
fn planes_around_solutions_are_drawn_as_surfaces_by_option_and_by_link() {
    let file = fresh_file("planes.svg");
    let path = file.to_str().expect("a plain path");
    let draw = |look: &str, options: &[&str]| {
        let link = format!("lab=minima&batch=4&batch=40&width=3&ntrain=40&updates=30{look}&v=1");
        assert_eq!(printed(&[&["render", &link, "-o", path][..], options].concat()), "");
        std::fs::read_to_string(&file).expect("the picture is there")
    };
    let (maps, blocks, linear) = (draw("", &[]), draw("", &["--3d"]), draw("", &["--3d=linear"]));
    assert_ne!(blocks, linear);
    let count = |picture: &str, part: &str| picture.matches(part).count();
    for (picture, named) in [(&maps, 0), (&blocks, 2), (&linear, 2)] {
        // A picture for each of two planes, and a scale of heights where these are blocks.
        assert_eq!([count(picture, "data:image/png;base64,"), count(picture, ">loss<")], [2, named]);
    }
    assert_eq!(draw("&show=3d", &[]), blocks);
    assert_eq!(draw("&show=3d&height=linear", &[]), linear);
    assert_eq!(draw("&show=3d&eye=-32,58", &[]), blocks);
    assert_ne!(draw("&show=3d&eye=30,58", &[]), blocks);
    assert_eq!(draw("&eye=30,58", &[]), maps);
}

#[test]
fn what_cannot_be_drawn_so_is_refused_by_name() {
    let file = fresh_file("refused.svg");
    let path = file.to_str().expect("a plain path");
    for (arguments, reason) in [
        (vec!["render", LINK, "-o", path, "--3d=cubic"], "--3d cubic: must be one of log, linear"),
        (
            vec!["render", "lab=batch&data=diabetes&run=sgd,lr:0.03&batch=all&v=1", "-o", path, "--3d"],
            "--3d: only the loss of a race and planes around the solutions of networks are drawn so",
        ),
        (
            vec!["render", "lab=minima&experiment=wells&v=1", "-o", path, "--3d"],
            "--3d: only the loss of a race and planes around the solutions of networks are drawn so",
        ),
        (vec!["run", LINK, "--3d"], "--3d: not an option of this command; see downhill --help"),
    ] {
        let output = downhill(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(stderr(&output), format!("downhill: {reason}\n"));
    }
}
