//! `downhill script`: what it prints, and what it refuses.

#[expect(dead_code, reason = "scripts are neither JSON nor pictures")]
mod command;

use command::{downhill, printed, stderr};

const LINK: &str =
    "#lab=race&f=rosenbrock&from=-1.5,2&run=adam,lr:0.05&run=nesterov,lr:0.001,momentum:0.8&steps=500&v=1";

#[test]
fn a_race_is_a_program_with_its_loss_its_rules_and_its_link() {
    let script = printed(&["script", LINK]);
    for part in [
        LINK.strip_prefix('#').expect("it is a fragment"),
        "START = [-1.5, 2]\nSTEPS = 500\n",
        "    return (1 - x)**2 + 100 * (y - x**2)**2\n",
        "RUNS = [\n    (torch.optim.Adam, dict(lr=0.05, betas=(0.9, 0.999), eps=1e-8)),\n    (Nesterov, dict(lr=0.001, momentum=0.8)),\n]\n",
        "class Nesterov(torch.optim.Optimizer):\n",
    ] {
        assert!(script.contains(part), "no {part:?} in\n{script}");
    }
    let own = printed(&["script", "lab=race&f=bowl&run=sgd,lr:0.1&v=1"]);
    assert!(!own.contains("class ") && !own.contains("def sqrt"), "what is not needed is left out:\n{own}");
}

#[test]
fn what_is_no_race_is_refused_and_says_why() {
    for (arguments, message) in [
        (vec!["script", "lab=batch&v=1"], "lab = batch: only a race can be written as a script"),
        (vec!["script", "lab=minima&v=1"], "lab = minima: only a race can be written as a script"),
        (vec!["script", "lab=race&v=1"], "the link has no run: nothing to do"),
        (vec!["script"], "no link given; see downhill --help"),
        (vec!["script", LINK, "--every", "2"], "--every: not an option of this command; see downhill --help"),
    ] {
        let output = downhill(&arguments);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        let messages = stderr(&output);
        assert!(messages.ends_with(&format!("downhill: {message}\n")), "{arguments:?}: {messages}");
    }
    let output = downhill(&["script", "lab=race&f=bowl&run=sgd&steps=many&v=1", "--strict"]);
    assert_eq!(output.status.code(), Some(2), "a warning is an error if asked for");
}
