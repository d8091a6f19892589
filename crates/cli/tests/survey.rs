//! `downhill render` of a link with an open panel: the picture is the panel's.

#[expect(dead_code, reason = "pictures are no JSON")]
mod command;

use std::sync::atomic::{AtomicUsize, Ordering};

use command::{fresh_file, printed};

const RACE: &str = "lab=race&f=himmelblau&from=0,-2&run=momentum,lr:0.01&run=sgd,lr:0.01&steps=50";

fn draw(more: &str, options: &[&str]) -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let file = fresh_file(&format!("survey-{}.svg", COUNT.fetch_add(1, Ordering::Relaxed)));
    let link = format!("{RACE}{more}&v=1");
    let path = file.to_str().expect("a plain path");
    assert_eq!(printed(&[&["render", &link, "-o", path][..], options].concat()), "");
    std::fs::read_to_string(&file).expect("the picture is there")
}

fn has(picture: &str, texts: &[&str]) {
    for text in texts {
        assert!(picture.contains(&format!(">{text}</text>")), "{text}");
    }
}

#[test]
fn rates_are_drawn_with_what_suits_the_run_that_is_looked_at() {
    let rates = draw("&show=rates", &[]);
    has(&rates, &["learning rate", "diverges", "too small", "too big", "Momentum", "SGD"]);
    assert!(rates.contains("2 runs from (0, −2), 50 steps: the lowest loss at every learning rate"));
    assert_ne!(rates, draw("&show=rates&runner=2", &[]));
}

#[test]
fn basins_are_drawn_with_the_four_minima_of_himmelblau_numbered() {
    let basins = draw("&show=basins&each=200", &[]);
    has(&basins, &["1", "2", "3", "4", "start", "x", "y"]);
    assert!(basins.contains(": where Momentum ends from every start"));
    assert_ne!(basins, draw("&show=basins&each=20", &[]), "so many steps of each run");
    let pair = draw("&show=basins&sweep=lr,momentum", &[]);
    has(&pair, &["now", "η", "μ"]);
    assert!(pair.contains(": Momentum with every pair of two parameters"));
}

#[test]
fn a_block_is_seen_from_where_the_link_says_and_an_option_counts_more() {
    let block = draw("&show=3d", &[]);
    assert_eq!(block, draw("", &["--3d"]));
    assert_ne!(block, draw("&show=3d&eye=60,30", &[]));
    assert_eq!(draw("&show=3d&height=linear", &[]), draw("", &["--3d=linear"]));
    assert_eq!(draw("&show=rates", &["--3d"]), block);
    assert_eq!(draw("&show=inside", &[]), draw("", &[]), "what is no picture leaves the map");
}
