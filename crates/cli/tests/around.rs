//! `downhill render` of what a link says around a race: noise of other seeds, averages, progress in gradients.

#[expect(dead_code, reason = "pictures are no JSON")]
mod command;

use std::sync::atomic::{AtomicUsize, Ordering};

use command::{fresh_file, printed};

fn draw(more: &str, options: &[&str]) -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let file = fresh_file(&format!("around-{}.svg", COUNT.fetch_add(1, Ordering::Relaxed)));
    let path = file.to_str().expect("a plain path");
    let link = format!("lab=race&f=bowl&from=-3,1.5{more}&v=1");
    assert_eq!(printed(&[&["render", &link, "-o", path][..], options].concat()), "");
    std::fs::read_to_string(&file).expect("the picture is there")
}

#[test]
fn losses_stand_against_what_the_link_counts_in() {
    let runs = "&run=sam,lr:0.05,rho:0.5&run=sgd,lr:0.05&steps=40";
    let (steps, evaluations) = (draw(runs, &[]), draw(&format!("{runs}&per=evaluations"), &[]));
    for (picture, name, heading) in [
        (&steps, ">step</text>", "against step, log"),
        (&evaluations, ">gradient evaluations</text>", "against gradient evaluations, log"),
    ] {
        assert!(picture.contains(name) && picture.contains(heading), "{name}");
    }
    // SAM takes two gradients a step: forty steps of it are eighty, and the axis goes on that far.
    assert!(evaluations.contains(">50</text>") && !steps.contains(">50</text>"));
}

#[test]
fn runs_of_all_seeds_are_faint_on_the_map_and_in_no_other_picture() {
    let noisy = "&run=sgd,lr:0.2&steps=40&noise=2";
    let faint = |picture: &str| {
        let group = picture.split("opacity=\"0.28\"").nth(1).and_then(|rest| rest.split("</g>").next());
        group.map_or(0, |group| group.matches("<polyline").count())
    };
    let (alone, four) = (draw(noisy, &[]), draw(&format!("{noisy}&seeds=4"), &[]));
    assert_eq!(faint(&alone), 0);
    assert_eq!(faint(&four), 3, "the first of the four is the race itself");
    assert!(four.contains("1 run from (−3, 1.5), 40 steps, 4 seeds<"), "it is said how many");
    for other in ["&show=basins&each=20", "&show=3d"] {
        let picture = draw(&format!("{noisy}&seeds=4{other}"), &[]);
        assert_eq!(faint(&picture), 0, "{other}");
        assert!(!picture.contains("4 seeds"), "{other}");
    }
}

#[test]
fn averages_are_drawn_and_named_once_averaging_has_begun() {
    let noisy = |t0: &str| format!("&run=asgd,lr:0.2,lambd:0,t0:{t0}&steps=80&noise=2");
    let says = "; thin lines are averages";
    for options in [&[][..], &["--3d"]] {
        assert!(draw(&noisy("10"), options).contains(says), "{options:?}");
        assert!(!draw(&noisy("80"), options).contains(says), "{options:?}");
    }
    assert!(!draw(&format!("{}&show=rates", noisy("10")), &[]).contains(says));
}
