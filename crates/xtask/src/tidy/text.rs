//! Rules about what stands in the files. Every forbidden text is put together from pieces, so that these rules do not find
//! themselves.

use super::Source;

/// In Rust: code that was put off, and tests that do not run or pass by failing.
const UNFINISHED_RUST: [&str; 4] =
    [concat!("to", "do!"), concat!("unimple", "mented!"), concat!("#[ig", "nore"), concat!("should", "_panic")];

/// In scripts: tests that do not run, or that keep the others from running.
const UNFINISHED_SCRIPT: [&str; 6] = [
    concat!("test.", "skip"),
    concat!("test.", "only"),
    concat!("test.", "fixme"),
    concat!("describe.", "skip"),
    concat!("describe.", "only"),
    concat!("describe.", "fixme"),
];

/// Folders that exist on one person's machine.
const MACHINE_FOLDERS: [&str; 5] =
    [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("/tm", "p/")];

/// A folder beside the checkout, which nobody else has.
const NEIGHBOUR: &str = concat!("../", "shared");

/// Code and tests that pretend to be there.
pub(super) fn unfinished(tree: &[Source]) -> Vec<String> {
    findings(tree, |file, line| {
        let forbidden: &[&str] = match file.ending() {
            "rs" => &UNFINISHED_RUST,
            "ts" | "js" | "mjs" => &UNFINISHED_SCRIPT,
            _ => &[],
        };
        forbidden.iter().copied().find(|text| line.contains(text))
    })
}

/// Absolute paths of a machine, and the one beside the checkout, in any file but a lock.
pub(super) fn machine_paths(tree: &[Source]) -> Vec<String> {
    findings(tree, |file, line| {
        // Locks are made by tools, and their checksums may spell anything.
        let lock = file.path.ends_with("package-lock.json") || file.path.ends_with("Cargo.lock");
        let mut forbidden = MACHINE_FOLDERS.iter().copied().filter(|folder| begins_a_path(line, folder));
        if lock { None } else { forbidden.next().or_else(|| line.contains(NEIGHBOUR).then_some(NEIGHBOUR)) }
    })
}

/// Whether `folder` occurs as the beginning of a path, not in the middle of an address or of a relative path.
fn begins_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|before| before.is_alphanumeric() || "._-)}".contains(before))
    })
}

/// The core's opening without its unconditional `#![no_std]`, and any file of it that brings std back outside tests.
pub(super) fn core_with_std(tree: &[Source]) -> Vec<String> {
    const OPENING: &str = "crates/core/src/lib.rs";
    const RETURN: &str = concat!("extern ", "crate std");
    let core: Vec<&Source> = tree.iter().filter(|file| file.path.starts_with("crates/core/src/")).collect();
    let mut found = Vec::new();
    if !core.iter().any(|file| file.path == OPENING && file.text.lines().any(|line| line == "#![no_std]")) {
        found.push(format!("{OPENING}: has no line `#![no_std]`"));
    }
    for file in core {
        let mut before = "";
        for (index, line) in file.text.lines().enumerate() {
            if line.contains(RETURN) && before.trim() != "#[cfg(test)]" {
                found.push(format!("{}:{}: {RETURN}", file.path, index + 1));
            }
            before = line;
        }
    }
    found
}

/// Every line in which `forbidden` finds something, as `path:line: text`.
fn findings(tree: &[Source], forbidden: impl Fn(&Source, &str) -> Option<&'static str>) -> Vec<String> {
    let mut found = Vec::new();
    for file in tree {
        for (index, line) in file.text.lines().enumerate() {
            if let Some(text) = forbidden(file, line) {
                found.push(format!("{}:{}: {text}", file.path, index + 1));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{
        MACHINE_FOLDERS, NEIGHBOUR, UNFINISHED_RUST, UNFINISHED_SCRIPT, core_with_std, machine_paths, unfinished,
    };
    use crate::tidy::source;

    #[test]
    fn unfinished_code_is_found_in_its_language() {
        for text in UNFINISHED_RUST {
            assert_eq!(unfinished(&[source("a.rs", &format!("fn f() {{\n    {text}"))]), [format!("a.rs:2: {text}")]);
            assert_eq!(unfinished(&[source("a.ts", text)]), Vec::<String>::new());
        }
        for text in UNFINISHED_SCRIPT {
            assert_eq!(unfinished(&[source("a.spec.ts", text)]), [format!("a.spec.ts:1: {text}")]);
            assert_eq!(unfinished(&[source("a.rs", text)]), Vec::<String>::new());
        }
        assert_eq!(unfinished(&[source("a.rs", "steps.iter().skip(1)")]), Vec::<String>::new());
    }

    #[test]
    fn paths_of_a_machine_are_found_in_any_text() {
        for folder in MACHINE_FOLDERS {
            for line in [format!("see {folder}x"), format!("\"{folder}x\""), format!("file://{folder}x")] {
                assert_eq!(machine_paths(&[source("README.md", &line)]), [format!("README.md:1: {folder}")], "{line}");
            }
            for line in [format!("https://example.org{folder}x"), format!("site{folder}x")] {
                assert_eq!(machine_paths(&[source("README.md", &line)]), Vec::<String>::new(), "{line}");
            }
            assert_eq!(machine_paths(&[source("www/package-lock.json", folder)]), Vec::<String>::new());
        }
        assert_eq!(machine_paths(&[source("a.rs", &format!("\n{NEIGHBOUR}/x"))]), [format!("a.rs:2: {NEIGHBOUR}")]);
    }

    #[test]
    fn a_core_that_leans_on_std_is_found() {
        let core = |text: &str| source("crates/core/src/lib.rs", text);
        let for_tests = concat!("#[cfg(test)]\nextern ", "crate std;\n");
        assert_eq!(core_with_std(&[core(&format!("//! Descent.\n#![no_std]\n{for_tests}"))]), Vec::<String>::new());
        let missing = ["crates/core/src/lib.rs: has no line `#![no_std]`"];
        assert_eq!(core_with_std(&[core("//! Descent.\n")]), missing);
        assert_eq!(core_with_std(&[core("#![cfg_attr(not(test), no_std)]\n")]), missing);
        assert_eq!(core_with_std(&[]), missing);
        let back = source("crates/core/src/rule.rs", concat!("extern ", "crate std;"));
        assert_eq!(
            core_with_std(&[core("#![no_std]"), back]),
            [concat!("crates/core/src/rule.rs:1: extern ", "crate std")]
        );
    }
}
